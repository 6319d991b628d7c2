"""Contributors in a real browser: its map at every width, who said no, what a reader switches and adds."""

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Locator, Page, expect

import model

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
Fits = Callable[..., None]
CHART = "[role=graphics-document]"
WIDTHS = (1440, 1024, 720, 390, 320)
LABELS = """svg => {
    const all = svg.getBoundingClientRect();
    const is_shown = text => text.textContent && getComputedStyle(text).opacity > 0;
    return [...svg.querySelectorAll('text')].filter(is_shown).map(text => {
        const box = text.getBoundingClientRect(), slack = text.textContent === '×' ? box.height / 4 : 0;
        const top = box.top - all.top + slack, bottom = box.bottom - all.top - slack;
        return [text.textContent, box.left - all.left, top, box.right - all.left, bottom];
    });
}"""
"""The words that a drawing shows, each with its box in pixels: left, top, right, bottom; of a × its strokes alone."""


def card(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-card_{key}")


def drawn(page: Page, key: str) -> Locator:
    chart = card(page, key).locator(CHART)
    expect(chart).to_be_visible()
    return chart


def boxes(chart: Locator) -> list[tuple[str, list[float]]]:
    """Return each text of a drawing with its box, once for a text and its halo."""
    texts = {(words, *map(round, box)): (words, box) for words, *box in chart.evaluate(LABELS)}
    return list(texts.values())


def meet(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1


@pytest.mark.parametrize(
    "scenario", ["reassurance_force", pytest.param("willing_september_2025", marks=pytest.mark.slow)]
)
def test_t_47_the_map_has_every_nation_in_its_text_and_its_labels_meet_at_no_width(
    scenario: str, open_page: Open
) -> None:
    page = open_page(f"/contributors?scenario={scenario}")
    plan = model.load(scenario)
    names = [plan.nation_title(name) for name in plan.coalition.contributors] if plan.coalition else []
    text = drawn(page, "map").get_attribute("aria-label") or ""
    assert [name for name in names if f"{name}: " not in text] == []
    for name in ("Australia", "Canada", "New Zealand"):
        expect(card(page, "map")).to_contain_text(re.compile(f"Not on the map: .*{name}"))
    expect(card(page, "map")).to_contain_text("Crimea is drawn as part of Ukraine")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(600)
        labels = boxes(drawn(page, "map"))
        assert {"Ukraine", "Ruled it out ×", "No position found"} <= {words for words, _ in labels}, width
        for (one, first), (other, second) in combinations(labels, 2):
            assert not meet(first, second), (width, one, other)
        wide = (drawn(page, "map").bounding_box() or {})["width"]
        assert [words for words, box in labels if box[0] < -1 or box[2] > wide + 1] == [], width


@pytest.mark.parametrize("scenario", ["willing_chances", pytest.param("three_tier", marks=pytest.mark.slow)])
def test_nothing_of_the_page_runs_off_sideways(scenario: str, open_page: Open, fits: Fits) -> None:
    page = open_page(f"/contributors?scenario={scenario}")
    drawn(page, "map")
    fits(page, *WIDTHS)


def test_t_46_a_nation_that_said_no_is_named_where_it_is_added_and_its_card_says_when(open_page: Open) -> None:
    page = open_page("/contributors")
    expect(page.get_by_text("had ruled out sending troops")).to_have_count(0)
    page.get_by_role("button", name="France and the UK").click()
    who = page.get_by_test_id("stPopoverBody").get_by_role("combobox")
    who.click()
    who.fill("Poland")
    option = page.get_by_role("option", name=re.compile("Poland"))
    expect(option).to_contain_text("(ruled out)")
    option.click()
    for _ in range(2):  # the list, then the popover, which would take the next click
        page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    notice = page.locator(".refused")
    expect(notice).to_contain_text("Poland had ruled out sending troops")
    expect(notice).to_contain_text("You have added it anyway: this shows what it could do.")
    notice.get_by_role("link", name="Donald Tusk, Prime Minister of Poland, Feb 2025").click()
    expect(page.get_by_role("dialog")).to_contain_text("Donald Tusk")
    expect(page.get_by_role("dialog")).to_contain_text("17 Feb 2025")


def test_the_pictures_follow_what_is_switched(open_page: Open, shows: Shows) -> None:
    page = open_page("/contributors")
    expect(drawn(page, "map")).to_have_attribute("aria-label", re.compile("France: .*could keep up 4,650"))
    page.get_by_role("radio", name="The shorter rest and more of each army").click()
    expect(drawn(page, "map")).to_have_attribute("aria-label", re.compile("France: .*could keep up 10,000"))
    page.get_by_role("radio", name="Share of army tied up").click()
    shows(page, "Colour: share of its army that each would tie up.")
    expect(drawn(page, "map")).to_contain_text("Under 10% of its army")
    page.get_by_role("radio", name="A to Z").click()
    expect(drawn(page, "join")).to_have_attribute("aria-label", re.compile("What each would add: Australia"))


def test_on_a_phone_every_option_of_a_choice_is_seen(open_page: Open) -> None:
    page = open_page("/contributors", width=390, height=2_600)
    expect(page.get_by_role("radio", name="The shorter rest and more of each army")).to_be_visible()
    for choice in page.get_by_role("radiogroup").all():
        assert choice.evaluate("choice => choice.scrollWidth <= choice.clientWidth + 1"), choice.inner_text()


def test_a_nation_taken_out_is_out_of_the_answer_and_of_the_map(open_page: Open) -> None:
    page = open_page("/contributors?scenario=willing_september_2025&who=france,norway,sweden")
    expect(page.get_by_role("heading", level=1)).to_contain_text("France, Norway and Sweden could keep up")
    expect(drawn(page, "map")).to_have_attribute("aria-label", re.compile("United Kingdom: [^;]*troops, could"))
    expect(drawn(page, "carries")).not_to_have_attribute("aria-label", re.compile("United Kingdom"))


def test_who_has_no_position_is_folded_and_every_chart_has_its_text(open_page: Open) -> None:
    page = open_page("/contributors?scenario=willing_chances")
    for key in ("map", "join", "carries", "chances", "pivotal"):
        assert re.search(r"\d", drawn(page, key).get_attribute("aria-label") or ""), key
    other = open_page("/contributors")
    expect(other.get_by_text("Greece: could keep up 6,000")).to_be_hidden()
    other.get_by_text("No position found (11)").click()
    expect(other.get_by_text("Greece: could keep up 6,000")).to_be_visible()


def test_another_plan_is_opened_where_nothing_depends_on_the_backstop(open_page: Open, shows: Shows) -> None:
    page = open_page("/contributors?scenario=dannatt")
    shows(page, "Nothing in this plan depends on a US backstop.")
    page.get_by_role("link", name="Three tiers, Aug 2025").click()
    shows(page, "If the US withdrew, the coalition would have to stand in for United States enablers.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Four nations could keep up")
