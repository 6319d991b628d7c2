"""No figure on a page is cut: on laptops, on wide screens, on phones."""

from collections.abc import Callable

import pytest
from pages import PAGES, path_of
from playwright.sync_api import Page

pytestmark = pytest.mark.slow

Open = Callable[..., Page]
WIDTHS = (1440, 1366, 1280, 1024, 390, 320)
LONGEST = ("chiefs_64000", "willing_september_2025")
"""The scenarios with the longest figures, and the longest titles with figures in them."""
CUT = """() => [...document.querySelectorAll('[data-testid=stMain] *, [data-testid=stSidebar] *')].filter(place => {
    const look = getComputedStyle(place), hides = ['hidden', 'clip'].includes(look.overflowX);
    const is_cut = place.scrollWidth > place.clientWidth + 1 && place.clientWidth > 0;
    return is_cut && (hides || look.textOverflow === 'ellipsis') && /[0-9]/.test(place.innerText || '');
}).map(place => place.innerText)"""
TILES = "[data-testid=stMetricValue]"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scenario", LONGEST)
def test_no_figure_is_cut_at_any_width(name: str, scenario: str, open_page: Open) -> None:
    page = open_page(f"/{path_of(name)}?scenario={scenario}&tour=5.5", height=3_000)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 3_000})
        page.wait_for_function(f"!({CUT})().length")


def test_a_tile_that_is_cut_is_seen(open_page: Open) -> None:
    page = open_page("/?scenario=uk_and_france_alone", width=1_024)
    page.locator(TILES).first.wait_for()
    page.add_style_tag(content=f"body {TILES} * {{ white-space: nowrap !important; overflow: hidden !important; }}")
    page.wait_for_function(f"({CUT})().includes('−21,900 to −5,000')")
