"""Scenarios evaluated together: what is a stack, what is not, and how refusals stay with their scenario."""

import gc
import pickle
import weakref
from typing import Any

import numpy as np
import pytest

import model
from model import Scenario, ScenarioError
from model.engine.cases import MOST_RANGES
from model.engine.results import collector_at_rest, run_many
from model.engine.run import Run, runs
from model.engine.stack import MOST_CASES, MOST_EVALUATIONS, MOST_SCENARIOS, fit_together, in_batches, stacked
from model.kernels.arrays import added, einsum
from model.scenario.inputs import inputs_of

TOUR, OVERLAP = "rotation.tour_months", "rotation.overlap_months"
UK = "coalition.contributors.united_kingdom"


def variants(*changes: dict[str, Any]) -> list[Scenario]:
    """Return Lord Dannatt's scenario with each of some changes."""
    return [model.load("dannatt").replace(of, name=f"v{number}") for number, of in enumerate(changes)]


def test_scenarios_that_differ_in_numbers_and_words_alone_are_one_stack() -> None:
    scenarios = variants({}, {TOUR: 4}, {"horizon_months": 12}, {"title": "Another"}, {OVERLAP: {"low": 0, "high": 1}})
    assert [numbers for numbers, _ in stacked(scenarios)] == [[0, 1, 3], [2], [4]]
    assert inputs_of(scenarios[0]).structure == inputs_of(scenarios[1]).structure


def test_the_cases_of_one_scenario_follow_those_of_another() -> None:
    ((_, stack),) = stacked(variants({TOUR: 4}, {TOUR: 5}))
    assert stack.width == 1 + 2 ** len(stack.scenarios[0].ranges)
    assert stack.by_scenario(stack.cases[TOUR])[:, 0].tolist() == [4, 5]
    assert stack.cases[OVERLAP].shape == (1,)
    assert len(stack.cases.values) == len(list(stack.cases.values)) == len(stack.scenarios[0].quantities())


def test_a_refused_scenario_is_refused_alone() -> None:
    wide = {f"coalition.contributors.{name}.offer_troops": {"low": 1, "high": 2} for name in ranged_nations()}
    scenarios = variants({}, {OVERLAP: 6}, {TOUR: 4}, {OVERLAP: 7}, wide)
    done = runs(scenarios)
    kinds = [type(of_one) for of_one in done]
    assert kinds == [Run, ScenarioError, Run, ScenarioError, ScenarioError]
    for number in (1, 3, 4):
        with pytest.raises(ScenarioError) as alone:
            Run.of(scenarios[number])
        assert str(done[number]) == str(alone.value)
    with pytest.raises(ScenarioError, match="a handover of 6 months is not shorter than the tour of 6"):
        run_many(scenarios)


def ranged_nations() -> list[str]:
    """Return more nations than there may be ranges."""
    return sorted(model.load("reassurance_force").register.nations)[: MOST_RANGES + 1]


def test_a_scenario_that_is_too_large_is_refused_alone() -> None:
    at = "coalition.contributors.{}.{}"
    sizes = [
        {at.format(name, key): value for name in ("poland", "spain") for key, value in of.items()}
        for of in ({"land_strength": troops, "deployable_share": 1} for troops in (1_000, 9_000_000))
    ]
    one, two = runs(variants(*sizes))
    assert isinstance(one, Run)
    assert isinstance(two, ScenarioError)
    assert "troops that all nations together could bring" in str(two)


