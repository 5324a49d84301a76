"""Exhaustive search for the best groups of at most 16 members.

usage: exhaustive.py FOLDER SUBJECT [OPTION…]    (the options of `svyaz compose`)
"""
import ctypes
import json
import os
import subprocess
import sys

from model import Options, Problem

MOST_MEMBERS = 16
HERE = os.path.dirname(os.path.abspath(__file__))


def library():
    """Compiles exhaustive.c where it is newer than what was built."""
    source = os.path.join(HERE, "exhaustive.c")
    built = os.path.join(HERE, "..", ".build", "compose-exhaustive.so")
    if not os.path.exists(built) or os.path.getmtime(built) < os.path.getmtime(source):
        os.makedirs(os.path.dirname(built), exist_ok=True)
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", built, source], check=True)
    best_groups = ctypes.CDLL(built).best_groups
    best_groups.restype = ctypes.c_int64
    return best_groups


class Exhaustive:
    def __init__(self):
        self._best_groups = library()

    def solve(self, problem):
        """{"groups": {base: [school]}, "sought": points}, or nothing where no number of groups can hold the rules."""
        if not problem.low:
            return {"groups": {}, "sought": problem.sought({})}
        return next(filter(None, (self._solve(problem, count, *lows) for count in problem.group_counts()
                                  for lows in problem.low_ranges(count))), None)

    def _solve(self, problem, count, low_least, low_most):
        members, options = problem.members, problem.options
        size = len(members)
        if size > MOST_MEMBERS:
            raise ValueError(f"{size} members, at most {MOST_MEMBERS} can be searched")
        if count > size or count * options.smallest > size:
            return None

        def mask(test):
            return sum(1 << number for number, school in enumerate(members) if test(school))

        cost = (ctypes.c_int64 * (size * size))()
        for row, base in enumerate(members):
            for column, school in enumerate(members):
                cost[row * size + column] = problem.price(school, base) if problem.may_join(school, base) else -1
        chosen, bases = (ctypes.c_uint32 * count)(), (ctypes.c_int32 * count)()
        pairs = [mask(pair.__contains__) for pair in options.together + options.apart]
        sought = self._best_groups(
            size, cost, mask(lambda school: not problem.must_join(school)), mask(problem.low.__contains__),
            mask(problem.mentors.__contains__), mask(problem.sites.__contains__),
            mask(problem.required_bases.__contains__), options.smallest, options.largest, low_least,
            low_most, int(problem.keeps_share), int(problem.needs_sites(count)), count,
            (ctypes.c_int64 * size)(*map(problem.left_price, members)), (ctypes.c_uint32 * len(pairs))(*pairs),
            len(options.together), len(pairs), (ctypes.c_int64 * size)(*map(problem.teachers.get, members)),
            ctypes.c_int64(options.min_teachers or 0), chosen, bases)
        if sought == -2:
            raise MemoryError
        if sought < 0:
            return None
        groups = {members[base]: [school for number, school in enumerate(members) if group >> number & 1]
                  for group, base in zip(chosen, bases)}
        # A set with two forced bases is no group; a forced base that is left is caught by `must_join`.
        return {"groups": groups, "sought": sought}


if __name__ == "__main__":
    print(json.dumps(Exhaustive().solve(Problem(sys.argv[1], sys.argv[2], Options.parse(sys.argv[3:])))))
