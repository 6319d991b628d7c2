"""Explore in a real browser: keyboard, link, phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
Fits = Callable[..., None]


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def figure(page: Page, label: str) -> Locator:
    return main(page).get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")


def all_show(shows: Shows, page: Page, *, headline: str, tied_up: str) -> None:
    """Headline, figure, the chart's text and the first table all say the same."""
    shows(page, headline)
    expect(figure(page, "Tied up in all")).to_have_text(tied_up)
    low, high = tied_up.split("–")
    chart = page.locator("[role=graphics-document]").first
    expect(chart).to_have_attribute("aria-label", re.compile(f"{low} to {high}"))
    expect(main(page).locator("table").first).to_contain_text(high)


def press(page: Page, slider: str, key: str, times: int = 1) -> None:
    page.get_by_role("slider", name=slider).focus()
    for _ in range(times):
        page.keyboard.press(key)


def test_t_01_t_02_it_opens_on_a_headline_figures_and_charts(open_page: Open, shows: Shows) -> None:
    page = open_page()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    all_show(shows, page, headline="would tie up about 90,000 to 120,000 troops in all", tied_up="90,000–120,000")
    expect(main(page).get_by_test_id("stMetric")).to_have_count(4)
    expect(page.locator("[role=graphics-document][aria-label^='Units deployed']")).to_be_attached()
    for text in ("Source: Roulement", "scenario reassurance_force"):
        expect(page.locator("[role=graphics-document]").first.locator("text").filter(has_text=text)).to_have_count(1)


def test_t_03_t_10_the_keyboard_moves_inputs_and_the_copied_link_holds_them_all(open_page: Open, shows: Shows) -> None:
    page = open_page()
    press(page, "Troops", "ArrowRight", 5)
    all_show(shows, page, headline="Keeping 32,500 troops deployed", tied_up="97,500–130,000")
    assert "troops=32500" in page.url

    page.get_by_role("radio", name="Months").click()
    expect(page.get_by_role("slider", name="Months at home between tours, low end")).to_be_visible()
    all_show(shows, page, headline="Keeping 32,500 troops deployed", tied_up="97,500–130,000")

    press(page, "Tour", "ArrowLeft", 4)
    all_show(shows, page, headline="on four-month tours", tied_up="130,000–179,000")

    page.get_by_role("button", name="Copy link").click()
    link = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().strip()
    for part in (
        "v=",
        "scenario=reassurance_force",
        "troops=32500",
        "tour=4",
        "dwell_low=12",
        "overlap=0",
        "support=0",
    ):
        assert part in link
    fresh = open_page(link)
    all_show(shows, fresh, headline="Keeping 32,500 troops deployed on four-month tours", tied_up="130,000–179,000")
    expect(fresh.get_by_test_id("stAlert")).to_have_count(1)  # old figures alone


@pytest.mark.slow
def test_t_05_t_06_keys_pressed_in_a_hurry_leave_slider_headline_and_address_agreed(
    open_page: Open, shows: Shows
) -> None:
    page = open_page()
    slider = page.get_by_role("slider", name="Troops")
    slider.focus()
    for times, gap in enumerate((0, 30, 60, 150, 300), start=1):
        for _ in range(5):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(gap)
        now = 30_000 + times * 5 * 500
        expect(slider).to_have_attribute("aria-valuetext", f"{now:,}")
        shows(page, f"Keeping {now:,} troops deployed")
        expect(page).to_have_url(re.compile(f"[?&]troops={now}(&|$)"))
        expect(slider).to_have_attribute("aria-valuetext", f"{now:,}")  # nothing late moved it back
    for key in ("PageUp", "PageDown", "Home", "End"):
        before = slider.get_attribute("aria-valuetext") or ""
        page.keyboard.press(key)
        expect(slider).not_to_have_attribute("aria-valuetext", before)
        now = int((slider.get_attribute("aria-valuetext") or "").replace(",", ""))
        assert {"Home": now == 0, "End": now == 200_000}.get(key, 0 < now < 200_000)
        shows(page, f"Keeping {now:,} troops deployed" if now else "so nothing is tied up.")
        assert f"troops={now}" in page.url


@pytest.mark.slow
def test_a_scenario_chosen_here_stands_in_the_address_and_opens_again(open_page: Open, shows: Shows) -> None:
    page = open_page()
    page.get_by_role("combobox", name="Starting scenario").click()
    page.get_by_role("option", name="Three tiers: monitors").click()
    all_show(shows, page, headline="Keeping 12,000 to 50,000 troops deployed", tied_up="36,000–200,000")
    assert "scenario=three_tier" in page.url
    all_show(shows, open_page(page.url), headline="Keeping 12,000 to 50,000 troops", tied_up="36,000–200,000")


