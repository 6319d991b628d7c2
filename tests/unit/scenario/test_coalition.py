"""The coalition: what a nation has that the file leaves out, and the shares that it needs."""

import pytest

from model.scenario.coalition import LAND_TASKS, Coalition, Contributor


def test_a_nation_that_gives_nothing_has_declared_nothing_and_may_do_every_task_on_land() -> None:
    nation = Contributor()
    assert (nation.position, nation.land_strength, nation.offer_troops, nation.priority) == ("undeclared", *[None] * 3)
    for elsewhere in (nation.posted_elsewhere, nation.deployed_elsewhere):
        assert elsewhere.central == 0
        assert elsewhere.is_default
    assert nation.tasks == LAND_TASKS
    assert not {"air", "maritime"} & set(nation.tasks)


def test_a_nation_joins_before_it_leaves() -> None:
    assert Contributor(joins_month=5, leaves_month=6).leaves_month == 6
    with pytest.raises(ValueError, match="it leaves no later than it joins"):
        Contributor(joins_month=5, leaves_month=5)
    with pytest.raises(ValueError, match="it leaves no later than it joins"):
        Contributor(leaves_month=1)  # everyone is there from the first month on


def test_each_nation_has_a_deployable_share_of_its_own_or_the_coalitions() -> None:
    named = {"a": Contributor(), "b": Contributor.model_validate({"deployable_share": 0.4})}
    with pytest.raises(ValueError, match="give it here, or to each contributor its own: a"):
        Coalition.model_validate({"contributors": named})
    coalition = Coalition.model_validate({"contributors": named, "deployable_share": 0.3})
    assert (coalition.rule, coalition.counted_positions) == ("equal_strain", ("declared", "offered"))
