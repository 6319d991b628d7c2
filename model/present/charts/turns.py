"""The plan of a rotation, unit by unit: a row for each unit that moves, nations apart, words in the bars."""

from collections.abc import Sequence
from itertools import groupby

from model.engine.months import Turn
from model.engine.run import Run
from model.present.charts import vega
from model.present.charts.months import months_axis
from model.present.charts.vega import Chart, Rows
from model.present.words.turns import first_relief, relief_in_a_bar, title_of
from model.terms import PHASES

MOST_ROWS = 60
"""More units than a chart could show; the table has them all."""
ROW, BETWEEN, AXIS, LETTER = 20, 10, 28, 6.6
"""Pixels of a row, between two nations, of the axis, and of a letter."""
FILLS = {**vega.TINTS, "ready": "#F0EEE8", "left": "#FFFFFF"}
INKS = {phase: vega.ink_on(fill) for phase, fill in FILLS.items()}


def turns_chart(run: Run, turns: Sequence[Turn]) -> Chart:
    """Return a row for each unit that moves and a bar for each of its phases, with words where they have room."""
    units, bars = _rows(run, turns)
    height = max(unit["y2"] for unit in units)
    horizon, longest = run.scenario.horizon_months, max(len(str(unit["unit"])) for unit in units)
    scale = vega.scale(0, horizon, range=[LETTER * longest + LETTER, vega.expression("width")])
    x = vega.quantity("begins", scale=scale, axis=months_axis(horizon))
    y = vega.quantity("y", scale=vega.scale(height, 0))
    room = f"(scale('x', datum.ends) - scale('x', datum.begins) - 8) / {LETTER}"
    text = " : ".join(f"length(datum.{field}) <= {room} ? datum.{field}" for field in ("long", "short")) + " : ''"
    middle = {"y": {**y, "field": "middle"}}
    layers = [
        vega.layer(
            "bars", vega.mark("rect", stroke="white", strokeWidth=2),
            {"x": x, "x2": {"field": "ends"}, "y": y, "y2": {"field": "y2"}, "fill": vega.coloured("phase", FILLS)},
        ),
        vega.layer(
            "bars", vega.mark("text", align="left", baseline="middle", dx=5, fontSize=vega.SMALL),
            {"x": x, **middle, "text": vega.pixels(vega.expression(text)), "color": vega.words("ink", scale=None)},
        ),
        vega.layer(
            "units", vega.mark("text", align="left", baseline="middle"),
            {"x": vega.pixels(0), **middle, "text": vega.words("unit")},
        ),
    ]  # fmt: skip
    return vega.layered(height + AXIS, layers, {"bars": bars, "units": units})


def _rows(run: Run, turns: Sequence[Turn]) -> tuple[Rows, Rows]:
    """The units with the edges of their rows, and their bars: the first units that move."""
    first = first_relief(turns)
    top = 0.0
    units: Rows = []
    bars: Rows = []
    for _, of_nation in groupby(turns, key=lambda turn: (turn.component, turn.row.name)):
        for _, of_unit in groupby(of_nation, key=lambda turn: turn.number):
            if len(units) == MOST_ROWS:
                return units, bars
            these = list(of_unit)
            edges = {"y": top, "y2": top + ROW, "middle": top + ROW / 2}
            units.append({"unit": title_of(run, these[0]), **edges})
            bars += [
                {
                    "begins": turn.begins, "ends": turn.ends, "phase": turn.phase, **edges,
                    "ink": INKS[turn.phase], "short": PHASES[turn.phase].in_a_bar,
                    "long": relief_in_a_bar(run, turn) if turn == first else PHASES[turn.phase].in_a_bar,
                }
                for turn in these
            ]  # fmt: skip
            top += ROW
        top += BETWEEN
    return units, bars
