#!/usr/bin/env bash
# Races a warm map worker against drawing in process, and the sample's maps against Graphviz's own commands. ROUNDS is
# taken from the environment (15). `svyaz` and `map-campaign` are built by `make bench-maps`.
set -euo pipefail
cd "$(dirname "$0")"

built="$(swift build -c release --package-path .. --show-bin-path)"
python3 maps/race_maps.py "$built/svyaz" "$built/map-campaign" ../graphs/samara-2020 "${ROUNDS:-15}" results
