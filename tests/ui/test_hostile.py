"""A stranger's text on every page: seen as it stands, and no mark comes of it.

A page with hostile text has the same marks and the same HTML as with a harmless word in the same places. The places
are found in the scenario's types, and all keys of the address are tried.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import hostile
import pytest
from google.protobuf.message import Message
from hostile_files import HARMLESS, documents, harmless, loaded, marked, numbered_places
from pages import PAGES, page_of
from reading import marks, seen
from streamlit.testing.v1 import AppTest

from model.scenario import quantity
from model.ui.session import inputs, own, state
from model.ui.session.links import INPUT_STYLE, MOST_NOTICES, PLACES
from model.ui.session.shown import VERSION
from model.ui.shell import files

OPENED = ("simulate", "shares", "alone", "strip_more")
MARKDOWN_IN = {"body", "label", "help", "text", "delta", "content", "caption"}
"""Fields of what Streamlit sends that are read as Markdown, or may be."""
AS_HTML = ("html", "bidi_component")
"""Kinds of elements that are HTML, whose texts are escaped where it is made."""
READ = {"href", "src", "id", "class", "onclick", "onload", "data-claim", "data-page"}
"""Attributes of HTML that do something, beside those that hold words or shapes."""
ALL_KEYS = [*inputs.NUMBERS, *(f"{key}_low" for key in inputs.NUMBERS), inputs.DWELL_AS, INPUT_STYLE, "claim", "find",
            VERSION, "who", "rule", "share", "backstop", "chances", "starts", "fill_in", "p_open"]  # fmt: skip
OTHER = b"force: {main: {strength: {troops: 1000}}}\nrotation: {tour_months: 6, dwell_ratio: 3}\n"
OpenPage = Callable[..., AppTest]


def elements(block: Any) -> Iterator[Any]:  # noqa: ANN401  (an element or a block of AppTest)
    yield block
    for child in getattr(block, "children", {}).values():
        yield from elements(child)


class Tags(HTMLParser):
    """The tags of some HTML with the attributes that do something, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Count a tag; keep the words that are read out."""
        doing = sorted(f"{name}={value}" for name, value in attributes if name in READ or name.startswith("on"))
        self.tags[" ".join([tag, *doing])] += 1
        self.words += [value or "" for name, value in attributes if name == "aria-label"]

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words.append(data)


def html(page: AppTest) -> Iterator[Tags]:
    """Yield all HTML of a page."""
    for element in elements(page._tree):  # noqa: SLF001  (it has no other way to all elements)
        if element.type == "html":
            yield Tags(element.proto.body)
        elif element.type == "bidi_component":
            yield Tags(json.loads(element.proto.json).get("html", ""))


def drawn(page: AppTest) -> Iterator[str]:
    """Yield all Markdown of a page: texts, labels, helps, and every cell of a table."""
    for element in elements(page._tree):  # noqa: SLF001  (as above)
        if element.type in AS_HTML:
            continue
        if element.type == "table":
            frame = element.value
            yield from map(str, (*frame.index, *frame.columns, *frame.to_numpy().ravel(), frame.index.name or ""))
        elif element.type != "code" and isinstance(getattr(element, "proto", None), Message):
            yield from strings(element.proto)


def strings(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        for entry in value if field.is_repeated else [value]:
            if isinstance(entry, Message):
                yield from strings(entry)
            elif field.name in MARKDOWN_IN and isinstance(entry, str):
                yield entry


def marks_of(page: AppTest) -> Counter[str]:
    counts: Counter[str] = Counter()
    for markdown in drawn(page):
        counts += marks(markdown)
    for part in html(page):
        counts += part.tags
    return counts


def words_of(page: AppTest) -> Iterator[str]:
    """Yield all that a reader sees or is read out."""
    yield from map(seen, drawn(page))
    for part in html(page):
        yield " ".join(part.words)


def programs(page: AppTest) -> str:
    """Return all that a page's charts hold beside their data and titles: columns, expressions, formats, addresses."""
    charts = [element.proto for element in elements(page._tree) if isinstance(getattr(element, "proto", None), Message)]  # noqa: SLF001
    specs = [json.loads(chart.spec) for chart in charts if chart.DESCRIPTOR.name == "ArrowVegaLiteChart"]
    return json.dumps(without_titles(specs))


