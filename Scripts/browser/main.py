"""Every page of the menu for every role at two sizes, and the days of walks.py, with scripts and without.

Status 1 where anything is wrong. `--short` is for `make test`: one size, the planner's and a school's day.
"""

import argparse
import re
import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

import walks
from day import SIZES, Day
from service import ROLES, Service

# Pages that stand outside the menu.
COMMON = ["/account", "/help"]


class Run:
    """What all days of one run share."""

    def __init__(self, browser, chosen, shots):
        self.browser, self.chosen, self.shots = browser, chosen, shots
        self.found = []

    def context(self, size, plain=False):
        return self.browser.new_context(
            viewport=SIZES[size], locale="ru-RU", accept_downloads=True, java_script_enabled=not plain)

    def day(self, service, role, size, plain=False):
        day = Day(self.context(size, plain), service, role, size, self.shots, self.found, plain)
        if self.chosen.short:
            day.sizes = [size]
        return day

    def service(self, name, body):
        """A fresh store for what `body` does; it has to end well."""
        service = Service(self.chosen.svyaz, self.chosen.home, name)
        started = time.monotonic()
        try:
            body(service)
        finally:
            status = service.close()
        if status != 0:
            self.found.append(f"svyaz serve ended with {status} after {name}")
        print(f"{name}: {time.monotonic() - started:.0f} s, faults so far: {len(self.found)}", flush=True)

    # Every page of the menu

    def pages(self, service):
        for size in self.chosen.sizes:
            self.visit_sign_in(service, size)
        for role in self.chosen.roles:
            known = set()
            for size in self.chosen.sizes:
                self.visit(service, role, size, known)

    def visit(self, service, role, size, known):
        day = self.day(service, role, size)
        # The administrator comes by the link that the service printed.
        day.page.goto(service.take_link() if role == "administrator" else service.sign_in_link(role))
        day.open("/")
        # The list of the menu, whatever sections there are; both menus hold the same.
        menu = day.page.eval_on_selector_all(".nav a", "links => links.map(a => a.getAttribute('href'))")
        day.expect(len(menu) > 0, "a menu")
        if size == "1366":
            day.expect(
                day.page.evaluate("""() => [...document.querySelectorAll('.nav a')].every(a => a.offsetHeight < 60
                  && a.getClientRects().length === 1) && document.querySelector('.head').offsetHeight < 60"""),
                "the menu in one line")
        paths = menu + COMMON + (["/people"] if role == "administrator" else [])
        maps = day.page.request.get(service.address + "/maps").text()
        paths += sorted(set(re.findall(r'href="(/maps/[a-z-]+)[?"]', maps)))
        for path in paths:
            if day.open(path):
                day.look(path.split("?")[0])
            else:
                day.watch.take()
        day.open("/no-such-page", status=404)
        day.look("not-found")
        if size == "1366" and not self.chosen.short:
            day.follow(known)
        day.context.close()

    def visit_sign_in(self, service, size):
        day = self.day(service, "nobody", size)
        day.open("/signin")
        day.look("signin")
        day.page.get_by_label("Логин").fill("nobody")
        day.page.get_by_label("Пароль").fill("это не тот пароль")
        day.press(day.button("Войти"), "[role=alert]", status=401)
        day.look("signin-refused")
        day.context.close()

    # Days

    def days(self, service, plain):
        for role in [role for role in self.chosen.roles if role in walks.WALKS]:
            day = self.day(service, role, "1366", plain)
            for walk in walks.of(role, plain, self.chosen.short):
                if not day.walk(walk) and walk is walks.signs_in:
                    break
            day.context.close()

    def keys(self, service):
        day = self.day(service, "planner", "1366")
        day.walk(walks.signs_in)
        for walk in walks.BY_KEYS:
            day.walk(walk)
        day.context.close()

    def pair(self, service):
        """Two people who work at once; a fault of a step is said of the first."""
        one, other = (self.day(service, role, "1366") for role in ("planner", "administrator"))
        for day in (one, other):
            day.page.goto(service.sign_in_link(day.role))
        for walk in walks.TOGETHER:
            other.place = walk.__name__
            one.walk(walk, other)
            other.take_watch()
        for day in (one, other):
            day.context.close()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--svyaz", required=True)
    options.add_argument("--home", required=True)
    options.add_argument("--roles", nargs="*", default=None)
    options.add_argument("--sizes", nargs="*", default=None)
    options.add_argument("--short", action="store_true")
    options.add_argument("--only", nargs="*", choices=["pages", "days", "plain", "keys", "together"], default=None)
    options.add_argument("--chromium", default="/usr/bin/chromium")
    chosen = options.parse_args()
    chosen.roles = chosen.roles or (["planner", "school"] if chosen.short else ROLES)
    chosen.sizes = chosen.sizes or (["1366"] if chosen.short else list(SIZES))
    parts = chosen.only or (["days"] if chosen.short else ["pages", "days", "plain", "keys", "together"])
    shots = Path(chosen.home) / "shots"
    shutil.rmtree(shots, ignore_errors=True)
    shots.mkdir(parents=True)
    with sync_playwright() as playwright:
        # Root has no sandbox; the pages are our own.
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox"])
        run = Run(browser, chosen, shots)
        work = {
            "pages": run.pages, "days": lambda service: run.days(service, False),
            "plain": lambda service: run.days(service, True), "keys": run.keys, "together": run.pair,
        }
        for part in parts:
            run.service(part, work[part])
        browser.close()
    for fault in run.found:
        print(fault)
    print(f"pictures: {len(list(shots.iterdir()))} in {shots}; faults: {len(run.found)}")
    return 1 if run.found else 0


if __name__ == "__main__":
    sys.exit(main())
