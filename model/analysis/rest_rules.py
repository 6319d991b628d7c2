"""Published rules of rest: the claims that say how long soldiers are at home between two tours, and what each means.

A rule has its time at home, for each month away or in months; with months at home also its tour, where the same
publication names one. The register holds them; there is no other list.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.engine.cases import Cases
from model.engine.outcomes import evaluate_allowed
from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.frozen import Range
from model.kernels import rotation
from model.kernels.arrays import Array
from model.scenario import Scenario
from model.scenario.quantity import Quantity

DWELL_RATIO, DWELL_MONTHS, TOUR = "rotation.dwell_ratio", "rotation.dwell_months", "rotation.tour_months"
BECAUSE = "a published rule of rest, applied to all troops of this force"


@dataclass(frozen=True)
class RestRule:
    """A published rule of rest: the claim of the time at home, and that of the tour if the rest holds for one alone.

    `topic` is the first part of the claims' ids, the rule's short name: `dannatt`, `germany_norm`.
    """

    topic: str
    dwell: Claim
    tour: Claim | None

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claims, the time at home first."""
        return tuple(claim.id for claim in (self.dwell, self.tour) if claim is not None)

    @property
    def is_ratio(self) -> bool:
        """Whether the time at home is given for each month away, not in months."""
        return self.dwell.answers == "dwell_ratio"

    @property
    def changes(self) -> dict[str, Mapping[str, str]]:
        """The changes to a scenario that apply the rule, by dotted path."""
        paths = {DWELL_RATIO if self.is_ratio else DWELL_MONTHS: self.dwell, TOUR: self.tour}
        return {path: {"claim": claim.id, "because": BECAUSE} for path, claim in paths.items() if claim is not None}

    def is_that_of(self, scenario: Scenario) -> bool:
        """Whether a scenario rotates by this rule: the same figures, in the same form, of whatever source."""
        dwell = scenario.rotation.dwell_ratio if self.is_ratio else scenario.rotation.dwell_months
        return _agrees(self.dwell, dwell) and (self.tour is None or _agrees(self.tour, scenario.rotation.tour_months))


def _agrees(claim: Claim, quantity: Quantity | None) -> bool:
    return quantity is not None and claim.bounds == (quantity.low, quantity.high)


def rules(register: Register) -> list[RestRule]:
    """Return every published rule of rest, the latest first.

    >>> import model
    >>> [rule.topic for rule in rules(model.load("dannatt").register)][:2]
    ['dannatt', 'germany_flexible']
    """
    return list(_rules(register))


@cache
def _rules(register: Register) -> tuple[RestRule, ...]:
    claims = [*register.answering("dwell_ratio"), *register.answering("dwell_months")]
    by_day = sorted(claims, key=lambda claim: (claim.latest_day or dt.date.min, claim.id), reverse=True)
    return tuple(RestRule(claim.id.partition(".")[0], claim, _tour(register, claim)) for claim in by_day)


def _tour(register: Register, dwell: Claim) -> Claim | None:
    """The tour for which a time at home in months was published; a ratio holds for a tour of any length."""
    if dwell.answers == "dwell_ratio":
        return None
    return register.claims.get(f"{dwell.id.partition('.')[0]}.tour_months")


def rule_of(scenario: Scenario) -> RestRule | None:
    """Return the published rule by which a scenario rotates: that of its claim, else one with its figures; or None."""
    agreeing = [rule for rule in rules(scenario.register) if rule.is_that_of(scenario)]
    by_claim = [rule for rule in agreeing if rule.dwell.id == scenario.rotation.dwell.claim]
    with_tour = [rule for rule in agreeing if rule.tour is not None]
    return next(iter((*by_claim, *with_tour, *agreeing)), None)


def tied_up_by_rule(run: Run) -> list[tuple[RestRule, Range | None]]:
    """Return the troops that the force of a run ties up by every published rule, the latest first.

    None where a rule does not fit the force's months of leave and training; not known where the force's size is not.
    All rules are worked out at once, in every case of the run and at both ends of the rule.
    """
    every = rules(run.scenario.register)
    if not every:
        return []
    ways = [(rule, end) for rule in every for end in range(2)]
    cases = run.cases.repeated(len(ways))
    tours = [np.broadcast_to(_tour_in(rule, end, run.cases), (run.cases.count,)) for rule, end in ways]
    rests = [_rest_in(rule, end, run, tour) for (rule, end), tour in zip(ways, tours, strict=True)]
    form = DWELL_MONTHS if run.scenario.rotation.dwell_ratio is None else DWELL_RATIO
    values = {TOUR: np.concatenate(tours), form: np.concatenate(rests)}
    measures, is_refused = evaluate_allowed(cases.with_values(values, cases.count), ["tied_up"])
    rows = zip(every, *(of.reshape(len(every), -1) for of in (measures["tied_up"], is_refused)), strict=True)
    return [(rule, None if refused.any() else _range(troops)) for rule, troops, refused in rows]


def _tour_in(rule: RestRule, end: int, cases: Cases) -> Array:
    """The tour by a rule at one end, in the cases of a run: its own, else that of the run (cases,) or (1,)."""
    return cases[TOUR] if rule.tour is None or rule.tour.bounds is None else np.array([rule.tour.bounds[end]])


def _rest_in(rule: RestRule, end: int, run: Run, tour_months: Array) -> Array:
    """The time at home by a rule at one end, in the form in which the run has it (cases,)."""
    dwell = np.full(run.cases.count, (rule.dwell.bounds or (np.nan, np.nan))[end])
    away = {"tour_months": tour_months, "mobilisation_months": run.cases["rotation.mobilisation_months"]}
    if rule.is_ratio == (run.scenario.rotation.dwell_ratio is not None):
        return dwell
    if rule.is_ratio:
        return np.asarray(rotation.dwell_months_at_ratio(dwell_ratio=dwell, **away))
    return np.asarray(rotation.deploy_to_dwell_ratio(dwell_months=dwell, **away))


def _range(troops: Array) -> Range:
    return Range() if np.isnan(troops).any() else Range(float(troops.min()), None, float(troops.max()))
