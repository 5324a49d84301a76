"""Makes a city whose schools are all members of the ММО of one subject, as a network folder (design.md §3).

usage: cities.py SCHOOLS SEED FOLDER

Districts have sizes by Zipf's law and lie near the centre of the city or far from it. Low-result schools lean to remote
districts, mentors to central ones, so that bases are scarce where they are needed. 30–40 % of the schools are
low-result, 15–25 % project sites, 40–60 % mentors (by a row in mentors.csv); some are both of the last two. A few
low-result schools are project sites too or stand in mentors.csv, which must not count. The seed chooses one of four
geographies; equal seeds give equal bytes.
"""
import csv
import json
import math
import os
import random
import sys

GEOGRAPHIES = ["rings", "river", "twins", "patches"]
# Schools of a district, by seed: as many districts as groups make an easier problem than many small districts.
DISTRICT_SIZES = [18, 10, 25, 14, 12]
CENTRE = (53.20, 50.15)
KM_PER_DEGREE = 111.195
SUBJECT, DAY = "maths", "2021-04-30"


def side_km(schools):
    """A city is 25 km across; one of more than 400 schools is as dense as one of 400."""
    return 25 * max(1.0, math.sqrt(schools / 400))


def district_centres(geography, count, side, draw):
    """(x, y) in km around the centre of the city, and how remote each district is, 0…1."""
    half, found = side / 2, []
    for number in range(count):
        remote = draw.betavariate(1.2, 1.2)
        angle = draw.uniform(0, 2 * math.pi)
        if geography == "rings":
            x, y = half * remote * math.cos(angle), half * remote * math.sin(angle)
        elif geography == "river":  # a strip along the water, the centre in its middle
            x, y = half * 1.3 * remote * draw.choice([-1, 1]), half * 0.22 * draw.uniform(-1, 1)
        elif geography == "twins":  # an old town and a factory town
            x = half * 0.55 * (-1 if number % 2 else 1) + half * 0.5 * remote * math.cos(angle)
            y = half * 0.5 * remote * math.sin(angle)
        else:  # built-up patches anywhere
            x, y = half * draw.uniform(-1, 1), half * draw.uniform(-1, 1)
            remote = min(1.0, math.hypot(x, y) / half)
        found.append((x, y, remote))
    return found


def neighbours(centres):
    """Each district and the three nearest to it, symmetric."""
    sets = [set() for _ in centres]
    for one, (x, y, _) in enumerate(centres):
        nearest = sorted((math.hypot(x - u, y - v), two) for two, (u, v, _) in enumerate(centres) if two != one)
        for _, two in nearest[:3]:
            sets[one].add(two)
            sets[two].add(one)
    return sets


def roles(schools, draw):
    """How many low-result schools, project sites and mentors, together as many as there are schools."""
    low = round(schools * draw.uniform(0.30, 0.40))
    sites = round(schools * draw.uniform(0.15, 0.25))
    others = schools - low
    least, most = max(others - sites, math.ceil(0.40 * schools)), min(others, math.floor(0.60 * schools))
    return low, sites, draw.randint(least, max(least, most))


def place(x, y):
    latitude = CENTRE[0] + y / KM_PER_DEGREE
    longitude = CENTRE[1] + x / (KM_PER_DEGREE * math.cos(math.radians(CENTRE[0])))
    return f"{latitude:.5f}", f"{longitude:.5f}"


def write_table(folder, name, columns, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split(","))
        writer.writerows(rows)


def write_network(folder, name, districts, schools, statuses, mentors, day=DAY, results=(), memberships=(),
                  associations=(), staff=()):
    """Rows of the tables as tuples in the order of the contract's columns."""
    os.makedirs(folder, exist_ok=True)
    head = {"version": 1, "id": name, "name": f"Условный город {name}. Учебные данные", "asOf": day,
            "subjects": [{"id": SUBJECT, "name": "математика"}]}
    with open(os.path.join(folder, "network.json"), "w", encoding="utf-8") as file:
        json.dump(head, file, ensure_ascii=False, indent=2)
        file.write("\n")
    write_table(folder, "districts.csv", "id,name,neighbours,lat,lon", districts)
    write_table(folder, "schools.csv", "id,number,name,short_name,kind,district,address,lat,lon,students", schools)
    write_table(folder, "statuses.csv", "school,status,from,to,basis", statuses)
    write_table(folder, "mentors.csv", "school,subject,capacity", mentors)
    if results:
        write_table(folder, "results.csv", "school,subject,assessment,grade,year,participants,successful", results)
    if associations:
        write_table(folder, "associations.csv", "id,name,subject,umo,base,from,to", associations)
        write_table(folder, "memberships.csv", "association,school,role,from,to", memberships)
    if staff:
        write_table(folder, "staff.csv", "school,year,group,total,trained_method_service,trained_effective_mode,"
                    "trained_quality", staff)


def make_city(count, seed, folder):
    draw = random.Random(f"city {count} {seed}")
    geography, side = GEOGRAPHIES[(seed - 1) % len(GEOGRAPHIES)], side_km(count)
    district_count = max(3, round(count / DISTRICT_SIZES[(seed - 1) % len(DISTRICT_SIZES)]))
    centres = district_centres(geography, district_count, side, draw)
    ranks = list(range(1, district_count + 1))
    draw.shuffle(ranks)
    weights = [rank ** -0.6 for rank in ranks]
    low, sites, mentors = roles(count, draw)
    others = count - low
    # The others: mentors first, then project sites from the end, so that both together are everybody.
    kinds = [("low", False)] * low + [
        ("mentor" if number < mentors else "site", number >= others - sites) for number in range(others)]
    pull = {"low": [w * (0.3 + r) for w, (_, _, r) in zip(weights, centres)],
            "mentor": [w * (1.3 - r) for w, (_, _, r) in zip(weights, centres)], "site": weights}
    draw.shuffle(kinds)
    spread = side / math.sqrt(district_count) * 0.33
    schools, statuses, rows = [], [], []
    for number, (kind, is_site) in enumerate(kinds, 1):
        district = draw.choices(range(district_count), pull[kind])[0]
        x, y, _ = centres[district]
        latitude, longitude = place(draw.gauss(x, spread), draw.gauss(y, spread))
        name = f"school-{number}"
        schools.append((name, number, f"Школа № {number}", f"Школа № {number}", "школа", f"d-{district + 1}", "",
                        latitude, longitude, draw.randint(150, 1400)))
        if kind == "low":
            statuses.append((name, "low_result", "2020-05-08", "", "учебные данные"))
            if draw.random() < 0.08:
                statuses.append((name, "project_site", "2020-09-01", "", "учебные данные"))
            if draw.random() < 0.05:
                rows.append((name, SUBJECT, 1))
        if is_site:
            statuses.append((name, "project_site", "2020-09-01", "", "учебные данные"))
        if kind == "mentor":
            rows.append((name, SUBJECT, draw.randint(1, 3)))
            if draw.random() < 0.3:
                statuses.append((name, "high_result", "2019-09-01", "", "учебные данные"))
    near = neighbours(centres)
    districts = [(f"d-{number + 1}", f"Район {number + 1}", ";".join(f"d-{other + 1}" for other in sorted(near[number])),
                  *place(x, y)) for number, (x, y, _) in enumerate(centres)]
    write_network(folder, f"city-{count}-{seed}", districts, schools, statuses, rows)
    return {"geography": geography, "districts": district_count, "low": low, "sites": sites, "mentors": mentors}


if __name__ == "__main__":
    made = make_city(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
    print(json.dumps(made))
