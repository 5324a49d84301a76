"""The days of those who read: an official of the city, a presenter with one slide to make, a school's deputy head."""

import csv
import re

from service import SAMPLE

# Status words of schools, and what only the working edition says of them.
CONFIDENTIAL = ["адресная поддержка", "низкие результаты", "следующий шаг", "справились"]


def refused(day, paths):
    """Pages that are not for this person answer 403, with a way back."""
    for path in paths:
        day.open(path, status=403)
        day.take_watch()


# The official

def reads_the_indicators(day):
    """From the figure to the names, to the shortest way, to the paper to sign."""
    page = day.page
    day.open("/")
    count = day.text(".hero b")
    day.press(page.get_by_role("navigation", name="Разделы", exact=True).get_by_role("link", name="Показатели"), ".ind")
    day.expect(page.locator(".ind tbody tr").count() == 9, "nine indicators")
    ninth = page.locator(".ind tbody tr").nth(8)
    day.expect(count.split(" ")[0] + " из" in ninth.inner_text(), f"the same figure as on the overview: {count}")
    day.press(ninth.locator("td[data-l='Кого нет'] a"), "#names")
    names = page.locator("#names tbody tr").count()
    day.expect(str(names) in day.text("#names-h"), f"as many names as the heading says: {names}")
    way_is_found(day)
    day.look_at_both("indicator-9")
    day.press(page.locator("#names tbody a").first, "#ties")
    day.expect(day.text(".step") != "", "the school's page says what lacks")
    page.go_back()
    day.settle("#names")
    day.press(day.link("Считать по бумагам"), "#names-h")
    day.expect("formal" in page.url, "the other rule stands in the address")
    papers(day)
    # The indicator of another day.
    before = day.text(".ind tbody tr >> nth=8")
    page.locator("#on").fill("2020-12-31")
    day.press(page.locator(".asof button"), ".ind")
    day.expect("31.12.2020" in page.locator("caption").first.text_content(), "the table of another day")
    day.expect(day.text(".ind tbody tr >> nth=8") != before, "another day, another figure")
    day.look_at_both("indicators-earlier")


def way_is_found(day):
    """The shortest way comes into the page by itself, or by its link."""
    page = day.page
    if day.plain:
        waiting = page.locator("#way a.btn")
        if waiting.count():
            day.press(waiting.first, "#way")
    page.wait_for_selector("#way .way", state="attached")
    day.expect(page.locator("#way .way li").count() > 0, "steps to the target")
    day.expect("Доказано" in day.text("#way"), "the way is proved to be the shortest")


def papers(day):
    """The note to sign, tables, slides and the calendar."""
    day.open("/indicators")
    day.page.locator(".papers summary").click()
    if not day.plain:
        day.look_at_both("papers")
    within = day.page.locator(".papers")
    name, content = day.download(day.link("Справка к подписи, PDF", within=within))
    day.expect(name.endswith(".pdf") and content.startswith(b"%PDF-"), f"the note to sign: {name}")
    day.office_file(day.link("Справка, DOCX", within=within), ".docx", "word/document.xml")
    day.office_file(day.link("Таблицы, XLSX", within=within), ".xlsx", "xl/workbook.xml")
    day.office_file(day.link("Слайды, PPTX", within=within), ".pptx", "ppt/slides/slide1.xml")
    name, content = day.download(day.link("Календарь, ICS", within=within))
    day.expect(content.startswith(b"BEGIN:VCALENDAR"), f"the calendar: {name}")


def reads_history_only(day):
    """The history is open, undoing and everything that writes is not."""
    page = day.page
    day.open("/history")
    day.press(page.locator("tbody th a").first)
    day.expect(page.locator("#undo").count() == 0, "an official undoes nothing")
    day.look_at_both("change")
    day.open("/events")
    day.expect(page.get_by_role("link", name="Записать событие").count() == 0, "an official records nothing")
    refused(day, ["/matching", "/associations/desk", "/import", "/events/new", "/people"])
    day.open("/people", status=403)
    day.look_at_both("refused")


