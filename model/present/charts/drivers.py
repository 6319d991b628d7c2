"""Charts of the inputs that move the answer: bars of one input at a time, dots of draws, indices with their intervals.

The lower and the upper half of a bar differ in lightness, and the input's value stands at each end.
"""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.analysis.sensitivity import Bar, Index
from model.analysis.simulation import LEVELS, Simulation
from model.present.charts.frame import DARK, INK, RULE, Chart, framed, texts, titled_for
from model.present.numbers import in_100, lever
from model.present.path_labels import label_of
from model.present.tables.drivers import DOTS, dots
from model.present.words.drivers import bars_title, draws_in_words, eight_of_ten, moving, troops
from model.scenario import Scenario
from model.terms import MEASURES

LIGHT = "#7396BF"
"""The dark colour stands 3:1 against the light, and the light 3:1 against white."""
LOW_END, HIGH_END = "At the input's low end", "At its high end"
ROW_PIXELS, AROUND_ROWS = 52, 185
DOT_PIXELS, AROUND_DOTS = 20, 120
MOST_COLUMNS = 10
"""Columns of dots that a phone has room for."""
ROOM = 0.22
"""Room beside the widest bar for the value at its end, as a share of the span of the bars."""
ROOM_FOR_WORDS = 1.35
"""Room on a phone for the words behind a mark at the very right."""
TROOPS_AXIS = alt.Axis(format=",.0f", tickCount=4, grid=False)
NO_AXIS = alt.Y("row:O", sort=None, title=None, axis=None)
LEGEND = alt.Legend(orient="top", title=None, labelFontSize=13, labelColor=INK, columns=1, symbolType="square")


def bars_chart(scenario: Scenario, bars: Sequence[Bar], measure: str) -> Chart:
    """Return the bars of a measure, the widest at the top, each from the central value to both of its ends."""
    rows = halves(scenario, bars, measure)
    central = moving(bars, measure)[0].central
    least, most = float(rows["start"].min()), float(rows["end"].max())
    room = ROOM * (most - least)
    scale = alt.Scale(domain=[least - room, most + room], nice=False, zero=False)
    x = alt.X("start:Q", title="Troops", axis=TROOPS_AXIS, scale=scale)
    base = alt.Chart(rows).encode(y=NO_AXIS)
    halved = base.mark_bar(height=18, yOffset=9).encode(
        x=x,
        x2=alt.X2("end:Q"),
        color=alt.Color("which:N", scale=alt.Scale(domain=[LOW_END, HIGH_END], range=[LIGHT, DARK]), legend=LEGEND),
    )
    parts = ("datum.side == 'left'", "datum.side == 'right'", "datum.is_first")
    left, right, first = map(base.transform_filter, parts)
    title = titled_for(
        scenario,
        bars_title(scenario, bars, measure),
        f"{MEASURES[measure].in_a_sentence.capitalize()}",
        "Each input moved alone",
        f"Dashed: {troops(central)}, all inputs at their midpoints",
    )
    rule = alt.Chart(pd.DataFrame({"central": [central]})).mark_rule(color=RULE, strokeWidth=2, strokeDash=[4, 3])
    return framed(
        title,
        AROUND_ROWS + ROW_PIXELS * rows["row"].nunique(),
        halved,
        rule.encode(x=alt.X("central:Q")),
        *texts(left, "given", alt.X("start:Q"), align="right", dx=-5, dy=9, fontSize=12),
        *texts(right, "given", alt.X("end:Q"), dx=5, dy=9, fontSize=12),
        *texts(first, "label", alt.value(0), has_halo=True, dy=-12, fontSize=13),
    )


def halves(scenario: Scenario, bars: Sequence[Bar], measure: str) -> pd.DataFrame:
    """Return two rows for each bar of a measure, one for one end: where its half starts and ends, and its value."""
    rows = []
    for row, bar in enumerate(moving(bars, measure)):
        ends = [(LOW_END, bar.input_low, bar.at_low), (HIGH_END, bar.input_high, bar.at_high)]
        known = sorted((at, which, at_input) for which, at_input, at in ends if at is not None)
        central = bar.central or 0.0
        for place, (at, which, at_input) in enumerate(known):
            is_left = at < central if len(known) == 1 else place == 0
            rows.append({
                "row": row, "label": label_of(scenario, bar.path), "which": which, "given": lever(at_input),
                "start": min(at, central), "end": max(at, central), "side": "left" if is_left else "right",
                "is_first": place == 0,
            })  # fmt: skip
    return pd.DataFrame(rows)


