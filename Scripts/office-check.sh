#!/usr/bin/env bash
# Writes papers and decks, opens them with python-docx and python-pptx and checks their structure, then lets LibreOffice
# make PDF of them and leaves every page as PNG for a person to look at.
# The Python environment stays in .build/office-check, so only the first run needs PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

home=.build/office-check
requirements=Scripts/office-check.txt
if ! cmp --silent "$requirements" "$home/installed.txt"; then
  echo "svyaz: making a Python environment: $(tr '\n' ' ' < "$requirements")"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$home/installed.txt"
fi

rm -rf "$home/files" "$home/pages"
mkdir -p "$home/files" "$home/pages"
if [ -n "${SVYAZ_OFFICE_READY:-}" ]; then
  cp "$SVYAZ_OFFICE_READY"/*.docx "$SVYAZ_OFFICE_READY"/*.pptx "$home/files"
else
  SVYAZ_OFFICE_FILES="$PWD/$home/files" swift test --filter OfficePeersTests
fi
"$home/venv/bin/python" Scripts/office-check.py "$home/files"

# A profile of its own: LibreOffice would do nothing while a window of the user's is open.
profile="file://$PWD/$home/profile"
for file in "$home"/files/*.docx "$home"/files/*.pptx; do
  name=$(basename "$file")
  timeout 300 soffice "-env:UserInstallation=$profile" --headless --convert-to pdf --outdir "$home/pages" "$file" \
    >"$home/soffice.log" 2>&1 || true
  pdf="$home/pages/${name%.*}.pdf"
  if [ ! -s "$pdf" ]; then
    echo "LibreOffice made no PDF of $name:" >&2
    cat "$home/soffice.log" >&2
    exit 1
  fi
  if [[ $name != hostile* ]] && ! pdffonts "$pdf" | grep -q 'PTSans'; then
    echo "$name: LibreOffice did not use PT Sans" >&2
    exit 1
  fi
  if [[ $name != hostile* ]]; then pdftoppm -r 60 -png "$pdf" "$home/pages/${name%.*}"; fi
  echo "$name: LibreOffice made $(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }') pages"
done
echo "Look at $home/pages/*.png"
