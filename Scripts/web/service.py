"""A svyaz service under test: started on a store, signed in, asked, and stopped."""
import http.client
import json
import os
import re
import signal
import subprocess
import time


class Service:
    """`svyaz serve` on a free port, with a planner's session and a token."""

    def __init__(self, svyaz, store, log):
        self.svyaz, self.store = svyaz, store
        begin = time.monotonic()
        self.log = open(log, "ab")
        self.process = subprocess.Popen([svyaz, "serve", "--store", store, "--port", "0", "--log", "warning"],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.port = None
        for line in self.process.stdout:
            found = re.match(r"Связь: http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found.group(1))
            if line.startswith("Остановить"):
                break
        if self.port is None:
            raise SystemExit(f"svyaz: the service did not start; see {log}")
        self.start_seconds = time.monotonic() - begin

    def sign_in(self, login="planner"):
        """A session by a link that works once, and a token of a program made with it."""
        made = subprocess.run([self.svyaz, "user", "link", login, "--store", self.store, "--json"],
                              capture_output=True, text=True, check=True)
        _, headers, _ = self.get(json.loads(made.stdout)["path"])
        cookie = next(value for name, value in headers if name.lower() == "set-cookie")
        self.cookie = {"Cookie": cookie.split(";")[0]}
        me = json.loads(self.get("/api/v1/me", self.cookie)[2])
        made = self.ask("POST", "/api/v1/tokens", {**self.cookie, "X-Csrf-Token": me["csrf"]},
                        {"name": "bench", "scope": "write"})
        self.token = {"Authorization": "Bearer " + json.loads(made[2])["secret"]}

    def get(self, path, headers=None):
        return self.ask("GET", path, headers)

    def ask(self, method, path, headers=None, body=None, timeout=300):
        """Status, headers, bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = dict(headers or {})
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()

    def memory(self, what="VmRSS"):
        """MiB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(what + r":\s+(\d+)", file.read()).group(1)) / 1024

    def stop(self, how=signal.SIGTERM):
        os.kill(self.process.pid, how)
        return self.process.wait(timeout=60)
