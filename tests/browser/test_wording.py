"""The words of six pages as a reader sees them: nothing of likelihood or duty, nothing of analysts on a plain page."""

from collections.abc import Callable, Iterator

import pytest
from pages import PAGES, path_of
from playwright.sync_api import Page, expect
from wording import VISIBLE, analysts_words, likelihood_words

Open = Callable[..., Page]
Settled = Callable[[Page], None]
FEWEST = 10
"""Blocks of text that any page has at least."""
FIRST, OTHERS = "reassurance_force", (
    "willing_chances", "multinational_force_ukraine", "no_us_backstop_assumed", "three_tier", "british_norm",
)  # fmt: skip
"""A plan as the pages open on it, and plans with chances, without a size, with a range of sizes, with one nation."""
CHANGED = "reassurance_force&who=poland&tour=4&tour_by=own&overlap=1&preparation=2&starts=All+at+once"


def read(page: Page) -> Iterator[tuple[str, bool]]:
    """Yield every block of text that is seen, and whether it stands in a part for analysts."""
    for text, is_for_analysts in page.evaluate(VISIBLE):
        yield " ".join(text.split()), is_for_analysts


def lint(page: Page, name: str) -> list[str]:
    """Return the blocks of a page with a word that has no place there, each with the word."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_timeout(300)  # drawings are named once they are drawn
    texts = list(read(page))
    assert len(texts) > FEWEST, name
    plain = [text for text, is_for_analysts in texts if not is_for_analysts and name != "method"]
    found_words = [(likelihood_words(text), text) for text, _ in texts] + [
        (analysts_words(text), text) for text in plain
    ]
    return [f"{name}: {words[0]}: {text[:200]}" for words, text in found_words if words]


@pytest.mark.parametrize(
    "scenario", [FIRST, *(pytest.param(name, marks=pytest.mark.slow) for name in (*OTHERS, CHANGED))]
)
def test_t_26_t_49_pages_speak_plainly_and_of_no_likelihood(
    open_page: Open, settled: Settled, address: str, scenario: str
) -> None:
    first, *others = PAGES
    page = open_page(f"/{path_of(first)}?scenario={scenario}")
    lines = lint(page, first)
    for name in others:
        page.goto(f"{address}/{path_of(name)}?scenario={scenario}")
        settled(page)
        lines += lint(page, name)
    assert lines == []


def test_a_word_that_has_no_place_is_seen_and_a_quotation_is_let_through(open_page: Open) -> None:
    page = open_page("/method")
    page.evaluate("document.querySelector('[data-testid=stMain] h1').innerText = 'This must be “likely”'")
    assert lint(page, "explore")[0] == "explore: must: This must be “likely”"
