"""Our renderer of the site's templates beside swift-mustache, as a table of results.

usage: race_templates.py BENCH TEMPLATES PAGES ROUNDS RESULTS
"""
import datetime
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from machine import machine  # noqa: E402

NAMES = {"overview": "the overview", "school": "a school's page", "schools": "a list of a hundred schools"}


def main():
    bench, templates, folder, rounds, results = sys.argv[1:]
    before = os.getloadavg()[0]
    run = subprocess.run([bench, templates, folder, rounds], stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(f"svyaz: the race of the templates ended with {run.returncode}")
    pages = [json.loads(line) for line in run.stdout.splitlines()]
    missing = NAMES.keys() - {page["page"] for page in pages}
    if missing:
        sys.exit(f"svyaz: no page {', '.join(sorted(missing))}")
    rows = "\n".join(
        f"| {NAMES[page['page']]} | {page['bytes'] / 1000:.0f} | {page['ours']:.0f} | {page['finished']:.0f} | "
        f"{page['finishedRatio']:.1f} | {page['models']:.0f} | {page['modelsRatio']:.1f} |" for page in pages)
    today = datetime.date.today().isoformat()
    text = f"""# The renderer of the templates against swift-mustache, {today}

Machine: {machine()}. Its load was {before:.1f} before the run and {os.getloadavg()[0]:.1f} at the end.

CPU microseconds of one page, medians of {rounds} rounds, all sides in one process and in turns; a ratio is the median over
rounds of theirs / ours. All sides give the same bytes. The method is in [README](../README.md).

| page | kB | ours, µs | swift-mustache, texts escaped before, µs | **ratio** | swift-mustache, the site's models, µs | **ratio** |
|---|---:|---:|---:|---:|---:|---:|
{rows}
"""
    path = pathlib.Path(results) / f"templates-{today}.md"
    path.write_text(text)
    print(text)
    print(f"svyaz: written to {path}")


if __name__ == "__main__":
    main()
