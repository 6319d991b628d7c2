"""The exhibits of the months: what is in the field and what is missing, and which unit goes when."""

from model.engine.results import Results
from model.engine.run import Run
from model.present.charts.months import months_chart
from model.present.charts.turns import MOST_ROWS, turns_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.tables.months import months_frame, months_in_words, sharing, turns_in_words
from model.present.words import course as course_words
from model.present.words import gap as gap_words
from model.present.words import turns as turns_words
from model.present.words.course import Course
from model.present.words.months import start_in_words


def months(run: Run, started: Run | None = None) -> Exhibit | None:
    """Return the months by the start that the scenario asks for: steady, or all at once, at both ends of the range.

    None where nothing is worked out by month: without nations, size, or anybody away.

    Args:
        run: the run.
        started: the run of the starting scenario, where the reader changed something.
    """
    course = Course.of(run)
    if course is None:
        return None
    note = " ".join([*course_words.stands_for(run), start_in_words(run)])
    return Exhibit(
        key="months",
        title=course_words.finding(course),
        subtitle=course_words.conditions(course),
        chart=months_chart(course),
        text=f"{course_words.finding(course)}. {course_words.month_by_month(course)}",
        table=months_in_words(course, None if started is None else Course.of(started)),
        frame=lambda: months_frame(course),
        claims=gap_words.all_claims(run),
        note=note,
    )


def turns(run: Run, case: str = "low") -> Exhibit | None:
    """Return the turns of each unit, in one case; None where no whole units rotate, or there are too many."""
    every = run.turns(case)
    moving = turns_words.moving(every)
    if not moving:
        return None
    units = turns_words.num_units(moving)
    waiting, left_out = turns_words.num_units(every) - units, max(units - MOST_ROWS, 0)
    return Exhibit(
        key="turns",
        title=turns_words.finding(run, moving, case),
        subtitle=turns_words.conditions(run, case, waiting=waiting, left_out=left_out),
        chart=turns_chart(run, moving),
        text=turns_words.in_words(run, moving, MOST_ROWS),
        table=turns_in_words(run, moving),
        frame=lambda: Results((run,)).schedule,
        claims=gap_words.all_claims(run),
        note=". ".join(sharing(run)),
    )
