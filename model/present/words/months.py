"""The sentences about the months, from results alone: gaps, the least pool, time at home, training."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from model.engine.cases import extent
from model.engine.months import MOST_UNITS, Months
from model.engine.run import Run
from model.engine.units import ALONE, ComponentPlan
from model.frozen import Range
from model.kernels.arrays import ROUNDING
from model.present.numbers import amount, entered, round_off, rounded, span, whole, with_unit
from model.present.words.force import (
    AT_ENDS,
    case_names_of_coalition,
    is_entered,
    part_title,
    rounded_margin,
    value_in_words,
)
from model.present.words.units import plural, unit_size
from model.scenario.rotation import IN_DWELL
from model.terms import PHASES

WITHIN_DWELL = ("preparing", "recovering")
"""The phases of `IN_DWELL`, in its order."""
MOST_GAPS, MOST_NAMED, LEAST_EARLY = 3, 3, 0.05
CORNERS = "Low and high of these measures are those of the corners of the ranges."


def together(run: Run, case: str) -> Months | None:
    """Return all together month by month; None where the size of the force is not known, or is zero in all months."""
    rows = [row for row in run.months(case) if row.component == ALONE]
    return rows[0] if rows and rows[0].required.any() else None


def gaps(run: Run, case: str) -> list[tuple[int, int, float]]:
    """Return the stretches of a gap: first month, last month, and troops missing of the requirement."""
    months = together(run, case)
    stretches: list[tuple[int, int, float]] = []
    for month, troops in enumerate(months.shortfall if months else (), 1):
        short = round_off(float(troops)) if run.outcomes.supply is None else -rounded_margin(run, -float(troops))
        if short and stretches and stretches[-1][1:] == (month - 1, short):
            stretches[-1] = (stretches[-1][0], month, short)
        elif short:
            stretches.append((month, month, short))
    return stretches


def gap_text(run: Run, case: str) -> str:
    """Return the gaps of a case in words, months on end as one, the first three of them; or that there is none."""
    merged: list[tuple[int, int, float, float]] = []
    for first, last, short in gaps(run, case):
        if merged and merged[-1][1] == first - 1:
            begin, _, least, most = merged[-1]
            merged[-1] = (begin, last, min(least, short), max(most, short))
        else:
            merged.append((first, last, short, short))
    if not merged:
        return "no month short"
    words = [
        f"by {span(Range(least, None, most), amount)} in {f'months {first} to' if last > first else 'month'} {last}"
        for first, last, least, most in merged[:MOST_GAPS]
    ]
    more = len(merged) - MOST_GAPS
    return f"short {', '.join(words)}" + (f", and in {more} more {'gap' if more == 1 else 'gaps'}" if more > 0 else "")


def case_titles(run: Run) -> dict[str, str]:
    """Return the names of the ends of the range, with the size of a unit where that varies."""
    parts = run.plan.components
    varies = any(part.is_whole and part.troops.min() < part.troops.max() for part in parts)
    titles = {}
    for case, name in case_names_of_coalition(run).items():
        sizes = [unit_size(extent(part.troops[[run.case_numbers[case]]])) for part in parts if part.is_whole]
        titles[case] = f"{name} in units of {', '.join(sizes)}" if varies else name
    return titles


def gap_sentence(run: Run) -> str | None:
    """Return in which months the force required would be short, at both ends of the range, and for what units stand.

    None where these would be the months of nobody, because no nation is in for certain.
    """
    supply = run.outcomes.supply
    if supply is not None and supply.has_chances and not run.counted:
        return None
    names = {case: name for case, name in case_titles(run).items() if together(run, case)}
    if not names:
        return None
    words = _by_case(names, [gap_text(run, case) for case in names])
    over = f"Over {with_unit(str(run.scenario.horizon_months), 'months')}: {words}."
    unknown = "Troops of nations of unknown strength would come on top." if run.bound("months_held") else ""
    rounded_up = [_rounded_up(run, part) for part in run.plan.components]
    return " ".join(filter(None, [over, _beside_the_verdict(run, list(names)), *rounded_up, unknown]))


def _beside_the_verdict(run: Run, cases: Sequence[str]) -> str:
    """Why the months of a force that changes differ from how it stands if each size were kept up for ever."""
    if run.outcomes.supply is None or len(run.outcomes.begins) == 1:
        return ""
    pairs = [((run.at(case, "shortfall") or 0.0) >= 1 - ROUNDING, bool(gaps(run, case))) for case in cases]
    if (True, False) in pairs:
        return "What could not be kept up for ever is not asked for long enough to fail."
    return (
        "Every size could be kept up for ever; the change from one to another leaves the gap."
        if (False, True) in pairs
        else ""
    )


def _rounded_up(run: Run, part: ComponentPlan) -> str:
    """The whole units of a part and the troops that they stand for, where these are fewer, at the ends of the range."""
    strength = np.broadcast_to(run.outcomes.requirements[part.name].by_month.max(axis=1), part.troops.shape)
    units = part.required.max(axis=0)
    cases = np.array([run.case_numbers[case] for case in AT_ENDS])
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


def _by_case(names: Mapping[str, str], texts: Sequence[str]) -> str:
    """The text of each case after the case's name; once, without a name, where all are the same."""
    if len(set(texts)) == 1:
        return texts[0]
    return "; ".join(f"{name}, {text}" for name, text in zip(names.values(), texts, strict=True))