def test_a_stack_is_bounded_by_cases_nations_and_scenarios() -> None:
    few = Scenario.from_document(
        {"force": {"a": {"strength": {"troops": 1}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    )
    assert fit_together(few) == MOST_CASES // 2
    many = model.load("reassurance_force")
    assert many.coalition is not None
    pairs = len(many.force) * len(many.coalition.contributors)
    assert fit_together(many) == min(MOST_CASES, MOST_EVALUATIONS // pairs) // (1 + 2 ** len(many.ranges))
    batches = list(in_batches(range(600), lambda _: few))
    assert [len(batch) for batch in batches] == [MOST_SCENARIOS, MOST_SCENARIOS, 600 - 2 * MOST_SCENARIOS]
    assert list(in_batches(iter([]), lambda _: few)) == []


def test_months_and_days_and_tours_too_short_for_their_step_go_apart() -> None:
    months: dict[str, Any] = {"schedule.step": None}
    scenarios = variants(months, {TOUR: 4.5, OVERLAP: 0}, {TOUR: 1e-3, OVERLAP: 0}, {TOUR: 6})
    ((_, stack),) = stacked(scenarios)
    plans = [plan for plan, _ in stack.plans]
    assert {plan.step for plan in plans} == {"month", "day"}
    assert [plan.is_too_short for plan in plans] == [False, False, True, False]
    assert sorted(row for rows, _ in stack.in_one_step for row in rows) == [0, 1, 2, 3]


def test_the_collector_rests_and_works_on() -> None:
    assert gc.isenabled()
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize("count", [1, 2, 3, 8, 100])
def test_a_case_has_one_sum_however_many_stand_beside_it(count: int) -> None:
    random = np.random.default_rng(3)
    terms = random.random((30, 1)) * 10.0 ** random.integers(-9, 9, (30, 1))
    mask = random.random((30, 1)) < 0.7
    beside = np.hstack([terms, *[random.random((30, 1)) for _ in range(count - 1)]])
    alike = np.broadcast_to(terms, (30, count))
    assert added(beside)[0] == added(terms)[0] == added(alike)[-1] == added(np.asfortranarray(beside))[0]
    in_theatre = added(beside[np.newaxis], axis=1)
    assert in_theatre.shape == (1, count)
    assert in_theatre[0, 0] == added(terms[np.newaxis], axis=1)[0, 0] == added(terms)[0]
    for first, second in ((beside, np.broadcast_to(mask, beside.shape)), (alike, np.broadcast_to(mask, alike.shape))):
        assert einsum("ic,ic->c", first, second)[0] == einsum("ic,ic->c", terms, mask)[0]
        assert einsum("ic,ic->c", np.asfortranarray(first), second)[0] == einsum("ic,ic->c", terms, mask)[0]


def test_a_stack_is_freed_with_its_last_run() -> None:
    scenarios = variants(
        {}, {TOUR: 4.5}, {f"{UK}.land_strength": "unknown"}, {f"{UK}.land_strength": "unknown", TOUR: 5}
    )
    with collector_at_rest():
        done = [run for run in runs(scenarios) if isinstance(run, Run)]
        for run in done:
            assert [run.measure(name) for name in run.measures if run.bound(name) or run.why(name)]
        stacks = [weakref.ref(run.stack) for run in done]
        del run, done
        assert [stack() for stack in stacks] == [None] * len(scenarios)


def test_a_run_goes_to_another_process_without_its_neighbours() -> None:
    one, *_ = (run for run in runs(variants(*({TOUR: tour} for tour in range(1, 30)))) if isinstance(run, Run))
    there = pickle.loads(pickle.dumps(one))  # noqa: S301  (our own bytes)
    assert len(there.stack.scenarios) == 1
    assert [there.measure(name) for name in there.measures] == [one.measure(name) for name in one.measures]


def test_values_that_stacks_share_do_not_change() -> None:
    run = Run.of(model.load("dannatt"))
    with pytest.raises(ValueError, match="read-only"):
        run.cases[TOUR][:] = 1


def test_each_scenario_of_a_stack_has_the_word_of_its_own_claim_for_a_unit() -> None:
    one = model.load("three_tier")
    units = "force.european_brigades.strength.units"
    scenarios = [one, one.replace({units: {"low": 4, "high": 5, "because": "a test"}}, name="other")]
    for listed in (scenarios, scenarios[::-1]):
        words = {run.scenario.name: [part.unit for part in run.plan.components] for run in runs(listed)}
        assert words == {"three_tier": ["brigade"], "other": ["unit"]}
        ((_, stack),) = stacked(listed)
        assert len(stack.scenarios) == len(listed)


def test_scenarios_beside_one_that_is_too_short_or_misfits_stay_together() -> None:
    base = model.load("reassurance_force")
    days: list[dict[str, Any]] = [{TOUR: 4.5 + number / 10} for number in range(6)]
    changes = [*days, {TOUR: 1e-3}, {TOUR: 4, OVERLAP: 4}, {TOUR: 4, OVERLAP: 5}]
    done = runs([base.replace(change, name=f"v{number}") for number, change in enumerate(changes)])
    fitting = [run for run in done if isinstance(run, Run)]
    assert len({id(run.stack) for run in fitting}) == 1
    assert [len(rows) for rows, _ in fitting[0].stack.in_one_step] == [6, 1]


def test_a_scenario_of_too_many_ranges_is_refused_for_another_fault_first() -> None:
    wide = {f"coalition.contributors.{name}.offer_troops": {"low": 1, "high": 2} for name in ranged_nations()}
    ranges, misfit = runs(variants(wide, wide | {OVERLAP: 7}))
    assert "16 ranges, and low and high are worked out over at most 12" in str(ranges)
    assert "a handover of 7 months is not shorter than the tour of 6" in str(misfit)


def test_many_scenarios_are_refused_by_name() -> None:
    with pytest.raises(ScenarioError) as refused:
        run_many(variants({}, {OVERLAP: 6}, {TOUR: 4}, {OVERLAP: 7}))
    assert [str(problem).partition(":")[0] for problem in refused.value.problems] == ["v1", "v3"]
    with pytest.raises(ScenarioError, match=r"^rotation.overlap_months: "):
        run_many(variants({OVERLAP: 6}))


def test_zero_with_a_sign_is_zero() -> None:
    assert [
        str(Run.of(one).at("central", "cost_per_year")) for one in variants({"cost": {"per_deployed_year": -0.0}})
    ] == ["0.0"]
