"""The months in a real browser: the switch between a steady rotation and all at once."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_t_03_the_switch_of_the_months_moves_title_picture_and_address(open_page: Open) -> None:
    page = open_page(height=3_000)
    card = page.locator(".st-key-card_months")
    expect(card.get_by_role("heading")).to_contain_text("A steady rotation would hold up to 25,000 of the 30,000")
    page.get_by_role("radio", name="All at once").click()
    expect(card.get_by_role("heading")).to_contain_text("There is a gap from month 1")
    expect(card.locator("[role=graphics-document]")).to_have_attribute("aria-label", re.compile("short"))
    expect(page).to_have_url(re.compile("[?&]starts=Rested"))