def least_sentences(run: Run) -> Iterator[str]:
    """Yield for each component the least pool that would miss no month, sent together and staggered."""
    for pool in run.least_pools:
        component = pool.component
        words = whole if component.is_whole else rounded
        together, staggered = span(pool.together, words), span(pool.staggered, words)
        units, first, at_once, about = "troops", "so", "", "about "
        if component.is_whole:
            about = ""
            units = component.unit if together == "1" else plural(component.unit)
            first = "in"
            of_size = f"{plural(component.unit)} of {unit_size(pool.unit_troops)}"
            at_once = f" whole {of_size}, {span(pool.at_once, whole)} at a time. So"
        start = f"if all start rested and go together, {staggered} if they are staggered"
        if together == staggered:
            start = "whether all go together or staggered"
            units += ","
        floor = ""
        if pool.at_floor is not None:
            rested, spread = (span(units_of_start, words) for units_of_start in pool.at_floor)
            both = rested if rested == spread else f"{rested} together, {spread} staggered"
            floor = f"; at the dwell floor, {both}"
        begin = f"{part_title(run, component.name, first)}{at_once}"
        yield f"{begin} that none is ever missing it would take at least {about}{together} {units} {start}{floor}."


def dwell_sentence(run: Run) -> str | None:
    """Return the time at home of troops returning within the horizon, and the units returning before the goal."""
    names = case_names_of_coalition(run)
    at_home = {case: run.at(case, "achieved_dwell_months") for case in names}
    if all(months is None for months in at_home.values()):
        return None
    texts = [
        "none" if months is None else f"after {with_unit(rounded(months), 'months')} at home on average"
        for months in at_home.values()
    ]
    early = _early(run, list(names))
    within = with_unit(str(run.scenario.horizon_months), "months")
    return f"Returns to theatre within {within}: {_by_case(names, texts)}{early}."


def _early(run: Run, cases: list[str]) -> str:
    """The first three units that would return before the dwell goal, and by how much at most."""
    turns = [turn for case in cases for turn in run.turns(case) if (turn.below_goal_months or 0) > LEAST_EARLY]
    if not turns:
        return ""
    who = list(dict.fromkeys(turn.row.unit(run.scenario, turn.number) for turn in turns))
    more = f" and {len(who) - MOST_NAMED} more" if len(who) > MOST_NAMED else ""
    most = max(turn.below_goal_months or 0.0 for turn in turns)
    return (
        f"; before the dwell goal, by up to {with_unit(rounded(most), 'months')}: {', '.join(who[:MOST_NAMED])}{more}"
    )


