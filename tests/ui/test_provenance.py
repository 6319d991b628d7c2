"""Every page of every shipped scenario, read as a crawler would: each number leads to its claim or says whose it is.

T-24, T-26 and T-27 of the explorer's list; each page is opened once and read by all of them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from model.io.scenarios import shipped_scenarios
from model.io.shipped import shipped_folder
from model.narrative import NOT_KNOWN

NAMES = list(shipped_scenarios())
PAGES = [*((page, name) for page in ("explore", "contributors", "drivers") for name in NAMES)]
PAGES += [("scenarios", NAMES[0]), ("sources", NAMES[0])]
WHOSE = re.compile(
    r"/sources\?claim=[a-z]|our arithmetic|your figure|figures? of yours|entered by you|assumption", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
SPEAKS = ("title", "header", "subheader", "markdown", "caption", "metric", "warning", "error")

NOT_OUR_WORDS = re.compile(
    r"\b(will send|must|needs? to|experts say|likely|probably|impossible|worst)\b", re.IGNORECASE
)
QUOTED = re.compile(r"“[^”]*”")


@cache
def opened(page: str, name: str) -> AppTest:
    if page == "explore":
        found = AppTest.from_file(str(shipped_folder() / "app.py"), default_timeout=60)
    else:
        found = AppTest.from_string(f"from model.ui import {page}\n{page}.page()", default_timeout=60)
    found.query_params["scenario"] = name
    found.run()
    assert not found.exception
    return found


def walk(block: Block) -> Iterator[Element]:
    for child in block.children.values():
        if isinstance(child, Block):
            yield from walk(child)
        else:
            yield child


def said(element: Element) -> list[str]:
    """What an element says: its text, a figure with its label, or the rows of a table."""
    if element.type in ("table", "arrow_data_frame"):
        table = element.value.reset_index() if element.value.index.name else element.value
        return [" | ".join(map(str, row)) for row in table.astype(object).to_numpy()]
    if element.type in SPEAKS:
        return [f"{getattr(element, 'label', '')} {element.value}"]
    return []


def sections(page: AppTest) -> Iterator[tuple[str, list[Element]]]:
    """The parts of a page under their headings; the title goes with the first."""
    heading, part = "", list[Element]()
    for element in walk(page.main):
        if element.type == "header" and any(each.type == "header" for each in part):
            yield heading, part
            part = []
        if element.type in ("title", "header"):
            heading = element.value
        part.append(element)
    yield heading, part


@pytest.mark.parametrize(("page", "name"), PAGES)
def test_t_24_every_number_leads_to_its_claim_or_says_whose_it_is(page: str, name: str) -> None:
    lacking = []
    for heading, part in sections(opened(page, name)):
        around = " ".join(text for each in part if each.type in SPEAKS for text in said(each))
        if WHOSE.search(around):
            continue
        for element in part:
            told = [text for text in said(element) if DIGIT.search(text) and not WHOSE.search(text)]
            lacking += [(heading, element.type, text) for text in told]
    assert lacking == []


@pytest.mark.parametrize(("page", "name"), PAGES)
def test_t_26_no_page_uses_words_of_likelihood_or_duty(page: str, name: str) -> None:
    shown = opened(page, name)
    texts = [text for block in (shown.main, shown.sidebar) for each in walk(block) for text in said(each)]
    assert [text for text in texts if NOT_OUR_WORDS.search(QUOTED.sub("", text))] == []


def test_the_lint_sees_such_a_word_and_lets_a_quotation_stand() -> None:
    assert NOT_OUR_WORDS.search("They must leave")
    assert not NOT_OUR_WORDS.search(QUOTED.sub("", "He said “this must end”"))


@pytest.mark.parametrize("name", NAMES)
def test_t_27_a_nation_without_figures_is_not_known_never_0_and_in_no_total(name: str) -> None:
    page = opened("contributors", name)
    table = next(each.value for each in page.table if "Land strength" in each.value)
    unknown = table[table["Land strength"] == NOT_KNOWN]
    for column in ("Pool", "Could keep up at the goal", "Carries", "Ties up", "Of its pool", "Of its land force"):
        assert (unknown[column] == NOT_KNOWN).all(), column
    said_below = [each.value for each in page.caption]
    assert any("a nation without a published strength is in no total" in each for each in said_below)


def test_t_27_a_nation_taken_in_without_figures_is_named_as_in_no_total(open_page: Callable[..., AppTest]) -> None:
    page = open_page("contributors", scenario="reassurance_force", who="luxembourg,france")
    row = page.table[-1].value.loc["Luxembourg"]
    assert row["In"] == "in"
    assert row["Carries"] == row["Pool"] == NOT_KNOWN
    note = "The land strength of Luxembourg is not known publicly; it is in no total."
    assert note in [each.value for each in page.markdown]
    alone = open_page("contributors", scenario="reassurance_force", who="france")
    assert page.header[0].value == alone.header[0].value
