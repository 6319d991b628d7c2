"""A stranger's file in a real browser: its text is seen as it stands, and nothing is made of it or fetched."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import as_yaml
from hostile_files import FIRST_NUMBER, documents, harmless, marked
from pages import LAST_WORDS
from playwright.sync_api import Page
from reading import JOINER

Open = Callable[..., Page]
PAGES = sorted(LAST_WORDS, key=lambda name: name == "scenarios")
"""Scenarios last: the file was sent there."""
MARKS = (
    "a", "img", "em", "strong", "code", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "del", "hr",
    "table", "input", "sup", ".katex", "[role=img]", "[class*=stMarkdownColored]",
    "[class*=stMarkdownBadge]",
)  # fmt: skip
COUNT = """marks => Object.fromEntries(marks.map(mark =>
    [mark, document.querySelectorAll(`[data-testid=stMarkdownContainer] ${mark}`).length]))"""


def read(page: Page, path: Path) -> tuple[dict[str, dict[str, int]], str, list[str]]:
    """Open a file on Scenarios and go to all pages: the marks on each, all their words, and what was asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_test_id("stMain").get_by_text("is a starting scenario of this session now").wait_for()
    page.locator("a[href*='scenario=mine']").first.click()
    found, words = {}, ""
    for name in PAGES:
        page.get_by_role("link", name=name.capitalize(), exact=True).click()
        page.get_by_test_id("stMain").get_by_text(LAST_WORDS[name]).first.wait_for()
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        found[name] = page.evaluate(COUNT, MARKS)
        words += page.locator("body").inner_text().replace(JOINER, "")
    return found, words, asked


@pytest.mark.slow
def test_a_hostile_file_makes_no_mark_on_any_page_and_has_nothing_fetched(
    open_page: Open, address: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    with_harm, without = (documents(text)[0] for text in (marked, harmless))  # the other holds what cannot stand beside
    path.write_text(as_yaml(without))
    expected, _, _ = read(open_page("/scenarios"), path)
    path.write_text(as_yaml(with_harm))
    found, words, asked = read(open_page("/scenarios"), path)
    assert found == expected
    assert " ".join(marked(FIRST_NUMBER).split())[:300] in " ".join(words.split())
    assert [url for url in asked if not url.startswith((f"{address}/", "data:", "blob:"))] == []
