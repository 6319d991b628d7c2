"""Tables about the months, from results alone: what is in the field and missing, and the tours of each unit."""

from collections.abc import Iterable

import pandas as pd

from model.engine.months import Turn
from model.engine.run import Run
from model.present.numbers import amount, joined, tenths
from model.present.words.course import Course, Stretch
from model.present.words.turns import title_of

BEFORE = "before your changes"


def months_in_words(course: Course, started: Course | None = None) -> pd.DataFrame:
    """Return the stretches of months with the troops needed, in the field and missing, least to most.

    With the course of the starting scenario what would have been in the field and missing there follows.
    """
    rows = [_row(course, stretch) for stretch in course.stretches]
    table = pd.DataFrame(rows).set_index("Months")
    if started is None:
        return table
    before = [_row(started, stretch) for stretch in started.stretches]
    columns = {key: f"{key}, {BEFORE}" for key in ("In the field", "Missing")}
    return table.join(pd.DataFrame(before).set_index("Months")[[*columns]].rename(columns=columns), how="outer").fillna(
        ""
    )


def _row(course: Course, stretch: Stretch) -> dict[str, str]:
    return {
        "Months": f"{stretch.first} to {stretch.last}",
        "Needed": joined(stretch.needed.ends, course.words),
        "In the field": joined(stretch.held.ends, course.words),
        "Missing": joined([course.read(end) for end in stretch.short.ends], amount),
    }


def months_frame(course: Course) -> pd.DataFrame:
    """Return the same month by month, not rounded, at both ends: `least` and `most` is to spare."""
    rows = [
        (course.run.scenario.name, end, month, needed, held, short)
        for end, held_there in zip(("least", "most"), course.ends, strict=True)
        for month, (needed, held, short) in enumerate(
            zip(held_there.needed.tolist(), held_there.held.tolist(), held_there.short.tolist(), strict=True), 1
        )
    ]
    return pd.DataFrame(rows, columns=["scenario", "end", "month", "required", "deployed", "shortfall"])


def turns_in_words(run: Run, turns: Iterable[Turn]) -> pd.DataFrame:
    """Return every tour of the units that move: in which months, whom it relieves, the time at home before it."""
    rows = [
        {
            "Unit": title_of(run, turn),
            "On tour in months": f"{turn.start_month} to {turn.end_month}",
            "Relieves": "nobody" if turn.relieves is None else turn.relieves[0].unit(run.scenario, turn.relieves[1]),
            "Months at home before": "" if turn.dwell_months is None else tenths(turn.dwell_months),
            "Too early by": tenths(turn.below_goal_months) if turn.below_goal_months else "",
        }
        for turn in turns
        if turn.phase == "deployed"
    ]
    return pd.DataFrame(rows).set_index("Unit") if rows else pd.DataFrame()


def sharing(run: Run) -> list[str]:
    """Return each row of shared units with the nations that share it."""
    rows = {row for part in run.plan.components for row in part.rows if len(row.members) > 1}
    return [f"{row.label}: {', '.join(map(run.scenario.nation_title, row.members))}" for row in sorted(rows, key=str)]
