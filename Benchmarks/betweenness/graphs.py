"""The graphs of the betweenness race: 5,000 nodes and 50,000 edges in three shapes; a seed gives the same bytes again.

A file holds little-endian 32-bit integers: nodes, edges, then both ends of each edge.
"""
import array
import math
import random
import sys

NODES, EDGES = 5_000, 50_000


def uniform(random):
    """G(n, m): any pair is as likely as any other."""
    edges = set()
    while len(edges) < EDGES:
        one, other = random.sample(range(NODES), 2)
        edges.add((min(one, other), max(one, other)))
    return edges


def attachment(random):
    """Nodes come one by one and join ten others, each as likely as it has edges; a few nodes end up with hundreds."""
    first = EDGES // NODES + 1
    edges = {(one, other) for other in range(first) for one in range(other)}
    ends = [end for edge in edges for end in edge]

    def join(node):
        while True:
            other = random.choice(ends)
            edge = (min(node, other), max(node, other))
            if node != other and edge not in edges:
                edges.add(edge)
                return other

    for node in range(first, NODES):
        ends += [end for _ in range(EDGES // NODES) for end in (join(node), node)]
    while len(edges) < EDGES:
        join(random.randrange(NODES))
    return edges


def geometric(random):
    """Points of the unit square, the nearest pairs of all joined: long ways in many small steps."""
    reach = 1.3 * math.sqrt(2 * EDGES / NODES / NODES / math.pi)
    places = [(random.random(), random.random()) for _ in range(NODES)]
    cells = {}
    for node, (x, y) in enumerate(places):
        cells.setdefault((int(x / reach), int(y / reach)), []).append(node)
    pairs = []
    for (column, row), nodes in cells.items():
        near = [other for x in (-1, 0, 1) for y in (-1, 0, 1) for other in cells.get((column + x, row + y), [])]
        pairs += [(math.dist(places[one], places[other]), one, other) for one in nodes for other in near if one < other]
    pairs.sort()
    if len(pairs) < EDGES or pairs[EDGES - 1][0] > reach:
        raise ValueError("the reach is too short for so many edges")
    return {(one, other) for _, one, other in pairs[:EDGES]}


FAMILIES = {"random": uniform, "attachment": attachment, "geometric": geometric}


def write(family, seed, path):
    edges = sorted(FAMILIES[family](random.Random(f"{family}/{seed}")))
    numbers = array.array("i", [NODES, len(edges), *(end for edge in edges for end in edge)])
    if sys.byteorder == "big":
        numbers.byteswap()
    with open(path, "wb") as file:
        numbers.tofile(file)
