"""Random general min-cost flow problems: `svyaz solve` against OR-Tools, status by status and cost by cost.

OR-Tools' SimpleMinCostFlow knows neither lower bounds nor arcs without capacity, so the problems are rewritten for it:
lower bounds are sent beforehand, and an arc without capacity gets more than a cheapest flow could ever use (B = supplies
+ all capacities + 1). A problem is infeasible when OR-Tools says so, and unbounded when its optimum falls as B is
doubled: with no cycle of negative cost and infinite capacity the optimum does not depend on B. GLOP, OR-Tools' linear
solver, is asked as well, with truly infinite bounds, wherever an arc has no capacity; its presolve tells unbounded
problems as infeasible ones, so it is asked again without costs: feasible then, it was unbounded.

Beside the costs, the answers' own evidence is checked here: the flow written by --flow, the cut, the cycle.
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys

import ortools
from ortools.graph.python import min_cost_flow
from ortools.linear_solver import pywraplp

INFINITE = 1 << 62


def instance(rng):
    """Nodes' supplies and arcs (tail, head, lower, upper, cost), nodes from 0."""
    nodes = rng.choice([rng.randint(1, 8), rng.randint(1, 8), rng.randint(10, 60), rng.randint(100, 400)])
    arcs = rng.randint(0, 4 * nodes) if rng.random() < 0.3 else rng.randint(2 * nodes, 8 * nodes)
    least_cost = rng.choice([0, 0, -3, -50, -1000])
    greatest_cost = rng.choice([5, 100, 10_000, 1_000_000])
    greatest_room = rng.choice([1, 5, 100, 10_000])
    infinite = rng.choice([0, 0, 0.05, 0.3])
    if infinite and rng.random() < 0.5:
        least_cost = -greatest_cost
    lower = rng.choice([0, 0.05, 0.3])
    # A share of arcs without capacity may pay: then unbounded problems are not the rule.
    paying = rng.choice([0, 0.2, 1, 1])
    rows = []
    for _ in range(arcs):
        low = rng.randint(0, 3) if rng.random() < lower else 0
        cost = rng.randint(least_cost, greatest_cost)
        up = low + rng.randint(0, greatest_room)
        if rng.random() < infinite:
            up = rng.choice([INFINITE, (1 << 63) - 1])
            if rng.random() >= paying:
                cost = abs(cost)
        rows.append((rng.randrange(nodes), rng.randrange(nodes), low, up, cost))
    supply = [0] * nodes
    for _ in range(rng.randint(0, max(1, nodes // 2))):
        units = rng.randint(1, max(1, greatest_room // 2))
        supply[rng.randrange(nodes)] += units
        supply[rng.randrange(nodes)] -= units
    # Supplies that the arcs can surely carry, lower bounds and all.
    if rng.random() < 0.6:
        supply = [0] * nodes
        for tail, head, low, up, _ in rows:
            units = low if rng.random() < 0.5 else rng.randint(low, min(up, low + greatest_room))
            supply[tail] += units
            supply[head] -= units
    if rng.random() < 0.03:
        supply[rng.randrange(nodes)] += 1
    return supply, rows


def write(path, supply, rows):
    with open(path, "w", encoding="ascii") as file:
        file.write(f"c general instance\np min {len(supply)} {len(rows)}\n")
        for node, value in enumerate(supply):
            if value:
                file.write(f"n {node + 1} {value}\n")
        for tail, head, low, up, cost in rows:
            file.write(f"a {tail + 1} {head + 1} {low} {'inf' if up > INFINITE else up} {cost}\n")


def with_simple_min_cost_flow(supply, rows, bound):
    solver = min_cost_flow.SimpleMinCostFlow()
    left = list(supply)
    base = 0
    for tail, head, low, up, cost in rows:
        left[tail] -= low
        left[head] += low
        base += low * cost
        room = bound if up >= INFINITE else up - low
        if tail == head:
            base += min(0, cost) * room
            continue
        solver.add_arc_with_capacity_and_unit_cost(tail, head, room, cost)
    if sum(left) != 0:
        return "infeasible", None
    if not any(row[0] != row[1] for row in rows):
        return ("infeasible", None) if any(left) else ("optimal", base)
    for node, value in enumerate(left):
        # A node beyond the last arc's ends is no node for OR-Tools, unless it is named.
        solver.set_node_supply(node, value)
    status = solver.solve()
    if status == solver.OPTIMAL:
        return "optimal", base + solver.optimal_cost()
    if status in (solver.INFEASIBLE, solver.UNBALANCED):
        return "infeasible", None
    raise RuntimeError(f"OR-Tools: status {status}")


def expected(supply, rows):
    bound = sum(abs(value) for value in supply) + sum(row[2] + (row[3] if row[3] < INFINITE else 0) for row in rows) + 1
    status, cost = with_simple_min_cost_flow(supply, rows, bound)
    if status == "optimal" and any(row[3] >= INFINITE for row in rows):
        if with_simple_min_cost_flow(supply, rows, 2 * bound)[1] != cost:
            return "unbounded", None
    return status, cost


def with_glop(supply, rows):
    status, cost = run_glop(supply, rows)
    if status == "optimal":
        return status, cost
    return ("unbounded" if run_glop(supply, [row[:4] + (0,) for row in rows])[0] == "optimal" else "infeasible"), None


def run_glop(supply, rows):
    solver = pywraplp.Solver.CreateSolver("GLOP")
    balance = [solver.Constraint(value, value) for value in supply]
    objective = solver.Objective()
    for tail, head, low, up, cost in rows:
        flow = solver.NumVar(low, solver.infinity() if up >= INFINITE else up, "")
        objective.SetCoefficient(flow, cost)
        if tail != head:
            balance[tail].SetCoefficient(flow, 1)
            balance[head].SetCoefficient(flow, -1)
    if solver.Solve() == solver.OPTIMAL:
        return "optimal", objective.Value()
    return "none", None


def evidence(answer, supply, rows, flow_path):
    """What is wrong with the evidence of an answer; nothing when it proves what it should."""
    if answer["status"] == "optimal":
        lines = flow_path.read_text(encoding="ascii").splitlines()
        flows = [list(map(int, line.split()[1:])) for line in lines if line.startswith("f")]
        if [flow[:2] for flow in flows] != [[row[0] + 1, row[1] + 1] for row in rows]:
            return "the flow names other arcs"
        left = list(supply)
        for (tail, head, low, up, _), (_, _, units) in zip(rows, flows):
            if units < low or (up < INFINITE and units > up):
                return "a flow breaks its bounds"
            left[tail] -= units
            left[head] += units
        if any(left):
            return "a node is not balanced"
        if sum(row[4] * flow[2] for row, flow in zip(rows, flows)) != answer["cost"] or f"s {answer['cost']}" not in lines:
            return "the flow costs something else"
    elif answer["status"] == "infeasible":
        cut = answer["cut"]
        inside = {node - 1 for node in cut["nodes"]}
        out = [row for row in rows if row[0] in inside and row[1] not in inside]
        into = [row for row in rows if row[1] in inside and row[0] not in inside]
        net = sum(supply[node] for node in inside)
        scarce, other = (out, into) if cut["reason"] == "supplyCannotLeave" else (into, out)
        if cut["reason"] != "supplyCannotLeave":
            net = -net
        if any(row[3] >= INFINITE for row in scarce) or net <= sum(row[3] for row in scarce) - sum(row[2] for row in other):
            return "the cut proves nothing"
    else:
        arcs = answer["cycle"]["arcs"]
        ring = zip(arcs, arcs[1:] + arcs[:1])
        if not arcs or any(arc["head"] != following["tail"] for arc, following in ring):
            return "the cycle is broken"
        # Two lines before the nodes' lines.
        first = 3 + sum(1 for value in supply if value)
        picked = [rows[arc["line"] - first] for arc in arcs]
        if any(row[3] < INFINITE for row in picked) or sum(row[4] for row in picked) >= 0:
            return "the cycle does not pay"
        if [(row[0] + 1, row[1] + 1) for row in picked] != [(arc["tail"], arc["head"]) for arc in arcs]:
            return "the cycle names other lines"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("svyaz")
    parser.add_argument("files", type=pathlib.Path)
    parser.add_argument("--instances", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    counts = collections.Counter()
    features = collections.Counter()
    glop = collections.Counter()
    failures = 0
    for number in range(arguments.instances):
        supply, rows = instance(rng)
        path = arguments.files / f"{number:04}.min"
        flow_path = path.with_suffix(".sol")
        write(path, supply, rows)
        status, cost = expected(supply, rows)
        run = subprocess.run(
            [arguments.svyaz, "solve", path, "--json", "--flow", flow_path], capture_output=True, text=True, check=False)
        fault = None
        if run.returncode != (0 if status == "optimal" else 1):
            fault = f"exit status {run.returncode} {run.stderr.strip()}"
        else:
            answer = json.loads(run.stdout)
            if (answer["status"], answer["cost"]) != (status, cost):
                fault = f"{answer['status']} {answer['cost']}"
            else:
                fault = evidence(answer, supply, rows, flow_path)
        if any(row[3] >= INFINITE for row in rows):
            said, glop_cost = with_glop(supply, rows)
            # GLOP works in floating point.
            same = said == status and (cost is None or abs(glop_cost - cost) <= 1e-6 * max(1, abs(cost)))
            glop["same" if same else "other"] += 1
            if not same:
                fault = fault or f"GLOP's {said} {glop_cost}"
        if fault:
            failures += 1
            print(f"{path}: expected {status} {cost}, got {fault}")
        counts[status] += 1
        features["lower bounds"] += any(row[2] > 0 for row in rows)
        features["negative costs"] += any(row[4] < 0 for row in rows)
        features["arcs without capacity"] += any(row[3] >= INFINITE for row in rows)
        features["loops"] += any(row[0] == row[1] for row in rows)
    print(f"OR-Tools {ortools.__version__}, seed {arguments.seed}: {arguments.instances} general instances: "
          + ", ".join(f"{counts[status]} {status}" for status in ["optimal", "infeasible", "unbounded"])
          + f"; with {', '.join(f'{name} {count}' for name, count in features.items())}")
    print(f"GLOP, where arcs have no capacity: the same {glop['same']}, other {glop['other']}")
    if failures or min(counts[status] for status in ["optimal", "infeasible", "unbounded"]) == 0:
        print(f"campaign-solve: {failures} of {arguments.instances} DIFFER")
        sys.exit(1)
    print("campaign-solve: status and cost the same on all; every flow, cut and cycle checked")


if __name__ == "__main__":
    main()
