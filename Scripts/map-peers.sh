#!/usr/bin/env bash
# Draws the sample's maps in every format and lets others read them: python-pptx and openxml-audit the slides, poppler
# the PDF, Python the scene's JSON and the SVG. LibreOffice then shows the slides, which are left as PNG for a person to
# look at beside the maps' own.
# The Python environment stays in .build/map-peers, so only the first run needs PyPI.
# SVYAZ=PROGRAM takes a program that was built before.
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
for edition in working public; do
  draw() { "$SVYAZ" map "$@" --network "$sample" --edition "$edition" --out "$home/files/$edition" >/dev/null; }
  formats=svg,png,pdf,pptx,json
  draw mentors --format "$formats"
  draw mentors --design districts --format "$formats"
  draw districts --format "$formats"
  draw changes --since 2020-09-01 --format "$formats"
  draw geography --format "$formats"
  draw overview --format "$formats"
  draw school "$school" --format "$formats"
  draw associations --format "$formats"
  draw associations --subject russian --format "$formats"
  draw associations --design hubs --format "$formats"
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
for edition in working public; do
  timeout 300 soffice "-env:UserInstallation=$profile" --headless --convert-to pdf --outdir "$home/pages/$edition" \
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
