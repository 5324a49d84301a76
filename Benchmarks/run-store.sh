#!/usr/bin/env bash
# Builds svyaz, its reader and the raw reader, then races the store. SEED is taken from the environment (1).
set -euo pipefail
cd "$(dirname "$0")"

swift build -c release --package-path .. --product svyaz
swift build -c release --product svyaz-bench-store
built="$(swift build -c release --show-bin-path)"
cc -O2 -Wall -Wextra -o "$built/raw_read" Peers/raw_read.c -lsqlite3
python3 race_store.py "$(swift build -c release --package-path .. --show-bin-path)/svyaz" \
  "$built/svyaz-bench-store" "$built/raw_read" "${SEED:-1}" results "$built/store-race"
