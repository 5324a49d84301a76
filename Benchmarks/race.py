"""Races the matching engine against OR-Tools in one run, in turns, and prints a table of medians and ratios.

Usage: race.py BENCH-BINARY PEER-PYTHON SEED RESULTS-FOLDER. Ends with 1 when objectives differ or a plan is not verified.
"""
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version

from machine import machine

# (schools, capacity): with one place a mentor the supply is short, which is the hard case.
CASES = [(200, 2), (200, 1), (700, 2), (700, 1), (2000, 2), (2000, 1), (5000, 2), (5000, 1)]
ROUNDS = 5


def turn(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{os.path.basename(command[0])} failed: {done.stderr[-400:]}")
    return json.loads(done.stdout)


def peak_of(command):
    """Peak memory in MB, measured by a parent of its own."""
    code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)")
    return float(subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True).stdout)


def main():
    bench, python, seed, results = sys.argv[1:5]
    peer = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Peers", "ortools_mcf.py")
    lines = [
        "| schools | places | demands | mentors | arcs | covered | build s | solve s | verify s | OR-Tools solve s | "
        "ratio (least–greatest) | peak MB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for schools, capacity in CASES:
            problem = os.path.join(folder, "problem.min")
            ours = [bench, str(schools), seed, str(capacity)]
            theirs = [python, peer, problem]
            turn([*ours, problem])
            mine, other = [], []
            for _ in range(ROUNDS):
                mine.append(turn(ours))
                other.append(turn(theirs))
            first = mine[0]
            agrees = all(m["verified"] and o["optimal"] and m["objective"] == o["objective"] for m, o in zip(mine, other))
            failed |= not agrees
            median = {key: statistics.median(m[key] for m in mine) for key in ("build", "solve", "verify")}
            peer_solve = statistics.median(o["solve"] for o in other)
            ratios = [o["solve"] / m["solve"] for m, o in zip(mine, other)]
            lines.append(
                f"| {schools} | {capacity} | {first['demands']} | {first['mentors']} | {first['arcs']} | "
                f"{first['covered']} | {median['build']:.4f} | {median['solve']:.4f} | {median['verify']:.4f} | "
                f"{peer_solve:.4f} | {statistics.median(ratios):.1f} ({min(ratios):.1f}–{max(ratios):.1f}) | "
                f"{peak_of(ours):.0f} |"
                + ("" if agrees else " OBJECTIVES DIFFER |"))
            print(lines[-1], flush=True)
    today = datetime.date.today().isoformat()
    head = [
        f"# Matching against OR-Tools SimpleMinCostFlow, {today}", "",
        f"Machine: {machine()}. Peer: OR-Tools {version('ortools')}.",
        f"Seed {seed}; medians of {ROUNDS} turns in one run; CPU seconds, one thread. Ours: problem to certified plan with its",
        "explanations; theirs: solving alone. The ratio is the median of theirs / ours, turn by turn.",
        "Peak memory is of our whole process, which makes the network and verifies the plan as well; the peer's is not",
        "shown, since its driver parses text in Python.", "",
    ]
    if failed:
        sys.exit("objectives differ or a plan was not verified: no table is written")
    text = "\n".join(head + lines) + "\n"
    os.makedirs(results, exist_ok=True)
    with open(os.path.join(results, f"matching-{today}-seed{seed}.md"), "w") as file:
        file.write(text)
    print(text)


main()
