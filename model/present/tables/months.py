"""Tables about the months, from results alone: what is in the field and missing, and the tours of each unit."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pandas as pd

from model.engine.months import Turn
from model.engine.run import Run
from model.present.numbers import amount, joined, tenths
from model.present.words.course import Course
from model.present.words.turns import title_of

BEFORE = "before your changes"


def months_in_words(course: Course, started: Course | None = None) -> pd.DataFrame:
    """Return the stretches of months with the troops needed, in the field and missing, least to most.

    With the course of the starting scenario what would have been in the field and missing there follows.
    """
    courses = [course] if started is None else [course, started]
    stretches = [stretch for of in courses for stretch in of.stretches]
    edges = sorted({edge for stretch in stretches for edge in (stretch.first, stretch.last + 1)})
    rows = []
    for first, after in pairwise(edges):
        before = {} if started is None else _cells(started, first, ("In the field", "Missing"))
        rows.append(
            {
                "Months": f"{first} to {after - 1}",
                **_cells(course, first),
                **{f"{key}, {BEFORE}": of for key, of in before.items()},
            }
        )
    return pd.DataFrame(rows).set_index("Months")


def _cells(course: Course, month: int, keys: Sequence[str] = ("Needed", "In the field", "Missing")) -> dict[str, str]:
    """The cells of a course in the stretch of a month; nothing beyond its horizon."""
    stretch = next((of for of in course.stretches if of.first <= month <= of.last), None)
    if stretch is None:
        return dict.fromkeys(keys, "")
    cells = {
        "Needed": joined(stretch.needed.ends, course.words),
        "In the field": joined(stretch.held.ends, course.words),
        "Missing": joined([course.read(end) for end in stretch.short.ends], amount),
    }
    return {key: cells[key] for key in keys}


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
