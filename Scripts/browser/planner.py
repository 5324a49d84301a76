"""The planner's day: tables in, mentors, the ММО, a slide, an event, the indicator, and all of it back.

Every step is a walk of its own; `plain` days go through the same steps by links and forms alone.
"""

import re

import tables


def signs_in(day):
    """By the one-time link first, then by login and password, as on every later day."""
    page, password = day.page, day.service.password(day.role)
    day.watch.expected_status = None
    page.goto(day.service.sign_in_link(day.role))
    day.settle("h1")
    day.open("/account")
    page.get_by_label("Новый пароль").fill(password)
    day.press(day.button("Задать пароль"))
    day.expect("Пароль задан" in day.main(), "the password is set")
    page.locator(".user summary").click()
    day.press(page.get_by_role("button", name="Выйти"), ".signin")
    page.get_by_label("Логин").fill(day.role)
    page.get_by_label("Пароль").fill("не тот пароль")
    day.press(day.button("Войти"), "[role=alert]", status=401)
    day.expect("не подходят" in day.main(), "a wrong password is refused")
    page.get_by_label("Логин").fill(day.role)
    page.get_by_label("Пароль").fill(password)
    day.press(day.button("Войти"))
    day.expect(day.path() == "/", "signed in, at the overview")


def imports_a_dirty_table(day):
    """Faults are named where they stand, the copy with remarks is taken, the mended file is written whole."""
    page = day.page
    day.open("/import")
    upload(day, tables.workbook())
    check = day.main()
    day.expect("Пока ничего не записано" in check, "nothing is written before the check")
    day.expect(tables.NAME in check, "the check names the file")
    for number in range(len(tables.ROWS)):
        # A workbook's sheets are shown one at a time.
        tabs = page.locator(".counts a")
        if tabs.count():
            day.press(tabs.nth(number), ".sheet")
        check = day.main()
        for sheet, row, column, value in tables.FAULTS:
            if sheet == list(tables.ROWS)[number]:
                day.expect(f"{column}{row}: «{value}»" in check, f"the check names {sheet} {column}{row} {value}")
        day.look_at_both(f"import-faults-{number}")
    day.expect(page.get_by_role("button", name="Записать строк").count() == 0, "what has faults cannot be written")
    name, copy = day.download(day.link("Файл с замечаниями"))
    day.expect(name.endswith(".xlsx"), f"the copy with remarks is a workbook: {name}")
    remarks = tables.remarks(copy)
    day.expect(
        tables.WRONG_DAY in remarks and tables.WRONG_SCHOOL in remarks and "дата, например" in remarks,
        "the copy has the cells and what was expected")
    # One fault mended in place: the others stay.
    day.press(page.locator(".counts a").first, ".sheet")
    page.get_by_label("Исправить F3").fill(tables.RIGHT_DAY)
    day.press(day.button("Исправить F3"))
    check = day.main()
    day.expect(f"F3: «{tables.WRONG_DAY}»" not in check, "the mended cell has no remark")
    day.expect(f"C4: «{tables.WRONG_SCHOOL}»" in check, "the other remark stays")
    day.press(day.link("Загрузить другой файл"))
    upload(day, tables.workbook(mended=True))
    check = day.main()
    day.expect("Что изменится в сети" in check and "согласовано" in check, "changes are shown, old and new")
    day.look_at_both("import-changes")
    page.get_by_label("Почему").fill("Апрельские сведения школ")
    day.press(day.button("Записать строк"))
    day.expect("Записано всё сразу" in day.main(), "the import is written")
    day.look_at_both("import-done")
    day.open("/history")
    first = day.text("tbody tr")
    day.expect(tables.NAME in first and "Апрельские сведения" in first, f"the import is in the history: {first}")
    day.look_at_both("history")


def upload(day, content):
    day.page.locator("#file").set_input_files(
        {"name": tables.NAME, "mimeType": "application/octet-stream", "buffer": content})
    day.press(day.button("Проверить таблицу"), "#check-h")


# Matching

