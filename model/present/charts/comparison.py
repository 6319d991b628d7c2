"""The chart of plans side by side: every measure of each plan.

Each measure has a scale of its own, so that there is no axis: a bar goes from the lower to the higher end,
its number over it. Fill and outline tell plans apart, the word before each number names them.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.present.charts import vega
from model.present.charts.labels import LETTERS, length
from model.present.charts.vega import AWAY, GAP_EDGE, GAP_TEXT, GREY, HOME, LARGE, LINE, Chart, Rows, Spec
from model.present.words.comparison import Measured, Side

STYLES: dict[str, Spec] = {
    "This": {"fill": AWAY, "stroke": AWAY},
    "That": {"fill": "#FFFFFF", "stroke": AWAY},
    "Third": {"fill": HOME, "stroke": HOME},
    "Fourth": {"fill": "#FFFFFF", "stroke": AWAY, "strokeDash": [3, 2]},
}
"""Fill and outline of the bars of the first to the fourth plan."""
HEADING, BAR_ROW, BETWEEN = 26, 38, 16
"""Pixels of a measure's name, of a bar with its number, and between two measures."""
NUMBER_AT, BAR_AT, THICK = 15, 20, 11
"""Pixels from the top of a bar's row at which its number ends and the bar begins, and the bar's thickness."""
THIN = 0.006
"""Share of the width that a bar has at least, so that one number is seen."""
NUMBER = 13
"""Pixels of the letters of a number."""
WIDE = 470
"""Pixels from which a chart has room for what a measure is, behind its name."""
RIGHT_OF = 0.7
"""The share of the width from which a label stands on the left of its line."""
X = vega.scale(0, 1)


def measures_chart(sides: Sequence[Side], measured: Sequence[Measured]) -> Chart:
    """Return every measure of the plans, each on a scale of its own, with a line at the gap of nothing."""
    blocks = list(_blocks(sides, measured))
    height = blocks[-1].bottom if blocks else HEADING
    y = vega.scale(height, 0)
    rows: dict[str, Rows] = {
        "names": [row for block in blocks for row in block.names],
        "tracks": [row for block in blocks for row in block.tracks],
        "numbers": [row for block in blocks for row in block.numbers],
        "zero": [row for block in blocks for row in block.zero],
        **{side.place: [row for block in blocks for row in block.bars if row["place"] == side.place] for side in sides},
    }
    left = vega.quantity("lo", scale=X)
    across = {"x": left, "x2": {"field": "hi"}, "y": vega.quantity("y", scale=y)}
    layers = [
        vega.layer("tracks", vega.mark("rule", color=LINE, strokeWidth=1.5), across),
        *_zero(y),
        *(_bars(side.place, across) for side in sides),
        *_numbers(y),
        *_names(y),
    ]
    return vega.layered(height, layers, rows)


@dataclass(frozen=True)
class Block:
    """The rows of one measure: its name, and for every plan a track, a bar where it is drawn, and a number."""

    top: float
    measure: Measured
    places: Sequence[str]

    @property
    def bottom(self) -> float:
        """The pixel at which it ends."""
        return self.top + HEADING + BAR_ROW * len(self.places)

    @property
    def domain(self) -> tuple[float, float]:
        """The ends of its scale: none, and the least and greatest number."""
        ends = [end for ends in self.measure.ends for end in ends]
        return min([0.0, *ends]), max([0.0, *ends])

    def at(self, number: float) -> float:
        """Return the share of the width at which a number stands."""
        least, most = self.domain
        return (number - least) / (most - least) if most > least else 0.0

    @property
    def names(self) -> Rows:
        """The measure's name, and what it is."""
        label = self.measure.label
        return [{"y": self.top + 16, "name": label, "what": self.measure.what, "room": _wide(label, LARGE) + 8}]

    @property
    def tracks(self) -> Rows:
        """The whole width at each bar that is drawn."""
        middles = (self._top_of(number) + BAR_AT + THICK / 2 for number, ends in self._drawn())
        return [{"lo": 0, "hi": 1, "y": middle} for middle in middles]

    @property
    def bars(self) -> Rows:
        """The bar of each plan, from the lower to the higher end."""
        rows = []
        for number, (low, high) in self._drawn():
            lo, hi, top = self.at(low), self.at(high), self._top_of(number) + BAR_AT
            lo = min(lo, 1 - THIN)
            rows.append({"place": self.places[number], "lo": lo, "hi": max(hi, lo + THIN), "y": top, "y2": top + THICK})
        return rows

    @property
    def numbers(self) -> Rows:
        """The number of each plan after its place, over its bar; where none is drawn, why, at the left."""
        rows = []
        for number, (place, words) in enumerate(zip(self.places, self.measure.words, strict=True)):
            ends = self.measure.ends[number]
            top = self._top_of(number) + (NUMBER_AT if ends else BAR_AT + THICK)
            text = f"{place}{'' if ends else ':'} {words}"
            rows.append({"lo": self.at(ends[0]) if ends else 0.0, "y": top, "text": text, "wide": _wide(text, NUMBER)})
        return rows

    @property
    def zero(self) -> Rows:
        """The line at which the force is just kept up, where the scale has room on both sides of it."""
        if self.measure.key != "margin" or self.domain[0] == 0:
            return []
        at = self.at(0.0)
        label = {"text": "just enough", "align": "right" if at > RIGHT_OF else "left", "dx": -5 if at > RIGHT_OF else 5}
        return [{"lo": at, "y": self.top + HEADING - 6, "y2": self.bottom, "label_at": self.top + HEADING, **label}]

    def _top_of(self, number: int) -> float:
        return self.top + HEADING + BAR_ROW * number

    def _drawn(self) -> Iterator[tuple[int, tuple[float, ...]]]:
        return ((number, ends) for number, ends in enumerate(self.measure.ends) if ends)


