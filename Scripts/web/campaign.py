"""The service under attack and under the axe.

usage: campaign.py SVYAZ NETWORK ROUNDS IDLE MEGABYTES SEED

- slow bodies, a byte a second: cut off at the deadline, while others are answered;
- bodies of MEGABYTES, told and untold: refused, and not kept in memory;
- IDLE silent connections: others are answered, and memory stays;
- map workers that are killed while maps are drawn: the next map is drawn;
- three times ROUNDS of SIGTERM while connections come in, silent, asking and gone again: the service ends well;
- ROUNDS of SIGKILL while programs write: every acknowledged write is there afterwards.
"""
import json
import os
import pathlib
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from service import Service

BODY_SECONDS = 20  # The service's own deadline.


def check(is_so, text):
    if not is_so:
        raise SystemExit(f"svyaz: FAILED: {text}")


def connect(port):
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


class Others:
    """People who work meanwhile: a page, a list and the health, again and again; each must be answered in time."""

    def __init__(self, service, most=3.0):
        self.service, self.most, self.isOver, self.slowest, self.count, self.faults = service, most, False, 0.0, 0, []
        self.thread = threading.Thread(target=self.run)

    def run(self):
        asked = [("/", self.service.cookie), ("/schools", self.service.cookie), ("/health", {}),
                 ("/api/v1/schools?limit=200", self.service.token)]
        while not self.isOver:
            for path, headers in asked:
                begin = time.monotonic()
                try:
                    status = self.service.get(path, headers)[0]
                except OSError as error:
                    status = repr(error)
                seconds = time.monotonic() - begin
                self.count += 1
                self.slowest = max(self.slowest, seconds)
                if status != 200 or seconds > self.most:
                    self.faults.append(f"{path}: {status} after {seconds:.1f} s")
            time.sleep(0.02)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, kind, *_):
        self.isOver = True
        self.thread.join()
        if kind is None:
            check(not self.faults, f"others were kept waiting: {self.faults[:5]}")
            check(self.count > 0, "nobody else asked")


def slow_bodies(service, count=50):
    with Others(service) as others:
        slow = []
        begin = time.monotonic()
        for number in range(count):
            connection = connect(service.port)
            path = ["/signin", "/api/v1/events", "/import"][number % 3]
            connection.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                               f"Content-Length: 100000\r\nAuthorization: {service.token['Authorization']}\r\n\r\n".encode())
            connection.setblocking(False)
            slow.append(connection)
        closed = 0
        while slow and time.monotonic() - begin < 3 * BODY_SECONDS:
            for connection in list(slow):
                try:
                    connection.send(b"x")
                    if connection.recv(4096) == b"":
                        raise ConnectionError
                except BlockingIOError:
                    continue
                except ConnectionError:
                    slow.remove(connection)
                    connection.close()
                    closed += 1
            time.sleep(1)
        seconds = time.monotonic() - begin
    check(not slow, f"{len(slow)} slow bodies were still being read after {seconds:.0f} s")
    print(f"slow bodies: {closed} cut off within {seconds:.0f} s; others answered: {others.count}, the slowest in {others.slowest:.2f} s")


def large_bodies(service, megabytes):
    piece = b"x" * (1 << 20)
    before = service.memory()
    sent = {}
    with Others(service) as others:
        for name, path, kind, told in (
            ("a form", "/signin", "application/x-www-form-urlencoded", True),
            ("a form, chunked", "/signin", "application/x-www-form-urlencoded", False),
            ("a table for import", "/api/v1/import?file=a.csv", "application/octet-stream", True),
            ("a table for import, chunked", "/api/v1/import?file=a.csv", "application/octet-stream", False),
            ("an event, chunked", "/api/v1/events", "application/json", False),
        ):
            connection = connect(service.port)
            length = f"Content-Length: {megabytes << 20}" if told else "Transfer-Encoding: chunked"
            who = f"Authorization: {service.token['Authorization']}\r\n" if path.startswith("/api") else ""
            connection.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n{who}{length}\r\n\r\n".encode())
            count = 0
            try:
                for _ in range(megabytes):
                    connection.sendall(piece if told else b"100000\r\n" + piece + b"\r\n")
                    count += 1
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            answer = b""
            try:
                while b"\r\n" not in answer:
                    part = connection.recv(4096)
                    if not part:
                        break
                    answer += part
            except OSError:
                pass
            connection.close()
            status = answer[9:12].decode(errors="replace")
            # A connection that is reset while it still sends may lose the answer on its way.
            check(status in ("413", "400", ""), f"{name} of {megabytes} MB was answered {status!r}")
            sent[name] = (count, status)
    after = service.memory("VmHWM")
    check(after - before < 400, f"memory grew from {before:.0f} to {after:.0f} MiB")
    told = ", ".join(f"{name}: {status or 'cut off'} after {count} MB" for name, (count, status) in sent.items())
    print(f"bodies of {megabytes} MB: {told}; memory {before:.0f} MiB before, {after:.0f} at most; others: the slowest in {others.slowest:.2f} s")


