"""Runs whose formulas are read: every shipped scenario, and a rich one that has each part that a scenario may have."""

from collections.abc import Iterator
from typing import Any

from coalitions import only

import model
from model import Scenario
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.formulas.coalition import coalition_formulas, counted, nation_formulas
from model.present.formulas.force import part_formulas, total_formulas, worked_parts
from model.present.formulas.months import month_formulas, training_formulas
from model.present.formulas.text import Formula

RICH: dict[str, Any] = {
    "horizon_months": 18,
    "force": {
        "main": {
            "strength": {"units": {"low": 2, "high": 3}, "troops_per_unit": 1_000},
            "support_per_deployed": 0.5,
            "profile": {6: 0.5, 12: 0.75},
        },
        "guards": {
            "strength": {"sites": 4, "troops_per_site": 100},
            "task": "protection",
            "rotation": {"dwell_months": 12, "overlap_months": 0.5},
            "training": {"trainers": 10, "trainees_per_trainer": 3, "course_months": 2, "target": 500},
        },
        "school": {
            "strength": {"troops": 50},
            "task": "training",
            "training": {"trainers": 20, "trainees_per_trainer": 2, "course_months": 4, "target": 900},
        },
    },
    "rotation": {
        "tour_months": {"low": 5, "high": 6},
        "dwell_months": 20,
        "dwell_floor_months": 10,
        "overlap_months": 0.25,
        "mobilisation_months": 1,
        "transit_months": 0.5,
        "preparation_months": 4,
        "recovery_months": 1,
    },
    "coalition": {
        "rule": "by_priority",
        "deployable_share": {"low": 0.3, "high": 0.5},
        "contributors": {
            "one": {
                "position": "offered",
                "land_strength": 40_000,
                "posted_elsewhere": 300,
                "deployed_elsewhere": 500,
                "priority": 1,
            },
            "two": {"position": "offered", "land_strength": 20_000, "deployable_share": 0.4, "offer_troops": 900},
            "three": {"position": "offered", "land_strength": "unknown"},
            "four": {"position": "refused", "land_strength": 9_000},
        },
    },
    "cost": {"per_deployed_year": {"low": 1e5, "high": 2e5}, "currency": "EUR"},
}


def of(scenario: Scenario) -> Run:
    """Return the run of a scenario."""
    return only(model.run(scenario))


def rich(changes: dict[str, Any] | None = None) -> Run:
    """Return the run of the rich scenario with changes."""
    return of(Scenario.from_document(RICH).replace(changes or {}))


RUNS = {name: of(model.load(name)) for name in shipped_scenarios()} | {
    "rich": rich(),
    "one part": rich({"force.guards": None, "force.school": None}),
    "plain days": rich({"force": {"main": {"strength": {"troops": 100}}}, "horizon_months": 4}),
    "months asked for": rich({"schedule.step": "month"}),
}


def every(run: Run) -> Iterator[Formula]:
    """Yield every formula of a run."""
    parts, nations = worked_parts(run), counted(run)
    for part in parts:
        yield from part_formulas(run, part)
        for nation in nations or [None]:
            yield from month_formulas(run, part, nation)
    yield from total_formulas(run)
    for nation in nations:
        yield from nation_formulas(run, nation)
    yield from coalition_formulas(run)
    yield from training_formulas(run)
