"""Effects and remainder make up the difference, whatever the variant; break-even and bars agree with plain runs."""

from typing import Any

import pytest
from amounts import amounts
from hypothesis import given, settings
from hypothesis import strategies as st

import model
from model import Scenario
from model.analysis.sensitivity import one_at_a_time
from model.frozen import ENDS

BASE = Scenario.from_document({
    "force": {"main": {"strength": {"troops": 10_000}}},
    "rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}},
    "coalition": {
        "deployable_share": 0.4,
        "contributors": {
            "a": {"position": "offered", "land_strength": 50_000, "offer_troops": 4_000},
            "b": {"position": "offered", "land_strength": 40_000},
        },
    },
})  # fmt: skip
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "force.main.strength.troops": st.integers(1, 40_000),
    "force.main.support_per_deployed": amounts(0, 1),
    "rotation.tour_months": st.integers(2, 12),
    "rotation.overlap_months": st.integers(0, 3),
    "rotation.dwell_months": st.integers(0, 36),
    "coalition.deployable_share": st.floats(0.01, 1),
    "coalition.contributors.a.offer_troops": st.integers(0, 20_000),
    "coalition.contributors.b": st.none(),
    "coalition.rule": st.sampled_from(["equal_strain", "offers"]),
    "horizon_months": st.integers(1, 48),
}
SOME = st.lists(st.sampled_from(sorted(CHANGES)), unique=True, max_size=5).flatmap(
    lambda paths: st.fixed_dictionaries({path: CHANGES[path] for path in paths})
)


@settings(max_examples=60)
@given(SOME)
def test_effects_and_remainder_make_up_the_difference(changes: dict[str, Any]) -> None:
    variant = BASE.replace(changes)
    try:
        model.run(variant)
    except model.ScenarioError:
        return  # an overlap not shorter than the tour, say: there is no variant to compare
    comparison = model.compare(BASE, variant)
    assert {step.path for step in comparison.steps} <= set(changes)
    for measure in comparison.measures:
        difference, remainder = comparison.difference(measure), comparison.remainder(measure)
        for end in ENDS:
            if getattr(difference, end) is None:
                assert getattr(remainder, end) is None
                continue
            effects = [getattr(comparison.effect(step, measure), end) for step in comparison.steps]
            if None in effects:
                assert getattr(remainder, end) is None
                assert getattr(comparison.why_remainder(measure), end)
                continue
            total = sum(effects) + getattr(remainder, end)
            assert total == pytest.approx(getattr(difference, end), rel=1e-9, abs=1e-9)


@given(SOME)
def test_the_changes_found_make_the_one_into_the_other(changes: dict[str, Any]) -> None:
    other = BASE.replace(changes)
    assert BASE.replace(BASE.differences(other)).document == other.document


def test_no_change_is_exactly_nothing() -> None:
    comparison = model.compare(BASE, BASE)
    assert comparison.steps == ()
    remainders = {
        measure: [getattr(comparison.remainder(measure), end) for end in ENDS] for measure in comparison.measures
    }
    without_figures = {"cost_per_year": 3, "contributors_needed": 3}  # at so many ends
    for measure, ends in remainders.items():
        unknown = without_figures.get(measure, 0)
        assert ends == [0.0] * (3 - unknown) + [None] * unknown, measure


@settings(max_examples=40)
@given(st.integers(1_000, 60_000), st.floats(0.05, 1))
def test_a_root_fed_back_has_no_margin(troops: int, share: float) -> None:
    scenario = BASE.replace({"force.main.strength.troops": troops, "coalition.deployable_share": share})
    for lever in ("force.main.strength.troops", "coalition.deployable_share", "rotation.dwell_months"):
        solution = model.solve(scenario, lever)
        for case in ("low", "high"):
            for root in solution.roots[case]:
                (run,) = model.run(scenario.replace({lever: root})).runs
                margins = run.outcomes["margin"]
                assert min(abs(margins)) <= 1e-6 * max(troops, 1)


@settings(max_examples=40)
@given(st.floats(1, 3), st.floats(3, 5), st.integers(1_000, 9_000), st.integers(9_000, 20_000))
def test_a_bar_is_what_two_plain_runs_say(low: float, high: float, few: int, many: int) -> None:
    scenario = BASE.replace({
        "rotation.dwell_ratio": {"low": low, "high": high}, "force.main.strength.troops": {"low": few, "high": many},
    })  # fmt: skip
    bars = one_at_a_time(scenario)
    assert [bar.width for bar in bars if bar.measure == "margin"] == sorted(
        (bar.width for bar in bars if bar.measure == "margin"), reverse=True
    )
    for bar in bars:
        others = {path: q.central for path, q in scenario.quantities().items() if q.is_range and path != bar.path}
        for given_value, at in ((bar.input_low, bar.at_low), (bar.input_high, bar.at_high)):
            plain = model.run(scenario.replace({**others, bar.path: given_value})).measure(bar.measure).central
            assert at == pytest.approx(plain, rel=1e-12, abs=1e-9)
