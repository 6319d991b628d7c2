"""Charts of a comparison: the measures of each scenario on one scale, and the steps from one scenario to another.

Names stand over the marks, numbers behind them; shape and colour tell scenarios apart, sign and colour
tell more from less; title, source and scenarios stand inside.
"""

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from model.analysis.comparison import Comparison
from model.engine.missing import lacking
from model.engine.run import Run
from model.present.charts.frame import DARK, Chart, framed, source, texts, titled
from model.present.numbers import joined, signed
from model.present.tables.effects import NOT_APART, TOGETHER, effects
from model.present.words import changes as changes_words
from model.present.words.effects import NOISE, words_of_differences
from model.present.words.force import force_words, written
from model.scenario import Scenario
from model.terms import MEASURES

TROOPS = ("deployed", "tied_up", "capacity", "margin")
"""The measures of one scale that the dots show."""
MARKS = (("circle", "#12436D"), ("square", "#F46A25"), ("diamond", "#801650"), ("triangle-up", "#28A197"))
"""Shape and colour of the first to the fourth scenario."""
MORE, LESS = "#28A197", "#801650"
FAINT = "#C5CBD3"
MOST_STEPS = 10
NAME_LETTERS = 44
"""Letters of a name's line that a phone has room for."""
ROW, LINE, HEADING, AROUND = 42, 15, 30, 125
"""Pixels of a row, of each further line of its name, of a heading, and of axis and margins."""
NAME_AT, MARK_AT = 0.25, 0.68
"""Heights within a row at which the name and the marks stand."""
SHARE_FOR_MARKS = 0.6
"""Share of the width for the marks; behind them a phone too has room for the numbers."""


def ranges_chart(runs: Sequence[Run], starts: Sequence[str] = ()) -> Chart:
    """Return a line with a dot at each end of the range, for each scenario in each measure of troops.

    `starts` are the starting scenarios' short names, where the runs' names are labels.
    """
    rows, headings, height = _dots(runs)
    lowest, highest = min(0.0, rows["low"].min()), max(rows["high"].max(), 1.0)
    x = _scale(lowest, highest)
    base = alt.Chart(rows).encode(y=_y("at", height))
    shape, colour = alt.Shape("shape:N", scale=None), alt.Color("colour:N", scale=None)
    lines = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", **x), x2=alt.X2("high:Q"), color=colour)
    ends = [
        base.mark_point(filled=True, size=110, opacity=1).encode(x=alt.X(f"{end}:Q", **x), shape=shape, color=colour)
        for end in ("low", "high")
    ]
    layers = [_zero(x), lines, *ends, *_numbers(base, x, dx=9), *_names(rows, height)]
    layers += _names(headings, height, fontSize=13, fontWeight="bold")
    title = _title("From low to high in each scenario", [run.scenario for run in runs], starts)
    return framed(title, AROUND + height * ROW, *layers)


def ranges_text(runs: Sequence[Run]) -> str:
    """Return the text alternative of the dots: every figure."""
    figures = (
        f"{MEASURES[measure].label}: {'; '.join(f'{run.scenario.name} {_span(run, measure)}' for run in runs)}"
        for measure in TROOPS
        if any(measure in run.measures for run in runs)
    )
    return f"{'. '.join(figures)}."


def _dots(runs: Sequence[Run]) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """The rows of the dots, the headings over them, and the height of all in rows."""
    rows, headings, top = [], [], 0.0
    for measure in TROOPS:
        if not any(measure in run.measures for run in runs):
            continue
        headings.append((MEASURES[measure].label, top + HEADING / ROW / 2))
        top += HEADING / ROW
        for run, (shape, colour) in zip(runs, MARKS, strict=False):
            ends = run.measure(measure) if measure in run.measures else None
            low, high = (ends.low, ends.high) if ends else (None, None)
            lines, further = _in_lines(run.scenario.name)
            rows.append(
                (
                    lines, top + NAME_AT, top + further + MARK_AT, low, high,
                    0.0 if high is None else high, _span(run, measure), shape, colour,
                )
            )  # fmt: skip
            top += 1 + further
    columns = ["lines", "name_at", "at", "low", "high", "after", "label", "shape", "colour"]
    table = pd.DataFrame(rows, columns=columns).astype({"low": float, "high": float})
    return table, pd.DataFrame(headings, columns=["lines", "name_at"]), top


def _span(run: Run, measure: str) -> str:
    if measure not in run.measures:
        return lacking(measure)
    return (
        joined(run.measure(measure).ends, signed if measure == "margin" else force_words(run)) or run.why(measure).first
    )


def steps_chart(comparison: Comparison, measure: str, end: str, starts: Sequence[str] = ()) -> Chart | None:
    """Return the steps from the baseline to the variant at one end of the range; None where either is not known.

    `starts` are the starting scenarios' short names, where the runs' names are labels.
    """
    rows = steps(comparison, measure, end)
    if rows.empty:
        return None
    height = float(rows["at"].iloc[-1]) + 1 - MARK_AT
    lowest, highest = min(0.0, rows[["start", "end"]].min().min()), max(rows[["start", "end"]].max().max(), 1.0)
    x = _scale(lowest, highest, comparison.base.unit(measure).capitalize())
    base = alt.Chart(rows).encode(y=_y("at", height))
    bars = base.mark_bar(height=14).encode(
        x=alt.X("start:Q", **x), x2=alt.X2("end:Q"), color=alt.Color("colour:N", scale=None)
    )
    scenarios = (comparison.base.scenario, comparison.variant.scenario)
    title = _title(f"{MEASURES[measure].label}, step by step", scenarios, starts, f"At the {end} end of the range")
    layers = [_zero(x), bars, *_numbers(base, x, dx=6), *_names(rows, height)]
    return framed(title, AROUND + height * ROW, *layers)


