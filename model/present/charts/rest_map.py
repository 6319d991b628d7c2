"""Size against rest as a picture: which forces those who are in could keep up at which time at home.

Across stand troops in the field, upwards months at home for each month away. Left of the edge there are enough; the
tints to its right say how many are missing. Each word has a place of its own, worked out for the plot of a phone.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.analysis.rest_map import RestMap
from model.engine.run import Run
from model.kernels.arrays import Array
from model.present.charts.places import Box, free, size_of
from model.present.charts.vega import (
    AWAY,
    GAP_TEXT,
    INK,
    LARGE,
    USUAL,
    Chart,
    Rows,
    Spec,
    expression,
    layer,
    layered,
    mark,
    pixels,
    quantity,
    scale,
    words,
)
from model.present.numbers import amount
from model.present.words.sizes import namers, published_rests

HEIGHT, PLOT_WIDTH, PLOT_HEIGHT = 446, 300.0, 420.0
"""Pixels of the picture with its axis, and of its plot on a phone."""
MOST_TROOPS, MOST_REST, ROOM = 105_000.0, 6.5, 1.15
"""How far the map reaches at least, and how far beyond the plan's own values."""
TINTS = ("#CFDFEC", "#E7EFF6", "#FBF3EB", "#F6E4D6", "#EDCFB9")
"""Enough; enough in the easy case alone; and three steps of too few."""
RULE, TICK = "#7A6A58", 13
WIDE = 480
"""Pixels from which on the rules' names stand with their dates."""
LINE = 14
"""Pixels of a line of a region's words."""
STEP_OF_PLACES = 6
"""Pixels between two places that are tried for a region's words."""
WIDER, NEAR_ZERO = 40, 1e-9
"""Pixels by which a place has to be wider to be used before one that is higher; troops that are none."""
THIS_PLAN = "this plan"


@dataclass(frozen=True)
class Plot:
    """The plot's ends in troops and in months at home for each month away, and where these lie on a phone."""

    troops: float
    rest: float

    @classmethod
    def of(cls, run: Run, rests: Sequence[float]) -> "Plot":
        """Return a plot that holds the sizes named up to 100,000, the published rules and the run itself."""
        most = run.measure("deployed").high or 0.0
        return cls(max(MOST_TROOPS, round(ROOM * most)), max(MOST_REST, round(ROOM * max(rests), 3)))

    def x(self, troops: float) -> float:
        """Return the pixel of some troops."""
        return PLOT_WIDTH * troops / self.troops

    def y(self, rest: float) -> float:
        """Return the pixel of some rest."""
        return PLOT_HEIGHT * (1 - rest / self.rest)

    def at(self, box: Box) -> dict[str, float]:
        """Return the middle of a box's top in troops and rest."""
        middle, top = (box.left + box.right) / 2, box.top
        return {
            "x": round(middle / PLOT_WIDTH * self.troops),
            "y": round((1 - float(top) / PLOT_HEIGHT) * self.rest, 3),
        }


@dataclass(frozen=True)
class Region:
    """A part of the map between two edges (points,), in troops, with its words, the longest lines first."""

    left: Array
    right: Array
    wordings: tuple[str, ...]
    colour: str
    letters: tuple[float, ...] = (USUAL,)


def rest_map_chart(run: Run, rest_map: RestMap, plot: Plot) -> Chart:
    """Return the map with its edge, regions, published rules of rest, sizes named in public, and this plan."""
    rows: dict[str, Rows] = {"edges": _edges(rest_map, plot), "sizes": [], "rests": [], "plan": [], "words": []}
    rows["sizes"] = [{"x": size, "who": who} for size, who in namers(run, plot.troops)]
    used = [Box(0, PLOT_HEIGHT - TICK - 4, PLOT_WIDTH, PLOT_HEIGHT)]
    rows["plan"] = _plan(run, rest_map)
    used += _crosses(rows["plan"], plot)
    for rest in _rests(run, plot, rows["plan"], used):
        rows["rests"].append(rest)
    for label in (*_this_plan(rows["plan"], plot, used, _along(rest_map, plot)), *_regions(rest_map, plot, used)):
        rows["words"].append(label)
    return layered(HEIGHT, _layers(plot), rows)


