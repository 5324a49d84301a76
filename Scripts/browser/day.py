"""One person's window: opens pages, presses what stands on them, keeps pictures, and collects what is wrong."""

import io
import re
import zipfile

from playwright.sync_api import Error

import checks

SIZES = {"1366": {"width": 1366, "height": 768}, "390": {"width": 390, "height": 844}}
MOST_LINKS = 400
# The service may be a debug build: what takes it a second in release may take many.
PATIENCE = 120_000


class Day:
    """One person's pages in one window, with scripts or without (`plain`)."""

    def __init__(self, context, service, role, size, shots, found, plain=False):
        self.context = context
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.watch = checks.Watch(self.page)
        self.service, self.role, self.size, self.shots, self.found = service, role, size, shots, found
        self.plain = plain
        # The windows that a walk's pages are looked at in.
        self.sizes = sorted(SIZES, key=lambda one: one == size)
        self.links = {}
        self.place = ""

    # What is wrong

    def say(self, place, faults):
        mode = " without scripts" if self.plain else ""
        for fault in faults:
            self.found.append(f"{self.role} {self.size}{mode} {place}: {fault}")

    def expect(self, truth, words):
        if not truth:
            self.say(f"{self.place} {self.path()}".strip(), [f"expected: {words}"])
        return bool(truth)

    def take_watch(self):
        self.say(f"{self.place} {self.path()}".strip(), self.watch.take())

    # Pages

    def path(self):
        return self.page.url.removeprefix(self.service.address)

    def open(self, path, status=200):
        self.watch.expected_status = status if status >= 400 else None
        answer = self.page.goto(self.service.address + path)
        self.expect(answer.status == status, f"status {status} for {path}, not {answer.status}")
        return answer.status == status

    def settle(self, selector):
        """Waits for what a page has when it is ready: long work shows its own page, which asks again by itself."""
        self.page.wait_for_selector(selector, state="attached")

    def press(self, control, selector="h1", status=None):
        """Presses a link or a button that leads to another page, and waits for that page."""
        self.watch.expected_status = status
        with self.page.expect_navigation():
            control.click()
        self.settle(selector)

    def button(self, name, exact=False, within=None):
        return (within or self.page.locator("main")).get_by_role("button", name=name, exact=exact).first

    def link(self, name, exact=False, within=None):
        return (within or self.page.locator("main")).get_by_role("link", name=name, exact=exact).first

    def text(self, selector):
        """The words of the first such element, with plain spaces; empty where there is none."""
        element = self.page.locator(selector).first
        return re.sub(r"\s+", " ", element.inner_text()).strip() if element.count() else ""

    def main(self):
        return self.text("main")

    # Files

    def download(self, control):
        """What a link or a button gives: the name that the browser would save under, and the bytes."""
        with self.page.expect_download() as download:
            control.click()
        with open(download.value.path(), "rb") as file:
            return download.value.suggested_filename, file.read()

    def office_file(self, control, ending, part):
        """Downloads an office file and looks whether it holds the part."""
        name, content = self.download(control)
        self.expect(name.endswith(ending), f"a file {ending}, not {name}")
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                broken = parts.testzip()
                self.expect(broken is None and part in parts.namelist(), f"{part} in {name}")
        except zipfile.BadZipFile:
            self.expect(False, f"{name} opens as an office file")
        return content

    # Pictures and checks

    def look(self, name):
        """Checks the page that is open and keeps its picture."""
        self.page.wait_for_load_state("networkidle")
        place = f"{self.place} {self.path()}".strip()
        self.say(place, checks.check(self.page, axe=not self.plain) + self.watch.take())
        for link in checks.own_links(self.page):
            self.links.setdefault(link, place)
        self.picture(name, self.size)

    def look_at_both(self, name):
        """`look` in both windows: for pages that only a walk reaches."""
        self.page.wait_for_load_state("networkidle")
        for size in self.sizes:
            self.page.set_viewport_size(SIZES[size])
            faults = checks.check(self.page, axe=not self.plain and size == self.size)
            self.say(f"{self.place} {self.path()} at {size}".strip(), faults)
            self.picture(name, size)
        self.take_watch()

    def picture(self, name, size):
        file = re.sub(r"[^a-z0-9-]+", "-", name).strip("-") or "overview"
        mode = "plain-" if self.plain else ""
        self.page.screenshot(path=self.shots / f"{self.role}-{mode}{file}-{size}.png")

    def follow(self, known):
        """Asks for every link that was seen; `known` are those that were asked for already."""
        dead = {}
        for link, place in list(self.links.items())[:MOST_LINKS]:
            # A file is a map to draw: walks take some of them.
            if link in known or "/file?" in link:
                continue
            known.add(link)
            answer = self.page.request.get(self.service.address + link, timeout=PATIENCE)
            if answer.status >= 400:
                dead.setdefault((answer.status, link.split("?")[0].split("/")[1]), []).append((link, place))
        # One line for all that fail alike.
        for (status, _), links in dead.items():
            link, place = links[0]
            self.say(place, [f"link to {link}: {status}" + (f", and {len(links) - 1} like it" if links[1:] else "")])

    # Walks

    def walk(self, walk, *others):
        """Goes through a walk, with other days where it is of several people; a step that cannot be done ends it, and is said with a picture of where it stopped."""
        self.place = walk.__name__
        before = len(self.found)
        try:
            walk(self, *others)
        except Error as error:
            self.say(f"{self.place} {self.path()}", [f"stopped: {error.message.splitlines()[0]}", *calls(error)])
            self.picture(f"stopped-{walk.__name__.replace('_', '-')}", self.size)
        self.take_watch()
        self.watch.expected_status = None
        self.place = ""
        return len(self.found) == before


def calls(error):
    """What was waited for, of an error that says it."""
    lines = [line.strip() for line in error.message.splitlines()[1:] if "waiting for" in line]
    return lines[:1]
