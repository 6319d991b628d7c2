"""Charts about the coalition: each nation's troops, the chance against the size of the force, pivotal nations.

One colour for all nations, sorted by size, named at the bar; title, source and scenario stand inside.
"""

import math

import altair as alt
import pandas as pd

from model.engine.results import COLUMNS, available_in, chance_rows, contributor_rows, largest_force
from model.engine.run import Run
from model.present.charts.frame import DARK, LETTER, RULE, Chart, framed, texts, titled_for
from model.present.numbers import NOT_KNOWN, in_100, of_100, with_unit
from model.present.words.coalition import AVAILABLE, LEAST_NAMED, has_chances, pivotal_weights, supply_sentence
from model.present.words.force import case_names_of_coalition, force_words, named_by, written

ROW_PIXELS, AROUND_ROWS, CURVE_HEIGHT = 26, 110, 280
WHOLE = "abs({0} - round({0})) < 1e-6 ? format(round({0}), ',') : ''"
"""Labels of an axis that counts: a short one has ticks between whole numbers, which have none."""
PLAIN_AXIS = alt.Axis(labelExpr=WHOLE.format("datum.value"), tickCount=5, grid=False)
IN_100 = WHOLE.format("100 * datum.value")
EVEN = 0.5
BEHIND_BAR = 10
"""Pixels between a bar and the words behind it."""


def carried_chart(run: Run, case: str) -> Chart:
    """Return, for each nation that carries anything or could, a bar of what it carries and a tick of what it could."""
    title = titled_for(run.scenario, "What each nation would carry", "Bar: carries", f"Line: {AVAILABLE}")
    troops = alt.X("carries:Q", title="Troops", axis=PLAIN_AXIS)
    return _bars(carried(run, case), troops, "end", title, limit="available")


def _bars(rows: pd.DataFrame, x: alt.X, end: str, title: alt.TitleParams, *, limit: str = "") -> Chart:
    """A bar for each nation, its label behind it with room however wide the picture is, and a line at its limit."""
    axis = alt.Axis(labelLimit=150, ticks=False, domain=False)
    base = alt.Chart(rows).encode(y=alt.Y("title:N", sort=None, title=None, axis=axis))
    room = alt.ExprRef(f"width - {BEHIND_BAR + LETTER * max(map(len, rows['label']))}")
    scale = alt.Scale(domain=[0, float(rows[end].max()) or 1.0], range=[0, room], nice=False)
    layers = [base.mark_bar(color=DARK, height=14).encode(x=x.scale(scale))]
    if limit:
        layers.append(base.mark_tick(color=RULE, thickness=3, height=20).encode(x=alt.X(f"{limit}:Q")))
    layers += texts(base, "label", alt.X(f"{end}:Q"), dx=6)
    return framed(title, AROUND_ROWS + ROW_PIXELS * len(rows), *layers)


def carried(run: Run, case: str) -> pd.DataFrame:
    """Return the rows of that chart: counted nations, the largest first, then A to Z; carries is NaN if not known."""
    frame = pd.DataFrame(list(contributor_rows(run)), columns=list(COLUMNS["contributors"]))
    mine = frame[(frame["case"] == case) & frame["counts"] & frame["pool"].notna()]
    rows = pd.DataFrame({"title": mine["title"], "carries": mine["deployed"].astype(float)})
    rows["available"] = mine["contributor"].map(available_in(run, case)).astype(float)
    words = force_words(run)
    rows = rows.sort_values(["available", "title"], ascending=[False, True]).reset_index(drop=True)
    rows["end"] = rows[["carries", "available"]].max(axis=1)
    rows["label"] = [
        f"{NOT_KNOWN if math.isnan(carries) else words(carries)}{',' if math.isnan(carries) else ''} of {words(could)}"
        for carries, could in zip(rows["carries"], rows["available"], strict=True)
    ]
    return rows


