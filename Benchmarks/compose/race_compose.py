"""Races `svyaz compose` against HiGHS on generated cities and holds every answer against model.py.

usage: race_compose.py SVYAZ RESULTS SEED…

Ends with 1, and writes nothing, when an answer breaks a rule, counts wrongly or contradicts HiGHS; a goal that is missed
is reported and marked, and is no error.

In the environment, for who tunes the engine: FAMILIES names the sizes to race (all), HIGHS_SECONDS the CPU seconds of
HiGHS (120), HIGHS_CACHE a file that keeps its answers. With any of them the table goes to DRAFTS, where given, and not
to RESULTS.
"""
import datetime
import json
import math
import os
import pathlib
import sys
import tempfile
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import cities  # noqa: E402
import intervals  # noqa: E402
from machine import machine  # noqa: E402
from model import Options, Problem, answer_faults  # noqa: E402
from runs import Failure, compose, highs, run  # noqa: E402

HIGHS_SECONDS = 120


@dataclass(frozen=True)
class Family:
    """Cities of one size, and the goal for them."""
    name: str
    schools: int
    options: Options
    subject: str = cities.SUBJECT
    is_generated: bool = False  # by `svyaz generate`, where few schools are members
    has_peer: bool = True
    gap: float = 2.0  # per cent
    seconds: float = 5.0  # of CPU
    first_seconds: float | None = None  # of CPU, to feasible groups

    @property
    def size(self):
        return self.name.removeprefix("generate ")

    @property
    def gap_goal(self):
        return f"{self.size}: gap at most {self.gap:g} % within {self.seconds:g} s of CPU"

    @property
    def peer_goal(self):
        return f"{self.size}: never worse than HiGHS"

    @property
    def first_goal(self):
        return f"{self.size}: feasible within {self.first_seconds:g} s of CPU"

    def make(self, svyaz, seed, folder):
        if not self.is_generated:
            return cities.make_city(self.schools, seed, folder)["geography"]
        done = run([svyaz, "generate", "--schools", self.schools, "--seed", seed, "--out", folder])
        if done.status != 0:
            raise Failure(f"svyaz generate: {done.errors}")
        return "generate"


LARGE = {"has_peer": False, "gap": 4.0, "seconds": 60.0, "first_seconds": 10.0}
FAMILIES = [
    Family("150/8", 150, Options(13, 24, 8)),
    Family("200/12", 200, Options(11, 22, 12)),
    Family("2000/100", 2000, Options(14, 26, 100), **LARGE),
    Family("generate 150/8", 150, Options(groups=8), "mathematics", is_generated=True),
    Family("generate 200/12", 200, Options(groups=12), "mathematics", is_generated=True),
    Family("generate 2000/100", 2000, Options(groups=100), "mathematics", is_generated=True, **LARGE),
]


def gap(objective, bound):
    """Per cent; nothing where one is unknown."""
    if objective is None or bound is None:
        return None
    return 100 * max(0, objective - bound) / objective if objective > 0 else 0.0


