#!/usr/bin/env bash
# Every page as every role in headless Chromium, and the days of those who work: see Scripts/browser/main.py.
# The Python environment stays in .build/browser, so only the first run needs PyPI. Screenshots are left in
# .build/browser/shots. SVYAZ=PROGRAM takes a program that was built before; ROLES="planner school" leaves
# out the other people's days; --short is what `make test` asks for.
set -euo pipefail
cd "$(dirname "$0")/../.."

home=.build/browser
requirements=Scripts/browser/requirements.txt
if ! cmp --silent "$requirements" "$home/installed.txt"; then
  echo "svyaz: making a Python environment for the browser: $(tr '\n' ' ' < "$requirements")"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$home/installed.txt"
fi
if [ -z "${SVYAZ:-}" ]; then
  swift build --product svyaz
  SVYAZ=.build/debug/svyaz
fi
"$home/venv/bin/python" Scripts/browser/main.py --svyaz "$SVYAZ" --home "$home" ${ROLES:+--roles $ROLES} "$@"
