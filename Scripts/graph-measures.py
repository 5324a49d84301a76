"""What igraph says of fifty random networks: the fixture that SvyazGraphTests compare with.

    graph-measures.py check FIXTURE     asks igraph again and fails where the fixture says otherwise
    graph-measures.py record FIXTURE    writes the fixture

Betweenness is of undirected graphs, each unordered pair once; the density of fewer than two nodes is null.
"""
import json
import math
import pathlib
import random
import sys

import igraph

SEED = 20201126


def special():
    yield "no node", 0, []
    yield "one node", 1, []
    yield "no edge", 7, []
    yield "one edge", 2, [(0, 1)]
    yield "complete", 9, [(one, other) for other in range(9) for one in range(other)]
    yield "path", 12, [(node, node + 1) for node in range(11)]
    yield "ring", 11, [(node, (node + 1) % 11) for node in range(11)]
    yield "star", 10, [(0, node) for node in range(1, 10)]
    yield "grid", 20, [(node, node + 1) for node in range(20) if node % 5 < 4] + [(node, node + 5) for node in range(15)]
    yield "two triangles and a node", 7, [(0, 1), (1, 2), (0, 2), (4, 5), (5, 6), (4, 6)]


def sparse(random):
    count = random.randint(5, 40)
    return count, [random.sample(range(count), 2) for _ in range(random.randint(0, count))]


def dense(random):
    count = random.randint(5, 30)
    return count, [random.sample(range(count), 2) for _ in range(random.randint(count, 4 * count))]


def associations(random):
    """Schools in a few groups, each of which ties all its members, as ММО and events do."""
    count = random.randint(8, 40)
    edges = []
    for _ in range(random.randint(1, 6)):
        group = random.sample(range(count), random.randint(2, min(7, count)))
        edges += [(one, other) for one in group for other in group if one < other]
    return count, edges


def attachment(random):
    count = random.randint(6, 40)
    ends, edges = [0], []
    for node in range(1, count):
        for _ in range(random.randint(1, 2)):
            other = random.choice(ends)
            if other != node:
                edges.append((node, other))
                ends += [node, other]
    return count, edges


def geometric(random):
    count, reach = random.randint(10, 45), random.uniform(0.1, 0.35)
    places = [(random.random(), random.random()) for _ in range(count)]
    return count, [
        (one, other) for other in range(count) for one in range(other) if math.dist(places[one], places[other]) < reach]


def networks():
    yield from special()
    generator = random.Random(SEED)
    for number in range(40):
        family = [sparse, dense, associations, attachment, geometric][number % 5]
        count, edges = family(generator)
        yield f"{family.__name__} {number // 5 + 1}", count, edges


def measures(name, count, edges):
    edges = sorted({(min(edge), max(edge)) for edge in edges})
    graph = igraph.Graph(n=count, edges=edges)
    return {
        "name": name,
        "nodes": count,
        "edges": [end for edge in edges for end in edge],
        "density": graph.density() if count > 1 else None,
        "components": sorted((sorted(part) for part in graph.connected_components()), key=lambda part: (-len(part), part)),
        "cores": graph.coreness() if count else [],
        "articulations": sorted(graph.articulation_points()),
        "betweenness": graph.betweenness() if count else [],
    }


def same(one, other):
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def main(verb, path):
    told = [measures(*network) for network in networks()]
    if verb == "record":
        lines = ",\n".join(json.dumps(network) for network in told)
        path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        print(f"graph measures: {len(told)} networks written")
        return
    kept = json.loads(path.read_text(encoding="utf-8"))
    different = [
        (network["name"], key)
        for network, fixture in zip(told, kept)
        for key in network
        if not same(network[key], fixture.get(key))
    ]
    if len(kept) != len(told) or different:
        print(f"graph measures: {len(told)} networks, {len(kept)} in the fixture, different: {different}")
        sys.exit(1)
    print(f"graph measures: igraph {igraph.__version__} says of {len(told)} networks what the fixture holds")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
