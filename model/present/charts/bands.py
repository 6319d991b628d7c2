"""The chart of a measure along one input: a band from its low to its high value, one for each series.

Every band has a line at both of its ends, so that a band without a width is seen as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from model.present.charts.vega import (
    AWAY,
    GAP_EDGE,
    GAP_TEXT,
    GREY,
    HOME,
    INK,
    Chart,
    Rows,
    Spec,
    coloured,
    haloed,
    layer,
    layered,
    mark,
    quantity,
    scale,
    words,
)

FILLS = (AWAY, GAP_EDGE, HOME, GREY)
"""The colours of the first to the last band."""
MOST_BANDS = len(FILLS)
HEIGHT, PLOT = 320, 270
"""Pixels of the chart, and of its plot without the axis."""
LINE, BELOW = 17, 4
"""Pixels from one name to the next, and below the title of the axis."""
MOST_POINTS, MOST_TICKS = 60, 7
"""Points that have marks of their own, and different inputs that each have a tick."""
ROOM_FOR_NAMES, ROOM_ABOVE = 0.3, 0.08
"""Room behind the bands for their names, and above and below them, as shares of their span."""
MARGIN = "datum.value < 0 ? format(-datum.value, ',') + ' short' : format(datum.value, ',')"
"""Numbers of an axis of troops to spare: those below zero are short."""


@dataclass(frozen=True)
class Band:
    """A series of points (x, low, high); `name` tells it apart where there are several."""

    points: Sequence[tuple[float, float, float]]
    name: str = ""


@dataclass(frozen=True)
class Marked:
    """A value of the input that is marked where the measure is zero, with its words."""

    x: float
    words: str


def bands_chart(bands: Sequence[Band], title: str, *, is_margin: bool = False, zeros: Sequence[Marked] = ()) -> Chart:
    """Return up to `MOST_BANDS` bands over one input.

    Args:
        bands: the bands, each with one point at least.
        title: the name of the input, with its unit.
        is_margin: whether the measure is of troops to spare, which has a line at zero.
        zeros: values of the input at which it is zero.
    """
    inputs = [x for band in bands for x, _, _ in band.points]
    ends = [end for band in bands for _, low, high in band.points for end in (low, high)] + [0.0] * is_margin
    span = (max(ends) - min(ends)) or abs(max(ends)) or 1.0
    least, most = min(ends) - ROOM_ABOVE * span, max(ends) + ROOM_ABOVE * span
    room = ROOM_FOR_NAMES * (max(inputs) - min(inputs)) if len(bands) > 1 else 0.0
    x: Spec = {
        "scale": scale(min(inputs), max(inputs) + room),
        "axis": {"title": title, "grid": False, "format": ",.12~g", "labelFlush": 24, **_ticks(inputs)},
    }
    y: Spec = {"scale": scale(least, most), "axis": {"title": None, "tickCount": 5, "format": ",.12~g"}}
    if is_margin:
        y["axis"]["labelExpr"] = MARGIN
    rows: dict[str, Rows] = {
        "points": [
            {"x": x, "low": low, "high": high, "band": f"{number}"}
            for number, band in enumerate(bands)
            for x, low, high in band.points
        ],
        "names": _names(bands, (most - least) * LINE / PLOT),
        "zero": [{"y": 0}] * is_margin,
        "zeros": [{"x": zero.x, "y": 0, "words": zero.words} for zero in zeros],
    }
    return layered(HEIGHT, _layers(x, y, are_points=len(inputs) <= MOST_POINTS), rows, padding={"bottom": BELOW})


def _ticks(inputs: Sequence[float]) -> Spec:
    """The ticks of the axis: a few points each have one."""
    values = sorted(set(inputs))
    return {"values": values} if len(values) <= MOST_TICKS else {"tickCount": 6}


def _layers(x: Spec, y: Spec, *, are_points: bool) -> list[Spec]:
    """The bands with the lines of their ends, the line at zero with its marks, and the names of the bands."""
    colour = coloured("band", {f"{number}": fill for number, fill in enumerate(FILLS)})
    place = {"x": quantity("x", **x), "color": colour}
    low, high = quantity("low", **y), quantity("high", **y)
    point = {"point": {"size": 22}} if are_points else {}
    lines = [layer("points", mark("line", strokeWidth=2, **point), {**place, "y": end}) for end in (low, high)]
    root = {"x": quantity("x", **x), "y": quantity("y", **y)}
    return [
        layer("points", mark("area", opacity=0.16), {**place, "y": low, "y2": {"field": "high"}}),
        *lines,
        layer("zero", mark("rule", color=GAP_EDGE, strokeWidth=1.5, strokeDash=[5, 3]), {"y": quantity("y", **y)}),
        layer("zeros", mark("point", filled=True, size=80, color=INK, opacity=1), root),
        *haloed("zeros", {**root, "text": words("words")}, align="left", dx=8, dy=-10, color=GAP_TEXT, fontWeight=600),
        *haloed("names", {**root, "text": words("words")}, align="left", dx=6),
    ]


def _names(bands: Sequence[Band], apart: float) -> Rows:
    """The names of several bands beside their last points, none nearer to another than so many units of the measure."""
    if len(bands) == 1:
        return []
    ends = [(band.points[-1][0], (band.points[-1][1] + band.points[-1][2]) / 2, band.name) for band in bands]
    rows: Rows = []
    for x, y, name in sorted(ends, key=lambda end: end[1]):
        rows.append({"x": x, "y": max(y, rows[-1]["y"] + apart) if rows else y, "words": name})
    return rows
