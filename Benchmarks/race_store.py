"""Races the store against SQLite's own tools in one run, in turns, and ends with a verdict on each claim.

Usage: race_store.py SVYAZ READER RAW-READER SEED RESULTS-FOLDER SCRATCH-FOLDER. Ends with 1 when a claim is not met or
the two sides do not hold the same rows.
"""
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

import curve
import store_files
from machine import machine

SIZES = [200, 1000, 5000, 10000, 20000]
COUNTRY = 40000
DAY = "2021-06-30"
ROUNDS = 3
LARGEST_IMPORT, LARGEST_PEAK, LARGEST_OPENING = 1.2, 1024, 2.0
# A straight line explains this much of the times, and a row of the country costs at most so much more than one of a
# network of 5,000 schools.
LEAST_FIT, LARGEST_GROWTH = 0.99, 1.25


class Disagreement(Exception):
    """The two sides of a race do not hold the same."""


def turn(command, folder=None, script=None):
    """Runs a whole process: (CPU seconds, peak memory in MiB, output)."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as given:
        given.write((script or "").encode())
        given.seek(0)
        process = subprocess.Popen(command, cwd=folder, stdin=given, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode()
    if process.returncode != 0:
        raise Disagreement(f"{os.path.basename(command[0])} failed: {text[-400:]}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def remove(store):
    for suffix in ["", "-wal", "-shm", "-journal"]:
        if os.path.exists(store + suffix):
            os.remove(store + suffix)


def import_turns(svyaz, folder, scratch):
    """Every side once a round: CPU seconds and peaks by side; the last stores stay and must be equal."""
    sides = {"ours": None, **store_files.PEERS}
    stores = {side: os.path.join(scratch, f"{os.path.basename(folder)}.{side}.db") for side in sides}
    turns = {side: [] for side in sides}
    for _ in range(ROUNDS):
        for side, store in stores.items():
            remove(store)
            if side == "ours":
                done = turn([svyaz, "import", folder, "--store", store])
            else:
                done = turn(["sqlite3", store], folder, store_files.peer_script(side))
            turns[side].append(done[:2])
    found = {side: store_files.contents(store) for side, store in stores.items()}
    for side in sides:
        unlike = [table for table in found["ours"] if found["ours"][table] != found[side].get(table)]
        if unlike or len(found[side]) != len(found["ours"]):
            raise Disagreement(f"{side} and ours differ: {', '.join(unlike)}")
    return turns, stores, found["ours"]


def median(values):
    return statistics.median(values)


def ratios(turns, side):
    return [ours[0] / theirs[0] for ours, theirs in zip(turns["ours"], turns[side])]


def spread(values):
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def import_line(name, rows, turns):
    seconds = {side: median([second for second, _ in done]) for side, done in turns.items()}
    peak = {side: max(peak for _, peak in done) for side, done in turns.items()}
    return (f"| {name} | {rows:,} | {seconds['ours']:.2f} | {seconds['plain']:.2f} | {spread(ratios(turns, 'plain'))} | "
            f"{seconds['cheapest']:.2f} | {spread(ratios(turns, 'cheapest'))} | {peak['ours']:.0f} | {peak['plain']:.0f} | "
            f"{peak['cheapest']:.0f} |")


def reading_turns(reader, raw, store, rounds):
    ours, theirs = [], []
    for _ in range(rounds):
        for command, turns in [(reader, ours), (raw, theirs)]:
            _, peak, text = turn([command, store, DAY])
            turns.append({**json.loads(text), "peak": peak})
    first = ours[0]
    if any(each["rows"] != first["rows"] or each["digest"] != first["digest"] for each in ours + theirs):
        raise Disagreement(f"the snapshots of {os.path.basename(store)} differ")
    return {
        "rows": first["rows"], "ours": median([each["seconds"] for each in ours]),
        "raw": median([each["seconds"] for each in theirs]),
        "ratios": [mine["seconds"] / other["seconds"] for mine, other in zip(ours, theirs)],
        "peaks": (max(each["peak"] for each in ours), max(each["peak"] for each in theirs)),
    }


def reading_line(schools, read):
    return (f"| {schools:,} | {read['rows']:,} | {read['ours']:.4f} | {read['raw']:.4f} | {spread(read['ratios'])} | "
            f"{read['ours'] / read['rows'] * 1e6:.3f} | {read['peaks'][0]:.0f} | {read['peaks'][1]:.0f} |")


def generate(svyaz, schools, seed, folder):
    turn([svyaz, "generate", "--out", folder, "--schools", str(schools), "--seed", seed])


def race(svyaz, reader, raw, seed, scratch):
    lines, verdicts = [], []

    def say(line):
        lines.append(line)
        print(line, flush=True)

    def judge(claim, is_met):
        verdicts.append(is_met)
        say(f"- {'met' if is_met else 'NOT MET'}: {claim}")

    country = os.path.join(scratch, "country")
    generate(svyaz, COUNTRY, seed, country)
    small = os.path.join(scratch, "small")
    generate(svyaz, SIZES[0], seed, small)
    empty = os.path.join(scratch, "small.db")
    turn([svyaz, "import", small, "--store", empty])
    store_files.prepare_peer(country, empty)
    heavy = os.path.join(scratch, "heavy")
    store_files.make_heavy(country, heavy)
    store_files.prepare_peer(heavy, empty)

    say("## Import of the country\n")
    say("| network | rows | ours s | shell s | ours / shell | shell, cheapest s | ours / cheapest | ours peak MiB | "
        "shell peak MiB | cheapest peak MiB |")
    say("|---|---|---|---|---|---|---|---|---|---|")
    turns, stores, tables = import_turns(svyaz, country, scratch)
    counts = {table: found[0] for table, found in tables.items() if table != "schema" and found[0] > 0}
    say(import_line("all tables", sum(counts.values()), turns))
    heavy_turns, heavy_stores, heavy_tables = import_turns(svyaz, heavy, scratch)
    heavy_rows = sum(found[0] for table, found in heavy_tables.items() if table != "schema")
    say(import_line("results, participations and what they refer to", heavy_rows, heavy_turns))
    for store in heavy_stores.values():
        remove(store)
    staging = median([turn(["sqlite3", ":memory:"], country, store_files.staging_script())[0] for _ in range(ROUNDS)])
    say("\nRows: " + ", ".join(f"{table} {count:,}" for table, count in counts.items()) + ".")
    shares = [ours[0] / (theirs[0] - staging) for ours, theirs in zip(turns["ours"], turns["plain"])]
    say(f"The peer's temporary tables take {staging:.2f} s of its time; were they free, ours / shell would be "
        f"{spread(shares)}.\n")

    say("## Snapshot of one day\n")
    say("| schools | rows | ours s | raw C s | ours / raw C | ours, µs a row | ours peak MiB | raw C peak MiB |")
    say("|---|---|---|---|---|---|---|---|")
    reads = {}
    for schools in SIZES + [COUNTRY]:
        store = stores["ours"]
        if schools != COUNTRY:
            folder, store = os.path.join(scratch, str(schools)), os.path.join(scratch, f"{schools}.db")
            generate(svyaz, schools, seed, folder)
            turn([svyaz, "import", folder, "--store", store])
            shutil.rmtree(folder)
        reads[schools] = reading_turns(reader, raw, store, 5)
        say(reading_line(schools, reads[schools]))
        remove(store)

    points = {side: [(schools, read[side]) for schools, read in reads.items()] for side in ("ours", "raw")}
    fit = curve.line_through(points["ours"])[2]
    costs = {schools: read["ours"] / read["rows"] for schools, read in reads.items()}
    growth = costs[COUNTRY] / costs[5000]
    say("\n## Verdict\n")
    plain, peak = median(ratios(turns, "plain")), max(peak for _, peak in turns["ours"])
    judge(f"import takes {plain:.2f} times the CPU of the shell's .import; at most {LARGEST_IMPORT}",
          plain <= LARGEST_IMPORT)
    cheapest = median(ratios(turns, "cheapest"))
    judge(f"import takes {cheapest:.2f} times the CPU of the cheapest that the shell can do; at most {LARGEST_IMPORT}",
          cheapest <= LARGEST_IMPORT)
    judge(f"import needs {peak:.0f} MiB at its peak; under {LARGEST_PEAK}", peak < LARGEST_PEAK)
    opening = median(reads[COUNTRY]["ratios"])
    judge(f"the snapshot takes {opening:.2f} times the CPU of the raw C API; at most {LARGEST_OPENING}",
          opening <= LARGEST_OPENING)
    judge(f"the snapshot grows in a straight line: R² = {fit:.4f}, at least {LEAST_FIT}; a row of the country costs "
          f"{growth:.2f} times one of 5,000 schools, at most {LARGEST_GROWTH}",
          fit >= LEAST_FIT and growth <= LARGEST_GROWTH)
    picture = curve.draw(
        "Snapshot of one day: time against the size of the network",
        f"CPU seconds, medians of turns; dashed: least-squares lines, R² of ours {fit:.4f}",
        "schools", "CPU seconds", [("SvyazStore snapshot(on:)", "#1f5fa8", points["ours"]),
                                   ("raw C API of SQLite, same rows", "#b5562a", points["raw"])])
    return lines, picture, all(verdicts)


def main():
    svyaz, reader, raw, seed, results, scratch = sys.argv[1:7]
    os.makedirs(scratch, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        try:
            lines, picture, are_met = race(svyaz, reader, raw, seed, folder)
        except (Disagreement, subprocess.CalledProcessError) as problem:
            sys.exit(f"no table is written: {problem}")
    today = datetime.date.today().isoformat()
    name = f"store-{today}-seed{seed}"
    library = store_files.run("sqlite3", "--version", text=True).split()[0]
    head = [
        f"# The store against SQLite's own tools, {today}", "",
        f"Machine: {machine()}. Peers: `sqlite3` {library}, and the raw C API of the same library.",
        f"Seed {seed}; medians of {ROUNDS} turns (import) and 5 (snapshot) in one run; ratios are medians turn by turn,",
        "with the least and the greatest. CPU seconds, user and system: of whole processes for the import, from the closed",
        "file to the whole snapshot for the reading. Both sides end with the same rows, or there is no table.",
        "", f"![Curve]({name}.svg)", "",
    ]
    os.makedirs(results, exist_ok=True)
    with open(os.path.join(results, name + ".md"), "w") as file:
        file.write("\n".join(head + lines) + "\n")
    with open(os.path.join(results, name + ".svg"), "w") as file:
        file.write(picture)
    print(f"\nWritten: {name}.md and {name}.svg.")
    if not are_met:
        sys.exit("a claim is not met")


main()
