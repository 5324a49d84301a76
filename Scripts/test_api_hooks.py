"""What schemathesis is told beside the document: loaded by test-api.sh."""

import itertools
import re

import schemathesis

_numbers = itertools.count(1)
_maps = itertools.count(1)

# Which kinds of maps take which options, and what the design may be (MapAPI.swift); the document cannot say it.
MAP_OPTIONS = {
    "school": {"school"},
    "since": {"changes"},
    "design": {"mentors", "associations"},
    "district": {"mentors", "associations"},
    "subject": {"mentors", "school", "districts", "associations"},
}
MAP_DESIGNS = {"mentors": {"network", "districts"}, "associations": {"slide", "hubs"}}
# Without these there is no such map.
MAP_NEEDS = {"school": ("school", "school-55"), "changes": ("since", "2020-09-01")}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes requests that the document allows such as the service can take."""
    _renew_key(case)
    if case.operation.definition.raw.get("operationId") == "map" and case.meta.generation.mode.is_positive:
        # Every fourth stays as it came: what does not fit together is asked for as well.
        if next(_maps) % 4:
            _fit_map(case)


def _renew_key(case):
    """Makes each valid idempotency key a new one.

    Generated keys come again and again, with other requests: the service refuses that, rightly, and would not look at the
    rest. What is no key stays as it is. (That a repeated request is answered as before is APIWriteTests' matter.)
    """
    headers = case.headers or {}
    for name in list(headers):
        if name.lower() == "idempotency-key" and re.fullmatch(r"[!-~]{1,255}", str(headers[name])):
            headers[name] = f"key-{next(_numbers)}"


def _fit_map(case):
    """Leaves the options that the kind of map takes, and adds the one that it needs."""
    kind, query = case.path_parameters.get("kind"), dict(case.query or {})
    for name, kinds in MAP_OPTIONS.items():
        if kind not in kinds:
            query.pop(name, None)
    if query.get("design") not in MAP_DESIGNS.get(kind, ()):
        query.pop("design", None)
    if query.get("format") != "png":
        query.pop("dpi", None)
    if kind in MAP_NEEDS:
        query.setdefault(*MAP_NEEDS[kind])
    case.query = query
