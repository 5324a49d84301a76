"""Makes the instances of the matching race for a seed: national geographies of schools that need a mentor.

Usage: instances.py NAME SEED FOLDER. NAME is S, M, L or XL, with a T when places are short: ST, MT, LT, XLT. Writes
FOLDER/NAME.bin and FOLDER/NAME.dmx (with _sSEED in the name, but for seed 1) and prints one JSON line about them.

The model
- Regions lie at random in a square of 300 km a region; districts lie 20–150 km from the centre of theirs, at a
  `remoteness` from 0 to 1. Sizes of districts follow Zipf's law (exponent 0.6).
- Schools with low results lean to remote districts, mentors to central ones: places are short where they are needed,
  though there may be plenty in the country.
- A mentor takes 1, 2 or 3 schools (half of them take one) and, of each subject that it teaches well, 1 or 2. It
  teaches a subject well with probability 0.7, and at least one.
- Tight supply (T): only mentors that agree take part, drawn until their places are 85% of the demands. Who is covered
  becomes a choice, and the number of arcs stays what it was.
- A demand is one school in one subject; its weight, 1–100, is its need. Its candidates are the nearest mentors of the
  subject, and at size S all of them.
- A pair costs 10 a km, 60 a standard deviation between the social contexts, 40 for each e-fold between the sizes, up
  to 120 for a less effective mentor, 80 across a district's border and 300 more across a region's.

The files
- NAME.bin, int32, low byte first: the mark 0x4D4D3031, demands, mentors, subjects, arcs; then the weight of each
  demand; places of each mentor; its places in each subject (mentors × subjects, 0: not taught); where the arcs of each
  demand start (demands + 1 numbers); the mentor of each arc; the cost of each arc; the subject of each demand.
- NAME.dmx, a DIMACS minimum-cost flow: node 1 is the sink, then demands, then pairs of mentor and subject, then
  mentors. To stay uncovered costs bigM · weight with bigM = demands · (greatest cost + 1) + 1, more than all pairs
  together, so the least sum is the least uncovered weight and then the least cost.
"""
import json
import os
import sys
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

BIN_MARK = 0x4D4D3031
LINES_AT_ONCE = 200_000


@dataclass(frozen=True)
class Size:
    schools: int
    mentors: int
    subjects: int
    candidates: int | None  # of a demand; None: every mentor of the subject
    regions: int
    districts: int
    stream: int  # keeps the random numbers of the sizes apart


SIZES = {
    "S": Size(300, 700, 2, None, 1, 30, stream=2),
    "M": Size(1_000, 4_000, 2, 100, 1, 60, stream=1),
    "L": Size(4_000, 12_000, 2, 250, 4, 240, stream=0),
    "XL": Size(8_000, 32_000, 4, 100, 85, 2_000, stream=3),
}
NAMES = [size + supply for size in SIZES for supply in ("", "T")]


@dataclass
class Schools:
    """One kind of school: where each is, and what it is like."""
    district: np.ndarray
    place: np.ndarray  # km
    context: np.ndarray = None  # index of social context, standard deviations
    students: np.ndarray = None


@dataclass
class Instance:
    title: str
    weights: np.ndarray  # of each demand; demand = school · subjects + subject
    subjects: int
    mentor_places: np.ndarray
    subject_places: np.ndarray  # mentors × subjects
    arc_start: np.ndarray
    arc_mentor: np.ndarray
    arc_cost: np.ndarray

    @property
    def demand_subjects(self):
        return np.arange(len(self.weights)) % self.subjects

    @property
    def big_m(self):
        return len(self.weights) * (int(self.arc_cost.max()) + 1) + 1


def make(name, seed):
    """The instance of a name and a seed, always the same: random draws keep their places in the order."""
    size, is_tight = SIZES[name.removesuffix("T")], name.endswith("T")
    random = np.random.default_rng([seed, size.stream, int(is_tight)])
    low, mentors, region_of_district = geography(size, random)
    low.context, mentors.context = random.normal(-0.6, 1, size.schools), random.normal(0.5, 1, size.mentors)
    low.students = random.lognormal(5.8, 0.7, size.schools)
    mentors.students = random.lognormal(6.3, 0.6, size.mentors)
    # From 0 (most effective) to 1.
    weakness = random.uniform(0, 1, (size.mentors, size.subjects))
    places, subject_places = supply(size, is_tight, weakness, random)
    need = np.clip(np.rint(100 * random.beta(2, 2.5, (size.schools, size.subjects))), 1, 100).astype(np.int64)

    found, costs = [], []
    for subject in range(size.subjects):
        nearest = candidates(size, low, mentors, np.flatnonzero(subject_places[:, subject] > 0))
        found.append(nearest)
        costs.append(pair_costs(low, mentors, region_of_district, nearest, weakness[:, subject]))
    # Side by side: the arcs of a school's subjects follow each other, and every school has as many.
    counts = np.tile([each.shape[1] for each in found], size.schools)
    return Instance(
        title=name + ("" if seed == 1 else f"_s{seed}"), weights=need.ravel(), subjects=size.subjects,
        mentor_places=places, subject_places=subject_places, arc_start=np.concatenate([[0], np.cumsum(counts)]),
        arc_mentor=np.hstack(found).ravel(), arc_cost=np.hstack(costs).ravel())


