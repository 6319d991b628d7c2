"""Charts of a comparison: the measures of each scenario on one scale, and the steps from one scenario to another.

Names stand over the marks, numbers behind them; shape and colour tell scenarios apart, sign and colour
tell more from less; title, source and scenarios stand inside.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
import pandas as pd

from model.charts import INK, SOURCE
from model.comparison import Comparison
from model.comparison_tables import MEASURES, TOGETHER, effects
from model.comparison_words import NOISE, difference_in_words
from model.narrative import NOT_KNOWN, amount, rounded, signed, span
from model.runs import Run

Chart = alt.LayerChart | alt.FacetChart
TROOPS = ("deployed", "tied_up", "capacity", "margin")
"""The measures of one scale that the dots show."""
MARKS = (("circle", "#12436D"), ("square", "#F46A25"), ("diamond", "#801650"), ("triangle-up", "#28A197"))
"""Shape and colour of the first to the fourth scenario."""
MORE, LESS, TOTAL = "#28A197", "#801650", "#12436D"
FAINT = "#C5CBD3"
MOST_STEPS = 10
NAME_LENGTH = 44
ROW, HEADING, AROUND = 42, 30, 200
NAME_AT, MARK_AT = 0.25, 0.68
"""Where in its row a name stands, and where its marks."""
SHARE_FOR_MARKS = 0.6
"""Share of the width for the marks; behind them a phone too has room for the numbers."""


def dots_chart(runs: Sequence[Run]) -> Chart:
    """Return a line with a dot at each end of the range, for each scenario in each measure of troops."""
    rows, headings, height = _dots(runs)
    lowest, highest = min(0.0, rows["low"].min()), max(rows["high"].max(), 1.0)
    x = _scale(lowest, highest)
    base = alt.Chart(rows).encode(y=_y("at", height))
    lines = base.mark_rule(strokeWidth=3).encode(
        x=alt.X("low:Q", **x), x2=alt.X2("high:Q"), color=alt.Color("colour:N", scale=None)
    )
    shape, colour = alt.Shape("shape:N", scale=None), alt.Color("colour:N", scale=None)
    lines = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", **x), x2=alt.X2("high:Q"), color=colour)
    ends = [
        base.mark_point(filled=True, size=110, opacity=1).encode(x=alt.X(f"{end}:Q", **x), shape=shape, color=colour)
        for end in ("low", "high")
    ]
    numbers = base.mark_text(align="left", dx=9, fontSize=12, color=INK).encode(
        x=alt.X("after:Q", **x), text=alt.Text("label:N")
    )
    layers = [_zero(x), lines, *ends, numbers, _names(rows, height), _headings(headings, height)]
    return alt.layer(*layers).properties(
        height=AROUND + height * ROW,
        title=_title("From low to high in each scenario", (run.scenario.name for run in runs)),
    )


def dots_text(runs: Sequence[Run]) -> str:
    """Return the text alternative of the dots: every figure."""
    told = (
        f"{MEASURES[measure]}: {'; '.join(f'{run.scenario.name} {_span(run, measure)}' for run in runs)}"
        for measure in TROOPS
        if any(measure in run.measures for run in runs)
    )
    return f"{'. '.join(told)}."


def _dots(runs: Sequence[Run]) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """The rows of the dots, the headings over them, and the height of all in rows."""
    rows, headings, top = [], [], 0.0
    for measure in TROOPS:
        if not any(measure in run.measures for run in runs):
            continue
        headings.append((MEASURES[measure], top + HEADING / ROW / 2))
        top += HEADING / ROW
        for run, (shape, colour) in zip(runs, MARKS, strict=False):
            found = run.measure(measure) if measure in run.measures else None
            low, high = (found.low, found.high) if found else (None, None)
            rows.append(
                (
                    _short(run.scenario.name), top + NAME_AT, top + MARK_AT, low, high,
                    0.0 if high is None else high, _span(run, measure), shape, colour,
                )
            )  # fmt: skip
            top += 1
    columns = ["name", "name_at", "at", "low", "high", "after", "label", "shape", "colour"]
    table = pd.DataFrame(rows, columns=columns).astype({"low": float, "high": float})
    return table, pd.DataFrame(headings, columns=["name", "name_at"]), top


def _span(run: Run, measure: str) -> str:
    if measure not in run.measures:
        return "no coalition"
    found = run.measure(measure)
    if measure != "margin" or found.low is None or found.high is None:
        return span(found)
    return " to ".join(dict.fromkeys((signed(found.low), signed(found.high))))


def steps_chart(comparison: Comparison, measure: str, end: str) -> Chart | None:
    """Return the steps from the baseline to the variant at one end of the range; None where either is not known."""
    rows = steps(comparison, measure, end)
    if rows.empty:
        return None
    height = float(len(rows))
    lowest, highest = min(0.0, rows[["start", "end"]].min().min()), max(rows[["start", "end"]].max().max(), 1.0)
    x = _scale(lowest, highest, comparison.base.unit(measure).capitalize())
    base = alt.Chart(rows).encode(y=_y("at", height))
    bars = base.mark_bar(height=14).encode(
        x=alt.X("start:Q", **x), x2=alt.X2("end:Q"), color=alt.Color("colour:N", scale=None)
    )  # fmt: skip
    numbers = base.mark_text(align="left", dx=6, fontSize=12, color=INK).encode(
        x=alt.X("after:Q", **x), text=alt.Text("label:N")
    )
    names = (comparison.base.scenario.name, comparison.variant.scenario.name)
    title = _title(f"{MEASURES[measure]}, step by step", names, f"At the {end} end of the range")
    layers = [_zero(x), bars, numbers, _names(rows, height)]
    return alt.layer(*layers).properties(height=AROUND + height * ROW, title=title)


def steps_text(comparison: Comparison, measure: str, end: str) -> str:
    """Return the text alternative of the steps: every one of them."""
    rows = steps(comparison, measure, end)
    if rows.empty:
        return f"{MEASURES[measure]}: the difference is {NOT_KNOWN}."
    named = "; ".join(f"{row.name} {row.label}" for row in rows.itertuples(index=False))
    return f"{MEASURES[measure]}, at the {end} end: {named}."


def steps(comparison: Comparison, measure: str, end: str) -> pd.DataFrame:
    """Return the rows of the steps: the baseline, the largest effects, the others, the remainder, the variant."""
    base, variant = (getattr(run.measure(measure), end) for run in (comparison.base, comparison.variant))
    columns = ["name", "start", "end", "label", "colour"]
    if base is None or variant is None:
        return pd.DataFrame([], columns=columns)
    found = [(each.label, float(getattr(each.found, end) or 0.0)) for each in effects(comparison, measure)]
    moving = sorted((each for each in found if abs(each[1]) > NOISE), key=lambda each: -abs(each[1]))
    shown, others = moving[:MOST_STEPS], moving[MOST_STEPS:]
    if others:
        shown.append((f"{len(others)} others together", sum(effect for _, effect in others)))
    if len(found) > 1:
        shown.append((TOGETHER, float(getattr(comparison.remainder(measure), end))))
    rows = [(comparison.base.scenario.name, 0.0, base, _total(base), TOTAL)]
    at = base
    for label, effect in shown:
        rows.append((label, at, at + effect, difference_in_words(effect), MORE if effect > 0 else LESS))
        at += effect
    rows.append((comparison.variant.scenario.name, 0.0, variant, _total(variant), TOTAL))
    table = pd.DataFrame(rows, columns=columns)
    table["name"] = table["name"].map(_short)
    table["after"] = table[["start", "end"]].max(axis=1)
    table["at"] = table.index + MARK_AT
    table["name_at"] = table.index + NAME_AT
    return table


def _total(number: float) -> str:
    return amount(rounded(number)).replace("-", "−")


def _names(rows: pd.DataFrame, height: float) -> alt.Chart:
    names = alt.Chart(rows).mark_text(align="left", fontSize=12, color=INK)
    return names.encode(x=alt.value(2), y=_y("name_at", height), text=alt.Text("name:N"))


def _headings(headings: pd.DataFrame, height: float) -> alt.Chart:
    names = alt.Chart(headings).mark_text(align="left", fontSize=13, fontWeight="bold", color=INK)
    return names.encode(x=alt.value(2), y=_y("name_at", height), text=alt.Text("name:N"))


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


def _short(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip()}…"


def _title(text: str, names: Iterable[str], *also: str) -> alt.TitleParams:
    subtitle = [*also, *(f"Scenario {_short(name)}" for name in names), *SOURCE]
    return alt.TitleParams(text=text, subtitle=subtitle, anchor="start", color=INK, subtitleColor=INK, fontSize=15)
