"""Charts from results: Altair, with title, source and scenario inside, so that a picture carries them along.

Colours: each segment keeps 3:1 against white and is set off by a white line; every one is labelled by name too.
"""

import altair as alt
import pandas as pd

from model.narrative import PHASE_LABELS, amount, rounded, span
from model.results import Run
from model.tables import phases_table

COLOURS = {
    "deployed": "#12436D",
    "handing_over": "#F46A25",
    "in_transit": "#3D3D3D",
    "mobilised": "#A285D1",
    "recovering": "#801650",
    "resting": "#8A94A0",
    "preparing": "#28A197",
}
INK = "#1F2933"
ON_DARK, ON_LIGHT = "#FFFFFF", "#14191F"
DARK = {"deployed", "in_transit", "recovering"}
SHARE_FOR_A_LABEL = 0.12
AROUND_BARS = 110
"""Pixels of title and axis: pages fit the whole picture into the height given."""


def phases_chart(run: Run) -> alt.LayerChart:
    """Return one stacked bar for each end of the range: what makes up the troops tied up."""
    segments = _segments(run)
    base = alt.Chart(segments).encode(
        y=alt.Y(
            "row:N", sort=None, title=None, axis=alt.Axis(labelLimit=160, ticks=False, domain=False, labelFontSize=13)
        )
    )
    bars = base.mark_bar(stroke="white", strokeWidth=2, height=48).encode(
        x=alt.X("start:Q", title="Troops", axis=alt.Axis(format=",.0f", tickCount=5, grid=False)),
        x2="end:Q",
        color=alt.Color(
            "label:N",
            scale=alt.Scale(domain=[PHASE_LABELS[phase] for phase in COLOURS], range=list(COLOURS.values())),
            legend=None,
        ),
        tooltip=[alt.Tooltip("label:N", title="Phase"), alt.Tooltip("troops:Q", format=",.0f", title="Troops")],
    )
    names = base.mark_text(fontSize=12, lineBreak="\n", dy=-7).encode(
        x="middle:Q", text="inside:N", color=alt.Color("ink:N", scale=None)
    )
    return (
        alt.layer(bars, names)
        .resolve_scale(color="independent")
        .properties(height=AROUND_BARS + 64 * segments["row"].nunique(), title=_title(run))
    )


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
            inside = f"{label}\n{amount(rounded(troops))}" if troops / most >= SHARE_FOR_A_LABEL else ""
            ink = ON_DARK if phase in DARK else ON_LIGHT
            rows.append((row, label, troops, start, end, (start + end) / 2, inside, ink))
    return pd.DataFrame(rows, columns=["row", "label", "troops", "start", "end", "middle", "inside", "ink"])


def _title(run: Run) -> alt.TitleParams:
    return alt.TitleParams(
        text=f"About {span(run.measure('tied_up'))} troops in the cycle",
        subtitle=[
            f"Troops by phase of the rotation · scenario {run.scenario.name}",
            "Source: our arithmetic on the claims listed under Sources",
        ],
        anchor="start",
        color=INK,
        subtitleColor=INK,
        fontSize=15,
    )
