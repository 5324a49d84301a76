"""Races our exact betweenness against igraph's in one run and in turns, and ends with a verdict on each goal.

Usage: race_betweenness.py BENCH SEED RESULTS-FOLDER. A goal that is missed is reported and is no error; values that
differ by more than 1e-9 end the run with 1 and without a result.
"""
import array
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import igraph

import graphs

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from machine import machine  # noqa: E402  (beside the other benchmarks)

ROUNDS = 5
PEER = pathlib.Path(__file__).with_name("igraph_betweenness.py")
TOLERANCE = 1e-9
ALONE_GOAL, TOGETHER_GOAL = 1, 2
HEAD = [
    "| graph | igraph CPU s | ours, 1 thread, CPU s | **ratio** | igraph wall s | ours, 2 threads, wall s | their CPU s "
    "| **ratio** | greatest difference |",
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
]


def turn(command, processors):
    """What one process says, held to these processors."""
    done = subprocess.run(
        command, capture_output=True, text=True, preexec_fn=lambda: os.sched_setaffinity(0, processors))
    if done.returncode != 0:
        sys.exit(f"{os.path.basename(command[0])} failed ({done.returncode}): {done.stderr[-400:]}")
    return json.loads(done.stdout)


def read(path):
    values = array.array("d")
    with open(path, "rb") as file:
        values.frombytes(file.read())
    return values


def difference(ours, theirs):
    """The greatest relative difference."""
    if len(ours) != len(theirs):
        sys.exit(f"{len(ours)} values, igraph has {len(theirs)}")
    return max((abs(one - other) / max(abs(one), abs(other)) for one, other in zip(ours, theirs) if one != other),
               default=0.0)


def race(family, seed, bench, folder, processors):
    path, mine, peers = (os.path.join(folder, name) for name in ["graph", "ours", "igraph"])
    graphs.write(family, seed, path)
    one = {processors[-1]}
    turns = []
    for _ in range(ROUNDS):
        peer = turn([sys.executable, str(PEER), path, peers], one)
        theirs = read(peers)
        alone = turn([bench, path, mine, "1"], one)
        first = read(mine)
        together = turn([bench, path, mine, "2"], set(processors[-2:]))
        if read(mine) != first:
            sys.exit(f"{family}: two threads give other bits than one")
        if (worst := difference(first, theirs)) > TOLERANCE:
            sys.exit(f"{family}: values differ by {worst:.1e} of their size")
        if any(side[key] != peer[key] for side in (alone, together) for key in ("nodes", "edges")):
            sys.exit(f"{family}: the sides read different graphs")
        turns.append((peer, alone, together))

    def median(value):
        return statistics.median(value(*sides) for sides in turns)

    ratios = (median(lambda peer, alone, _: peer["cpu"] / alone["cpu"]),
              median(lambda peer, _, together: peer["wall"] / together["wall"]))
    line = (
        f"| {family} | {median(lambda peer, *_: peer['cpu']):.2f} | {median(lambda _, alone, __: alone['cpu']):.3f} "
        f"| {ratios[0]:.1f} | {median(lambda peer, *_: peer['wall']):.2f} "
        f"| {median(lambda *sides: sides[2]['wall']):.3f} | {median(lambda *sides: sides[2]['cpu']):.3f} "
        f"| {ratios[1]:.1f} | {worst:.0e} |")
    print(line, flush=True)
    return line, family, ratios


def main():
    bench, seed, results = sys.argv[1:]
    processors = sorted(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    print("\n".join(HEAD), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        raced = [race(family, seed, bench, folder, processors) for family in graphs.FAMILIES]
    verdict = []
    for goal, place, words in [(ALONE_GOAL, 0, "on one thread (CPU)"), (TOGETHER_GOAL, 1, "on two threads (wall)")]:
        for _, family, ratios in raced:
            met = "met" if ratios[place] > goal else "MISSED"
            verdict.append(f"- {family}, {words}: {ratios[place]:.1f} times as fast as igraph; goal {goal}: {met}.")
    print("\n".join(["", *verdict]))
    day = datetime.date.today().isoformat()
    lines = [
        f"# Exact betweenness against igraph, {day}", "",
        f"Machine: {machine()}. Its load was {load:.1f} before the run and {os.getloadavg()[0]:.1f} at the end.", "",
        f"Seed {seed}; {graphs.NODES:,} nodes, {graphs.EDGES:,} edges; igraph {igraph.__version__} from PyPI, one thread.",
        f"Medians of {ROUNDS} rounds, all sides in the same run and in turns. All values agree within {TOLERANCE:g}, and",
        "two threads give the bits of one. The method is in [README](../README.md).", "",
        *HEAD, *(line for line, *_ in raced), "", "## Verdict", "", *verdict,
    ]
    name = f"betweenness-{day}.md"
    os.makedirs(results, exist_ok=True)
    with open(os.path.join(results, name), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(f"\nWritten: {name}.")


if __name__ == "__main__":
    main()