def _wide(words: str, size: float) -> int:
    """Pixels that words take at most in bold letters of a size."""
    return math.ceil(length(words) * size / LETTERS)


def _blocks(sides: Sequence[Side], measured: Sequence[Measured]) -> Iterator[Block]:
    top = 0.0
    for measure in measured:
        block = Block(top, measure, [side.place for side in sides])
        yield block
        top = block.bottom + BETWEEN


def _bars(place: str, across: Spec) -> Spec:
    style = {"cornerRadius": 2, "strokeWidth": 1.8, **STYLES[place]}
    return vega.layer(place, vega.mark("rect", **style), {**across, "y2": {"field": "y2"}})


def _zero(y: Spec) -> list[Spec]:
    """The dashed line of the gap of nothing, with its name on the side that has room."""
    x = vega.quantity("lo", scale=X)
    line = {"x": x, "y": vega.quantity("y", scale=y), "y2": {"field": "y2"}}
    rule = vega.layer("zero", vega.mark("rule", color=GAP_EDGE, strokeWidth=1.6, strokeDash=[4, 3]), line)
    label = {"x": x, "y": vega.quantity("label_at", scale=y), "text": vega.words("text")}
    sides = {"left": 5, "right": -5}
    return [rule] + [
        vega.layer(
            "zero", vega.mark("text", align=align, dx=dx, baseline="bottom", color=GAP_TEXT, fontWeight=600), label,
            transform=[{"filter": f"datum.align === '{align}'"}],
        )
        for align, dx in sides.items()
    ]  # fmt: skip


def _numbers(y: Spec) -> list[Spec]:
    """The numbers over the bars, kept within the chart."""
    place = "max(0, min(scale('x', datum.lo) - 1, width - datum.wide))"
    encoding = {
        "x": vega.pixels(vega.expression(place)), "y": vega.quantity("y", scale=y), "text": vega.words("text"),
        "detail": [vega.words("lo"), vega.words("wide")],
    }  # fmt: skip
    return vega.haloed("numbers", encoding, align="left", baseline="bottom", fontSize=NUMBER, fontWeight=600)


def _names(y: Spec) -> list[Spec]:
    """The names of the measures, with what each is where the chart is wide."""
    at = vega.quantity("y", scale=y)
    name = vega.mark("text", align="left", baseline="bottom", fontSize=LARGE, fontWeight=700)
    what = vega.mark("text", align="left", baseline="bottom", color=GREY)
    where_wide = {"condition": {"test": f"width >= {WIDE}", **vega.words("what")}, "value": ""}
    behind = {"x": vega.pixels(vega.expression("datum.room")), "y": at, "text": where_wide}
    return [
        vega.layer("names", name, {"x": vega.pixels(0), "y": at, "text": vega.words("name")}),
        vega.layer("names", what, {**behind, "detail": [vega.words("room")]}),
    ]
