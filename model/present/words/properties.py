"""The properties of a plan in a few words each, so that plans can stand side by side."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from model.engine.missing import NO_COST
from model.engine.run import Run
from model.present.numbers import SIGNS, amount, joined, percent, whole, with_unit
from model.present.words import plain
from model.present.words.coalition import has_chances
from model.present.words.force import size
from model.scenario.scenario import NATIONS_AT

NO_NATION = "no nation named"
RULES = {"equal_strain": "evenly for size", "by_priority": "by priority", "offers": "as offered"}
STARTS = {"evenly_spread": "one after another", "rested": "all at once"}
ANY = "*"
"""Stands for a key of any name in the path of an input."""


@dataclass(frozen=True)
class Property:
    """A property of a plan.

    Attributes:
        label: its name.
        words: its words for a run; empty where a plan has no such thing.
        paths: the inputs that these words tell of, as the beginnings of their paths, `*` for a key of any name.
        short: words that tell plans apart by this property alone.
        same: words for plans that share it; None where that is not worth a word.
    """

    label: str
    words: Callable[[Run], str]
    paths: tuple[str, ...]
    short: Callable[[str], str] = str
    same: Callable[[str], str] | None = None

    def covers(self, path: str) -> bool:
        """Return whether an input is one that the property tells of."""
        keys = path.split(".")
        return any(
            all(part in (ANY, key) for part, key in zip(parts, keys, strict=False))
            for parts in (beginning.split(".") for beginning in self.paths)
            if len(parts) <= len(keys)
        )


def force(run: Run) -> str:
    """Return the size of a force: `30,000 troops`; that nobody has published it, or that of some part."""
    deployed = run.measure("deployed")
    if deployed.is_known:
        return with_unit(size(run), "troops") if deployed.high else "no troops"
    are_known = [run.scenario.force[part.component].strength.is_known for part in run.outcomes.own]
    return "size of a part not published" if any(are_known) else "size not published"


def who(run: Run) -> str:
    """Return who takes part: `France and the UK`, `ten nations`; that they have a chance each, if so."""
    if run.outcomes.supply is None:
        return NO_NATION
    nations = plain.who_is_in(run)
    nations = nations.removeprefix("the ") if nations.endswith(" nations") else nations
    return f"{nations}, each with a chance" if has_chances(run) else nations


def at_home(run: Run) -> str:
    """Return the soldiers at home for each one away: `two or three`; empty where nobody is away."""
    for_each = run.measure("multiplier")
    return plain.spelled_ends(*(round(end - 1, 2) for end in for_each.ends)) if for_each.is_known else ""


def months(key: str) -> Callable[[Run], str]:
    """Return the words for a duration of all parts that the coalition provides: `12 to 18 months`, `none`."""

    def words(run: Run) -> str:
        parts = [demand.component for demand in run.outcomes.own] or [None]
        every = np.concatenate([np.atleast_1d(run.cases.durations(part)[key]) for part in parts])
        low, high = float(every.min()), float(every.max())
        spelled = plain.spelled_ends(low, high)
        return f"{spelled} month{'' if spelled == 'one' else 's'}" if high else "none"

    return words


def tours(length: str) -> str:
    """Return a length of tours as the tours that last so long.

    >>> tours("six months"), tours("four to six months")
    ('six-month tours', 'tours of four to six months')
    """
    is_one = " to " not in length and " or " not in length
    return f"{length.removesuffix('s').replace(' ', '-')} tours" if is_one else f"tours of {length}"


def cost(run: Run) -> str:
    """Return the extra cost of a soldier for a year, in the scenario's currency."""
    given = run.scenario.cost
    if given is None:
        return NO_COST
    sign = SIGNS.get(given.currency, f"{given.currency} ".lstrip())
    ends = (given.per_deployed_year.low, given.per_deployed_year.high)
    return joined(ends, lambda total: f"{sign}{whole(total)}")


def _share(run: Run) -> str:
    share = run.scenario.coalition and run.scenario.coalition.deployable_share
    return joined((share.low, share.high), percent) if share else ""


def _rule(run: Run) -> str:
    return RULES[run.scenario.coalition.rule] if run.scenario.coalition else ""


def _chances(run: Run) -> str:
    coalition = run.scenario.coalition
    chances = coalition.probability_by_position if coalition else {}
    return ", ".join(f"{position} {amount(chance.central)}" for position, chance in chances.items()) or "yes or no"


def _as_of(run: Run) -> str:
    return plain.day(run.scenario.as_of.isoformat()) if run.scenario.as_of else ""


def _named(run: Run) -> str:
    coalition = run.scenario.coalition
    return plain.spelled(len(coalition.contributors)) if coalition else ""


PROPERTIES = (
    Property(
        "Force",
        force,
        ("force.*.strength", "force.*.support_per_deployed", "force.*.profile"),
        same=lambda words: words,
    ),
    Property(
        "Who takes part",
        who,
        (
            "as_of", "coalition.counted_positions", f"{NATIONS_AT}.*.position", f"{NATIONS_AT}.*.probability",
            f"{NATIONS_AT}.*.needs_us_backstop",
        ),
        short=lambda words: f"with {words}",
        same=lambda words: words,
    ),
    Property(
        "At home for each one away",
        at_home,
        ("rotation.dwell_ratio", "rotation.dwell_months"),
        short=lambda words: f"{words} at home for each one away",
        same=lambda words: f"{words} at home for each one away",
    ),
    Property("At home between tours", months("dwell_months"), ("rotation.dwell_ratio", "rotation.dwell_months")),
    Property("Tours", months("tour_months"), ("rotation.tour_months",), short=tours, same=tours),
    Property("Handover", months("overlap_months"), ("rotation.overlap_months",)),
    Property("Travel", months("transit_months"), ("rotation.transit_months",)),
    Property("Call-up", months("mobilisation_months"), ("rotation.mobilisation_months",)),
    Property("Training before a tour", months("preparation_months"), ("rotation.preparation_months",)),
    Property("Leave after a tour", months("recovery_months"), ("rotation.recovery_months",)),
    Property(
        "Share of each army that can be sent",
        _share,
        ("coalition.deployable_share",),
        short=lambda words: f"{words} of each army",
        same=lambda words: f"{words} of each army can be sent",
    ),
    Property("How the load is shared", _rule, ("coalition.rule",)),
    Property("Taking part", _chances, ("coalition.probability_by_position",)),
    Property(
        "US backstop",
        lambda run: "provided" if run.scenario.us_backstop.provided else "withdrawn",
        ("us_backstop",),
        short=lambda words: f"US backstop {words}",
    ),
    Property("Units go", lambda run: STARTS[run.scenario.schedule.start], ("schedule.start",)),
    Property(
        "Where a nation runs out",
        lambda run: "others step in" if run.scenario.schedule.backfill else "a gap opens",
        ("schedule.backfill",),
    ),
    Property("Time looked at", plain.horizon, ("horizon_months",)),
    Property("Offers and positions as of", _as_of, ("as_of",)),
    Property("Nations that could be added", _named, (NATIONS_AT,)),
    Property("Extra cost of a soldier for a year", cost, ("cost",)),
)  # fmt: skip
"""In the order of the table of differences."""
