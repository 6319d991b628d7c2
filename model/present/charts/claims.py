"""Figures side by side for pictures: rows of sizes with the people over them, and one line of marks for each question.

The same rows as `model.present.html.strips` has on a page. Places down the picture are pixels.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from model.present.charts import vega
from model.present.charts.vega import AWAY, GAP_EDGE, HOME, Chart, Rows, Spec
from model.present.words.figures import Words
from model.present.words.strips import NAMED, OURS, SAID, UNNAMED, Strip, is_right_of, scale, stacked, ticks

FILLS = {SAID: AWAY, NAMED: AWAY, UNNAMED: "#FFFFFF", OURS: HOME}
SHAPES = {SAID: "circle", NAMED: "square", UNNAMED: "diamond", OURS: "square"}
LABEL_LETTERS, LABEL_LINES = 48, 2
"""Letters of a line of a label on a phone, and its lines at most."""
KEY = {
    SAID: ("● said by a named person", "● said"),
    NAMED: ("■ published by a named author or body", "■ published"),
    UNNAMED: ("◇ source not named", "◇ not named"),
    OURS: ("pale: our sum", "pale: our sum"),
}
"""Meanings of the shapes, in full and for a phone."""
WIDE = 560
"""Pixels from which on a label has one line."""
ROW, AT_MARK = 54, 42
"""Pixels of a row, and of its marks below its beginning."""
AXIS, KEY_AT, LEVEL, HEAD = 50, 30, 14, 34
"""Pixels of the axis with the key below it, of the key's place there, of a level of marks, of the words over them."""


def sizes_chart(rows: Sequence[Strip], write: Words, used: Sequence[float] = ()) -> Chart:
    """Return rows of figures over one scale, with a rule through all for each figure in use."""
    most = max(scale(rows), *used, 0)
    height = ROW * len(rows)
    marks = [mark for at, row in enumerate(rows) for mark in _marks(row, 1.0, ROW * at + AT_MARK)]
    words = [
        {
            "who": row.who,
            "lines": _lines(row.who),
            "top": ROW * at + 4,
            "y": ROW * at + AT_MARK,
            "x": row.greatest if is_right_of(row, most) else row.least,
            "words": row.words,
            "is_right": is_right_of(row, most),
        }
        for at, row in enumerate(rows)
    ]
    grid = [{"x": tick, "words": write(tick)} for tick in ticks(most)]
    down, along = vega.scale(0, height, reverse=True), vega.scale(0, most)
    x = vega.quantity("x", scale=along)
    label = {"x": vega.pixels(0), "y": vega.quantity("top", scale=down)}
    style = {"align": "left", "baseline": "top", "lineBreak": "\n", "limit": vega.expression("width")}
    key = {"align": "left", "baseline": "top", "dy": KEY_AT, "color": vega.GREY, "limit": vega.expression("width")}
    halo = {**style, "color": "white", "stroke": "white", "strokeWidth": 4}
    layers = [
        vega.layer("grid", vega.mark("rule", color=vega.LINE), {"x": x}),
        *_axis("grid", x, down, height),
        *_used(used, x),
        *_drawn("marks", along, down),
        vega.by_width("words", label, "who", "lines", WIDE, **halo),
        vega.by_width("words", label, "who", "lines", WIDE, **style),
        *_beside("words", x, down),
        vega.by_width("key", {"x": vega.pixels(0), "y": vega.at(height, scale=down)}, "long", "short", WIDE, **key),
    ]
    meanings = [words for kind, words in KEY.items() if kind in {row.kind for row in rows}]
    long, short = (" · ".join(words) for words in zip(*meanings, strict=True))
    data = {
        "grid": grid,
        "marks": marks,
        "words": words,
        "used": [{"x": number} for number in used],
        "key": [{"long": long, "short": short}],
    }
    return vega.layered(height + AXIS, layers, data)


