"""Budgets: how large a scenario is, known before any work starts, and how much the command and the pages take.

A scenario of a few lines can ask for more than any machine has: thousands of nations, a cycle of centuries in
days, armies of millions counted soldier by soldier. The limits of the command keep memory below 500 MB; those
of the pages, which many readers share, keep the opening of a page below five seconds too. `benchmarks/budgets.py`
measures both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from model.engine.cases import Cases
from model.engine.cases import check as check_durations
from model.engine.plan import begins_of, step_of
from model.frozen import lazy
from model.kernels.timetable import STEPS_PER_MONTH
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError


@dataclass(frozen=True)
class Size:
    """How large a scenario is; every count is an upper bound, from its inputs alone."""

    cases: Cases

    @property
    def scenario(self) -> Scenario:
        """The scenario that is measured."""
        return self.cases.scenario

    @lazy
    def nations(self) -> list[str]:
        """The contributors."""
        return list(self.scenario.coalition.contributors) if self.scenario.coalition else []

    @property
    def parts(self) -> int:
        """Parts of the force."""
        return len(self.scenario.force)

    @property
    def levers(self) -> int:
        """Inputs that are no single nation's, times pairs: what it takes to move each of them."""
        inputs = [path for path in self.scenario.quantities() if not path.startswith("coalition.contributors.")]
        return len(inputs) * self.pairs

    @property
    def pairs(self) -> int:
        """Parts of the force times nations: how many could carry what."""
        return len(self.scenario.force) * max(1, len(self.nations))

    @property
    def evaluations(self) -> int:
        """The same in every case: the central one and all corners of the ranges."""
        return self.cases.count * self.pairs

    @property
    def periods(self) -> int:
        """The same for every period in which neither the force nor who is there changes."""
        return self.evaluations * len(begins_of(self.scenario, self.scenario.force))

    @property
    def sizes(self) -> int:
        """Sizes of the parts that change over the months, in every case."""
        changing = sum(1 for part in self.scenario.force.values() if part.profile)
        return self.cases.count * self.scenario.horizon_months * changing

    @property
    def months(self) -> int:
        """Lines of the time line of one case: the months for each part and nation."""
        return self.scenario.horizon_months * self.pairs

    @lazy
    def steps(self) -> int:
        """Steps in the horizon, and in the longest cycle before it and after it."""
        step, _ = step_of(self.cases, self.scenario.force)
        alike = {self.scenario.rotation_key(part, nation): (part, nation)
                 for part in self.scenario.force for nation in (None, *self.nations)}  # fmt: skip
        longest = max(_cycle_months(self.cases, *each) for each in alike.values())
        return round((self.scenario.horizon_months + 2 * longest) * STEPS_PER_MONTH[step])

    @property
    def steps_at_once(self) -> int:
        """Steps of one case for each part and nation."""
        return self.steps * self.pairs

    @property
    def all_steps(self) -> int:
        """Steps of all cases for each part and nation."""
        return self.steps * self.evaluations

    @lazy
    def troops(self) -> int:
        """Troops that all nations together could bring at most."""
        return round(sum(self._most_of(name) for name in self.nations))

    @property
    def sums(self) -> int:
        """Sums of troops that the chances are worked out over: so many for each nation."""
        return self.troops * len(self.nations)

    def _most_of(self, nation: str) -> float:
        """Troops that a nation could bring: its deployable land force, or its offer if that is less."""
        at, quantities = f"coalition.contributors.{nation}", self.scenario.quantities()
        strength, offer = quantities.get(f"{at}.land_strength"), quantities.get(f"{at}.offer_troops")
        share = quantities.get(f"{at}.deployable_share") or quantities["coalition.deployable_share"]
        pool = strength.high * share.high if strength else 0.0
        return min(pool, offer.high) if offer else pool


def _cycle_months(cases: Cases, part: str, nation: str | None) -> float:
    months = cases.durations(part, nation)
    keys = ("mobilisation_months", "transit_months", "tour_months", "dwell_months")
    return float(np.max(sum(months[key] for key in keys)))


@dataclass(frozen=True)
class Budget:
    """At most so many of each count of a `Size`; `compared` for all changes of a comparison, `drawn` for all draws."""

    who: str
    limits: Mapping[str, int]
    compared: int
    drawn: int


