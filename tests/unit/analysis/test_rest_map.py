"""Size against rest: the largest force by hand, and published rules as months at home for each month away."""

import numpy as np
import pytest
from by_hand import by_hand
from coalitions import only, run

import model
from model.analysis.rest_map import rest_map, rest_of, rests_of_rule
from model.analysis.rest_rules import rules
from model.engine.run import Run


def test_the_largest_force_is_the_pool_over_one_and_the_rest() -> None:
    result = rest_map(Run.of(by_hand()), 4)
    assert result is not None
    assert result.rest.tolist() == [number / 8 for number in range(33)]
    for case in ("low", "high"):
        assert result.capacity[case] == pytest.approx(30_000 / (1 + result.rest))
    assert result.own == {"low": 2, "high": 3}


def test_a_map_that_reaches_far_has_no_more_points() -> None:
    result = rest_map(Run.of(by_hand()), 60)
    assert result is not None
    assert result.rest.size <= 105
    assert (result.rest[-1], 1.0 in result.rest, 59.0 in result.rest) == (60, True, True)


def test_where_the_months_do_not_fit_nothing_is_known() -> None:
    result = rest_map(Run.of(by_hand().replace({"rotation.recovery_months": 6})), 3)
    assert result is not None
    assert np.isnan(result.capacity["high"]).tolist() == (result.rest < 1).tolist()


def test_months_at_home_are_divided_by_the_tour() -> None:
    british, months = Run.of(model.load("british_norm")), {"rotation.mobilisation_months": 2}
    assert (rest_of(british, "low"), rest_of(Run.of(british.scenario.replace(months)), "low")) == (4, 3)
    result = rest_map(british, 6.5)
    assert result is not None
    assert result.capacity["low"][result.rest == 4] == pytest.approx(british.at("low", "capacity"))


def test_without_nations_there_is_no_map() -> None:
    assert rest_map(only(run(None)), 6.5) is None


def test_a_rule_in_months_is_divided_by_its_own_tour_else_by_that_of_the_plan() -> None:
    by_topic = {rule.topic: rests_of_rule(rule, (4, 6)) for rule in rules(by_hand().register)}
    assert by_topic["dannatt"] == (2, 3)
    assert by_topic["germany_norm"] == (5, 5)
    assert by_topic["united_kingdom_harmony"] == (4, 6)
