"""Design.md §5 read from a network folder, by itself: the members of an ММО, what groups cost, and the rules.

Nothing here shares code with svyaz: it is the outside opinion that the answers of `svyaz compose --json` are held
against.
"""
import argparse
import csv
import json
import math
import os
from dataclasses import dataclass, field

EARTH_RADIUS_KM = 6371.0088
TRAVEL_WEIGHT = DISTRICT_WEIGHT = 30
SATURATION_KM = 15
DEFAULT_CAPACITY = 2
SMALLEST_COHORT = 20
# Of a moved school: dearer than the groups of any network that is tried here.
KEEP_MOST = 10 ** 9


def half_up(numerator, denominator):
    return (2 * numerator + denominator) // (2 * denominator)


def ceiling(numerator, denominator):
    return -(-numerator // denominator)


def wish(text):
    """ID or ID=BASE."""
    school, _, base = text.partition("=")
    return school, base or None


def pair(text):
    one, two = text.split(",")
    return one, two


@dataclass
class Options:
    """What `svyaz compose` is asked for; `arguments` gives it back as words of the command line.

    `moved_price` stands for `--keep most` too, which is any price dearer than all groups together.
    """
    smallest: int = 6
    largest: int = 15
    groups: int | None = None
    left_price: int = 20_000
    bases: list = field(default_factory=list)
    pins: list = field(default_factory=list)
    bans: list = field(default_factory=list)
    together: list = field(default_factory=list)
    apart: list = field(default_factory=list)
    district: str = "any"
    max_km: float | None = None
    min_teachers: int | None = None
    moved_price: int = 0

    @classmethod
    def parse(cls, words):
        parser = argparse.ArgumentParser()
        parser.add_argument("--min", type=int, default=cls.smallest, dest="smallest")
        parser.add_argument("--max", type=int, default=cls.largest, dest="largest")
        parser.add_argument("--groups", type=int)
        parser.add_argument("--left-price", type=int, default=cls.left_price)
        parser.add_argument("--base", action="append", default=[], dest="bases")
        parser.add_argument("--pin", action="append", default=[], type=wish, dest="pins")
        parser.add_argument("--ban", action="append", default=[], type=wish, dest="bans")
        parser.add_argument("--together", action="append", default=[], type=pair)
        parser.add_argument("--apart", action="append", default=[], type=pair)
        parser.add_argument("--district", default="any")
        parser.add_argument("--max-km", type=float)
        parser.add_argument("--min-teachers", type=int)
        parser.add_argument("--moved-price", type=int, default=0)
        parser.add_argument("--keep", dest="moved_price", action="store_const", const=KEEP_MOST)
        return cls(**vars(parser.parse_args(words)))

    def arguments(self):
        def words(option, wishes):
            return [word for school, base in wishes for word in (option, school if base is None else f"{school}={base}")]

        shape = ["--min", self.smallest, "--max", self.largest, "--left-price", self.left_price]
        if self.groups is not None:
            shape += ["--groups", self.groups]
        bases = [word for base in self.bases for word in ("--base", base)]
        if self.district != "any":
            shape += ["--district", self.district]
        if self.max_km is not None:
            shape += ["--max-km", self.max_km]
        if self.min_teachers is not None:
            shape += ["--min-teachers", self.min_teachers]
        if self.moved_price:
            shape += ["--keep", "most"] if self.moved_price == KEEP_MOST else ["--moved-price", self.moved_price]
        pairs = [word for option, wishes in [("--together", self.together), ("--apart", self.apart)]
                 for one, two in wishes for word in (option, f"{one},{two}")]
        return [str(word) for word in shape] + bases + words("--pin", self.pins) + words("--ban", self.bans) + pairs

    @property
    def has_wishes(self):
        return Options(self.smallest, self.largest, self.groups, self.left_price) != self


class Table:
    """A file of the folder as dictionaries; none where the file is missing."""

    def __init__(self, folder, name):
        path = os.path.join(folder, name)
        self.rows = []
        if os.path.exists(path):
            with open(path, newline="", encoding="utf-8") as file:
                self.rows = list(csv.DictReader(file))

    def in_force(self, day):
        return [row for row in self.rows if row["from"] <= day and (not row["to"] or day < row["to"])]


class Problem:
    """Members by id, who of them is what, and the wishes."""

    def __init__(self, folder, subject, options, day=None):
        with open(os.path.join(folder, "network.json"), encoding="utf-8") as file:
            head = json.load(file)
        self.day, self.subject, self.options = day or head["asOf"], subject, options
        self._schools = {row["id"]: row for row in Table(folder, "schools.csv").rows}
        self._neighbours = {row["id"]: set(filter(None, row["neighbours"].split(";")))
                            for row in Table(folder, "districts.csv").rows}
        status = {}
        for row in Table(folder, "statuses.csv").in_force(self.day):
            status.setdefault(row["status"], set()).add(row["school"])
        low = status.get("low_result", set())
        self.high = status.get("high_result", set())
        mentors = self._mentors(folder, low)
        sites = status.get("project_site", set()) - low
        self.members = sorted(low | mentors | sites)
        self.low, self.mentors, self.sites = low, mentors & set(self.members), sites
        self.banned = {school for school, base in options.bans if base is None}
        self.home = self._homes(folder)
        self.teachers = self._teachers(folder)

    def _mentors(self, folder, low):
        """Design.md §4, pins left out."""
        strength = self._strengths(folder)
        known = sorted(strength.values())
        median = known[ceiling(len(known), 2) - 1] if known else None
        quartile = known[ceiling(3 * len(known), 4) - 1] if known else None
        total, places = {}, {}
        for row in Table(folder, "mentors.csv").rows:
            if row["subject"] in ("", self.subject):
                (places if row["subject"] else total)[row["school"]] = int(row["capacity"])

        def mentors(school):
            whole = total.get(school, DEFAULT_CAPACITY)
            if school in low or whole == 0 or places.get(school, whole) == 0:
                return False
            found = strength.get(school)
            return (places.get(school, 0) > 0 or found is not None and found >= quartile
                    or found is not None and school in self.high and found >= median)

        return {school for school in self._schools if mentors(school)}

    def _strengths(self, folder):
        year = int(self.day[:4])
        sums = {}
        for row in Table(folder, "results.csv").rows:
            if row["subject"] == self.subject and year - 2 < int(row["year"]) <= year:
                some, all_ = sums.get(row["school"], (0, 0))
                sums[row["school"]] = (some + int(row["successful"]), all_ + int(row["participants"]))
        return {school: half_up(1000 * some, all_) for school, (some, all_) in sums.items() if all_ >= SMALLEST_COHORT}

    def _homes(self, folder):
        """The base of the ММО in force of each of its members that is a member here; of two ММО, of the first by id."""
        bases = {row["id"]: row["base"] for row in Table(folder, "associations.csv").in_force(self.day)
                 if row["subject"] == self.subject}
        homes = {}
        for row in sorted(Table(folder, "memberships.csv").in_force(self.day), key=lambda row: row["association"]):
            if row["association"] in bases and row["school"] in self.members:
                homes.setdefault(row["school"], bases[row["association"]])
        return homes

    def _teachers(self, folder):
        """By the latest figures; a member without them counts with the median of those known."""
        known = {}
        for row in sorted(Table(folder, "staff.csv").rows, key=lambda row: int(row["year"])):
            if row["group"] == "teacher" and int(row["year"]) <= int(self.day[:4]) and row["school"] in self.members:
                known[row["school"]] = int(row["total"])
        median = sorted(known.values())[ceiling(len(known), 2) - 1] if known else 0
        return {school: known.get(school, median) for school in self.members}

    # What a member costs.

    def cost(self, school, base):
        """30 · travel + 30 · district, not doubled; 0 of the base itself."""
        if school == base:
            return 0
        district = self._district(school, base)
        return TRAVEL_WEIGHT * self._travel(school, base, district) + DISTRICT_WEIGHT * district

    def _district(self, one, two):
        first, second = self._schools[one]["district"], self._schools[two]["district"]
        if not first or not second:
            return 1000
        return 0 if first == second else 500 if second in self._neighbours[first] else 1000

    def _travel(self, one, two, district):
        km = self._km(one, two)
        if km is None:
            return {0: 250, 500: 500, 1000: 1000}[district]
        return math.floor(1000 * min(1.0, km / SATURATION_KM) + 0.5)

    def _km(self, one, two):
        places = [(row["lat"], row["lon"]) for row in (self._schools[one], self._schools[two])]
        if not all(latitude for latitude, _ in places):
            return None
        (a, b), (c, d) = [(math.radians(float(latitude)), math.radians(float(longitude)))
                          for latitude, longitude in places]
        chord = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))

    def price(self, school, base):
        """What the school adds to what is least, in the group of that base."""
        return (2 if school in self.low else 1) * self.cost(school, base) + self.moved_price(school, base)

    def left_price(self, school):
        return self.options.left_price + self.moved_price(school, None)

    def moved_price(self, school, base):
        """An ММО whose base cannot be one is left by all its members, whatever the groups."""
        home = self.home.get(school)
        return self.options.moved_price if home in self.mentors and base != home else 0

    # The rules.

    @property
    def free_sites(self):
        return self.sites - self.banned

    def needs_sites(self, groups):
        return len(self.free_sites) >= groups

    def low_ranges(self, groups):
        """(least, most) low-result schools of a group, whichever may be."""
        least, extra = divmod(len(self.low), groups)
        return [(least, least + (extra > 0))]

    keeps_share = True

    def group_counts(self):
        """Numbers of groups in the order in which they are tried."""
        if not self.low:
            return []
        if self.options.groups is not None:
            return [self.options.groups]
        first = ceiling(len(self.members), self.options.largest)
        most = len(self.members) // self.options.smallest
        return list(range(first, most + 1)) + list(range(min(first - 1, most), 0, -1))

    @property
    def required_bases(self):
        return set(self.options.bases) | {base for _, base in self.options.pins if base is not None}

    @property
    def pinned_base(self):
        return {school: base for school, base in self.options.pins if base is not None}

    def must_join(self, school):
        return school in self.low or school in self.required_bases or any(school == one for one, _ in self.options.pins)

    def may_join(self, school, base):
        """Whether the wishes let the school be in the group of that base."""
        if school in self.banned or base in self.banned or (school, base) in self.options.bans:
            return False
        if school != base:
            if self._district(school, base) > {"same": 0, "adjacent": 500, "any": 1000}[self.options.district]:
                return False
            km = self._km(school, base)
            if self.options.max_km is not None and km is not None and km > self.options.max_km:
                return False
        return all(base == wished for pinned, wished in self.options.pins if pinned == school and wished is not None)

    def role(self, school, base):
        if school == base:
            return "leader"
        if school in self.low:
            return "low_result"
        return "project_site" if school in self.sites else "high_result" if school in self.high else "member"

    def objective(self, groups):
        """`groups`: members of each base."""
        inside = sum((2 if school in self.low else 1) * self.cost(school, base)
                     for base, schools in groups.items() for school in schools)
        joined = set().union(*groups.values()) if groups else set()
        return inside + self.options.left_price * sum(1 for school in self.members if school not in joined)

    def moved(self, groups):
        """Members of ММО in force that are not in the group of that ММО's base."""
        return [school for school, home in sorted(self.home.items()) if school not in groups.get(home, [])]

    def sought(self, groups):
        """What is least: the objective, and the price of the schools moved by choice."""
        moved = sum(1 for school in self.moved(groups) if self.home[school] in self.mentors)
        return self.objective(groups) + self.options.moved_price * moved

    def faults(self, groups):
        """The hard rules that groups break, as sentences."""
        found, seen = [], {}
        members = set(self.members)
        for base, schools in groups.items():
            if len(set(schools)) != len(schools):
                found.append(f"{base}: a school stands twice")
            if base not in self.mentors or base not in schools:
                found.append(f"{base}: no mentor or not a member of its own group")
            if not self.options.smallest <= len(schools) <= self.options.largest:
                found.append(f"{base}: {len(schools)} schools")
            if self.options.min_teachers and sum(map(self.teachers.get, schools)) < self.options.min_teachers:
                found.append(f"{base}: too few teachers")
            low = sum(1 for school in schools if school in self.low)
            if 2 * (len(schools) - low) < low:
                found.append(f"{base}: {low} low-result schools of {len(schools)}")
            if self.needs_sites(len(groups)) and not self.sites & set(schools):
                found.append(f"{base}: no project site")
            for school in schools:
                if school not in members or school in seen:
                    found.append(f"{base}: {school} is no member or in {seen.get(school)} too")
                elif not self.may_join(school, base):
                    found.append(f"{base}: {school} may not be here")
                seen[school] = base
        lows = [sum(1 for school in schools if school in self.low) for schools in groups.values()]
        if lows and max(lows) - min(lows) > 1:
            found.append(f"low-result counts {sorted(lows)}")
        if self.options.groups is not None and len(groups) != self.options.groups:
            found.append(f"{len(groups)} groups")
        found += [f"{school} is in no group" for school in self.members if self.must_join(school) and school not in seen]
        found += [f"{one} and {two} are not together" for one, two in self.options.together
                  if seen.get(one) != seen.get(two)]
        found += [f"{one} and {two} are together" for one, two in self.options.apart
                  if one in seen and seen[one] == seen.get(two)]
        found += [f"{base} is no base" for base in self.required_bases if base not in groups]
        return found


