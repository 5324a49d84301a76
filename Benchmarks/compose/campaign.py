"""Holds `svyaz compose` against exhaustive search on small random networks, against HiGHS on cities and against itself.

usage: campaign.py SVYAZ INSTANCES CITIES SEED

Small: status, objective and number of groups must be equal, the answer must hold every rule and be proved optimal; of
rules that are said to clash, all together must be impossible, and all but any one possible.
Cities of 30–60 schools: the cost and the number of groups must equal HiGHS's where it ends in 60 s of CPU. As many of
70–250, too large for both: with three budgets and seeds, no bound may be above any cost. Ends with 1 on any difference;
the folder of a network that differs is kept and named.
"""
import collections
import copy
import functools
import itertools
import multiprocessing
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass

import cities
import small
from clash import clash_fault
from exhaustive import Exhaustive, library
from model import Options, Problem, answer_faults
from runs import Failure, compose, highs

MOST_MEMBERS, MOST_CLASH_MEMBERS = 14, 11
HIGHS_SECONDS = 60


def damaged(answer, draw):
    """The same answer with one fault."""
    answer = copy.deepcopy(answer)
    group = draw.choice(answer["groups"])
    member = draw.choice(group["members"])

    def lose_low_result(answer):
        for group in answer["groups"]:
            for member in group["members"]:
                if member["role"] == "low_result":
                    group["members"].remove(member)
                    return

    draw.choice([
        lambda: answer.update(objective=answer["objective"] + draw.choice([-10, 10])),
        lambda: answer.update(lowerBound=answer["objective"] + 1),
        lambda: answer.update(left=answer["left"] + [member["school"]]),
        lambda: member.update(cost=member["cost"] + 30),
        lambda: member.update(role="leader" if member["role"] != "leader" else "member"),
        lambda: group["members"].append(dict(member)),
        lambda: group["members"].remove(next(one for one in group["members"] if one["school"] == group["base"])),
        lambda: lose_low_result(answer),
        lambda: answer["groups"].remove(group),
    ])()
    return answer


@dataclass
class Verdict:
    """What became of one network: what it counts as, and how the two sides differ."""
    counts: list
    difference: str | None = None


def differ(what, folder, options, found):
    """Keeps the folder and says how to see the difference."""
    kept = tempfile.mkdtemp(prefix="svyaz-compose-")
    shutil.copytree(folder, kept, dirs_exist_ok=True)
    return (f"DIFFERS {what}: svyaz compose --network {kept} --subject {cities.SUBJECT} --json "
            f"{' '.join(options.arguments())}\n  {found}")


def sought(problem, answer):
    return problem.sought({group["base"]: [one["school"] for one in group["members"]] for group in answer["groups"]})


# Small networks against exhaustive search.

def try_small(svyaz, name):
    """A verdict, or nothing where the network is too large to search."""
    with tempfile.TemporaryDirectory() as folder:
        small.make_network(folder, name, random.Random(name).randint(3, 13))
        options = small.draw_options(folder, name)
        problem = Problem(folder, cities.SUBJECT, options)
        # Schools with known results may be mentors too and make the network larger than asked for.
        if not 0 < len(problem.members) <= MOST_MEMBERS:
            return None
        verdict = Verdict(["small"])
        found = small_difference(svyaz, problem, folder, options, verdict.counts, random.Random(f"damage {name}"))
        if found:
            verdict.difference = differ(f"small {name}", folder, options, found)
        return verdict


def small_difference(svyaz, problem, folder, options, counts, draw):
    expected = Exhaustive().solve(problem)
    try:
        answer, _ = compose(svyaz, folder, cities.SUBJECT, options)
    except Failure as failure:
        return str(failure)
    if (answer["status"] == "infeasible") != (expected is None):
        return f"we say {answer['status']}, exhaustive search {expected}"
    if expected is None:
        counts.append("infeasible")
        if answer["groups"] or not answer.get("reason"):
            return "an infeasible answer without a reason"
        if len(problem.members) > MOST_CLASH_MEMBERS:
            return None
        counts.append("clashes tried")
        return clash_fault(folder, cities.SUBJECT, options, answer["reason"])
    counts.append("with wishes" if options.has_wishes else "free")
    if faults := answer_faults(problem, answer):
        return faults
    if answer["groups"]:
        counts.append("damaged answers refused")
        worse = damaged(answer, draw)
        if not answer_faults(problem, worse):
            return f"the check lets a damaged answer pass: {worse}"
    found = (answer["status"], sought(problem, answer), len(answer["groups"]))
    wanted = ("optimal", expected["sought"], len(expected["groups"]))
    return None if found == wanted else f"we say {found}, exhaustive search {wanted}"


# Cities against HiGHS.

def try_city(svyaz, seed, number):
    draw = random.Random(f"city {seed} {number}")
    schools, city = draw.randint(30, 60), 1000 * seed + number
    with tempfile.TemporaryDirectory() as folder:
        cities.make_city(schools, city, folder)
        options = small.draw_options(folder, city, sizes=draw.choice([(6, 15)] * 3 + [(8, 12), (4, 8)]))
        verdict = Verdict(["cities"])
        found = city_difference(svyaz, Problem(folder, cities.SUBJECT, options), folder, options, verdict.counts)
        if found:
            verdict.difference = differ(f"city of {schools}, seed {city}", folder, options, found)
        return verdict


