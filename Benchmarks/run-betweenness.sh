#!/usr/bin/env bash
# Builds the benchmark, then races our exact betweenness against igraph's. SEED is taken from the environment (1).
set -euo pipefail
cd "$(dirname "$0")"

# An environment of its own: the matching's holds OR-Tools, which is large.
requirements=betweenness/requirements.txt
home=.venv/betweenness
if ! cmp --silent "$requirements" "$home/installed.txt"; then
  echo "svyaz: making a Python environment for igraph: $(tr '\n' ' ' < "$requirements")"
  python3 -m venv "$home"
  "$home/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$home/installed.txt"
fi
swift build -c release --product svyaz-bench-betweenness
built="$(swift build -c release --show-bin-path)"
"$home/bin/python" betweenness/race_betweenness.py "$built/svyaz-bench-betweenness" "${SEED:-1}" results
