"""The chart of a comparison step by step: from one plan to another, each change made alone.

Names stand over the bars and numbers behind them; sign and colour tell more from less.
"""

import itertools
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from model.analysis.comparison import Comparison
from model.present.charts import vega
from model.present.charts.vega import AWAY, GAP_EDGE, HOME, LINE, Chart, Rows
from model.present.tables.effects import NOT_APART, TOGETHER, effects
from model.present.words.effects import NOISE, words_of_differences
from model.present.words.force import written
from model.terms import MEASURES

FILLS = {"plan": AWAY, "more": HOME, "less": GAP_EDGE}
MOST_STEPS = 10
NAME_LETTERS = 44
"""Letters of a name's line that a phone has room for."""
NAME_LINE, BAR_AT, THICK, ROW = 15, 17, 14, 44
"""Pixels of a line of a name, from the top of a row to its bar, of the bar, and of a row."""
AXIS = 48
"""Pixels of the axis below."""
SHARE_FOR_BARS = 0.6
"""Share of the width for the bars; behind them a phone too has room for the numbers."""


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its ends, its number in words, and its kind: a plan, or a change for more or for less."""

    name: str
    start: float
    end: float
    words: str
    kind: str = "plan"


def steps(comparison: Comparison, measure: str, end: str, names: Sequence[str]) -> list[Bar]:
    """Return the baseline, the largest effects, the others, the remainder, and the variant; none if one is not known.

    Args:
        comparison: the two plans.
        measure: the measure that changes.
        end: the end of its range, `low` or `high`.
        names: the names of the baseline and of the variant.
    """
    base, variant = (getattr(run.measure(measure), end) for run in (comparison.base, comparison.variant))
    if base is None or variant is None:
        return []
    changes = _changes(comparison, measure, end, variant - base)
    words = words_of_differences(comparison.variant, measure, (size for _, size in changes))
    bars = [Bar(names[0], 0.0, base, written(comparison.base, measure)(base))]
    for name, size in changes:
        at = bars[-1].end
        bars.append(Bar(name, at, at + size, words(size), "more" if size > 0 else "less"))
    return [*bars, Bar(names[1], 0.0, variant, written(comparison.variant, measure)(variant))]


def _changes(comparison: Comparison, measure: str, end: str, total: float) -> list[tuple[str, float]]:
    """The changes that move a measure, the largest first, with what they do beyond each alone; they come to a total."""
    by_change = [
        (effect.label, float(getattr(effect.difference, end) or 0.0)) for effect in effects(comparison, measure)
    ]
    moving = sorted((change for change in by_change if abs(change[1]) > NOISE), key=lambda change: -abs(change[1]))
    largest, others = moving[:MOST_STEPS], moving[MOST_STEPS:]
    if others:
        largest.append((f"{len(others)} others together", sum(size for _, size in others)))
    remainder = getattr(comparison.remainder(measure), end)
    if remainder is None:
        return [*largest, (NOT_APART, total - sum(size for _, size in largest))]
    return [*largest, (TOGETHER, remainder)] if len(by_change) > 1 else largest


def steps_chart(bars: Sequence[Bar], unit: str) -> Chart:
    """Return the steps from the baseline to the variant, on one axis in a unit."""
    rows, top = _rows(bars)
    ends = [end for bar in bars for end in (bar.start, bar.end)]
    least, most = min(0.0, *ends), max(1.0, *ends)
    x = {
        "scale": vega.scale(least, least + (most - least) / SHARE_FOR_BARS),
        "axis": {"format": ",.12~g", "tickCount": 4, "grid": False, "title": unit},
    }
    y = vega.scale(top, 0)
    across = {
        "x": vega.quantity("start", **x), "x2": {"field": "end"}, "y": vega.quantity("y", scale=y),
        "y2": {"field": "y2"}, "color": vega.coloured("kind", FILLS),
    }  # fmt: skip
    numbers = {"x": vega.quantity("after", **x), "y": vega.quantity("middle", scale=y), "text": vega.words("words")}
    names = {"x": vega.pixels(0), "y": vega.quantity("name_at", scale=y), "text": vega.words("name")}
    beside = {"align": "left", "dx": 6, "baseline": "middle"}
    over = {"align": "left", "baseline": "top", "lineBreak": "\n", "lineHeight": NAME_LINE}
    layers = [
        vega.layer("zero", vega.mark("rule", color=LINE), {"x": vega.quantity("at", **x)}),
        vega.layer("bars", vega.mark("rect", cornerRadius=1), across),
        *vega.haloed("bars", numbers, **beside),
        *vega.haloed("bars", names, **over),
    ]
    return vega.layered(top + AXIS, layers, {"bars": rows, "zero": [{"at": 0}]})


def _rows(bars: Sequence[Bar]) -> tuple[Rows, float]:
    """The rows of the bars, and the pixels that they take; a name of several lines pushes all below it down."""
    rows: Rows = []
    lines = [textwrap.wrap(bar.name, NAME_LETTERS) or [bar.name] for bar in bars]
    tops = itertools.accumulate((ROW + NAME_LINE * (len(name) - 1) for name in lines), initial=0)
    for bar, name, top in zip(bars, lines, tops, strict=False):
        at = top + BAR_AT + NAME_LINE * (len(name) - 1)
        rows.append({
            "name": "\n".join(name), "name_at": top, "start": bar.start, "end": bar.end, "kind": bar.kind,
            "after": max(bar.start, bar.end), "y": at, "y2": at + THICK, "middle": at + THICK / 2, "words": bar.words,
        })  # fmt: skip
    return rows, rows[-1]["y2"] + 8


def steps_text(comparison: Comparison, measure: str, end: str, bars: Sequence[Bar]) -> str:
    """Return the text alternative of the steps: every one of them; why there are none where there are none."""
    label = MEASURES[measure].label
    if not bars:
        return f"{label}: no difference to show ({getattr(comparison.why_difference(measure), end)})."
    return f"{label}, at the {end} end: {'; '.join(f'{bar.name} {bar.words}' for bar in bars)}."
