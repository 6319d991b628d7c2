"""What holds for any coalition: exact chances, conservation, ceilings, equal strain, order, the three rules."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import model
from model.kernels import allocation, participation
from model.kernels.arrays import Array

EXACT = 1e-12
TINY = 1e-9

COALITION = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from([0.0, 1.0]) | st.floats(0, 1)), min_size=0, max_size=15
)
AMOUNT = st.floats(0, 1_000).map(lambda number: 0.0 if number < 1e-3 else number)


def by_brute_force(needed: int, members: list[tuple[int, float]]) -> float:
    """Add up all 2^n outcomes."""
    outcomes = np.array(list(itertools.product((0, 1), repeat=len(members)))).reshape(2 ** len(members), len(members))
    brought = np.array([troops for troops, _ in members], dtype=float)
    chances = np.array([chance for _, chance in members])
    weights = np.where(outcomes == 1, chances, 1 - chances).prod(axis=1)
    return math.fsum(weights[outcomes @ brought >= needed])


@settings(max_examples=60)
@given(COALITION, st.integers(-2, 140))
def test_the_convolution_agrees_with_all_outcomes_added_up(members: list[tuple[int, float]], needed: int) -> None:
    capacities, chances = [troops for troops, _ in members], [chance for _, chance in members]
    found = participation.chance_kept_up(needed, capacities, chances)
    assert found.kept_up == pytest.approx(by_brute_force(needed, members), abs=EXACT)
    at_least = participation.chance_at_least(participation.capacity_distribution(capacities, chances))
    if 0 <= needed < at_least.size:
        assert at_least[needed] == pytest.approx(found.kept_up, abs=EXACT)
    assert at_least[0] == pytest.approx(1, abs=EXACT)


@settings(max_examples=25)
@given(COALITION.filter(lambda members: 0 < len(members) < 10), st.integers(0, 80))
def test_a_pivotal_weight_is_the_difference_one_makes(members: list[tuple[int, float]], needed: int) -> None:
    result = participation.chance_kept_up(
        needed, [capacity for capacity, _ in members], [chance for _, chance in members]
    )
    for number, (troops, _) in enumerate(members):
        others = (members[:number], members[number + 1 :])
        with_it, without = (by_brute_force(needed, [*others[0], (troops, chance), *others[1]]) for chance in (1.0, 0.0))
        assert result.pivotal_weight[number] == pytest.approx(with_it - without, abs=EXACT)


@given(COALITION, st.integers(0, 140), st.randoms(use_true_random=False))
def test_the_order_of_contributors_does_not_matter_to_the_chance(
    members: list[tuple[int, float]], needed: int, random: st.DataObject
) -> None:
    shuffled = list(members)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (
        participation.chance_kept_up(needed, [each for each, _ in order], [chance for _, chance in order]).kept_up
        for order in (members, shuffled)
    )
    assert first == pytest.approx(second, abs=EXACT)


@st.composite
def sharings(draw: st.DrawFn) -> tuple[Array, Array, Array]:
    """Needs (cases,), what each sustains and each one's ceiling (contributors, cases)."""
    contributors, cases = draw(st.integers(1, 8)), draw(st.integers(1, 4))
    size = contributors * cases
    sustained = np.array(draw(st.lists(AMOUNT, min_size=size, max_size=size))).reshape(contributors, cases)
    factors = np.array(draw(st.lists(st.floats(0, 2), min_size=size, max_size=size))).reshape(contributors, cases)
    needed = np.array(draw(st.lists(st.floats(0, 5_000), min_size=cases, max_size=cases)))
    return needed, sustained, sustained * factors


def able(sustained: Array, ceilings: Array) -> Array:
    return np.where(sustained > 0, ceilings, 0.0).sum(axis=0)


@given(sharings())
def test_equal_strain_places_the_need_or_all_there_is_and_nobody_exceeds_a_ceiling(
    sharing: tuple[Array, Array, Array],
) -> None:
    needed, sustained, ceilings = sharing
    carried = allocation.equal_strain(needed=needed, sustained=sustained, ceilings=ceilings)
    np.testing.assert_allclose(carried.sum(axis=0), np.minimum(needed, able(sustained, ceilings)), rtol=TINY, atol=TINY)
    assert (carried <= ceilings * (1 + TINY)).all()
    assert (carried >= 0).all()


@given(sharings())
def test_strain_is_equal_where_no_ceiling_binds_and_no_lower_there_than_where_one_does(
    sharing: tuple[Array, Array, Array],
) -> None:
    needed, sustained, ceilings = sharing
    carried = allocation.equal_strain(needed=needed, sustained=sustained, ceilings=ceilings)
    strain = np.divide(carried, sustained, out=np.zeros_like(carried), where=sustained > 0)
    for case in range(needed.size):
        free = (sustained[:, case] > 0) & (carried[:, case] < ceilings[:, case] * (1 - TINY))
        if free.any():
            level = strain[free, case]
            np.testing.assert_allclose(level, level[0], rtol=1e-7, atol=TINY)
            assert (strain[:, case] <= level[0] * (1 + 1e-7) + TINY).all()


