"""Charts of the inputs that move the answer: bars of one input at a time, dots of many combinations, indices.

The halves of a bar differ in lightness, and the input's value stands at each end.
"""

from collections.abc import Sequence
from typing import Any

from model.analysis.sensitivity import Bar, Index
from model.analysis.simulation import Simulation
from model.present.charts.vega import (
    AWAY,
    GAP_EDGE,
    GAP_TEXT,
    HOME,
    INK,
    Chart,
    Rows,
    Spec,
    at,
    coloured,
    haloed,
    layer,
    layered,
    mark,
    pixels,
    quantity,
    scale,
    words,
)
from model.present.numbers import in_100
from model.present.path_labels import label_of
from model.present.words import combinations
from model.present.words.drivers import moving
from model.present.words.one_at_a_time import value_words
from model.scenario import Scenario

LOWER, HIGHER = "at the input's lower end", "at its higher end"
HALVES = {LOWER: HOME, HIGHER: AWAY}
FLUSH = 46
"""Pixels from the ends of an axis within which a label is moved inwards."""
ROW, UNDER_ROWS = 50, 34
"""Pixels of a row, and of the axis under all."""
BESIDE_BAR = 0.26
"""How far the rule of the middle values reaches above and below the middle of a bar, in rows."""
ROOM = 0.2
"""Room beside the widest bar for the value at its end, as a share of the span of the bars."""
SHOWN_MISSING = "datum.value < 0 ? format(-datum.value, ',') + ' to spare' : format(datum.value, ',')"
"""Numbers of an axis of troops missing: those below zero are to spare."""
DOT, UNDER_DOTS, PLOT_WIDTH = 16, 76, 300.0
"""Pixels from a dot to the next, those under the dots with the axis, and those of a phone's plot."""
FEWEST_TALL = 4
"""Dots over one another that a picture has room for at least."""
SHARE_ROW, SHAPES = 66, {"domain": ["alone", "in all"], "range": ["circle", "diamond"]}
"""Pixels of the row of a range's shares, and the mark of each."""
ROOM_FOR_WORDS = 0.31
"""Room behind a mark at the very right for its words on a phone, as a share of the span."""


def bars_chart(scenario: Scenario, bars: Sequence[Bar], measure: str) -> Chart:
    """Return the bars of a measure, the widest at the top, each from the middle value to both of its ends.

    The margin is drawn as the troops that are missing.
    """
    halves = bar_halves(scenario, bars, measure)
    central = _shown(measure, moving(bars, measure)[0].central or 0.0)
    least, most = min(row["start"] for row in halves), max(row["end"] for row in halves)
    room = ROOM * (most - least)
    height = ROW * (1 + max(row["row"] for row in halves)) + UNDER_ROWS
    axis = {"title": None, "tickCount": 4, "grid": False, "format": ",.0f", "labelFlush": FLUSH}
    if measure == "margin":
        axis["labelExpr"] = SHOWN_MISSING
    x = {"scale": scale(least - room, most + room), "axis": axis}
    rows: dict[str, Rows] = {"halves": halves, "middle": _middle(central, halves)}
    return layered(height, _bar_layers(x, max(row["row"] for row in halves)), rows)


def _middle(central: float, halves: Rows) -> Rows:
    """The stretches of the rule of the middle values: at each bar, so that it meets no label."""
    numbers = dict.fromkeys(row["row"] for row in halves)
    return [{"start": central, "above": row - BESIDE_BAR, "below": row + BESIDE_BAR} for row in numbers]


def _bar_layers(x: Spec, last: int) -> list[Spec]:
    """Labels over their bars, the halves, the values at both ends, and at each bar the dashed rule of the middle."""
    y_scale = {"scale": scale(last + 0.8, -0.6)}
    y = quantity("row", **y_scale)
    start, end = quantity("start", **x), quantity("end", **x)
    ends = [
        _only(layer("halves", mark("text", align=align, dx=dx), {"x": place, "y": y, "text": words("value")}), side)
        for side, align, dx, place in (("left", "right", -5, start), ("right", "left", 5, end))
    ]
    labels = haloed("halves", {"x": pixels(0), "y": y, "text": words("label")}, align="left", dy=-20, fontWeight=600)
    bar = mark("bar", height=16)
    return [
        layer("halves", bar, {"x": start, "x2": {"field": "end"}, "y": y, "color": coloured("which", HALVES)}),
        layer(
            "middle",
            mark("rule", color=INK, strokeDash=[4, 3], strokeWidth=1.5),
            {"x": start, "y": quantity("above", **y_scale), "y2": {"field": "below"}},
        ),
        *ends,
        *labels,
    ]


def _only(drawn: Spec, side: str) -> Spec:
    return {**drawn, "transform": [{"filter": f"datum.side == '{side}'"}]}


def _shown(measure: str, troops: float) -> float:
    return -troops if measure == "margin" else troops


def bar_halves(scenario: Scenario, bars: Sequence[Bar], measure: str) -> Rows:
    """Return two rows for each bar, one for one end: where its half starts and ends, and the input's value there."""
    rows: Rows = []
    for number, bar in enumerate(moving(bars, measure)):
        central = _shown(measure, bar.central or 0.0)
        ends = [(LOWER, bar.input_low, bar.at_low), (HIGHER, bar.input_high, bar.at_high)]
        known = sorted((_shown(measure, end), which, value) for which, value, end in ends if end is not None)
        for place, (end, which, value) in enumerate(known):
            is_left = end < central if len(known) == 1 else place == 0
            rows.append({
                "row": number, "label": label_of(scenario, bar.path) if place == 0 else "", "which": which,
                "value": value_words(bar.path, value), "start": round(min(end, central)),
                "end": round(max(end, central)), "side": "left" if is_left else "right",
            })  # fmt: skip
    return rows