def date_slider_moves_the_map(day):
    """The slider of dates redraws the map in place; without scripts the field and the button do."""
    page = day.page
    day.open("/maps/mentors")
    title = page.locator(".title .lead").inner_text()
    if day.plain:
        page.locator("#map-on").fill("2020-10-01")
        day.press(day.button("Показать карту"), "[data-map] svg")
        day.expect(page.locator(".title .lead").inner_text() != title, "the map of another day")
    else:
        page.locator("#date-slider").focus()
        page.keyboard.press("Home")
        page.wait_for_function("before => document.querySelector('.title .lead').innerText !== before", arg=title)
        day.expect(page.locator(".map-bar").count() == 1, "the new map has its buttons")
    day.expect("on=" in page.url, "the address has the date")
    day.look("map-earlier")


# The presenter

def takes_files_of_a_map(day):
    """Map, filter, date; every format of it."""
    page = day.page
    day.open("/maps/mentors")
    all_ties = page.locator("[data-map] svg .links > g").count()
    page.locator("#map-subject").select_option(index=1)
    day.press(day.button("Показать карту"), "[data-map] svg")
    fewer = page.locator("[data-map] svg .links > g").count()
    day.expect(0 < fewer < all_ties, f"one subject, fewer ties: {fewer} of {all_ties}")
    day.expect("публичная" in page.locator("[data-map]").inner_text(), "a presenter's map is the public edition")
    day.expect(page.locator("[data-map] .low-result").count() == 0, "no school is marked")
    day.look_at_both("map-subject")
    day.office_file(day.link("PPTX"), ".pptx", "ppt/slides/slide1.xml")
    for title, start in [("PDF", b"%PDF-"), ("PNG", b"\x89PNG"), ("SVG", b"<")]:
        name, content = day.download(day.link(title, exact=True))
        day.expect(content.startswith(start) and name.lower().endswith(title.lower()), f"a file {title}: {name}")
    page.get_by_text("Лист и разрешение").click()
    page.locator("#map-format").select_option("pdf")
    page.locator("#map-paper").select_option("a3")
    name, content = day.download(day.button("Скачать файл"))
    day.expect(content.startswith(b"%PDF-"), f"a sheet A3: {name}")
    day.office_file(day.link("Презентация: все районы"), ".pptx", "ppt/slides/slide2.xml")


def compares_two_dates(day):
    """Before, after, and what changed."""
    page = day.page
    day.open("/maps/changes")
    page.locator("#map-since").fill("2020-10-01")
    page.locator("#map-on").fill("2021-04-30")
    day.press(day.button("Показать карту"), "[data-map] svg")
    changes = page.locator("[data-map]").inner_text()
    tabs = page.get_by_role("navigation", name="До и после")
    seen = set()
    for number in range(tabs.get_by_role("link").count()):
        day.press(tabs.get_by_role("link").nth(number), "[data-map] svg")
        day.look_at_both(f"map-changes-{number}")
        seen.add(page.locator("[data-map]").inner_text())
    day.expect(len(seen) >= 3 and changes in seen, f"before, after and between differ: {len(seen)}")


