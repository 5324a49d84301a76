#!/usr/bin/env bash
# Random min-cost flow problems through `svyaz solve` and OR-Tools: make campaign-solve SEED=1 INSTANCES=500
# The Python environment stays in .build/campaign-solve, so only the first run needs PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

home=.build/campaign-solve
requirements=Scripts/campaign-solve.txt
if ! cmp --silent "$requirements" "$home/installed.txt"; then
  echo "svyaz: making a Python environment for the peer: $(tr '\n' ' ' < "$requirements")"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$home/installed.txt"
fi

rm -rf "$home/files"
mkdir -p "$home/files"
"$home/venv/bin/python" Scripts/campaign-solve.py "${SVYAZ:-.build/release/svyaz}" "$home/files" \
  --instances "${INSTANCES:-500}" --seed "${SEED:-1}"