def city_difference(svyaz, problem, folder, options, counts):
    try:
        answer, _ = compose(svyaz, folder, cities.SUBJECT, options)
        if answer["status"] != "infeasible":
            counts.append("cities proved by us" if answer["status"] == "optimal" else "cities with a gap")
            if faults := answer_faults(problem, answer):
                return faults
        status, objective, bound, groups = peer_answer(problem, folder, options)
    except Failure as failure:
        return str(failure)
    if status == "infeasible" or answer["status"] == "infeasible":
        if status in ("unknown", "feasible"):
            counts.append("HiGHS did not end")
            return f"we say infeasible, HiGHS has {groups} groups" if status == "feasible" else None
        counts.append("infeasible cities")
        return None if answer["status"] == status else f"we say {answer['status']}, HiGHS {status} with {groups} groups"
    if status == "optimal":
        counts.append("HiGHS ended")
        found, wanted = (sought(problem, answer), len(answer["groups"])), (objective, groups)
        if found != wanted:
            return f"we say {found}, HiGHS {wanted}"
    else:
        counts.append("HiGHS did not end")
    if len(answer["groups"]) == groups:
        # Our bound has the prices of the moved schools taken out, as the objective has.
        ours = sought(problem, answer)
        if objective is not None and answer["lowerBound"] + ours - answer["objective"] > objective:
            return f"our bound {answer['lowerBound']} is above HiGHS's objective {objective}"
        if bound is not None and bound > ours:
            return f"HiGHS's bound {bound} is above our objective {ours}"
    return None


def peer_answer(problem, folder, options):
    """(status, objective, bound, groups) of the first number of groups that HiGHS does not call infeasible."""
    for groups in problem.group_counts():
        found = highs(folder, cities.SUBJECT, groups, HIGHS_SECONDS, options)
        if found["status"] != "infeasible":
            return found["status"], found["objective"], found["bound"], groups
    return "infeasible", None, None, None


# Larger cities against other budgets and seeds.

SEARCHES = [["--steps", "0"], [], ["--steps", "60", "--seed", "7"]]


def try_large(svyaz, seed, number):
    draw = random.Random(f"large {seed} {number}")
    schools, city = draw.randint(70, 250), 1000 * seed + number
    with tempfile.TemporaryDirectory() as folder:
        cities.make_city(schools, city, folder)
        options = small.draw_options(folder, f"large {city}", sizes=draw.choice([(6, 15), (8, 12), (4, 8), (13, 24)]))
        verdict = Verdict(["large cities"])
        found = large_difference(svyaz, Problem(folder, cities.SUBJECT, options), folder, options)
        if found:
            verdict.difference = differ(f"large city of {schools}, seed {city}", folder, options, found)
        return verdict


def large_difference(svyaz, problem, folder, options):
    costs, bounds, counts = [], [], set()
    for more in SEARCHES:
        try:
            answer, _ = compose(svyaz, folder, cities.SUBJECT, options, more)
        except Failure as failure:
            return str(failure)
        counts.add(len(answer["groups"]))
        if answer["status"] == "infeasible":
            continue
        if faults := answer_faults(problem, answer):
            return f"with {more}: {faults}"
        costs.append(sought(problem, answer))
        bounds.append(answer["lowerBound"] + costs[-1] - answer["objective"])
    if len(counts) > 1:
        return f"different numbers of groups: {counts}"
    return f"bounds {bounds}, costs {costs}" if costs and max(bounds) > min(costs) else None


class Campaign:
    """Gathers the verdicts of as many processes as there are processors, in the order of the networks."""

    def __init__(self):
        self.counts, self.differences = collections.Counter(), 0

    def add(self, verdict):
        self.counts.update(verdict.counts)
        if verdict.difference:
            self.differences += 1
            print(verdict.difference, flush=True)

    def run(self, pool, svyaz, seed, instances, city_count):
        number = 1
        while self.counts["small"] < instances:
            names = [f"{seed}-{one}" for one in range(number, number + 32)]
            number += len(names)
            verdicts = filter(None, pool.imap(functools.partial(try_small, svyaz), names))
            for verdict in itertools.islice(verdicts, instances - self.counts["small"]):
                self.add(verdict)
        for attempt in [try_city, try_large]:
            for verdict in pool.imap(functools.partial(attempt, svyaz, seed), range(1, city_count + 1)):
                self.add(verdict)


def main():
    svyaz, instances, city_count, seed = pathlib.Path(sys.argv[1]).resolve(), *map(int, sys.argv[2:5])
    library()  # compiled once, before there are several processes
    campaign, begin = Campaign(), time.monotonic()
    with multiprocessing.Pool(int(os.environ.get("JOBS") or 0) or os.cpu_count()) as pool:
        campaign.run(pool, svyaz, seed, instances, city_count)
    told = ", ".join(f"{what} {number}" for what, number in sorted(campaign.counts.items()))
    print(f"compose campaign, seed {seed}: {told}; differences {campaign.differences}; "
          f"{time.monotonic() - begin:.0f} s")
    sys.exit(1 if campaign.differences else 0)


if __name__ == "__main__":
    main()
