"""The picture of the months: troops in the field, and what is missing of the force, at both ends of the range.

Filled is what is in the field at both ends, outlined what is there at one of them, tinted what is missing at both.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np

from model.present.charts import vega
from model.present.charts.vega import Chart, Rows, Spec
from model.present.words.course import Course

HEIGHT, MOST_LABELS = 215, 4
LETTER, LINE, LABELS_AT = 6.9, 18, 35
"""Pixels of a letter of a label, of one line, and from the top to the first label under the line of the force."""
ROOM_ABOVE, LEAST_INSIDE = 1.13, 0.16
"""The end of the scale in parts of the force, and the least share of it that has room for words."""
APART, MOST_TICKS = (1, 2, 3, 6, 12, 24, 60, 120, 240), 5
WIDE = 560
"""Pixels from which on a label stands in one line."""


def months_chart(course: Course) -> Chart:
    """Return step areas of the troops in the field and of those missing, with the gaps told at each step."""
    rows = _rows(course)
    horizon, most = course.run.scenario.horizon_months, max(row["needed"] for row in rows)
    x = vega.quantity("month", scale=vega.scale(0, horizon), axis=months_axis(horizon))
    y = vega.quantity("sure", scale=vega.scale(0, ROOM_ABOVE * most), axis={
        "title": None, "format": ",.0f", "tickCount": 3, "domain": False, "ticks": False, "grid": False,
    })  # fmt: skip
    step = {"interpolate": "step-after"}
    layers = [
        _area(x, y, "sure", None, vega.mark("area", color=vega.AWAY, **step)),
        _area(x, y, "missing", "held", vega.mark("area", color=vega.GAP_FILL, **step)),
        _area(x, y, "held", "sure", vega.mark("area", color=vega.PALE, **step)),
        *[
            vega.layer(
                "months",
                vega.mark("line", color=vega.AWAY, strokeWidth=1.4, **step),
                {"x": x, "y": {**y, "field": "held"}},
            )
            for _ in range(any(row["held"] > row["sure"] for row in rows))
        ],
        *_lines_of_need(rows, x, y, step),
    ]
    words: dict[str, Rows] = {"steps": _steps(course), "inside": _inside(course, rows, LEAST_INSIDE * most)}
    layers += _step_labels()
    if words["inside"]:  # pragma: no branch  (a picture too low for its words has none)
        layers.append(_inside_label(x, y))
    return vega.layered(HEIGHT, layers, {"months": rows, **{name: of for name, of in words.items() if of}})


def _rows(course: Course) -> Rows:
    """A row for each month in which something changes, and for the end: the edges of the areas."""
    ends = course.ends
    held, needed = (np.sort([getattr(end, key) for end in ends], axis=0) for key in ("held", "needed"))
    months = [*(stretch.first - 1 for stretch in course.stretches), course.run.scenario.horizon_months]
    rows = []
    for month in months:
        at = min(month, held.shape[1] - 1)
        rows.append({
            "month": month, "sure": held[0, at], "held": held[1, at], "needed": needed[1, at],
            "least": needed[0, at], "missing": max(needed[1, at], held[1, at]),
        })  # fmt: skip
    return [{key: float(value) for key, value in row.items()} for row in rows]


def _area(x: Spec, y: Spec, top: str, bottom: str | None, mark: Spec) -> Spec:
    foot = {"datum": 0} if bottom is None else {"field": bottom}
    return vega.layer("months", mark, {"x": x, "y": {**y, "field": top}, "y2": foot})


def _lines_of_need(rows: Rows, x: Spec, y: Spec, step: Spec) -> list[Spec]:
    """Dashed lines at the size of the force, at both of its ends."""
    fields = ["needed", *(["least"] if any(row["least"] < row["needed"] for row in rows) else [])]
    mark = vega.mark("line", color=vega.INK, strokeWidth=1.5, strokeDash=[5, 3], **step)
    return [vega.layer("months", mark, {"x": x, "y": {**y, "field": field}}) for field in fields]


def months_axis(horizon: int) -> Spec:
    """Return an axis of months with ticks that a phone has room for: "start", "month 6", "12" to the horizon."""
    apart = next(months for months in APART if horizon / months <= MOST_TICKS)
    return {
        "title": None, "values": list(range(0, horizon + 1, apart)), "grid": False, "labelFlush": True,
        "labelExpr": f"datum.value === 0 ? 'start' : datum.value === {apart} ? 'month {apart}' : datum.value",
    }  # fmt: skip


def _steps(course: Course) -> Rows:
    """The words of the gaps, each from the month in which it begins, on a line of its own."""
    rows: Rows = []
    for stretch in course.stretches:
        if stretch.short.high and len(rows) < MOST_LABELS:
            short = course.short_in_words(stretch.short)
            begins = "the start" if stretch.first == 1 else f"month {stretch.first}"
            when = "" if len(course.stretches) == 1 else f"from {begins}"
            rows.append({
                "month": stretch.first - 1, "row": len(rows), "long": f"{short} {when}".strip(),
                "lines": f"{short}\n{when}".strip(),
            })  # fmt: skip
    needed = f"needed: {' to '.join(dict.fromkeys(map(course.words, course.run.measure('deployed').ends)))}"
    rows.insert(0, {"month": 0, "row": -1, "long": needed, "lines": needed})
    return rows


def _step_labels() -> list[Spec]:
    """The words of the gaps: beside the step where there is room to its right, else at the right edge."""
    letters = f"(width >= {WIDE} ? length(datum.long) : {len('00,000 to 00,000 short')})"
    begin = f"max(min(scale('x', datum.month) + 8, width - {LETTER} * {letters}), 4)"
    row = f"datum.row < 0 ? 9 : {LABELS_AT} + datum.row * (width >= {WIDE} ? {LINE} : {2 * LINE - 4})"
    encoding = {
        "x": vega.pixels(vega.expression(begin)),
        "y": vega.pixels(vega.expression(row)),
        "text": vega.either("long", "lines", WIDE),
        "color": {"condition": {"test": "datum.row < 0", "value": vega.INK}, "value": vega.GAP_TEXT},
    }
    style = {"align": "left", "fontWeight": 600, "lineBreak": "\n", "lineHeight": 14, "baseline": "middle"}
    halo = {key: channel for key, channel in encoding.items() if key != "color"}
    return [
        vega.layer(
            "steps", vega.mark("text", **{**style, "color": "white", "stroke": "white", "strokeWidth": 4}), halo
        ),
        vega.layer("steps", vega.mark("text", **style), encoding),
    ]


def _inside(course: Course, rows: Rows, least: float) -> Rows:
    """The name of an area, where it is high enough for the longest time: the filled one, else the outlined one."""
    for field, colour in (("sure", "white"), ("held", vega.AWAY)):
        begin, months = max(_runs([row[field] >= least for row in rows], rows), key=lambda run: run[1], default=(0, 0))
        if months:
            words = "in the field, at the higher end" if field == "held" else "in the field"
            share = months / course.run.scenario.horizon_months
            return [{"month": begin, "y": least / 2, "share": share, "colour": colour, "words": words}]
    return []


def _runs(is_high: list[bool], rows: Rows) -> Iterator[tuple[float, float]]:
    """The months on end in which an area is high: the first, from 0, and how many they are."""
    for is_so, group in groupby(zip(is_high, pairwise(row["month"] for row in rows), strict=False), key=itemgetter(0)):
        months = [month for _, month in group]
        if is_so:
            yield months[0][0], months[-1][1] - months[0][0]


def _inside_label(x: Spec, y: Spec) -> Spec:
    """The words within an area, as long as they have room."""
    room = "datum.share * width - 12"
    text = f"{LETTER} * length(datum.words) < {room} ? datum.words : ''"
    encoding = {
        "x": x, "y": {**y, "field": "y"}, "text": vega.pixels(vega.expression(text)),
        "color": vega.words("colour", scale=None),
    }  # fmt: skip
    return vega.layer("inside", vega.mark("text", align="left", fontWeight=600, dx=8), encoding)
