"""Holds `svyaz compose` against exhaustive search on small random networks and against HiGHS on cities of 30–60 schools.

usage: campaign.py SVYAZ INSTANCES CITIES SEED

Small: status, objective and number of groups must be equal, the answer must hold every rule and be proved optimal.
Cities: the objective and the number of groups must equal HiGHS's where it ends in 60 s of CPU. Ends with 1 on any
difference; the folder of a network that differs is kept and named.
"""
import collections
import copy
import pathlib
import random
import shutil
import sys
import tempfile

import cities
import small
from exhaustive import Exhaustive
from model import Options, Problem, answer_faults
from runs import Failure, compose, highs

MOST_MEMBERS = 14
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


class Campaign:
    def __init__(self, svyaz, seed):
        self.svyaz, self.seed = svyaz, seed
        self.counts, self.differences = collections.Counter(), 0
        self.damage = random.Random(f"damage {seed}")

    def differ(self, what, folder, options, found):
        self.differences += 1
        kept = tempfile.mkdtemp(prefix="svyaz-compose-")
        shutil.copytree(folder, kept, dirs_exist_ok=True)
        print(f"DIFFERS {what}: svyaz compose --network {kept} --subject {cities.SUBJECT} "
              f"{' '.join(options.arguments())}\n  {found}", flush=True)

    def ours(self, folder, options):
        return compose(self.svyaz, folder, cities.SUBJECT, options)[0]

    # Small networks against exhaustive search.

    def run_small(self, instances):
        search, number = Exhaustive(), 0
        while self.counts["small"] < instances:
            number += 1
            name = f"{self.seed}-{number}"
            with tempfile.TemporaryDirectory() as folder:
                small.make_network(folder, name, random.Random(name).randint(3, 13))
                options = small.draw_options(folder, name)
                problem = Problem(folder, cities.SUBJECT, options)
                # Schools with known results may be mentors too and make the network larger than asked for.
                if 0 < len(problem.members) <= MOST_MEMBERS:
                    self.counts["small"] += 1
                    if found := self.small_difference(problem, folder, options, search.solve(problem)):
                        self.differ(f"small {name}", folder, options, found)

    def small_difference(self, problem, folder, options, expected):
        try:
            answer = self.ours(folder, options)
        except Failure as failure:
            return str(failure)
        if (answer["status"] == "infeasible") != (expected is None):
            return f"we say {answer['status']}, exhaustive search {expected}"
        if expected is None:
            self.counts["infeasible"] += 1
            return None if answer["groups"] == [] and answer.get("reason") else "an infeasible answer without a reason"
        self.counts["with wishes" if options.bases or options.pins or options.bans else "free"] += 1
        if faults := answer_faults(problem, answer):
            return faults
        if answer["groups"]:
            self.counts["damaged answers refused"] += 1
            worse = damaged(answer, self.damage)
            if not answer_faults(problem, worse):
                return f"the check lets a damaged answer pass: {worse}"
        found = (answer["status"], answer["objective"], len(answer["groups"]))
        wanted = ("optimal", expected["objective"], len(expected["groups"]))
        return None if found == wanted else f"we say {found}, exhaustive search {wanted}"

    # Cities against HiGHS.

    def run_cities(self, count):
        for number in range(1, count + 1):
            draw = random.Random(f"city {self.seed} {number}")
            schools = draw.randint(30, 60)
            seed = 1000 * self.seed + number
            with tempfile.TemporaryDirectory() as folder:
                cities.make_city(schools, seed, folder)
                options = small.draw_options(folder, seed, sizes=draw.choice([(6, 15)] * 3 + [(8, 12), (4, 8)]))
                problem = Problem(folder, cities.SUBJECT, options)
                self.counts["cities"] += 1
                if found := self.city_difference(problem, folder, options):
                    self.differ(f"city of {schools}, seed {seed}", folder, options, found)

    def city_difference(self, problem, folder, options):
        try:
            answer = self.ours(folder, options)
            if answer["status"] != "infeasible" and (faults := answer_faults(problem, answer)):
                return faults
            peer = self.peer(problem, folder, options)
        except Failure as failure:
            return str(failure)
        if peer is None:
            self.counts["HiGHS did not end"] += 1
            return None
        status, objective, groups = peer
        if answer["status"] == "infeasible" or status == "infeasible":
            self.counts["infeasible cities"] += 1
            return None if answer["status"] == status else f"we say {answer['status']}, HiGHS {peer}"
        self.counts["cities proved by us" if answer["status"] == "optimal" else "cities with a gap"] += 1
        found = (answer["objective"], len(answer["groups"]))
        return None if found == (objective, groups) else f"we say {found}, HiGHS {(objective, groups)}"

    @staticmethod
    def peer(problem, folder, options):
        """(status, objective, groups) of the first number of groups that can hold; nothing where HiGHS did not end."""
        for groups in problem.group_counts():
            found = highs(folder, cities.SUBJECT, groups, HIGHS_SECONDS, options)
            if found["status"] == "optimal":
                return "optimal", found["objective"], groups
            if found["status"] != "infeasible":
                return None
        return "infeasible", None, None


def main():
    svyaz, instances, count, seed = pathlib.Path(sys.argv[1]).resolve(), *map(int, sys.argv[2:5])
    campaign = Campaign(svyaz, seed)
    campaign.run_small(instances)
    campaign.run_cities(count)
    told = ", ".join(f"{what} {number}" for what, number in sorted(campaign.counts.items()))
    print(f"compose campaign, seed {seed}: {told}; differences {campaign.differences}")
    sys.exit(1 if campaign.differences else 0)


if __name__ == "__main__":
    main()
