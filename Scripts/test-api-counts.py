"""How often each operation of the API gave which answer: reads the document and schemathesis' HAR files.

Usage: test-api-counts.py OPENAPI.json HAR…
Ends with 1 when an operation was never once answered with success by any of the runs and is not named in SILENT.
"""

import collections
import json
import re
import sys

# Their answers are shown elsewhere: tokens are made by a session alone, the document is what the requests are made of, a
# table or a plan at random is none, and random rows are referred to by others (test-api.sh sends a real one of each).
SILENT = {"tokens", "addToken", "withdrawToken", "document", "import", "verify", "removeAssociation", "removeEvent"}


def main() -> int:
    document = json.load(open(sys.argv[1], encoding="utf-8"))
    operations = []
    for path, methods in document["paths"].items():
        pattern = re.compile("".join(f"[^/]*" if part.startswith("{") else re.escape(part)
                                     for part in re.split(r"(\{[^}]*\})", path)) + "$")
        for method, operation in methods.items():
            operations.append((method.upper(), pattern, path.count("{"), operation["operationId"]))
    operations.sort(key=lambda item: item[2])

    reasons: collections.Counter = collections.Counter()
    counts: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    for name in sys.argv[2:]:
        for entry in json.load(open(name, encoding="utf-8"))["log"]["entries"]:
            method, url = entry["request"]["method"], entry["request"]["url"]
            path = re.sub(r"^https?://[^/]*", "", url).split("?")[0]
            for own, pattern, _, operation in operations:
                if own == method and pattern.match(path):
                    counts[operation][entry["response"]["status"]] += 1
                    try:
                        reasons[json.loads(entry["response"]["content"].get("text", ""))["code"]] += 1
                    except (ValueError, KeyError, TypeError):
                        pass
                    break

    statuses = sorted({status for counter in counts.values() for status in counter})
    print("operation".ljust(24) + "".join(str(status).rjust(6) for status in statuses))
    deep, missing = 0, []
    for _, _, _, operation in sorted(operations, key=lambda item: item[3]):
        counter = counts[operation]
        print(operation.ljust(24) + "".join(str(counter[status] or "·").rjust(6) for status in statuses))
        if any(200 <= status < 300 for status in counter):
            deep += 1
        elif operation not in SILENT:
            missing.append(operation)
    total = sum(sum(counter.values()) for counter in counts.values())
    good = sum(count for counter in counts.values() for status, count in counter.items() if 200 <= status < 400)
    print(f"requests: {total}; answered with success: {good}; operations with success: {deep} of {len(operations)}")
    print("refusals:", ", ".join(f"{code} {count}" for code, count in reasons.most_common(15)))
    if missing:
        print("never answered with success:", ", ".join(missing), file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
