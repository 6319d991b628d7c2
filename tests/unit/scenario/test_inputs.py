"""The inputs of a record: its quantities by path, and the structure that scenarios of one stack share."""

from typing import Any

import pytest

import model
from model.scenario.inputs import inputs_of

TOUR = "rotation.tour_months"
UK = "coalition.contributors.united_kingdom"


def structure(changes: dict[str, Any]) -> str:
    """Return the structure of Lord Dannatt's scenario with some changes."""
    return inputs_of(model.load("dannatt").replace(changes)).structure


def test_quantities_and_ranges_stand_under_their_paths() -> None:
    inputs = inputs_of(model.load("dannatt"))
    assert inputs.quantities[TOUR].central == 6
    assert f"{UK}.land_strength" in inputs.quantities
    assert set(inputs.ranged) == {path for path, quantity in inputs.quantities.items() if quantity.is_range}
    assert inputs_of(scenario := model.load("dannatt")) is inputs_of(scenario)


@pytest.mark.parametrize(
    "changes",
    [
        {TOUR: 4},
        {"title": "Another"},
        {"as_of": "2025-02-20"},
        {f"{UK}.land_strength": 5},
        {TOUR: {"low": 6, "high": 6}},
    ],
)
def test_numbers_and_words_are_no_part_of_the_structure(changes: dict[str, Any]) -> None:
    assert structure(changes) == structure({})


@pytest.mark.parametrize(
    "changes",
    [
        {TOUR: {"low": 4, "high": 6}}, {"rotation.overlap_months": {"low": 0, "high": 1}}, {"horizon_months": 12},
        {f"{UK}.position": "refused"}, {f"{UK}.tasks": ["air"]}, {f"{UK}.joins_month": 2}, {f"{UK}.offer_troops": 5},
        {"us_backstop.provided": False}, {"coalition.rule": "offers"}, {"coalition.contributors.france": {}},
        {"schedule.start": "rested"}, {f"{UK}.land_strength": "unknown"}, {"rotation.dwell_months": 12},
        {"coalition": None},
    ],
)  # fmt: skip
def test_all_else_is(changes: dict[str, Any]) -> None:
    assert structure(changes) != structure({})