def steps_text(comparison: Comparison, measure: str, end: str) -> str:
    """Return the text alternative of the steps: every one of them."""
    rows = steps(comparison, measure, end)
    if rows.empty:
        why = getattr(comparison.why_difference(measure), end)
        return f"{MEASURES[measure].label}: no difference to show ({why})."
    named = "; ".join(f"{row.name} {row.label}" for row in rows.itertuples(index=False))
    return f"{MEASURES[measure].label}, at the {end} end: {named}."


def steps(comparison: Comparison, measure: str, end: str) -> pd.DataFrame:
    """Return the rows of the steps: the baseline, the largest effects, the others, the remainder, the variant."""
    base, variant = (getattr(run.measure(measure), end) for run in (comparison.base, comparison.variant))
    columns = ["name", "start", "end", "label", "colour"]
    if base is None or variant is None:
        return pd.DataFrame([], columns=columns)
    by_change = [
        (effect.label, float(getattr(effect.difference, end) or 0.0)) for effect in effects(comparison, measure)
    ]
    moving = sorted((bar for bar in by_change if abs(bar[1]) > NOISE), key=lambda bar: -abs(bar[1]))
    largest, others = moving[:MOST_STEPS], moving[MOST_STEPS:]
    if others:
        largest.append((f"{len(others)} others together", sum(effect for _, effect in others)))
    remainder = getattr(comparison.remainder(measure), end)
    if remainder is None:
        largest.append((NOT_APART, variant - base - sum(effect for _, effect in largest)))
    elif len(by_change) > 1:
        largest.append((TOGETHER, remainder))
    words = words_of_differences(comparison.variant, measure, (effect for _, effect in largest))
    rows = [(comparison.base.scenario.name, 0.0, base, written(comparison.base, measure)(base), DARK)]
    at = base
    for label, effect in largest:
        rows.append((label, at, at + effect, words(effect), MORE if effect > 0 else LESS))
        at += effect
    rows.append((comparison.variant.scenario.name, 0.0, variant, written(comparison.variant, measure)(variant), DARK))
    table = pd.DataFrame(rows, columns=columns)
    table["lines"], further = zip(*map(_in_lines, table["name"]), strict=True)
    below = pd.Series(further).cumsum()
    table["after"] = table[["start", "end"]].max(axis=1)
    table["at"] = table.index + below + MARK_AT
    table["name_at"] = table.index + below.shift(fill_value=0) + NAME_AT
    return table


def _names(rows: pd.DataFrame, height: float, **mark: Any) -> list[alt.Chart]:  # noqa: ANN401  (Altair's own)
    style = {"fontSize": 12, "lineBreak": "\n", "lineHeight": LINE} | mark
    return texts(alt.Chart(rows).encode(y=_y("name_at", height)), "lines", alt.value(2), has_halo=True, **style)


def _numbers(base: alt.Chart, x: dict[str, Any], *, dx: int) -> list[alt.Chart]:
    """The number of each mark, behind it."""
    return texts(base, "label", alt.X("after:Q", **x), has_halo=True, dx=dx, fontSize=12)


def _zero(x: dict[str, Any]) -> alt.Chart:
    nothing = alt.Chart(pd.DataFrame({"zero": [0.0]}))
    return nothing.mark_rule(color=FAINT, strokeWidth=1).encode(x=alt.X("zero:Q", **x))


def _scale(lowest: float, highest: float, title: str = "Troops") -> dict[str, Any]:
    """The axis, with room behind the marks for the numbers."""
    end = lowest + (highest - lowest) / SHARE_FOR_MARKS
    axis = alt.Axis(format=",.12~g", tickCount=4, grid=False)
    return {"title": title, "axis": axis, "scale": alt.Scale(domain=[lowest, end], nice=False)}


def _y(column: str, height: float) -> alt.Y:
    return alt.Y(f"{column}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))


def _in_lines(name: str) -> tuple[str, float]:
    """A name in lines that a phone has room for, and the room of the lines below the first, in rows."""
    lines = textwrap.wrap(name, NAME_LETTERS) or [name]
    return "\n".join(lines), (len(lines) - 1) * LINE / ROW


def _title(text: str, scenarios: Sequence[Scenario], starts: Sequence[str], *also: str) -> alt.TitleParams:
    """The title, with each scenario's short name, and its label where that is another."""
    names = [changes_words.named(scenario) for scenario in scenarios]
    titles = [f"{start}: {name}" for start, name in zip(starts, names, strict=True)] if starts else names
    return titled(text, *also, *(f"Scenario {title}" for title in titles), source=source(*scenarios))
