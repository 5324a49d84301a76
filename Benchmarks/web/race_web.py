"""The service on a country's store beside a bare Hummingbird server that returns the same bytes, asked by wrk.

usage: race_web.py SVYAZ PEER SCHOOLS SEED CONNECTIONS SECONDS RESULTS FOLDER
"""
import csv
import datetime
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(BENCHMARKS), str(BENCHMARKS.parent / "Scripts" / "web")]
from machine import machine  # noqa: E402
from service import Service  # noqa: E402

ROUNDS = 3
# Headers that a server writes by itself.
OWN = {"content-length", "date", "connection", "transfer-encoding"}
SCRIPT = str(pathlib.Path(__file__).resolve().parent / "addresses.lua")


class Race:
    def __init__(self, service, peer_port, connections, seconds, folder):
        self.service, self.peer_port, self.folder = service, peer_port, pathlib.Path(folder)
        self.connections, self.seconds, self.number = connections, seconds, 0

    def wrk(self, port, addresses, headers=None, seconds=None):
        """One turn: requests a second and latencies in ms; an answer that is no 200 ends the race."""
        path = self.folder / "addresses"
        path.write_text("\n".join(addresses) + "\n")
        command = ["wrk", "-t1", f"-c{self.connections}", f"-d{seconds or self.seconds}s", "--timeout", "60s", "-s", SCRIPT]
        for name, value in (headers or {}).items():
            command += ["-H", f"{name}: {value}"]
        # Numbers of one turn are never those of another.
        self.number += 1
        command += [f"http://127.0.0.1:{port}", "--", str(path), str(self.number * 10_000_000)]
        out = subprocess.run(command, capture_output=True, text=True)
        if out.returncode:
            sys.exit(out.stderr)
        turn = json.loads(out.stdout.strip().splitlines()[-1])
        if turn["status"] or turn["socket"]:
            sys.exit(f"answers that are no 200: {turn}, {addresses[0]}")
        turn["rate"] = turn["requests"] / turn["seconds"]
        return turn

    def ours(self, target, addresses=None, seconds=None):
        return self.wrk(self.service.port, addresses or [target.path], target.headers, seconds)

    def peer(self, target):
        return self.wrk(self.peer_port, [target.peer_path], target.headers)


class Target:
    def __init__(self, name, path, headers, anew):
        self.name, self.path, self.headers, self.anew = name, path, headers, anew
        # The peer has no query in its routes.
        self.peer_path = path.split("?")[0]


def median(turns):
    return {key: statistics.median(turn[key] for turn in turns) for key in ("rate", "p50", "p99", "max")}


def keep_for_peer(target, number, service, folder):
    """What the service answers, head and bytes, for the peer to repeat."""
    status, headers, body = service.get(target.path, target.headers)
    if status != 200:
        sys.exit(f"{target.path}: {status}")
    # A map that was still being drawn would not be there.
    if b"sc-map" not in body and target.name == "school":
        sys.exit(f"{target.path}: no map")
    lines = [target.peer_path] + [f"{name}: {value}" for name, value in headers if name.lower() not in OWN]
    (folder / f"{number}.head").write_text("\n".join(lines) + "\n")
    (folder / f"{number}.body").write_bytes(body)
    return len(body)


