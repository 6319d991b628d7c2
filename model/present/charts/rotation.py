"""The pictures of a rotation: the months of one soldier as a strip, and the units that take turns as rows of bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.analysis.rounds import NEXT, SPARE, Stretch, Turns
from model.present.charts.vega import (
    AWAY,
    HOME,
    INK,
    TINTS,
    USUAL,
    Chart,
    Rows,
    Spec,
    contrast,
    expression,
    ink_on,
    layer,
    layered,
    mark,
    pixels,
    quantity,
    scale,
    words,
)

PIXELS_A_LETTER = 7.2
"""Room for a letter at most, so that words that have no room are not drawn."""
STRIP, BETWEEN, NAME, AXIS = 36, 12, 20, 28
"""Pixels of a strip, between two, of the name over one, and of the months below."""
ROW, COUNT = 32, 30
"""Pixels of a unit's row, and of the line that counts who is away."""
NAMES = 52
"""Pixels for the names of units at the left."""
KEY_ROW, KEYS_IN_A_ROW, WIDE = 22, 3, 560
"""Pixels of a row of the key, what a row of it holds on a phone, and from which width on one row holds all."""
MOST_ROWS = 11
LEAST_CONTRAST = 3
"""The least contrast of a shape against the page; paler fills have an edge."""
WHITE = "#FFFFFF"
FILLS = {**TINTS, NEXT: AWAY, SPARE: WHITE}
USUAL_PHASES = {"deployed", "resting", NEXT, SPARE}
"""Phases that have room for their words; with any other a key names all."""
MONTH = "datum.value == 0 ? 'start' : 'month ' + datum.value"
COUNTED_AT = 0.78
"""Where within the second turn who is away is counted, so that the line meets no edge of a bar."""


@dataclass(frozen=True)
class Strip:
    """The months of one soldier in order: a name over them, and the long and the short words of each phase."""

    name: str
    stretches: Sequence[Stretch]
    worded: Mapping[str, tuple[str, str]]


def soldier_chart(strips: Sequence[Strip]) -> Chart:
    """Return strips below one another: in long words where they fit, else in short ones or none; names if several."""
    top = NAME if len(strips) > 1 else 2
    bars: Rows = []
    names: Rows = []
    months: set[float] = set()
    for number, strip in enumerate(strips):
        y = top + number * (STRIP + BETWEEN + NAME)
        names.append({"name": strip.name, "y": y - 6})
        bars += [_bar(stretch, y, STRIP, strip.worded[stretch.phase]) for stretch in strip.stretches]
        months |= {month for stretch in strip.stretches for month in (stretch.begin, stretch.end)}
    x = {"scale": scale(0, max(months)), "axis": _axis(sorted(months))}
    key, height = _key(bars)
    layers, rows = [_bars(x, key), *_words_of(x)], {"bars": bars}
    if len(strips) > 1:
        layers.append(_names(baseline="bottom", fontWeight=600))
        rows["names"] = names
    bottom = top + (len(strips) - 1) * (STRIP + BETWEEN + NAME) + STRIP
    return layered(bottom + AXIS + height, layers, rows)


def turns_chart(turns: Turns, worded: Mapping[str, str], counted: str) -> Chart:
    """Return a row of bars for each unit that takes turns, and a line at one month with the count of who is away."""
    bars, names, step = [], [], turns.length / turns.units
    for number in range(min(turns.units, MOST_ROWS)):
        y = COUNT + number * ROW
        names.append({"name": f"Unit {chr(ord('A') + number)}", "y": y + (ROW - 4) / 2})
        bars += [_bar(stretch, y, ROW - 4, (worded[stretch.phase],) * 2) for stretch in turns.of_unit(number)]
    x = {
        "scale": {**scale(0, turns.length), "range": [NAMES, expression("width")]},
        "axis": _axis([step * number for number in range(turns.units + 1)]),
    }
    rows: dict[str, Rows] = {
        "bars": bars, "names": names,
        "count": [{"month": min(1 + COUNTED_AT, turns.units / 2) * step, "text": counted}],
    }  # fmt: skip
    key, height = _key(bars)
    line, text = _count(x, COUNT + len(names) * ROW)
    layers = [_bars(x, key), line, *_words_of(x), _names(baseline="middle"), text]
    return layered(COUNT + len(names) * ROW + AXIS + height, layers, rows)


