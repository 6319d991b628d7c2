"""Contributors in a real browser: shared state with Explore, edits, links."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
TITLE = "Who would carry it, and at what strain?"


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


@pytest.mark.slow
def test_what_is_chosen_on_one_page_holds_on_the_other_and_in_the_link(open_page: Open, shows: Shows) -> None:
    page = open_page("/?scenario=willing_september_2025")
    shows(page, "The 10 nations that are in could keep about 13,300 to 40,600 troops")
    page.get_by_role("slider", name="Tour").focus()
    page.keyboard.press("ArrowRight")
    shows(page, "6.5-month tours")
    go(page, "Contributors")
    shows(page, "Showing: The coalition of the willing of September 2025")
    shows(page, "1 change")
    page.get_by_role("radio", name="As offered").click()
    shows(page, "2 changes")
    page.get_by_role("slider", name="Share of an army that can be sent").focus()
    page.keyboard.press("ArrowRight")
    shows(page, "3 changes")
    go(page, "Explore")
    shows(page, "6.5-month tours")
    shows(page, "3 changes")
    page.get_by_role("button", name="Copy link").click()
    link = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().strip()
    for part in ("tour=6.5", "rule=offers", "share=0.54", "who=australia%2C"):
        assert part in link
    fresh = open_page(link)
    shows(fresh, "6.5-month tours")
    shows(fresh, "3 changes")
    go(fresh, "Contributors")
    expect(fresh.get_by_role("slider", name="Share of an army that can be sent")).to_have_attribute(
        "aria-valuetext", "0.54"
    )
    fresh.get_by_role("button", name="Reset").click()
    shows(fresh, "0 changes")
    go(fresh, "Explore")
    shows(fresh, "six-month tours")


@pytest.mark.slow
def test_loaded_again_a_page_is_the_same_and_its_link_opens_on_it(open_page: Open, shows: Shows) -> None:
    page = open_page("/?scenario=willing_september_2025&tour=6.5")
    go(page, "Contributors")
    page.get_by_role("radio", name="As offered").click()
    shows(page, "2 changes")
    page.reload()
    shows(page, "Showing: The coalition of the willing of September 2025")
    shows(page, "2 changes")
    fresh = open_page(page.url)
    shows(fresh, "2 changes")
    go(fresh, "Explore")
    shows(fresh, "6.5-month tours")
    shows(fresh, "2 changes")
    go(fresh, "Sources")
    shows(fresh, "Who said what, and when?")
    shows(fresh, "2 changes")
    fresh.reload()
    shows(fresh, "2 changes")


def test_a_nation_taken_out_is_out_of_sentence_chart_and_table(open_page: Open, shows: Shows) -> None:
    page = open_page("/?scenario=uk_and_france_alone")
    go(page, "Contributors")
    shows(page, TITLE)
    shows(page, "France and the United Kingdom could keep about 8,100")
    page.get_by_role("combobox", name="Who is in").focus()
    page.keyboard.press("Backspace")
    shows(page, "1 change")
    expect(main(page).get_by_text("could keep about 4,650 to 10,000 troops").first).to_be_visible()
    chart = page.locator("[role=graphics-document]").first
    expect(chart).not_to_have_attribute("aria-label", re.compile("United Kingdom"))
    expect(main(page).locator("table").last).to_contain_text("United Kingdom")


@pytest.mark.slow
def test_every_chart_has_its_text_and_its_table(open_page: Open, shows: Shows) -> None:
    page = open_page("/?scenario=willing_chances")
    go(page, "Contributors")
    shows(page, "of 100 combinations")
    charts = page.locator("[role=graphics-document]")
    expect(charts).to_have_count(3)
    for number in range(3):
        assert any(digit in (charts.nth(number).get_attribute("aria-label") or "") for digit in "0123456789")
    shows(page, "nobody has measured them")
    for table in ("The curve as a table", "Pivotal weights as a table"):
        main(page).get_by_text(table).click()
    expect(main(page).locator("table")).to_have_count(3)
