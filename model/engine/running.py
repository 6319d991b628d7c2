"""Running a scenario: the central case and all corners of its ranges, evaluated once."""

from collections.abc import Iterable

from model.engine import budget
from model.engine.cases import central_and_corners
from model.engine.outcomes import evaluate
from model.engine.results import Results
from model.engine.run import Run
from model.scenario import Scenario


def run(scenario: Scenario) -> Results:
    """Return the results of one scenario: low, central and high of each measure, and the frames.

    Troops, months and shares of the scenario come out as troops, tours and currency a year.

    Raises:
        ScenarioError: if the durations of some corner do not fit one another, or there are too many ranges,
            or it is too large.
    """
    return run_many([scenario])


def run_many(scenarios: Iterable[Scenario]) -> Results:
    """Return the results of many scenarios in one table each; see `run`."""
    return Results(tuple(_run(scenario) for scenario in scenarios))


def _run(scenario: Scenario) -> Run:
    cases = central_and_corners(scenario)
    budget.check_cases(cases)
    return Run(scenario, cases, evaluate(cases))