def schools_with_ties(network):
    """Ids of schools by how many partnerships they are in, and the one in the middle of those that have some."""
    ties = {}
    with open(network / "partnerships.csv", newline="") as file:
        for row in csv.DictReader(file):
            for side in ("mentor", "mentee"):
                ties[row[side]] = ties.get(row[side], 0) + 1
    ordered = sorted(ties, key=lambda school: (ties[school], school))
    return ordered, ordered[len(ordered) // 2]


def wait_until_drawn(service, path, headers, patience=60):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if b"sc-map" in service.get(path, headers)[2]:
            return
        time.sleep(0.2)
    sys.exit(f"{path}: its map was not drawn in {patience} s")


def changed_copy(network, folder):
    """The same country a year on: a tenth of the results and every tenth event differ."""
    shutil.copytree(network, folder)
    for name, column in (("results.csv", "successful"), ("events.csv", "title")):
        with open(network / name, newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows[::10]:
            row[column] = str(max(0, int(row[column]) - 1)) if column == "successful" else row[column] + " (итоги)"
        with open(folder / name, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


class Imports:
    """`svyaz import` of two folders in turn into the store that is served, until it is told to stop."""

    def __init__(self, service, folders):
        self.service, self.folders, self.count, self.isOver = service, folders, 0, False
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.isOver:
            folder = self.folders[self.count % len(self.folders)]
            done = subprocess.run([self.service.svyaz, "import", str(folder), "--store", self.service.store],
                                  capture_output=True, text=True)
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                return
            self.count += 1

    def __enter__(self):
        self.thread.start()
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.isOver = True
        self.thread.join()


class Writes:
    """Events added through the API one after another, so that every answer that was kept is one of the past."""

    def __init__(self, service, pause):
        self.service, self.pause, self.isOver, self.seconds = service, pause, False, []
        self.thread = threading.Thread(target=self.run)

    def run(self):
        number = 0
        while not self.isOver:
            number += 1
            begin = time.monotonic()
            event = {"id": f"bench-{number}", "kind": "seminar", "title": "Семинар", "date": "2021-03-15", "organiser": "ЦРО"}
            status, _, body = self.service.ask("POST", "/api/v1/events", self.service.token, event)
            if status != 201:
                print(f"a write was refused: {status} {body[:300]!r}", file=sys.stderr)
                return
            self.seconds.append(time.monotonic() - begin)
            time.sleep(self.pause)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.isOver = True
        self.thread.join()


def main():
    svyaz, peer, schools, seed, connections, seconds, results, folder = sys.argv[1:]
    folder = pathlib.Path(folder)
    network, store = folder / "network", str(folder / "country.svyaz")
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([svyaz, "generate", "--schools", schools, "--seed", seed, "--out", str(network)], **quiet)
    changed_copy(network, folder / "later")
    subprocess.run([svyaz, "import", str(network), "--store", store], **quiet)
    subprocess.run([svyaz, "user", "add", "planner", "--role", "planner", "--name", "Методист", "--store", store], **quiet)
    service = Service(svyaz, store, folder / "log")
    try:
        race(service, peer, schools, seed, int(connections), int(seconds), pathlib.Path(results), folder, network)
    finally:
        if service.process.poll() is None:
            service.stop()


def race(service, peer, schools, seed, connections, seconds, results, folder, network):
    service.sign_in()
    memory = {"start": service.memory()}
    begin = time.monotonic()
    service.get("/", service.cookie)
    first = time.monotonic() - begin
    by_ties, middle = schools_with_ties(network)
    # Forty schools of every size, whose maps are drawn before the clock starts.
    some = by_ties[:: max(1, len(by_ties) // 40)]
    targets = [
        Target("school", f"/schools/{middle}", service.cookie, [f"/schools/{school}?n={{n}}" for school in some]),
        Target("overview", "/", service.cookie, ["/?n={n}"]),
        Target("200 rows", "/api/v1/schools?limit=200", service.token,
               [f"/api/v1/schools?limit=200&cursor={cursor}-{{n}}" for cursor in cursors(service)]),
    ]
    for school in some + [middle]:
        wait_until_drawn(service, f"/schools/{school}", service.cookie)
    given = folder / "peer"
    given.mkdir()
    sizes = [keep_for_peer(target, number, service, given) for number, target in enumerate(targets)]
    bare = subprocess.Popen([peer, str(given)], stdout=subprocess.PIPE, text=True)
    lines, goals = [], []
    try:
        run = Race(service, int(bare.stdout.readline()), connections, seconds, folder)
        for target, size in zip(targets, sizes):
            turns = {"bare": [], "unchanged": [], "anew": []}
            for _ in range(ROUNDS):
                turns["bare"].append(run.peer(target))
                turns["unchanged"].append(run.ours(target))
                turns["anew"].append(run.ours(target, target.anew))
            base = median(turns["bare"])
            for kind, share in (("bare", None), ("unchanged", 0.4), ("anew", 0.1)):
                found = median(turns[kind])
                lines.append(row(target.name, size, kind, found, base))
                if share:
                    goals.append((f"{target.name}, {kind}: at least {share:.0%} of the bare route", found["rate"] / base["rate"] >= share))
                    goals.append((f"{target.name}, {kind}: p99 at most 3 times the bare route's", found["p99"] <= 3 * base["p99"]))
                if kind == "unchanged":
                    target.alone = found
            target.base = base
        # Other people's work beside it.
        with Imports(service, [folder / "later", network]) as imports:
            beside = [(target, median([run.ours(target) for _ in range(2)])) for target in targets]
            count = imports.count
        for target, found in beside:
            lines.append(row(target.name, None, "unchanged, an import beside", found, target.base))
            goals.append((f"{target.name}, an import beside: at least half", found["rate"] >= target.alone["rate"] / 2))
        with Writes(service, 0.5) as writes:
            beside = [(target, run.ours(target)) for target in targets]
        for target, found in beside:
            lines.append(row(target.name, None, "a write every half second beside", found, target.base))
        if not writes.seconds:
            sys.exit("nothing was written")
        # Schools whose maps nobody has asked for.
        never = [f"/schools/{school}" for school in by_ties if school not in set(some) | {middle}]
        lines.append(row("school", None, "never asked for before", run.ours(targets[0], never), targets[0].base))
    finally:
        bare.kill()
    memory["end"], memory["peak"] = service.memory(), service.memory("VmHWM")
    status = service.stop()
    if status:
        sys.exit(f"the service ended with {status}")
    report(lines, goals, schools, seed, connections, seconds, service, first, memory, count, writes.seconds, results)


def cursors(service):
    """Where each page of 200 schools begins; with a number behind it, a cursor is another text at the same place."""
    found, cursor = [], None
    while len(found) < 150:
        path = "/api/v1/schools?limit=200" + (f"&cursor={cursor}" if cursor else "")
        cursor = json.loads(service.get(path, service.token)[2])["next"]
        if cursor is None:
            break
        found.append(cursor)
    return found or sys.exit("there is but one page of schools")


def row(name, size, kind, found, base):
    return [name, "" if size is None else f"{size / 1000:.0f}", kind, f"{found['rate']:,.0f}", f"{found['rate'] / base['rate']:.2f}",
            f"{found['p50']:.1f}", f"{found['p99']:.1f}", f"{found['p99'] / base['p99']:.1f}", f"{found['max']:.0f}"]


def report(lines, goals, schools, seed, connections, seconds, service, first, memory, imports, writes, results):
    head = ["answer", "kB", "what", "requests/s", "of bare", "p50 ms", "p99 ms", "p99 / bare", "max ms"]
    day = datetime.date.today()
    text = f"# The service under load, {day}\n\nMachine: {machine()}.\n"
    text += (f"A country of {schools} schools, seed {seed}; wrk with {connections} connections on loopback, on the same cores; median of "
             f"{ROUNDS} turns of {seconds} s, the bare server and the service in turn.\n\n")
    text += "| " + " | ".join(head) + " |\n|" + "---|" * 3 + "---:|" * 6 + "\n"
    text += "".join("| " + " | ".join(line) + " |\n" for line in lines) + "\n"
    text += (f"From the start to the first connection: {service.start_seconds:.1f} s; the first overview: {first:.1f} s. Memory: "
             f"{memory['start']:.0f} MiB at the start, {memory['end']:.0f} at the end, {memory['peak']:.0f} at most. Imports that ended "
             f"meanwhile: {imports}. Writes beside: {len(writes)}, the median answered in {statistics.median(writes):.2f} s, the slowest in "
             f"{max(writes):.2f} s.\n\n")
    text += "".join(f"- {'met' if is_met else 'MISSED'}: {goal}\n" for goal, is_met in goals)
    print(text)
    path = results / f"web-{day}.md"
    path.write_text(text)
    print(f"written: {path}")


if __name__ == "__main__":
    main()
