#!/usr/bin/env bash
# Prints line coverage of the parts named, which Scripts/test-part.sh has run: Scripts/coverage.sh PART...
# Fails where a domain target is below the limit, a part is missing, or a library has no covered line at all.
set -euo pipefail

limit=90
domain=(SvyazGraph SvyazFlow SvyazMatching SvyazComposition SvyazIndicators)
binaries=$(swift build --show-bin-path)
parts=()
for part in "$@"; do
  parts+=("$binaries/coverage-parts/$part.profdata")
  test -s "${parts[-1]}" || { echo "no coverage of the part $part" >&2; exit 1; }
done
# The toolchain's own tools: others cannot read its figures.
tools=$(dirname "$(readlink -f "$(command -v swift)")")
"$tools/llvm-profdata" merge -sparse "${parts[@]}" -o "$binaries/coverage.profdata"
report=$binaries/coverage.json
"$tools/llvm-cov" export -summary-only -instr-profile "$binaries/coverage.profdata" \
  "$binaries/svyazPackageTests.xctest" > "$report"
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
# Every library has tests: figures of a part got lost.
missing += [target for target, (covered, _) in totals.items() if target.startswith("Svyaz") and not covered]
if missing:
    print("  no figures for", ", ".join(missing))
sys.exit(1 if failed or missing else 0)
PY
