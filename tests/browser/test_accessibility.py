"""Every page for those who read with a screen reader, a phone or at 400 per cent; the keyboard is in test_frame.py."""

import itertools
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import PAGES, path_of
from playwright.sync_api import Page, expect

from model.ui.shell.frame import NAVIGATION

Open = Callable[..., Page]
Fits = Callable[..., None]
Settled = Callable[[Page], None]
SCENARIO = "?scenario=willing_chances"
OTHERS = ("three_tier", "multinational_force_ukraine", "no_us_backstop")
"""Plans with a force of several layers, of unknown size, and with one part of unknown size."""
CHART = "[role=graphics-document]"
GRAVE = ("serious", "critical")
LEAST_LETTERS = 12
SMALLEST_TARGET = 24  # pixels a side: what WCAG 2.2 asks for
TARGETS = "button, summary, select, input, [role=slider], [role=radio], [role=switch], [role=checkbox]"
STREAMLITS_OWN = "[data-testid=stTooltipIcon], [data-testid=stMultiSelect], input[type=range], [role=switch]"
"""Targets that Streamlit draws smaller: marks of help, crosses in a list of several, a slider's 16 pixels, a switch."""
LETTERS = """charts => charts.flatMap(chart => [...chart.querySelectorAll('text')].filter(text =>
    text.textContent.trim() && getComputedStyle(text).opacity !== '0'
).map(text => [text.textContent, parseFloat(getComputedStyle(text).fontSize)]))"""
"""The texts in charts with the pixels of their letters."""
HEADINGS = "all => all.map(heading => Number(heading.tagName[1]))"


def opened(open_page: Open, name: str, **size: int) -> Page:
    """Open a page and wait until its title and its first chart are there."""
    page = open_page(f"/{path_of(name)}{SCENARIO}", **size)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if name != "sources":  # its strips are HTML
        expect(page.locator(CHART).first).to_be_visible()
    return page


def grave(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds serious or critical: the rule, and the first place."""
    violations = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in violations if each["impact"] in GRAVE]


@pytest.mark.parametrize("name", [PAGES[0], *(pytest.param(name, marks=pytest.mark.slow) for name in PAGES[1:])])
def test_t_34_t_36_t_38_t_39_t_40_a_page_for_everybody(open_page: Open, name: str, fits: Fits) -> None:
    """One visit: axe, text alternatives, letters, reflow and zoom, the size of targets, the order of headings."""
    page = opened(open_page, name, height=2_000)
    for width in (1440, 768, 390, 320):  # 320: 1280 at 400 per cent
        fits(page, width)
        _headline_comes_before_charts(page)
        if width in (1440, 390):
            assert grave(page) == [], f"T-34 at {width} px"
            letters = page.locator(CHART).evaluate_all(LETTERS)
            assert [text for text in letters if text[1] < LEAST_LETTERS] == [], f"at {width} px"
            assert _small_targets(page) == [], f"T-38 at {width} px"
    _charts_say_their_numbers(page)
    levels = page.locator("[data-testid=stMain] :is(h1,h2,h3,h4,h5,h6)").evaluate_all(HEADINGS)
    assert levels[0] == 1, "T-40"
    assert levels.count(1) == 1, "T-40"
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), "T-40"


def _headline_comes_before_charts(page: Page) -> None:
    headline, charts = page.get_by_role("heading", level=1), page.locator(CHART)
    box, chart = headline.bounding_box(), charts.first.bounding_box() if charts.count() else None
    assert box is not None, "T-38"
    assert chart is None or box["y"] + box["height"] <= chart["y"], "T-38"


def _charts_say_their_numbers(page: Page) -> None:
    """Each chart has a text with its numbers, and beside it the same numbers as a table, one press away."""
    labels = page.locator(CHART).evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert [label for label in labels if not any(digit in (label or "") for digit in "0123456789")] == [], "T-36"
    cards = page.locator(f"[class*=st-key-card_]:has({CHART})")
    for card in cards.all():
        expect(card.get_by_role("button", name="Use this chart").first).to_be_visible()


def _small_targets(page: Page) -> list[str]:
    """What can be pressed in a page and is smaller than WCAG asks for; all but what Streamlit draws smaller itself."""
    boxes = (
        page.get_by_test_id("stMain")
        .locator(f":is({TARGETS}):visible")
        .evaluate_all(
            """(all, smaller) => all.filter(e => !e.closest(smaller))
        .map(e => [e.closest('label') || e, e.outerHTML.slice(0, 160)])
        .map(([e, html]) => [e.getBoundingClientRect(), html])
        .map(([box, html]) => [box.width, box.height, html])""",
            STREAMLITS_OWN,
        )
    )
    return [f"{width} x {height}: {html}" for width, height, html in boxes if min(width, height) < SMALLEST_TARGET]


@pytest.mark.slow
@pytest.mark.parametrize("scenario", OTHERS)
def test_t_34_every_page_of_other_plans_is_for_everybody_too(open_page: Open, scenario: str, settled: Settled) -> None:
    """All pages in one visit: where a size is not known, or nothing is missing, a picture goes without some parts."""
    page = open_page(f"/?scenario={scenario}", height=2_000)
    for title in NAVIGATION.values():
        page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
        expect(page.get_by_test_id("stTopNavLink").and_(page.locator("[aria-current=page]"))).to_have_text(title)
        settled(page)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_timeout(300)  # charts are drawn once they are there
        assert grave(page) == [], title


@pytest.mark.slow
@pytest.mark.parametrize("width", [1440, 390])
def test_t_34_t_36_what_opens_in_place_is_for_everybody_too(open_page: Open, settled: Settled, width: int) -> None:
    """The controls' popovers, a chart's files with its table, and a claim's card."""
    page = opened(open_page, "explore", width=width, height=2_000)
    for button in page.locator(".st-key-strip button").all():
        button.click()
        settled(page)
        assert grave(page) == [], button.inner_text()
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Use this chart").first.click()
    expect(page.locator("[data-testid=stPopoverBody] table").first).to_be_visible()
    assert grave(page) == []
    page.keyboard.press("Escape")
    page.locator("[data-testid=stMain] a[data-claim]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    settled(page)
    assert grave(page) == []
