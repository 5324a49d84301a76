"""Times a warm worker against drawing in process, and svyaz's maps from command to file beside Graphviz's commands.

Usage: race_maps.py SVYAZ MAP-CAMPAIGN NETWORK ROUNDS RESULTS-FOLDER. All sides run in one run and in turns; a goal that
is missed is reported and is no error. Ends with 1, and writes nothing, when a side fails.
"""
import datetime
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import peer_dot

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from machine import machine  # noqa: E402  (beside the other benchmarks)

WORKER_GOAL, MAP_GOAL = 1.10, 250
# Has 61 pairs.
CITY_SCHOOLS = 180
ENGINES = ["dot", "sfdp"]


def turn(command):
    """Wall and processor milliseconds of one process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{os.path.basename(command[0])} failed ({done.returncode}): {done.stderr[-400:]}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall * 1000, used * 1000, done.stdout


def medians(turns):
    return statistics.median(one[0] for one in turns), statistics.median(one[1] for one in turns)


def kinds(svyaz, network, folder):
    plan = os.path.join(folder, "plan.json")
    answer = subprocess.run([svyaz, "match", "--network", network, "--json"], capture_output=True, text=True)
    if answer.returncode not in (0, 1):
        sys.exit(f"match failed ({answer.returncode}): {answer.stderr[-400:]}")
    pathlib.Path(plan).write_text(answer.stdout, encoding="utf-8")
    city = os.path.join(folder, "city")
    turn([svyaz, "generate", "--schools", str(CITY_SCHOOLS), "--seed", "1", "--out", city])
    return [
        ("the sample's partnerships in force", "mentors", network, []),
        ("the sample's plan of the matching", "plan", network, ["--plan", plan]),
        (f"a generated city of {CITY_SCHOOLS} schools", "city", city, []),
    ]


def race(svyaz, network, rounds, folder, name, stem, options):
    ours = [svyaz, "map", "mentors", "--network", network, "--out", folder, "--json", *options]
    facts = json.loads(turn([*ours, "--format", "dot"])[2])
    source = os.path.join(folder, f"{'plan' if stem == 'plan' else 'mentors'}.dot")
    turns = {side: [] for side in ["start", "svyaz", *ENGINES]}
    for _ in range(rounds):
        turns["start"].append(turn([svyaz, "--version"]))
        turns["svyaz"].append(turn([*ours, "--format", "svg"]))
        for engine in ENGINES:
            turns[engine].append(turn(peer_dot.command(engine, source, os.path.join(folder, f"{engine}.svg"))))
    wall = {side: medians(list_)[0] for side, list_ in turns.items()}
    used = {side: medians(list_)[1] for side, list_ in turns.items()}
    beyond = wall["svyaz"] - wall["start"]
    row = (
        f"| {name} | {facts['nodes']} | {facts['edges']} | {wall['start']:.0f} | {wall['svyaz']:.0f} | {beyond:.0f} "
        f"| {used['svyaz']:.0f} | {wall['dot']:.0f} | {wall['sfdp']:.0f} | {beyond / wall['dot']:.1f} "
        f"| {beyond / wall['sfdp']:.1f} |")
    print(row, flush=True)
    if stem == "city":
        return row, f"- {name}: {beyond:.0f} ms beyond process start; for scale, the goal is for the sample."
    met = "met" if beyond < MAP_GOAL else "MISSED"
    return row, f"- {name}: {beyond:.0f} ms beyond process start; goal {MAP_GOAL} ms: {met}."


def main():
    svyaz, campaign, network, rounds, results = sys.argv[1:]
    load = os.getloadavg()[0]
    times = json.loads(turn([campaign, "bench", "--nodes", "200", "--rounds", rounds])[2])
    here = statistics.median(times["inProcessMilliseconds"])
    there = statistics.median(times["workerMilliseconds"])
    pairs = zip(times["workerMilliseconds"], times["inProcessMilliseconds"])
    ratio = statistics.median(one / other for one, other in pairs)
    met = "met" if ratio <= WORKER_GOAL else "MISSED"
    verdict = [f"- a warm worker at {times['nodes']} nodes: {ratio:.2f} times the time in process; goal {WORKER_GOAL}: {met}."]
    print("\n".join(verdict), flush=True)
    head = [
        "| map | nodes | edges | `svyaz --version` ms | svyaz ms | beyond start ms | its CPU ms | dot ms | sfdp ms "
        "| **ratio to dot** | **ratio to sfdp** |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    print("\n".join(head), flush=True)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, stem, source, options in kinds(svyaz, network, folder):
            row, line = race(svyaz, source, int(rounds), folder, name, stem, options)
            rows.append(row)
            verdict.append(line)
    print("\n".join(["", *verdict]))
    day = datetime.date.today().isoformat()
    lines = [
        f"# Maps: a warm worker, and Graphviz's own commands, {day}", "",
        f"Machine: {machine()}. Its load was {load:.1f} before the run and {os.getloadavg()[0]:.1f} at the end.", "",
        f"Medians of {rounds} rounds, all sides in the same run and in turns; {peer_dot.version()}. In process "
        f"{here:.0f} ms, warm worker {there:.0f} ms. `svyaz` reads and checks the network, searches for a page without",
        "overlaps and writes the files; Graphviz's commands lay out the DOT file of the same map once.", "",
        *head, *rows, "", "## Verdict", "", *verdict,
    ]
    name = f"maps-{day}.md"
    os.makedirs(results, exist_ok=True)
    pathlib.Path(results, name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"\nWritten: {name}.")


if __name__ == "__main__":
    main()