ROW = "#pairs tbody tr"


def pair_rows(day):
    """Rows of the plan with a pair that nothing holds."""
    return day.page.locator(f"{ROW}:has(.pin[aria-pressed=false])")


def matches_mentors(day):
    """Options, a pin, a ban, the next best, a variant, the comparison; then the plan in force and its annex."""
    page = day.page
    day.open("/matching")
    day.settle("#pairs")
    plain_cost = day.text(".facts dd >> nth=1")
    page.get_by_label("только свой").check()
    day.press(day.button("Пересчитать"), "#pairs")
    day.expect("district=same" in page.url, "the options stand in the address")
    day.expect(day.text(".facts dd >> nth=1") != plain_cost, "other options, another plan")
    day.look_at_both("matching-own-district")
    page.get_by_label("любой").check()
    day.press(day.button("Пересчитать"), "#pairs")
    day.expect(day.text(".facts dd >> nth=1") == plain_cost, "the same options, the same plan")
    # Pin.
    row = page.locator(f"#{pair_rows(day).first.get_attribute('id')}")
    pinned = row.get_attribute("id")
    day.press(row.locator(".pin"), "#pairs")
    row = page.locator(f"#{pinned}")
    day.expect(row.locator(".pin[aria-pressed=true]").count() == 1, "the pair is pinned")
    day.expect("закреплена" in row.inner_text(), "the row says that it is pinned")
    # Ban: another mentor, or none, and the price of the decision.
    row = pair_rows(day).nth(1)
    banned, mentor = row.get_attribute("id"), row.locator("td[data-l=Наставник] a").inner_text()
    next_best = re.sub(r"\s+", " ", row.locator("td[data-l=Следующий]").inner_text()).strip()
    day.expect(re.search(r"план|никого", next_best), f"the next mentor has a price: {next_best}")
    day.press(row.locator(".ban"), "#pairs")
    now = page.locator(f"#{banned} td[data-l=Наставник]").inner_text()
    day.expect(not now.startswith(mentor), f"a banned mentor is gone: {now}")
    held = day.text("#held")
    day.expect(
        f"← {mentor}".replace("\u00a0", " ") in held.split("Запрещено")[1], f"the decisions are listed: {held}")
    day.look_at_both("matching-decided")
    # Every uncovered need says why.
    day.expect(day.text("#why") != "" and page.locator("#places").count() == 1, "why, and what a place would gain")
    if not day.plain:
        finds_a_school(day)
    saves_a_variant(day)
    day.press(day.link("Сколько пар сменить"), "h1")
    day.settle("main table, main .empty, main .card")
    day.expect("Сколько пар сменить" in day.text("h1"), "the curve of changes")
    day.look_at_both("matching-changes")
    page.go_back()
    day.settle("#pairs")
    image = page.locator("#map img")
    image.scroll_into_view_if_needed()
    if image.count():
        answer = page.request.get(day.service.address + image.get_attribute("src"), timeout=120_000)
        day.expect(answer.ok and b"<svg" in answer.body(), "the plan's map is drawn")
    day.press(day.link("Принять план"), "#reason")
    day.look_at_both("matching-accept")
    page.get_by_label("Основание").fill("приказ № 12 от 29.04.2021")
    day.press(day.button("Принять план"))
    done = day.main()
    day.expect("План принят" in done and "Предложены" in done, "the plan is in force")
    day.look_at_both("matching-accepted")
    day.office_file(day.link("Приложение, DOCX"), ".docx", "word/document.xml")


def finds_a_school(day):
    """Find as you type leaves only the rows with the words."""
    page = day.page
    rows = page.locator(f"{ROW}:visible").count()
    page.locator("#find").fill("№ 55")
    left = page.locator(f"{ROW}:visible").count()
    day.expect(0 < left < rows, f"rows left of {rows} by typing: {left}")
    page.locator("#find").fill("")


