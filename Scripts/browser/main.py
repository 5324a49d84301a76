"""Every page of the menu for every role, at two sizes, and the walks of walks.py. Status 1 where anything is wrong."""

import argparse
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

import checks
import walks
from service import ROLES, Service

SIZES = {"1366": {"width": 1366, "height": 768}, "390": {"width": 390, "height": 844}}
# Pages that stand outside the menu.
COMMON = ["/account"]
MOST_LINKS = 400


class Day:
    """One person's pages in one window."""

    def __init__(self, context, service, role, size, shots, found):
        self.page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.watch = checks.Watch(self.page)
        self.service, self.role, self.size, self.shots, self.found = service, role, size, shots, found
        self.links = {}

    def say(self, place, faults):
        for fault in faults:
            self.found.append(f"{self.role} {self.size} {place}: {fault}")

    def expect(self, truth, words):
        if not truth:
            self.say(self.page.url.removeprefix(self.service.address), [f"expected: {words}"])

    def open(self, path, status=200):
        self.watch.expected_status = status if status >= 400 else None
        answer = self.page.goto(self.service.address + path)
        self.page.wait_for_load_state("networkidle")
        if answer.status != status:
            self.say(path, [f"status {answer.status}, expected {status}"])
        return answer.status == status

    def look(self, name):
        """Checks the page that is open and keeps its picture."""
        place = self.page.url.removeprefix(self.service.address)
        self.say(place, checks.check(self.page) + self.watch.take())
        for link in checks.own_links(self.page):
            self.links.setdefault(link, place)
        file = re.sub(r"[^a-z0-9-]+", "-", name).strip("-") or "overview"
        self.page.screenshot(path=self.shots / f"{self.role}-{file}-{self.size}.png")

    def follow(self, known):
        """Asks for every link that was seen; `known` are those that were asked for already."""
        dead = {}
        for link, place in list(self.links.items())[:MOST_LINKS]:
            # A file is a map to draw: walks take some of them.
            if link in known or "/file?" in link:
                continue
            known.add(link)
            answer = self.page.request.get(self.service.address + link, timeout=60_000)
            if answer.status >= 400:
                dead.setdefault((answer.status, link.split("?")[0].split("/")[1]), []).append((link, place))
        # One line for all that fail alike.
        for (status, _), links in dead.items():
            link, place = links[0]
            self.say(place, [f"link to {link}: {status}" + (f", and {len(links) - 1} like it" if links[1:] else "")])


def signed_in(browser, service, role, size):
    context = browser.new_context(viewport=SIZES[size], locale="ru-RU", accept_downloads=True)
    page = context.new_page()
    # The administrator comes by the link that the service printed.
    page.goto(service.take_link() if role == "administrator" else service.sign_in_link(role))
    page.close()
    return context


def visit(browser, service, role, size, shots, found, known):
    context = signed_in(browser, service, role, size)
    day = Day(context, service, role, size, shots, found)
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
    if size == "1366":
        day.follow(known)
        day.watch.expected_status = None
        for walk in walks.WALKS.get(role, []):
            walk(day)
            day.say(walk.__name__, day.watch.take())
    context.close()


def visit_sign_in(browser, service, size, shots, found):
    context = browser.new_context(viewport=SIZES[size], locale="ru-RU")
    day = Day(context, service, "nobody", size, shots, found)
    day.open("/signin")
    day.look("signin")
    day.watch.expected_status = 401
    day.page.get_by_label("Логин").fill("nobody")
    day.page.get_by_label("Пароль").fill("это не тот пароль")
    day.page.get_by_role("button", name="Войти").click()
    day.page.wait_for_load_state("networkidle")
    day.look("signin-refused")
    context.close()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--svyaz", required=True)
    options.add_argument("--home", required=True)
    options.add_argument("--roles", nargs="*", default=ROLES)
    options.add_argument("--sizes", nargs="*", default=list(SIZES))
    options.add_argument("--chromium", default="/usr/bin/chromium")
    chosen = options.parse_args()
    shots = Path(chosen.home) / "shots"
    shutil.rmtree(shots, ignore_errors=True)
    shots.mkdir(parents=True)
    found = []
    service = Service(chosen.svyaz, chosen.home)
    try:
        with sync_playwright() as playwright:
            # Root has no sandbox; the pages are our own.
            browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox"])
            for size in chosen.sizes:
                visit_sign_in(browser, service, size, shots, found)
            for role in chosen.roles:
                known = set()
                for size in chosen.sizes:
                    visit(browser, service, role, size, shots, found, known)
            browser.close()
    finally:
        status = service.close()
    if status != 0:
        found.append(f"svyaz serve ended with {status}")
    for fault in found:
        print(fault)
    print(f"pictures: {len(list(shots.iterdir()))} in {shots}; faults: {len(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