def without_titles(spec: Any) -> Any:  # noqa: ANN401
    if isinstance(spec, list):
        return [without_titles(part) for part in spec]
    if isinstance(spec, dict):
        return {key: without_titles(value) for key, value in spec.items() if key not in ("title", "datasets")}
    return spec


def opened(page: str, text: str, document: dict[str, Any]) -> AppTest:
    """Open a page at a reader's own scenario, which is saved too, with what the page draws when asked for."""
    scenario = loaded(document)
    assert scenario is not None
    app = page_of(page)
    for key in OPENED:
        app.session_state[key] = True
    app.session_state[own.TAKEN] = {"mine": scenario}
    app.query_params["scenario"] = "mine"
    app.run()
    app.session_state[own.SAVED] = {text[:60]: app.session_state[state.SHOWN]}
    if page == "scenarios":
        app.query_params |= dict(zip(PLACES, ("dannatt", "mine"), strict=False))
        app.file_uploader(key=files.UPLOAD).set_value((f"{text[:60]}.yaml", OTHER, "application/yaml"))
    app.run()
    assert not app.exception
    return app


def shown_part(number: int) -> str:
    """Return the part of a marked text that pages show: a title up to its colon, a reason up to the id of a claim."""
    whole = " ".join(marked(number).split())
    end = ": " if numbered_places()[number] == ("title",) else "[dannatt."
    return whole.partition(end)[0][:900]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_t_54_words_of_a_file_are_shown_as_they_stand(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantity, "MARKUP", re.compile("(?!)"))  # pages do not lean on what files refuse
    with_harm, without = (
        [opened(page, text(0), document) for document in documents(text)] for text in (marked, harmless)
    )
    assert [marks_of(app) for app in with_harm] == [marks_of(app) for app in without]
    assert HARMLESS not in "".join(map(programs, without))
    assert "evil" not in "".join(map(programs, with_harm))
    words, expected = ("\n".join(text for app in apps for text in words_of(app)) for apps in (with_harm, without))
    words = " ".join(words.split())
    places = [number for number in numbered_places() if harmless(number) in expected]
    assert places or page == "sources"  # which is of claims alone
    assert [number for number in places if shown_part(number) not in words] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_key_and_no_value_of_an_address_is_read_as_markup(page: str, open_page: OpenPage) -> None:
    keys = dict.fromkeys(ALL_KEYS, "![x](//e.example/p) :smile: $x$\n\n# y")
    harmful = open_page(page, **keys)
    harmless = open_page(page, **dict.fromkeys(keys, HARMLESS))
    assert len(harmful.warning) == len(harmless.warning)
    assert _but_the_nearest(marks_of(harmful)) == _but_the_nearest(marks_of(harmless))
    assert any("![x](//e.example/p) :smile:" in seen(warning.value) for warning in harmful.warning)


@pytest.mark.parametrize("first", range(0, len(hostile.HOSTILE), MOST_NOTICES))
def test_no_unknown_key_of_an_address_is_read_as_markup(first: int, open_page: OpenPage) -> None:
    every = [text for text in hostile.HOSTILE.values() if text and "\ud800" not in text and "\udcff" not in text]
    texts = every[first : first + MOST_NOTICES]
    harmful = open_page("contributors", **{f"{text[:20]}{number}": text for number, text in enumerate(texts)})
    harmless = open_page("contributors", **{f"{HARMLESS}{number}": HARMLESS for number in range(len(texts))})
    assert len(harmful.warning) == len(harmless.warning) >= len(texts)
    assert marks_of(harmful) == marks_of(harmless)


def _but_the_nearest(found: Counter[str]) -> Counter[str]:
    """Marks without the link to the claim that is nearest to the one asked for."""
    return Counter({mark: times for mark, times in found.items() if not mark.startswith("link_open ./sources?claim=")})
