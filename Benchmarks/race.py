"""Races the flat matching solver against LEMON and OR-Tools in one run, in turns, and ends with a verdict on each goal.

Usage: race.py BENCH LEMON PYTHON SEED RESULTS-FOLDER [INSTANCE…]. Ends with 1, and writes nothing, when objectives
differ or a solve of ours is not proved; a goal that is missed is reported and is no error. With instances named, it
races only these and writes nothing.
"""
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version

import bars
from machine import machine

INSTANCES = ["S", "ST", "M", "MT", "L", "LT", "XL", "XLT"]
OURS, OR_TOOLS = "svyaz", "or-tools"
LEMON = ["network-simplex", "cost-scaling", "capacity-scaling"]
NAMES = {OURS: "Svyaz", "network-simplex": "LEMON NetworkSimplex", "cost-scaling": "LEMON CostScaling",
         "capacity-scaling": "LEMON CapacityScaling", OR_TOOLS: "OR-Tools"}
COLOURS = {OURS: "#1f5fa8", "network-simplex": "#b5562a", "cost-scaling": "#d59a6a", "capacity-scaling": "#e8c9a8",
           OR_TOOLS: "#7d7d7d"}
ROUNDS = 5
# Solve seconds: a peer that needs more on its first turn takes no other one, and nobody may take longer than the limit.
SLOW, LIMIT = 20, 60
# What reading the largest file may cost on top of the limit.
READING = 5

LEMON_GOAL = {False: 6, True: 3}  # by whether places are short
OR_TOOLS_GOAL = {False: 15, True: 5}
MEMORY_GOAL, MEMORY_INSTANCES = 4, ["L", "XL"]


class Disagreement(Exception):
    """Two solvers do not find the same, or ours is not proved."""


def is_tight(instance):
    return instance.endswith("T")


def output(command):
    done = subprocess.run(command, capture_output=True, text=True)
    return checked(command, done.returncode, done.stdout, done.stderr)


def checked(command, status, text, complaint):
    if status != 0:
        raise Disagreement(f"{os.path.basename(command[0])} failed ({status}): {complaint[-400:]}")
    return text


def processor_seconds(process):
    """User and system seconds of a running process."""
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def turn(command):
    """What a solver says of its turn; `isOver`: it was stopped at the limit.

    Not by RLIMIT_CPU: with such a limit Linux moves the CPU clock of the process by whole ticks, 4 ms, only.
    """
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while True:
        try:
            text, complaint = process.communicate(timeout=1)
            return {"isOver": False, **json.loads(checked(command, process.returncode, text, complaint))}
        except subprocess.TimeoutExpired:
            if processor_seconds(process) > LIMIT + READING:
                process.kill()
                process.communicate()
                return {"isOver": True, "solve": LIMIT}