COMMAND = Budget(
    "the model takes",
    limits={
        "pairs": 500,
        "evaluations": 800_000,
        "sizes": 4_000_000,
        "periods": 4_000_000,
        "months": 20_000,
        "steps_at_once": 4_000_000,
        "all_steps": 20_000_000_000,
        "troops": 12_000_000,
        "sums": 1_000_000_000,
    },
    compared=2_500_000,
    drawn=10**13,
)
PAGES = Budget(
    "the pages take",
    limits={
        "parts": 20,
        "pairs": 240,
        "levers": 6_000,
        "evaluations": 12_000,
        "sizes": 400_000,
        "periods": 60_000,
        "months": 6_000,
        "steps_at_once": 1_000_000,
        "all_steps": 20_000_000,
        "troops": 2_000_000,
        "sums": 60_000_000,
    },
    compared=150_000,
    drawn=60_000_000,
)

WORDS = {
    "parts": ("parts of the force", ("force",), "put parts that are alike into one"),
    "levers": ("inputs of a part and a nation to move", ("force",), "give parts fewer keys of their own"),
    "pairs": ("pairs of a part and a nation", ("coalition", "contributors"), "name fewer nations or fewer parts"),
    "evaluations": ("cases of a part and a nation", (), "give fewer of the inputs a range"),
    "sizes": ("sizes over all months and cases", ("horizon_months",), "shorten the horizon or give fewer ranges"),
    "periods": ("sizes of a part and a nation over all periods and cases", (), "change the force in fewer months"),
    "months": ("lines of a month, a part and a nation", ("horizon_months",), "shorten the horizon"),
    "steps_at_once": ("steps of a part and a nation", ("horizon_months",), "shorten the horizon or the cycle"),
    "all_steps": ("steps of a part and a nation in all cases", ("horizon_months",), "shorten the horizon or the cycle"),
    "troops": ("troops that all nations together could bring", ("coalition",), "lower land strengths or shares"),
    "sums": ("sums of troops to work chances out over", ("coalition",), "name fewer nations or lower their shares"),
}  # fmt: skip
"""Each count in words, the path where it is decided, and what makes it smaller."""


def check(scenario: Scenario, budget: Budget = COMMAND) -> None:
    """Refuse a scenario whose durations do not fit one another, or that is larger than a budget.

    Raises:
        ScenarioError: naming the corner, or each count that is too large, its limit and the remedy.
    """
    check_cases(check_durations(scenario), budget)


def check_cases(cases: Cases, budget: Budget = COMMAND) -> None:
    """Refuse a scenario that is larger than a budget, by its cases.

    Raises:
        ScenarioError: naming each count that is too large, its limit and the remedy.
    """
    if problems := list(_excesses(Size(cases), budget)):
        raise ScenarioError(problems)


def check_comparison(base: Scenario, changes: int, budget: Budget = COMMAND) -> None:
    """Refuse to make so many changes one by one on a baseline that is too large for that.

    Raises:
        ScenarioError: naming the count, its limit and the remedy.
    """
    count = changes * Size(check_durations(base)).evaluations
    if count > budget.compared:
        words = f"{changes:,} changes, each made alone, come to {count:,} cases of a part and a nation"
        remedy = "compare scenarios that differ in less, or that have fewer ranges"
        raise ScenarioError([Problem((), f"{words}, and {budget.who} {budget.compared:,}: {remedy}")])


def check_draws(scenario: Scenario, draws: int, budget: Budget) -> None:
    """Refuse more draws of a scenario than a budget takes.

    Raises:
        ScenarioError: naming the count, its limit and the remedy.
    """
    count = draws * Size(check_durations(scenario)).pairs
    if count > budget.drawn:
        words = f"{draws:,} draws come to {count:,} pairs of a part and a nation"
        remedy = "draw less often, or with the command: roulement run FILE --draws"
        raise ScenarioError([Problem((), f"{words}, and {budget.who} {budget.drawn:,}: {remedy}")])


def _excesses(size: Size, budget: Budget) -> Iterator[Problem]:
    for name, limit in budget.limits.items():
        words, path, remedy = WORDS[name]
        count = getattr(size, name)
        if count > limit:
            at = path if size.nations or path[:1] != ("coalition",) else ("force",)
            yield Problem(at, f"{count:,} {words}, and {budget.who} {limit:,}: {remedy}")
