"""Cautions about a scenario's inputs, each with its input and the remedy: from results alone.

What the reader set stands beside its control; what rests on old or late figures stands under "How solid is this?".
Inputs that do not fit together at all are refused instead (`model.engine.cases`), with a remedy of its own.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from model.engine.cases import extent
from model.engine.run import Run
from model.evidence.claims import Claim, Register, period
from model.present.numbers import amount, rounded, span
from model.present.path_labels import label_of
from model.present.words.citations import days
from model.present.words.notes import notes, warnings
from model.present.words.plain import capital, spelled
from model.scenario.rotation import IN_DWELL
from model.scenario.scenario import NATIONS_AT

MOST_YEARS = 5
"""A figure that is older than this at the scenario's date is pointed out."""
LOWER_THE_OFFER = "With a smaller offer, or a larger share of the army, the offer would count in full."
LONGER_FLOOR = "With less leave and training, or more months at home, both would fit."
SMALLER_FORCE = "The sizes that were named stand on the page Who said what."
OTHER_FIGURE = "You can set a figure of your own."
FLOORS = ("tour_months", "dwell_months", "dwell_ratio", "dwell_floor_months", "dwell_floor_ratio")
"""The durations that set the least time at home."""


@dataclass(frozen=True)
class Caution:
    """A caution: the dotted path of its input, a sentence, the remedy, the claim behind it.

    `label` names the input where the sentence does not; `is_readers` says whether it rests on a figure of the reader's.
    """

    path: str
    message: str
    fix: str
    claim: str = ""
    label: str = ""
    is_readers: bool = False

    def in_words(self) -> str:
        """Return the sentence with the name of its input."""
        return f"{self.label}: {self.message[0].lower()}{self.message[1:]}" if self.label else self.message


def cautions(run: Run) -> Iterator[Caution]:
    """Yield the cautions of a run: too large offers, too short a rest, too large a force, old and late figures."""
    yield from _offers(run)
    yield from _floors(run)
    yield from _force(run)
    yield from _of_other_days(run)


def beside(run: Run) -> list[tuple[str, str]]:
    """Return, for each caution that rests on a figure of the reader's, the path of its input and the words there.

    Figures of other days are no reader's.
    """
    if not any(quantity.standing == "user" for quantity in run.scenario.quantities().values()):
        return []
    listed = (*_offers(run), *_floors(run), *_force(run))
    return [(caution.path, f"{caution.in_words()} {caution.fix}") for caution in listed if caution.is_readers]


def other_notes(run: Run, listed: Iterable[Caution]) -> list[str]:
    """Return the run's notes without the notes that a caution repeats."""
    said = {caution.message for caution in listed}
    return [note for note in notes(run) if note not in said]


def _is_readers(run: Run, *paths: str) -> bool:
    """Whether one of several inputs is a figure of the reader's."""
    quantities = run.scenario.quantities()
    return any(path in quantities and quantities[path].standing == "user" for path in paths)


def _offers(run: Run) -> Iterator[Caution]:
    """Offers above what the nation's pool keeps up: the run says so, and the remedy stands here."""
    quantities = run.scenario.quantities()
    for problem in warnings(run):
        path = ".".join(problem.path)
        if path.endswith(".offer_troops"):
            nation = path.removesuffix("offer_troops")
            own_share = f"{nation}deployable_share"
            share = own_share if own_share in quantities else "coalition.deployable_share"
            of = (path, f"{nation}land_strength", share)
            claim = quantities[path].claim or ""
            yield Caution(path, f"{problem.message}.", LOWER_THE_OFFER, claim, is_readers=_is_readers(run, *of))


def _floors(run: Run) -> Iterator[Caution]:
    """Training and leave that do not fit into the least time at home of a part: there both shrink in proportion."""
    seen = set()
    for name in run.scenario.force:
        paths = run.scenario.rotation_paths(name)
        path, crowded = paths["preparation_months"], run.cases.cycle(name).crowded_floor
        if crowded is not None and path not in seen:
            seen.add(path)
            floor, needed = (_months(span(extent(months), _spelled)) for months in crowded)
            do = "does" if needed == _months(spelled(1)) else "do"
            message = f"{capital(needed)} of leave and training {do} not fit into {floor} at home; we shorten both."
            of = [paths[key] for key in (*IN_DWELL, *FLOORS) if key in paths]
            yield Caution(path, message, LONGER_FLOOR, is_readers=_is_readers(run, *of))


