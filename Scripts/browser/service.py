"""A service on a fresh store of the sample, with a person of every role."""

import csv
import json
import os
import re
import select
import shutil
import subprocess
import time
from pathlib import Path

SAMPLE = Path("graphs/samara-2020")
# Menu, and what may be opened, differ by role only.
ROLES = ["administrator", "planner", "official", "presenter", "school"]


# Four words that nobody uses elsewhere: every person of the walks has them.
PASSWORD = "лодка ветер сосна фонарь"


class Service:
    def __init__(self, svyaz, home, name="service"):
        self.svyaz = svyaz
        folder = Path(home) / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.store = folder / "store.svyaz"
        self.log = open(folder / "log.txt", "w")
        self.command("import", str(SAMPLE), "--store", str(self.store))
        self.school = self.a_school()
        for role in ROLES:
            own = ["--school", self.school] if role == "school" else []
            self.command(
                "user", "add", role, "--name", f"Проверка: {role}", "--role", role, "--store", str(self.store), *own)
        self.process = subprocess.Popen(
            [svyaz, "serve", "--store", str(self.store), "--port", "0"], stdout=subprocess.PIPE, stderr=self.log)
        self.address, self.link = self.read_start()

    def command(self, *arguments):
        done = subprocess.run([self.svyaz, *arguments], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"svyaz {' '.join(arguments)}: {done.returncode}\n{done.stderr}")
        return done.stdout

    @staticmethod
    def a_school():
        """The school with the most partnerships in force: its own map has something to show."""
        counts = {}
        with open(SAMPLE / "partnerships.csv", newline="") as file:
            for row in csv.DictReader(file):
                if row["status"] == "active":
                    counts[row["mentee"]] = counts.get(row["mentee"], 0) + 1
        return max(sorted(counts), key=counts.get)

    def read_start(self, seconds=60):
        """The address and the one-time link that `svyaz serve` prints."""
        text, end = "", time.monotonic() + seconds
        while "/signin/link" not in text or not text.endswith("\n"):
            if time.monotonic() > end or self.process.poll() is not None:
                self.process.kill()
                raise RuntimeError(f"svyaz serve printed no link: {text!r}, status {self.process.returncode}")
            if select.select([self.process.stdout], [], [], 0.5)[0]:
                text += os.read(self.process.stdout.fileno(), 65536).decode()
        addresses = re.findall(r"https?://\S+", text)
        return addresses[0].rstrip("/"), next(one for one in addresses if "/signin/link" in one)

    def take_link(self):
        """The link that the service printed, of the first administrator; it works once, so later ones are made."""
        link, self.link = self.link, None
        return link or self.sign_in_link("administrator")

    def sign_in_link(self, login):
        answer = json.loads(self.command("user", "link", login, "--store", str(self.store), "--json"))
        return self.address + answer["path"]

    @staticmethod
    def password(role):
        """What the person of the role signs in with, once it was set."""
        return f"{PASSWORD} {ROLES.index(role)}"

    def close(self):
        """Stops the service as an administrator would, and wants it to end well."""
        self.process.terminate()
        status = self.process.wait(timeout=30)
        self.log.close()
        return status
