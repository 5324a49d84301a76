"""By keys alone: what has the focus shows it, nothing traps it, and every day's work can be done."""

import re

FOCUS = """before => {
  const look = one => {
    const style = getComputedStyle(one);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join(' ');
  };
  const last = before && window.svyazFocus?.[before.number];
  const stale = Boolean(last) && look(last) === before.look;
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return {stale};
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const covers = [...document.querySelectorAll('.head, .foot')].filter(bar => {
    const position = getComputedStyle(bar).position;
    return (position === 'sticky' || position === 'fixed') && !bar.contains(element);
  }).map(bar => bar.getBoundingClientRect());
  const top = Math.max(0, ...covers.filter(c => c.top <= 0).map(c => c.bottom));
  const bottom = Math.min(innerHeight, ...covers.filter(c => c.top > 0).map(c => c.top));
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  window.svyazFocus ??= [];
  let number = window.svyazFocus.indexOf(element);
  if (number < 0) number = window.svyazFocus.push(element) - 1;
  return {
    number,
    name: `${element.tagName.toLowerCase()}${element.id ? '#' + element.id : ''} `
      + (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40),
    look: look(element), stale,
    ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    // The skip link lies over the head.
    seen: (box.bottom > top && box.top < bottom && box.right > 0 && box.left < innerWidth) || element.contains(middle),
  };
}"""
MOST_STOPS = 900


class Keys:
    """Walks the focus by Tab and says where it cannot be seen."""

    def __init__(self, day):
        self.day, self.page = day, day.page
        self.last = None
        self.unseen = []

    def tab(self):
        """One step on; `None` when the focus left the page."""
        self.page.keyboard.press("Tab")
        now = self.page.evaluate(FOCUS, self.last)
        stale, now = now["stale"], now if "number" in now else None
        # A date field has several stops inside.
        if stale and self.last["number"] != (now or {}).get("number"):
            self.unseen.append(f"looks the same without the focus: {self.last['name']}")
        if now:
            if not now["ring"]:
                self.unseen.append(f"no ring: {now['name']}")
            if not now["seen"]:
                self.unseen.append(f"out of sight: {now['name']}")
        self.last = now
        return now

    def sweep(self):
        """Through the whole page from its top; every stop must be new until the focus leaves the page."""
        self.start()
        stops, same = set(), 0
        for _ in range(MOST_STOPS):
            now = self.tab()
            # The end: the browser's own window, or the first stop again.
            if now is None or (now["number"] == 0 and len(stops) > 1):
                break
            same = same + 1 if now["number"] in stops else 0
            # Date fields have stops of their own within; more than those is a trap.
            if same > 4:
                self.day.expect(False, f"the focus goes on from {now['name']}")
                break
            stops.add(now["number"])
        else:
            self.day.expect(False, f"the end of the page within {MOST_STOPS} stops")
        self.tell()
        return len(stops)

    def start(self):
        """The focus before the first stop of the page."""
        self.page.evaluate("() => { document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }")
        self.last = None

    def to(self, selector, words=None):
        """Tab until the focus is on what matches; the page's own order, no pointer."""
        target = self.page.locator(selector).first
        target.wait_for(state="attached")
        for _ in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                self.tell()
                return True
            self.tab()
        self.tell()
        return self.day.expect(False, f"Tab reaches {words or selector}")

    def tell(self):
        for words in sorted(set(self.unseen))[:5]:
            self.day.expect(False, words)
        self.unseen = []

    def enter(self, selector, key="Enter"):
        """A key that leads to another page."""
        self.last = None
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.day.settle(selector)


def signs_in_by_keys(day):
    """Login, password, Enter."""
    page, keys = day.page, Keys(day)
    page.context.clear_cookies()
    day.open("/signin")
    keys.to("#login")
    page.keyboard.type(day.role)
    keys.to("#password")
    page.keyboard.type(day.service.password(day.role))
    keys.enter("h1")
    day.expect(day.path() == "/", "signed in by keys")
    keys.to(".skip", "the skip link")
    page.keyboard.press("Enter")
    day.expect(page.evaluate("document.activeElement.id") == "main", "the skip link leads to the content")