def _edges(rest_map: RestMap, plot: Plot) -> Rows:
    """The edges at every rest whose months fit one another: enough in both cases, in one, and two steps of too few."""
    edges = np.stack(_borders(rest_map, plot)[1:])
    names = ("hard", "easy", "some", "more")
    return [
        {"y": round(rest, 3), **dict(zip(names, map(round, at_rest), strict=True)), "end": plot.troops}
        for rest, at_rest in zip(rest_map.rest.tolist(), edges.T.tolist(), strict=True)
        if not any(map(math.isnan, at_rest))
    ]


def _borders(rest_map: RestMap, plot: Plot) -> list[Array]:
    """The borders of all regions from the left, as far as the plot goes."""
    hard, easy = (rest_map.capacity[case] for case in ("high", "low"))
    hard, easy = np.minimum(hard, easy), np.maximum(hard, easy)
    some, more = steps_of_gap(plot.troops)
    borders = [np.zeros(hard.size), hard, easy, easy + some, easy + more]
    return [np.minimum(border, plot.troops) for border in borders]


def steps_of_gap(troops: float) -> tuple[float, float]:
    """Return the troops missing at which tints change: 20,000 and 50,000 on a map of 105,000.

    >>> steps_of_gap(105_000), steps_of_gap(12_000_000)
    ((20000.0, 50000.0), (2000000.0, 5000000.0))
    """
    size = 10.0 ** math.floor(math.log10(troops))
    return 0.2 * size, 0.5 * size


def _plan(run: Run, rest_map: RestMap) -> Rows:
    """The plan's own size and rest in both cases, once where they are the same; none where its size is not known."""
    pairs = {(run.at(case, "deployed"), rest_map.own[case]): None for case in ("low", "high")}
    return [{"x": troops, "y": rest} for troops, rest in pairs if troops is not None]


def _crosses(plan: Rows, plot: Plot) -> list[Box]:
    """The rectangle around the plan's marks and the line between them."""
    if not plan:
        return []
    xs, ys = [plot.x(row["x"]) for row in plan], [plot.y(row["y"]) for row in plan]
    return [Box(min(xs) - 9, min(ys) - 9, max(xs) + 9, max(ys) + 9)]


def _this_plan(plan: Rows, plot: Plot, used: list[Box], edges: Sequence[Box]) -> Iterator[dict[str, Any]]:
    """The words beside the plan's marks: right of them, left or under them, if they can, on no edge."""
    for around in _crosses(plan, plot):
        wide, high = size_of(THIS_PLAN, LARGE, LINE)
        xs, ys = [row["x"] for row in plan], [row["y"] for row in plan]
        middle, across = (around.top + around.bottom - high) / 2, (around.left + around.right - wide) / 2
        half = sum(ys) / len(ys)
        right, left = around.right + 1, around.left - wide - 1
        places = (
            ("left", right, middle, max(xs), half, 10, -high / 2),
            ("right", left, middle, min(xs), half, -10, -high / 2),
            ("left", right, middle + high, max(xs), half, 10, high / 2),
            ("center", across, around.bottom, sum(xs) / len(xs), min(ys), 0, 9),
        )
        boxes = {Box(left, top, left + wide, top + high): (align, place) for align, left, top, *place in places}
        within = list(filter(_is_within, boxes))
        if box := free(within, [*used, *edges]) or free(within, used):
            used.append(box)
            align, (x, y, dx, dy) = boxes[box]
            yield {"x": x, "y": y, "dx": dx, "dy": dy, "align": align, "text": THIS_PLAN, "colour": INK, "size": LARGE}


def _along(rest_map: RestMap, plot: Plot) -> list[Box]:
    """Small boxes along both edges of what is enough."""
    pairs = [
        (plot.x(troops), plot.y(rest))
        for case in rest_map.capacity
        for rest, troops in zip(rest_map.rest.tolist(), rest_map.capacity[case].tolist(), strict=True)
    ]
    return [Box(x - 2, y - 2, x + 2, y + 2) for x, y in pairs]