@given(sharings(), st.randoms(use_true_random=False))
def test_the_order_of_contributors_does_not_matter_to_what_they_carry(
    sharing: tuple[Array, Array, Array], random: st.DataObject
) -> None:
    needed, sustained, ceilings = sharing
    order = list(range(len(sustained)))
    random.shuffle(order)  # type: ignore[attr-defined]
    first = allocation.equal_strain(needed=needed, sustained=sustained, ceilings=ceilings)
    second = allocation.equal_strain(needed=needed, sustained=sustained[order], ceilings=ceilings[order])
    np.testing.assert_allclose(first[order], second, rtol=TINY, atol=TINY)


@given(sharings(), st.floats(0, 500))
def test_nobody_carries_less_when_more_is_needed(sharing: tuple[Array, Array, Array], more: float) -> None:
    needed, sustained, ceilings = sharing
    first, second = (
        allocation.equal_strain(needed=troops, sustained=sustained, ceilings=ceilings)
        for troops in (needed, needed + more)
    )
    assert (second >= first - TINY * (1 + first)).all()


@given(sharings(), st.lists(st.integers(1, 3), min_size=8, max_size=8))
def test_priorities_place_the_need_too_the_first_before_the_next(
    sharing: tuple[Array, Array, Array], ranks: list[int]
) -> None:
    needed, sustained, ceilings = sharing
    priorities = ranks[: len(sustained)]
    goals = np.minimum(sustained, ceilings)
    carried = allocation.by_priority(
        needed=needed, sustained=sustained, goals=goals, ceilings=ceilings, priorities=priorities
    )
    np.testing.assert_allclose(carried.sum(axis=0), np.minimum(needed, able(sustained, ceilings)), rtol=1e-7, atol=1e-7)
    assert (carried <= ceilings * (1 + 1e-7) + 1e-7).all()
    for first, second in itertools.permutations(range(len(sustained)), 2):
        if priorities[first] < priorities[second]:
            waits = carried[first] < goals[first] * (1 - 1e-7) - 1e-7
            assert (carried[second][waits & (sustained[first] > 0)] <= 1e-6).all()


@given(sharings())
def test_the_three_rules_agree_where_nothing_binds_differently(sharing: tuple[Array, Array, Array]) -> None:
    """One priority for all, and offers in proportion to what each sustains: the same shares by every rule."""
    needed, sustained, _ = sharing
    needed = np.minimum(needed, sustained.sum(axis=0))
    strain = allocation.equal_strain(needed=needed, sustained=sustained, ceilings=sustained)
    ranked = allocation.by_priority(
        needed=needed, sustained=sustained, goals=sustained, ceilings=sustained, priorities=[1] * len(sustained)
    )
    offered = allocation.as_offered(needed=needed, offers=sustained, most=sustained)
    np.testing.assert_allclose(ranked, strain, rtol=1e-7, atol=1e-7)
    np.testing.assert_allclose(offered, strain, rtol=1e-7, atol=1e-7)


@given(
    st.lists(st.tuples(st.integers(0, 200_000), st.none() | st.integers(0, 20_000)), min_size=1, max_size=6),
    st.sampled_from(["equal_strain", "by_priority", "offers"]),
    st.integers(1, 60_000),
)
def test_a_whole_run_conserves_troops_and_holds_no_nan(
    members: list[tuple[int, int | None]], rule: str, troops: int
) -> None:
    contributors = {
        f"nation_{number}": {"position": "offered", "land_strength": strength, "offer_troops": offer}
        for number, (strength, offer) in enumerate(members)
    }
    document = {
        "force": {"main": {"strength": {"troops": troops}}},
        "rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}, "dwell_floor_ratio": 1},
        "coalition": {"rule": rule, "deployable_share": 0.4, "contributors": contributors},
    }
    results = model.run(model.Scenario.from_document(document))
    frame = results.contributors
    numbers = results.measures.set_index("measure")
    undefined = ["cost_per_year", "contributors_needed", "strain", "first_shortfall_month", "achieved_dwell_months"]
    assert not numbers.drop(undefined)[["low", "central", "high"]].isna().any(axis=None)
    carried = frame.groupby("case")["deployed"].sum()
    assert (carried <= troops * (1 + TINY)).all()
    assert (frame["deployed"] <= frame["sustained_at_floor"] * (1 + TINY) + TINY).all()
    offers = frame["offer"].fillna(np.inf)
    assert (frame["deployed"] <= offers * (1 + TINY) + TINY).all()
    short = results.measure("shortfall")
    assert short.high == pytest.approx(max(0, troops - carried.min()), abs=1e-6 * troops)
    capacity = results.measure("capacity").low
    assert capacity is not None
    assert results.measure("margin").low == pytest.approx(capacity - troops)
