"""The sentences about the coalition, from results alone: supply, verdict, pivotal nations, backstop, land force."""

from collections.abc import Iterator, Sequence

from model.engine.run import Run
from model.engine.supply import per_cent_of_land_force
from model.frozen import Range
from model.kernels.arrays import ROUNDING
from model.kernels.participation import NOT_WORKED_OUT
from model.present.numbers import NOT_KNOWN, in_100, joined, of_100, rounded, rounded_troops, span
from model.present.words.force import named_by, size

WITHIN_GOAL, BELOW_GOAL, SHORT = "within the dwell goal", "only below the dwell goal", "short by"
MOST_NAMED, LEAST_NAMED = 3, 0.005
AVAILABLE = "available at the floor within its offer"
"""The limit of a nation's share: the troops that it could keep up at the dwell floor, within its offer."""
ASSUMED_CHANCES = "The chances of taking part are assumptions or your own; nobody has measured them."


def verdict(run: Run, case: str) -> str:
    """Return how the coalition stands in the `low`, `central` or `high` case.

    `within the dwell goal`, `only below the dwell goal` with who is, `short by N`, or that it is not known.
    """
    supply = run.outcomes.supply
    shortfall = run.at(case, "shortfall")
    if supply is None or shortfall is None:
        return NOT_KNOWN
    if shortfall >= 1 - ROUNDING:  # less than one soldier is no gap, as in the months
        return f"{SHORT} {rounded(shortfall)}"
    strained = sorted(map(run.scenario.nation_title, supply.below_goal(run.case_numbers[case])))
    return f"{BELOW_GOAL}: {', '.join(strained)}" if strained else WITHIN_GOAL


def verdicts(run: Run) -> dict[str, str] | None:
    """Return the verdict of each case; None without a coalition."""
    return None if run.outcomes.supply is None else {case: verdict(run, case) for case in ("low", "central", "high")}


def supply_sentence(run: Run) -> str | None:
    """Return the troops that counted nations could keep up, against the size of the force; None without a coalition."""
    if run.outcomes.supply is None:
        return None
    capacity, margin = run.measure("capacity"), run.measure("margin")
    if not capacity.high:
        return "No nation counts that has a published strength and troops left to rotate, so nothing could be kept up."
    could = f"The nations counted could keep up about {span(capacity)} troops at their dwell goal"
    if margin.low is None or margin.high is None:
        return f"{could}; the size of the force is {NOT_KNOWN}, and so is the margin."
    return f"{could}: {_margin(margin.low, margin.high)} the {size(run)} {named_by(run)}."


def largest_force(run: Run) -> str | None:
    """Return the largest force that could be kept up: the same capacity, asked the other way round."""
    if run.outcomes.supply is None or not run.measure("capacity").high:
        return None
    return (
        f"With those contributions, the largest force that could be kept up is about {span(run.measure('capacity'))}."
    )


def verdict_sentence(run: Run) -> str | None:
    """Return the verdict at both ends of the range."""
    by_case = verdicts(run)
    if by_case is None or by_case["low"] == NOT_KNOWN:
        return None
    low, high = (run.at(case, "multiplier") for case in ("low", "high"))
    words = by_case["high"]
    if by_case["low"] != words and low is not None and high is not None:
        words = f"{by_case['low']} at the low end and {words} at the high end"
    return f"By this rule of sharing the force would be {words}."


def chance_sentence(run: Run) -> str | None:
    """Return the chance that the nations taking part keep the force up; None where every nation is in or out."""
    chance = run.measure("probability_kept_up") if has_chances(run) else Range()
    if not chance.is_known:
        return None
    return (
        f"If they took part with the chances assumed, the force could be kept up in {span(chance, of_100)} of 100 "
        "cases."
    )


def pivotal_sentence(run: Run) -> str | None:
    """Return on whom the answer hangs most: the greatest difference a nation's taking part makes."""
    weights = pivotal_weights(run, LEAST_NAMED) if has_chances(run) else []
    if not weights:
        return None
    named = [f"{title} ({in_100(weight)})" for title, weight in weights[:MOST_NAMED]]
    return f"Taking part or not would move that chance most for {', '.join(named)}, in cases of 100."


