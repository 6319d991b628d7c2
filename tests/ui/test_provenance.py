"""Every page of every shipped scenario, read as a crawler would.

T-26, T-27 and T-36 of the explorer's list; each page is opened once and read by all of them.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest
from google.protobuf.message import Message
from pages import PAGES, page_of
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

import model
from model.analysis import sensitivity
from model.engine.run import Run
from model.files.scenarios import load_text, shipped_scenarios
from model.present.numbers import NOT_KNOWN, joined
from model.present.words import drivers as drivers_words
from model.present.words.force import written
from model.terms import MEASURES

FOLDS = ("all_measures", "reproduce", "months_table", "turns_table")
"""As in conftest.py: what Explore draws only once it is opened."""
NAMES = list(shipped_scenarios())
OF_ALL_SCENARIOS = ("scenarios", "sources")
"""Pages that say the same whatever scenario is shown."""
OPENED = [(page, name) for page in PAGES for name in (NAMES[:1] if page in OF_ALL_SCENARIOS else NAMES)]
DRAWN_WHEN_ASKED_FOR = {"explore": (*FOLDS, "copy_link")}
"""Keys of what a page draws only once it is opened or switched on."""
SIMULATED, WITH_DRAWS = ("simulate", "shares"), "willing_chances"
"""Draws take a second, so that one scenario has them."""
DIGIT = re.compile(r"\d")
TEXTS = ("title", "header", "subheader", "markdown", "caption", "warning", "error")
TABLES = ("table", "dataframe", "arrow_data_frame")

NOT_OUR_WORDS = re.compile(
    r"\b(will send|must|needs? to|experts say|likely|probably|impossible|worst)\b", re.IGNORECASE
)
QUOTED = re.compile(r"“[^”]*”")


@cache
def opened(page: str, name: str) -> AppTest:
    app = page_of(page)
    for key in (*DRAWN_WHEN_ASKED_FOR.get(page, ()), *(SIMULATED if (page, name) == ("drivers", WITH_DRAWS) else ())):
        app.session_state[key] = True
    app.query_params["scenario"] = name
    app.run()
    assert not app.exception
    return app


def walk(block: Block) -> Iterator[Block | Element]:
    for child in block.children.values():
        yield child
        if isinstance(child, Block):
            yield from walk(child)


def said(element: Block | Element) -> list[str]:
    """What an element says: its text, a figure with its label, or the rows of a table."""
    if element.type in TABLES:
        table = element.value.reset_index() if element.value.index.name else element.value
        return [" | ".join(map(str, row)) for row in table.astype(object).to_numpy()]
    if element.type in (*TEXTS, "metric"):
        return [f"{getattr(element, 'label', '')} {element.value}"]
    return []


@pytest.mark.parametrize(("page", "name"), OPENED)
def test_t_26_no_page_uses_words_of_likelihood_or_duty(page: str, name: str) -> None:
    shown = opened(page, name)
    texts = [text for block in (shown.main, shown.sidebar) for element in walk(block) for text in everything(element)]
    assert len(texts) > 50
    assert [text for text in texts if NOT_OUR_WORDS.search(QUOTED.sub("", text))] == []


def everything(element: Block | Element) -> list[str]:
    """All texts of an element: label, help, options; of a chart its text alternative, titles, axes, what it names."""
    lines = [*said(element), *strings(getattr(element, "proto", None))]
    if element.type in TABLES:
        lines += [*map(str, element.value.columns), str(element.value.index.name)]
    if element.type == "vega_lite_chart":
        for dataset in element.proto.datasets:
            frame = convert_arrow_bytes_to_pandas_df(dataset.data.data)
            lines += [text for column in frame for text in frame[column].unique() if isinstance(text, str)]
    return lines


def strings(message: object) -> Iterator[str]:
    """Every text in a protobuf message, in those inside it too."""
    if isinstance(message, str):
        yield message
    elif isinstance(message, Message):
        for _, value in message.ListFields():
            yield from strings(value)
    elif isinstance(message, Iterable) and not isinstance(message, bytes):
        for part in message:
            yield from strings(part)


def test_t_26_reads_titles_and_texts_of_charts_options_helps_and_what_is_folded() -> None:
    def read(page: str) -> str:
        shown = opened(page, WITH_DRAWS)
        blocks = (shown.main, shown.sidebar)
        return "\n".join(text for block in blocks for element in walk(block) for text in everything(element))

    explore = read("explore")
    for text in ("troops in the cycle", "Troops by phase of the rotation", "What makes up the total of", "Staggered"):
        assert text in explore
    for text in ("Relieves", "Before its goal by", "All measures, unrounded", "shortfall", "Copy link", WITH_DRAWS):
        assert text in explore
    (sought,) = {MEASURES["tied_up"].meaning} & set(explore.splitlines())  # a figure's help
    assert sought
    drivers = read("drivers")
    for text in ("Who gave the range", "Each input moved alone", "8 in 10 runs", "To twice their value"):
        assert text in drivers
    assert "More that is left out or taken simply" in read("method")


def test_the_lint_sees_such_a_word_and_lets_a_quotation_stand() -> None:
    assert NOT_OUR_WORDS.search("They must leave")
    assert not NOT_OUR_WORDS.search(QUOTED.sub("", "He said “this must end”"))


def main_numbers(page: str, name: str) -> list[list[str]]:
    """For each picture of a page that has the answer in it, the numbers that its text has to hold."""
    scenario = model.load(name)
    (run,) = model.run(scenario).runs
    if page == "explore":
        return [ends(run, "tied_up")]
    if page == "contributors":
        return [ends(run, "capacity")]
    if page != "drivers":
        return []
    moving = [
        drivers_words.moving(sensitivity.one_at_a_time(scenario), measure) for measure in sensitivity.BAR_MEASURES
    ]
    return [[drivers_words.troops(bars[0].at_low), drivers_words.troops(bars[0].at_high)] for bars in moving if bars]


def ends(run: Run, measure: str) -> list[str]:
    return list(filter(None, joined(run.measure(measure).ends, written(run, measure)).split(" to ")))


@pytest.mark.parametrize(("page", "name"), OPENED)
def test_t_36_each_picture_holds_its_main_number_in_words_and_has_its_numbers_as_a_table_or_file_below(
    page: str, name: str
) -> None:
    parts = list(walk(opened(page, name).main))
    places = [at for at, each in enumerate(parts) if each.type == "vega_lite_chart"]
    texts = [parts[at].proto.alt for at in places]
    assert all(DIGIT.search(text) for text in texts)
    wanted = [numbers for numbers in main_numbers(page, name) if numbers]
    assert len(texts) >= len(wanted)
    for text, numbers in zip(texts, wanted, strict=False):
        for number in numbers:
            assert re.search(rf"(?<![\d,]){re.escape(number)}(?![\d,]*\d)", text), (number, text)
    for at, following in itertools.pairwise([*places, len(parts)]):
        below = parts[at + 1 : following]
        near = list(itertools.takewhile(lambda each: each.type not in ("header", "subheader"), below))
        files = [element.proto.label for element in near if element.type == "download_button"]
        assert "CSV" in files or any(element.type in TABLES for element in near), parts[at].proto.alt


@pytest.fixture
def without_luxembourgs_strength() -> Callable[..., AppTest]:
    """Open a page on a file in which the land strength of Luxembourg is unknown, with nations in."""

    def open_one(who: str, name: str = "contributors") -> AppTest:
        start = model.load("reassurance_force")
        text = start.replace({"coalition.contributors.luxembourg.land_strength": "unknown"}, name="mine").to_yaml()
        page = page_of(name)
        page.session_state["taken_in"] = {"mine": load_text(text, "mine.yaml")}
        page.query_params["scenario"], page.query_params["who"] = "mine", who
        page.run()
        assert not page.exception
        return page

    return open_one


def test_t_27_a_nation_without_figures_is_not_known_never_0_and_in_no_total(
    without_luxembourgs_strength: Callable[[str], AppTest],
) -> None:
    page = without_luxembourgs_strength("luxembourg,france")
    table = next(table.value for table in page.table if "Land strength" in table.value)
    unknown = table[table["Land strength"] == NOT_KNOWN]
    assert list(unknown.index) == ["Luxembourg"]
    for column in ("Pool", "Could keep up at the goal", "Carries", "Ties up", "Of its pool", "Of its land force"):
        assert (unknown[column] == NOT_KNOWN).all(), column
    said_below = [caption.value for caption in page.caption]
    assert any("a nation without a published strength is in no total" in line for line in said_below)


def test_a_break_even_says_whose_troops_would_come_on_top(
    without_luxembourgs_strength: Callable[..., AppTest],
) -> None:
    page = without_luxembourgs_strength("luxembourg,france", "drivers")
    captions = [caption.value for caption in page.caption]
    assert "Troops of Luxembourg would come on top: their strength is not known publicly." in captions


def test_t_27_a_nation_taken_in_without_figures_is_named_as_in_no_total(
    without_luxembourgs_strength: Callable[[str], AppTest],
) -> None:
    page = without_luxembourgs_strength("luxembourg,france")
    row = page.table[-1].value.loc["Luxembourg"]
    assert row["In"] == "in"
    assert row["Carries"] == row["Pool"] == NOT_KNOWN
    note = "The land strength of Luxembourg is not known publicly, so no total includes it."
    assert note in [paragraph.value for paragraph in page.markdown]
    alone = without_luxembourgs_strength("france")
    assert page.header[0].value == alone.header[0].value.replace("keep about", "keep at least about").replace(
        " there: ", " there: at most "
    )
