"""The properties of a plan in a few words each, so that plans can stand side by side."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from model.engine.missing import NO_COST
from model.engine.run import Run
from model.present.numbers import SIGNS, joined, percent, whole, with_unit
from model.present.words import plain
from model.present.words.chances import has_chances
from model.present.words.force import size
from model.scenario.scenario import NATIONS_AT
from model.terms import PHASES

NO_NATION = "no nation named"
PART_UNKNOWN = "size of a part not published"
RULES = {"equal_strain": "evenly for size", "by_priority": "by priority", "offers": "as offered"}
STARTS = {"evenly_spread": "one after another", "rested": "all at once"}
NATION = rf"{re.escape(NATIONS_AT)}\.\w+"
PART = r"force\.\w+"
OF_PART = rf"({PART}\.)?"


@dataclass(frozen=True)
class Property:
    """A property of a plan.

    Attributes:
        label: its name.
        words: its words for a run; empty where a plan has no such thing.
        paths: the inputs that these words tell of, as a regular expression for their whole paths.
        short: words that tell plans apart by this property alone; empty where another one does it better.
        same: words for plans that share it; None where that is not worth a word.
        is_same: whether two runs with the same words share it.
    """

    label: str
    words: Callable[[Run], str]
    paths: str
    short: Callable[[str], str] = lambda _: ""
    same: Callable[[str], str] | None = None
    is_same: Callable[[Run, Run], bool] = lambda *_: True

    def cells(self, runs: Sequence[Run]) -> tuple[str, ...]:
        """Return the words of each run; where they are the first run's without meaning the same, they say so."""
        first = self.words(runs[0])
        words = ((run, self.words(run)) for run in runs)
        return tuple(
            cell if cell != first or self.is_same(runs[0], run) else f"{cell}, not the same ones" for run, cell in words
        )

    def covers(self, path: str) -> bool:
        """Return whether an input is one that the property tells of."""
        return re.fullmatch(self.paths, path) is not None


def force(run: Run) -> str:
    """Return the size of a force: `30,000 troops`; that nobody has published it, or that of some part."""
    deployed = run.measure("deployed")
    if deployed.is_known:
        return with_unit(size(run), "troops") if deployed.high else "no troops"
    are_known = [run.scenario.force[part.component].strength.is_known for part in run.outcomes.own]
    return PART_UNKNOWN if any(are_known) else "size not published"


def who(run: Run) -> str:
    """Return the nations that take part: `France and the UK`, `ten nations`; that they have a chance each, if so."""
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
        parts: list[str | None] = [demand.component for demand in run.outcomes.own] or [None]
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
    of_soldier = run.scenario.cost
    if of_soldier is None:
        return NO_COST
    sign = SIGNS.get(of_soldier.currency, f"{of_soldier.currency} ".lstrip())
    ends = (of_soldier.per_deployed_year.low, of_soldier.per_deployed_year.high)
    return joined(ends, lambda total: f"{sign}{whole(total)}")


def share(run: Run) -> str:
    """Return the share of each army that can be sent, of a coalition that has one for all: `30% to 77%`."""
    of_army = run.scenario.coalition and run.scenario.coalition.deployable_share
    return joined((of_army.low, of_army.high), percent) if of_army else ""


def _rule(run: Run) -> str:
    return RULES[run.scenario.coalition.rule] if run.scenario.coalition else ""


def _chances(run: Run) -> str:
    coalition = run.scenario.coalition
    chances = coalition.probability_by_position if coalition else {}
    some = [f"{position} {percent(chance.central)}" for position, chance in chances.items() if chance.central]
    return ", ".join(some) or ("nobody has a chance" if chances else "yes or no")


def _as_of(run: Run) -> str:
    return plain.day(run.scenario.as_of.isoformat()) if run.scenario.as_of else "no date"


def _duration(label: str, key: str) -> Property:
    name = plain.small(label)
    return Property(
        label, months(f"{key}_months"), rf"{OF_PART}rotation\.{key}_months", short=lambda words: f"{name}: {words}"
    )


DWELL = rf"{OF_PART}rotation\.dwell_(ratio|months)"
PROPERTIES = (
    Property("Force", force, rf"{PART}(\.(strength|support_per_deployed|profile)(\..+)?)?", short=str, same=str),
    Property(
        "Who takes part",
        who,
        rf"as_of|coalition|coalition\.counted_positions|{NATION}(\.(position|probability|needs_us_backstop))?",
        short=lambda words: f"with {words}",
        same=str,
        is_same=lambda one, other: set(one.counted) == set(other.counted),
    ),
    Property("Tours", months("tour_months"), rf"{OF_PART}rotation\.tour_months", short=tours, same=tours),
    Property(
        "At home for each one away",
        at_home,
        DWELL,
        short=lambda words: f"{words} at home for each one away",
        same=lambda words: f"{words} at home for each one away",
    ),
    Property(PHASES["resting"].label, months("dwell_months"), DWELL),
    _duration("Handover", "overlap"),
    _duration("Travel", "transit"),
    _duration("Call-up", "mobilisation"),
    _duration("Training before a tour", "preparation"),
    _duration("Leave after a tour", "recovery"),
    Property(
        "Share of each army that can be sent",
        share,
        r"coalition\.deployable_share",
        short=lambda words: f"{words} of each army",
        same=lambda words: f"{words} of each army can be sent",
    ),
    Property("How the load is shared", _rule, r"coalition\.rule", short=lambda words: f"shared {words}"),
    Property("Taking part", _chances, r"coalition\.probability_by_position(\..+)?", short=str),
    Property(
        "US backstop",
        lambda run: "provided" if run.scenario.us_backstop.provided else "withdrawn",
        r"us_backstop(\.provided)?",
        short=lambda words: f"US backstop {words}",
    ),
    Property("Units go", lambda run: STARTS[run.scenario.schedule.start], r"schedule\.start", short=str),
    Property(
        "Where a nation runs out",
        lambda run: "others step in" if run.scenario.schedule.backfill else "a gap opens",
        r"schedule\.backfill",
        short=str,
    ),
    Property("Time looked at", plain.horizon, "horizon_months"),
    Property("Offers and positions as of", _as_of, "as_of"),
    Property("Extra cost of a soldier for a year", cost, r"cost(\..+)?"),
)
"""In the order of the table of differences."""
