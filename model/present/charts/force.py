"""The picture of the arithmetic: squares of troops in groups as large as the force, each group one soldier's share.

The first group is on tour; the others are those whom its relief takes. What only the higher end takes is outlined.
Areas are exact: a square that is not full is drawn in part.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from model.engine.run import Run
from model.frozen import lazy
from model.kernels.arrays import ROUNDING
from model.present.charts import vega
from model.present.charts.vega import Chart, Rows, Spec
from model.present.words import arithmetic as words

MOST_SQUARES, MOST_LABELLED = 160, 5
NUM_ROWS, FEW = (6, 5, 4), 12
"""Rows that a group may have, the usual one first; fewer than so many squares make no more rows than they are."""
ROW, WIDEST_SQUARE = 25, 40
"""Pixels of a row of squares, and of a square's width where there is room."""
FILLED, OUTLINED = "filled", "outlined"
SIDE, APART, EDGE, THINNEST = 0.88, 1.0, 0.04, 0.12
"""A square's side, the space between groups and the edge between two parts of a square, in steps from one square to
the next; a part that is thinner is not drawn."""
LETTER, NARROW = 7.4, 322
"""Pixels of a bold letter, and of the narrowest picture."""
FIRST_BRACKET, BRACKET, HOOK, OVER = 0.78, 1.15, 0.4, 0.9
"""Rows from the squares to the lowest bracket, from one bracket to the next, of its hooks, and of its words."""
NUMBER, WHAT, UNDER, LINE = 0.62, 1.34, 1.75, 0.72
"""Rows from the squares to the number of a group, to its words, to the edge; and of one further line."""
CASES = ("low", "high")


@dataclass(frozen=True)
class Squares:
    """The squares of a run of known size that is not zero: what one stands for, and how they are laid out."""

    run: Run

    @lazy
    def square(self) -> float:
        """The troops that one square stands for: 1, 2, 5, 10 and so on, so that there are at most about 160."""
        steps = (factor * 10.0**power for power in range(12) for factor in (1, 2, 5))
        return next(step for step in steps if sum(self.of["high"].values()) / step <= MOST_SQUARES)

    @lazy
    def of(self) -> dict[str, dict[str, float]]:
        """The troops of each phase that holds any, in each case, in the order in which squares are filled."""
        return {case: words.by_phase(self.run, case) for case in CASES}

    @lazy
    def num_groups(self) -> int:
        """The groups that all troops of the higher end fill."""
        return math.ceil(self._in_each["high"] - ROUNDING)

    @lazy
    def in_a_group(self) -> float:
        """The squares of a full group: the size of the force at the higher end."""
        return self.of["high"]["deployed"] / self.square

    @lazy
    def num_rows(self) -> int:
        """The rows of a group: those that leave the fewest places empty."""
        whole = math.ceil(self.in_a_group - ROUNDING)
        if whole < FEW:
            return min(whole, NUM_ROWS[1])
        return min(NUM_ROWS, key=lambda rows: -whole % rows)

    @lazy
    def num_columns(self) -> int:
        """The columns of a group."""
        return math.ceil(self.in_a_group / self.num_rows - ROUNDING)

    @lazy
    def width(self) -> float:
        """The width of all groups, in steps from one square to the next."""
        return self.begins(self.num_groups) - APART

    def begins(self, group: int) -> float:
        """Return where a group begins."""
        return group * (self.num_columns + APART)

    @lazy
    def _in_each(self) -> dict[str, float]:
        """The troops for each one deployed in each case; at the lower end no more than at the higher one."""
        multipliers: dict[str, float] = {}
        for case in reversed(CASES):
            phases = self.of[case]
            multiplier = sum(phases.values()) / phases["deployed"] if "deployed" in phases else 1.0
            multipliers[case] = min(multiplier, multipliers.get("high", multiplier))
        return multipliers

    def parts(self, group: int, case: str) -> dict[str, float]:
        """Return the troops of each phase in a group, which holds each soldier of the force once."""
        phases = self.of[case]
        size = sum(phases.values()) / self._in_each[case]
        begin, held = 0.0, {}
        for phase, troops in phases.items():
            held[phase] = max(min(begin + troops, (group + 1) * size) - max(begin, group * size), 0.0)
            begin += troops
        return held

    def total(self, group: int, case: str) -> float:
        """Return the troops of a group."""
        return sum(self.parts(group, case).values())

    def spans(self, group: int) -> Iterator[tuple[str, str, float]]:
        """Yield the stretches of a group's troops in order: phase, filled or outlined, troops.

        Outlined are the last of those that the higher end takes.
        """
        for phase, troops in self.parts(group, "low").items():
            yield phase, FILLED, troops
        more = max(self.total(group, "high") - self.total(group, "low"), 0.0)
        last: list[tuple[str, str, float]] = []
        for phase, troops in reversed(self.parts(group, "high").items()):
            last.insert(0, (phase, OUTLINED, min(troops, more)))
            more -= last[0][2]
        yield from last

    @lazy
    def cells(self) -> list[dict[str, float | str]]:
        """The squares, and of a square with two fills its parts, with their edges."""
        cells: list[dict[str, float | str]] = []
        for group in range(self.num_groups):
            begin = 0.0
            for phase, kind, troops in self.spans(group):
                end = begin + troops / self.square
                for number in range(math.floor(begin + ROUNDING), math.ceil(end - ROUNDING)):
                    left, right = max(begin - number, 0.0), min(end - number, 1.0)
                    column, row = divmod(number, self.num_rows)
                    x, y = self.begins(group) + column, float(self.num_rows - row)
                    first, last = x + left * SIDE + EDGE * (left > 0), x + right * SIDE - EDGE * (right < 1)
                    edges = {"x": first, "x2": last, "y": y - SIDE, "y2": y}
                    if right - left >= THINNEST:
                        cells.append({**edges, "kind": kind, "phase": phase})
                begin = end
        return cells

    def end_of(self, case: str) -> float:
        """Return where the last square of a case ends."""
        kinds = (FILLED,) if case == "low" else (FILLED, OUTLINED)
        return max([float(cell["x2"]) for cell in self.cells if cell["kind"] in kinds], default=0.0)


