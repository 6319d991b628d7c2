"""One list names the explorer's pages, and it is that of app.py's navigation."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import PAGES, path_of

from model.ui.shell.files import BESIDE_EXPLORE

ROOT = Path(__file__).parents[2]
THE_LIST = ROOT / "tests" / "support" / "pages.py"
FEW = 3
"""Pages that a test may name without listing them."""


def navigation(code: str) -> list[tuple[str, str]]:
    """Return the module and the path of every page that a router has, in order."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    (entries,) = (call.args[0] for call in calls if ast.unparse(call.func) == "st.navigation")
    return [_module_and_path(entry) for entry in entries.elts]  # type: ignore[attr-defined]


def _module_and_path(entry: ast.Call) -> tuple[str, str]:
    if ast.unparse(entry.func) != "st.Page":  # the first page makes its own entry
        return ast.unparse(entry.func).removesuffix(".as_page"), ""
    (path,) = (word.value.value for word in entry.keywords if word.arg == "url_path")  # type: ignore[attr-defined]
    return ast.unparse(entry.args[0]).removesuffix(".page"), path


def lists_of_pages(code: str) -> Iterator[str]:
    """Yield every literal that lists pages, unless it says something of each of them."""
    if sum(name in code.lower() for name in PAGES) < FEW:
        return
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Dict):
            named = _pages_in(node.keys)
            is_whole = named == set(PAGES)
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            named, is_whole = _pages_in(node.elts), False
        else:
            continue
        if len(named) > FEW and not is_whole:
            yield ast.unparse(node)


def _pages_in(entries: list[ast.expr] | list[ast.expr | None]) -> set[str]:
    texts = [entry.value for entry in entries if isinstance(entry, ast.Constant) and isinstance(entry.value, str)]
    names = {text.strip("/").lower() or PAGES[0] for text in texts}
    return names & set(PAGES)


def test_the_list_is_that_of_the_navigation() -> None:
    assert navigation((ROOT / "app.py").read_text()) == [(name, path_of(name)) for name in PAGES]


def test_links_know_the_addresses_of_all_pages() -> None:
    assert tuple(map(path_of, PAGES[1:])) == BESIDE_EXPLORE


def test_pages_are_listed_in_one_place() -> None:
    files = [path for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py") if path != THE_LIST]
    lists = {str(path.relative_to(ROOT)): [*lists_of_pages(path.read_text())] for path in files}
    assert {path: texts for path, texts in lists.items() if texts} == {}


@pytest.mark.parametrize(
    "code",
    [
        'X = ("", "contributors", "drivers", "method")',
        'X = ["Explore", "Contributors", "Drivers", "Scenarios"]',
        'X = {"/": 1, "/contributors": 2, "/drivers": 3, "/scenarios": 4, "/sources": 5}',
    ],
)
def test_another_list_is_seen(code: str) -> None:
    assert len([*lists_of_pages(code)]) == 1


def test_a_table_of_all_pages_and_a_few_names_are_let_through() -> None:
    assert [*lists_of_pages(f"X = {dict.fromkeys(PAGES, 1)}; Y = ('explore', 'drivers', 'method')")] == []


def test_a_page_that_is_missing_in_the_list_is_seen() -> None:
    code = (
        (ROOT / "app.py").read_text().replace("[\n", "[\n        st.Page(more.page, title='More', url_path='more'),\n")
    )
    assert ("more", "more") in navigation(code)
