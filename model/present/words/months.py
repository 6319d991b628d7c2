"""The sentences about whom the months take: the units in all, time at home, training, one soldier's cycle."""

from collections.abc import Iterator

from model.engine.plan import LeastPool
from model.engine.run import Run
from model.present.numbers import rounded, span, whole, with_unit
from model.present.words.course import gap_sentence
from model.present.words.ends import ends_in_words
from model.present.words.force import part_title, value_in_words
from model.present.words.plain import capital, horizon, listed, spelled_ends
from model.present.words.units import plural, unit_size

MOST_NAMED, LEAST_EARLY = 3, 0.05


def least_sentences(run: Run) -> Iterator[str]:
    """Yield for each part the fewest units, or troops, that would miss no month: all at once, and taking turns."""
    for pool in run.least_pools:
        component = pool.component
        words = whole if component.is_whole else rounded
        together, staggered = span(pool.together, words), span(pool.staggered, words)
        unit = "troops"
        if component.is_whole:
            unit = component.unit if together == "1" else plural(component.unit)
        take = f"{together} {unit} in all"
        if together != staggered:
            take = f"{together} {unit} in all if all go at once, {staggered} if they take turns from the first month"
        yield f"{part_title(run, component.name, _away(pool))} {take}{_at_floor(pool)}."


def _away(pool: LeastPool) -> str:
    """The units or troops away at a time, as the beginning of a sentence."""
    component = pool.component
    if not component.is_whole:
        return "without a gap it would take"
    at_once = spelled_ends(pool.at_once.low or 0.0, pool.at_once.high or 0.0)
    is_one = pool.at_once.high == 1
    units = f"{component.unit if is_one else plural(component.unit)} of {unit_size(pool.unit_troops)}"
    return f"{at_once} {units} away at a time {'takes' if is_one else 'take'}"


def _at_floor(pool: LeastPool) -> str:
    """The same with the fewest months at home that are tolerated."""
    if pool.at_floor is None:
        return ""
    words = whole if pool.component.is_whole else rounded
    together, staggered = (span(units, words) for units in pool.at_floor)
    both = together if together == staggered else f"{together} at once, {staggered} in turns"
    return f"; with the fewest months at home, {both}"


def dwell_sentence(run: Run) -> str | None:
    """Return the time at home of troops that go again within the horizon, and the units that go before their time."""
    at_home = {case: run.at(case, "achieved_dwell_months") for case in ("low", "high")}
    if all(months is None for months in at_home.values()):
        return None
    who = "units" if any(part.is_whole for part in run.plan.components) else "soldiers"
    texts = {
        case: f"nobody goes twice within {horizon(run)}"
        if months is None
        else f"{who} would go back after {with_unit(rounded(months), 'months')} at home"
        for case, months in at_home.items()
    }
    early = _early(run)
    if len(set(texts.values())) == 1:
        return f"{capital(texts['low'])}{early}."
    ends = ends_in_words(run)
    return f"{capital(ends['low'])}, {texts['low']}; {ends['high']}, {texts['high']}{early}."


def _early(run: Run) -> str:
    """The first three units that would go again before their rest is over, and by how much at most."""
    if all((part.times.cycle >= part.times.goal).all() for part in run.plan.components):
        return ""  # without a least time at home nobody goes before the goal: no need to follow the units
    early = [back for case in ("low", "high") for back in run.returns(case) if back.below_goal_months > LEAST_EARLY]
    if not early:
        return ""
    who = list(dict.fromkeys(back.row.unit(run.scenario, back.number) for back in early))
    more = [f"{len(who) - MOST_NAMED} more"] if len(who) > MOST_NAMED else []
    most = max(back.below_goal_months for back in early)
    return f"; up to {with_unit(rounded(most), 'months')} too early: {listed([*who[:MOST_NAMED], *more])}"


def training_sentence(run: Run) -> str | None:
    """Return how many people a month would be trained, and how long the target would take; None without trainers."""
    paths = [f"force.{name}.training.target" for name, part in run.scenario.force.items() if part.training is not None]
    if not paths:
        return None
    trained, months = run.measure("trained_per_month"), run.measure("months_to_target")
    if not trained.high:
        return "Nobody would be trained: there are no trainers, or they have no trainees."
    taking = (
        f"about {with_unit(rounded(months.low or 0), 'months')} at the least, and have no end where nobody is trained"
    )
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
    """Return the sentences on what the months take for granted."""
    start = "Units take turns as if they had for years" if run.plan.is_spread else "All start rested"
    filled = "; where one runs out others step in" if run.plan.backfill else " or stands in for another"
    mean = " A month shows the mean of its days." if run.plan.step == "day" else ""
    return f"{start}. Nobody goes beyond an offer{filled}.{mean}"


def sentences(run: Run) -> Iterator[str]:
    """Yield the sentences that apply, in the order of a page."""
    for sentence in (gap_sentence(run), *least_sentences(run), dwell_sentence(run), training_sentence(run)):
        if sentence:
            yield sentence