def squares_chart(run: Run) -> Chart:
    """Return the picture of the arithmetic of a force of known size that is not zero."""
    laid_out = Squares(run)
    cases = [case for case in CASES if case == "high" or run.at("low", "tied_up") != run.at("high", "tied_up")]
    labels = _labels(laid_out)
    key = [] if _have_room(laid_out, labels) else _key(laid_out)
    is_in_lines = any(row["number"] != row["lines"] for row in labels)
    under = NUMBER + LINE * (len(key) - 0.5) if key else UNDER + LINE * is_in_lines
    above = FIRST_BRACKET + BRACKET * (len(cases) - 1) + OVER
    across = [0, vega.expression(f"min(width, {WIDEST_SQUARE * laid_out.width})")]
    x = vega.quantity("x", scale=vega.scale(0, laid_out.width, range=across))
    y = vega.quantity("y", scale=vega.scale(-under, laid_out.num_rows + above))
    brackets, totals = _brackets(laid_out, cases)
    layers = [
        *_squares(x, y),
        vega.layer("brackets", vega.mark("rule", color=vega.GREY), _places(x, y)),
        *_totals(y, totals),
        *(_key_layers(y) if key else _label_layers(x, y, labels, LINE * is_in_lines)),
    ]
    rows: dict[str, Rows] = {"squares": laid_out.cells, "brackets": brackets, "totals": totals}
    rows |= {"key": key} if key else {"labels": labels}
    return vega.layered(round(ROW * (laid_out.num_rows + above + under)), layers, rows)


def _places(x: Spec, y: Spec) -> Spec:
    return {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}}


def _squares(x: Spec, y: Spec) -> list[Spec]:
    """The squares: filled ones parted by a white edge, outlined ones white, dark on tour and pale at home."""
    tints = {phase: vega.TINTS[phase] for phase in words.IN_THE_PICTURE}
    edges = {phase: vega.AWAY if phase == "deployed" else vega.HOME for phase in tints}
    looks = {
        FILLED: ({"stroke": "white", "strokeWidth": 1}, {"fill": vega.coloured("phase", tints)}),
        OUTLINED: ({"fill": "white", "strokeWidth": 1.4}, {"stroke": vega.coloured("phase", edges)}),
    }
    return [
        vega.layer(
            "squares", vega.mark("rect", cornerRadius=2, **style), {**_places(x, y), **colour},
            transform=[{"filter": f"datum.kind === '{kind}'"}],
        )
        for kind, (style, colour) in looks.items()
    ]  # fmt: skip


