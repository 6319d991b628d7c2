"""The chart of the phases of the troops tied up.

Colour is never alone: a legend names the phases, the numbers stand in the segments where there is
room, and the table beside the chart holds them all.
"""

import json
from collections.abc import Mapping

import altair as alt
import pandas as pd

from model.engine.run import Run
from model.present.charts.frame import INK, ON_DARK, ON_LIGHT, Chart, framed, titled_for
from model.present.numbers import joined, span, with_unit
from model.present.tables.force import phases_table
from model.present.words.force import case_names, force_words
from model.terms import IN_CYCLE, PHASES

SHARE_FOR_A_NUMBER, SHARE_FOR_A_NAME = 0.16, 0.46
"""Shares of the longest bar at which a phone too has room for the number, and for the name over it."""
AROUND_BARS, LEGEND_ROW, LEGEND_LETTERS = 145, 30, 34
ROW, ROW_WITH_TICK = 64, 92
"""Pixels of title, legend and axis: pages fit the whole picture into the height given."""


def phases_chart(run: Run, start: Run | None = None) -> Chart:
    """Return one stacked bar for each end of the range: the phases of the troops tied up.

    With a run of the starting scenario its total stands beside each bar, as a mark with its number.
    """
    ticks, text = _ticks(run, start), f"About {with_unit(span(run.measure('tied_up')), 'troops')} in the cycle"
    title = titled_for(run.scenario, text, "Troops by phase of the rotation")
    segments = _segments(run, ticks)
    named = _named(run, segments)
    phases = [PHASES[phase] for phase in IN_CYCLE if PHASES[phase].label in set(segments["label"])]
    base = alt.Chart(segments).encode(
        y=alt.Y(
            "row:N", sort=None, title=None, axis=alt.Axis(labelLimit=160, ticks=False, domain=False, labelFontSize=13)
        )
    )
    bars = base.mark_bar(stroke="white", strokeWidth=2, height=48).encode(
        x=alt.X("start:Q", title="Troops", axis=alt.Axis(format=",.0f", tickCount=5, grid=False, labelFlush=20)),
        x2=alt.X2("end:Q"),
        color=alt.Color(
            "label:N",
            scale=alt.Scale(domain=[phase.label for phase in phases], range=[phase.colour for phase in phases]),
            legend=alt.Legend(
                orient="top", title=None, labelFontSize=13, labelColor=INK, columns=_columns(segments, named),
                labelLimit=0, labelExpr=f"{json.dumps(named)}[datum.label]",
            ),
        ),
        tooltip=[alt.Tooltip("label:N", title="Phase"), alt.Tooltip("troops:Q", format=",.0f", title="Troops")],
    )  # fmt: skip
    names = base.mark_text(fontSize=12, lineBreak="\n", dy=-7).encode(
        x=alt.X("middle:Q"), text=alt.Text("inside:N"), color=alt.Color("ink:N", scale=None)
    )
    row_height = ROW_WITH_TICK if len(ticks) else ROW
    legend_rows = (len(named) - 1) // _columns(segments, named)
    height = AROUND_BARS + row_height * segments["row"].nunique() + LEGEND_ROW * legend_rows
    return framed(title, height, bars, names, *_marks(ticks)).resolve_scale(color="independent")


def _named(run: Run, segments: pd.DataFrame) -> dict[str, str]:
    """The legend's name of each phase, with its troops where a bar has no room for the number."""
    named, words = {}, force_words(run)
    for label, rows in segments.groupby("label", sort=False):
        numbers = joined(rows["troops"], words)
        named[str(label)] = str(label) if rows["inside"].all() else f"{label}: {numbers}"
    return named


def _columns(segments: pd.DataFrame, named: Mapping[str, str]) -> int:
    """Columns of the legend that a phone has room for beside the names of the bars, by the longest name in each."""
    names = list(named.values())
    letters = sum(max(map(len, names[first::2]), default=0) for first in (0, 1))
    return 2 if letters + max(map(len, segments["row"])) <= LEGEND_LETTERS else 1


def _marks(ticks: pd.DataFrame) -> list[alt.Chart]:
    """A mark over the bar at each of the starting scenario's totals, its number beside it where there is room."""
    if ticks.empty:
        return []
    x, y = alt.X("troops:Q"), alt.Y("row:N", sort=None)
    marks = [alt.Chart(ticks).mark_tick(color=INK, thickness=3, size=20, yOffset=-31).encode(x=x, y=y)]
    for side in ("left", "right"):
        if len(numbers := ticks[ticks["side"] == side]):
            beside = -5 if side == "right" else 5
            over = alt.Chart(numbers).mark_text(color=INK, fontSize=12, dx=beside, dy=-36, align=side)
            marks.append(over.encode(x=x, y=y, text=alt.Text("text:N")))
    return marks


def _ticks(run: Run, start: Run | None) -> pd.DataFrame:
    """The starting scenario's total at each end, on the bar of that end; none where it is not known."""
    if start is None:
        return pd.DataFrame()
    words = force_words(start)
    names, totals = case_names(run), phases_table(start).sum()
    most = max([*phases_table(run).sum(), *totals], default=0)
    rows = []
    for (case, _), troops in zip(case_names(start).items(), totals, strict=True):
        row = names.get(case) or next(iter(names.values()), "")
        rows.append((row, troops, f"start {words(troops)}", "right" if troops > most / 2 else "left"))
    return pd.DataFrame(rows, columns=["row", "troops", "text", "side"])


def _segments(run: Run, ticks: pd.DataFrame) -> pd.DataFrame:
    """A row for each segment: its ends, and its label where bars and marks leave room for it."""
    table, words = phases_table(run), force_words(run)
    most = max([*table.sum(), *ticks.get("troops", [])])
    rows = []
    for row in table.columns:
        end = 0.0
        for phase, troops in table[row].items():
            label = PHASES[str(phase)].label
            start, end = end, end + troops
            inside = words(troops) if troops / most >= SHARE_FOR_A_NUMBER else ""
            inside = f"{label}\n{inside}" if troops / most >= SHARE_FOR_A_NAME else inside
            ink = ON_DARK if phase == "deployed" else ON_LIGHT
            rows.append((row, label, troops, start, end, (start + end) / 2, inside, ink))
    return pd.DataFrame(rows, columns=["row", "label", "troops", "start", "end", "middle", "inside", "ink"])
