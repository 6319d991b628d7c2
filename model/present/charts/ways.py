"""The ways to close a gap as a picture: the same rows as on the page, drawn for files."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from model.present.charts.vega import (
    AWAY,
    GAP_EDGE,
    GAP_FILL,
    GREY,
    HOME,
    INK,
    LINE,
    Chart,
    Rows,
    Spec,
    at,
    expression,
    layer,
    layered,
    mark,
    pixels,
    quantity,
    scale,
    words,
)
from model.present.words.track import Stretch, Track
from model.present.words.way_rows import Row

WIDE, LETTERS = 500, (96, 46)
"""Pixels from which on a picture is wide; letters of a line in a wide and in a narrow one."""
LINE_PIXELS, TRACK_PIXELS, BETWEEN = 16, 54, 12
"""Pixels of a line of words, of a line with its marks and their words, and between two rows."""
MIDDLE, THICK, THIN, OVER_AND_UNDER = 24, 9, 4, (-14, 19)
"""Where the line stands under its top, how thick its bars are and the way to them, and where words stand beside it."""


def ways_chart(listed: Sequence[Row]) -> Chart:
    """Return the rows as a picture, one under another."""
    rows: dict[str, Rows] = {
        "sentences": [],
        "notes": [],
        "lines": [],
        "ways": [],
        "bars": [],
        "gaps": [],
        "rings": [],
        "labels": [],
    }
    top = 0
    for number, row in enumerate(listed, 1):
        wide, narrow = (_lines(f"{number}. {row.sentence}", row.note, letters) for letters in LETTERS)
        track_top = top + LINE_PIXELS * sum(map(len, narrow))
        for name, long, short in zip(
            ("sentences", "notes"), _texts(wide, track_top), _texts(narrow, track_top), strict=True
        ):
            rows[name].append({"wide": long[0], "wide_y": long[1], "narrow": short[0], "narrow_y": short[1]})
        for name, drawn in _marks(row.track, track_top + MIDDLE):
            rows[name].append(drawn)
        top = track_top + TRACK_PIXELS + BETWEEN
    return layered(max(top, 1), _layers(max(top, 1)), rows)


def _lines(sentence: str, note: str, letters: int) -> tuple[list[str], list[str]]:
    """A row's sentence and its note in lines of so many letters."""
    return textwrap.wrap(sentence, letters), textwrap.wrap(note, letters)


def _texts(lines: tuple[list[str], list[str]], bottom: int) -> list[tuple[str, int]]:
    """A sentence and a note, each with its top: the last line stands just over the track."""
    note_top = bottom - LINE_PIXELS * len(lines[1])
    tops = (note_top - LINE_PIXELS * len(lines[0]), note_top)
    return [("\n".join(text), top) for text, top in zip(lines, tops, strict=True)]


def _marks(track: Track, y: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a line's marks, each with the name of the layer that draws it."""
    yield "lines", {"y": y}
    if track.missing:
        yield "gaps", _box(track.missing, y, THICK)
    if track.way:
        yield "ways", _box(track.way, y, THIN)
    for stretch in track.stretches:
        yield "bars", {**_box(stretch, y, THICK), "fill": AWAY if track.is_sure else "#FFFFFF"}
    for share in track.rings:
        yield "rings", {"x": share, "y": y}
    for label, shift, colour in zip(track.labels, OVER_AND_UNDER, (AWAY, GREY), strict=True):
        yield "labels", {"x": label.share, "y": y + shift, "text": label.text, "align": label.align, "colour": colour}


def _box(stretch: Stretch, y: int, thick: int) -> dict[str, float]:
    return {"x": stretch[0], "x2": stretch[1], "y": y - thick / 2, "y2": y + thick / 2}


def _layers(height: int) -> list[Spec]:
    x, y = quantity("x", scale=scale(0, 1)), quantity("y", scale=scale(height, 0))
    box = {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}}
    across = {"x": at(0, scale=scale(0, 1)), "x2": {"datum": 1}, "y": y}
    label = mark("text", color=expression("datum.colour"), align=expression("datum.align"), fontWeight=600)
    return [
        _over_the_line("sentences", fontWeight=600, color=INK),
        _over_the_line("notes", color=GREY),
        layer("lines", mark("rule", color=LINE, strokeWidth=2), across),
        layer("gaps", mark("rect", color=GAP_FILL, stroke=GAP_EDGE, strokeDash=[4, 3]), box),
        layer("ways", mark("rect", color=HOME), box),
        layer("bars", mark("rect", color=expression("datum.fill"), stroke=AWAY, strokeWidth=1.5), box),
        layer("rings", mark("point", size=110, fill="white", stroke=INK, strokeWidth=2, opacity=1), {"x": x, "y": y}),
        layer("labels", label, {"x": x, "y": y, "text": words("text")}),
    ]


def _over_the_line(rows: str, **style: str | int) -> Spec:
    """Sentences or notes, in long lines where the picture is wide, else in short ones."""
    text, y = (f"width >= {WIDE} ? datum.wide{end} : datum.narrow{end}" for end in ("", "_y"))
    lines = mark(
        "text", text=expression(text), align="left", baseline="top", lineBreak="\n", lineHeight=LINE_PIXELS, **style
    )
    return layer(rows, lines, {"x": pixels(0), "y": pixels(expression(y))})
