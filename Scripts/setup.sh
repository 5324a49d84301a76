#!/usr/bin/env bash
# Installs what the build, the maps and the papers need and is missing. Works as root or through sudo; says what it installs.
# Usage: setup.sh [PACKAGE…]: more Debian packages that a target needs.
set -euo pipefail

packages=(pkg-config libsqlite3-dev libzip-dev libexpat1-dev libxlsxwriter-dev libgraphviz-dev librsvg2-dev libpango1.0-dev fontconfig fonts-paratype python3-minimal weasyprint "$@")

if ! command -v swift >/dev/null; then
  echo "svyaz: Swift 6.3 is needed and was not found on PATH (https://www.swift.org/install/linux/debian/12/)." >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "svyaz: installing Debian packages: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "svyaz: run as root, or install sudo, or install these packages by hand." >&2
    exit 1
  fi
  as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo "svyaz: installed."
