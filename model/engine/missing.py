"""Why a measure has no value: the reasons that stand in its place, the same in tables, sentences and files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from model.engine.outcomes import OF_TRAINING
from model.kernels.participation import NOT_WORKED_OUT
from model.terms import NOT_KNOWN

NEVER, NOBODY_RETURNS = "never", "nobody returns"
NO_COST, NO_POOL, NOTHING_DEPLOYED = "no cost given", "no pool", "nothing deployed"
REFUSED_ALONE, NO_COALITION, NO_TRAINING = "refused alone", "no coalition", "no training"
"""The reasons that a comparison has beyond those of a run."""
NO_OFFER, NO_LAND_STRENGTH, NOT_ON_TOUR, FIRST_TOUR = "no offer", "no land strength", "not on tour", "first tour"
"""The reasons of numbers of a nation and of a unit."""
REFUSED = "refused"
"""The reason of a number at values that do not fit one another."""

UNDEFINED = {
    "multiplier": NOTHING_DEPLOYED,
    "strain": NO_POOL,
    "capacity_units": NOTHING_DEPLOYED,
    "first_shortfall_month": NEVER,
    "achieved_dwell_months": NOBODY_RETURNS,
    "months_to_target": NEVER,
}
"""Why a measure has no value although all that it rests on is known."""


WHY = ("low_why", "central_why", "high_why")
"""The columns that hold why a low, central or high value is missing."""


@dataclass(frozen=True)
class Reasons:
    """Why the low, the central and the high value of a measure are missing; empty where there is a value.

    >>> list(Reasons("", "never", "never")), Reasons("", "never", "never").first
    (['', 'never', 'never'], 'never')
    """

    low: str = ""
    central: str = ""
    high: str = ""

    def __iter__(self) -> Iterator[str]:
        return iter((self.low, self.central, self.high))

    @classmethod
    def at_all(cls, reason: str) -> "Reasons":
        """Return one reason at all three values."""
        return cls(reason, reason, reason)

    def else_of(self, other: "Reasons") -> "Reasons":
        """Return these reasons, at each value that has none the other's."""
        return Reasons(*(one or another for one, another in zip(self, other, strict=True)))

    @property
    def first(self) -> str:
        """The first reason there is, empty where no value is missing."""
        return next(filter(None, self), "")


def with_reasons(values: Iterable[float | None], reasons: Iterable[str | None]) -> Iterator[float | str | None]:
    """Yield each value, in place of a missing one its reason.

    >>> list(with_reasons((19.0, None), ("", "never")))
    [19.0, 'never']
    """
    for value, why in zip(values, reasons, strict=True):
        yield why if value is None else value


def in_one_cell(reasons: Mapping[str, str]) -> str | None:
    """Return why numbers of a row are missing: each reason after the columns that it is of; None where none is missing.

    >>> in_one_cell({"pool": "not known publicly", "strain": "not known publicly", "offer": "no offer"})
    'pool, strain: not known publicly; offer: no offer'
    """
    columns: dict[str, list[str]] = {}
    for column, why in reasons.items():
        columns.setdefault(why, []).append(column)
    return "; ".join(f"{', '.join(names)}: {why}" for why, names in columns.items()) or None


def lacking(measure: str) -> str:
    """Return why a scenario does not have a measure."""
    return NO_TRAINING if measure in OF_TRAINING else NO_COALITION


def reason(measure: str, *, is_size_known: bool, has_cost: bool = True, is_worked_out: bool = True) -> str:
    """Return why a measure has no value where one is missing.

    Args:
        measure: its name.
        is_size_known: whether the size of the force is published.
        has_cost: whether the scenario gives a cost.
        is_worked_out: whether the measure is one that is worked out for this scenario.

    >>> reason("cost_per_year", is_size_known=True, has_cost=False), reason("margin", is_size_known=False)
    ('no cost given', 'not known publicly')
    """
    if measure == "cost_per_year" and not has_cost:
        return NO_COST
    if not is_worked_out:
        return NOT_WORKED_OUT
    if not is_size_known and measure not in OF_TRAINING:
        return NOT_KNOWN
    return UNDEFINED.get(measure, NOT_KNOWN)