class Case:
    """One city: both answers, checked."""

    def __init__(self, family, seed, svyaz, highs_seconds, cache):
        self.family, self.seed = family, seed
        with tempfile.TemporaryDirectory() as folder:
            self.geography = family.make(svyaz, seed, folder)
            problem = Problem(folder, family.subject, family.options)
            self.members, self.low = len(problem.members), len(problem.low)
            self.bases, self.sites = len(problem.mentors), len(problem.sites)
            self.answer, self.run = compose(svyaz, folder, family.subject, family.options)
            self.first = None
            if family.first_seconds is not None:
                # With the least budget: how soon any feasible groups are there.
                answer, self.first = compose(svyaz, folder, family.subject, family.options, ["--steps", "0"])
                self.check(problem, answer, "with no steps ")
            self.check(problem, self.answer)
            self.peer = None
            if family.has_peer:
                self.peer = highs(folder, family.subject, family.options.groups, highs_seconds, family.options,
                                  cache)
                self.check_peer(problem)
        self.goals = self.judge()

    def check(self, problem, answer, how=""):
        if answer["status"] == "infeasible":
            raise Failure(f"{self.name}: we say {how}that there are no groups: {answer.get('reason')}")
        if faults := answer_faults(problem, answer):
            raise Failure(f"{self.name}: {how}{faults}")

    def check_peer(self, problem):
        peer, ours = self.peer, self.answer
        if peer["status"] == "infeasible":
            raise Failure(f"{self.name}: HiGHS says that there are no groups")
        if peer["objective"] is not None and ours["lowerBound"] > peer["objective"]:
            raise Failure(f"{self.name}: our bound {ours['lowerBound']} is above HiGHS's {peer['objective']}")
        if peer["bound"] is not None and peer["bound"] > ours["objective"]:
            raise Failure(f"{self.name}: HiGHS's bound {peer['bound']} is above our {ours['objective']}")

    def judge(self):
        """(goal, what missed it or nothing) of the family's goals."""
        family, peer = self.family, self.peer
        cpu, over = self.run.cpu, self.gap > family.gap or self.run.cpu > family.seconds
        found = [(family.gap_goal, f"gap {self.gap:.2f} %, {cpu:.1f} s of CPU" if over else None)]
        if peer:
            worse = self.answer["objective"] - (peer["objective"] if peer["objective"] is not None else math.inf)
            found.append((family.peer_goal, f"{worse} points worse" if worse > 0 else None))
        if self.first:
            late = self.first.cpu > family.first_seconds
            found.append((family.first_goal, f"after {self.first.cpu:.1f} s of CPU" if late else None))
        return found

    @property
    def misses(self):
        return [miss for _, miss in self.goals if miss]

    @property
    def name(self):
        return f"{self.family.name}, seed {self.seed}"

    @property
    def gap(self):
        return gap(self.answer["objective"], self.answer["lowerBound"])

    def line(self):
        def points(value):
            return "—" if value is None else f"{value:,}"

        def percent(value):
            return "—" if value is None else f"{value:.2f}"

        ours, used = self.answer, self.run
        figures = [str(self.seed), self.geography, f"{self.members} / {self.low} / {self.bases} / {self.sites}",
                   points(ours["objective"]), points(ours["lowerBound"]), percent(self.gap), ours["status"],
                   f"{used.cpu:.2f}", f"{used.wall:.2f}", f"{used.peak:.0f}",
                   f"{self.first.cpu:.2f}" if self.first else "—"]
        if self.peer:
            peer = self.peer
            figures += [points(peer["objective"]), points(peer["bound"]),
                        percent(gap(peer["objective"], peer["bound"])), f"{peer['seconds']:.1f}"]
        else:
            figures += ["—"] * 4
        return f"| {self.family.name} | " + " | ".join(figures) + f" | {'MISSED' if self.misses else 'met'} |"

    def record(self):
        """Everything but the groups."""
        kept = ["status", "objective", "lowerBound"]
        peer = {key: value for key, value in (self.peer or {}).items() if key != "groups"}
        return {"family": self.family.name, "seed": self.seed, "geography": self.geography, "members": self.members,
                "lowResult": self.low, "mentors": self.bases, "projectSites": self.sites,
                "options": self.family.options.arguments(),
                "svyaz": {**{key: self.answer[key] for key in kept}, "cpuSeconds": round(self.run.cpu, 2),
                          "wallSeconds": round(self.run.wall, 2), "peakMiB": round(self.run.peak)},
                "firstCpuSeconds": round(self.first.cpu, 2) if self.first else None, "highs": peer or None,
                "missed": {goal: miss for goal, miss in self.goals if miss}}


HEAD = [
    "| city | seed | geography | members / low / mentors / sites | objective | bound | gap % | status | CPU s | wall s | "
    "MiB | feasible after CPU s | HiGHS objective | HiGHS bound | HiGHS gap % | HiGHS CPU s | goals |",
    "|---|---:|---|---|" + "---:|" * 3 + "---|" + "---:|" * 8 + "---|",
]


