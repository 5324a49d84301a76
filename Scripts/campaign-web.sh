#!/usr/bin/env bash
# The service on the sample under slow, huge and idle connections, with its map workers killed, and killed itself while
# programs write. ROUNDS of SIGKILL, IDLE connections, bodies of MEGABYTES, SEED; see Scripts/web/campaign.py.
set -euo pipefail
cd "$(dirname "$0")/.."

python3 Scripts/web/campaign.py "${SVYAZ:-.build/release/svyaz}" graphs/samara-2020 "${ROUNDS:-20}" "${IDLE:-10000}" \
  "${MEGABYTES:-1024}" "${SEED:-1}"
