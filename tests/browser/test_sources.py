"""Sources in a real browser: from a number on any page to its claim, rival figures in Explore, phones."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
Fits = Callable[..., None]
Shows = Callable[[Page, str], None]


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


SMALL = "[data-testid=stMarkdown]"


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/", "table"),
        *(
            pytest.param(f"/{page}", near, marks=pytest.mark.slow)
            for page, near in (("contributors", "table"), ("drivers", SMALL), ("scenarios", SMALL))
        ),
    ],
)
def test_t_24_a_number_leads_to_the_card_of_its_claim(path: str, near: str, open_page: Open) -> None:
    page = open_page(f"{path}?scenario=reassurance_force")
    link = main(page).locator(near).locator("a[href*='/sources?claim=']").first
    expect(link).to_be_visible()
    claim, href = link.inner_text(), link.get_attribute("href") or ""
    assert href.endswith(f"/sources?claim={claim}")
    with page.context.expect_page() as opened:
        link.click()
    card = opened.value.locator(".st-key-claim_card")
    expect(card.get_by_role("heading", name=claim, exact=True)).to_be_visible()
    expect(card.get_by_text("Standing")).to_be_visible()


@pytest.mark.slow
def test_the_time_line_has_its_text_and_a_rival_figure_opens_explore(open_page: Open, shows: Shows) -> None:
    page = open_page("/sources?scenario=dannatt")
    chart = page.locator("[role=graphics-document]").first
    expect(chart).to_have_attribute("aria-label", re.compile("figures from 7,500 to 200,000 troops"))
    expect(chart.get_by_text("Lord Dannatt", exact=True)).to_have_count(1)
    main(page).get_by_role("link", name="64,000", exact=True).click()
    shows(page, "What would a force of 64,000 tie up?")
    shows(page, "1 change")


@pytest.mark.slow
def test_on_phones_nothing_runs_off_sideways(open_page: Open, fits: Fits) -> None:
    page = open_page("/sources?claim=dannatt.tied_up", width=390, height=844)
    expect(page.locator("[role=graphics-document]").first).to_be_visible()
    fits(page, 390, 320)