def sees_every_stop(day):
    """Every page of the planner from its first stop to the last."""
    keys = Keys(day)
    for path in ["/", "/schools", f"/schools/{day.service.school}", "/matching", "/associations/desk", "/events",
                 "/events/new", "/indicators", "/indicators/9", "/measures", "/maps/mentors", "/import", "/history",
                 "/account"]:
        day.open(path)
        day.settle(".foot")
        if path == "/matching":
            day.settle("#pairs")
        if path == "/associations/desk":
            day.settle("[data-base]")
        stops = keys.sweep()
        day.expect(stops > 12, f"stops on {path}: {stops}")


def fills_a_form_by_keys(day):
    """An event: text, a list by arrows, a date by digits, and its page."""
    page, keys = day.page, Keys(day)
    day.open("/events")
    keys.to("a[href^='/events/new']")
    keys.enter("#f-title")
    keys.to("#f-title")
    page.keyboard.type("Событие с клавиатуры")
    keys.to("#f-kind")
    page.keyboard.press("ArrowDown")
    kind = page.locator("#f-kind").input_value()
    day.expect(kind != "seminar", f"an arrow chooses the kind: {kind}")
    keys.to("main .btn.main")
    day.picture("keyboard-form", day.size)
    keys.enter("#add-school")
    day.expect("Событие с клавиатуры" in day.text("h1"), "the event is recorded by keys")


def matches_by_keys(day):
    """A pair pinned by Tab and Enter, another by the keys j and p."""
    page, keys = day.page, Keys(day)
    day.open("/matching")
    day.settle("#pairs")
    row = page.locator("#pairs tbody tr:has(.pin[aria-pressed=false])").first.get_attribute("id")
    keys.to(f"#{row} .pin")
    day.picture("keyboard-pin", day.size)
    keys.enter("#pairs")
    day.expect(page.locator(f"#{row} .pin[aria-pressed=true]").count() == 1, "the pair is pinned by Enter")
    # Keys of one letter go through the rows.
    before = page.locator("#pairs .pin[aria-pressed=true]").count()
    rows = page.locator("#pairs tbody tr")
    pinned = [rows.nth(n).locator(".pin[aria-pressed=false]").count() for n in range(rows.count())]
    for _ in range(pinned.index(1) + 1):
        page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("p")
    day.settle("#pairs")
    day.expect(page.locator("#pairs .pin[aria-pressed=true]").count() > before, "j and p pin another")


def moves_by_keys(day):
    """A school of the ММО desk moved by Tab and Enter."""
    page, keys = day.page, Keys(day)
    day.open("/associations/desk?subject=russian")
    day.settle("[data-base]")
    school = page.locator("[data-base] [data-school]").first.get_attribute("data-school")
    keys.to(f"#m-{school} .mv")
    day.picture("keyboard-move", day.size)
    keys.enter("button[name=to]")
    keys.to("button[name=to]")
    keys.enter("[data-base]")
    day.expect(page.locator(f"#m-{school}.moved").count() == 1, "the school is moved by keys")


def reads_a_map_by_keys(day):
    """The map enlarged and moved by keys, a school of it opened."""
    page, keys = day.page, Keys(day)
    day.open("/maps/mentors")
    keys.to("[data-map]")
    whole = page.locator("[data-map] svg").get_attribute("viewBox")
    page.keyboard.press("+")
    larger = page.locator("[data-map] svg").get_attribute("viewBox")
    page.keyboard.press("ArrowRight")
    moved = page.locator("[data-map] svg").get_attribute("viewBox")
    day.expect(len({whole, larger, moved}) == 3, f"keys enlarge and move the map: {whole}, {larger}, {moved}")
    page.keyboard.press("0")
    keys.to("[data-map] svg a")
    name = re.sub(r"\s+", " ", page.evaluate("document.activeElement.textContent")).strip()
    keys.enter("#ties")
    day.expect("/schools/" in page.url, f"Enter opens the school: {name}")


WALKS = [
    signs_in_by_keys, sees_every_stop, fills_a_form_by_keys, matches_by_keys, moves_by_keys, reads_a_map_by_keys,
]