def saves_a_variant(day):
    page = day.page
    page.get_by_label("Название варианта").fill("Апрель, черновик")
    day.press(day.button("Сохранить как новый"), "#variants")
    day.expect("Апрель, черновик" in day.text("#variants .list"), "the variant is listed")
    day.expect("variant=" in page.url, "the address has the variant")


# Associations

def composes_associations(day):
    """Groups for one subject, a school moved by link, by key and by mouse, the rest composed anew, and accepted."""
    page = day.page
    day.open("/associations")
    day.look_at_both("associations")
    day.press(day.link("Составить ММО: математика"), "[data-base]")
    day.look_at_both("associations-desk")
    price = day.text(".facts dd >> nth=1")
    moves_by_form(day)
    day.expect(page.locator(".mem.moved").count() == 1, "the school that was moved is marked")
    changed = day.text(".facts dd >> nth=1")
    day.expect(changed != price, f"the cost changes at once: {price}, {changed}")
    day.look_at_both("associations-moved")
    if not day.plain:
        moves_by_key(day)
        moves_by_mouse(day)
        day.look_at_both("associations-dragged")
    breaks_a_rule(day)
    day.press(day.link("Доустроить остальное"), "[data-base]")
    day.expect(page.locator("#broken").count() == 0, "the composed rest keeps every rule")
    day.look_at_both("associations-recomposed")
    day.press(day.link("Принять состав"), "#reason")
    day.look_at_both("associations-accept")
    day.press(day.button("Принять состав"))
    day.expect("Состав принят" in day.main(), "the composition is in force")
    day.office_file(day.link("Приложение, DOCX"), ".docx", "word/document.xml")


def movable(day, group, kind=""):
    """A school of the n-th group; `.mk.p` a project site, and so on."""
    return day.page.locator("[data-base]").nth(group).locator(f"[data-school]{kind}").first


def moves_by_form(day):
    """«Переместить» leads to a form of groups with their prices."""
    day.press(movable(day, 0).locator(".mv"), "button[name=to]")
    rows = day.page.locator("main tbody tr")
    day.expect("цен" in rows.first.inner_text(), "each group has its price before the click")
    day.look_at_both("associations-move")
    day.press(rows.first.get_by_role("button"), "[data-base]")


def moves_by_key(day):
    """m on a school opens the same form."""
    page = day.page
    movable(day, 1).locator(".mv").focus()
    with page.expect_navigation():
        page.keyboard.press("m")
    day.settle("button[name=to]")
    page.locator("button[name=to]").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    day.settle("[data-base]")
    day.expect(page.locator(".mem.moved").count() >= 1, "a school is moved by keys")


def moves_by_mouse(day):
    """A school dragged into another group."""
    page = day.page
    before = day.text(".facts dd >> nth=1")
    school = movable(day, 0, ":not(.moved)")
    name = school.get_attribute("data-school")
    target = page.locator("[data-base]").nth(1)
    base = target.get_attribute("data-base")
    page.evaluate("scrollTo(0, 0)")
    with page.expect_navigation():
        school.drag_to(target.locator(".base"))
    day.settle("[data-base]")
    day.expect(
        page.locator(f"[data-base='{base}'] [data-school='{name}'].moved").count() == 1, f"{name} is dragged to {base}")
    day.expect(day.text(".facts dd >> nth=1") != before, "the cost changes with the drag")


def breaks_a_rule(day):
    """Moves helped schools into one group until a rule breaks: it is named, and accepting is off with the reason."""
    page = day.page
    for _ in range(4):
        if page.locator("#broken").count():
            break
        card = page.locator("[data-base]:has(.mk.s)").first
        day.press(card.locator("[data-school]:has(.mk.s) .mv").first, "button[name=to]")
        day.press(page.locator("main tbody tr").first.get_by_role("button"), "[data-base]")
    day.expect(page.locator("#broken li").count() > 0, "a broken rule is named")
    main = page.locator(".acts .btn.main")
    day.expect(main.get_attribute("aria-disabled") == "true", "a broken composition cannot be accepted")
    day.look_at_both("associations-broken")


# A slide

