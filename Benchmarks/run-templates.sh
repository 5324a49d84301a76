#!/usr/bin/env bash
# Lets the tests leave real pages before rendering, builds the benchmark, and races our renderer against swift-mustache on
# them. ROUNDS is taken from the environment (41).
set -euo pipefail
cd "$(dirname "$0")"

swift build -c release --product svyaz-bench-templates
pages="$(mktemp -d)"
trap 'rm -rf "$pages"' EXIT
swift build --package-path .. --build-tests
PAGE_MODELS="$pages" swift test --package-path .. --skip-build --filter SvyazWebTests.TemplateTests/agreesOnRealPages
python3 templates/race_templates.py "$(swift build -c release --show-bin-path)/svyaz-bench-templates" \
  ../Sources/SvyazWeb/Templates "$pages" "${ROUNDS:-41}" results