class Race:
    """All turns on one instance."""

    def __init__(self, instance, made, commands):
        self.instance, self.made = instance, made
        self.turns = {side: [] for side in commands}
        for number in range(ROUNDS):
            for side, command in commands.items():
                if number == 0 or side == OURS or self.turns[side][0]["solve"] <= SLOW:
                    self.turns[side].append(turn(command))
        self.check()
        self.fastest = min(LEMON, key=self.seconds)
        first = self.turns[OURS][0]
        self.uncovered_weight = first["uncoveredValue"] // made["bigM"]

    def check(self):
        expected = self.turns[OURS][0].get("objective")
        for side, turns in self.turns.items():
            for each in turns:
                if side == OURS and each["isOver"]:
                    raise Disagreement(f"ours takes more than {LIMIT} s on {self.instance}")
                if not each["isOver"] and (not each["optimal"] or each["objective"] != expected):
                    raise Disagreement(f"{NAMES[side]} on {self.instance}: {each}, ours: {self.turns[OURS][0]}")

    def is_over(self, side):
        return self.turns[side][0]["isOver"]

    def seconds(self, side, what="solve"):
        return statistics.median(each[what] for each in self.turns[side])

    def ratios(self, side):
        """Theirs / ours, turn by turn."""
        return [theirs["solve"] / ours["solve"] for theirs, ours in zip(self.turns[side], self.turns[OURS])]

    def ratio(self, side):
        return statistics.median(self.ratios(side))

    def peak(self, side):
        return max(each.get("peak", 0) for each in self.turns[side])

    @property
    def least_peak(self):
        return min(self.peak(side) for side in LEMON if not self.is_over(side))

    # How figures are written.

    def seconds_word(self, side):
        if self.is_over(side):
            return f"> {LIMIT}"
        return bars.seconds_word(self.seconds(side)) + ("*" if len(self.turns[side]) == 1 else "")

    def ratio_word(self, side):
        bound = "> " if self.is_over(side) else ""
        found = self.ratios(side)
        spread = f" ({min(found):.1f}–{max(found):.1f})" if len(found) > 1 else "*"
        return f"{bound}{statistics.median(found):.1f}{spread}"

    def peak_word(self, side):
        return "—" if self.is_over(side) else f"{self.peak(side):.0f}"

    def time_line(self):
        figures = [f"{self.made['demands']:,}", f"{self.made['arcs']:,}", f"{self.uncovered_weight:,}"]
        figures += [self.seconds_word(side) for side in self.turns]
        figures += [NAMES[self.fastest].removeprefix("LEMON "), self.ratio_word(self.fastest),
                    self.ratio_word(OR_TOOLS), bars.seconds_word(self.seconds(OURS, "total"))]
        return f"| {self.instance} | " + " | ".join(figures) + " |"

    def memory_line(self):
        figures = [self.peak_word(side) for side in self.turns]
        figures += [f"{self.peak(self.fastest) / self.peak(OURS):.1f}", f"{self.least_peak / self.peak(OURS):.1f}"]
        return f"| {self.instance} | " + " | ".join(figures) + " |"

    def bar_group(self):
        parts = []
        for side in self.turns:
            text = f"{self.seconds_word(side)} s"
            if side != OURS:
                text += f" · {'> ' if self.is_over(side) else ''}{self.ratio(side):.1f}×"
            parts.append((self.seconds(side), text))
        under = [f"{self.made['demands']:,} demands", f"{self.made['arcs']:,} arcs",
                 "places short" if is_tight(self.instance) else "places enough"]
        return self.instance, under, parts


TIME_HEAD = [
    "| instance | demands | arcs | uncovered weight | Svyaz s | NetworkSimplex s | CostScaling s | CapacityScaling s | "
    "OR-Tools s | fastest LEMON | LEMON / Svyaz | OR-Tools / Svyaz | Svyaz solve + check s |",
    "|---|" + "---:|" * 8 + "---|" + "---:|" * 3,
]
MEMORY_HEAD = [
    "| instance | Svyaz MB | NetworkSimplex MB | CostScaling MB | CapacityScaling MB | OR-Tools MB | "
    "fastest LEMON / Svyaz | least LEMON / Svyaz |",
    "|---|" + "---:|" * 7,
]


def verdict(races):
    """A line for each goal of the project."""
    lines = []

    def judge(is_met, claim):
        lines.append(f"- {'met' if is_met else 'NOT MET'}: {claim}")

    for goals, what in [(LEMON_GOAL, "LEMON"), (OR_TOOLS_GOAL, "OR-Tools")]:
        for race in races:
            side = race.fastest if what == "LEMON" else OR_TOOLS
            goal, found = goals[is_tight(race.instance)], race.ratio(side)
            over = "more than " if race.is_over(side) else ""
            judge(found >= goal,
                  f"{race.instance}: {NAMES[side]} takes {over}{found:.1f} times our CPU; at least {goal}")
    for race in races:
        if race.instance not in MEMORY_INSTANCES:
            continue
        for peak, whose in [(race.peak(race.fastest), f"the fastest, {NAMES[race.fastest]}"),
                            (race.least_peak, "the one that needs least")]:
            judge(race.peak(OURS) * MEMORY_GOAL <= peak,
                  f"{race.instance}: our peak is {race.peak(OURS):.0f} MB, a quarter of LEMON's is "
                  f"{peak / MEMORY_GOAL:.0f} MB ({whose})")
    return lines