def needed_sentence(run: Run) -> str | None:
    """Return the fewest contributors that suffice, up to three by name.

    None where it is not known what they would have to reach, or nobody could bring anything.
    """
    if run.outcomes.supply is None or run.measure("deployed").low is None:
        return None
    able = [run.scenario.nation_title(name) for name in run.could_bring()]
    if not able or run.measure("contributors_needed").high == 0:
        return None
    by_case = [names and [run.scenario.nation_title(name) for name in names] for names in run.sufficing()]
    known = sorted((names for names in by_case if names is not None), key=len)
    if len(able) == 1:
        return _alone(able[0], suffices=bool(known), always=None not in by_case)
    whom = "count or have a chance of taking part" if has_chances(run) else "count here"
    if NOT_WORKED_OUT in run.why("contributors_needed"):
        return f"The fewest of the nations that {whom} that would suffice are not worked out: too many combinations."
    if not known:
        return f"The nations that {whom} would not suffice together."
    low = _fewest(known[0])
    high = "all together would not suffice" if None in by_case else _fewest(known[-1])
    return f"Of the nations that {whom}, {low if low == high else f'at the low end {low}; at the high end {high}'}."


def _alone(title: str, *, suffices: bool, always: bool) -> str:
    only_low = " at the low end, not at the high end" if suffices and not always else ""
    return f"{title} alone would {'' if suffices else 'not '}suffice{only_low}."


def _fewest(names: Sequence[str]) -> str:
    if not names:
        return "it would take nobody"
    if len(names) == 1:
        return f"{names[0]} alone would suffice"
    named = f"such as {', '.join(names[:-1])} and {names[-1]}" if len(names) <= MOST_NAMED else "the largest first"
    return f"it would take at least {len(names)}, {named}"


def backstop_sentence(run: Run) -> str | None:
    """Return the nations that leave and the components that the coalition takes over without the backstop, or None."""
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    leaving = [
        run.scenario.nation_title(name) for name, contributor in contributors.items() if contributor.needs_us_backstop
    ]
    falling = [run.scenario.title_of(name) for name, component in run.scenario.force.items() if component.falls_back_to]
    what = ((leaving, "out"), (falling, "falling to another provider"))
    parts = [f"{does}: {', '.join(names)}" for names, does in what if names]
    withdrawn = "If the United States backstop were withdrawn"
    when = withdrawn if run.scenario.us_backstop.provided else "Without the United States backstop"
    return f"{when}, {'; '.join(parts)}." if parts else None


def land_force_sentence(run: Run) -> str | None:
    """Return the share of their land forces that carrying nations would tie up; None without an answer."""
    supply = run.outcomes.supply
    if supply is None or run.measure("deployed").low is None:
        return None
    shares = [per_cent_of_land_force(supply, run.case_numbers[case]) for case in ("low", "high")]
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        return None
    words = joined(sorted(share / 100 for share in known), of_100)
    return f"What they would carry would tie up {words} per cent of the land forces of those who carry it."


def elsewhere_sentence(run: Run) -> str | None:
    """Return the nations whose other operations count as zero, as no figure is known; None without such a nation."""
    quantities = run.scenario.quantities()
    assumed = [
        name for name in run.counted if quantities[f"coalition.contributors.{name}.deployed_elsewhere"].is_default
    ]
    if not assumed:
        return None
    is_all = len(assumed) == len(run.counted) > 1
    whose = "each of these nations" if is_all else ", ".join(run.scenario.nation_title(name) for name in assumed)
    return (
        f"What {whose} keeps deployed elsewhere counts as 0, an assumption of ours; anything there would make the pool "
        "smaller."
    )


def has_chances(run: Run) -> bool:
    """Whether some contributor takes part with a chance between 0 and 1."""
    return run.outcomes.supply is not None and run.outcomes.supply.has_chances


def sentences(run: Run) -> Iterator[str]:
    """Yield the sentences that apply, in the order of a page."""
    for write in (
        supply_sentence, largest_force, verdict_sentence, land_force_sentence, chance_sentence, pivotal_sentence,
        needed_sentence, backstop_sentence,
    ):  # fmt: skip
        if sentence := write(run):
            yield sentence


def pivotal_weights(run: Run, least: float = -1.0) -> list[tuple[str, float]]:
    """Return titles and pivotal weights of contributors, none below the least: the greatest first, then A to Z."""
    weights = [(run.scenario.nation_title(name), weight) for name, weight in run.pivotal_weights().items()]
    return sorted((row for row in weights if row[1] >= least), key=lambda row: (-row[1], row[0]))


def _margin(low: float, high: float) -> str:
    if low >= 0:
        return "just" if high == 0 else f"{span(Range(low, None, high), rounded_troops)} more than"
    if high < 0:
        return f"{span(Range(-high, None, -low), rounded_troops)} short of"
    spare = "just enough for" if high == 0 else f"{rounded_troops(high)} more than"
    return f"from {rounded_troops(-low)} short of, to {spare},"
