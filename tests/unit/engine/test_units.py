"""Whole units of each contributor in a component, and how many are asked of each."""

from coalitions import nation, only, run

from model.engine.units import ComponentPlan, Row


def part(contributors: dict[str, object], **parts: object) -> ComponentPlan:
    force = {"main": {"strength": {"troops": 2_000}, "element": {"name": "battalion", "troops": 500}}}
    (plan,) = only(run(contributors, **{"force": force, **parts})).plan.components
    return plan


def counts(plan: ComponentPlan) -> dict[str, tuple[int, int]]:
    """Each row's pool and target in units, in the first period."""
    return {row.name: (int(plan.pool[0, at, 0]), int(plan.targets[0, at, 0])) for at, row in enumerate(plan.rows)}


def test_pools_are_whole_units_and_targets_add_up_to_the_demand() -> None:
    plan = part({"a": nation(16_999), "b": nation(8_000)})
    assert plan.is_whole
    assert counts(plan) == {"a": (16, 3), "b": (8, 1)}  # 8,499 and 4,000 troops; quotas 2.72 and 1.28


def test_contributors_too_small_for_a_unit_share_some() -> None:
    plan = part({"a": nation(32_000), "b": nation(600), "c": nation(900)})
    assert [(row.name, row.members, row.is_shared) for row in plan.rows] == [
        ("a", ("a",), False), ("(shared)", ("b", "c"), True),
    ]  # fmt: skip
    assert counts(plan)["(shared)"][0] == 1  # 300 and 450 troops


def test_plain_troops_rotate_where_there_is_no_unit() -> None:
    plan = part({"a": nation(16_000)}, force={"main": {"strength": {"troops": 900.5}}})
    assert not plan.is_whole
    assert plan.targets[0, 0, 0] == 900.5


def test_a_unit_is_called_by_its_nation_or_by_what_it_is() -> None:
    scenario = only(run({"a": nation(8_000, title="Arcadia")})).scenario
    names = [Row(name, ()).unit(scenario, 2) for name in ("a", "(shared)", "(shared 2)")]
    assert names == ["Arcadia 2", "Shared 2", "Shared 2 2"]


def two_parts(contributors: dict[str, object], **parts: object) -> dict[str, ComponentPlan]:
    unit = {"name": "battalion", "troops": 500}
    force = {
        "first": {"strength": {"troops": 1_000}, "element": unit, "profile": {"1": 1, "13": 0}},
        "second": {"strength": {"troops": 1_000}, "element": unit, "profile": {"1": 0, "13": 1}},
    }
    plans = only(run(contributors, **{"force": force, **parts})).plan.components
    return {plan.name: plan for plan in plans}


def test_a_part_that_follows_another_has_the_whole_pool_in_its_turn() -> None:
    plans = two_parts({"a": nation(8_000)})  # 4,000 troops keep up one part of 1,000 at a time, at four in the cycle
    assert plans["first"].pool[:, 0, 0].tolist() == [8, 0]
    assert plans["second"].pool[:, 0, 0].tolist() == [0, 8]


def test_a_nation_without_a_share_is_divided_by_all_that_it_could_be_asked_now() -> None:
    nations = {"a": nation(16_000, priority=1), "b": nation(8_000, priority=2)}
    plans = two_parts(nations, coalition={"rule": "by_priority"})
    assert plans["first"].pool[:, 1, 0].tolist() == [8, 0]
    assert plans["first"].targets[:, 1, 0].tolist() == [0, 0]


def test_where_nothing_is_asked_a_pool_is_divided_by_all_that_is_ever_asked() -> None:
    unit = {"name": "battalion", "troops": 500}
    later = {"strength": {"troops": 1_000}, "element": unit, "profile": {"1": 0, "7": 1}}
    twice = {**later, "strength": {"troops": 3_000}}
    plans = two_parts({"a": nation(8_000)}, force={"first": later, "second": twice})
    assert plans["first"].pool[:, 0, 0].tolist() == [2, 2]
    assert plans["second"].pool[:, 0, 0].tolist() == [6, 6]


def test_a_nation_too_small_for_a_unit_in_one_period_alone_shares_one_then() -> None:
    unit = {"name": "battalion", "troops": 500}
    half = {"strength": {"troops": 500}, "element": unit, "profile": {"1": 1, "7": 0}}
    plans = two_parts({"a": nation(1_800)}, force={"first": half, "second": {**half, "profile": {}}})
    second = plans["second"]
    assert [row.name for row in second.rows] == ["a", "(shared)"]
    assert second.pool[:, :, 0].tolist() == [[0, 0], [1, 0]]  # 450 troops, then 900
