#!/usr/bin/env bash
# Builds the benchmark and its peers, then races them. SEED is taken from the environment (1), and INSTANCES (all).
set -euo pipefail
cd "$(dirname "$0")"

swift build -c release --product svyaz-bench
built="$(swift build -c release --show-bin-path)"
g++ -O3 -march=native -o "$built/lemon_mcf" Peers/lemon_mcf.cpp
if ! cmp --silent requirements.txt .venv/installed.txt; then
  echo "svyaz: making a Python environment for the instances and OR-Tools: $(tr '\n' ' ' < requirements.txt)"
  python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check --requirement requirements.txt
  cp requirements.txt .venv/installed.txt
fi
# shellcheck disable=SC2086  # INSTANCES are words
.venv/bin/python race.py "$built/svyaz-bench" "$built/lemon_mcf" "$PWD/.venv/bin/python" "${SEED:-1}" results \
  ${INSTANCES:-}
