#!/usr/bin/env bash
# Builds svyaz, then races its composition of the ММО against HiGHS on cities of SEEDS ("1 2 3 4 5"), or with
# `run-compose.sh campaign` holds it against both oracles: INSTANCES (200), CITIES (20), SEED (1), JOBS (as many as there
# are processors). SVYAZ is the binary to use instead of building one. race_compose.py tells what else may be set.
set -euo pipefail
cd "$(dirname "$0")"

# An environment of its own: the matching's holds OR-Tools, which is large.
requirements=compose/requirements.txt
home=.venv/compose
if ! cmp --silent "$requirements" "$home/installed.txt"; then
  echo "svyaz: making a Python environment for HiGHS: $(tr '\n' ' ' < "$requirements")"
  python3 -m venv "$home"
  "$home/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$home/installed.txt"
fi
if [ -z "${SVYAZ:-}" ]; then
  swift build -c release --package-path .. --product svyaz
  SVYAZ="$(swift build -c release --package-path .. --show-bin-path)/svyaz"
fi
if [ "${1:-}" = campaign ]; then
  "$home/bin/python" compose/campaign.py "$SVYAZ" "${INSTANCES:-200}" "${CITIES:-20}" "${SEED:-1}"
else
  # shellcheck disable=SC2086  # SEEDS are words
  "$home/bin/python" compose/race_compose.py "$SVYAZ" results ${SEEDS:-1 2 3 4 5}
fi
