#!/usr/bin/env bash
# Builds the benchmark and the peer's environment, then races them. SEED is taken from the environment (1).
set -euo pipefail
cd "$(dirname "$0")"

swift build -c release --product svyaz-bench
if ! cmp --silent requirements.txt .venv/installed.txt; then
  echo "svyaz: making a Python environment for the peer: $(tr '\n' ' ' < requirements.txt)"
  python3 -m venv .venv
  .venv/bin/pip install --quiet --requirement requirements.txt
  cp requirements.txt .venv/installed.txt
fi
.venv/bin/python race.py "$(swift build -c release --show-bin-path)/svyaz-bench" "$PWD/.venv/bin/python" "${SEED:-1}" results