def test_t_07_t_08_t_53_a_typed_number_stands_and_one_that_is_refused_changes_nothing(
    open_page: Open, shows: Shows
) -> None:
    page = open_page()
    page.get_by_role("radio", name="Exact numbers").click()
    field = page.get_by_role("textbox", name="Troops")
    field.fill("12345")
    field.press("Enter")
    shows(page, "Keeping 12,345 troops deployed")
    expect(page).to_have_url(re.compile("troops=12345"))
    field.fill("999999")
    field.press("Enter")
    refused = page.get_by_test_id("stSidebar").get_by_role("alert")
    expect(refused).to_have_text("Troops: '999999' is out of range: write 0 to 200,000 troops. It stays at 12345.")
    expect(page.get_by_text("Allowed: 0 to 200,000 troops")).to_be_visible()
    shows(page, "Keeping 12,345 troops deployed")
    expect(page).to_have_url(re.compile("troops=12345"))
    tour = page.get_by_role("textbox", name="Tour")
    tour.fill("")
    tour.press_sequentially("1,5")
    tour.press("Enter")
    expect(refused.last).to_have_text("Tour: '1,5' has a comma: write 1.5. It stays at 6.")
    expect(tour).to_have_value("1,5")
    assert "tour=" not in page.url
    field.fill("12345")
    field.press("Enter")
    expect(refused).to_have_count(1)
    page.get_by_role("radio", name="Sliders").click()
    expect(page.get_by_text("Exact value 12,345")).to_be_visible()
    shows(page, "Keeping 12,345 troops deployed")


@pytest.mark.parametrize("value", ["999999", "abc"])
@pytest.mark.slow
def test_t_09_a_bad_link_is_said_and_the_rest_stands(value: str, open_page: Open, shows: Shows) -> None:
    page = open_page(f"/?troops={value}&nope=1")
    alerts = main(page).get_by_role("alert").filter(has_text="is not used")
    expect(alerts).to_have_count(2)
    for said in (
        f"'troops={value}' is not used; allowed: 0 to 200,000 troops.",
        "'nope' is not used; this scenario has: troops, tour,",
    ):
        expect(alerts.filter(has_text=said)).to_be_visible()
    all_show(shows, page, headline="Keeping 30,000 troops deployed", tied_up="90,000–120,000")


@pytest.mark.slow
def test_t_43_markup_in_an_address_is_shown_as_it_stands(open_page: Open, shows: Shows) -> None:
    page = open_page("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{page.url}?troops=![i](http://evil.test/i.png)&tour=[x](http://evil.test)&element=%0A%0A%23 Forged")
    shows(page, "90,000 to 120,000")
    shows(page, "'element= # Forged' is not used")
    for told in (r"'troops=!\[i\]\(http:.//evil.test/i.png\)' is not", r"'tour=\[x\]\(http:.//evil.test\)' is not"):
        expect(page.get_by_text(re.compile(told))).to_be_visible()
    main = page.get_by_test_id("stMain")
    expect(main.get_by_role("heading", level=1)).to_have_count(1)
    assert main.locator("img, a[href*=evil]").count() == 0
    assert asked
    assert not [url for url in asked if url.startswith("http://evil")]


@pytest.mark.slow
def test_a_dwell_in_the_other_form_is_there_after_a_reload(open_page: Open, shows: Shows) -> None:
    page = open_page("/?dwell_as=Months&dwell_low=24&dwell_high=30")
    shows(page, "150,000 to 180,000")
    page.reload()
    shows(page, "150,000 to 180,000")
    expect(page.get_by_test_id("stAlert").filter(has_text="is not used")).to_have_count(0)


@pytest.mark.slow
def test_back_after_other_pages_keeps_inputs_and_choices_with_their_address(open_page: Open, shows: Shows) -> None:
    page = open_page("/")
    shows(page, "Keeping 30,000 troops")
    page.get_by_role("slider", name="Troops").first.press("ArrowRight")
    shows(page, "Keeping 30,500 troops")
    page.get_by_role("link", name="Contributors").first.click()
    shows(page, "Who would carry it")
    page.get_by_role("link", name="Explore").first.click()
    shows(page, "Keeping 30,500 troops")
    page.get_by_test_id("stSidebar").get_by_text("Rested", exact=True).click()
    shows(page, "2 changes")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?troops=30500$"))
    shows(page, "1 change")
    shows(page, "Keeping 30,500 troops")


