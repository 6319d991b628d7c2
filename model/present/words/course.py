"""The course of the months: what a steady rotation holds, or when all at once go short, at both ends of the range."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np

from model.engine.cases import extent
from model.engine.kept_up import Held, KeptUp, ends_by_month, kept_up
from model.engine.run import Run
from model.engine.units import ComponentPlan
from model.frozen import Range, lazy
from model.kernels.arrays import ROUNDING
from model.present.numbers import amount, entered, joined, rounded, span, whole, with_unit
from model.present.words.chances import has_chances
from model.present.words.coalition import spare_as_read
from model.present.words.ends import what_differs
from model.present.words.force import is_entered, part_title, size
from model.present.words.gap import in_troops
from model.present.words.plain import capital, horizon, listed, spelled
from model.present.words.units import plural

MOST_GAPS = 3


@dataclass(frozen=True)
class Stretch:
    """Months on end in which nothing changes: troops asked for, in the field and missing, least and most of each.

    `first` and `last` are counted from 1.
    """

    first: int
    last: int
    needed: Range
    held: Range
    short: Range

    @property
    def months(self) -> str:
        """The months in words: `month 7`, `months 7 to 12`."""
        return f"months {self.first} to {self.last}" if self.last > self.first else f"month {self.first}"


@dataclass(frozen=True)
class Course:
    """The months of a run with nations and a known size: those of the cases with least and with most to spare."""

    run: Run
    largest_force: KeptUp
    ends: tuple[Held, Held]

    @classmethod
    def of(cls, run: Run) -> Self | None:
        """Return the course of a run; None where nothing is worked out by month."""
        ends, largest_force = ends_by_month(run), kept_up(run)
        return None if ends is None or largest_force is None else cls(run, largest_force, ends)

    @lazy
    def stretches(self) -> list[Stretch]:
        """The stretches of months in which nothing changes at either end."""
        rows = np.stack([[end.needed, end.held, end.short] for end in self.ends])
        return [
            Stretch(
                begin + 1, end, *(Range(low, None, high) for low, high in np.sort(rows[:, :, begin], axis=0).T.tolist())
            )
            for begin, end in _alike(rows)
        ]

    def of_end(self, end: int) -> list[tuple[int, int, float]]:
        """Return the stretches of a gap at one end: first month, last month, troops missing as pages write them."""
        short = self.ends[end].short
        return [(begin + 1, last, self.read(short[begin])) for begin, last in _alike(short[np.newaxis]) if short[begin]]

    def read(self, missing: float) -> float:
        """Return troops missing as pages write them, so that a reader's own sum comes out."""
        return -spare_as_read(self.run, self.largest_force, -missing) + 0.0

    @lazy
    def words(self) -> Callable[[float], str]:
        """The format of troops in the field."""
        return in_troops(self.run, self.largest_force)

    @lazy
    def names(self) -> tuple[str, str] | None:
        """The inputs that make the end with most and the end with least to spare; None where they are one."""
        return what_differs(self.run, self.largest_force.most, self.largest_force.least, "margin")

    def short_in_words(self, short: Range) -> str:
        """Return the troops missing in some months: `up to 25,000 short`, `10,000 to 20,000 short`."""
        low, high = (self.read(end) for end in short.ends)
        return f"{'up to ' if not low else ''}{joined((low, high) if low else (high,), amount)} short"


def _alike(rows: np.ndarray) -> list[tuple[int, int]]:
    """The first month and the month after the last, from 0, of the stretches in which nothing changes (…, months)."""
    differs = (np.abs(np.diff(rows)) > ROUNDING).any(axis=tuple(range(rows.ndim - 1)))
    changes = np.flatnonzero(differs) + 1
    return list(pairwise([0, *changes.tolist(), rows.shape[-1]]))


def finding(course: Course) -> str:
    """Return the finding of the months: what a steady rotation would hold, or from which month all at once go short.

    >>> import model
    >>> course = Course.of(Run.of(model.load("reassurance_force")))
    >>> finding(course)
    'A steady rotation would hold up to 25,000 of the 30,000'
    """
    if course.run.plan.is_spread:
        return _steady(course) if len(course.stretches) == 1 else _steady_over_time(course)
    firsts = [gaps[0][0] for gaps in map(course.of_end, range(2)) if gaps]
    if not firsts:
        return f"No month is short in {horizon(course.run)}"
    if len(firsts) == 1:
        return f"There is a gap from month {firsts[0]}, or none"
    first, last = sorted(firsts)
    if first < last:
        return f"There is a gap from month {first}, or only from month {last}"
    if first == 1:
        return "There is a gap from the first month"
    return f"{_holds(course.run, first)}; from month {first} there is a gap"


def _steady(course: Course) -> str:
    """The finding of a steady rotation where all months are alike."""
    (months,), run = course.stretches, course.run
    would = f"A steady rotation would hold {'at least ' if run.bound('capacity') else ''}"
    least, most = (float(end.held[0]) for end in course.ends)
    is_one_size = months.needed.low == months.needed.high
    of = f"of the {size(run).removeprefix('about ')}"
    if not months.short.high:
        return f"{would}{_all(run)}"
    if not months.short.low:
        return f"{would}between {course.words(least) if least else 'none'} and all {of if is_one_size else 'of it'}"
    if not most:
        return f"{would}none {of}"
    return f"{would}{joined(sorted((least, most)), course.words) if least else f'up to {course.words(most)}'} {of}"


