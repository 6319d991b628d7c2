"""The control strip in a real browser: keyboard, typed numbers, links, Undo, the way back, two readers, a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
Settled = Callable[[Page], None]
ANSWER = "Keeping 30,000 troops in the field would tie up 90,000 to 120,000"
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


def control(page: Page, key: str) -> Locator:
    """A popover of the strip, closed: its button, whose label is what is shown."""
    return page.locator(f".st-key-strip_{key} button").first


def opened(page: Page, key: str) -> Locator:
    """A popover of the strip, opened: what it holds."""
    control(page, key).click()
    body = page.get_by_test_id("stPopoverBody")
    expect(body).to_be_visible()
    return body


def answers(page: Page, text: str | re.Pattern[str]) -> None:
    """Wait until the page's heading is an answer."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def slider(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def copied(page: Page) -> str:
    """The link that "Share or download" shows."""
    page.get_by_role("button", name="Share or download").click()
    link = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").first.inner_text().strip()
    page.keyboard.press("Escape")
    return link


def test_t_03_t_10_t_11_the_keyboard_moves_inputs_and_the_link_to_share_holds_them_all(open_page: Open) -> None:
    page = open_page()
    answers(page, ANSWER)
    opened(page, "size")
    slider(page, "Troops").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    answers(page, re.compile(r"Keeping 32,500 troops .* 97,500 to 130,000"))
    expect(control(page, "size")).to_contain_text("32,500 troops")
    page.keyboard.press("Escape")
    opened(page, "rest").get_by_text("German norm").click()
    answers(page, re.compile(r"Keeping 32,500 troops .* 195,000"))
    expect(control(page, "tour")).to_contain_text("four-month tours")
    expect(control(page, "rest")).to_contain_text("20 months at home")
    chart = page.locator(".st-key-card_arithmetic [role=graphics-document]")
    expect(chart).to_have_attribute("aria-label", re.compile("195,000"))
    page.keyboard.press("Escape")
    months = page.locator(".st-key-card_months")
    expect(months.get_by_role("heading")).to_contain_text("of the 32,500")
    expect(months.locator("[role=graphics-document]")).to_have_attribute("aria-label", re.compile("32,500"))
    page.locator(".st-key-card_arithmetic").get_by_text("Use this chart").click()
    expect(page.get_by_test_id("stPopoverBody").locator("table")).to_contain_text("195,000")
    page.keyboard.press("Escape")
    link = copied(page)
    for part in (
        "v=", "scenario=reassurance_force", "troops=32500", "size_by=own", "rest_by=germany_norm", "tour=4",
        "tour_by=germany_norm.tour_months", "dwell_low=20", "overlap=0", "support=0", "starts=Staggered", "who=",
    ):  # fmt: skip
        assert part in link, part
    fresh = open_page(link)
    answers(fresh, re.compile(r"Keeping 32,500 troops .* 195,000"))
    expect(fresh.get_by_test_id("stAlert")).to_have_count(0)
    expect(fresh.locator(".st-key-changes button").first).to_contain_text("3 changes")


@pytest.mark.slow
def test_t_05_t_06_keys_pressed_in_a_hurry_leave_slider_answer_and_address_agreed(open_page: Open) -> None:
    page = open_page()
    answers(page, ANSWER)
    opened(page, "size")
    troops = slider(page, "Troops")
    troops.focus()
    for times, gap in enumerate((0, 30, 60, 150, 300), start=1):
        for _ in range(5):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(gap)
        now = 30_000 + times * 5 * 500
        expect(troops).to_have_attribute("aria-valuetext", f"{now:,}")
        answers(page, re.compile(f"Keeping {now:,} troops"))
        expect(page).to_have_url(re.compile(f"[?&]troops={now}(&|$)"))
        expect(troops).to_have_attribute("aria-valuetext", f"{now:,}")  # nothing late moved it back
        expect(troops).to_be_focused()
    for key in ("PageUp", "PageDown", "Home", "End"):
        before = troops.get_attribute("aria-valuetext") or ""
        page.keyboard.press(key)
        expect(troops).not_to_have_attribute("aria-valuetext", before)
        now = int((troops.get_attribute("aria-valuetext") or "").replace(",", ""))
        assert {"Home": now == 0, "End": now == 200_000}.get(key, 0 < now < 200_000)
        answers(page, re.compile(f"Keeping {now:,} troops" if now else "No troops "))
        expect(page).to_have_url(re.compile(f"[?&]troops={now}(&|$)"))


