#!/usr/bin/env bash
# Runs a part of the tests in a process of its own and keeps its coverage for Scripts/coverage.sh:
# Scripts/test-part.sh NAME --filter REGEX
set -euo pipefail

part=$1
shift
# Not in SwiftPM's own folder: `swift test --enable-code-coverage` empties that before it begins.
parts=$(swift build --show-bin-path)/coverage-parts
mkdir -p "$parts"
rm -f "$parts/$part.profdata"
swift test --skip-build --enable-code-coverage "$@"
cp "$(dirname "$(swift test --show-codecov-path)")/default.profdata" "$parts/$part.profdata"
