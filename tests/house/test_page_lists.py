"""One list names the explorer's pages, and it is that of app.py's navigation."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import PAGES, path_of

from model.ui.shell.files import BESIDE_EXPLORE
from model.ui.shell.frame import NAVIGATION

ROOT = Path(__file__).parents[2]
THE_LIST = ROOT / "tests" / "support" / "pages.py"
FEW = 3
"""Pages that a test may name without listing them."""
TABLE = "DRAWN_BY"
"""The router's table of the pages and the functions that draw them."""


def navigation(code: str) -> list[tuple[str, str]]:
    """Return the module and the address of every page that a router has, in order: `DRAWN_BY` alone makes pages."""
    tree = ast.parse(code)
    (drawn_by,) = (
        node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == TABLE
    )
    assert isinstance(drawn_by, ast.Dict)
    pages = [
        (ast.unparse(page).removesuffix(".page"), ast.literal_eval(address))
        for address, page in zip(drawn_by.keys, drawn_by.values, strict=True)
        if address is not None
    ]
    of_table = {
        page for node in ast.walk(tree) if isinstance(node, ast.GeneratorExp) and is_of_table(node)
        for page in ast.walk(node)
    }  # fmt: skip
    others = {*filter(is_page, ast.walk(tree))} - of_table
    return pages + [(ast.unparse(page), "") for page in others]


def is_of_table(generator: ast.GeneratorExp) -> bool:
    """Whether a generator goes through the router's table."""
    return ast.unparse(generator.generators[0].iter) == f"{TABLE}.items()"


def is_page(node: ast.AST) -> bool:
    """Whether code makes a page of Streamlit."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page"


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
    assert navigation((ROOT / "app.py").read_text()) == [(name, name) for name in PAGES]
    assert tuple(NAVIGATION) == PAGES


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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("DRAWN_BY = {\n", "DRAWN_BY = {\n    'more': more.page,\n"),
        ("st.navigation(", "frame.PAGES['more'] = st.Page(more.page, title='More')\nst.navigation("),
        ("in DRAWN_BY.items()", "in MORE.items()"),
    ],
)
def test_a_page_that_is_missing_in_the_list_is_seen(before: str, after: str) -> None:
    code = (ROOT / "app.py").read_text()
    assert before in code
    assert navigation(code.replace(before, after)) != navigation(code)