def test_moves_of_one_input_are_one_step_of_the_browsers_back(open_page: Open) -> None:
    page = open_page()
    answers(page, ANSWER)
    length = page.evaluate("history.length")
    opened(page, "size")
    slider(page, "Troops").focus()
    for now in ("30,500", "31,000", "31,500"):
        page.keyboard.press("ArrowRight")
        answers(page, re.compile(f"Keeping {now} troops"))
    page.keyboard.press("Escape")
    opened(page, "rest").get_by_text("NATO targets").click()
    answers(page, re.compile(r"Keeping 31,500 troops .* 157,500"))
    assert page.evaluate("history.length") == length + 2
    page.go_back()
    answers(page, re.compile(r"Keeping 31,500 troops .* 94,500 to 126,000"))
    page.go_back()
    answers(page, ANSWER)
    expect(page.locator(".st-key-undo button")).to_be_visible()  # the way back can be taken back too


def test_t_07_t_08_t_53_a_typed_number_stands_and_one_that_is_refused_changes_nothing(open_page: Open) -> None:
    page = open_page()
    answers(page, ANSWER)
    opened(page, "more").get_by_text("Exact numbers", exact=True).click()
    expect(page).to_have_url(re.compile("input=Exact"))
    page.keyboard.press("Escape")
    body = opened(page, "size")
    field = body.get_by_role("textbox", name="Troops")
    field.fill("12345")
    field.press("Enter")
    answers(page, re.compile("Keeping 12,345 troops"))
    expect(page).to_have_url(re.compile("troops=12345"))
    for text, why in (
        ("999999", "is out of range: write 0 to 200,000 troops"),
        ("20.000", "can mean two numbers: write 20000, or 20"),
        ("20 000", "is written with separators: write 20000"),
        ("1,5", "has a comma: write 1.5"),
        ("30,000 troops", "is no number: write digits alone"),
    ):
        field.fill("")
        field.press_sequentially(text)
        field.press("Enter")
        expect(body.get_by_role("alert")).to_contain_text(f"Troops: '{text}' {why}")
        expect(body.get_by_role("alert")).to_contain_text("It stays at 12345.")
        expect(field).to_have_value(text)
        answers(page, re.compile("Keeping 12,345 troops"))
    expect(body.get_by_text("Allowed: 0 to 200,000 troops")).to_be_visible()
    field.fill("1e4")
    field.press("Enter")
    answers(page, re.compile("Keeping 10,000 troops"))
    expect(field).to_have_value("10000")
    field.fill("12345")
    field.press("Enter")
    answers(page, re.compile("Keeping 12,345 troops"))
    page.keyboard.press("Escape")
    opened(page, "more").get_by_text("Sliders", exact=True).click()
    page.wait_for_url(lambda address: "input=" not in address)
    page.keyboard.press("Escape")
    expect(opened(page, "size").get_by_text("Exact value 12,345")).to_be_visible()
    answers(page, re.compile("Keeping 12,345 troops"))


@pytest.mark.slow
@pytest.mark.parametrize("value", ["999999", "abc"])
def test_t_09_a_bad_link_is_said_and_the_rest_stands(value: str, open_page: Open) -> None:
    page = open_page(f"/?troops={value}&nope=1&tour=4")
    alerts = page.get_by_test_id("stMain").get_by_role("alert").filter(has_text="is not used")
    expect(alerts).to_have_count(2)
    for said in (
        f"'troops={value}' is not used; allowed: 0 to 200,000 troops.",
        "'nope' is not used; this scenario has: size_by, tour_by,",
    ):
        expect(alerts.filter(has_text=said)).to_be_visible()
    answers(page, ANSWER)
    expect(control(page, "tour")).to_contain_text("four-month tours")


