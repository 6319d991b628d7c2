"""Every page of every shipped scenario, read whole: also what is folded, helps, options, the words and texts of charts.

T-26 and T-49 of the explorer's list, as `tests/browser/test_wording.py` reads them off the screen; and T-36.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest
from google.protobuf.message import Message
from pages import PAGES, page_of
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element
from wording import analysts_words, likelihood_words

import model
from model.files.scenarios import shipped_scenarios
from model.present.numbers import span

NAMES = list(shipped_scenarios())
OF_ALL_SCENARIOS = ("sources",)
"""Pages that say the same whatever scenario is shown."""
OPENED = [(page, name) for page in PAGES for name in (NAMES[:1] if page in OF_ALL_SCENARIOS else NAMES)]
METHODS_FOLDS = ("part", "nation", "coalition", "chance", "gap", "months", "training", "met", "more", "terms")
FOLDED = {"method": [f"fold_{fold}" for fold in METHODS_FOLDS]}
"""Keys of parts that a page draws only once they are opened."""
SEEN = {"label", "help", "placeholder", "options", "body", "caption", "default", "value", "header", "text", "alt"}
"""Fields of an element that a reader may see; others are keys, addresses and numbers."""
TABLES = ("table", "dataframe", "arrow_data_frame")
HIDDEN = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)
DIGIT = re.compile(r"\d")


@cache
def opened(page: str, name: str) -> AppTest:
    app = page_of(page)
    for key in FOLDED.get(page, ()):
        app.session_state[key] = True
    app.query_params["scenario"] = name
    app.run()
    assert not app.exception
    return app


def walk(block: Block, *, is_for_analysts: bool = False) -> Iterator[tuple[Block | Element, bool]]:
    """Yield every element of a page, and whether it stands in a part for analysts."""
    for child in block.children.values():
        key = getattr(getattr(child, "proto", None), "id", "") if isinstance(child, Block) else ""
        is_apart = is_for_analysts or "analysts" in key
        yield child, is_apart
        if isinstance(child, Block):
            yield from walk(child, is_for_analysts=is_apart)


def everything(element: Block | Element) -> list[str]:
    """All texts of an element: label, help, options; of a table its cells, of a chart its text and its words."""
    if element.type in TABLES:
        table = element.value.reset_index()
        return [str(word) for column in table for word in (column, *table[column])]
    if element.type == "bidi_component":
        return [without_tags(json.loads(element.proto.json).get("html", ""))]
    lines = [without_tags(text) for text in strings(getattr(element, "proto", None))]
    if element.type == "vega_lite_chart":
        for dataset in element.proto.datasets:
            frame = convert_arrow_bytes_to_pandas_df(dataset.data.data)
            lines += [
                text for column in frame for text in frame[column].unique() if isinstance(text, str) and " " in text
            ]
    return lines


def without_tags(text: str) -> str:
    return html.unescape(HIDDEN.sub(" ", text))


def strings(message: object, *, is_seen: bool = False) -> Iterator[str]:
    """Every text in the fields of a protobuf message that a reader may see, in those inside it too."""
    if isinstance(message, str):
        if is_seen:
            yield message
    elif isinstance(message, Message):
        for field, value in message.ListFields():
            yield from strings(value, is_seen=field.name in SEEN)
    elif isinstance(message, Iterable) and not isinstance(message, bytes):
        for part in message:
            yield from strings(part, is_seen=is_seen)


@pytest.mark.parametrize(("page", "name"), OPENED)
def test_t_26_t_49_no_page_uses_a_word_that_has_no_place_there(page: str, name: str) -> None:
    shown = opened(page, name)
    texts = [
        (" ".join(text.split()), is_apart)
        for block in (shown.main, shown.sidebar)
        for element, is_apart in walk(block)
        for text in everything(element)
    ]
    assert len(texts) > 20
    plain = [text for text, is_apart in texts if not is_apart and page != "method"]
    by_text = {text: likelihood_words(text) for text, _ in texts} | {
        text: likelihood_words(text) + analysts_words(text) for text in plain
    }
    assert {text: words for text, words in by_text.items() if words} == {}


def test_t_26_reads_texts_of_charts_options_helps_tables_and_what_is_folded() -> None:
    method = "\n".join(text for element, _ in walk(opened("method", NAMES[0]).main) for text in everything(element))
    for text in (
        "Unit A", "in any month: one away", "The terms in files and tables", "Deploy-to-dwell ratio",
        "One soldier, by this plan's rule of rest.", "Nation worked through", "Checked against others",
    ):  # fmt: skip
        assert text in method, text


@pytest.mark.parametrize(("page", "name"), OPENED)
def test_t_36_each_picture_says_its_numbers_in_words(page: str, name: str) -> None:
    alts = [element.proto.alt for element, _ in walk(opened(page, name).main) if element.type == "vega_lite_chart"]
    assert [text for text in alts if not DIGIT.search(text)] == []
    (run,) = model.run(model.load(name)).runs
    tied_up = run.measure("tied_up").ends
    if page == "explore" and tied_up and tied_up[-1]:
        for number in span(run.measure("tied_up")).split(" to "):
            assert re.search(rf"(?<![\d,]){re.escape(number)}(?![\d,]*\d)", alts[0]), (number, alts[0])
