"""Warnings about a scenario's inputs, each with its input and the remedy: from results alone.

Inputs that do not fit together at all are refused instead (`model.engine.cases`), with a remedy of its own.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from model.engine.cases import extent
from model.engine.run import Run
from model.evidence.claims import Claim, Register, period
from model.present.numbers import amount, rounded, span, with_unit
from model.present.path_labels import claim_link, label_of
from model.present.words.claims import dates
from model.present.words.notes import notes, warnings
from model.scenario.scenario import NATIONS_AT

MOST_YEARS = 5
"""A figure that is older than this at the scenario's date is pointed out."""
OLDER, LATER = "more than five years before", "later than"
LOWER_THE_OFFER = "An offer of no more, in a file, or a larger deployable share would remove this."
LONGER_FLOOR = "Shorter preparation and recovery, or a longer least dwell, would remove this."
SMALLER_FORCE = "A smaller force would remove this; Sources lists the sizes that were proposed."
OTHER_FIGURE = "A figure of your own would remove this; Sources says what the published one stands for."


@dataclass(frozen=True)
class Caution:
    """A warning: the dotted path of its input, the message, the remedy, the claim behind it.

    Warnings of one `kind` share its words where they stand together; `brief` is the rest of the message.
    """

    path: str
    message: str
    fix: str
    claim: str = ""
    kind: str = ""
    brief: str = ""

    def in_words(self) -> str:
        """Return the message with a link to its claim."""
        return self._linked(self.message)

    def in_brief(self) -> str:
        """Return the warning without the words of its kind, with a link to its claim."""
        return self._linked(self.brief or self.message)

    def _linked(self, text: str) -> str:
        return f"{text} ({claim_link(self.claim)})" if self.claim else text


def cautions(run: Run) -> Iterator[Caution]:
    """Yield the warnings of a run: too large offers, too short floors, too large a force, figures of other days."""
    yield from _offers(run)
    yield from _floors(run)
    yield from _force(run)
    yield from _of_other_days(run)


def in_words(listed: Iterable[Caution]) -> list[str]:
    """Return the warnings; warnings with the same remedy share a text that ends with it, those of a kind its words.

    A claim stands once for each kind, with the first input that rests on it.
    """
    by_fix: dict[str, dict[str, dict[str, str]]] = {}
    for caution in listed:
        of_kind = by_fix.setdefault(caution.fix, {}).setdefault(caution.kind, {})
        of_kind.setdefault(caution.claim or caution.message, caution.in_brief())
    return [
        " ".join(
            [*(f"{kind}{': ' if kind else ''}{'; '.join(of_kind.values())}." for kind, of_kind in kinds.items()), fix]
        )
        for fix, kinds in by_fix.items()
    ]


def beside(listed: Iterable[Caution]) -> list[tuple[str, str]]:
    """Return, for each warning, the dotted path of its input and the text there: message and remedy.

    Those of other days on single nations, which have no input of their own on a page, stand at its top alone.
    """
    return [
        (caution.path, f"{caution.in_words()}. {caution.fix}")
        for caution in listed
        if not (caution.kind and caution.path.startswith(f"{NATIONS_AT}."))
    ]


def other_notes(run: Run, listed: Iterable[Caution]) -> list[str]:
    """Return the run's notes without the notes that a warning repeats."""
    said = {f"{caution.message}." for caution in listed}
    return [note for note in notes(run) if note not in said]


def _offers(run: Run) -> Iterator[Caution]:
    """Offers above what the nation's pool keeps up: the run says so, and the remedy stands here."""
    quantities = run.scenario.quantities()
    for problem in warnings(run):
        path = ".".join(problem.path)
        if path.endswith(".offer_troops"):
            yield Caution(path, problem.message, LOWER_THE_OFFER, quantities[path].claim or "")


def _floors(run: Run) -> Iterator[Caution]:
    """Preparation and recovery that do not fit into the least dwell of a part: there both shrink in proportion."""
    seen = set()
    for name in run.scenario.force:
        path, crowded = run.scenario.rotation_paths(name)["preparation_months"], run.cases.cycle(name).crowded_floor
        if crowded is not None and path not in seen:
            seen.add(path)
            floor, needed = (with_unit(span(extent(months), amount), "months") for months in crowded)
            message = (
                f"At the least dwell of {floor}, preparation and recovery of {needed} together would be "
                "shortened in proportion"
            )
            yield Caution(path, message, LONGER_FLOOR)


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
        f"About {rounded(deployed)} troops deployed are more than any size named for a force in Ukraine in the "
        f"register, {amount(largest.bounds[1])} at most"
    )
    sizing = run.scenario.force[name].strength.sizing[0]
    yield Caution(f"force.{name}.strength.{sizing}", message, SMALLER_FORCE, largest.id)


def _of_other_days(run: Run) -> Iterator[Caution]:
    """Figures from long before the scenario's date, and from after it, behind either end of an input.

    Those of nations that are out are left aside.
    """
    day, register = run.scenario.as_of or run.scenario.register.latest_day, run.scenario.register
    might = {name for supply in run.outcomes.supplies for name in supply.that_might}
    for path, quantity in run.scenario.quantities().items():
        claim, nation = quantity.evidence, path.removeprefix(f"{NATIONS_AT}.").partition(".")[0]
        if day is None or claim is None or (path.startswith(f"{NATIONS_AT}.") and nation not in might):
            continue
        label = label_of(run.scenario, path)
        for choose, day_of, off in ((min, _too_old, OLDER), (max, _too_late, LATER)):
            for end, part in _behind(register, claim, choose):
                if said := day_of(part, day):
                    rests = f"{end}rests on " if part is not claim else ""
                    against = f"{off} the scenario's date, {day}"
                    message = f"{label}: {rests}a figure of {said}, {against}"
                    kind = f"{against[0].upper()}{against[1:]}"
                    yield Caution(path, message, OTHER_FIGURE, part.id, kind, f"{label}, {said}")


def _behind(register: Register, claim: Claim, choose: Callable[..., Claim | None]) -> Iterator[tuple[str, Claim]]:
    """The oldest or newest claim behind each end of a claim, after the name of the end where the ends have two."""
    ends = [[part for part in register.behind_end(claim, end) if part.latest_day] for end in (0, 1)]
    low, high = (choose(parts, key=lambda part: part.latest_day, default=None) for parts in ends)
    if low is high:
        return iter([("", low)] if low else [])
    return ((f"its {end} value ", part) for end, part in (("lower", low), ("higher", high)) if part)


def _too_old(claim: Claim, day: dt.date) -> str:
    """The year of a claim from long before a day; empty for any other."""
    said = claim.latest_day
    if said is None or (said.year + MOST_YEARS, said.month, said.day) >= (day.year, day.month, day.day):
        return ""
    return str(said.year)


def _too_late(claim: Claim, day: dt.date) -> str:
    """The date of a claim that was made after a day; empty for any other."""
    if claim.days is None or claim.days[0] <= day:
        return ""
    return dates(claim.said_on if period(claim.said_on) else claim.reported_on)
