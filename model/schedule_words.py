"""The sentences about the months, from results alone: gaps, the least pool, time at home, training."""

from collections.abc import Iterator

from model.narrative import PHASE_LABELS, amount, case_names, rounded, span
from model.plan import least_units
from model.runs import Range, Run
from model.turns import MOST_UNITS, Months
from model.units import ALONE, Plan

LABELS = PHASE_LABELS | {"ready": "Ready", "left": "Left the coalition"}
LETTERS = {
    "deployed": "D", "handing_over": "H", "in_transit": "T", "mobilised": "C", "recovering": "R", "resting": "A",
    "preparing": "P", "ready": "Y", "left": "L",
}  # fmt: skip
"""One letter for each phase, so that colour is never alone."""
MOST_GAPS, LEAST_EARLY = 3, 0.05
CORNERS = "Low and high of these measures are those of the corners of the ranges."


def together(run: Run, case: str) -> Months | None:
    """Return all together month by month; None where the size of the force is not known, or nobody is asked for."""
    found = [each for each in run.months(case) if each.component == ALONE]
    return found[0] if found and found[0].required.any() else None


def gaps(run: Run, case: str) -> list[tuple[int, int, float]]:
    """Return the gaps of a case: from which month to which so many troops of those required would be missing."""
    months = together(run, case)
    found: list[tuple[int, int, float]] = []
    for month, troops in enumerate(months.shortfall if months else (), 1):
        short = rounded(float(troops))
        if short and found and found[-1][1:] == (month - 1, short):
            found[-1] = (found[-1][0], month, short)
        elif short:
            found.append((month, month, short))
    return found


def gap_text(run: Run, case: str) -> str:
    """Return the gaps of a case in words, the first three of them, or that there is none."""
    found = gaps(run, case)
    if not found:
        return "no month short"
    words = [
        f"by {amount(short)} in {f'months {first} to {last}' if last > first else f'month {first}'}"
        for first, last, short in found[:MOST_GAPS]
    ]
    more = len(found) - MOST_GAPS
    return f"short {', '.join(words)}" + (f", and in {more} more {'gap' if more == 1 else 'gaps'}" if more > 0 else "")


def gap_sentence(run: Run) -> str | None:
    """Return in which months the force required would be short, at both ends of the range."""
    names = {case: name for case, name in case_names(run).items() if together(run, case)}
    if not names:
        return None
    texts = {case: gap_text(run, case) for case in names}
    words = "; ".join(f"{name}, {texts[case]}" for case, name in names.items())
    if len(set(texts.values())) == 1:
        words = next(iter(texts.values()))
    return f"Over {run.scenario.horizon_months} months: {words}."


def least_sentences(run: Run) -> Iterator[str]:
    """Yield for each component the least pool that would miss no month, sent together and staggered."""
    for part in () if run.plans.is_too_short else run.plans.parts:
        at_once, rested, spread = (_units(run, part, each) for each in ("at once", "rested", "spread"))
        if not at_once.high:
            continue
        title = f"{run.scenario.title_of(part.component)}: " if len(run.plans.parts) > 1 else ""
        size = span(Range(float(part.troops.min()), None, float(part.troops.max())))
        each = f"{part.unit}s in the cycle" if part.is_whole else "troops in the cycle"
        whole = f"In whole {part.unit}s of {size}, {span(at_once)} at a time. " if part.is_whole else ""
        how = f"if all start rested and go together, {span(spread)} if they are staggered"
        if span(rested) == span(spread):
            how = "whether all go together or staggered"
        yield (f"{title}{whole}So that none is ever missing it takes at least {span(rested)} {each} {how}.")


def _units(run: Run, part: Plan, which: str) -> Range:
    """Units out at once, or the least in the cycle from a rested or a spread start, at both ends of the range."""
    found = []
    for number in (run.case_numbers["low"], run.case_numbers["high"]):
        one = part.of(slice(number, number + 1))
        at_once = which == "at once"
        units = one.required.max(axis=0) if at_once else least_units(run.plans, one, is_spread=which == "spread")
        found.append(float(units[0]))
    return Range(min(found), None, max(found))


def dwell_sentence(run: Run) -> str | None:
    """Return the time at home of those who would return within the horizon, and who would before the goal."""
    found = run.measure("achieved_dwell_months")
    if found.low is None:
        return None
    early = [
        turn for case in ("low", "high") for turn in run.turns(case) if (turn.below_goal_months or 0) > LEAST_EARLY
    ]
    who = ", ".join(sorted({run.unit_title(turn.row, turn.number) for turn in early}))
    most = max((turn.below_goal_months or 0 for turn in early), default=0.0)
    before = f"; before the dwell goal, by up to {amount(rounded(most))} months: {who}" if early else ""
    return (
        f"Those who would return to theatre within the {run.scenario.horizon_months} months would have been at home "
        f"for {span(found)} months on average{before}."
    )


def training_sentence(run: Run) -> str | None:
    """Return how many people a month would be trained, and how long the target would take; None without trainers."""
    paths = [f"force.{name}.training.target" for name, part in run.scenario.force.items() if part.training is not None]
    if not paths:
        return None
    trained, months = run.measure("trained_per_month"), run.measure("months_to_target")
    if not trained.high:
        return "Nobody would be trained: there are no trainers, or they have no trainees."
    if len(paths) > 1:
        return f"In all about {span(trained)} people a month would be trained, the last in {span(months)} months."
    target = run.scenario.quantities()[paths[0]]
    says = target.evidence.says.rstrip(".") if target.evidence else ""
    whose = f" ({says[0].lower()}{says[1:]})" if says else ""
    asked = span(Range(target.low, target.central, target.high), is_rounded=False)
    return (
        f"With the trainers given, about {span(trained)} people a month would be trained; {asked}{whose} would take "
        f"about {span(months)} months."
    )


def start_in_words(run: Run) -> str:
    """Return how the months begin, and what a month shows."""
    start = "staggered, as if the rotation had gone on for years" if run.plans.is_spread else "all of them rested"
    filled = "where a nation has nobody, others fill in" if run.plans.backfill else "nobody fills in for another"
    mean = " A month shows the mean of its days." if run.plans.step == "day" else ""
    return f"Units or troops start {start}; the longest rested go first; {filled}.{mean} {CORNERS}"


def no_turns(run: Run) -> str:
    """Return why there is no plan of single units."""
    if any(part.is_whole for part in run.plans.parts):
        return (
            f"There are more than {MOST_UNITS:,} units, too many to follow one by one; the totals above count them all."
        )
    return "Plain troops rotate here: this scenario names no unit that is relieved as a whole (`element` in its file)."


def sentences(run: Run) -> Iterator[str]:
    """Yield the sentences that apply, in the order of a page."""
    for sentence in (gap_sentence(run), *least_sentences(run), dwell_sentence(run), training_sentence(run)):
        if sentence:
            yield sentence
