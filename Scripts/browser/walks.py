"""The days of the people who work with the service: each a function of a page that is signed in, in WALKS.

A walk takes a Day, does what its person does, calls `day.look(NAME)` where a page is to be checked and pictured, and
`day.expect(TRUTH, WORDS)` for what must be so.
"""


def presenter_takes_a_slide(day):
    """One picture for a slide: the map, its date, its files."""
    page = day.page
    day.open("/maps/mentors")
    day.expect(page.locator("[data-map] svg .node").count() > 20, "the map has its schools")
    with page.expect_download() as download:
        page.get_by_role("link", name="PPTX").click()
    day.expect(download.value.suggested_filename.endswith(".pptx"), f"a slide: {download.value.suggested_filename}")
    with open(download.value.path(), "rb") as file:
        day.expect(file.read(2) == b"PK", "the slide is an office file")
    # Zoom, by button and by key.
    before = page.locator("[data-map] svg").get_attribute("viewBox")
    page.get_by_role("button", name="Крупнее").click()
    after = page.locator("[data-map] svg").get_attribute("viewBox")
    day.expect(before != after, "a button enlarges the map")
    page.locator("[data-map]").focus()
    page.keyboard.press("0")
    day.expect(page.locator("[data-map] svg").get_attribute("viewBox") == before, "0 shows the whole map")
    # A school under the focus lights its ties.
    page.locator("[data-map] svg a").first.focus()
    day.expect(page.locator("[data-map] svg.dimmed .links .lit").count() > 0, "the focus lights ties")
    day.look("map-lit")
    page.locator("#map-tables summary").first.click()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("/")
    day.expect(page.evaluate("document.activeElement.type") == "search", "/ leads to the search")
    page.keyboard.type("гимназия 1")
    day.expect(page.locator("#map-tables tbody tr:visible").count() > 0, "find as you type leaves rows")
    page.locator("h1").click()
    page.keyboard.press("?")
    day.expect(page.locator("dialog.keys[open]").count() == 1, "? shows the keys")
    day.look("keys")
    page.keyboard.press("Escape")


def date_slider_moves_the_map(day):
    """The slider of dates redraws the map in place."""
    page = day.page
    day.open("/maps/mentors")
    title = page.locator(".title .lead").inner_text()
    page.locator("#date-slider").focus()
    page.keyboard.press("Home")
    page.wait_for_function("before => document.querySelector('.title .lead').innerText !== before", arg=title)
    day.expect("on=" in page.url, "the address has the date")
    day.expect(page.locator(".map-bar").count() == 1, "the new map has its buttons")
    day.look("map-earlier")


def school_sees_its_own_map(day):
    """A school's map is its own, in the working edition, without other schools' affairs."""
    page = day.page
    day.open("/maps")
    day.expect("рабочая" in page.locator("[data-map]").inner_text(), "the working edition of one's own map")
    day.open("/maps/mentors")
    day.expect("публичная" in page.locator("[data-map]").inner_text(), "the public edition of everyone's map")
    day.expect(page.locator("[data-map] .low-result").count() == 0, "no school is marked")


WALKS = {
    "presenter": [presenter_takes_a_slide],
    "official": [date_slider_moves_the_map],
    "school": [school_sees_its_own_map],
}