def chance_chart(run: Run, case: str) -> Chart:
    """Return the curve of the chance that a force of each size could be kept up, and the force's own size."""
    rows = pd.DataFrame(list(chance_rows(run)), columns=["scenario", "case", "troops", "probability"])
    rows = rows[rows["case"] == case][["troops", "probability"]]
    curve = (
        alt.Chart(rows)
        .mark_line(color=DARK, interpolate="step-before", strokeWidth=2.5)
        .encode(
            x=alt.X("troops:Q", title="Troops to keep deployed", axis=PLAIN_AXIS),
            y=alt.Y("probability:Q", title="Cases of 100", axis=alt.Axis(labelExpr=IN_100, tickCount=5)),
        )
    )
    layers: list[alt.Chart] = [curve]
    deployed = run.at(case, "deployed")
    if deployed is not None:
        mark = pd.DataFrame({"troops": [deployed], "label": [f"{named_by(run)}: {force_words(run)(deployed)}"]})
        proposed = alt.Chart(mark)
        layers.append(proposed.mark_rule(color=RULE, strokeWidth=2).encode(x=alt.X("troops:Q")))
        is_to_the_right = deployed > rows["troops"].max() / 2  # the words stand on the side that has room for them
        side = {"align": "right", "dx": -6} if is_to_the_right else {"align": "left", "dx": 6}
        layers += texts(proposed.encode(y=alt.value(12)), "label", alt.X("troops:Q"), has_halo=True, dy=-4, **side)
    title = titled_for(run.scenario, "Chance of keeping up a force, by size")
    return framed(title, CURVE_HEIGHT, *layers)


def pivotal(run: Run) -> pd.DataFrame:
    """Return how much each nation that could take part would move the chance, the most first; none that would not."""
    return pd.DataFrame(pivotal_weights(run, LEAST_NAMED), columns=["title", "weight"])


def pivotal_text(run: Run) -> str:
    """Return the text alternative of the pivotal weights: every row of the chart."""
    rows = "; ".join(f"{title} {in_100(weight)}" for title, weight in pivotal_weights(run, LEAST_NAMED))
    return f"How much each one's taking part would move the chance, in cases of 100: {rows or 'nobody'}."


def pivotal_chart(run: Run) -> Chart:
    """Return a bar for each nation: by how much the chance is greater with it than without it."""
    rows = pivotal(run)
    rows["label"] = list(map(in_100, rows["weight"]))
    axis = alt.Axis(labelExpr=IN_100, tickCount=5, grid=False)
    weight = alt.X("weight:Q", title="Cases of 100", axis=axis)
    return _bars(rows, weight, "weight", titled_for(run.scenario, "What each one's taking part would move"))


def carried_text(run: Run, case: str) -> str:
    """Return the text alternative of the chart of nations."""
    rows = carried(run, case)
    named = "; ".join(f"{row.title} {row.label}" for row in rows.itertuples())
    return f"{supply_sentence(run)} Carries, of what is {AVAILABLE}: {named or 'nobody'}."


def chance_text(run: Run, case: str) -> str:
    """Return the text alternative of the curve: the chance at the force's own size, and where it passes a half."""
    names = case_names_of_coalition(run)
    case_name = f" ({names[case]})" if len(names) > 1 else ""
    half = written(run, "capacity")(largest_force(run, case, EVEN))
    if not has_chances(run):
        if run.bound("capacity"):
            return f"Every nation is simply in or out: a force of up to at least {half} could be kept up{case_name}."
        return f"Every nation is simply in or out: a force of up to {half} could be kept up, no larger{case_name}."
    kept_up = run.chances(run.case_numbers[case]).chance.kept_up
    at_its_size = "" if math.isnan(kept_up) else f"At the size {named_by(run)} {of_100(kept_up)} of 100 cases; "
    return f"{at_its_size}half of the cases reach {with_unit(half, 'troops')}{case_name}."