def training_sentence(run: Run) -> str | None:
    """Return how many people a month would be trained, and how long the target would take; None without trainers."""
    paths = [f"force.{name}.training.target" for name, part in run.scenario.force.items() if part.training is not None]
    if not paths:
        return None
    trained, months = run.measure("trained_per_month"), run.measure("months_to_target")
    if not trained.high:
        return "Nobody would be trained: there are no trainers, or they have no trainees."
    taking = f"about {with_unit(rounded(months.low or 0), 'months')} at best, and have no end where nobody is trained"
    if months.high is not None:
        taking = f"about {with_unit(span(months), 'months')}"
    people = with_unit(span(trained), "people a month")
    if len(paths) > 1:
        return f"In all about {people} would be trained; the longest target would take {taking}."
    target = run.scenario.quantities()[paths[0]]
    says = target.evidence.says.rstrip(".") if target.evidence else ""
    whose = f" ({says[0].lower()}{says[1:]})" if says else ""
    goal = value_in_words(target)
    return f"With the trainers given, about {people} would be trained; {goal}{whose} would take {taking}."


def start_in_words(run: Run) -> str:
    """Return the sentences on the start of the months and the meaning of a month."""
    steady = "The rotation is steady from the first month, as if it had gone on for years"
    start = steady if run.plan.is_spread else "All start rested"
    filled = "where a nation has nobody, others fill in" if run.plan.backfill else "nobody fills in for another"
    mean = " A month shows the mean of its days." if run.plan.step == "day" else ""
    corners = f" {CORNERS}" if run.cases.count > 1 else ""
    return f"{start}; the longest rested go first; nobody goes beyond its offer; {filled}.{mean}{corners}"


def whole_pool(run: Run, case: str) -> str:
    """Return how many of the troops in the pools are in whole units, where some are left over."""
    months, pool = together(run, case), run.at(case, "pool") if run.outcomes.supply is not None else None
    if months is None or pool is None or not any(part.is_whole for part in run.plan.components):
        return ""
    whole = round_off(float(months.pool.max()))
    if whole >= round_off(pool):
        return ""
    return f" Of about {with_unit(rounded(pool), 'troops')} in the pools {amount(whole)} are in whole units."


def no_turns(run: Run) -> str:
    """Return why there is no plan of single units."""
    if any(part.is_whole for part in run.plan.components):
        return (
            f"There are more than {MOST_UNITS:,} units, too many to follow one by one; the totals above count them all."
        )
    return "Plain troops rotate here: this scenario names no unit that is relieved as a whole (“element” in its file)."


def sentences(run: Run) -> Iterator[str]:
    """Yield the sentences that apply, in the order of a page."""
    for sentence in (gap_sentence(run), *least_sentences(run), dwell_sentence(run), training_sentence(run)):
        if sentence:
            yield sentence


def cycle_sentence(run: Run) -> str:
    """Return the parts of a soldier's cycle; the size of the force does not matter."""
    months = run.cases.durations()
    tour, dwell, *within, called_up = (
        extent(duration)
        for duration in (months[key] for key in ("tour_months", "dwell_months", *IN_DWELL, "mobilisation_months"))
    )
    uses = [
        f"{span(duration, amount)} of them {PHASES[phase].label.lower()}"
        for duration, phase in zip(within, WITHIN_DWELL, strict=True)
        if duration.high
    ]
    before = f"{with_unit(span(called_up, amount), 'months')} called up, " if called_up.high else ""
    return (
        f"Whatever its size, a soldier would be {before}{with_unit(span(tour, amount), 'months')} away and "
        f"{with_unit(span(dwell, amount), 'months')} at home{', ' if uses else ''}{' and '.join(uses)}."
    )