def _spelled(number: float) -> str:
    return spelled(round(number, 1))


def _months(number: str) -> str:
    return f"{number} {'month' if number == spelled(1) else 'months'}"


def largest_proposed(register: Register) -> Claim | None:
    """Return the claim of the largest force proposed for Ukraine, of equals the first by id; None without any."""
    forces = [claim for _, claim in sorted(register.claims.items()) if claim.question == "force_size" and claim.bounds]
    return max(forces, key=lambda claim: (claim.bounds or ())[::-1], default=None)


def _force(run: Run) -> Iterator[Caution]:
    """A force larger than any published proposal."""
    largest, deployed = largest_proposed(run.scenario.register), run.measure("deployed").high
    if largest is None or largest.bounds is None or deployed is None or deployed <= largest.bounds[1]:
        return
    name = max(run.outcomes.own, key=lambda part: float(part.deployed.max())).component
    message = (
        f"{rounded(deployed)} troops are more than any force proposed in our sources: the largest is "
        f"{amount(largest.bounds[1])}."
    )
    sizings = [f"force.{name}.strength.{sizing}" for sizing in run.scenario.force[name].strength.sizing]
    others = [f"force.{name}.support_per_deployed"]
    yield Caution(sizings[0], message, SMALLER_FORCE, largest.id, is_readers=_is_readers(run, *sizings, *others))


def _of_other_days(run: Run) -> Iterator[Caution]:
    """Figures from long before the scenario's date, and from after it, behind either end of an input."""
    for figures, words in ((old_figures(run), _too_old), (late_figures(run), _too_late)):
        for path, end, part in figures:
            is_it = part.id == run.scenario.quantities()[path].claim
            rests = f"{end or 'it'} rests on a figure" if end or not is_it else "a figure"
            message = f"{capital(rests)} {words(part)}."
            yield Caution(path, message, OTHER_FIGURE, part.id, label_of(run.scenario, path))


def old_figures(run: Run) -> Iterator[tuple[str, str, Claim]]:
    """Yield the figures from long before the scenario's date: the input's path, the end that rests on it, the claim."""
    return _of_days(run, min, _is_old)


def late_figures(run: Run) -> Iterator[tuple[str, str, Claim]]:
    """Yield the figures from after the scenario's date: the input's path, the end that rests on it, the claim."""
    return _of_days(run, max, _is_late)


def year(claim: Claim) -> int:
    """Return the year by which a claim with a day had been made."""
    return (claim.latest_day or dt.date.min).year


def _of_days(
    run: Run, choose: Callable[..., Claim | None], is_off: Callable[[Claim, dt.date], bool]
) -> Iterator[tuple[str, str, Claim]]:
    """The figures of other days behind the inputs; those of nations that are out are left aside."""
    day, register = run.scenario.as_of or run.scenario.register.latest_day, run.scenario.register
    might = {name for supply in run.outcomes.supplies for name in supply.that_might}
    for path, quantity in run.scenario.quantities().items():
        claim, nation = quantity.evidence, path.removeprefix(f"{NATIONS_AT}.").partition(".")[0]
        if day is None or claim is None or (path.startswith(f"{NATIONS_AT}.") and nation not in might):
            continue
        yield from ((path, end, part) for end, part in _behind(register, claim, choose) if is_off(part, day))


@lru_cache(maxsize=1_024)
def _behind(register: Register, claim: Claim, choose: Callable[..., Claim | None]) -> tuple[tuple[str, Claim], ...]:
    """The oldest or newest claim behind each end of a claim, after the name of the end where the ends have two."""
    ends = [[part for part in register.behind_end(claim, end) if part.latest_day] for end in (0, 1)]
    low, high = (choose(parts, key=lambda part: part.latest_day, default=None) for parts in ends)
    if low is high:
        return (("", low),) if low else ()
    return tuple((f"the {end} end", part) for end, part in (("lower", low), ("higher", high)) if part)


def _is_old(claim: Claim, day: dt.date) -> bool:
    said = claim.latest_day
    return said is not None and (said.year + MOST_YEARS, said.month, said.day) < (day.year, day.month, day.day)


def _too_old(claim: Claim) -> str:
    return f"from {year(claim)}"


def _is_late(claim: Claim, day: dt.date) -> bool:
    return claim.days is not None and claim.days[0] > day


def _too_late(claim: Claim) -> str:
    said = days(claim.said_on if period(claim.said_on) else claim.reported_on)
    return f"of {said}, later than this plan"
