"""Method in a real browser: headings, links to claims, another nation, phones."""

import itertools
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
Fits = Callable[..., None]


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


@pytest.mark.slow
def test_headings_a_claim_behind_a_formula_and_the_citation(open_page: Open, shows: Shows) -> None:
    page = open_page("/?scenario=dannatt")
    page.get_by_role("link", name="Method", exact=True).click()
    shows(page, "How is it worked out, and what is left out?")
    shows(page, "3,531 − 10,000 =")
    shows(page, "How to cite")
    levels = main(page).locator("h1, h2, h3, h4").evaluate_all("found => found.map(each => Number(each.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    expect(main(page).locator("table")).to_have_count(3)
    assert "scenario=dannatt" in main(page).get_by_test_id("stCode").last.inner_text()
    claim = main(page).locator("a[href*='claim=dannatt.dwell_ratio']").first.get_attribute("href")
    asked = open_page(urljoin(page.url, str(claim)))
    expect(main(asked).get_by_role("heading", name="dannatt.dwell_ratio")).to_be_visible()


@pytest.mark.slow
def test_on_phones_nothing_runs_off_sideways_and_another_nation_can_be_worked_through(
    open_page: Open, shows: Shows, fits: Fits
) -> None:
    page = open_page("/method?scenario=willing_september_2025", width=390, height=844)
    shows(page, "120,000 × 0.3 − 9,050")
    shows(page, "The terms in use")
    nation = page.get_by_role("combobox", name="Nation worked through")
    nation.scroll_into_view_if_needed()  # the list under it closes when the page moves
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    nation.click()
    page.get_by_role("option", name="United Kingdom").click()
    shows(page, "75,000 × 0.3 − 3,000")
    fits(page, 390, 320)