def _is_within(box: Box) -> bool:
    return box.left >= 0 and box.right <= PLOT_WIDTH and box.top >= 0 and box.bottom <= PLOT_HEIGHT


def _rests(run: Run, plot: Plot, plan: Rows, used: list[Box]) -> Iterator[dict[str, Any]]:
    """The published rules of rest, each with its name over its line, else under it, else left of the plan, or none."""
    ends = [(plot.troops, -5), *((min(row["x"] for row in plan), -14) for _ in plan[:1])]
    for rest, labels in published_rests(run, plot.rest):
        y = plot.y(rest)
        boxes: dict[Box, dict[str, Any]] = {}
        for (x, dx), (long, short) in itertools.product(ends, labels):
            wide, high = size_of(short, USUAL, LINE)
            right = plot.x(x) + dx
            for side, top in (("bottom", y - high - 2), ("top", y + 2)):
                row = {"y": rest, "x": x, "dx": dx, "side": side, "long": long, "short": short}
                boxes[Box(right - wide, top, right, top + high)] = row
        box = free(filter(_is_within, boxes), used)
        used += [*([box] if box else []), Box(0, y - 1, PLOT_WIDTH, y + 1)]
        yield boxes[box] if box else {"y": rest, "x": 0.0, "dx": 0, "side": "bottom", "long": "", "short": ""}


def _regions(rest_map: RestMap, plot: Plot, used: list[Box]) -> Iterator[dict[str, Any]]:
    """The words in each region that has room for them, where it is widest."""
    for region in regions(rest_map, plot):
        for letters, text in itertools.product(region.letters, region.wordings):
            box = free(_places(region, text, letters, rest_map.rest, plot), used)
            if box:
                used.append(box)
                style = {"dx": 0, "dy": 0, "align": "center", "colour": region.colour, "size": letters}
                yield {**plot.at(box), "text": text, **style}
                break


def regions(rest_map: RestMap, plot: Plot) -> list[Region]:
    """Return the regions of the map that have any width, from the left."""
    zero, hard, easy, some, more = _borders(rest_map, plot)
    end = np.full(zero.size, plot.troops)
    first, second = map(amount, steps_of_gap(plot.troops))
    listed = [
        Region(zero, hard, ("enough",), AWAY, (LARGE, USUAL)),
        Region(hard, easy, ("it depends", "it\ndepends", "depends"), AWAY),
        Region(easy, some, (f"up to {first} short", f"up to\n{first}\nshort"), GAP_TEXT),
        Region(some, more, (f"{first} to {second} short", f"{first} to\n{second}\nshort"), GAP_TEXT),
        Region(more, end, (f"over {second} short", f"over\n{second}\nshort"), GAP_TEXT),
    ]
    return [region for region in listed if (region.right - region.left > NEAR_ZERO).any()]


def _places(region: Region, text: str, letters: float, rest: Array, plot: Plot) -> list[Box]:
    """The places for a region's words at every height, where it is widest first, then from the top."""
    is_known = ~(np.isnan(region.left) | np.isnan(region.right))  # the plan's own months fit one another
    wide, high = size_of(text, letters, LINE)
    places = []
    for top in np.arange(4.0, PLOT_HEIGHT - high, STEP_OF_PLACES):
        heights = [(1 - (top + below) / PLOT_HEIGHT) * plot.rest for below in (0.0, high)]
        left, right = (
            [plot.x(float(np.interp(height, rest[is_known], edge[is_known]))) for height in heights]
            for edge in (region.left, region.right)
        )
        room = min(right) - max(left)
        if room >= wide + 4 and min(heights) >= rest[is_known].min():
            start = (max(left) + min(right) - wide) / 2
            places.append((-round(room / WIDER), Box(start, top, start + wide, top + high)))
    return [box for _, box in sorted(places, key=lambda place: (place[0], place[1].top))]


