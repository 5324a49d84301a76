"""The matching of a whole country, from the folder to the written and verified plan: seconds and memory by stage.

usage: country.py SVYAZ SCHOOLS SEED RESULTS FOLDER
"""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import time

from machine import machine

RUNS = [("any", 2), ("any", 1), ("adjacent", 2), ("adjacent", 1)]
STAGES = ["read", "build", "solve", "prove and explain", "write"]


def run(command, out):
    """Runs a command to its end: status, wall seconds, CPU seconds, peak MiB, standard error."""
    begin = time.monotonic()
    with open(out, "wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.PIPE)
        errors = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
    return (os.waitstatus_to_exitcode(status), time.monotonic() - begin, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024, errors)


def stages(errors):
    """The table that --timings prints, as (wall seconds, CPU seconds, peak MiB) by stage."""
    rows = [line.split("\t") for line in errors.splitlines() if line.count("\t") == 3][1:]
    if len(rows) != len(STAGES):
        sys.exit(f"expected {len(STAGES)} stages:\n{errors}")
    number = lambda text: float(text.replace(",", "."))
    return [(number(wall), number(cpu), peak) for _, wall, cpu, peak in rows]


def read_objective(plan):
    """From the head of the file: a child's peak counts what this process held when it began, so it must stay small."""
    with open(plan) as file:
        return json.loads(re.search(r'"objective": (\{[^}]*\})', file.read(1 << 16)).group(1))


def main():
    svyaz, schools, seed, results, folder = sys.argv[1:]
    network = pathlib.Path(folder) / "network"
    plan = pathlib.Path(folder) / "plan.json"
    status, wall, cpu, peak, errors = run(
        [svyaz, "generate", "--schools", schools, "--seed", seed, "--out", str(network)], os.devnull)
    if status:
        sys.exit(errors)
    table = []
    for district, capacity in RUNS:
        options = ["--network", str(network), "--district", district, "--capacity", str(capacity)]
        status, wall, cpu, peak, errors = run([svyaz, "match", *options, "--json", "--timings"], plan)
        if status:
            sys.exit(errors)
        split = stages(errors)
        checked, _, verify_cpu, verify_peak, verify_errors = run(
            [svyaz, "verify", str(plan), "--network", str(network)], os.devnull)
        if checked:
            sys.exit(f"the plan was not verified: {district}, {capacity} {verify_errors}")
        objective = read_objective(plan)
        cells = [district, str(capacity), f"{objective['covered']:,} of {objective['demands']:,}"]
        cells += [f"{seconds:.2f}" for _, seconds, _ in split]
        cells += [f"{cpu:.2f}", f"{wall:.2f}", f"{peak:.0f}", f"{plan.stat().st_size / 1e6:.0f}",
                  f"{verify_cpu:.2f}", f"{verify_peak:.0f}"]
        table.append(cells)
        print(" | ".join(cells), flush=True)
    day = datetime.date.today()
    head = (["district", "places", "covered"] + [f"{stage} s" for stage in STAGES]
            + ["all s", "all wall s", "peak MiB", "plan MB", "verify s", "verify peak MiB"])
    text = f"# The matching of a country, {day}\n\nMachine: {machine()}.\n"
    text += f"`svyaz generate --schools {schools} --seed {seed}`, then `svyaz match --json --timings` and `svyaz verify`, one\n"
    text += "run each. CPU seconds, user and system, but for the wall column; every plan is verified, or there is no table.\n\n"
    text += "| " + " | ".join(head) + " |\n|" + "---|" * len(head) + "\n"
    text += "".join("| " + " | ".join(cells) + " |\n" for cells in table)
    path = pathlib.Path(results) / f"country-{day}.md"
    path.write_text(text)
    print(f"written: {path}")


if __name__ == "__main__":
    main()