def looks_at_a_map(day):
    """Zoom by button and key, ties of a school in focus, search, the list of keys: what only scripts do."""
    page = day.page
    day.open("/maps/mentors")
    before = page.locator("[data-map] svg").get_attribute("viewBox")
    page.get_by_role("button", name="Крупнее").click()
    after = page.locator("[data-map] svg").get_attribute("viewBox")
    day.expect(before != after, "a button enlarges the map")
    day.picture("map-enlarged", day.size)
    page.locator("[data-map]").focus()
    page.keyboard.press("0")
    day.expect(page.locator("[data-map] svg").get_attribute("viewBox") == before, "0 shows the whole map")
    page.locator("[data-map] svg a").first.focus()
    day.expect(page.locator("[data-map] svg.dimmed .links .lit").count() > 0, "the focus lights ties")
    day.look_at_both("map-lit")
    page.locator("[data-map] svg a .node").nth(3).hover()
    day.expect(page.locator("[data-map] svg.dimmed").count() > 0, "the pointer lights ties")
    page.locator("#map-tables summary").first.click()
    page.locator("h1").click()
    page.keyboard.press("/")
    day.expect(page.evaluate("document.activeElement.type") == "search", "/ leads to the search")
    page.keyboard.type("гимназия 1")
    day.expect(page.locator("#map-tables tbody tr:visible").count() > 0, "find as you type leaves rows")
    page.locator("h1").click()
    page.keyboard.press("?")
    day.expect(page.locator("dialog.keys[open]").count() == 1, "? shows the keys")
    day.look_at_both("keys")
    page.keyboard.press("Escape")
    day.expect(page.locator("dialog.keys[open]").count() == 0, "Escape closes them")


def presents_the_public_only(day):
    refused(day, ["/matching", "/import", "/history", "/events/new", "/people"])
    other = day.service.school
    day.open(f"/schools/{other}")
    says_nothing_confidential(day)
    day.look_at_both("school-public")


def says_nothing_confidential(day):
    words = day.main().lower()
    for word in CONFIDENTIAL:
        day.expect(word not in words, f"nothing about «{word}»")


# The school

def another_school(own):
    """A school that gets help, not one's own."""
    with open(SAMPLE / "statuses.csv", newline="") as file:
        rows = [row["school"] for row in csv.DictReader(file) if row["status"] == "low_result"]
    return next(school for school in sorted(rows) if school != own)


def school_sees_its_own(day):
    """Own page from the overview: mentor, next step, results; of others only what everybody may know."""
    page = day.page
    day.open("/")
    day.press(page.locator(".note a[href^='/schools/']").first, "#ties")
    day.expect(day.service.school in page.url, "one's own page")
    words = day.main()
    day.expect("Результаты: сведения для помощи" in words and "Связи" in words, "own results and ties")
    day.look_at_both("own-school")
    day.open("/maps")
    day.expect("рабочая" in page.locator("[data-map]").inner_text(), "the working edition of one's own map")
    day.look_at_both("own-map")
    day.open("/maps/mentors")
    day.expect("публичная" in page.locator("[data-map]").inner_text(), "the public edition of everyone's map")
    day.expect(page.locator("[data-map] .low-result").count() == 0, "no school is marked")
    day.open(f"/schools/{another_school(day.service.school)}")
    says_nothing_confidential(day)
    day.expect(page.get_by_role("link", name="Записать событие").count() == 0, "nothing to record for others")
    refused(day, ["/matching", "/import", "/history", "/events/new", f"/schools/{day.service.school}/edit"])


def school_records_its_part(day):
    """Who came from the school: recorded by itself, corrected, seen on its page."""
    page = day.page
    own = day.service.school
    day.open(f"/events?school={own}&month=all")
    day.press(page.locator("tbody th a").first, "#own-people")
    event = day.path()
    for people in ("5", "6"):
        page.locator("#own-people").fill(people)
        day.press(day.button("Записать участие"), "#own-people")
        day.expect(f"человек: {people}" in day.text("[aria-labelledby=hw]"), f"own part is recorded: {people}")
    day.expect(page.locator("#own-role option").count() == 2, "a school does not make itself the host")
    day.expect(page.get_by_role("button", name="Добавить школу").count() == 0, "nor records others")
    day.look_at_both("own-part")
    day.open(f"/schools/{own}")
    title = re.escape(event.split("?")[0])
    day.expect(re.search(title, page.content()), "the event stands on the school's page")


WALKS = {
    "official": [reads_the_indicators, reads_history_only, date_slider_moves_the_map],
    "presenter": [takes_files_of_a_map, compares_two_dates, looks_at_a_map, presents_the_public_only],
    "school": [school_sees_its_own, school_records_its_part],
}
