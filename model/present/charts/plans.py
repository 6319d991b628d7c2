"""The chart of all proposals: squares of as many troops each, the same in every plan."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.engine.run import Run
from model.present.charts import vega
from model.present.charts.vega import AWAY, GREY, HOME, Chart, Rows, Spec
from model.present.words.plans import Plan

UNITS = tuple(size * 10**power for power in range(7) for size in (1_000, 2_000, 5_000))
"""Troops that a square can stand for."""
LEAST_UNIT, MOST_SQUARES = 2_000, 260
DEEP = 5
"""Squares below one another in a plan's strip."""
PITCH, HEADING, BETWEEN = 12, 22, 12
"""Pixels from one square to the next, of a plan's heading, and between two plans."""
SIDE = 0.82
"""The share of its place that a square takes."""


@dataclass(frozen=True)
class Squares:
    """Squares of one colour: those that are filled, and those outlined, needed only at the higher end."""

    phase: str
    colour: str
    filled: int
    outlined: int

    @property
    def count(self) -> int:
        """All squares."""
        return self.filled + self.outlined


def unit_of(plans: Sequence[Plan]) -> int:
    """Return the troops of a square: 2,000, or more where the largest plan would have too many."""
    most = max((plan.run.measure("tied_up").high or 0.0 for plan in plans), default=0.0)
    return next(unit for unit in UNITS if unit >= LEAST_UNIT and most / unit <= MOST_SQUARES)


def squares(run: Run, unit: int) -> tuple[Squares, Squares]:
    """Return the squares of a force of known size: on tour, and at home."""
    away, tied_up = run.measure("deployed"), run.measure("tied_up")
    low, high = (round(end / unit) for end in away.ends)
    home = tuple(round(end / unit) - of_tour for end, of_tour in zip(tied_up.ends, (low, high), strict=True))
    return (
        Squares("on tour", AWAY, low, max(high - low, 0)),
        Squares("at home", HOME, home[0], max(home[1] - home[0], 0)),
    )


def columns(groups: Sequence[Squares], deep: int) -> float:
    """Return the columns that groups of squares take, with half a column between two groups."""
    return sum(math.ceil(group.count / deep) for group in groups) + (len(groups) - 1) / 2


def placed(groups: Sequence[Squares], deep: int) -> Iterator[tuple[float, int, Squares, bool]]:
    """Yield column, row, group and whether it is filled of every square, columns filled from above."""
    left = 0.0
    for group in groups:
        for number in range(group.count):
            yield left + number // deep, number % deep, group, number < group.filled
        left += math.ceil(group.count / deep) + 0.5


def plans_chart(plans: Sequence[Plan]) -> Chart:
    """Return the squares of every plan, one below another, each under its date, name and number."""
    unit = unit_of(plans)
    by_plan = [squares(plan.run, unit) for plan in plans]
    wide = max((columns(groups, DEEP) for groups in by_plan), default=1.0)
    step = HEADING + DEEP * PITCH + BETWEEN
    rows: dict[str, Rows] = {"names": [], "squares": []}
    for number, (plan, groups) in enumerate(zip(plans, by_plan, strict=True)):
        top = number * step
        rows["names"].append({"y": top + HEADING - 7, "name": f"{plan.name}: {plan.tied_up}", "date": plan.date})
        rows["squares"] += [
            {
                "x": column, "x2": column + SIDE, "y": top + HEADING + row * PITCH,
                "y2": top + HEADING + (row + SIDE) * PITCH, "phase": group.phase, "fill": group.phase if filled else "",
            }
            for column, row, group, filled in placed(groups, DEEP)
        ]  # fmt: skip
    height = max(len(plans) * step - BETWEEN, HEADING)
    return vega.layered(height, _layers(wide, height), rows)


def _layers(wide: float, height: float) -> list[Spec]:
    across = {"domain": [0, wide], "nice": False, "range": [0, vega.expression(f"min(width, {PITCH * wide})")]}
    y = vega.scale(height, 0)
    encoding = {
        "x": vega.quantity("x", scale=across), "x2": {"field": "x2"},
        "y": vega.quantity("y", scale=y), "y2": {"field": "y2"},
        "fill": vega.coloured("fill", {"on tour": AWAY, "at home": HOME, "": "#FFFFFF"}),
        "stroke": vega.coloured("phase", {"on tour": AWAY, "at home": HOME}),
    }  # fmt: skip
    at = {"y": vega.quantity("y", scale=y)}
    style = {"baseline": "bottom", "fontSize": 13}
    name = vega.mark("text", align="left", fontWeight=700, **style)
    date = vega.mark("text", align="right", color=GREY, **style)
    return [
        vega.layer("squares", vega.mark("rect", strokeWidth=1.2, cornerRadius=1), encoding),
        vega.layer("names", name, {**at, "x": vega.pixels(0), "text": vega.words("name")}),
        vega.layer("names", date, {**at, "x": vega.pixels(vega.expression("width")), "text": vega.words("date")}),
    ]