def geography(size, random):
    side = 300.0 * np.sqrt(size.regions)
    region_centre = random.uniform(0, side, (size.regions, 2))
    region = random.integers(0, size.regions, size.districts)
    region[:size.regions] = np.arange(size.regions)
    remoteness = random.beta(1.2, 1.2, size.districts)
    angle = random.uniform(0, 2 * np.pi, size.districts)
    direction = np.column_stack([np.cos(angle), np.sin(angle)])
    centre = region_centre[region] + (20 + 130 * remoteness)[:, None] * direction
    zipf = 1.0 / (1 + random.permutation(size.districts)) ** 0.6

    def shares(leaning):
        return zipf * leaning / (zipf * leaning).sum()

    low = random.choice(size.districts, size.schools, p=shares(0.3 + remoteness))
    mentor = random.choice(size.districts, size.mentors, p=shares(1.3 - remoteness))
    return (Schools(low, centre[low] + random.normal(0, 6, (size.schools, 2))),
            Schools(mentor, centre[mentor] + random.normal(0, 5, (size.mentors, 2))), region)


def supply(size, is_tight, weakness, random):
    """Places of each mentor, in all and by subject."""
    teaches = weakness < 0.7
    teaches[np.arange(size.mentors), random.integers(0, size.subjects, size.mentors)] = True
    places = random.choice([1, 2, 3], size.mentors, p=[0.5, 0.3, 0.2])
    if is_tight:
        order = random.permutation(size.mentors)
        places[order[np.cumsum(places[order]) > 0.85 * size.schools * size.subjects]] = 0
    wished = random.choice([1, 2], (size.mentors, size.subjects), p=[0.6, 0.4])
    return places, np.where(teaches, np.minimum(wished, places[:, None]), 0)


def candidates(size, low, mentors, able):
    """Of each school (a row): the mentors to choose from, by number."""
    if size.candidates is None:
        return np.tile(able, (size.schools, 1))
    _, nearest = cKDTree(mentors.place[able]).query(low.place, k=min(size.candidates, len(able)))
    return np.sort(able[nearest], axis=1)


def pair_costs(low, mentors, region, found, weakness):
    away = mentors.place[found] - low.place[:, None, :]
    district, own = mentors.district[found], low.district[:, None]
    cost = (10 * np.hypot(away[..., 0], away[..., 1])
            + 60 * np.abs(mentors.context[found] - low.context[:, None])
            + 40 * np.abs(np.log(mentors.students[found] / low.students[:, None]))
            + 120 * weakness[found] + 80 * (district != own) + 300 * (region[district] != region[own]))
    return np.rint(cost).astype(np.int64)


def write_bin(instance, path):
    header = [BIN_MARK, len(instance.weights), len(instance.mentor_places), instance.subjects, len(instance.arc_cost)]
    with open(path, "wb") as file:
        for numbers in (header, instance.weights, instance.mentor_places, instance.subject_places.ravel(),
                        instance.arc_start, instance.arc_mentor, instance.arc_cost, instance.demand_subjects):
            file.write(np.asarray(numbers, "<i4").tobytes())


def write_dimacs(instance, path):
    demands, mentors = len(instance.weights), len(instance.mentor_places)
    slot_mentor, slot_subject = np.nonzero(instance.subject_places)
    first_demand = 2
    first_slot = first_demand + demands
    first_mentor = first_slot + len(slot_mentor)
    slot_node = np.zeros(instance.subject_places.shape, np.int64)
    slot_node[slot_mentor, slot_subject] = first_slot + np.arange(len(slot_mentor))
    tail = np.repeat(np.arange(demands), np.diff(instance.arc_start))
    head = slot_node[instance.arc_mentor, instance.demand_subjects[tail]]
    nodes = first_mentor + mentors - 1
    arcs = len(tail) + demands + len(slot_mentor) + mentors
    demand_nodes = first_demand + np.arange(demands)
    mentor_nodes = first_mentor + np.arange(mentors)
    with open(path, "w") as file:
        file.write(f"c mentor matching {instance.title} BIGM {instance.big_m} demands {demands} mentors {mentors} "
                   f"subjects {instance.subjects}\n")
        file.write(f"c objective = BIGM*(uncovered weight) + cost; total weight {int(instance.weights.sum())}\n")
        file.write(f"p min {nodes} {arcs}\n")
        file.writelines(f"n {node} 1\n" for node in demand_nodes.tolist())
        file.write(f"n 1 {-demands}\n")
        write_arcs(file, tail + first_demand, head, 1, instance.arc_cost)
        write_arcs(file, demand_nodes, 1, 1, instance.big_m * instance.weights)
        places = instance.subject_places[slot_mentor, slot_subject]
        write_arcs(file, first_slot + np.arange(len(slot_mentor)), first_mentor + slot_mentor, places, 0)
        write_arcs(file, mentor_nodes, 1, instance.mentor_places, 0)


def write_arcs(file, tails, heads, capacities, costs):
    columns = np.broadcast_arrays(tails, heads, capacities, costs)
    for first in range(0, len(tails), LINES_AT_ONCE):
        rows = zip(*(column[first:first + LINES_AT_ONCE].tolist() for column in columns))
        file.write("".join([f"a {tail} {head} 0 {capacity} {cost}\n" for tail, head, capacity, cost in rows]))


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in NAMES or not sys.argv[2].isdecimal():
        sys.exit(f"usage: instances.py {'|'.join(NAMES)} SEED FOLDER")
    instance = make(sys.argv[1], int(sys.argv[2]))
    base = os.path.join(sys.argv[3], instance.title)
    write_bin(instance, base + ".bin")
    write_dimacs(instance, base + ".dmx")
    print(json.dumps({
        "bin": base + ".bin", "dimacs": base + ".dmx", "demands": len(instance.weights),
        "mentors": len(instance.mentor_places), "places": int(instance.mentor_places.sum()),
        "arcs": len(instance.arc_cost), "weight": int(instance.weights.sum()), "bigM": instance.big_m,
    }))


if __name__ == "__main__":
    main()
