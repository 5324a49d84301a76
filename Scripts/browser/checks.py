"""What every page must keep: no console error, no violation of WCAG 2.2 AA, no sideways scroll, one h1, no dead link."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Watch:
    """Hears what a page's console and network say."""

    def __init__(self, page):
        self.faults = []
        # A page that is opened to see a refusal says that its own load failed.
        self.expected_status = None
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("requestfailed", self.failed)

    def hear(self, message):
        if message.type not in ("error", "warning"):
            return
        if self.expected_status and f"status of {self.expected_status}" in message.text:
            return
        self.faults.append(f"console {message.type}: {message.text}")

    def failed(self, request):
        # A download, or a page that was left, aborts the request for it.
        if request.failure and "ERR_ABORTED" not in request.failure:
            self.faults.append(f"request {request.url}: {request.failure}")

    def take(self):
        faults, self.faults = self.faults, []
        return faults


def check(page, axe=True):
    """What is wrong with the page that is open; axe is a script, so it cannot look at a page without them."""
    faults = []
    headings = page.locator("h1").count()
    if headings != 1:
        faults.append(f"h1: {headings}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        faults.append(f"scrolls sideways by {wide} px: {page.evaluate(WIDE)}")
    # Headings in order: none is skipped on the way down.
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    for before, after in zip(levels, levels[1:]):
        if after > before + 1:
            faults.append(f"h{after} after h{before}")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    faults += [f"id {name} stands {ids.count(name)} times" for name in sorted(set(ids)) if ids.count(name) > 1]
    if not axe:
        return faults
    answer = AXE.run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    for violation in answer.response["violations"]:
        nodes = [node["target"][0] for node in violation["nodes"]]
        if violation["id"] == "target-size":
            nodes = [node for node in nodes if is_small(page, node)]
            if not nodes:
                continue
        faults.append(f"axe {violation['id']} ({len(nodes)}): {violation['help']}: {nodes[:3]}")
    return faults


def is_small(page, node):
    """Asks again with the control in the middle of the window: the head and the strip may have covered a part of it."""
    page.locator(node).first.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    answer = AXE.run(page, context=node, options={"runOnly": ["target-size"], "resultTypes": ["violations"]})
    return bool(answer.response["violations"])


# The first few elements that stick out.
WIDE = """() => [...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && box.right > document.documentElement.clientWidth + 1
    && !e.closest('.scroll, .map, .tabs, svg') && getComputedStyle(e).position !== 'fixed';
}).slice(0, 4).map(e => e.tagName + '.' + e.className)"""


def own_links(page):
    """Addresses of this site that the page links to, without what only jumps within it."""
    return page.evaluate("""() => [...document.querySelectorAll('a[href]:not([href^="#"])')]
      .map(a => new URL(typeof a.href === 'string' ? a.href : a.href.baseVal, location.href))
      .filter(u => u.origin === location.origin).map(u => u.pathname + u.search)""")