def answer_faults(problem, answer):
    """What is wrong with the JSON of `svyaz compose`, an infeasible one left to others."""
    groups = {group["base"]: [member["school"] for member in group["members"]] for group in answer["groups"]}
    found = problem.faults(groups)
    if found:
        return found
    expected = problem.objective(groups)
    if answer["objective"] != expected:
        found.append(f"objective {answer['objective']}, the groups cost {expected}")
    if answer["moved"] != problem.moved(groups):
        found.append(f"moved {answer['moved']}, expected {problem.moved(groups)}")
    if answer["lowerBound"] > answer["objective"]:
        found.append(f"lower bound {answer['lowerBound']} above the objective")
    if answer["status"] == "optimal" and answer["lowerBound"] != answer["objective"]:
        found.append(f"optimal, but the lower bound is {answer['lowerBound']}")
    joined = set().union(*groups.values()) if groups else set()
    if answer["left"] != [school for school in problem.members if school not in joined]:
        found.append("left schools differ")
    if [group["base"] for group in answer["groups"]] != sorted(groups):
        found.append("groups are not in the order of bases")
    for group in answer["groups"]:
        if [member["school"] for member in group["members"]] != sorted(groups[group["base"]]):
            found.append(f"{group['base']}: members are not in the order of ids")
        for member in group["members"]:
            cost, role = problem.cost(member["school"], group["base"]), problem.role(member["school"], group["base"])
            if (member["cost"], member["role"]) != (cost, role):
                found.append(f"{member}: expected {cost}, {role}")
    return found
