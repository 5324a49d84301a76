#!/usr/bin/env bash
# Draws the sample as every kind of map, for the pictures of the README: Scripts/gallery.sh [FOLDER]
# SVYAZ=PROGRAM takes a program that was built before; FORMATS=svg leaves the others out.
set -euo pipefail
cd "$(dirname "$0")/.."

out=${1:-exports/gallery}
svyaz=${SVYAZ:-.build/release/svyaz}
formats=${FORMATS:-svg,png}
sample=graphs/samara-2020
mkdir -p "$out"

# draw NAME ARGUMENTS...: the files of one map, under NAME.
draw() {
  local name=$1 made
  shift
  made=$(mktemp -d)
  case $formats in *png*) set -- "$@" --dpi 96 ;; esac
  "$svyaz" map "$@" --network "$sample" --format "$formats" --out "$made" >/dev/null
  local file
  for file in "$made"/*; do mv "$file" "$out/$name.${file##*.}"; done
  rmdir "$made"
}

draw mentors mentors
draw mentors-by-district mentors --design districts
draw districts districts
draw school school gimnazia-133
draw associations associations
draw hubs associations --design hubs --paper slide
draw geography geography
draw changes changes --since 2020-12-31
draw overview overview --paper slide
formats=pptx draw network deck --since 2020-12-31