@pytest.mark.slow
def test_t_12_an_older_link_is_taken_as_it_was_meant(open_page: Open) -> None:
    page = open_page("/?v=0badf00d&scenario=reassurance_force&troops=20000&tour=4&ratio_low=2&ratio_high=3")
    answers(page, re.compile("Keeping 20,000 troops"))
    notes = page.get_by_test_id("stMain").get_by_role("alert")
    expect(notes.filter(has_text="This link was made with other evidence (version 0badf00d")).to_be_visible()
    expect(notes.filter(has_text="all go at once in it")).to_be_visible()
    expect(page.get_by_role("radio", name="All at once")).to_be_checked()
    expect(page).to_have_url(re.compile("starts=Rested"))
    assert "v=" not in page.url


@pytest.mark.slow
def test_t_14_t_15_t_17_changes_are_listed_taken_back_and_started_over_from_any_page(open_page: Open) -> None:
    page = open_page()
    answers(page, ANSWER)
    undo, over = page.locator(".st-key-undo button"), page.locator(".st-key-start_over button")
    changes = page.locator(".st-key-changes button").first
    status = page.get_by_role("status").filter(has_text="You ")
    for absent in (undo, over, changes, status):
        expect(absent).to_have_count(0)
    opened(page, "size")
    slider(page, "Troops").press("ArrowRight")
    expect(status).to_have_text(
        "You set the force to 30,500 troops: that would tie up 91,500 to 122,000, 1,500 to 2,000 more."
    )
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="All at once").click()
    expect(changes).to_contain_text("2 changes")
    page.get_by_role("link", name="Who carries it").first.click()
    expect(page).to_have_url(re.compile("/contributors"))
    expect(changes).to_contain_text("2 changes")
    body = opened(page, "nations")
    body.get_by_role("combobox", name="Who takes part").fill("Pol")
    page.get_by_role("option", name="Poland (ruled out)").click()
    expect(changes).to_contain_text("3 changes")
    expect(page.get_by_text("Poland had ruled out sending troops")).to_be_visible()
    page.keyboard.press("Escape")
    changes.click()
    listed = page.get_by_test_id("stPopoverBody").get_by_role("table")
    expect(listed).to_contain_text("30,000")
    expect(listed).to_contain_text("30,500")
    page.keyboard.press("Escape")
    undo.click()
    expect(changes).to_contain_text("2 changes")
    expect(control(page, "nations")).to_contain_text("France and the UK")
    page.get_by_role("link", name="The answer").first.click()
    expect(page.get_by_role("radio", name="All at once")).to_be_checked()
    undo.click()
    expect(page.get_by_role("radio", name="Steady")).to_be_checked()
    page.get_by_role("radio", name="All at once").click()  # what was taken back is set once more
    expect(changes).to_contain_text("2 changes")
    over.click()
    answers(page, ANSWER)
    expect(over).to_have_count(0)
    expect(changes).to_have_count(0)
    assert "troops" not in page.url
    undo.click()
    expect(changes).to_contain_text("2 changes")
    opened(page, "size")
    expect(slider(page, "Troops")).to_have_attribute("aria-valuetext", "30,500")


@pytest.mark.slow
def test_t_14_what_was_set_elsewhere_holds_with_the_next_change(open_page: Open) -> None:
    """A popover that is closed takes no value: the browser would send its older one with the next change."""
    page = open_page()
    answers(page, ANSWER)
    opened(page, "size")
    slider(page, "Troops").press("End")
    answers(page, re.compile("Keeping 200,000 troops"))
    page.keyboard.press("Escape")
    page.locator(".st-key-start_over button").click()
    answers(page, ANSWER)
    opened(page, "rest").get_by_text("British Army guideline").click()
    answers(page, re.compile(r"Keeping 30,000 troops .* 150,000"))


