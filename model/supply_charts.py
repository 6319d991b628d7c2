"""Charts about the coalition: who carries what, the chance against the size of the force, on whom it hangs.

One colour for all nations, sorted by size, named at the bar; title, source and scenario stand inside.
"""

import altair as alt
import pandas as pd

from model.charts import INK, SOURCE
from model.narrative import amount, rounded, span
from model.runs import Run
from model.supply_words import chance_sentence, supply_sentence

Chart = alt.LayerChart | alt.FacetChart
COLOUR, AVAILABLE = "#12436D", "#801650"
ROW_PIXELS, AROUND_ROWS = 26, 150
PLAIN_AXIS = alt.Axis(format=",.0f", tickCount=5, grid=False)
LEAST_WEIGHT = 0.005


def carried_chart(run: Run, case: str) -> Chart:
    """Return, for each nation that carries anything or could, a bar of what it carries and a tick of what it could."""
    rows = carried(run, case)
    base = alt.Chart(rows).encode(
        y=alt.Y("title:N", sort=None, title=None, axis=alt.Axis(labelLimit=150, ticks=False, domain=False))
    )
    bars = base.mark_bar(color=COLOUR, height=14).encode(x=alt.X("carries:Q", title="Troops", axis=PLAIN_AXIS))
    ticks = base.mark_tick(color=AVAILABLE, thickness=3, height=20).encode(x="available:Q")
    names = base.mark_text(align="left", dx=6, color=INK).encode(x="end:Q", text="label:N")
    return alt.layer(bars, ticks, names).properties(
        height=AROUND_ROWS + ROW_PIXELS * len(rows),
        title=_title(run, "Carries (bar) and could keep up (line)"),
    )


def carried(run: Run, case: str) -> pd.DataFrame:
    """Return the rows of that chart: those who count, the largest first, then A to Z."""
    (frame,) = (pd.DataFrame(list(run.contributor_rows()), columns=run.contributor_columns()),)
    mine = frame[(frame["case"] == case) & frame["counts"] & frame["pool"].notna()]
    available = mine[["sustained_at_floor", "offer"]].min(axis=1).fillna(0.0)
    rows = pd.DataFrame({"title": mine["title"], "carries": mine["deployed"].fillna(0.0), "available": available})
    rows = rows.sort_values(["available", "title"], ascending=[False, True]).reset_index(drop=True)
    rows["end"] = rows[["carries", "available"]].max(axis=1)
    rows["label"] = [
        f"{amount(rounded(carries))} of {amount(rounded(could))}"
        for carries, could in zip(rows["carries"], rows["available"], strict=True)
    ]
    return rows


def chance_chart(run: Run, case: str) -> Chart:
    """Return the curve of the chance that a force of each size could be kept up, and the size proposed."""
    rows = pd.DataFrame(list(run.chance_rows()), columns=["scenario", "case", "troops", "probability"])
    rows = rows[rows["case"] == case][["troops", "probability"]]
    curve = (
        alt.Chart(rows)
        .mark_line(color=COLOUR, interpolate="step-before", strokeWidth=2.5)
        .encode(
            x=alt.X("troops:Q", title="Troops to keep deployed", axis=PLAIN_AXIS),
            y=alt.Y("probability:Q", title="Cases of 100", axis=alt.Axis(format=".0%", tickCount=5)),
        )
    )
    layers: list[alt.Chart] = [curve]
    deployed = run.at(case, "deployed")
    if deployed is not None:
        mark = pd.DataFrame({"troops": [deployed], "label": [f"proposed: {amount(rounded(deployed))}"]})
        proposed = alt.Chart(mark).encode(x="troops:Q")
        layers.append(proposed.mark_rule(color=AVAILABLE, strokeWidth=2))
        layers.append(proposed.mark_text(align="left", dx=6, dy=-4, color=INK).encode(y=alt.value(12), text="label:N"))
    title = _title(run, "Chance of keeping up a force, by size")
    return alt.layer(*layers).properties(height=320, title=title)


def pivotal(run: Run) -> pd.DataFrame:
    """Return how much each nation's taking part would move the chance, the most first; none that would not."""
    rows = pd.DataFrame(run.pivotal_weights(), columns=["title", "weight"])
    rows = rows[rows["weight"] >= LEAST_WEIGHT].sort_values(["weight", "title"], ascending=[False, True])
    return rows.reset_index(drop=True)


def pivotal_chart(run: Run) -> Chart:
    """Return a bar for each nation: by how much the chance is greater with it than without it."""
    rows = pivotal(run)
    rows["label"] = [f"{100 * weight:.0f}" for weight in rows["weight"]]
    base = alt.Chart(rows).encode(
        y=alt.Y("title:N", sort=None, title=None, axis=alt.Axis(labelLimit=150, ticks=False, domain=False))
    )
    axis = alt.Axis(format=".0%", tickCount=5, grid=False)
    bars = base.mark_bar(color=COLOUR, height=14).encode(x=alt.X("weight:Q", title="Cases of 100", axis=axis))
    names = base.mark_text(align="left", dx=6, color=INK).encode(x="weight:Q", text="label:N")
    title = _title(run, "What each one's taking part would move")
    return alt.layer(bars, names).properties(height=AROUND_ROWS + ROW_PIXELS * len(rows), title=title)


def carried_text(run: Run, case: str) -> str:
    """Return the text alternative of the chart of nations."""
    rows = carried(run, case)
    named = "; ".join(f"{row.title} {row.label}" for row in rows.itertuples())
    return f"{supply_sentence(run)} Carries, of what it could: {named or 'nobody'}."


def chance_text(run: Run) -> str:
    """Return the text alternative of the curve."""
    return chance_sentence(run) or (
        "Every nation is simply in or out, so the chance falls from 100 to 0 in 100 at "
        f"{span(run.measure('capacity'))} troops."
    )


def _title(run: Run, text: str) -> alt.TitleParams:
    subtitle = [f"Scenario {run.scenario.name}", SOURCE]
    return alt.TitleParams(text=text, subtitle=subtitle, anchor="start", color=INK, subtitleColor=INK, fontSize=15)