def _bar(stretch: Stretch, y: float, height: float, worded: tuple[str, str]) -> dict[str, Any]:
    fill = FILLS[stretch.phase]
    return {
        "phase": "deployed" if stretch.phase == NEXT else stretch.phase, "begin": stretch.begin, "end": stretch.end,
        "y": y, "y2": y + height, "middle": y + height / 2, "fill": fill, "ink": ink_on(fill),
        "edge": HOME if contrast(fill, WHITE) < LEAST_CONTRAST else fill, "long": worded[0], "short": worded[1],
    }  # fmt: skip


def _axis(values: Sequence[float]) -> Spec:
    return {
        "values": [round(value, 2) for value in values], "labelExpr": MONTH, "title": None, "grid": False,
        "domain": False, "ticks": False, "labelFlush": True, "labelFontSize": USUAL, "labelOverlap": True,
        "labelSeparation": 8,
    }  # fmt: skip


def _key(bars: Rows) -> tuple[Spec | None, float]:
    """The legend that names the phases, with its height; none where every phase has room for its words."""
    names: dict[str, str] = {}
    for bar in bars:
        names.setdefault(bar["phase"], bar["short"])
    phases = list(names)
    if set(phases) <= USUAL_PHASES:
        return None, 0
    legend = {
        "title": None, "orient": "top", "labelFontSize": USUAL, "labelExpr": f"{names}[datum.label]",
        "columns": expression(f"width >= {WIDE} ? {len(phases)} : {KEYS_IN_A_ROW}"), "symbolStrokeColor": HOME,
        "symbolType": "square", "values": phases,
    }  # fmt: skip
    return legend, KEY_ROW * -(-len(phases) // KEYS_IN_A_ROW)


def _bars(x: Spec, key: Spec | None) -> Spec:
    fills = {phase: fill for phase, fill in FILLS.items() if phase != NEXT}
    return layer(
        "bars",
        mark("rect", cornerRadius=2, strokeWidth=1.5, xOffset=1, x2Offset=-1),
        {
            "x": quantity("begin", **x), "x2": {"field": "end"}, "y": _as_it_stands("y"), "y2": {"field": "y2"},
            "fill": words("phase", scale={"domain": list(fills), "range": list(fills.values())}, legend=key),
            "stroke": words("edge", scale=None),
        },
    )  # fmt: skip


def _words_of(x: Spec) -> list[Spec]:
    """The words of each bar at its left, by the room at hand, over a halo of its fill that parts them from the line."""
    room = "(scale('x', datum.end) - scale('x', datum.begin) - 12)"
    long, short = (f"{room} >= length(datum.{field}) * {PIXELS_A_LETTER}" for field in ("long", "short"))
    encoding = {
        "x": quantity("begin", **x), "y": _as_it_stands("middle"),
        "text": pixels(expression(f"{long} ? datum.long : {short} ? datum.short : ''")),
    }  # fmt: skip
    at_the_left = {"align": "left", "baseline": "middle", "dx": 8}
    halo = {**encoding, "color": words("fill", scale=None), "stroke": words("fill", scale=None)}
    return [
        layer("bars", mark("text", strokeWidth=5, **at_the_left), halo),
        layer("bars", mark("text", **at_the_left), {**encoding, "color": words("ink", scale=None)}),
    ]


def _names(**style: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    encoding = {"x": pixels(0), "y": _as_it_stands("y"), "text": words("name")}
    return layer("names", mark("text", align="left", **style), encoding)


def _count(x: Spec, bottom: float) -> tuple[Spec, Spec]:
    """The line at one month, and over it how many are away; the words keep within the picture."""
    line = {"x": quantity("month", **x), "y": pixels(COUNT - 8), "y2": pixels(bottom - 2)}
    left = f"max(0, min(scale('x', datum.month) - 4, width - length(datum.text) * {PIXELS_A_LETTER}))"
    text = {"x": pixels(expression(left)), "y": pixels(COUNT - 12), "text": words("text"), "detail": words("month")}
    return (
        layer("count", mark("rule", color=INK, strokeWidth=1.6), line),
        layer("count", mark("text", align="left", baseline="bottom", fontWeight=600), text),
    )


def _as_it_stands(field: str) -> Spec:
    """A channel whose number is a pixel."""
    return quantity(field, scale=None)
