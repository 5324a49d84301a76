#!/usr/bin/env bash
# Prints line coverage of all parts that Scripts/test-part.sh has run; fails where a domain target is below the limit.
set -euo pipefail

limit=90
domain=(SvyazGraph SvyazFlow SvyazMatching SvyazComposition SvyazIndicators)
folder=$(dirname "$(swift test --show-codecov-path)")
# The toolchain's own tools: others cannot read its figures.
tools=$(dirname "$(readlink -f "$(command -v swift)")")
"$tools/llvm-profdata" merge -sparse "$folder"/parts/*.profdata -o "$folder/all.profdata"
report=$folder/all.json
"$tools/llvm-cov" export -summary-only -instr-profile "$folder/all.profdata" \
  "$(swift build --show-bin-path)/svyazPackageTests.xctest" > "$report"
python3 - "$report" "$limit" "${domain[@]}" <<'PY'
import json, sys

report, limit, domain = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
files = json.load(open(report))["data"][0]["files"]
totals = {}
for file in files:
    parts = file["filename"].split("/")
    if "Sources" not in parts or ".build" in parts:
        continue
    target = parts[parts.index("Sources") + 1]
    lines = file["summary"]["lines"]
    covered, count = totals.get(target, (0, 0))
    totals[target] = (covered + lines["covered"], count + lines["count"])
print("Line coverage")
failed = False
for target in sorted(totals):
    covered, count = totals[target]
    share = 100 * covered / count if count else 100
    below = target in domain and share < limit
    failed |= below
    mark = f"  below {limit:.0f} %" if below else ("  domain" if target in domain else "")
    print(f"  {target:16} {share:5.1f} %  ({covered} of {count}){mark}")
missing = [target for target in domain if target not in totals]
if missing:
    print("  no figures for", ", ".join(missing))
sys.exit(1 if failed or missing else 0)
PY