def race_all(bench, lemon, python, seed, instances):
    here = os.path.dirname(os.path.abspath(__file__))
    races = []
    print("\n".join(TIME_HEAD), flush=True)
    for instance in instances:
        with tempfile.TemporaryDirectory() as folder:
            made = json.loads(output([python, os.path.join(here, "instances.py"), instance, seed, folder]))
            commands = {OURS: [bench, made["bin"]], **{side: [lemon, made["dimacs"], side] for side in LEMON},
                        OR_TOOLS: [python, os.path.join(here, "Peers", "ortools_mcf.py"), made["dimacs"]]}
            races.append(Race(instance, made, commands))
        print(races[-1].time_line(), flush=True)
    return races


def debian_version(package):
    return output(["dpkg-query", "-W", "-f=${Version}", package])


def report(races, seed, name, load):
    compiler = output(["g++", "-dumpfullversion"]).strip()
    return [
        f"# Matching against LEMON and OR-Tools, {datetime.date.today().isoformat()}", "",
        f"Machine: {machine()}.",
        f"Its load was {load:.1f} before the run and {os.getloadavg()[0]:.1f} at the end; the race keeps one core busy.",
        f"Peers: LEMON {debian_version('liblemon-dev')} (g++ {compiler}, `-O3 -march=native`), OR-Tools "
        f"{version('ortools')} `SimpleMinCostFlow`.", "",
        f"Seed {seed}; medians of {ROUNDS} turns in one run. CPU seconds of solving alone, from the problem in memory",
        "to the solution; ratios are medians turn by turn, with the least and the greatest. All objectives agree, and",
        "every solve of ours was proved by its certificate (the last column counts that in).",
        f"\\* one turn only, since it took more than {SLOW} s; > {LIMIT}: stopped there. Peaks are of whole processes,",
        "each reading its own file; OR-Tools' holds Python. The method is in [README](../README.md).", "",
        f"![Seconds of each solver]({name}.svg)", "",
        "## Time", "", *TIME_HEAD, *(race.time_line() for race in races), "",
        "## Peak memory", "", *MEMORY_HEAD, *(race.memory_line() for race in races), "",
        "## Verdict", "", *verdict(races),
    ]


def main():
    bench, lemon, python, seed, results, *chosen = sys.argv[1:]
    if unknown := set(chosen) - set(INSTANCES):
        sys.exit(f"no such instance: {', '.join(sorted(unknown))}; there are {', '.join(INSTANCES)}")
    load = os.getloadavg()[0]
    try:
        races = race_all(bench, lemon, python, seed, chosen or INSTANCES)
    except Disagreement as problem:
        sys.exit(f"no table is written: {problem}")
    name = f"matching-{datetime.date.today().isoformat()}-seed{seed}"
    lines = report(races, seed, name, load)
    print("\n".join(["", *lines[lines.index("## Peak memory"):]]))
    if chosen:
        return
    picture = bars.draw(
        f"One matching, five solvers: CPU seconds of solving, seed {seed}",
        "Medians of turns on a log scale; × says how many times ours that is, turn by turn. * one turn only.", "CPU seconds",
        [(NAMES[side], COLOURS[side]) for side in COLOURS], [race.bar_group() for race in races])
    os.makedirs(results, exist_ok=True)
    for suffix, text in [(".md", "\n".join(lines) + "\n"), (".svg", picture)]:
        with open(os.path.join(results, name + suffix), "w") as file:
            file.write(text)
    print(f"\nWritten: {name}.md and {name}.svg.")


main()
