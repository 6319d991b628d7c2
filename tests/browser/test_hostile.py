"""A stranger's file in a real browser: its words are seen as they stand, nothing is made of them or fetched."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import as_yaml
from hostile_files import documents, harmless, marked
from playwright.sync_api import Page, expect
from reading import JOINER

from model.ui.shell.frame import NAVIGATION

Open = Callable[..., Page]
PAGES = ("The answer", *(title for title in NAVIGATION.values() if title not in ("The answer", "Compare")), "Compare")
"""Compare last: the file was sent there."""
MARKS = (
    "a", "img", "em", "strong", "code", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "del", "hr",
    "table", "input", "sup", ".katex", "[role=img]", "[class*=stMarkdownColored]",
    "[class*=stMarkdownBadge]",
)  # fmt: skip
COUNT = """marks => Object.fromEntries(marks.map(mark => [mark, document.querySelectorAll(
    `[data-testid=stMarkdownContainer] ${mark}, .roulement-html ${mark}, [data-testid=stHtml] ${mark}`).length]))"""
OWN_WORDS = "10. x *a* _b_ $c$ :smile: ~~d~~ www.evil.example"
"""What Markdown, Streamlit and browsers make something of; up to its first `: ` it is the plan's short name too."""
MINE = f"""
title: "{OWN_WORDS}"
as_of: 2025-02-20
force: {{main: {{title: "Part {OWN_WORDS}", strength: {{troops: {{value: 9000, because: "Reason {OWN_WORDS}"}}}}}}}}
rotation: {{tour_months: 6, dwell_ratio: 2}}
coalition:
  deployable_share: 0.5
  contributors:
    france: {{title: "Nation {OWN_WORDS}", position: offered, land_strength: 50000}}
"""

ALIKE = 3  # counts of a page that do not change, a second apart


def sent(page: Page, path: Path) -> None:
    """Open a file on Compare, and show it."""
    page.locator(".st-key-scenario_file input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Show it now").click()
    at(page, "The answer")  # it opens there; who goes on before it does would take the old plan along


def at(page: Page, title: str) -> None:
    """Wait until the page of a title stands."""
    expect(page.locator("[data-testid=stTopNavLink][aria-current=page]")).to_contain_text(title)
    settled(page)


def settled(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def go(page: Page, title: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
    at(page, title)
    page.wait_for_timeout(500)  # the last components draw after the script has run


def words(page: Page) -> str:
    return " ".join(page.locator("body").inner_text().replace(JOINER, "").split())


def read(page: Page, path: Path) -> tuple[dict[str, dict[str, int]], list[str]]:
    """Go to all pages with a file: the marks on each, and the addresses that were asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sent(page, path)
    marks = {}
    for title in PAGES:
        go(page, title)
        reads = [page.evaluate(COUNT, MARKS)]
        while len(reads) < ALIKE or any(one != reads[-1] for one in reads[-ALIKE:]):  # until it draws nothing more
            page.wait_for_timeout(1_000)
            reads.append(page.evaluate(COUNT, MARKS))
        marks[title] = reads[-1]
    return marks, asked


@pytest.mark.slow
def test_t_54_own_words_are_shown_as_they_stand_on_every_page(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE)
    page = open_page("/scenarios")
    sent(page, path)
    for title in PAGES:
        go(page, title)
        if title != "Who said what":  # which is of claims alone
            expect(page.get_by_test_id("stMain")).to_contain_text(OWN_WORDS)
        assert page.locator("a[href*='evil.example'], .katex").count() == 0, title
    go(page, "Who carries it")
    assert f"Nation {OWN_WORDS}" in words(page)
    go(page, "The answer")
    page.locator("summary").filter(has_text="Assumed").click()
    assert f"Reason {OWN_WORDS}" in words(page)


@pytest.mark.slow
def test_a_hostile_file_makes_no_mark_on_any_page_and_has_nothing_fetched(
    open_page: Open, address: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    with_harm, without = (documents(text)[0] for text in (marked, harmless))  # the other holds what cannot stand beside
    path.write_text(as_yaml(without))
    expected, _ = read(open_page("/scenarios", another_reader=True), path)
    path.write_text(as_yaml(with_harm))
    marks, asked = read(open_page("/scenarios", another_reader=True), path)
    assert marks == expected
    assert [url for url in asked if not url.startswith((f"{address}/", "data:", "blob:"))] == []