def dots_chart(simulation: Simulation, measure: str) -> Chart:
    """Return twenty dots, each for one of twenty draws, over the range that eight of ten fall into."""
    rows = stacked(dots(simulation, measure))
    ends = eight_of_ten(simulation, measure) or ("", "")
    title = titled_for(
        simulation.scenario,
        f"8 in 10 runs fall between {' and '.join(ends)}",
        f"{MEASURES[measure].in_a_sentence.capitalize()}, your own ranges",
        f"Each dot is 1 run in {DOTS}; line: the middle 8 in 10",
        f"{draws_in_words(simulation)}, seed {simulation.seed}",
    )
    tally = simulation.tallies[measure]
    assert tally is not None  # noqa: S101  (dots of what is not known are none)
    low, high = (tally.quantile(level) for level in (LEVELS[0], LEVELS[-1]))
    tallest = int(rows["height"].max())
    y = alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[-1.2, tallest + 1]))
    x = alt.X("troops:Q", title="Troops", axis=TROOPS_AXIS, scale=alt.Scale(zero=False, padding=20))
    circles = alt.Chart(rows).mark_circle(size=DOT_PIXELS**2 * 0.6, color=DARK, opacity=1).encode(x=x, y=y)
    middle = pd.DataFrame({"troops": [low], "end": [high], "height": [-0.8]})
    line = alt.Chart(middle).mark_rule(color=RULE, strokeWidth=4).encode(x=x, x2=alt.X2("end:Q"), y=y)
    return framed(title, AROUND_DOTS + DOT_PIXELS * (tallest + 2), circles, line)


def dots_text(simulation: Simulation, measure: str) -> str:
    """Return the text alternative of the dots: the middle range, and all twenty."""
    ends = eight_of_ten(simulation, measure) or ("", "")
    values_shown = ", ".join(troops(dot) for dot in dots(simulation, measure))
    fall = f"8 in 10 runs fall between {' and '.join(ends)} troops"
    return f"{MEASURES[measure].in_a_sentence.capitalize()}: {fall}. Twenty dots at {values_shown}."


def stacked(values: Sequence[int]) -> pd.DataFrame:
    """Return dots in columns, so that none hides another: where each column stands, and how high each dot in it."""
    least, most = min(values), max(values)
    width = max((most - least) / MOST_COLUMNS, 1)
    columns = [min(int((value - least) / width), MOST_COLUMNS - 1) for value in values]
    heights = [columns[:at].count(column) for at, column in enumerate(columns)]
    shift = width / 2 if most > least else 0
    return pd.DataFrame({"troops": [least + shift + width * column for column in columns], "height": heights})


def indices_chart(scenario: Scenario, indices: Sequence[Index]) -> Chart:
    """Return two marks for each range: its share alone, and its share with all interactions, with intervals."""
    rows = pd.DataFrame([
        {
            "row": 3 * at + place, "label": label_of(scenario, index.path) if place == 0 else "", "kind": kind,
            "share": share, "low": low, "high": high, "words": f"{kind} {in_100(share)}",
        }
        for at, index in enumerate(indices)
        for place, (kind, share, low, high) in enumerate((
            ("alone", index.alone, index.alone_low, index.alone_high),
            ("in all", index.in_all, index.in_all_low, index.in_all_high),
        ))
    ])  # fmt: skip
    height = alt.Scale(reverse=True, domain=[-1, float(rows["row"].max()) + 0.7], nice=False)
    y = alt.Y("row:Q", axis=None, scale=height)
    least, most = min(0.0, float(rows["low"].min())), max(1.0, float(rows["high"].max()))
    scale = alt.Scale(domain=[least, ROOM_FOR_WORDS * most], nice=False)
    base = alt.Chart(rows).encode(y=y)
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], grid=False)
    x = alt.X("low:Q", title="Share of the variance", axis=axis, scale=scale)
    intervals = base.mark_rule(color=INK, strokeWidth=1.5).encode(x=x, x2=alt.X2("high:Q"))
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=["alone", "in all"], range=["circle", "diamond"]), legend=None)
    marks = base.mark_point(filled=True, size=110, color=DARK, opacity=1).encode(x=alt.X("share:Q"), shape=shape)
    words = texts(base, "words", alt.X("high:Q"), dx=8, fontSize=12)
    names = texts(base, "label", alt.value(0), dy=-18, fontSize=13)
    (measure,) = {index.measure for index in indices}
    title = titled_for(
        scenario,
        f"“{label_of(scenario, indices[0].path)}”: {in_100(indices[0].in_all)} of 100 parts",
        f"Of the variance of {MEASURES[measure].in_a_sentence}",
        "Your own ranges; lines: 95 of 100 resamplings",
    )
    return framed(title, AROUND_ROWS + 1.7 * ROW_PIXELS * len(indices), intervals, marks, *words, *names)
