"""Every page of every shipped scenario, read as a crawler would: each number leads to who said it, or says whose it is.

What stands together in a card has its source there; what stands outside the cards has it in the lines of its page.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pages import PAGES, html_of, page_of
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from model.files.register import shipped_register
from model.files.scenarios import shipped_scenarios

NAMES = list(shipped_scenarios())
OF_ALL_SCENARIOS = ("scenarios", "method")
"""Pages that say the same whatever scenario is shown."""
OPENED = [(page, name) for page in PAGES for name in (NAMES[:1] if page in OF_ALL_SCENARIOS else NAMES)]
CARD, TAG, DIGIT = re.compile(r"-card_(\w+)$"), re.compile(r"<[^>]+>"), re.compile(r"\d")
WHOSE = re.compile(
    r"data-claim=|\bSources?: |\b[Oo]ur sums?\b|our assumption|\byours\b|of your own|data-query=\"scenario=\w"
)
"""Marks of whose a number is: a citation, a source line, our sum, our assumption, yours, a plan that has them."""
IDS = re.compile(rf"(?<![\w./=])({'|'.join(map(re.escape, shipped_register().claims))})(?![\w.])")
TEXTS = ("title", "header", "subheader", "markdown", "caption", "warning", "error")


@cache
def opened(page: str, name: str) -> AppTest:
    app = page_of(page)
    app.query_params["scenario"] = name
    app.run()
    assert not app.exception
    return app


def said(element: Block | Element) -> str:
    """What an element says, with the marks in it: its HTML, its text, a table, the text of a chart, labels, options."""
    if element.type == "html":
        return str(element.proto.body)
    if element.type == "bidi_component":
        return str(json.loads(element.proto.json).get("html", ""))
    if element.type == "vega_lite_chart":
        return str(element.proto.alt)
    value: Any = getattr(element, "value", "")
    if element.type in TEXTS:
        return str(value)
    if element.type in ("table", "arrow_table"):
        return str(value.to_string())
    options = getattr(element, "options", None) or ()
    return " ".join([str(getattr(element, "label", "") or ""), *map(str, options)])


def walk(block: Block) -> Iterator[Block | Element]:
    for child in block.children.values():
        yield child
        if isinstance(child, Block):
            yield from walk(child)


def card_of(block: Block) -> str:
    """The name of a card; '' for anything else."""
    found = CARD.search(str(getattr(block.proto, "id", "")))
    return found[1] if found else ""


def parts(page: AppTest) -> dict[str, str]:
    """What each card of a page says, by its name; under '' what stands outside."""
    cards = [block for block in walk(page.main) if isinstance(block, Block) and card_of(block)]
    within = {id(each) for card in cards for each in walk(card)}
    outside = [each for each in walk(page.main) if id(each) not in within]
    return {
        **{card_of(card): "\n".join(map(said, walk(card))) for card in cards},
        "": "\n".join(map(said, outside)),
    }


def lacking(texts: dict[str, str]) -> list[str]:
    """The parts of a page that hold a number and say nowhere whose it is."""
    return [name for name, text in texts.items() if DIGIT.search(TAG.sub("", text)) and not WHOSE.search(text)]


@pytest.mark.parametrize(("page", "name"), OPENED)
def test_t_24_every_number_leads_to_a_citation_or_says_whose_it_is(page: str, name: str) -> None:
    assert lacking(parts(opened(page, name))) == []


@pytest.mark.parametrize(("page", "name"), OPENED)
def test_t_24_no_key_of_a_claim_is_seen(page: str, name: str) -> None:
    texts = parts(opened(page, name)).values()
    assert [found for text in texts for found in IDS.findall(TAG.sub(" ", text))] == []


@pytest.mark.parametrize(("page", "name"), OPENED)
def test_t_24_every_link_to_a_claim_leads_to_one(page: str, name: str) -> None:
    led_to = set(re.findall(r'data-claim="([^"]*)"', html_of(opened(page, name))))
    assert led_to <= set(shipped_register().claims)


def test_t_24_a_number_without_a_mark_is_seen() -> None:
    assert lacking({"a": "<p>Short by 10,000</p>"}) == ["a"]
    assert lacking({"a": '<p style="left:10%">Short</p>', "b": "10,000. Source: NATO, Oct 2004."}) == []
    assert IDS.findall("by dannatt.deployed, and ./sources?claim=times.troops") == ["dannatt.deployed"]
    assert set(parts(opened("sources", NAMES[0]))) >= {"sizes", "questions", "claims", "assumptions", ""}
