#!/usr/bin/env bash
# Draws every kind of map of the sample on every paper and in every format and lets others read them: python-pptx and
# openxml-audit the slides, poppler the PDF, Python the scene's JSON and the SVG. LibreOffice then shows the slides,
# which are left as PNG for a person to look at beside the maps' own.
# The Python environment stays in .build/map-peers, so only the first run needs PyPI.
# SVYAZ=PROGRAM takes a program that was built before; PAPERS="slide a0" and EDITIONS=working are for a short run.
set -euo pipefail
cd "$(dirname "$0")/.."

home=.build/map-peers
requirements=Scripts/map-peers.txt
if ! cmp --silent "$requirements" "$home/installed.txt"; then
  echo "svyaz: making a Python environment for the peers: $(tr '\n' ' ' < "$requirements")"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$home/installed.txt"
fi
if [ -z "${SVYAZ:-}" ]; then
  swift build --product svyaz
  SVYAZ=.build/debug/svyaz
fi

rm -rf "$home/files" "$home/pages"
mkdir -p "$home/pages"
sample=graphs/samara-2020
school=$(awk -F, 'NR > 1 { print $2 }' "$sample/partnerships.csv" | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
editions=${EDITIONS:-working public}
for edition in $editions; do
  draw() { "$SVYAZ" map "$@" --network "$sample" --edition "$edition" --out "$home/files/$edition" >/dev/null; }
  for paper in ${PAPERS:-slide a4 a3 a0}; do
    on() { draw "$@" --paper "$paper" --format svg,png,pdf,pptx,json; }
    on mentors
    on mentors --design districts
    on districts
    on changes --since 2020-09-01
    on geography
    on overview
    on school "$school"
    on associations
    on associations --subject russian
    on associations --design hubs
  done
  draw deck
done
"$home/venv/bin/python" Scripts/map-peers.py "$home/files"
for file in "$home"/files/*/*.pptx; do
  if ! "$home/venv/bin/openxml-audit" "$file" >"$home/audit.log"; then
    echo "$file breaks the schemas:" >&2
    cat "$home/audit.log" >&2
    exit 1
  fi
done
echo "openxml-audit: nothing found"

# A profile of its own: LibreOffice would do nothing while a window of the user's is open.
profile="file://$PWD/$home/profile"
for edition in $editions; do
  timeout 900 soffice "-env:UserInstallation=$profile" --headless --convert-to pdf --outdir "$home/pages/$edition" \
    "$home/files/$edition"/*.pptx >"$home/soffice.log" 2>&1 || true
  for file in "$home/files/$edition"/*.pptx; do
    pdf="$home/pages/$edition/$(basename "${file%.pptx}").pdf"
    if [ ! -s "$pdf" ]; then
      echo "LibreOffice made no PDF of $file:" >&2
      cat "$home/soffice.log" >&2
      exit 1
    fi
    if ! pdffonts "$pdf" | grep -q 'PTSans'; then
      echo "$file: LibreOffice did not use PT Sans" >&2
      exit 1
    fi
    pdftoppm -r 96 -png "$pdf" "${pdf%.pdf}"
  done
done
echo "Look at $home/pages/*/*.png beside $home/files/*/*.png"
