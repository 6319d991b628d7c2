"""The chart of published cases: our result against the published one, those that differ first.

A mark stands where ours is as a multiple of the published figure, on a scale on which half and double are as far
from the published figure; the name stands over the mark, the difference behind it.
"""

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from model.analysis.published import Check, farthest_first
from model.evidence.claims import Register
from model.present.charts.frame import DARK, INK, RULE, Chart, framed, made_by, texts, titled
from model.present.tables.method import difference
from model.present.words.method import AGREES, DIFFERS

ROW, HEADING, AROUND = 34, 30, 110
"""Pixels of a row, of a heading, and of axis and margins."""
NAME_AT, MARK_AT = 9, 25
"""Pixels within a row at which the name and the mark stand."""
SHARE_FOR_MARKS = 0.72
"""Share of the width for the marks; behind them a phone too has room for the differences."""
MULTIPLES = "datum.value < 1 ? 'half' : datum.value > 1 ? 'double' : 'as published'"


def checks_chart(checks: Iterable[Check], register: Register) -> Chart:
    """Return a row for each published case that is off, the farthest first: a mark at each end, a line between.

    Those that come out exactly as published are counted at its foot.
    """
    rows, headings, height = _rows(checks)
    x = _scale(min(rows["low"].min(), 0.5), max(rows["high"].max(), 2.0))
    base = alt.Chart(rows).encode(y=_y("mark_at", height))
    published = alt.Chart(pd.DataFrame({"multiple": [1.0]})).mark_rule(color=RULE, strokeWidth=2, strokeDash=[4, 3])
    ends = [
        base.mark_point(filled=True, size=70, opacity=1, color=DARK).encode(x=alt.X(f"{end}:Q", **x))
        for end in ("low", "high")
    ]
    layers = [
        published.encode(x=alt.X("multiple:Q", **x)),
        base.mark_rule(color=DARK, strokeWidth=2).encode(x=alt.X("low:Q", **x), x2=alt.X2("high:Q")),
        *ends,
        *texts(base, "label", alt.X("high:Q", **x), has_halo=True, dx=8, fontSize=12),
        *_names(rows, height),
        *_names(headings, height, fontSize=13, fontWeight="bold"),
    ]
    title = titled(
        "Our results against published ones",
        "Each mark: ours as a multiple of what was published; two where either is a range",
        "Dashed: as published",
        source=[made_by(register), "with each figure's own source in the tables"],
    )
    return framed(title, AROUND + height, *layers)


def checks_text(checks: Iterable[Check]) -> str:
    """Return the text alternative of the chart: every case that is off with its difference, the farthest first."""
    rows, headings, _ = _rows(checks)
    named = (
        f"{heading}: {'; '.join(f'{row.name} {row.label}' for row in rows[rows['heading'] == heading].itertuples())}"
        for heading in rows["heading"].unique()
    )
    return f"{'. '.join(named)}. {headings['name'].iloc[-1]}."


def _rows(checks: Iterable[Check]) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """The rows of the cases that are off, the headings over them, the last without rows, and all height in pixels."""
    in_order = farthest_first(checks)
    off = [check for check in in_order if not check.is_exact]
    rows: list[tuple[str | float, ...]] = []
    headings: list[tuple[str, float]] = []
    top = 0.0
    for check in off:
        heading = AGREES if check.agrees else DIFFERS
        if not headings or headings[-1][0] != heading:
            headings.append((heading, top + HEADING / 2))
            top += HEADING
        low, high = sorted(check.multiples)
        rows.append((check.case.title, heading, low, high, difference(check), top + NAME_AT, top + MARK_AT))
        top += ROW
    headings.append((f"{len(in_order) - len(off)} more: exactly as published", top + HEADING / 2))
    columns = ["name", "heading", "low", "high", "label", "name_at", "mark_at"]
    return pd.DataFrame(rows, columns=columns), pd.DataFrame(headings, columns=["name", "name_at"]), top + HEADING


def _scale(lowest: float, highest: float) -> dict[str, Any]:
    """The axis, with room behind the marks for the differences."""
    end = lowest * (highest / lowest) ** (1 / SHARE_FOR_MARKS)
    axis = alt.Axis(orient="top", values=[0.5, 1, 2], labelExpr=MULTIPLES, grid=False, labelFontSize=12, labelColor=INK)
    return {"title": None, "axis": axis, "scale": alt.Scale(type="log", domain=[lowest * 0.95, end], nice=False)}


def _names(rows: pd.DataFrame, height: float, **mark: Any) -> list[alt.Chart]:  # noqa: ANN401  (Altair's own)
    style = {"fontSize": 12} | mark
    return texts(alt.Chart(rows).encode(y=_y("name_at", height)), "name", alt.value(2), has_halo=True, **style)


def _y(column: str, height: float) -> alt.Y:
    return alt.Y(f"{column}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