def questions_chart(cells: Mapping[str, Sequence[Strip]], used: Mapping[str, Sequence[float]]) -> Chart:
    """Return a line of marks for each question, each on its own scale, under the words that name it and its ends."""
    marks: Rows = []
    heads: Rows = []
    rules: Rows = []
    top = 0
    for title, rows in cells.items():
        most = max(scale(rows), *used.get(title, ()), 0)
        levels = stacked(rows, most)
        foot = top + HEAD + LEVEL * max(levels, default=0)
        heads.append({"words": title, "top": top + 4, "y": foot + LEVEL / 2})
        for row, level in zip(rows, levels, strict=True):
            marks += _marks(row, most, foot - LEVEL * level)
        rules += [{"x": number / most, "y": foot + 6, "top": top + HEAD - 10} for number in used.get(title, ())]
        top = foot + LEVEL + 8
    down, along = vega.scale(0, top, reverse=True), vega.scale(0, 1)
    x = vega.quantity("x", scale=along)
    head = {"x": vega.pixels(0), "y": vega.quantity("top", scale=down), "text": vega.words("words")}
    base = {"x": vega.at(0, scale=along), "x2": {"datum": 1}, "y": vega.quantity("y", scale=down)}
    layers = [
        vega.layer("heads", vega.mark("rule", color=vega.LINE), base),
        vega.layer("heads", vega.mark("text", align="left", baseline="top", fontWeight="bold"), head),
        vega.layer(
            "rules", vega.mark("rule", color=GAP_EDGE, strokeWidth=2),
            {"x": x, "y": vega.quantity("y", scale=down), "y2": {"field": "top"}},
        ),
        *_drawn("marks", along, down),
    ]  # fmt: skip
    return vega.layered(top, layers, {"heads": heads, "marks": marks, "rules": rules})


def _lines(text: str) -> str:
    """A label in lines for a phone, cut after the last one that there is room for."""
    lines = textwrap.wrap(text, LABEL_LETTERS, max_lines=LABEL_LINES, placeholder=" …")
    return "\n".join(lines)


def _marks(row: Strip, most: float, y: float) -> Iterator[Spec]:
    """The marks of a row: its kind, and both ends of each figure on a scale of which `most` is one."""
    for low, high in row.ends:
        yield {"x": low / most, "x2": high / most, "y": y, "kind": row.kind}


def _drawn(rows: str, along: Spec, down: Spec) -> Iterator[Spec]:
    """The bars of ranges, and a mark at each end."""
    y = vega.quantity("y", scale=down)
    bar = {"x": vega.quantity("x", scale=along), "x2": {"field": "x2"}, "y": y}
    yield vega.layer(rows, vega.mark("rule", color=AWAY, strokeWidth=4), bar)
    shapes = {"domain": list(SHAPES), "range": list(SHAPES.values())}
    shape = {"field": "kind", "type": "nominal", "legend": None, "scale": shapes}
    for field in ("x", "x2"):
        at = {"x": vega.quantity(field, scale=along), "y": y, "shape": shape, "fill": vega.coloured("kind", FILLS)}
        yield vega.layer(rows, vega.mark("point", size=90, opacity=1, stroke=AWAY, strokeWidth=2), at)


def _axis(rows: str, x: Spec, down: Spec, height: float) -> Iterator[Spec]:
    """The numbers of the scale under the rows."""
    at = {"x": x, "y": vega.at(height, scale=down), "text": vega.words("words")}
    for align, when in (("left", "datum.x === 0"), ("center", "datum.x > 0")):
        style = {"align": align, "baseline": "top", "dy": 6, "color": vega.GREY}
        yield vega.layer(rows, vega.mark("text", **style), at, transform=[{"filter": when}])


def _used(used: Sequence[float], x: Spec) -> Iterator[Spec]:
    if used:
        yield vega.layer("used", vega.mark("rule", color=GAP_EDGE, strokeWidth=2), {"x": x})


def _beside(rows: str, x: Spec, down: Spec) -> Iterator[Spec]:
    """The words of each row, to the right of its last mark, or to the left of its first where they would run out."""
    at = {"x": x, "y": vega.quantity("y", scale=down), "text": vega.words("words")}
    for align, dx, when in (("left", 10, "datum.is_right"), ("right", -10, "!datum.is_right")):
        for layer in vega.haloed(rows, at, align=align, dx=dx, fontWeight="bold"):
            yield {**layer, "transform": [{"filter": when}]}
