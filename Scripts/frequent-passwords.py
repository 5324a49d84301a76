"""Makes Sources/SvyazAccess/FrequentPasswords.swift from two lists of passwords that people use most.

Needs zxcvbn 4.5.0 and Django 5.2 from PyPI (pip install zxcvbn==4.5.0 django). Kept are those that the rule on length
would let through, as 64-bit FNV-1a of their bytes in lower case: many are words that no source should hold.
"""

import gzip
import pathlib

import django.contrib.auth
from zxcvbn.frequency_lists import FREQUENCY_LISTS

LEAST = 12


def digest(text: str) -> int:
    value = 0xCBF29CE484222325
    for byte in text.lower().encode():
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return value


def main() -> None:
    folder = pathlib.Path(django.contrib.auth.__file__).parent
    others = gzip.open(folder / "common-passwords.txt.gz", "rt", encoding="utf-8").read().split()
    words = list(FREQUENCY_LISTS["passwords"]) + others
    digests = sorted({digest(word) for word in words if len(word) >= LEAST})
    cells = [f"0x{value:016x}" for value in digests]
    rows = ["    " + ", ".join(cells[at:at + 5]) + "," for at in range(0, len(cells), 5)]
    print(f"""/// The passwords of {LEAST} characters and more among the {len(set(words))} that people use most, as 64-bit FNV-1a of their bytes in
/// lower case: many are words that no source should hold. Made by Scripts/frequent-passwords.py.
enum FrequentPasswords {{
  static func holds(_ password: String) -> Bool {{
    digests.contains(
      password.lowercased().utf8.reduce(0xcbf2_9ce4_8422_2325) {{ ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }})
  }}

  static let digests: Set<UInt64> = [
""" + "\n".join(rows) + "\n  ]\n}")


main()