@pytest.mark.slow
def test_t_16_every_control_of_the_strip_moves_the_page(open_page: Open) -> None:
    page = open_page()
    answers(page, ANSWER)
    status = page.get_by_role("status").filter(has_text="You ")
    opened(page, "more")
    for name in ("Size of a unit that rotates", "Handover", "Call-up", "Travel", "Share of each army"):
        before = status.inner_text() if status.count() else ""
        slider(page, name).press("ArrowRight")
        expect(status).not_to_have_text(before or "-")
        expect(status).to_have_text(re.compile(r"^You set .*: (that|they|in whole|troops|the totals)"))


@pytest.mark.slow
def test_t_28_what_the_reader_set_is_warned_of_below_the_strip_with_its_remedy(open_page: Open) -> None:
    page = open_page("/?troops=200000&support=0.5")
    warning = page.get_by_test_id("stAlert")
    expect(warning).to_have_count(1)
    expect(warning).to_contain_text("300,000 troops are more than any force proposed in our sources")
    expect(open_page().get_by_test_id("stAlert")).to_have_count(0)
    refused = open_page("/?overlap=6")
    answers(refused, "No answer for these values")
    expect(refused.get_by_role("alert")).to_contain_text("shorten the handover or lengthen the tour")
    opened(refused, "tour")
    slider(refused, "Tour in months").press("ArrowRight")
    answers(refused, re.compile("Keeping 30,000 troops"))


@pytest.mark.slow
def test_t_42_two_readers_and_two_tabs_do_not_meet(open_page: Open) -> None:
    first, second = open_page(), open_page("/?scenario=dannatt", another_reader=True)
    answers(first, ANSWER)
    tab = first.context.new_page()
    tab.goto(first.url)
    opened(first, "size")
    slider(first, "Troops").press("ArrowRight")
    answers(first, re.compile("Keeping 30,500 troops"))
    answers(second, re.compile("Keeping 10,000 troops"))
    answers(tab, ANSWER)
    opened(tab, "tour")
    slider(tab, "Tour in months").press("ArrowLeft")
    expect(control(tab, "tour")).to_contain_text("5.5-month tours")
    expect(control(first, "tour")).to_contain_text("six-month tours")


