"""The peer: Graphviz's own command on the DOT file that svyaz writes for the same map.

It lays out and writes an SVG once, with labels as they come: no legend, no page, no proof that a label can be read.
"""
import subprocess


def command(engine, source, target):
    return [engine, "-Tsvg", source, "-o", target]


def version():
    return subprocess.run(["dot", "-V"], capture_output=True, text=True).stderr.strip()
