"""The picture of published cases: where ours is as a share of the published figure, for those that are off.

Half and double are as far from the published figure. A row has the case's name, both figures, who published it, and
the mark; names stand over the marks, so that a phone has room for them.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from model.analysis.published import Check
from model.evidence.claims import Register
from model.present.charts.vega import (
    AWAY,
    GREY,
    INK,
    Chart,
    Spec,
    expression,
    layer,
    layered,
    mark,
    quantity,
    scale,
    words,
)
from model.present.words.citations import people
from model.present.words.published import outcome

ROW, NAME_AT, FIGURES_AT, WHO_AT, MARK_AT, AXIS = 74, 8, 24, 40, 58, 24
"""Pixels of a row, within it those of its three lines and of its mark, and of the axis over all."""
TICKS = {0.5: "half", 1.0: "as published", 2.0: "twice"}
"""Shares of the published figure that have a name and a line."""
TICK = 9
"""Pixels of a line above and below the mark."""
FAINT = "#B9B4A8"
AROUND = 1.08
"""Room beyond the farthest mark, as a factor."""


@dataclass(frozen=True)
class Span:
    """The scale of all rows: shares of the published figure from `least` to `most`, as far apart as their factors."""

    least: float
    most: float

    @classmethod
    def of(cls, checks: Iterable[Check]) -> "Span":
        """Return the scale that holds every mark, and half and double."""
        multiples = [multiple for check in checks for multiple in check.multiples]
        return cls(min([0.5, *multiples]) / AROUND, max([2.0, *multiples]) * AROUND)

    def place(self, share: float) -> float:
        """Return where a share stands, in parts of the whole width."""
        return math.log(share / self.least) / math.log(self.most / self.least)


def published_chart(checks: Iterable[Check], register: Register) -> Chart:
    """Return a row for each published case, in the order given: a mark at each end of ours, a line between."""
    listed = list(checks)
    span, rows = Span.of(listed), []
    for number, check in enumerate(listed):
        low, high = sorted(check.multiples)
        top = AXIS + number * ROW
        rows.append({
            "name": check.case.title, "figures": outcome(check), "who": "; ".join(people(check.said, register)),
            "low": span.place(low), "high": span.place(high),
            "name_at": top + NAME_AT, "figures_at": top + FIGURES_AT, "who_at": top + WHO_AT, "mark_at": top + MARK_AT,
        })  # fmt: skip
    ticks = [
        {
            "place": span.place(share), "edge": INK if share == 1 else FAINT,
            "from": AXIS + number * ROW + MARK_AT - TICK, "to": AXIS + number * ROW + MARK_AT + TICK,
        }
        for number in range(len(rows))
        for share in TICKS
    ]  # fmt: skip
    heads = [{"place": span.place(share), "head": head} for share, head in TICKS.items()]
    x = {"scale": scale(0, 1)}
    ends = {end: {"x": quantity(end, **x), "y": _as_it_stands("mark_at")} for end in ("low", "high")}
    layers = [
        layer("ticks", mark("rule", strokeWidth=1.5), {
            "x": quantity("place", **x), "y": _as_it_stands("from"), "y2": {"field": "to"},
            "color": words("edge", scale=None),
        }),
        layer("heads", mark("text", color=GREY, baseline="top"), {
            "x": quantity("place", **x), "y": {"value": 2}, "text": words("head"),
        }),
        layer("cases", mark("rule", color=AWAY, strokeWidth=3), {**ends["low"], "x2": {"field": "high"}}),
        *(layer("cases", mark("point", color=AWAY, filled=True, size=90, opacity=1), end) for end in ends.values()),
        _line("name", fontWeight=600), _line("figures"), _line("who", color=GREY),
    ]  # fmt: skip
    return layered(AXIS + ROW * len(rows), layers, {"ticks": ticks, "cases": rows, "heads": heads})


def _line(field: str, **style: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    """One of the lines of words over a mark, cut off where a phone has no room for more."""
    encoding = {"x": {"value": 0}, "y": _as_it_stands(f"{field}_at"), "text": words(field)}
    style = {"align": "left", "baseline": "middle", "limit": expression("width"), **style}
    return layer("cases", mark("text", **style), encoding)


def _as_it_stands(field: str) -> Spec:
    """A channel whose number is a pixel."""
    return quantity(field, scale=None)
