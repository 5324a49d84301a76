#!/usr/bin/env bash
# Writes the sample and five random networks as graphs and lets networkx and igraph count their nodes and edges; then
# asks igraph again for the measures that the tests compare with (`graph-measures.py record` writes them anew).
# The Python environment stays in .build/graph-peers, so only the first run needs PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

home=.build/graph-peers
requirements=Scripts/graph-peers.txt
if ! cmp --silent "$requirements" "$home/installed.txt"; then
  echo "svyaz: making a Python environment for the peers: $(tr '\n' ' ' < "$requirements")"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$home/installed.txt"
fi

rm -rf "$home/files"
mkdir -p "$home/files"
SVYAZ_GRAPH_PEERS="$PWD/$home/files" swift test --filter GraphPeersTests
"$home/venv/bin/python" Scripts/graph-peers.py "$home/files"
"$home/venv/bin/python" Scripts/graph-measures.py check Tests/SvyazGraphTests/Fixtures/igraph-measures.json