def _layers(plot: Plot) -> list[Spec]:
    """The layers from the back to the front; all share both axes."""
    x_axis = {
        "title": None,
        "values": _ticks(plot.troops),
        "format": ",.0f",
        "grid": False,
        "domain": False,
        "labelFlush": 28,
    }
    y_axis = {"title": None, "values": _ticks(plot.rest), "format": "~r", "grid": False, "domain": False}
    across: Spec = {"scale": scale(0, plot.troops), "axis": x_axis}
    upwards: Spec = {"scale": scale(0, plot.rest), "axis": y_axis}
    x, y = quantity("x", **across), quantity("y", **upwards)
    edges = ("hard", "easy", "some", "more", "end")
    areas = [
        layer("edges", mark("area", orient="horizontal", color=tint, opacity=1),
              {"y": y, "x": quantity(edge, **across), **({"x2": {"field": before}} if before else {})})
        for tint, before, edge in zip(TINTS, ("", *edges), edges, strict=False)
    ]  # fmt: skip
    lines: tuple[tuple[str, str, float, list[int]], ...] = (
        ("some", "white", 2, []),
        ("more", "white", 2, []),
        ("easy", AWAY, 2.5, [6, 4]),
        ("hard", AWAY, 2.5, []),
    )
    drawn = [
        layer("edges", mark("line", color=colour, strokeWidth=width, strokeDash=dash, orient="horizontal"),
              {"y": y, "x": quantity(edge, **across), "order": {"field": "y", "type": "quantitative"}})
        for edge, colour, width, dash in lines
    ]  # fmt: skip
    return [*areas, *drawn, *_rest_layers(x, y, plot), *_plan_layers(x, y)]


def _rest_layers(x: Spec, y: Spec, plot: Plot) -> list[Spec]:
    """The published rules as dotted lines, with their names at the right or left of the plan."""
    name = mark(
        "text", text=expression(f"width >= {WIDE} ? datum.long : datum.short"), align="right",
        baseline=expression("datum.side"), dx=expression("datum.dx"), dy=expression("datum.side == 'top' ? 2 : -2"),
    )  # fmt: skip
    ends = {
        "x": {key: value for key, value in x.items() if key != "field"} | {"datum": 0},
        "x2": {"datum": plot.troops},
    }
    rule = mark("rule", color=RULE, strokeDash=[2, 3])
    return [layer("rests", rule, {"y": y, **ends}), layer("rests", name, {"x": x, "y": y})]


def _plan_layers(x: Spec, y: Spec) -> list[Spec]:
    """The sizes named in public along the foot, this plan, and the words."""
    cross = mark(
        "point", shape="cross", filled=True, angle=45, size=190, color=INK, opacity=1, stroke="white", strokeWidth=1
    )
    foot = {"y": pixels(expression("height")), "y2": pixels(expression(f"height - {TICK}"))}
    text = mark(
        "text", baseline="top", lineBreak="\n", lineHeight=LINE, fontWeight=600, color=expression("datum.colour"),
        fontSize=expression("datum.size"), align=expression("datum.align"), dx=expression("datum.dx"),
        dy=expression("datum.dy"),
    )  # fmt: skip
    return [
        layer("sizes", mark("rule", color=INK, strokeWidth=1.6), {"x": x, **foot, "tooltip": words("who")}),
        layer("plan", mark("line", color=INK, strokeWidth=2, orient="vertical"), {"x": x, "y": y}),
        layer("plan", cross, {"x": x, "y": y}),
        layer("words", text, {"x": x, "y": y, "text": words("text")}),
    ]


def _ticks(most: float) -> list[float]:
    """Round numbers from zero on, four to seven of them.

    >>> _ticks(105_000), _ticks(6.5)
    ([0.0, 25000.0, 50000.0, 75000.0, 100000.0], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    """
    size = 10.0 ** math.floor(math.log10(most))
    step = next(share * size for share in (0.1, 0.25, 0.5, 1.0, 2.0) if most / (share * size) < 7)  # noqa: PLR2004
    return [number * step for number in range(int(most / step) + 1)]
