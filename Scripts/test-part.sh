#!/usr/bin/env bash
# Runs a part of the tests in a process of its own and keeps its coverage, which the next part would overwrite:
# Scripts/test-part.sh NAME --filter REGEX
set -euo pipefail

part=$1
shift
swift test --skip-build --enable-code-coverage "$@"
folder=$(dirname "$(swift test --show-codecov-path)")
mkdir -p "$folder/parts"
cp "$folder/default.profdata" "$folder/parts/$part.profdata"
