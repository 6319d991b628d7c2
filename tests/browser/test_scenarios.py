"""Scenarios in a real browser: cards as links, saved scenarios across pages, files out and in, a phone."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from model.engine.missing import WHY

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
Fits = Callable[..., None]
TITLE = "Where do I start, and how do two compare?"
HISTORY = "[history.length, navigation.currentEntry.index]"


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def pick(page: Page, *names: str) -> None:
    box = page.get_by_role("combobox", name="Two to four scenarios")
    for name in names:
        box.click()
        box.fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stMultiSelect")).to_contain_text(name[:12])
        page.keyboard.press("Escape")


def table(page: Page, text: str) -> Locator:
    return page.get_by_test_id("stMain").locator("table").filter(has_text=text).first


def test_t_13_a_card_opens_its_scenario_at_its_start_and_back_returns(open_page: Open, shows: Shows) -> None:
    page = open_page("/?troops=20000&tour=4")
    shows(page, "Keeping 20,000 troops deployed on four-month tours")
    go(page, "Scenarios")
    shows(page, "2 changes")
    for card, headline, name in (
        ("Reassurance force: 30,000 troops", "Keeping 30,000 troops deployed on six-month tours", "reassurance_force"),
        (
            "The coalition of the willing of September 2025, with assumed chances of taking part",
            "Keeping 12,000",
            "willing_chances",
        ),
    ):
        shows(page, TITLE)
        expect(page.get_by_role("link", name=card, exact=True)).to_be_visible()
        length, at = page.evaluate(HISTORY)
        is_last = page.evaluate("navigation.entries().length - 1 === navigation.currentEntry.index")
        go(page, card)
        shows(page, headline)
        shows(page, "0 changes")
        given = parse_qs(urlsplit(page.url).query)
        assert given["scenario"] == [name]
        assert [key for key, values in given.items() if len(values) > 1] == []
        # after Back the second card's entry takes the place of the first card's
        assert page.evaluate(HISTORY) == [length + is_last, at + 1]
        page.go_back()
        shows(page, TITLE)
        assert page.evaluate(HISTORY) == [length + is_last, at]


@pytest.mark.slow
def test_t_18_saved_scenarios_are_compared_opened_deleted_and_survive_other_pages(
    open_page: Open, shows: Shows
) -> None:
    page = open_page("/?tour=4&ratio_high=4&rule=offers")
    shows(page, "3 changes")
    go(page, "Scenarios")
    page.get_by_role("textbox", name="Name").fill("A")
    page.get_by_role("textbox", name="Name").press("Enter")
    page.get_by_role("button", name="Save what is shown").click()
    expect(page.get_by_role("link", name="A", exact=True)).to_be_visible()
    go(page, "Explore")
    page.get_by_role("button", name="Reset").click()
    shows(page, "0 changes")
    page.get_by_role("slider", name="Troops").focus()
    page.keyboard.press("ArrowRight")
    shows(page, "Keeping 30,500 troops deployed on six-month tours")
    go(page, "Contributors")
    shows(page, "1 change")
    go(page, "Scenarios")
    page.get_by_role("textbox", name="Name").fill("B")
    page.get_by_role("button", name="Save what is shown").click()
    expect(page.get_by_role("link", name="B", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="A", exact=True)).to_be_visible()

    pick(page, "Saved: A", "Saved: B")
    inputs = table(page, "Input")
    expect(inputs.get_by_role("row").filter(has_text="Tour")).to_contain_text("6")
    expect(inputs.get_by_role("row").filter(has_text="force: troops")).to_have_text(
        re.compile("30,000.*30,500.*30,000.*30,500")
    )
    expect(inputs).not_to_contain_text("Handover")
    expect(table(page, "Measure").get_by_role("row").filter(has_text="Tied up in all")).to_contain_text("91,500")
    dots = page.locator("[role=graphics-document][aria-label^=Deployed]")
    expect(dots).to_have_attribute("aria-label", re.compile("Saved: A 90,000 to 150,000"))
    expect(dots.locator("text").filter(has_text="Source: Roulement")).to_have_count(1)
    expect(page.locator("[role=graphics-document]")).to_have_count(4)

    go(page, "A")
    shows(page, "on four-month tours")
    shows(page, "3 changes")
    expect(page.get_by_role("slider", name="Months at home for each month away, high end")).to_have_attribute(
        "aria-valuetext", "4"
    )
    go(page, "Contributors")
    expect(page.get_by_role("radio", name="As offered")).to_be_checked()
    go(page, "Scenarios")
    shows(page, "Saved: B")
    page.get_by_role("button", name="Link").first.click()
    fresh = open_page(page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").first.inner_text().strip())
    shows(fresh, "on four-month tours")
    shows(fresh, "3 changes")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Delete “A”").click()
    expect(page.get_by_role("link", name="A", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="B", exact=True)).to_be_visible()


@pytest.mark.slow
def test_t_30_a_file_that_is_downloaded_opens_in_another_session_with_the_same_headline(
    open_page: Open, shows: Shows, tmp_path: Path
) -> None:
    page = open_page("/?scenario=dannatt&tour=4&ratio_high=4.5")
    headline = "would tie up about 30,000 to 55,000 troops in all"
    shows(page, headline)
    go(page, "Scenarios")
    with page.expect_download() as given:
        page.get_by_role("button", name="Download as YAML").click()
    path = tmp_path / given.value.suggested_filename
    given.value.save_as(path)
    text = path.read_text()
    assert path.name == "my_dannatt.yaml"
    assert "# Changed: Tour: 6 -> 4\n" in text
    assert re.search(r"# Link: http://[^/]+/[?]v=.*&scenario=dannatt&.*&tour=4&", text)
    with page.expect_download() as given:
        page.get_by_role("button", name="Download the comparison as CSV").click()
    compared = given.value.path().read_text()
    assert compared.count("# Link: ") == 2
    columns = ("scenario", "baseline", "measure", "unit", "what", "path", "low", "central", "high", *WHY)
    assert "\n" + ",".join(f'"{column}"' for column in columns) + "\n" in compared

    fresh = open_page("/scenarios")
    shows(fresh, TITLE)
    bad = tmp_path / "bad.yaml"
    bad.write_text(text + "  rotation.tor_months: 3\n")
    fresh.locator("input[type=file]").set_input_files(bad)
    line = text.count("\n") + 1
    shows(fresh, f"bad.yaml:{line}:3: rotation.tor_months: no 'tor_months' below rotation; did you mean 'tour_months'?")
    fresh.locator("input[type=file]").set_input_files(path)
    shows(fresh, "is a starting scenario of this session now, under the name my_dannatt.")
    fresh.get_by_role("link", name="Lord Dannatt's arithmetic: 10,000 British troops (2 changes)").click()
    shows(fresh, headline)
    shows(fresh, "0 changes")
    fresh.get_by_role("button", name="Copy link").click()
    expect(fresh.get_by_text("no link opens it elsewhere")).to_be_visible()
    expect(fresh.get_by_role("button", name="Download as YAML")).to_be_visible()
    go(fresh, "Contributors")
    shows(fresh, "(2 changes), 0 changes")
    other = open_page("/?scenario=my_dannatt")
    shows(other, "'scenario=my_dannatt' is not used")


@pytest.mark.slow
def test_on_phones_nothing_runs_off_sideways(open_page: Open, shows: Shows, fits: Fits) -> None:
    page = open_page("/scenarios?tour=4", width=390, height=844)
    shows(page, TITLE)
    pick(page, "Three tiers without the backstop, enablers assumed", "Lord Dannatt")
    expect(page.locator("[role=graphics-document]")).to_have_count(4)
    shows(page, "alone is refused")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    links = page.get_by_test_id("stPageLink").locator("p")
    for width in (390, 320):
        fits(page, width)
        assert links.evaluate_all("all => all.every(each => each.scrollWidth <= each.clientWidth)")