@pytest.mark.slow
def test_t_43_markup_in_an_address_is_shown_as_it_stands(open_page: Open) -> None:
    page = open_page("/", another_reader=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{page.url}?troops=![i](http://evil.test/i.png)&tour=[x](http://evil.test)&element=%0A%0A%23 Forged")
    answers(page, ANSWER)
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("'element= # Forged' is not used")).to_be_visible()
    for told in (r"'troops=!\[i\]\(http:.//evil.test/i.png\)' is not", r"'tour=\[x\]\(http:.//evil.test\)' is not"):
        expect(main.get_by_text(re.compile(told))).to_be_visible()
    assert main.locator("img, a[href*=evil]").count() == 0
    assert asked
    assert not [url for url in asked if url.startswith("http://evil")]


@pytest.mark.slow
def test_a_plan_chosen_here_stands_in_the_address_and_opens_again(open_page: Open) -> None:
    page = open_page()
    answers(page, ANSWER)
    opened(page, "plan").get_by_role("combobox", name="Which plan?").click()
    page.get_by_role("option", name="Three tiers, Aug 2025").click()
    answers(page, re.compile("Keeping 12,000 to 50,000 troops"))
    expect(control(page, "size")).to_contain_text("4 to 5 brigades of 3,000 to 10,000")
    expect(page).to_have_url(re.compile("scenario=three_tier"))
    answers(open_page(page.url), re.compile("Keeping 12,000 to 50,000 troops"))


@pytest.mark.slow
def test_a_rest_in_months_is_there_after_a_reload(open_page: Open) -> None:
    page = open_page("/?dwell_as=Months&dwell_low=24&dwell_high=30")
    answers(page, re.compile("150,000 to 180,000"))
    page.reload()
    answers(page, re.compile("150,000 to 180,000"))
    expect(page.get_by_test_id("stAlert").filter(has_text="is not used")).to_have_count(0)


@pytest.mark.slow
def test_back_after_other_pages_keeps_what_is_shown_with_its_address(open_page: Open) -> None:
    page = open_page("/")
    answers(page, ANSWER)
    opened(page, "size")
    slider(page, "Troops").press("ArrowRight")
    answers(page, re.compile("Keeping 30,500 troops"))
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Who carries it").first.click()
    expect(control(page, "size")).to_contain_text("30,500 troops")
    expect(page).to_have_url(re.compile(r"/contributors\?.*troops=30500"))
    page.get_by_role("link", name="The answer").first.click()
    answers(page, re.compile("Keeping 30,500 troops"))
    page.get_by_role("radio", name="All at once").click()
    expect(page.locator(".st-key-changes button").first).to_contain_text("2 changes")
    page.go_back()
    expect(page).to_have_url(re.compile(r"troops=30500$"))
    expect(page.locator(".st-key-changes button").first).to_contain_text("1 change")
    answers(page, re.compile("Keeping 30,500 troops"))


@pytest.mark.slow
@pytest.mark.parametrize("style", ["Exact numbers", "Sliders"])
def test_the_way_numbers_are_set_holds_on_the_way_back_from_another_page(style: str, open_page: Open) -> None:
    page = open_page("/?scenario=dannatt&input=Exact+numbers")
    answers(page, re.compile("Keeping 10,000 troops"))
    if style == "Sliders":
        opened(page, "more").get_by_text(style, exact=True).click()
        page.wait_for_url(lambda address: "input=" not in address)
        page.keyboard.press("Escape")
    page.get_by_role("link", name="Who carries it").first.click()
    page.wait_for_url("**/contributors?scenario=dannatt*")
    while "contributors" in page.url:
        page.go_back()
    answers(page, re.compile("Keeping 10,000 troops"))
    expect(opened(page, "more").get_by_role("radio", name=style)).to_be_checked()
    assert ("input=Exact+numbers" in page.url) == (style == "Exact numbers")


@pytest.mark.slow
def test_a_first_visit_has_three_questions_until_the_first_change(open_page: Open) -> None:
    page = open_page()
    answers(page, ANSWER)
    questions = page.locator(".st-key-starters button")
    expect(questions).to_have_count(3)
    questions.filter(has_text="What if Poland joined?").click()
    expect(control(page, "nations")).to_contain_text("France, Poland and the UK")
    expect(page.get_by_text("Poland had ruled out sending troops")).to_be_visible()
    expect(questions).to_have_count(0)
    expect(open_page("/?tour=4").locator(".st-key-starters button")).to_have_count(0)
    phone = open_page(width=390, height=844)
    phone.locator(".st-key-starters button").filter(has_text="British Army").click()
    answers(phone, "Keeping 30,000 troops in the field would tie up 150,000")
    expect(phone.get_by_role("heading", level=1)).to_be_in_viewport()


@pytest.mark.slow
def test_a_size_that_nobody_has_published_is_set_by_one_that_was_named(open_page: Open) -> None:
    page = open_page("/?scenario=multinational_force_ukraine")
    expect(control(page, "size")).to_contain_text("size not known")
    opened(page, "size").get_by_text("64,000").click()
    answers(page, re.compile("Keeping 64,000 troops"))
    expect(control(page, "plan")).to_contain_text("Multinational Force, on the ground")


@pytest.mark.slow
def test_on_a_phone_numbers_are_typed_and_the_strip_fits(open_page: Open, settled: Settled) -> None:
    page = open_page("/?scenario=three_tier", width=390, height=844, user_agent=PHONE, has_touch=True)
    body = opened(page, "size")
    expect(body.get_by_role("textbox")).to_have_count(4)
    field = body.get_by_role("textbox", name="Brigades or units: to")
    field.fill("6")
    field.press("Enter")
    expect(control(page, "size")).to_contain_text("4 to 6 brigades")
    settled(page)
    assert "input=" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
