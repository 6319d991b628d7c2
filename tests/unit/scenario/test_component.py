"""The components of a force."""

from typing import Any

import pytest
from changed import problems


@pytest.mark.parametrize(
    ("component", "message"),
    [
        ({"strength": {"troops": 5, "units": 2}}, "force.main.strength: give exactly one of: troops; units and"),
        ({"strength": {"units": 2}}, "force.main.strength: give exactly one of: troops; units and"),
        ({"strength": "unkown"}, "expected a sizing such as {troops: 5000}, or `unknown`, found"),
        ({}, "force.main.strength: is required and not given"),
        (
            {"strength": "unknown", "named_by": "times.backstp"},
            "force.main.named_by: no claim 'times.backstp' in the register",
        ),
        ({"strength": "unknown", "task": "war"}, "force.main.task: 'war' is not known here; allowed: 'peace"),
        ({"strength": "unknown", "falls_back_to": "coalition"}, "falls back to its own provider"),
        ({"strength": "unknown", "profile": {"0": 1}}, "force.main.profile.0: '0' is out of range; allowed: 1 or more"),
        ({"strength": "unknown", "profile": {"May": 1}}, "force.main.profile.May: expected a whole number"),
    ],
)  # fmt: skip
def test_a_component_that_cannot_be_used_gets_one_clear_line(component: dict[str, Any], message: str) -> None:
    (problem,) = problems(force={"main": component})
    assert message in problem
