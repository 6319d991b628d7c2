"""Charts held against the schema of Vega-Lite and drawn: a specification that only looks right is found out."""

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element

import altair as alt
import jsonschema_rs

from model.export.drawing import drawn, sized
from model.export.wrapping import width_of
from model.present.charts.vega import Chart

LEAST_LETTERS, ROUGHLY = 12, 6
"""Pixels: of the smallest letters, and by which a text's reckoned width may be off."""
MOVED = re.compile(r"translate\((-?[\d.]+)[, ](-?[\d.]+)\)")


class Text(NamedTuple):
    """A text as drawn: its words, the pixels of its letters, and its reckoned left and right end."""

    words: str
    size: float
    left: float
    right: float


def validate(chart: Chart, width: int = 680) -> list[str]:
    """Return the words of a chart as drawn at some width, once it is found to be sound.

    Its specification is one of Vega-Lite, its letters are twelve pixels high at least, and no text runs out of it.
    """
    vega_lite().validate(sized(chart, width))
    drawing = drawn(chart, width, "tried")
    texts = list(texts_of(drawing))
    assert [text for text in texts if text.size < LEAST_LETTERS] == []
    assert [text for text in texts if text.left < -ROUGHLY or text.right > width + ROUGHLY] == []
    assert not {"NaN", "undefined", "null"} & {text.words for text in texts}
    return [text.words for text in texts]


@functools.cache
def vega_lite() -> jsonschema_rs.Validator:
    """Return the schema of Vega-Lite that Altair brings along, compiled: Altair's own check takes half a second."""
    (file,) = Path(alt.__file__).parent.rglob("vega-lite-schema.json")
    return jsonschema_rs.validator_for(_with_valid_references(json.loads(file.read_text())))


def _with_valid_references(part: Any) -> Any:  # noqa: ANN401  (any part of a schema)
    """Quote the signs in references, such as `<`, that no address may hold."""
    if isinstance(part, dict):
        return {
            key: f"#/definitions/{quote(value.removeprefix('#/definitions/'), safe='')}"
            if key == "$ref" and isinstance(value, str)
            else _with_valid_references(value)
            for key, value in part.items()
        }
    return list(map(_with_valid_references, part)) if isinstance(part, list) else part


def texts_of(part: Element, left: float = 0.0) -> Iterator[Text]:
    """Yield every text of a drawing that is not turned."""
    transform = part.get("transform", "")
    moved = MOVED.search(transform)
    left += float(moved[1]) if moved else 0.0
    if part.tag.endswith("}text") and "rotate" not in transform:
        size = float(part.get("font-size", "0").removesuffix("px"))
        for words in filter(None, [part.text, *(line.text for line in part)]):
            wide = width_of(words) * size
            share = {"middle": 0.5, "end": 1.0}.get(part.get("text-anchor", "start"), 0.0)
            yield Text(words, size, left - share * wide, left + (1 - share) * wide)
    for inner in part:
        yield from texts_of(inner, left)
