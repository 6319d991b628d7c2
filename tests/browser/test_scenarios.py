"""Compare in a real browser: cards as links, kept versions across pages, a comparison to send, files, a phone."""

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
WILLING = "With ten nations instead of two, the gap shrinks to between 30,000 short and 5,000 to spare"
ANSWER = "The answer"
COMPARE = "Compare"
HISTORY = "[history.length, navigation.currentEntry.index]"


def go(page: Page, name: str) -> None:
    """Follow a link of the navigation."""
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def differing(page: Page) -> Locator:
    return page.locator("table.differ").first


def settled(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def test_t_13_a_card_opens_its_plan_at_its_start_and_back_returns(open_page: Open) -> None:
    page = open_page("/?troops=20000&tour=4")
    heading(page, "Keeping 20,000 troops")
    go(page, COMPARE)
    heading(page, "With 20,000 troops instead of 30,000, the gap shrinks to between")
    for card, answer, name in (
        ("Reassurance force", "Keeping 30,000 troops", "reassurance_force"),
        ("64,000 troops", "Keeping 64,000 troops", "chiefs_64000"),
    ):
        link = page.locator(".plans").get_by_role("link", name=card, exact=True)
        expect(link).to_be_visible()
        _, at = page.evaluate(HISTORY)
        link.locator("xpath=ancestor::li").click(position={"x": 150, "y": 150})  # the whole card is the link
        heading(page, answer)
        settled(page)
        query = parse_qs(urlsplit(page.url).query)
        assert query.get("scenario", ["reassurance_force"]) == [name]
        assert {key for key, values in query.items() if len(values) > 1} == set()
        assert not {"troops", "tour"} & set(query)
        assert page.evaluate(HISTORY)[1] == at + 1
        page.go_back()
        expect(page.locator(".plans")).to_be_visible()
        settled(page)


@pytest.mark.slow
def test_t_18_versions_are_compared_opened_deleted_and_survive_other_pages(open_page: Open) -> None:
    page = open_page("/?tour=4&ratio_high=4")
    heading(page, "Keeping 30,000 troops")
    go(page, COMPARE)
    page.get_by_role("textbox", name="Name of this version").fill("A")
    page.get_by_role("button", name="Keep this version").click()
    expect(page.get_by_role("link", name="A", exact=True)).to_be_visible()
    page.locator(".plans").get_by_role("link", name="64,000 troops", exact=True).click()
    heading(page, "Keeping 64,000 troops")
    go(page, COMPARE)
    page.get_by_role("textbox", name="Name of this version").fill("B")
    page.get_by_role("button", name="Keep this version").click()
    expect(page.get_by_role("link", name="B", exact=True)).to_be_visible()

    place(page, "This").click()
    page.get_by_role("radio", name="Your version: A").locator("xpath=ancestor::label").click()
    expect(place(page, "This: A")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Compare", exact=True).nth(1).click()
    expect(place(page, "That: B")).to_be_visible()
    rows = differing(page).get_by_role("row")
    expect(rows.filter(has=page.get_by_role("rowheader", name="Tours", exact=True))).to_contain_text(
        re.compile("four months.*six months")
    )
    expect(rows.filter(has_text="Force")).to_contain_text(re.compile("30,000 troops.*64,000 troops"))
    expect(rows.filter(has_text="Handover")).to_have_count(0)
    drawn = page.locator(".st-key-card_comparison [role=graphics-document]")
    expect(drawn).to_have_attribute(
        "aria-label", re.compile("Tied up in all: A 90,000 to 150,000; B 192,000 to 256,000")
    )

    go(page, "Who said what")
    expect(page.locator(".plans")).to_have_count(0)
    go(page, COMPARE)
    expect(place(page, "That: B")).to_be_visible()
    page.get_by_role("link", name="A", exact=True).click()
    heading(page, "Keeping 30,000 troops in the field would tie up 90,000 to 150,000")
    assert parse_qs(urlsplit(page.url).query)["tour"] == ["4"]
    go(page, COMPARE)
    page.get_by_role("button", name="Delete").first.click()
    expect(page.get_by_role("link", name="A", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="B", exact=True)).to_be_visible()


def place(page: Page, label: str) -> Locator:
    return page.locator(".st-key-strip_compared").get_by_role("button", name=re.compile(f"^{re.escape(label)}"))


@pytest.mark.slow
def test_a_comparison_is_sent_with_all_its_plans_and_their_changes(open_page: Open) -> None:
    page = open_page("/?tour=4&who=france,poland,united_kingdom")
    go(page, COMPARE)
    expect(place(page, "That: Reassurance force, Feb 2025: ")).to_be_visible()
    page.get_by_role("button", name="Add a third").click()
    expect(place(page, "Third: ")).to_be_visible()
    place(page, "Third: ").click()
    page.get_by_role("radio", name="Three tiers, Aug 2025").locator("xpath=ancestor::label").click()
    expect(place(page, "Third: Three tiers, Aug 2025")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Share or download").click()
    link = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().strip()
    answer = page.get_by_role("heading", level=1).inner_text()
    fresh = open_page(link)
    heading(fresh, answer)
    for label in ("This: Reassurance force", "That: Reassurance force, Feb 2025: with France", "Third: Three tiers"):
        expect(place(fresh, label)).to_be_visible()
    expect(fresh.get_by_test_id("stAlert")).to_have_count(0)
    # back within the page brings the comparison before
    fresh.get_by_role("button", name="Add a fourth").click()
    expect(place(fresh, "Fourth: ")).to_be_visible()
    fresh.go_back()
    expect(place(fresh, "Fourth: ")).to_have_count(0)
    expect(place(fresh, "Third: Three tiers")).to_be_visible()


@pytest.mark.slow
def test_t_30_a_file_that_is_downloaded_opens_in_another_session_with_the_same_answer(
    open_page: Open, shows: Shows, tmp_path: Path
) -> None:
    page = open_page("/?scenario=dannatt&tour=4&ratio_high=4.5")
    answer = "would tie up 30,000 to 55,000"
    heading(page, answer)
    page.get_by_role("button", name="Share or download").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("YAML")).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    text = path.read_text()
    assert path.name == "my_dannatt.yaml"
    assert "# Changed: Tour: 6 -> 4\n" in text
    assert re.search(r"# Link: http://[^/]+/[?]v=.*&scenario=dannatt&.*&tour=4&", text)

    fresh = open_page("/scenarios")
    bad = tmp_path / "bad.yaml"
    bad.write_text(text + "  rotation.tor_months: 3\n")
    fresh.locator(".st-key-scenario_file input[type=file]").set_input_files(bad)
    line = text.count("\n") + 1
    shows(fresh, f"bad.yaml:{line}:3: rotation.tor_months: no 'tor_months' below rotation; did you mean 'tour_months'?")
    fresh.locator(".st-key-scenario_file input[type=file]").set_input_files(path)
    shows(fresh, "is open, for as long as this session lasts.")
    fresh.get_by_role("button", name="Compare it").click()
    expect(place(fresh, "That: Lord Dannatt's 10,000")).to_be_visible()
    with fresh.expect_download() as download:
        fresh.get_by_role("button", name="Share or download").click()
        expect(fresh.get_by_text("so no link holds the comparison")).to_be_visible()
        fresh.get_by_role("button", name="Numbers (CSV)").click()
    columns = ("scenario", "baseline", "measure", "unit", "what", "path", "low", "central", "high", *WHY)
    assert "\n" + ",".join(f'"{column}"' for column in columns) + "\n" in download.value.path().read_text()
    fresh.keyboard.press("Escape")
    fresh.get_by_role("button", name="Show it now").click()
    heading(fresh, answer)
    go(fresh, "Who carries it")
    settled(fresh)
    other = open_page("/?scenario=my_dannatt")
    shows(other, "'scenario=my_dannatt' is not used")


@pytest.mark.slow
def test_on_phones_nothing_runs_off_sideways(open_page: Open, fits: Fits) -> None:
    four = "this=reassurance_force;tour=4&that=willing_september_2025&third=dannatt&fourth=multinational_force_ukraine"
    page = open_page(f"/scenarios?{four}", width=390, height=844)
    expect(page.locator(".st-key-card_comparison [role=graphics-document]")).to_have_count(1)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for width in (390, 320):
        fits(page, width)
        assert page.locator(".plans a, .chips a").evaluate_all(
            "all => all.every(a => a.scrollWidth <= a.clientWidth + 1)"
        )
