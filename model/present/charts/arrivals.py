"""The picture of the months' recursion: all arrivals so far, under the two lines of which they follow the lower."""

from model.analysis.arrivals import Arrivals
from model.present.charts.vega import (
    AWAY,
    GAP_EDGE,
    GAP_FILL,
    HOME,
    Chart,
    Rows,
    expression,
    layer,
    layered,
    mark,
    quantity,
    scale,
    words,
)
from model.present.words.arrivals import ARRIVED, ASKED, RESTED

HEIGHT, WIDE, LONG = 260, 560, 48
"""Pixels of height, and of width from which on the key has one row; months up to which each half-year is named."""
LINES = {RESTED: (HOME, [1, 0], 8), ASKED: (GAP_EDGE, [6, 4], 2), ARRIVED: (AWAY, [1, 0], 3)}
"""The colour, the dashes and the width of each line; that of the arrivals lies on the lower of the other two."""


def arrivals_chart(of: Arrivals) -> Chart:
    """Return the three lines by month, each with its dashes, and between what is asked for and the arrivals a tint."""
    by_month = of.by_month
    last = max(by_month)
    by_month = {**by_month, last + 1: by_month[last]}  # the last month, to its end
    rows: Rows = [
        {"month": month, "line": line, "units": max(units, 0.0), "wide": LINES[line][2]}
        for month, (called, rested, arrived) in by_month.items()
        for line, units in ((RESTED, rested), (ASKED, called), (ARRIVED, arrived))
    ]
    gap: Rows = [
        {"month": month, "asked": max(called, arrived), "arrived": arrived}
        for month, (called, _, arrived) in by_month.items()
    ]
    months = {"grid": False, "title": "Month", "labelFlush": True, "values": _ticks(last)}
    most = max((row["units"] for row in rows), default=0.0)
    x = quantity("month", axis=months, scale=scale(1, last + 1))
    y = {"axis": {"title": None, "tickCount": 4, "format": ",~f"}, "scale": scale(0, most * 1.05 or 1)}
    lines = list(LINES)
    key = {
        "title": None, "orient": "top", "symbolType": "stroke", "symbolStrokeWidth": 3, "labelLimit": 0,
        "columns": expression(f"width >= {WIDE} ? 3 : 1"),
    }  # fmt: skip
    encoding = {
        "x": x,
        "y": quantity("units", **y),
        "color": words("line", scale={"domain": lines, "range": [LINES[line][0] for line in lines]}, legend=key),
        "strokeDash": words("line", scale={"domain": lines, "range": [LINES[line][1] for line in lines]}, legend=None),
        "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None, "legend": None},
    }
    area = {"x": x, "y": quantity("arrived", **y), "y2": {"field": "asked"}}
    return layered(
        HEIGHT,
        [
            layer("gap", mark("area", color=GAP_FILL, interpolate="step-after"), area),
            layer("lines", mark("line", interpolate="step-after"), encoding),
        ],
        {"lines": rows, "gap": gap},
    )


def _ticks(last: int) -> list[int]:
    """The first month, and the last of each half-year or year."""
    every = 6 if last <= LONG else 12
    return [1, *range(every, last + 1, every)]
