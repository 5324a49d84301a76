"""Reads the written calendars with icalendar and compares every entry with what was to be written."""
import datetime
import json
import pathlib
import sys

import icalendar


def entry(component):
    categories = component.get("CATEGORIES")
    lists = categories if isinstance(categories, list) else [categories]
    return {
        "uid": str(component["UID"]),
        "first": component.decoded("DTSTART").isoformat(),
        "end": component.decoded("DTEND").isoformat(),
        "summary": str(component["SUMMARY"]),
        "details": str(component.get("DESCRIPTION", "")),
        "location": str(component.get("LOCATION", "")),
        "categories": [str(word) for one in lists if one for word in one.cats],
    }


def readable(text):
    """Texts as RFC 5545 can hold them: one kind of line end, no control characters but the tab."""
    ends = str.maketrans({"\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
    text = text.replace("\r\n", "\n").translate(ends)
    return "".join(c for c in text if c in "\n\t" or not (ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0))


def check(file):
    data = file.read_bytes()
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, f"{file.name}: {len(line)} octets"
        line.decode("utf-8")
    assert b"\n" not in data.replace(b"\r\n", b""), f"{file.name}: a line end without CR"
    calendar = icalendar.Calendar.from_ical(data)
    found = [entry(component) for component in calendar.walk("VEVENT")]
    for component in calendar.walk("VEVENT"):
        assert not component.errors, f"{file.name}: {component.errors}"
        assert type(component.decoded("DTSTART")) is datetime.date, f"{file.name}: not a date"
        assert component.decoded("DTSTAMP").tzinfo is not None, f"{file.name}: DTSTAMP is not UTC"
    expected = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    for one in expected:
        for key in ["summary", "details", "location"]:
            one[key] = readable(one[key])
        one["categories"] = [readable(word) for word in one["categories"]]
    key = lambda one: (one["first"], one["uid"])
    assert found == sorted(found, key=key), f"{file.name}: not in order"
    for one, other in zip(found, sorted(expected, key=key), strict=True):
        assert one == other, f"{file.name}:\n{one}\n{other}"
    return len(found)


files = sorted(pathlib.Path(sys.argv[1]).glob("*.ics"))
assert files, "no calendars"
count = sum(check(file) for file in files)
print(f"icalendar {icalendar.__version__}: {len(files)} calendars, {count} entries, all as written")
