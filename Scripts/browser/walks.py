"""The days of the people who work with the service, as lists of walks.

A walk takes a Day, does what its person does, calls `day.look_at_both(NAME)` where a page or a dialog is to be checked
and pictured, and `day.expect(TRUTH, WORDS)` for what must be so. `day.plain` tells that there are no scripts.
"""

import keyboard
import planner
import readers
import together

signs_in = planner.signs_in
WALKS = {"planner": planner.WALKS, **readers.WALKS}
BY_KEYS = keyboard.WALKS
TOGETHER = together.WALKS
# What only scripts do.
WITH_SCRIPTS = {readers.looks_at_a_map}


def of(role, plain, short):
    """The walks of a person's day: first signing in."""
    day = planner.SHORT if short and role == "planner" else WALKS[role]
    return [signs_in] + [walk for walk in day if not (plain and walk in WITH_SCRIPTS)]
