"""Makes small random networks and random wishes for the composition, awkward ones among them.

`make_network` writes a network folder of a given number of members and some schools that are none: statuses that are
not in force, schools without a district or a place, mentors by results, by high results and by mentors.csv, mentors
whose capacity is 0. `draw_options` draws wishes that make sense one by one; together they may clash.
"""
import random

from cities import SUBJECT, place, write_network
from model import KEEP_MOST, Options, Problem

DAY = "2021-04-30"
IN_FORCE = [("2020-05-08", ""), ("2021-04-30", ""), ("2020-05-08", "2021-05-01")]
NOT_IN_FORCE = [("2020-05-08", "2021-04-30"), ("2021-05-01", "")]


def make_network(folder, seed, members):
    """About so many members: mentors by results come on top."""
    draw = random.Random(f"small {seed} {members}")
    districts = [f"d-{number}" for number in range(1, draw.randint(1, 4) + 1)]
    near = {district: set() for district in districts}
    for one in districts:
        for two in districts:
            if one < two and draw.random() < 0.4:
                near[one].add(two)
                near[two].add(one)
    schools, statuses, mentors, results = [], [], [], []
    low_share = draw.choice([0.2, 0.35, 0.35, 0.5, 0.6])
    # In a network where nothing tells schools apart every group costs the same.
    is_flat, has_results = draw.random() < 0.1, draw.random() < 0.35
    strangers = draw.randint(0, 3)
    for number in draw.sample(range(1, 10 * (members + strangers) + 1), members + strangers):
        name, is_member = f"school-{number}", len(schools) < members
        known = not is_flat and draw.random() < 0.85
        latitude, longitude = place(draw.uniform(-9, 9), draw.uniform(-9, 9)) if known else ("", "")
        schools.append((name, number, f"Школа № {number}", "", "школа",
                        draw.choice(districts) if draw.random() < 0.9 and not is_flat else "", "", latitude, longitude,
                        draw.randint(50, 1200)))

        def state(status, ranges=IN_FORCE):
            statuses.append((name, status, *draw.choice(ranges), "учебные данные"))

        if is_member and draw.random() < low_share:
            state("low_result")
            if draw.random() < 0.2:
                state("project_site")
            if draw.random() < 0.2:
                mentors.append((name, SUBJECT, 2))
        elif is_member:
            kind = draw.choice(["mentor", "mentor", "site", "both"])
            if kind != "site":
                mentors.append((name, SUBJECT, draw.randint(1, 3)))
            if kind != "mentor":
                state("project_site")
            elif draw.random() < 0.15:
                state("project_site", NOT_IN_FORCE)
            if draw.random() < 0.15:
                state("low_result", NOT_IN_FORCE)
            if draw.random() < 0.1:
                mentors.append((name, "", draw.choice([0, 2])))
        if draw.random() < 0.3:
            state("high_result", IN_FORCE if draw.random() < 0.8 else NOT_IN_FORCE)
        for year in range(2018, 2023):
            if has_results and draw.random() < 0.4:
                participants = draw.choice([7, 10, 19, 20, 32, 40, 80])
                results.append((name, SUBJECT, "vpr", 5, year, participants, draw.randint(0, participants)))
    associations, memberships, staff = [], [], []
    if draw.random() < 0.5:
        for number in range(1, 3):
            associations.append((f"mmo-{number}", f"ММО {number}", SUBJECT, "", draw.choice(schools)[0],
                                 *draw.choice(IN_FORCE)))
        for row in draw.sample(schools, len(schools) * 2 // 3):
            memberships.append((f"mmo-{draw.randint(1, 2)}", row[0], "member", *draw.choice(IN_FORCE + NOT_IN_FORCE)))
    for row in schools:
        for year in range(2019, 2023):
            if draw.random() < 0.4:
                staff.append((row[0], year, "teacher", draw.randint(5, 60), 0, 0, 0))
    rows = [(district, f"Район {district}", ";".join(sorted(near[district])), *place(draw.uniform(-9, 9), 0))
            for district in districts]
    write_network(folder, f"small-{seed}", rows, schools, statuses, mentors, DAY, results, memberships, associations,
                  staff)


def draw_options(folder, seed, sizes=None):
    """`sizes`: the least and the greatest size, drawn where not given."""
    draw = random.Random(f"wishes {seed}")
    smallest = draw.choice([1, 2, 2, 2, 3, 3, 4])
    smallest, largest = sizes or (smallest, smallest + draw.choice([0, 1, 2, 2, 3, 3, 4]))
    options = Options(smallest, largest)
    problem = Problem(folder, SUBJECT, options)
    if not problem.low:
        # No groups: what wishes then mean the contract does not say.
        return options
    options.left_price = draw.choice([20_000] * 4 + [0, 1_000, 100_000])
    fit = max(1, round(len(problem.members) / ((smallest + largest) / 2)))
    if draw.random() < 0.35:
        options.groups = max(1, fit + draw.choice([-1, 0, 0, 0, 1]))
    mentors, others = sorted(problem.mentors), sorted(set(problem.members) - problem.low)
    if draw.random() < 0.5:
        return options
    if mentors and draw.random() < 0.4:
        options.bases = draw.sample(mentors, min(len(mentors), draw.choice([1, 1, 2])))
    if draw.random() < 0.5:
        options.pins.append((draw.choice(problem.members), None))
    if mentors and draw.random() < 0.5:
        options.pins.append((draw.choice(problem.members), draw.choice(mentors)))
    if others and draw.random() < 0.4:
        options.bans.append((draw.choice(others), None))
    for _ in range(draw.choice([0, 1, 1, 3])):
        if mentors:
            options.bans.append((draw.choice(problem.members), draw.choice(mentors)))
    for wishes in [options.together, options.apart]:
        if len(problem.members) > 1 and draw.random() < 0.3:
            wishes += [tuple(draw.sample(problem.members, 2)) for _ in range(draw.choice([1, 1, 2]))]
    if draw.random() < 0.2:
        options.district = draw.choice(["adjacent", "same"])
    if draw.random() < 0.2:
        options.max_km = draw.choice([4.5, 8.0, 12.0])
    if draw.random() < 0.2:
        options.min_teachers = draw.choice([20, 60, 90, 150])
    if draw.random() < 0.4:
        # HiGHS counts in floating point: what is dearer than everything is not for it.
        options.moved_price = draw.choice([700, 5_000, 30_000] + [KEEP_MOST] * (sizes is None))
    return options
