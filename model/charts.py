"""Charts from results: Altair, with title, source and scenario inside, so that a picture carries them along.

Colour is never alone: a legend names the phases, the numbers stand in the segments where there is
room, and the table beside the chart holds them all.
"""

import textwrap
from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.narrative import PHASE_LABELS, amount, case_names, rounded, span
from model.runs import Run
from model.tables import phases_table

COLOURS = {
    "deployed": "#12436D",
    "handing_over": "#F46A25",
    "in_transit": "#A48E00",
    "mobilised": "#A285D1",
    "recovering": "#DA6A90",
    "resting": "#8A94A0",
    "preparing": "#28A197",
}
"""Deployed dark and all others lighter, so that each stands 3:1 against it; a white line parts the others."""
INK = "#1F2933"
SOURCE = ("Source: our arithmetic on the claims", "listed under Sources")
"""In lines that the narrowest phone has room for."""
ON_DARK, ON_LIGHT = "#FFFFFF", "#14191F"
SHARE_FOR_A_NUMBER, SHARE_FOR_A_NAME = 0.16, 0.3
"""Shares of the longest bar at which a phone too has room for the number, and for the name over it."""
TITLE_LETTERS = 34
"""Letters of a title's line that the narrowest phone, or a page four times as large, has room for."""
AROUND_BARS, LEGEND_ROW = 235, 28
ROW, ROW_WITH_TICK = 64, 92
"""Pixels of title, legend and axis: pages fit the whole picture into the height given."""


def phases_chart(run: Run, start: Run | None = None) -> alt.LayerChart:
    """Return one stacked bar for each end of the range: what makes up the troops tied up.

    With a run of the starting scenario its total stands beside each bar, as a mark with its number.
    """
    segments, ticks = _segments(run), _ticks(run, start)
    base = alt.Chart(segments).encode(
        y=alt.Y(
            "row:N", sort=None, title=None, axis=alt.Axis(labelLimit=160, ticks=False, domain=False, labelFontSize=13)
        )
    )
    bars = base.mark_bar(stroke="white", strokeWidth=2, height=48).encode(
        x=alt.X("start:Q", title="Troops", axis=alt.Axis(format=",.0f", tickCount=5, grid=False)),
        x2=alt.X2("end:Q"),
        color=alt.Color(
            "label:N",
            scale=_scale(segments),
            legend=alt.Legend(orient="top", title=None, labelFontSize=13, labelColor=INK, columns=2),
        ),
        tooltip=[alt.Tooltip("label:N", title="Phase"), alt.Tooltip("troops:Q", format=",.0f", title="Troops")],
    )
    names = base.mark_text(fontSize=12, lineBreak="\n", dy=-7).encode(
        x=alt.X("middle:Q"), text=alt.Text("inside:N"), color=alt.Color("ink:N", scale=None)
    )
    return (
        alt.layer(bars, names, *_marks(ticks))
        .resolve_scale(color="independent")
        .properties(height=_height(segments, has_ticks=len(ticks) > 0), title=_title(run))
    )


def _height(segments: pd.DataFrame, *, has_ticks: bool) -> int:
    """Room for the bars, and for marks with numbers over them, under a legend of two columns."""
    each = ROW_WITH_TICK if has_ticks else ROW
    return AROUND_BARS + each * segments["row"].nunique() + LEGEND_ROW * ((segments["label"].nunique() - 1) // 2)


def _marks(ticks: pd.DataFrame) -> list[alt.Chart]:
    """A mark at each of the starting scenario's totals, and its number over it, on the side where there is room."""
    if ticks.empty:
        return []
    x, y = alt.X("troops:Q"), alt.Y("row:N", sort=None)
    marks = [alt.Chart(ticks).mark_tick(color=INK, thickness=3, size=58).encode(x=x, y=y)]
    for side in ("left", "right"):
        if len(numbers := ticks[ticks["side"] == side]):
            over = alt.Chart(numbers).mark_text(color=INK, fontSize=12, dy=-36, align=side)
            marks.append(over.encode(x=x, y=y, text=alt.Text("text:N")))
    return marks


def _ticks(run: Run, start: Run | None) -> pd.DataFrame:
    """The starting scenario's total at each end, on the bar of that end; none where it is not known."""
    if start is None:
        return pd.DataFrame()
    names, totals = case_names(run), phases_table(start).sum()
    most = max([*phases_table(run).sum(), *totals], default=0)
    rows = []
    for (case, _), troops in zip(case_names(start).items(), totals, strict=True):
        row = names.get(case) or next(iter(names.values()), "")
        rows.append((row, troops, f"start {amount(rounded(troops))}", "right" if troops > most / 2 else "left"))
    return pd.DataFrame(rows, columns=["row", "troops", "text", "side"])


def _scale(segments: pd.DataFrame) -> alt.Scale:
    """The colours of the phases that are there, in their order, for bars and legend alike."""
    there = [phase for phase in COLOURS if PHASE_LABELS[phase] in set(segments["label"])]
    return alt.Scale(domain=[PHASE_LABELS[phase] for phase in there], range=[COLOURS[phase] for phase in there])


def _segments(run: Run) -> pd.DataFrame:
    """One row per segment with its ends and its label, where there is room for one."""
    table = phases_table(run)
    most = table.sum().max()
    rows = []
    for row in table.columns:
        end = 0.0
        for phase, troops in table[row].items():
            label = PHASE_LABELS[str(phase)]
            start, end = end, end + troops
            inside = amount(rounded(troops)) if troops / most >= SHARE_FOR_A_NUMBER else ""
            inside = f"{label}\n{inside}" if troops / most >= SHARE_FOR_A_NAME else inside
            ink = ON_DARK if phase == "deployed" else ON_LIGHT
            rows.append((row, label, troops, start, end, (start + end) / 2, inside, ink))
    return pd.DataFrame(rows, columns=["row", "label", "troops", "start", "end", "middle", "inside", "ink"])


def _title(run: Run) -> alt.TitleParams:
    text = f"About {span(run.measure('tied_up'))} troops in the cycle"
    return titled(text, "Troops by phase of the rotation", f"Scenario {run.scenario.name}")


def titled(text: str, *subtitle: str, source: Sequence[str] = SOURCE) -> alt.TitleParams:
    """Return the title of a chart, in lines that a phone has room for, over what it shows and the source."""
    return alt.TitleParams(
        text=textwrap.wrap(text, TITLE_LETTERS),
        subtitle=[*filter(None, subtitle), *source],
        anchor="start",
        color=INK,
        subtitleColor=INK,
        fontSize=15,
    )