def verdict(cases):
    """Each goal: in how many cities it is met, and where not."""
    lines = []
    for goal in dict.fromkeys(goal for case in cases for goal, _ in case.goals):
        judged = [(case.name, miss) for case in cases for one, miss in case.goals if one == goal]
        missed = [f"{name} ({miss})" for name, miss in judged if miss]
        met = f"in {len(judged) - len(missed)} of {len(judged)} cities"
        lines.append(f"- MISSED: {goal}: met {met}, not in {'; '.join(missed)}" if missed else f"- met: {goal}, {met}")
    return lines


def report(cases, seeds, name, load, seconds, cache):
    where = (f"{seconds:g} s of CPU on one thread, answers kept from an earlier run where there were any" if cache else
             f"{seconds:g} s of CPU on one thread for each city, in the same run")
    sizes = "; ".join(f"{family.name}: {family.options.smallest}…{family.options.largest}" for family in FAMILIES)
    return [
        f"# Composing the ММО against HiGHS, {datetime.date.today().isoformat()}", "",
        f"Machine: {machine()}. Its load was {load:.1f} before the run and {os.getloadavg()[0]:.1f} at the end.", "",
        f"Seeds {' '.join(seeds)}. Ours: whole processes of `svyaz compose`, reading and writing included, one core.",
        f"HiGHS: {where}.",
        "Every answer was held against `compose/model.py`: the rules, the objective, the roles and costs; bounds and",
        "objectives of both sides do not contradict each other. «Feasible after»: the CPU seconds of a run with",
        "`--steps 0`.",
        f"Sizes of groups: {sizes}.", "The method is in [README](../README.md).", "",
        f"![Objective and bound of each side]({name}.svg)", "",
        *HEAD, *(case.line() for case in cases), "",
        "## Verdict", "",
        *verdict(cases),
    ]


def write(folder, name, lines, cases, seconds):
    os.makedirs(folder, exist_ok=True)
    for suffix, text in [(".md", "\n".join(lines) + "\n"), (".svg", intervals.draw(cases, seconds)),
                         (".json", json.dumps([case.record() for case in cases], indent=1) + "\n")]:
        with open(os.path.join(folder, name + suffix), "w", encoding="utf-8") as file:
            file.write(text)
    print(f"\nWritten: {name}.md, {name}.svg and {name}.json.")


def main():
    svyaz, results, *seeds = sys.argv[1:]
    svyaz = pathlib.Path(svyaz).resolve()
    names = os.environ.get("FAMILIES", "").split(",") if os.environ.get("FAMILIES") else None
    if names and (unknown := set(names) - {family.name for family in FAMILIES}):
        sys.exit(f"no such city: {', '.join(sorted(unknown))}; there are {', '.join(f.name for f in FAMILIES)}")
    seconds, cache = float(os.environ.get("HIGHS_SECONDS") or HIGHS_SECONDS), os.environ.get("HIGHS_CACHE") or None
    load, cases = os.getloadavg()[0], []
    print("\n".join(HEAD), flush=True)
    for family in FAMILIES:
        for seed in map(int, seeds):
            if names and family.name not in names:
                continue
            try:
                cases.append(Case(family, seed, svyaz, seconds, cache))
            except Failure as failure:
                sys.exit(f"no table is written: {failure}")
            print(cases[-1].line(), flush=True)
    name = f"compose-{datetime.date.today().isoformat()}"
    lines = report(cases, seeds, name, load, seconds, cache)
    print("\n".join(["", *lines[lines.index("## Verdict"):]]))
    is_draft = names or cache or seconds != HIGHS_SECONDS
    if folder := os.environ.get("DRAFTS") if is_draft else results:
        write(folder, name, lines, cases, seconds)


if __name__ == "__main__":
    main()
