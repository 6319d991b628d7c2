"""A run's answers: low, central and high of a measure, over the cases."""

import math

import numpy as np
import pytest
from coalitions import nation, only, run

from model import Results
from model.engine.cases import or_none
from model.engine.run import at_case
from model.engine.stack import extremes
from model.frozen import Range


def test_extremes_are_of_what_is_known_and_the_first_is_central() -> None:
    low, central, high = extremes("tied_up", np.array([[5.0, 2.0, 9.0], [np.nan, 4.0, 1.0], [np.nan] * 3]))
    assert low.tolist() == pytest.approx([2, 1, np.nan], nan_ok=True)
    assert central.tolist() == pytest.approx([5, np.nan, np.nan], nan_ok=True)
    assert high.tolist() == pytest.approx([9, 4, np.nan], nan_ok=True)


def test_what_some_cases_never_come_to_has_no_greatest() -> None:
    low, _, high = extremes("first_shortfall_month", np.array([5.0, np.nan, 9.0]))
    assert low == 5
    assert math.isnan(high)


def test_a_number_that_is_none_is_none() -> None:
    assert [or_none(number) for number in (0.0, 2.5, math.nan, math.inf)] == [0, 2.5, None, None]
    assert [at_case(np.array(values), 1) for values in ([1.0, 2.0], [3.0], [1.0, np.nan])] == [2, 3, None]


def test_a_measure_is_the_range_over_all_corners_and_each_case_its_own_value() -> None:
    one = only(run({"a": nation(8_000)}, rotation={"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}))
    assert one.measure("tied_up") == Range(3_000, 3_500, 4_000)
    assert one.measure("margin") == Range(0, pytest.approx(1_000 / 7), pytest.approx(1_000 / 3))
    assert [one.at(case, "tied_up") for case in ("low", "central", "high")] == [3_000, 3_500, 4_000]


def test_a_measure_that_there_is_none_of_is_an_error() -> None:
    with pytest.raises(KeyError):
        only(run(None)).measure("capacity")


def bounds(results: Results) -> dict[str, str]:
    """Return the measures that are bounds, and which."""
    one = only(results)
    return {measure: bound for measure in one.measures if (bound := one.bound(measure))}


def test_a_nation_of_unknown_strength_makes_what_is_known_a_bound() -> None:
    results = run({"a": nation(40_000), "b": nation(None)}, troops=20_000)
    assert results.measure("capacity").central == 5_000
    assert bounds(results) == {
        "pool": "at_least", "capacity": "at_least", "capacity_at_floor": "at_least", "capacity_units": "at_least",
        "margin": "at_least", "shortfall": "at_most", "strain": "at_most", "contributors_needed": "at_most",
        "probability_kept_up": "at_least", "first_shortfall_month": "at_least", "months_held": "at_least",
    }  # fmt: skip
    frame = results.measures.set_index("measure")["bound"].fillna("")
    assert frame.loc[["capacity", "deployed"]].tolist() == ["at_least", ""]


def test_a_nation_of_unknown_strength_that_could_not_help_bounds_nothing() -> None:
    assert bounds(run({"a": nation(40_000), "b": nation(None, position="refused")}, troops=20_000)) == {}
    assert bounds(run({"a": nation(40_000)}, troops=20_000)) == {}
    force = {"land": {"strength": {"troops": 100}}, "skies": {"strength": {"troops": 100}, "task": "air"}}
    assert set(bounds(run({"a": nation(8_000), "b": nation(None)}, force=force))) == {"pool", "strain"}
