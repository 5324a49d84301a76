"""The peer: OR-Tools SimpleMinCostFlow on a DIMACS min-cost-flow file.

Usage: ortools_mcf.py FILE. Prints one JSON line; `solve` is the CPU time of solving alone, reading left out.
"""
import json
import sys
import time

import numpy as np
from ortools.graph.python import min_cost_flow


def read(path):
    supplies, arcs, nodes = {}, [], 0
    with open(path) as file:
        for line in file:
            kind, _, rest = line.partition(" ")
            if kind == "a":
                arcs.append(tuple(map(int, rest.split())))
            elif kind == "n":
                node, supply = map(int, rest.split())
                supplies[node] = supply
            elif kind == "p":
                nodes = int(rest.split()[1])
    return nodes, supplies, np.array(arcs, dtype=np.int64).reshape(-1, 5)


def main():
    nodes, supplies, arcs = read(sys.argv[1])
    start = time.process_time()
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(arcs[:, 0] - 1, arcs[:, 1] - 1, arcs[:, 3], arcs[:, 4])
    for node, supply in supplies.items():
        solver.set_node_supply(node - 1, supply)
    built = time.process_time()
    status = solver.solve()
    solved = time.process_time()
    print(json.dumps({
        "optimal": status == solver.OPTIMAL,
        "objective": solver.optimal_cost(),
        "load": built - start,
        "solve": solved - built,
    }))


main()
