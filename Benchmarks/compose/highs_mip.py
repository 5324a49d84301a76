"""The composition as a mixed-integer programme for HiGHS, on one thread and within CPU seconds.

usage: highs_mip.py FOLDER SUBJECT GROUPS SECONDS [OPTION…]    (the options of `svyaz compose`)

Prints JSON: status (`optimal`, `feasible`, `infeasible`, `unknown`), objective, bound, seconds of CPU, groups.

y(b): the mentor b is a base. x(i, b): the school i is in the group of b, which needs y(b): the strong form x(i, b) ≤
y(b). e(b): the group has one low-result school more than the others. A school in no group is what its x leave of 1.
"""
import json
import math
import sys
import time

import highspy
import numpy as np

from model import Options, Problem


class Programme:
    """Columns and rows, gathered and then passed to HiGHS at once."""

    def __init__(self):
        self.cost, self.lower, self.upper = [], [], []
        self.row_lower, self.row_upper, self.start, self.index, self.value = [], [], [0], [], []
        self.offset = 0

    def binary(self, cost=0, lower=0, upper=1):
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.cost) - 1

    def row(self, terms, lower=-math.inf, upper=math.inf):
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        for column, value in terms:
            self.index.append(column)
            self.value.append(value)
        self.start.append(len(self.index))

    def highs(self):
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.row_lower)
        lp.col_cost_, lp.offset_ = np.array(self.cost, float), float(self.offset)
        lp.col_lower_, lp.col_upper_ = np.array(self.lower, float), np.array(self.upper, float)
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lower, float), np.array(self.row_upper, float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.cost)
        matrix = lp.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_, matrix.index_ = np.array(self.start, np.int32), np.array(self.index, np.int32)
        matrix.value_ = np.array(self.value, float)
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(lp)
        return solver


def programme(problem, groups):
    """The programme for that number of groups, with the columns y by base and x by school and base.

    There are bases enough, and the required ones are among them.
    """
    made, options = Programme(), problem.options
    required = problem.required_bases
    bases = [school for school in problem.members if school in problem.mentors and problem.may_join(school, school)]
    y = {base: made.binary(problem.price(base, base), lower=int(base in required)) for base in bases}
    x = {}
    for school in problem.members:
        for base in bases:
            if base == school:
                x[school, base] = y[base]
            elif problem.may_join(school, base):
                price = problem.price(school, base)
                x[school, base] = made.binary(price - (0 if problem.must_join(school) else problem.left_price(school)))
        places = [(x[school, base], 1) for base in bases if (school, base) in x]
        if problem.must_join(school):
            made.row(places, 1, 1)
        else:
            made.offset += problem.left_price(school)
            made.row(places, upper=1)
            if school in y:
                made.cost[y[school]] -= problem.left_price(school)
    made.row([(y[base], 1) for base in bases], groups, groups)
    least, extra = divmod(len(problem.low), groups)
    more = {base: made.binary() for base in bases} if extra else {}
    if extra:
        made.row([(more[base], 1) for base in bases], extra, extra)
    for base in bases:
        inside = [(school, x[school, base]) for school in problem.members if (school, base) in x]
        for school, column in inside:
            if school != base:
                made.row([(column, 1), (y[base], -1)], upper=0)
        # The base itself stands in these rows once, with its own place and with the limit.
        made.row([(column, 1 - options.smallest * (column == y[base])) for _, column in inside], lower=0)
        made.row([(column, 1 - options.largest * (column == y[base])) for _, column in inside], upper=0)
        if options.min_teachers:
            staff = {column: problem.teachers[school] for school, column in inside}
            staff[y[base]] -= options.min_teachers
            made.row(list(staff.items()), lower=0)
        for one, two in options.together + options.apart:
            columns = [x[school, base] for school in (one, two) if (school, base) in x]
            if (one, two) in options.apart:
                made.row([(column, 1) for column in columns], upper=1)
            elif len(columns) == 2:
                made.row([(columns[0], 1), (columns[1], -1)], 0, 0)
            elif columns:
                made.row([(columns[0], 1)], 0, 0)
        made.row([(column, 1) for school, column in inside if school in problem.low]
                 + [(y[base], -least)] + ([(more[base], -1)] if extra else []), 0, 0)
        if extra:
            made.row([(more[base], 1), (y[base], -1)], upper=0)
        made.row([(column, -1 if school in problem.low else 2) for school, column in inside], lower=0)
        if problem.needs_sites(groups):
            sites = {column: 1 for school, column in inside if school in problem.sites}
            sites[y[base]] = sites.get(y[base], 0) - 1
            made.row(list(sites.items()), lower=0)
    return made, y, x


def solve(problem, groups, seconds):
    found = {"status": "unknown", "objective": None, "bound": None, "seconds": 0.0, "groups": None, "nodes": 0}
    bases = {school for school in problem.mentors if problem.may_join(school, school)}
    if len(bases) < groups or not problem.required_bases <= bases:
        return {**found, "status": "infeasible"}
    made, y, x = programme(problem, groups)
    solver = made.highs()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    begin = time.process_time()
    # Its own limit is of the wall; the machine may be shared, so the processor's seconds decide.
    solver.setOptionValue("time_limit", 20.0 * seconds)

    def stop_when_over(event):
        if time.process_time() - begin > seconds:
            event.interrupt()

    solver.cbMipInterrupt += stop_when_over
    solver.cbSimplexInterrupt += stop_when_over
    solver.run()
    spent = time.process_time() - begin
    status, info = solver.getModelStatus(), solver.getInfo()
    found |= {"seconds": round(spent, 2), "nodes": info.mip_node_count}
    if status == highspy.HighsModelStatus.kInfeasible:
        return {**found, "status": "infeasible"}
    if math.isfinite(info.mip_dual_bound):
        found["bound"] = math.ceil(info.mip_dual_bound - 1e-4)
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = solver.getSolution().col_value
        answer = {base: [school for school in problem.members if (school, base) in x and values[x[school, base]] > 0.5]
                  for base in y if values[y[base]] > 0.5}
        if faults := problem.faults(answer):
            raise ValueError(f"the programme's answer breaks rules: {faults}")
        is_optimal = status == highspy.HighsModelStatus.kOptimal
        found |= {"status": "optimal" if is_optimal else "feasible", "objective": problem.sought(answer),
                  "groups": answer}
        if is_optimal:
            found["bound"] = found["objective"]
    return found


if __name__ == "__main__":
    folder, subject, groups, seconds, *words = sys.argv[1:]
    print(json.dumps(solve(Problem(folder, subject, Options.parse(words)), int(groups), float(seconds))))
