"""Every page for those who read with a screen reader, a keyboard, a phone or at 400 per cent."""

import itertools
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import PAGES, path_of
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
Fits = Callable[..., None]
PATHS = [f"/{path_of(name)}" for name in PAGES]
SCENARIO = "?scenario=willing_chances"
GRAVE = ("serious", "critical")
MOST_STEPS, LONGEST_NAME = 300, 60
CHARTS = "[role=graphics-document], .strips"
"""Charts, and rows of figures on one scale, whose words and numbers are text."""
SMALLEST_TARGET = 24  # pixels a side: what WCAG 2.2 asks for
TARGETS = "button, summary, select, input, [role=slider], [role=radio], [role=switch], [role=checkbox]"
STREAMLITS_OWN = "[data-testid=stTooltipIcon], [data-testid=stMultiSelect], input[type=range], [role=switch]"
"""What Streamlit draws smaller: marks of help, crosses in a list of several, a slider's 16 pixels, a switch's 21."""


def opened(open_page: Open, path: str, **size: int) -> Page:
    """Open a page and wait until its title, a table and a chart are there."""
    page = open_page(path + SCENARIO, **size)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("table").or_(page.get_by_role("grid")).first).to_be_attached()
    expect(page.locator(CHARTS).first).to_be_visible()
    return page


@pytest.mark.parametrize("path", ["/", *(pytest.param(path, marks=pytest.mark.slow) for path in PATHS[1:])])
def test_t_34_t_36_t_38_t_39_t_40_a_page_for_everybody(open_page: Open, path: str, fits: Fits) -> None:
    """One visit: axe, text alternatives, reflow and zoom, the size of targets, the order of headings."""
    page = opened(open_page, path, height=2_000)
    for width in (1440, 768, 390, 320):  # 320: 1280 at 400 per cent
        fits(page, width)
        _headline_comes_before_charts(page)
        if width in (1440, 390):
            found = Axe().run(page).response["violations"]
            grave = [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in GRAVE]
            assert grave == [], f"T-34 at {width} px"
    _charts_say_their_numbers(page)
    _targets_are_large_enough(page)
    levels = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stMain] :is(h1,h2,h3,h4,h5,h6)')].map(e => Number(e.tagName[1]))"
    )
    assert levels[0] == 1, "T-40"
    assert levels.count(1) == 1, "T-40"
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), "T-40"


def _headline_comes_before_charts(page: Page) -> None:
    headline, charts = page.get_by_test_id("stMain").locator("h2").first, page.locator(CHARTS)
    box, chart = headline.bounding_box(), charts.first.bounding_box()
    assert box is not None, "T-38"
    assert chart is None or box["y"] + box["height"] <= chart["y"], "T-38"


def _charts_say_their_numbers(page: Page) -> None:
    labels = page.locator("[role=graphics-document]").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert labels or page.locator(CHARTS).count(), "T-36"
    assert all(any(digit in (label or "") for digit in "0123456789") for label in labels), "T-36"
    total = page.get_by_test_id("stMetric").filter(has_text="Tied up in all").get_by_test_id("stMetricValue")
    if total.count():  # Explore, whose answer it is
        assert total.inner_text().replace("–", " to ") in labels[0], "T-36"
    assert page.locator("table").count() + page.get_by_role("grid").count() >= 1, "T-36"


def _targets_are_large_enough(page: Page) -> None:
    """In the page and, on a phone, in the sidebar as well; all but what Streamlit draws smaller itself."""
    assert _small_targets(page, "stMain") == [], "T-38"
    page.set_viewport_size({"width": 390, "height": 2_000})
    opener = page.get_by_test_id("stExpandSidebarButton")
    if opener.count():
        opener.click()
        expect(page.get_by_test_id("stSidebar")).to_be_in_viewport()
    assert _small_targets(page, "stMain") == [], "T-38"
    assert _small_targets(page, "stSidebar") == [], "T-38"


def _small_targets(page: Page, part: str) -> list[str]:
    """What can be pressed in a part of the page and is smaller than WCAG asks for."""
    boxes = (
        page.get_by_test_id(part)
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
def test_t_35_the_keyboard_goes_from_the_skip_link_to_a_download(open_page: Open) -> None:
    page = opened(open_page, "/")
    seen: list[str] = []
    while not any(name.endswith("All measures, unrounded") and len(name) < LONGEST_NAME for name in seen[-1:]):
        page.keyboard.press("Tab")
        name, is_shown = page.evaluate(
            "() => (e => [(e.ariaLabel || e.innerText.slice(-90) || e.id).trim(), e.getClientRects().length > 0])"
            "(document.activeElement)"
        )
        assert is_shown, name
        seen.append(name)
        assert len(seen) < MOST_STEPS, seen
    assert "skip" in seen[0].lower()
    for wanted in ("Starting scenario", "Explore", "Troops", "Copy link"):
        assert any(wanted in name for name in seen), wanted
    page.keyboard.press("Enter")
    download = page.get_by_role("button", name="Download as CSV")
    expect(download).to_be_visible()
    page.keyboard.press("Tab")
    for _ in range(10):
        if download.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert found.value.suggested_filename.endswith(".csv")
