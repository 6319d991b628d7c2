"""The explorer below a path of a proxy: every link of the pages stays below it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pages import PAGES, path_of
from playwright.sync_api import Page, expect
from serving import free_port, started

pytestmark = pytest.mark.slow

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
BELOW = "/tools/roulement/"
LINKS = "links => links.map(link => link.href).filter(address => new URL(address).host === location.host)"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an explorer that is shown below a path."""
    port = free_port()
    program = str(Path(sys.executable).with_name("roulement"))
    command = [program, "explore", "--port", str(port), "--base-path", BELOW]
    with started(command, port, tmp_path_factory.mktemp("cwd"), base=BELOW.rstrip("/")) as (address, _):
        yield f"{address}{BELOW}"


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_below_the_path(name: str, base: str, open_page: Open) -> None:
    page = open_page(f"{base}{path_of(name)}")
    expect(page.locator("[data-testid=stMain] h1").first).to_be_visible()
    expect(page.locator("a[href*='sources?claim=']").first).to_be_attached()
    addresses = page.locator("a[href]").evaluate_all(LINKS)
    assert [address for address in addresses if not urlsplit(address).path.startswith(BELOW)] == []


def test_a_claim_a_scenario_and_the_link_of_what_is_shown_open_below_the_path(
    base: str, open_page: Open, shows: Shows
) -> None:
    page = open_page(f"{base}?scenario=reassurance_force&tour=4")
    with page.context.expect_page() as opened:
        page.locator("[data-testid=stMain] a[href*='sources?claim=']").first.click()
    card = opened.value
    expect(card.locator(".st-key-claim_card")).to_be_visible()
    assert urlsplit(card.url).path == f"{BELOW}sources"
    with card.context.expect_page() as again:
        card.locator(".st-key-claim_card table a[href*='?scenario=']").first.click()
    shows(again.value, "Showing:")
    assert urlsplit(again.value.url).path == BELOW
    page.get_by_role("button", name="Copy link").click()
    address = page.locator("[data-testid=stPopoverBody] code").first.inner_text()
    assert address.startswith(f"{base}?")
    shows(open_page(address), "1 change")
