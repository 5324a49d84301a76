"""Two people at once: a change that one saved is told to the other, and the later one gets both values."""

TOLD = ".note.warn[role=status] a"


def same_event(planner, administrator):
    """Both change the title of one event: the second is told, sees both values, and decides."""
    planner.open("/events?month=all")
    event = planner.page.locator("tbody th a").first.get_attribute("href").split("?")[0]
    planner.open(f"{event}/edit")
    administrator.open(f"{event}/edit")
    was = administrator.page.locator("#f-title").input_value()
    administrator.page.locator("#f-title").fill("Название администратора")
    planner.page.locator("#f-title").fill("Название планировщика")
    planner.press(planner.button("Сохранить событие"))
    planner.expect("Название планировщика" in planner.text("h1"), "the first one's title is saved")
    # Without a reload; what was typed stays.
    administrator.page.wait_for_selector(TOLD, timeout=15_000)
    administrator.expect("planner" in administrator.text(".note.warn[role=status]"), "who changed it is named")
    administrator.expect(
        administrator.page.locator("#f-title").input_value() == "Название администратора", "what was typed stays")
    administrator.look_at_both("told")
    administrator.press(administrator.button("Сохранить событие"), status=409)
    field = administrator.page.locator(".field.differs")
    administrator.expect(
        field.locator("input").input_value() == "Название администратора"
        and "Название планировщика" in field.inner_text(), "the conflict shows both values")
    administrator.look_at_both("conflict")
    administrator.press(administrator.button("Сохранить мои значения"))
    administrator.expect("Название администратора" in administrator.text("h1"), "the second one decided")
    planner.page.wait_for_selector(TOLD, timeout=15_000)
    with planner.page.expect_navigation():
        planner.page.locator(TOLD).click()
    planner.settle("h1")
    planner.expect("Название администратора" in planner.text("h1"), "«показать» loads what is saved now")
    # Nothing is lost: the history has all three titles.
    planner.open("/history")
    planner.press(planner.page.locator("tbody th a").first)
    last = planner.main()
    planner.expect("Название планировщика" in last and "Название администратора" in last, "both are in the history")
    planner.open("/history")
    planner.press(planner.page.locator("tbody th a").nth(1))
    planner.expect(was.replace("\u00a0", " ") in planner.main(), "so is the title before them")


def same_plan(planner, administrator):
    """Both open one variant of a plan: the second is told of the first one's version, and overwrites nothing."""
    planner.open("/matching")
    planner.settle("#pairs")
    planner.page.get_by_label("Название варианта").fill("Общий вариант")
    planner.press(planner.button("Сохранить как новый"), "#variants")
    administrator.open("/matching")
    administrator.settle("#pairs")
    administrator.press(administrator.link("Общий вариант"), "#pairs")
    for day, place in ((planner, 1), (administrator, 2)):
        row = day.page.locator("#pairs tbody tr:has(.pin[aria-pressed=false])").nth(place)
        day.press(row.locator(".pin"), "#pairs")
    planner.press(planner.button("Сохранить вариант"), "#variants")
    administrator.page.wait_for_selector(TOLD, timeout=15_000)
    words = administrator.text(".note.warn[role=status]")
    administrator.expect("planner" in words and "вариант" in words.lower(), f"who saved the variant is named: {words}")
    administrator.look_at_both("told-plan")
    administrator.press(administrator.button("Сохранить вариант"), "#variants", status=409)
    administrator.expect("planner" in administrator.main(), "the conflict names who saved the other version")
    administrator.expect("pin=" in administrator.page.url or administrator.page.locator(
        "#pairs .pin[aria-pressed=true]").count() > 0, "one's own decisions stay")
    administrator.look_at_both("conflict-plan")
    administrator.page.get_by_label("Название варианта").fill("Вариант администратора")
    administrator.press(administrator.button("Сохранить как новый"), "#variants")
    list_text = administrator.text("#variants")
    administrator.expect("Общий вариант" in list_text and "Вариант администратора" in list_text, "both are kept")


WALKS = [same_event, same_plan]