@pytest.mark.slow
@pytest.mark.parametrize("style", ["Exact numbers", "Sliders"])
def test_the_input_style_holds_on_the_way_back_from_another_page(style: str, open_page: Open, shows: Shows) -> None:
    page = open_page("/?scenario=dannatt&input=Exact+numbers")
    if style == "Sliders":
        page.get_by_test_id("stSidebar").get_by_text(style, exact=True).click()
        page.wait_for_url(lambda address: "input=" not in address)
    page.get_by_role("link", name="Contributors").first.click()
    page.wait_for_url("**/contributors?scenario=dannatt")
    shows(page, "Who would carry it")
    while "contributors" in page.url:
        page.go_back()
    shows(page, "Keeping 10,000 troops")
    expect(page.get_by_role("radio", name=style)).to_be_checked()
    assert ("input=Exact+numbers" in page.url) == (style == "Exact numbers")


@pytest.mark.slow
def test_t_42_t_44_two_readers_and_two_tabs_do_not_meet_and_no_shortcut_clears_anything(
    open_page: Open, shows: Shows
) -> None:
    first, second = open_page(), open_page("/?scenario=dannatt")
    tab = first.context.new_page()
    tab.goto(first.url)
    press(first, "Troops", "ArrowRight")
    shows(first, "Keeping 30,500 troops deployed")
    shows(second, "Keeping 10,000 troops deployed")
    shows(tab, "Keeping 30,000 troops deployed")
    press(tab, "Tour", "ArrowLeft")
    shows(tab, "on 5.5-month tours")
    shows(first, "Keeping 30,500 troops deployed on six-month tours")
    expect(first.get_by_role("button", name="Undo")).to_be_enabled()

    main(second).get_by_role("heading", level=1).click()
    second.keyboard.press("c")
    second.get_by_test_id("stMainMenu").click()
    expect(second.get_by_text("Print", exact=True)).to_be_visible()
    expect(second.get_by_text(re.compile("clear cache", re.IGNORECASE))).to_have_count(0)
    expect(second.get_by_role("dialog")).to_have_count(0)


@pytest.mark.slow
def test_t_15_undo_takes_back_inputs_choices_and_scenarios_from_any_page_and_back_loses_nothing(
    open_page: Open, shows: Shows
) -> None:
    page = open_page()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_disabled()
    press(page, "Troops", "ArrowRight")
    shows(page, "Last change: Reassurance force: troops: 30,000 to 30,500; total 90,000–120,000 to 91,500–122,000.")
    page.get_by_role("radio", name="Others fill in").click()
    shows(page, "2 changes")
    page.go_back()
    shows(page, "1 change")
    expect(page.get_by_role("radio", name="Each its own")).to_be_checked()
    undo.click()
    shows(page, "2 changes")
    expect(page.get_by_role("radio", name="Others fill in")).to_be_checked()
    press(page, "Tour", "ArrowLeft")
    shows(page, "3 changes")
    page.get_by_role("link", name="Contributors").click()
    shows(page, "3 changes")
    page.get_by_role("radio", name="As offered").click()
    shows(page, "4 changes")
    for left in ("3 changes", "2 changes", "1 change"):
        undo.click()
        shows(page, left)
    page.get_by_role("link", name="Explore").click()
    expect(page.get_by_role("slider", name="Tour")).to_have_attribute("aria-valuetext", "6")
    expect(page.get_by_role("slider", name="Troops")).to_have_attribute("aria-valuetext", "30,500")
    expect(page.get_by_role("radio", name="Each its own")).to_be_checked()
    undo.click()
    shows(page, "0 changes")
    expect(undo.first).to_be_disabled()  # the old button fades beside the new one
    assert "troops" not in page.url
    expect(page.get_by_role("slider", name="Troops")).to_have_attribute("aria-valuetext", "30,000")


def test_on_phones_the_headline_comes_first_and_nothing_runs_off_sideways(
    open_page: Open, shows: Shows, fits: Fits
) -> None:
    page = open_page("/?scenario=uk_and_france_alone", width=320, height=844)
    shows(page, "troops in all")
    chart = page.locator("[role=graphics-document]").first
    expect(chart).to_be_visible()
    for width in (320, 390):
        fits(page, width)
        headline, picture = page.get_by_role("heading", level=2).first.bounding_box(), chart.bounding_box()
        assert headline is not None
        assert picture is not None
        assert headline["y"] < picture["y"]


def test_from_a_number_it_is_one_click_to_who_said_it(open_page: Open, shows: Shows) -> None:
    page = open_page()
    link = main(page).get_by_role("link", name="dannatt.dwell_ratio").first
    expect(link).to_be_visible()
    target = link.get_attribute("href") or ""
    assert target.endswith("/sources?claim=dannatt.dwell_ratio")
    page.get_by_role("link", name="Sources").click()
    shows(page, "Who said what, and when?")
