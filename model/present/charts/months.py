"""Charts of the months: troops by phase, and the rotation plan, unit by unit.

A gap is drawn as an empty place under the line of the requirement, and named in the title.
In the plan each phase has a letter beside its colour.
"""

import json
from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from model.engine.months import Months
from model.engine.run import Run
from model.present.charts.frame import INK, ON_DARK, ON_LIGHT, Chart, framed, texts, titled_for
from model.present.numbers import NOT_KNOWN, amount
from model.present.tables.months import moving, title_of, waiting
from model.present.words.force import force_words
from model.present.words.months import case_titles, gap_text, gaps, together
from model.terms import IN_CYCLE, PHASES

GAP, DEPLOYED = "Missing", PHASES["deployed"].label
FILLS = {phase.label: phase.colour for phase in PHASES.values()} | {GAP: "#FFFFFF"}
MONTHS_HEIGHT, ROW_PIXELS, AROUND_ROWS, LEGEND_PIXELS = 385, 20, 105, 20
MOST_ROWS = 60
"""More units than a chart could show; the table has them all."""
SHARE_FOR_A_LETTER, MOST_TICKS = 1 / 40, 9
UNITS_AXIS = alt.Axis(labelLimit=130, labelOverlap=False, labelFlush=False, ticks=False, domain=False)
SHORTENED = f"{json.dumps({phase.label: phase.short for phase in PHASES.values()})}[datum.label] || datum.label"
"""Names that a legend has room for on a phone."""
SHARE_FOR_A_GAP, SHARE_OF_HEIGHT = 1 / 9, 1 / 8
"""Shares of the picture's width and height at which a gap has room for its words."""


def months_chart(run: Run, case: str, months: Months) -> Chart:
    """Return step areas of the troops in the cycle by phase, month by month, and the line of the requirement."""
    rows = _areas(months, force_words(run))
    title = _title(run, case, gap_text(run, case), "Troops in the cycle, by phase")
    labels = list(dict.fromkeys(rows["label"]))
    x = _months_of("month", run)
    areas = (
        alt.Chart(rows)
        .mark_area(interpolate="step-after", stroke="white", strokeWidth=1)
        .encode(
            x=x,
            y=alt.Y("start:Q", title="Troops in the cycle", axis=alt.Axis(format=",.0f", tickCount=5, grid=False)),
            y2=alt.Y2("end:Q"),
            color=alt.Color(
                "label:N",
                scale=alt.Scale(domain=labels, range=[FILLS[label] for label in labels]),
                legend=_legend(columns=2, labelExpr=SHORTENED),
            ),
        )
    )
    line = alt.Chart(rows[rows["label"] == labels[0]])
    required = line.mark_line(interpolate="step-after", color=INK, strokeWidth=2, strokeDash=[6, 3])
    named = line.transform_filter("datum.month == 0").encode(y=alt.Y("required:Q"))
    layers = [
        areas,
        required.encode(x=x, y=alt.Y("required:Q")),
        *texts(named, "words", x, has_halo=True, dx=5, dy=-9, fontSize=12),
    ]
    words = _gaps(run, case, rows)
    if len(words):
        text = alt.Chart(words).mark_text(color=INK, fontSize=12, lineBreak="\n", dy=-7)
        layers.append(text.encode(x=alt.X("middle:Q"), y=alt.Y("height:Q"), text=alt.Text("words:N")))
    height = MONTHS_HEIGHT + LEGEND_PIXELS * len(labels) // 2
    return framed(title, height, *layers).resolve_scale(color="independent")


