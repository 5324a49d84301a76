#!/usr/bin/env bash
# Writes the calendars of the sample and of five random networks and lets icalendar read them back.
# The Python environment stays in .build/calendar-peers, so only the first run needs PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

home=.build/calendar-peers
requirements=Scripts/calendar-peers.txt
if ! cmp --silent "$requirements" "$home/installed.txt"; then
  echo "svyaz: making a Python environment for the peers: $(tr '\n' ' ' < "$requirements")"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$home/installed.txt"
fi

rm -rf "$home/files"
mkdir -p "$home/files"
SVYAZ_CALENDAR_PEERS="$PWD/$home/files" swift test --filter CalendarOfNetworkTests
"$home/venv/bin/python" Scripts/calendar-peers.py "$home/files"
