#!/usr/bin/env bash
# Builds svyaz and the bare server, makes a country of SCHOOLS (40000) schools of SEED (1), and races the pages with wrk,
# CONNECTIONS (64) at once, for SECONDS_EACH (8) a turn.
set -euo pipefail
cd "$(dirname "$0")"

swift build -c release --package-path .. --product svyaz
swift build -c release --product svyaz-bench-web
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 web/race_web.py "$(swift build -c release --package-path .. --show-bin-path)/svyaz" \
  "$(swift build -c release --show-bin-path)/svyaz-bench-web" "${SCHOOLS:-40000}" "${SEED:-1}" \
  "${CONNECTIONS:-64}" "${SECONDS_EACH:-8}" results "$folder"