def _gaps(run: Run, case: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The words of the gaps that have room for them, in the middle of each."""
    missing = rows[rows["label"] == GAP].set_index("month")
    most = rows["end"].max()
    least = SHARE_FOR_A_GAP * run.scenario.horizon_months
    places = [
        ((first - 1 + last) / 2, missing["end"][first - 1] - troops / 2, f"short by\n{amount(troops)}")
        for first, last, troops in gaps(run, case)
        if last - first + 1 >= least and troops >= SHARE_OF_HEIGHT * most
    ]
    return pd.DataFrame(places, columns=["middle", "height", "words"])


def _areas(months: Months, words: Callable[[float], str]) -> pd.DataFrame:
    """A row for each phase that holds troops and each month, from 0 to the horizon, with the ends of its area."""
    stacked = {DEPLOYED: months.phases["deployed"], GAP: months.shortfall}
    stacked |= {PHASES[phase].label: months.phases[phase] for phase in IN_CYCLE if phase != "deployed"}
    bottom = pd.Series(0.0, index=range(len(months.required)))
    rows = []
    for label, troops in stacked.items():
        if label == DEPLOYED or troops.any():
            area = pd.DataFrame({"label": label, "start": bottom, "end": bottom + troops, "required": months.required})
            rows.append(pd.concat([area, area.tail(1)], ignore_index=True).rename_axis("month").reset_index())
            bottom = bottom + troops
    table = pd.concat(rows, ignore_index=True)
    table["words"] = f"required: {words(float(months.required[0]))}"
    return table


def months_text(run: Run, case: str) -> str:
    """Return the text alternative of that chart: the requirement, the gaps, and the troops in the cycle at the end."""
    months = together(run, case)
    if months is None:
        why = "nobody is required" if run.plan.is_complete else NOT_KNOWN
        return f"Troops month by month: {'not worked out' if run.plan.is_too_short else why}."
    words = force_words(run)
    least, most = (words(float(end)) for end in (months.required.min(), months.required.max()))
    ends = ", ".join(
        f"{PHASES[phase].label.lower()} {words(float(troops[-1]))}"
        for phase, troops in months.phases.items()
        if phase in IN_CYCLE and troops[-1] > 0
    )
    required = most if least == most else f"{least} to {most}"
    return f"Troops month by month, {required} required: {gap_text(run, case)}. In the last month: {ends or 'nobody'}."


def turns_chart(run: Run, case: str) -> Chart:
    """Return a row for each unit that moves and a cell for each of its phases, with letter and colour."""
    rows = _cells(run, case)
    title = _title(run, case, "Who relieves whom, unit by unit", _left_out(run, case))
    phases = [phase for phase in PHASES if phase in set(rows["phase"])]
    scale = alt.Scale(domain=[_keyed(phase) for phase in phases], range=[PHASES[phase].colour for phase in phases])
    base = alt.Chart(rows).encode(y=alt.Y("unit:N", sort=None, title=None, axis=UNITS_AXIS))
    cells = base.mark_bar(stroke="white", strokeWidth=1.5, height=ROW_PIXELS - 2).encode(
        x=_months_of("begins", run), x2=alt.X2("ends:Q"),
        color=alt.Color("key:N", scale=scale, legend=_legend(columns=1)),
    )  # fmt: skip
    letters = base.mark_text(fontSize=11).encode(
        x=alt.X("middle:Q"), text=alt.Text("letter:N"), color=alt.Color("ink:N", scale=None)
    )
    height = AROUND_ROWS + ROW_PIXELS * rows["unit"].nunique() + LEGEND_PIXELS * len(phases)
    return framed(title, height, cells, letters).resolve_scale(color="independent")


def _cells(run: Run, case: str) -> pd.DataFrame:
    """The turns of the first units that move, with the ends of their cells and their letters."""
    names = list(dict.fromkeys(title_of(run, turn) for turn in moving(run, case)))[:MOST_ROWS]
    rows = [
        {
            "unit": title_of(run, turn),
            "phase": turn.phase,
            "key": _keyed(turn.phase),
            "begins": turn.begins,
            "ends": turn.ends,
            "middle": (turn.begins + turn.ends) / 2,
            "letter": PHASES[turn.phase].letter
            if turn.ends - turn.begins >= SHARE_FOR_A_LETTER * run.scenario.horizon_months
            else "",
            "ink": ON_DARK if turn.phase == "deployed" else ON_LIGHT,
        }
        for turn in moving(run, case)
        if title_of(run, turn) in names
    ]
    return pd.DataFrame(rows, columns=["unit", "phase", "key", "begins", "ends", "middle", "letter", "ink"])


def turns_text(run: Run, case: str) -> str:
    """Return the text alternative of the plan: when each of the first units is deployed."""
    deployed: dict[str, list[str]] = {}
    for turn in run.turns(case):
        if turn.phase == "deployed":
            deployed.setdefault(title_of(run, turn), []).append(f"{turn.start_month} to {turn.end_month}")
    rows = "; ".join(f"{unit} in months {' and '.join(months)}" for unit, months in list(deployed.items())[:MOST_ROWS])
    return f"Units deployed: {rows or 'none'}. {_left_out(run, case)}"


def _left_out(run: Run, case: str) -> str:
    """The number of units that the plan leaves out: units always at home, and units beyond its room."""
    more = len({title_of(run, turn) for turn in moving(run, case)}) - MOST_ROWS
    rest = waiting(run, case)
    words = [f"{rest} more ready at home throughout"] if rest else []
    return ", ".join([*words, *([f"{more} more in the table"] if more > 0 else [])]).capitalize()


def _keyed(phase: str) -> str:
    return f"{PHASES[phase].letter} = {PHASES[phase].short}"


def _legend(**options: Any) -> alt.Legend:  # noqa: ANN401  (Altair's own)
    return alt.Legend(
        orient="top", title=None, labelFontSize=13, labelColor=INK, symbolType="square", symbolSize=130,
        symbolStrokeColor=INK, symbolStrokeWidth=0.5, **options,
    )  # fmt: skip


def _months_of(column: str, run: Run) -> alt.X:
    """Months from 0 to the horizon, with ticks at half years, fewer where the horizon is long."""
    horizon = run.scenario.horizon_months
    apart = next(months for months in (3, 6, 12, 24, 60, 120, 240) if horizon / months <= MOST_TICKS)
    axis = alt.Axis(values=list(range(0, horizon + 1, apart)), grid=False, format="d")
    return alt.X(f"{column}:Q", title="Months from the start", scale=alt.Scale(domain=[0, horizon]), axis=axis)


def _title(run: Run, case: str, text: str, what: str) -> alt.TitleParams:
    names = case_titles(run)
    case_title = names[case] if len(names) > 1 and case in names else ""
    return titled_for(run.scenario, text[0].upper() + text[1:], what, shown_as=case_title)
