"""What holds for any force: scaling, order, monotonicity, exact ranges."""

import itertools
from typing import Any

import numpy as np
import pytest
from amounts import amounts
from coalitions import of_force
from hypothesis import given, settings
from hypothesis import strategies as st

import model
from model import Scenario

MONTHS = amounts(0.5, 36)
TROOPS = st.integers(0, 500_000)
RANGE = st.tuples(st.floats(0.1, 1), st.floats(0.1, 1)).map(sorted)
CLOSE = {"rel": 1e-9, "abs": 1e-6}


def one(troops: object, **rest: object) -> dict[str, Any]:
    return {"one": {"strength": {"troops": troops}, **rest}}


def tied_up(troops: int, rotation: dict[str, float]) -> float:
    central = of_force(one(troops), rotation).measure("tied_up").central
    assert central is not None
    return central


@st.composite
def rotations(draw: st.DrawFn) -> dict[str, float]:
    tour = draw(MONTHS)
    return {
        "tour_months": tour,
        "overlap_months": draw(amounts(0, 0.9)) * tour,
        "dwell_months": draw(amounts(0, 60)),
        "mobilisation_months": draw(amounts(0, 6)),
        "transit_months": draw(amounts(0, 2)),
    }


@given(TROOPS, rotations())
def test_the_tied_up_are_never_fewer_than_the_deployed(troops: int, rotation: dict[str, float]) -> None:
    assert tied_up(troops, rotation) >= troops - 1e-6


@given(TROOPS, rotations(), amounts(0, 24))
def test_longer_dwell_never_ties_up_fewer(troops: int, rotation: dict[str, float], more: float) -> None:
    longer = {**rotation, "dwell_months": rotation["dwell_months"] + more}
    assert tied_up(troops, longer) >= tied_up(troops, rotation) - 1e-6


@given(TROOPS, rotations(), st.integers(1, 9))
def test_a_force_several_times_as_large_ties_up_as_many_times_more(
    troops: int, rotation: dict[str, float], times: int
) -> None:
    assert tied_up(troops * times, rotation) == pytest.approx(tied_up(troops, rotation) * times, **CLOSE)


@given(st.lists(TROOPS, min_size=1, max_size=5), rotations(), st.randoms())
def test_the_order_of_components_does_not_matter(sizes: list[int], rotation: dict[str, float], random: Any) -> None:  # noqa: ANN401
    parts = [(f"part_{number}", {"strength": {"troops": size}}) for number, size in enumerate(sizes)]
    shuffled = random.sample(parts, len(parts))
    first, second = (of_force(dict(each), rotation).measures for each in (parts, shuffled))
    np.testing.assert_allclose(first["central"], second["central"], rtol=1e-9)


@given(TROOPS, rotations(), amounts(0, 1), amounts(0, 1))
def test_phases_add_up_to_the_tied_up(troops: int, rotation: dict[str, float], first: float, second: float) -> None:
    dwell = rotation["dwell_months"]
    parts = {"preparation_months": dwell * first * 0.5, "recovery_months": dwell * second * 0.5}
    results = of_force(one(troops), {**rotation, **parts})
    total = results.phases.groupby("case")["troops"].sum()["central"]
    assert total == pytest.approx(results.measure("tied_up").central, **CLOSE)
    assert (results.phases["troops"] >= -1e-6).all()


@settings(max_examples=30)
@given(RANGE, RANGE, RANGE, RANGE, st.sampled_from(["rotation.dwell_months", "rotation.dwell_ratio"]))
def test_low_and_high_are_the_exact_range_of_one_component(
    tour: list[float], dwell: list[float], overlap: list[float], troops: list[float], dwell_path: str
) -> None:
    """A fine grid inside the ranges never leaves low to high, and reaches both."""
    ranges = {
        "rotation.tour_months": [12 * end for end in tour],
        dwell_path: [(4 if dwell_path.endswith("ratio") else 30) * end for end in dwell],
        "rotation.overlap_months": [0.9 * end for end in overlap],
        "force.one.strength.troops": [1_000 * end for end in troops],
    }
    base = {"force": one(1), "rotation": {"tour_months": 6, "dwell_months": 12}, "horizon_months": 7}
    scenario = Scenario.from_document(base)
    whole = model.run(scenario.replace({path: {"low": low, "high": high} for path, (low, high) in ranges.items()}))
    points = itertools.product(*(np.linspace(low, high, 3) for low, high in ranges.values()))
    grid = [
        model.run(scenario.replace({path: float(value) for path, value in zip(ranges, point, strict=True)}))
        for point in points
    ]
    for measure in ("deployed", "multiplier", "tied_up", "throughput", "people_within_horizon"):
        values = [results.measure(measure).central for results in grid]
        assert whole.measure(measure).low == pytest.approx(min(values), **CLOSE)
        assert whole.measure(measure).high == pytest.approx(max(values), **CLOSE)