def dots_chart(simulation: Simulation, measure: str) -> Chart:
    """Return twenty dots, each for one of twenty combinations, over the range that the middle sixteen fall into."""
    values, is_gap = combinations.dots(simulation, measure), measure == "margin"
    ends = [*values, *([0.0] if is_gap else [])]
    rows, width = stacked(values, ends)
    low, high = combinations.middle(values)
    tallest = max(FEWEST_TALL, *(row["y"] + 0.5 for row in rows))
    axis = {"title": None, "tickCount": 4, "grid": False, "format": ",.0f", "labelFlush": FLUSH}
    if is_gap:
        axis["labelExpr"] = SHOWN_MISSING
    x: Spec = {"scale": scale(min(ends) - width, max(ends) + width), "axis": axis}
    y = quantity("y", scale=scale(-1.9, tallest + 0.3))
    place = {"x": quantity("x", **x), "y": y}
    layers = [
        layer("dots", mark("circle", size=DOT**2 * 0.75, color=AWAY, opacity=1), place),
        layer("middle", mark("rule", color=INK, strokeWidth=3), {**place, "x2": {"field": "x2"}}),
        *(_no_gap(x) if is_gap else []),
        *haloed("middle", {"x": quantity("middle", **x), "y": y, "text": words("text")}, dy=14, fontWeight=600),
    ]
    label = f"{combinations.DOTS - 2 * combinations.BESIDE} of {combinations.DOTS}"
    bar = [{"x": low, "x2": high, "y": -0.6, "middle": (low + high) / 2, "text": label}]
    zero: Rows = [{"zero": 0, "text": combinations.NO_GAP}]
    return layered(UNDER_DOTS + DOT * tallest, layers, {"dots": rows, "middle": bar, "zero": zero})


def _no_gap(x: Spec) -> list[Spec]:
    """The dashed rule at which no troops are missing."""
    zero = quantity("zero", **x)
    text = mark("text", align="left", dx=5, baseline="top", color=GAP_TEXT, fontWeight=600)
    return [
        layer("zero", mark("rule", color=GAP_EDGE, strokeWidth=2, strokeDash=[5, 3]), {"x": zero}),
        layer("zero", text, {"x": zero, "y": pixels(0), "text": words("text")}),
    ]


def stacked(values: Sequence[float], ends: Sequence[float]) -> tuple[Rows, float]:
    """Return dots in columns, so that none hides another: where each stands, and how wide a column is.

    `ends` are the numbers that the picture holds, the values among them.

    >>> stacked([0, 1, 100], [0, 1, 100])[0]
    [{'x': 2.67, 'y': 0.5}, {'x': 2.67, 'y': 1.5}, {'x': 98.67, 'y': 0.5}]
    """
    least = min(ends)
    width = max((max(ends) - least) * DOT / PLOT_WIDTH, 1.0)
    seen: dict[int, int] = {}
    rows: list[dict[str, Any]] = []
    for value in sorted(values):
        column = int((value - least) // width)
        seen[column] = seen.get(column, 0) + 1
        rows.append({"x": round(least + (column + 0.5) * width, 2), "y": seen[column] - 0.5})
    return rows, width


def indices_chart(scenario: Scenario, indices: Sequence[Index]) -> Chart:
    """Return two marks for each range: its share alone, and its share with all interactions, with intervals."""
    rows = index_rows(scenario, indices)
    least, most = min(0.0, *(row["low"] for row in rows)), max(1.0, *(row["high"] for row in rows))
    room = most + ROOM_FOR_WORDS * (most - least)
    axis = {"title": None, "format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1], "grid": False}
    x: Spec = {"scale": scale(least, room), "axis": axis}
    y = quantity("row", scale=scale(len(indices) - 0.4, -0.6))
    shape = {"field": "kind", "type": "nominal", "scale": SHAPES, "legend": None}
    point = mark("point", filled=True, size=110, color=AWAY, opacity=1)
    label = mark("text", align="left", dy=-18, fontWeight=600)
    interval = {"x": quantity("low", **x), "x2": {"field": "high"}, "y": y}
    layers = [
        layer("indices", mark("rule", color=INK, strokeWidth=1.5), interval),
        layer("indices", point, {"x": quantity("share", **x), "y": y, "shape": shape}),
        layer(
            "indices", mark("text", align="left", dx=8), {"x": quantity("high", **x), "y": y, "text": words("words")}
        ),
        layer("indices", label, {"x": at(least, **x), "y": y, "text": words("label")}),
    ]
    return layered(SHARE_ROW * len(indices) + UNDER_ROWS, layers, {"indices": rows})


def index_rows(scenario: Scenario, indices: Sequence[Index]) -> Rows:
    """Return two rows for each range: its share alone and in all, with the ends of both intervals."""
    return [
        {
            "row": number + 0.32 * place, "label": label_of(scenario, index.path) if place == 0 else "", "kind": kind,
            "share": round(share, 4), "low": round(low, 4), "high": round(high, 4), "words": f"{kind} {in_100(share)}",
        }
        for number, index in enumerate(indices)
        for place, (kind, share, low, high) in enumerate((
            ("alone", index.alone, index.alone_low, index.alone_high),
            ("in all", index.in_all, index.in_all_low, index.in_all_high),
        ))
    ]  # fmt: skip
