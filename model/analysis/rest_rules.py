"""Published rules of rest: the claims that say how long soldiers are at home between two tours, and what each means.

A rule has its time at home, for each month away or in months; with months at home also its tour, where the same
publication names one. The register holds them; there is no other list.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.scenario.quantity import Quantity

DWELL_RATIO, DWELL_MONTHS, TOUR = "rotation.dwell_ratio", "rotation.dwell_months", "rotation.tour_months"
BECAUSE = "a published rule of rest, applied to all troops of this force"
IRRELEVANT = {"coalition": None, "cost": None}
"""Parts of a scenario that move neither its size nor what it ties up."""


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
    claims = [claim for claim in register.claims.values() if claim.answers in ("dwell_ratio", "dwell_months")]
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


def by_each_rule(run: Run) -> Iterator[tuple[RestRule, Run | None]]:
    """Yield every published rule with the run of the same force by it; None where its months do not fit the force's.

    The coalition is left out: it moves nothing that a force ties up.
    """
    force = run.scenario.replace(IRRELEVANT, is_readers=False)
    in_use = rule_of(run.scenario)
    for rule in rules(run.scenario.register):
        yield rule, run if rule == in_use else _by(rule, force)


def _by(rule: RestRule, force: Scenario) -> Run | None:
    try:
        return Run.of(force.replace(rule.changes, is_readers=False))
    except ScenarioError:
        return None
