#!/usr/bin/env bash
# Builds svyaz, then matches a country of SCHOOLS (40000) schools of SEED (1) and verifies every plan.
set -euo pipefail
cd "$(dirname "$0")"

swift build -c release --package-path .. --product svyaz
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 country.py "$(swift build -c release --package-path .. --show-bin-path)/svyaz" \
  "${SCHOOLS:-40000}" "${SEED:-1}" results "$folder"