def _all(run: Run) -> str:
    """The whole force: `all 30,000`; `all of it` where its size is a range."""
    is_one_size = run.measure("deployed").low == run.measure("deployed").high
    return f"all {size(run)}" if is_one_size else "all of it"


def _steady_over_time(course: Course) -> str:
    """The finding of a steady rotation where the force or its nations change over time."""
    short = [sum(last - first + 1 for first, last, _ in course.of_end(end)) for end in range(2)]
    if not any(short):
        return f"A steady rotation would hold it for {horizon(course.run)}"
    of = course.run.scenario.horizon_months
    return f"A steady rotation would be short in {joined(sorted(short), amount)} of {of} months"


def _holds(run: Run, first: int) -> str:
    """How long the whole force is in the field, before the first month short."""
    low, high = run.tour_months
    rotations, rest = divmod(first - 1, low)
    if rest or low < high:
        return f"The first {with_unit(str(first - 1), 'months')} hold"
    return "The first rotation holds" if rotations == 1 else f"{capital(spelled(rotations))} rotations hold"


def conditions(course: Course) -> str:
    """Return the subtitle: how the months begin, and what is outlined."""
    run, words = course.run, outlined(course)
    begin = "" if run.plan.is_spread else f"If {_all(run)} {_go(run)} at once, everyone rested."
    return f"{begin} Outlined: {words}.".strip() if words else begin


def outlined(course: Course) -> str:
    """Return the condition for the end with more in the field: `only with the shorter rest`; empty without one."""
    least, most = (end.held for end in course.ends)
    if (least == most).all():
        return ""
    is_turned = bool((most <= least).all())
    if course.names and (is_turned or (most >= least).all()):
        return f"only with {course.names[is_turned]}"
    return "at one end of the range only"


def _go(run: Run) -> str:
    return "goes" if _all(run) == "all of it" else "go"


def month_by_month(course: Course) -> str:
    """Return the text alternative of the picture: in which months how many are missing."""
    return capital(
        "; ".join(
            f"{stretch.months}: {course.short_in_words(stretch.short) if stretch.short.high else 'nobody missing'}"
            for stretch in course.stretches
        )
    )


def gap_sentence(run: Run) -> str | None:
    """Return the sentence on what a steady rotation would hold, or when all at once go short, at both ends.

    None where no nation is in for certain, or nothing is worked out by month.
    """
    course = Course.of(run)
    if course is None or (has_chances(run) and not run.counted):
        return None
    sentence = f"{finding(course)}." if run.plan.is_spread else _all_at_once(course)
    unknown = "Troops of nations of unknown strength would come on top." if run.bound("months_held") else ""
    return " ".join(filter(None, [sentence, *stands_for(run), unknown]))


def _all_at_once(course: Course) -> str:
    """The months short at both ends, if all go at once."""
    least, most = (_gaps(course.of_end(end)) for end in range(2))
    begin = f"If {_all(course.run)} {_go(course.run)} at once"
    if least == most or course.names is None:
        return f"{begin}, {least}."
    return f"{begin}: with {course.names[0]}, {most}; with {course.names[1]}, {least}."


def _gaps(gaps: list[tuple[int, int, float]]) -> str:
    """The gaps of one end, the first three of them, or that no month is short."""
    if not gaps:
        return "no month is short"
    more = len(gaps) - MOST_GAPS
    words = [
        f"{amount(short)} in {f'months {first} to' if last > first else 'month'} {last}"
        for first, last, short in gaps[:MOST_GAPS]
    ]
    rest = [] if more <= 0 else [f"{spelled(more)} more {'time' if more == 1 else 'times'}"]
    return f"short by {listed([*words, *rest])}"


def stands_for(run: Run) -> Iterator[str]:
    """Yield for each part of whole units that are more than its force what they stand for, at the ends of the range."""
    for part in run.plan.components:
        if words := _stands_for(run, part):
            yield words


def _stands_for(run: Run, part: ComponentPlan) -> str:
    strength = np.broadcast_to(run.outcomes.requirements[part.name].by_month.max(axis=1), part.troops.shape)
    units = part.required.max(axis=0)
    cases = np.array([run.case_numbers[case] for case in ("low", "high")])
    cases = cases[units[cases] * part.troops[cases] >= strength[cases] + 1 - ROUNDING]
    if not part.is_whole or not cases.size:
        return ""
    count, in_units, needed = (extent(of[cases]) for of in (units, units * part.troops, strength))
    is_one = count.high == 1
    component = run.scenario.force[part.name]
    troops = span(needed, entered if is_entered(component) else rounded)
    return (
        f"{part_title(run, part.name, 'here')} {span(count)} whole {part.unit if is_one else plural(part.unit)}, "
        f"{span(in_units, whole)} troops, {'stands' if is_one else 'stand'} for {troops}"
        f"{' at the peak' if component.profile else ''}."
    )
