"""Sources and cards in a real browser: from a number on any page to who said it, its source and its use."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from claims_made import REGISTER, not_shown
from pages import PAGES, path_of
from playwright.sync_api import Locator, Page, expect

from model.evidence.claims import Claim
from model.present.words.citations import MARKS, best, cite
from model.present.words.figures import figure

Open = Callable[..., Page]
Fits = Callable[..., None]
OF_A_KIND, LEAST_CARDS = 3, 20
CITED = "[data-testid=stMain] a[data-claim]"


def card(page: Page) -> Locator:
    return page.get_by_role("dialog").locator(".claim")


def claims_on(page: Page) -> list[tuple[str, str]]:
    """The citations of a page: the claim that each leads to, and its words."""
    expect(page.locator(CITED).first).to_be_visible()
    found: list[list[str]] = page.locator(CITED).evaluate_all(
        "links => links.filter(link => link.getClientRects().length).map(link => [link.dataset.claim, link.innerText])"
    )
    return [(claim, words) for claim, words in found]


@pytest.mark.parametrize("name", PAGES)
def test_t_24_a_citation_opens_its_card_in_place_and_its_address_opens_the_same(name: str, open_page: Open) -> None:
    """No citation is a key of a file; each leads to a claim."""
    page = open_page(f"/{path_of(name)}")
    cited = claims_on(page)
    assert {claim for claim, _ in cited} <= set(REGISTER.claims)
    text = page.get_by_test_id("stMain").inner_text()
    assert [claim for claim in REGISTER.claims if re.search(rf"(?<![\w.]){re.escape(claim)}(?![\w.])", text)] == []
    (claim, words), address = cited[0], page.url
    page.locator(CITED).first.click()
    expect(card(page)).to_be_visible()
    shown = best(REGISTER.claims[claim], REGISTER)
    expect(card(page).locator(".says")).to_have_text(shown.says)
    assert page.url == address
    link = page.locator(CITED).first.get_attribute("href") or ""
    assert parse_qs(urlsplit(link).query)["claim"] == [claim]
    elsewhere = open_page(f"/sources?claim={claim}")
    heading = elsewhere.get_by_role("heading", level=1)
    expect(heading).to_have_text(figure(shown) if shown.bounds else shown.says)
    if cite(REGISTER.claims[claim], REGISTER).lower() == words.lower():
        expect(elsewhere.locator(".claim").first).to_contain_text(words.split(",")[0], ignore_case=True)


def sample() -> list[Claim]:
    """Some claims of each kind, each the best record of what was said."""
    of_kind: dict[str, list[Claim]] = {}
    for claim in REGISTER.claims.values():
        if best(claim, REGISTER) is claim:
            of_kind.setdefault(claim.kind, []).append(claim)
    return [claim for claims in of_kind.values() for claim in claims[:: max(1, len(claims) // OF_A_KIND)][:OF_A_KIND]]


def check_record(record: Locator, claim: Claim) -> None:
    """Hold what a card shows against the claim's record."""
    text = record.inner_text()
    assert any(f"{mark} " in text for mark in MARKS)
    if claim.kind == "derived":
        assert "Our sum, from:" in text
        behind = {best(REGISTER.claims[part], REGISTER).id for part in claim.derived_from.values()}
        leads = record.locator("ul").first.locator("a[data-claim]")
        assert set(leads.evaluate_all("links => links.map(link => link.dataset.claim)")) == behind
    else:
        assert not_shown(claim, " ".join(record.locator(":is(.by, .at)").all_inner_texts())) == [], claim.id
        if claim.url:
            expect(record.get_by_role("link", name="Open the source")).to_have_attribute("href", claim.url)


def test_t_25_t_48_cards_say_what_the_records_say(open_page: Open) -> None:
    """One page on which each card is opened in place, by its row in the table of all claims."""
    page = open_page("/sources")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("table.claims tbody tr")).to_have_count(len(REGISTER.claims))
    claims = sample()
    assert len(claims) > LEAST_CARDS
    for claim in claims:
        page.locator(f"table.claims a[data-claim='{claim.id}']").first.click()
        expect(card(page).locator(".says")).to_have_text(claim.says)
        check_record(card(page), claim)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_t_25_t_48_the_page_of_a_claim_says_what_its_record_says(open_page: Open) -> None:
    claim = REGISTER.claims["italy.position_2025_02"]
    page = open_page(f"/sources?claim={claim.id}")
    record = page.locator(".st-key-card_record .claim")
    expect(record).to_be_visible()
    check_record(record, claim)


def test_a_figure_of_a_card_is_put_into_the_sum_in_place(open_page: Open) -> None:
    page = open_page("/sources")
    page.get_by_role("link", name=re.compile("^Wolfgang Ischinger")).first.click()
    card(page).get_by_role("link", name="Use this figure").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("50,000 to 100,000 troops")
    expect(page).to_have_url(re.compile(r"/\?.*size_by=ischinger\.troops"))
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_card_leads_to_another_in_the_same_place_and_to_all_figures(open_page: Open) -> None:
    page = open_page("/sources")
    page.get_by_role("link", name=re.compile("^Wolfgang Ischinger")).first.click()
    card(page).get_by_role("link", name=re.compile("^Geneva Centre")).click()
    expect(card(page).locator(".fig")).to_have_text("about 10,000 troops")
    expect(page.get_by_role("dialog")).to_have_count(1)
    card(page).get_by_role("link", name="All figures for this question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("about 10,000 troops")
    expect(page).to_have_url(re.compile(r"/sources\?claim=gcsp\.troops"))
    page.get_by_role("link", name="All figures and statements").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("how big a force has been named"))


def test_the_table_is_searched_shown_whole_and_linked_by_its_search(open_page: Open) -> None:
    page = open_page("/sources")
    rows = page.locator("table.claims tbody tr")
    expect(rows).to_have_count(12)
    page.get_by_role("button", name=f"Show all {len(REGISTER.claims)}").click()
    expect(rows).to_have_count(len(REGISTER.claims))
    box = page.get_by_role("textbox", name="Search a name, a nation, a paper")
    box.fill("Tusk")
    box.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(r"\d+ of 367 figures and statements"))).to_be_visible()
    expect(rows.first).to_contain_text("Donald Tusk")
    expect(page).to_have_url(re.compile("find=Tusk"))
    linked = open_page("/sources?find=Tusk")
    expect(linked.locator("table.claims tbody tr").first).to_contain_text("Donald Tusk")


def test_a_topic_narrows_the_table_and_is_in_the_link(open_page: Open) -> None:
    page = open_page("/sources")
    page.get_by_text("Army sizes", exact=True).click()
    expect(page.locator("table.claims tbody tr").first).to_contain_text("troops")
    expect(page.get_by_role("heading", name=re.compile("of 367"))).to_be_visible()
    expect(page).to_have_url(re.compile("about=Army"))


def test_on_phones_nothing_runs_off_sideways(open_page: Open, fits: Fits) -> None:
    for path in ("/sources", "/sources?claim=dannatt.tied_up"):
        page = open_page(path, width=390, height=844)
        expect(page.locator(".claim, .strips").first).to_be_visible()
        fits(page, 390, 320)
