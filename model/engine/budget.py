"""Budgets: the size of a scenario, known before any work starts, and the most that the command and the pages take.

A scenario of a few lines can ask for more than any machine has: thousands of nations, a cycle of centuries in
days, armies of millions counted soldier by soldier. The limits of the command keep memory below 500 MB; those
of the pages, which many readers share, keep the opening of a page below five seconds too. `benchmarks/budgets.py`
measures both.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.engine.cases import Cases
from model.engine.cases import check as check_durations
from model.engine.outcomes import begins_of
from model.engine.plan import step_name
from model.frozen import kept
from model.kernels.timetable import STEPS_PER_MONTH
from model.scenario import Scenario
from model.scenario.coalition import Coalition, Contributor
from model.scenario.errors import Problem, ScenarioError
from model.scenario.inputs import inputs_of


def sizes(scenarios: Sequence[Scenario], cases: Cases) -> dict[str, int]:
    """Return the greatest sizes of scenarios of one structure, from their inputs alone, by names as in `WORDS`.

    Every count is an upper bound.
    """
    scenario, nations = cases.scenario, _nations(cases.scenario)
    count = cases.count // len(scenarios)
    components, horizon = len(scenario.force), scenario.horizon_months
    pairs = components * max(1, len(nations))
    inputs = len(inputs_of(scenario).quantities) - sum(len(inputs_of(nation).quantities) for nation in nations)
    evaluations = count * pairs
    steps = _steps(cases)
    troops = max(_most_troops(one.coalition) if one.coalition else 0 for one in scenarios)
    return {
        "parts": components,
        "levers": inputs * pairs,
        "pairs": pairs,
        "evaluations": evaluations,
        "sizes": count * horizon * sum(1 for component in scenario.force.values() if component.profile),
        "periods": evaluations * len(begins_of(scenario, scenario.force)),
        "months": horizon * pairs,
        "steps_at_once": steps * pairs,
        "all_steps": steps * evaluations,
        "troops": troops,
        "sums": troops * len(nations),
    }


def _nations(scenario: Scenario) -> list[Contributor]:
    return list(scenario.coalition.contributors.values()) if scenario.coalition else []


def _steps(cases: Cases) -> int:
    """Steps in the horizon, and in the longest cycle before it and after it."""
    step = step_name(cases, cases.scenario.force)
    pairs = itertools.product(cases.scenario.force, (None, *cases.scenario.own_rotations[1]))
    alike = {cases.scenario.rotation_key(*pair): pair for pair in pairs}
    longest = max(float(cases.cycle(*pair).length_months.max()) for pair in alike.values())
    return round((cases.scenario.horizon_months + 2 * longest) * STEPS_PER_MONTH[step])


@kept
def _most_troops(coalition: Coalition) -> int:
    """Troops that all nations could bring: the deployable land force of each, or its offer if that is less."""
    troops = 0.0
    for nation in coalition.contributors.values():
        strength, offer = nation.land_strength, nation.offer_troops
        share = nation.deployable_share or coalition.deployable_share
        pool = strength.high * share.high if strength and share else 0.0
        troops += min(pool, offer.high) if offer else pool
    return round(troops)


@dataclass(frozen=True)
class Budget:
    """The greatest count of each size; `compared` over all changes of a comparison, `drawn` over all draws."""

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
"""Each count in words, the path that decides it, and the remedy that makes it smaller."""


def check(scenario: Scenario, budget: Budget = COMMAND) -> None:
    """Refuse a scenario whose durations do not fit one another, or that is larger than a budget.

    Raises:
        ScenarioError: naming the corner, or each count that is too large, its limit and the remedy.
    """
    check_cases([scenario], check_durations(scenario), budget)


def check_cases(scenarios: Sequence[Scenario], cases: Cases, budget: Budget = COMMAND) -> None:
    """Refuse scenarios of one structure if one is larger than a budget, by their cases.

    Raises:
        ScenarioError: naming each count that is too large, its limit and the remedy.
    """
    if problems := list(_excesses(scenarios, cases, budget)):
        raise ScenarioError(problems)


def check_comparison(base: Scenario, changes: int, budget: Budget = COMMAND) -> None:
    """Refuse a comparison whose changes, each made alone on the baseline, take too many evaluations.

    Raises:
        ScenarioError: naming the count, its limit and the remedy.
    """
    count = changes * sizes([base], check_durations(base))["evaluations"]
    if count > budget.compared:
        words = f"{changes:,} changes, each made alone, come to {count:,} cases of a part and a nation"
        remedy = "compare scenarios that differ in less, or that have fewer ranges"
        raise ScenarioError([Problem((), f"{words}, and {budget.who} {budget.compared:,}: {remedy}")])


def check_draws(scenario: Scenario, draws: int, budget: Budget) -> None:
    """Refuse more draws of a scenario than a budget takes.

    Raises:
        ScenarioError: naming the count, its limit and the remedy.
    """
    count = draws * sizes([scenario], check_durations(scenario))["pairs"]
    if count > budget.drawn:
        words = f"{draws:,} draws come to {count:,} pairs of a part and a nation"
        remedy = "draw less often, or with the command: roulement run FILE --draws"
        raise ScenarioError([Problem((), f"{words}, and {budget.who} {budget.drawn:,}: {remedy}")])


def _excesses(scenarios: Sequence[Scenario], cases: Cases, budget: Budget) -> Iterator[Problem]:
    counts, has_nations = sizes(scenarios, cases), bool(_nations(cases.scenario))
    for name, limit in budget.limits.items():
        words, path, remedy = WORDS[name]
        if counts[name] > limit:
            at = path if has_nations or path[:1] != ("coalition",) else ("force",)
            yield Problem(at, f"{counts[name]:,} {words}, and {budget.who} {limit:,}: {remedy}")