def idle_connections(service, count):
    before = service.memory()
    idle = []
    with Others(service) as others:
        begin = time.monotonic()
        for _ in range(count):
            idle.append(connect(service.port))
        opened = time.monotonic() - begin
        time.sleep(5)
        status, _, _ = service.get("/", service.cookie)
        check(status == 200, f"beside {count} idle connections the overview was answered {status}")
        memory = service.memory()
    for connection in idle:
        connection.close()
    print(f"idle connections: {count} opened in {opened:.1f} s, memory {before:.0f} -> {memory:.0f} MiB; others answered: "
          f"{others.count}, the slowest in {others.slowest:.2f} s")


def workers(pid):
    """Children of the service that draw."""
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout
    return [int(line) for line in out.split()]


def killed_workers(service, kills=20):
    statuses, isOver = [], threading.Event()

    def draw(first):
        day = 0
        while not isOver.is_set():
            day += 1
            path = f"/api/v1/maps/geography?asOf={2020 + first}-{1 + day // 28 % 12:02}-{1 + day % 28:02}"
            statuses.append(service.get(path, service.token)[0])

    with Others(service, most=15) as others:
        drawers = [threading.Thread(target=draw, args=(number,)) for number in range(2)]
        for drawer in drawers:
            drawer.start()
        killed, end = 0, time.monotonic() + 60
        while killed < kills and time.monotonic() < end:
            time.sleep(0.4)
            for worker in workers(service.process.pid):
                try:
                    os.kill(worker, signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    pass
        isOver.set()
        for drawer in drawers:
            drawer.join()
        check(killed > 0, "there was no worker to kill")
        check(set(statuses) <= {200, 503}, f"maps were answered {sorted(set(statuses))}")
        status, _, body = service.get("/api/v1/maps/mentors?asOf=2020-12-20", service.token)
        check(status == 200 and b"<svg" in body, f"after {killed} killed workers a map was answered {status}")
    print(f"map workers killed: {killed}; maps meanwhile: {statuses.count(200)} drawn, {statuses.count(503)} put off; the next one is "
          f"drawn; others: the slowest in {others.slowest:.2f} s")


class Knocker(threading.Thread):
    """Opens connections until nobody listens: some are closed at once, some stay silent, some ask."""

    def __init__(self, port, seed):
        super().__init__()
        self.port, self.random, self.count, self.isOver = port, random.Random(seed), 0, False

    def run(self):
        held = []
        while not self.isOver:
            try:
                connection = socket.create_connection(("127.0.0.1", self.port), timeout=5)
                self.count += 1
                kind = self.random.randrange(4)
                if kind == 0:
                    connection.close()
                    continue
                if kind == 1:
                    connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                elif kind == 2:
                    connection.sendall(b"GET /health HTTP/1.1\r\nHo")
                held.append(connection)
                if len(held) > 200:
                    held.pop(0).close()
            except ConnectionRefusedError:
                break
            except OSError:
                pass
        for connection in held:
            connection.close()


def stop_rounds(svyaz, store, log, rounds, random_):
    slowest, count = 0.0, 0
    for number in range(1, rounds + 1):
        service = Service(svyaz, store, log)
        knockers = [Knocker(service.port, random_.random()) for _ in range(4)]
        for knocker in knockers:
            knocker.start()
        time.sleep(random_.uniform(0.02, 0.4))
        begin = time.monotonic()
        try:
            status = service.stop()
        except subprocess.TimeoutExpired:
            service.stop(signal.SIGKILL)
            status = "nothing after a minute"
        slowest = max(slowest, time.monotonic() - begin)
        for knocker in knockers:
            knocker.isOver = True
            knocker.join()
            count += knocker.count
        check(status == 0, f"round {number}: stopped under new connections, the service ended with {status}")
    print(f"SIGTERM under new connections: {rounds} rounds, {count} connections, each ended with 0, the slowest after "
          f"{slowest:.2f} s")


class Writer(threading.Thread):
    """A program that adds events and notes what was acknowledged, before it asks for the next."""

    def __init__(self, service, name, kept):
        super().__init__()
        self.service, self.name, self.kept, self.sent, self.fault = service, name, kept, set(), None

    def run(self):
        number = 0
        while True:
            number += 1
            key = f"{self.name}-{number}"
            event = {"id": key, "kind": "seminar", "title": f"Семинар {key}", "date": "2021-03-15", "organiser": "ЦРО"}
            self.sent.add(key)
            try:
                status, _, body = self.service.ask("POST", "/api/v1/events", self.service.token, event, timeout=30)
            except (OSError, Exception) as error:  # The service was killed: what was not heard is not acknowledged.
                if not isinstance(error, OSError) and type(error).__module__ != "http.client":
                    self.fault = repr(error)
                return
            if status != 201:
                self.fault = f"{status} {body[:200]!r}"
                return
            self.kept[key] = json.loads(body)["change"]


def kill_rounds(svyaz, store, log, rounds, random_):
    acknowledged, restarts = {}, []
    for number in range(1, rounds + 1):
        service = Service(svyaz, store, log)
        restarts.append(service.start_seconds)
        service.sign_in()
        writers = [Writer(service, f"kill-{number}-{name}", acknowledged) for name in range(4)]
        for writer in writers:
            writer.start()
        time.sleep(random_.uniform(0.2, 1.5))
        service.stop(signal.SIGKILL)
        for writer in writers:
            writer.join()
            check(writer.fault is None, f"round {number}: a write was answered {writer.fault}")
        service = Service(svyaz, store, log)
        service.sign_in()
        events, cursor = {}, ""
        while cursor is not None:
            page = json.loads(service.get(f"/api/v1/events?limit=500{cursor and '&cursor=' + cursor}", service.token)[2])
            events.update((event["id"], event) for event in page["items"])
            cursor = page["next"]
        lost = [key for key in acknowledged if events.get(key, {}).get("title") != f"Семинар {key}"]
        check(not lost, f"round {number}: acknowledged and lost: {lost[:5]}")
        # Nobody wrote what is there but was never sent.
        check(all(key in acknowledged or any(key in writer.sent for writer in writers) or key in unheard for key in events
                  if key.startswith("kill-")), f"round {number}: events that nobody sent")
        unheard.update(key for writer in writers for key in writer.sent)
        last = json.loads(service.get("/api/v1/network", service.token)[2])["revision"]
        check(last >= max(acknowledged.values(), default=0), f"round {number}: the last change is {last}")
        check(service.stop() == 0, "the service did not end well")
    done = subprocess.run([svyaz, "check", "--store", store], capture_output=True, text=True)
    check(done.returncode == 0, done.stdout + done.stderr)
    check(len(acknowledged) > rounds, "hardly anything was written")
    print(f"SIGKILL under load: {rounds} rounds, {len(acknowledged)} acknowledged writes, all there; started again in "
          f"{max(restarts):.1f} s at most")


unheard = set()


def main():
    svyaz, network, rounds, idle, megabytes, seed = sys.argv[1:]
    idle = int(idle)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # Both ends of each connection are of this machine; the service raises its own limit.
    if hard != resource.RLIM_INFINITY and hard < idle + 500:
        raise SystemExit(f"svyaz: {idle} connections need a limit of {idle + 500} open files, here it is {hard} (ulimit -Hn)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, idle + 500) if hard != resource.RLIM_INFINITY else idle + 500, hard))
    with tempfile.TemporaryDirectory() as folder:
        store, log = str(pathlib.Path(folder) / "city.svyaz"), str(pathlib.Path(folder) / "log")
        subprocess.run([svyaz, "import", network, "--store", store], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run([svyaz, "user", "add", "planner", "--role", "planner", "--name", "Методист", "--store", store], check=True,
                       stdout=subprocess.DEVNULL)
        service = Service(svyaz, store, log)
        try:
            service.sign_in()
            service.get("/", service.cookie)
            slow_bodies(service)
            large_bodies(service, int(megabytes))
            idle_connections(service, idle)
            killed_workers(service)
        finally:
            if service.process.poll() is None:
                service.stop()
        stop_rounds(svyaz, store, log, 3 * int(rounds), random.Random(int(seed)))
        kill_rounds(svyaz, store, log, int(rounds), random.Random(int(seed)))
        with open(log) as file:
            faults = [line for line in file if "request failed" in line]
        check(not faults, f"faults of ours: {faults[:3]}")
    print("svyaz: the service holds.")


if __name__ == "__main__":
    main()