def takes_a_slide(day):
    day.open("/maps/mentors?on=2021-04-30")
    day.expect(day.page.locator("[data-map] svg .node").count() > 20, "the map has its schools")
    day.office_file(day.link("PPTX"), ".pptx", "ppt/slides/slide1.xml")


# An event and the indicator

def indicator(day):
    """Indicator 9 on the overview: the share and the words beside it."""
    day.open("/")
    return day.text(".hero .big"), day.text(".hero b")


def records_an_event(day):
    """The overview tells which school lacks an event; with it the indicator moves; undone, it is back."""
    page = day.page
    share, count = indicator(day)
    task = page.locator(".att a[href^='/events/new?partnership=']").first
    school = re.search(r"№\s*\d+", task.inner_text())
    if not day.expect(school, "a school that lacks a joint event"):
        return
    day.press(task, "#f-title")
    page.get_by_label("Название").fill("Открытый урок и разбор работ")
    day.look_at_both("event-new")
    day.press(day.button("Записать событие"), "#add-school")
    event = day.path().split("?")[0]
    page.locator("#add-school").fill(school.group())
    page.locator("#add-people").fill("4")
    day.press(day.button("Добавить школу"), "#add-school")
    day.expect("человек: 4" in day.text("[aria-labelledby=hp]"), "the attendance is recorded")
    page.locator("#list").fill("Школа № 55\t3\nШкола № 9999\t2")
    day.press(day.button("Проверить список"), "select")
    day.expect("такой школы нет" in day.main(), "a list is shown as it was understood")
    day.look_at_both("attendance-list")
    day.press(day.button("Записать список"), "#add-school")
    day.expect("человек: 7" in day.text("[aria-labelledby=hp]"), "the list is recorded")
    day.look_at_both("event")
    after_share, after_count = indicator(day)
    day.expect(after_share != share and after_count != count, f"the indicator moves from {count}: {after_count}")
    day.look_at_both("overview-after-event")
    day.open("/indicators/9")
    day.expect(after_count.split(" ")[0] in day.text(".headline b"), "the indicator's page has the same figure")
    undoes(day, event.rsplit("/", 1)[1])
    back_share, back_count = indicator(day)
    day.expect((back_share, back_count) == (share, count), f"undone, the indicator is back: {back_count}, was {count}")
    day.open(event, status=404)


def undoes(day, event):
    """Takes back what concerns the event, the latest change first; before that, the history refuses the first."""
    page = day.page
    day.open("/history")
    latest = int(re.search(r"\d+", day.text("tbody tr th")).group())
    first = latest - 2
    day.open(f"/history/{first}?undo=try")
    day.expect(event in day.main(), "the change of the event")
    day.expect("Отменить нельзя" in day.main(), "an event with people is not undone before them")
    day.look_at_both("history-conflict")
    for number in range(latest, first - 1, -1):
        day.open(f"/history/{number}")
        day.press(day.link("Проверить отмену"), "#undo")
        if number == latest:
            day.look_at_both("history-undo")
        day.press(day.button("Отменить изменение"), "h1")
        day.expect(f"Отменяет изменение № {number}" in day.main(), f"the undoing of {number} is a change of its own")


def takes_the_import_back(day):
    """The import can still be undone, though a plan was accepted since; or the history names what stands against it."""
    page = day.page
    day.open("/history")
    row = page.locator("tbody tr", has_text="Апрельские сведения").first
    day.press(row.get_by_role("link").first)
    day.press(day.link("Проверить отмену"), "#undo")
    words = day.text("#undo")
    day.expect("Отменить изменение" in words or "Отменить нельзя" in words, f"the undoing is tried: {words}")
    day.look_at_both("history-import")


WALKS = [
    imports_a_dirty_table, matches_mentors, composes_associations, takes_a_slide, records_an_event,
    takes_the_import_back,
]
# What is left out is another person's day as well, or changes nothing that later steps see.
SHORT = [imports_a_dirty_table, matches_mentors, composes_associations, takes_a_slide, records_an_event]
