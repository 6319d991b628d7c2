"""Blocks that were valid before: one object for equal data on one register, and nothing else is remembered."""

from typing import Any

import pytest

from model import Scenario, ScenarioError
from model.evidence.claims import Register
from model.files.register import shipped_register
from model.scenario import remembered
from model.spelling import Written

ROTATION = {"tour_months": 6, "dwell_ratio": 2}


def scenario(troops: Any = 5_000, register: Register | None = None, **nation: Any) -> Scenario:  # noqa: ANN401
    """Return a scenario of one part and one nation."""
    document = {
        "force": {"main": {"strength": {"troops": troops}}}, "rotation": ROTATION,
        "coalition": {"deployable_share": 0.5, "contributors": {"atlantis": {"land_strength": 9_000, **nation}}},
    }  # fmt: skip
    return Scenario.from_document(document, register=register)


def own_register() -> Register:
    """Return a register with the shipped claims that remembers nothing yet."""
    return Register(shipped_register().claims, "its own")


def test_equal_blocks_are_one_object() -> None:
    register = own_register()
    one, two = scenario(register=register), scenario(6_000, register)
    assert one.coalition is two.coalition
    assert one.force["main"] is not two.force["main"]
    assert scenario(register=register).force["main"] is one.force["main"]


def test_a_number_of_another_type_or_spelling_is_other_data() -> None:
    register = own_register()
    scenario(20.0, register)
    with pytest.raises(ScenarioError, match="can mean two numbers"):
        scenario(Written("20.000"), register)
    with pytest.raises(ScenarioError, match="expected a number"):
        scenario(register=register, offer_troops=True)


def test_a_register_remembers_its_own_blocks_alone() -> None:
    first, second = own_register(), own_register()
    assert scenario(register=first).coalition is not scenario(register=second).coalition


def test_a_refusal_is_not_remembered() -> None:
    register = own_register()
    for _ in range(2):
        with pytest.raises(ScenarioError, match="out of range"):
            scenario(-1, register)
    assert len(register.remembered) == 2


def test_what_has_no_bytes_is_refused_where_it_stands() -> None:
    with pytest.raises(ScenarioError, match=r"contributors.atlantis.offer_troops: expected a number"):
        scenario(offer_troops=lambda: 5)


def test_so_many_blocks_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 4)
    register = own_register()
    for troops in range(1, 20):
        scenario(troops, register)
        assert len(register.remembered) <= 4


def test_a_replaced_record_is_data_like_any_other_afterwards() -> None:
    register = own_register()
    whole = scenario(register=register).document["coalition"]
    replaced = scenario(register=register).replace({"coalition": {**whole, "deployable_share": 0.25}})
    again = replaced.replace({"horizon_months": 12})
    assert again.coalition == replaced.coalition
    assert type(again._document["coalition"]) is dict  # noqa: SLF001  (it stands for the whole scenario)
