"""A peer: OR-Tools SimpleMinCostFlow on a DIMACS minimum-cost-flow file.

Usage: ortools_mcf.py FILE. Prints one JSON line; `solve` is the CPU time of solving alone, without reading and without
filling the solver. `peak` is of the whole process: it holds Python, numpy and the text of the file.
"""
import json
import sys
import time

import numpy as np
from ortools.graph.python import min_cost_flow


def read(path):
    """(supplies as (node, supply), arcs as rows of tail, head, lower, capacity, cost). Arcs come last in DIMACS."""
    supplies, announced = [], 0
    with open(path, "rb") as file:
        while line := file.readline():
            kind, *rest = line.split()
            if kind == b"n":
                supplies.append((int(rest[0]), int(rest[1])))
            elif kind == b"p":
                announced = int(rest[2])
            elif kind == b"a":
                text = line + file.read()
                break
    arcs = np.fromstring(text.replace(b"a", b" "), dtype=np.int64, sep=" ").reshape(-1, 5)
    if len(arcs) != announced or arcs[:, 2].any():
        sys.exit("ortools_mcf: the arcs are not the announced ones, or have lower bounds")
    return supplies, arcs


def peak_megabytes():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM:")) / 1024


def main():
    start = time.process_time()
    supplies, arcs = read(sys.argv[1])
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(arcs[:, 0] - 1, arcs[:, 1] - 1, arcs[:, 3], arcs[:, 4])
    for node, supply in supplies:
        solver.set_node_supply(node - 1, supply)
    built = time.process_time()
    status = solver.solve()
    solved = time.process_time()
    print(json.dumps({
        "solver": "or-tools", "optimal": status == solver.OPTIMAL, "objective": solver.optimal_cost(),
        "read": built - start, "solve": solved - built, "peak": round(peak_megabytes(), 1),
    }))


main()
