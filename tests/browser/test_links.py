"""Hostile links in a real browser, and the way back to one."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from hostile_links import FOUND, hostile_links
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
LINKS, SEED = 60, 2
PARTS = 4
"""Tests that share the links, so that every process of the run has some."""
LONGEST = 8_000
"""Characters of an address that browsers and servers take in a request."""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_link_breaks_a_page_runs_a_script_or_asks_another_host(
    part: int, open_page: Open, settled: Callable[[Page], None], address: str
) -> None:
    wanted = [link for link in (*FOUND, *hostile_links(SEED, 2 * LINKS)) if len(link.query) < LONGEST][:LINKS]
    assert len(wanted) == LINKS
    page = open_page(another_reader=True)
    asked, dialogs = set(), []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for link in wanted[part::PARTS]:
        page.goto(f"{address}/{link.page}?{link.query}")
        settled(page)
        expect(page.locator("[data-testid=stMain] h1").first).to_be_visible()
        assert page.locator("[data-testid=stException]").count() == 0, link
    assert dialogs == []
    assert asked - {""} == {urlsplit(address).netloc}  # data: and blob: have no host


@pytest.mark.slow
@pytest.mark.parametrize("refused", ["troops=inf", "tour=abc", "dwell_as=Months&dwell_as=Ratio"])
def test_back_to_a_link_that_was_partly_refused_breaks_nothing(open_page: Open, shows: Shows, refused: str) -> None:
    page = open_page(f"/?input=Exact%20numbers&{refused}&overlap=0.25")
    shows(page, "is not used" if "&" not in refused else "none of them is used")
    assert refused not in page.url
    page.locator(".st-key-strip_more button").first.click()
    expect(page.get_by_role("textbox", name="Handover in months")).to_have_value("0.25")
    page.go_back()
    page.wait_for_url(lambda address: refused not in address)
    shows(page, "would tie up 94,000 to 125,000")