def _brackets(laid_out: Squares, cases: list[str]) -> tuple[Rows, Rows]:
    """The lines of the brackets over the squares, and their words."""
    lines: Rows = []
    totals: Rows = []
    for row, case in enumerate(cases):
        y, end = laid_out.num_rows + FIRST_BRACKET + BRACKET * row, laid_out.end_of(case)
        lines.append({"x": 0, "x2": end, "y": y, "y2": y})
        lines += [{"x": x, "x2": x, "y": y - HOOK, "y2": y} for x in (0, end)]
        long, short = words.total(laid_out.run, case)
        totals.append({"x": end, "y": y, "long": long, "short": short})
    return lines, totals


def _totals(y: Spec, totals: Rows) -> list[Spec]:
    """The words of the brackets at their right ends, moved to the right where they would begin outside."""
    at_least = math.ceil(LETTER * max(len(row["long"]) for row in totals))
    letters = f"length(width >= {at_least} ? datum.long : datum.short)"
    place = vega.pixels(vega.expression(f"max(scale('x', datum.x), {LETTER} * {letters})"))
    style = {"align": "right", "baseline": "bottom", "fontSize": 13, "fontWeight": 600, "dy": -3}
    return vega.haloed("totals", {"x": place, "y": y, "text": vega.either("long", "short", at_least)}, **style)


def _labels(laid_out: Squares) -> Rows:
    """The number and the words under each group; `lines` is the number in as many lines as it has parts."""
    rows: Rows = []
    for group in range(laid_out.num_groups):
        low, high = (laid_out.total(group, case) for case in CASES)
        is_sure = low > ROUNDING
        number = words.troops(laid_out.run, (low, high) if is_sure else (high,))
        rows.append({
            "x": laid_out.begins(group) + (laid_out.num_columns - 1 + SIDE) / 2,
            "number": number,
            "lines": number.replace(" to ", " to\n"),
            **dict(zip(("what", "brief"), words.what_of_group(group, is_sure=is_sure), strict=True)),
        })  # fmt: skip
    return rows


def _have_room(laid_out: Squares, labels: Rows) -> bool:
    """Whether the groups can be named one by one: few of them, of one phase each, with short numbers."""
    phases = set(laid_out.of["high"])
    letters = max(len(line) for row in labels for line in (*row["lines"].split("\n"), row["brief"]))
    is_short = len(labels) * letters * LETTER <= NARROW * (1 + 1 / len(labels))
    return len(labels) <= MOST_LABELLED and phases <= {"deployed", "resting"} and is_short


def _label_layers(x: Spec, y: Spec, labels: Rows, lower: float) -> list[Spec]:
    """The numbers and the words under the groups; a range is in two lines where there is little room."""
    longest = max(len(row["number"]) for row in labels)
    at_least = math.ceil(LETTER * (longest + 1) * len(labels))
    place = {"x": x, "y": {**vega.at(-NUMBER), "scale": y["scale"]}}
    style = {"fontSize": vega.LARGE, "fontWeight": 600, "lineBreak": "\n", "baseline": "top", "dy": -6}
    below = vega.expression(f"width >= {at_least} ? 0 : {ROW * lower}")
    what = vega.mark("text", color=vega.GREY, yOffset=below)
    return [
        vega.by_width("labels", place, "number", "lines", at_least, **style),
        vega.layer(
            "labels",
            what,
            {**place, "y": {**place["y"], "datum": -WHAT}, "text": vega.either("what", "brief", at_least)},
        ),
    ]


def _key(laid_out: Squares) -> Rows:
    """A line for each phase with its troops."""
    ends = [laid_out.of[case] for case in CASES]
    return [
        {
            "y": -NUMBER - LINE * row,
            "phase": phase,
            "text": f"{words.troops(laid_out.run, _held(ends, phase))} {words.IN_THE_PICTURE[phase]}",
        }
        for row, phase in enumerate(ends[1])
    ]


def _held(ends: list[dict[str, float]], phase: str) -> list[float]:
    return [of[phase] for of in ends if phase in of]


def _key_layers(y: Spec) -> list[Spec]:
    """The lines of the key: a square of the fill, and the words."""
    colour = vega.coloured("phase", {phase: vega.TINTS[phase] for phase in words.IN_THE_PICTURE})
    swatch = vega.mark("square", size=180, opacity=1)
    text = vega.mark("text", align="left", baseline="middle", fontSize=13)
    return [
        vega.layer("key", swatch, {"x": vega.pixels(7), "y": y, "color": colour}),
        vega.layer("key", text, {"x": vega.pixels(22), "y": y, "text": vega.words("text")}),
    ]
