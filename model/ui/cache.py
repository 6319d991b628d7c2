"""What the pages share between reruns and readers: loaded scenarios and finished runs, bounded, never changed."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from model.breakeven import Solution, levers, solve_all
from model.io.scenarios import load, shipped_scenarios
from model.lever_map import LeverMap
from model.lever_map import lever_map as map_levers
from model.results import Results
from model.running import run as run_model
from model.scenario import Scenario
from model.sensitivity import Bar, Index, one_at_a_time, sobol, spread, with_ranges
from model.simulation import Simulation, simulate

Ranges = Mapping[str, tuple[float, float]]


@st.cache_resource
def scenarios() -> dict[str, Scenario]:
    """Return every shipped scenario by name."""
    return {name: load(name) for name in shipped_scenarios()}


def run(start: str, changes: dict[str, Any]) -> Results:
    """Return the results of a shipped scenario with changes; the same changes are worked out once.

    Raises:
        ScenarioError: if a change is refused.
    """
    return _run(start, _key(changes))


def bars(start: str, changes: dict[str, Any], *, is_spread: bool) -> tuple[Scenario, list[Bar]]:
    """Return what each range moves by itself, and the scenario with these ranges.

    With `is_spread` each lever without a range is one of ±10 %.
    """
    return _bars(start, _key(changes), is_spread)


def break_even(start: str, changes: dict[str, Any]) -> tuple[list[Solution], list[str]]:
    """Return where each lever alone would bring the margin to zero, and why some or all have no answer."""
    return _break_even(start, _key(changes))


def lever_map(start: str, changes: dict[str, Any], first: str, second: str, *, is_near: bool) -> LeverMap:
    """Return the margin over two levers, over the page's intervals or near the scenario's values.

    Raises:
        ScenarioError: if there is no margin.
    """
    return _lever_map(start, _key(changes), first, second, is_near)


def draws(start: str, changes: dict[str, Any], ranges: Ranges, count: int, seed: int) -> tuple[Simulation, Results]:
    """Return what so many draws from the reader's ranges come to, and the run of the same ranges.

    Raises:
        ScenarioError: if the model refuses part of a range.
    """
    return _draws(start, _key(changes), _key(ranges), count, seed)


def indices(start: str, changes: dict[str, Any], ranges: Ranges, measure: str) -> tuple[Scenario, list[Index]]:
    """Return the Sobol indices of the reader's ranges, and the scenario with these ranges.

    Raises:
        ScenarioError: if the model refuses part of a range.
    """
    return _indices(start, _key(changes), _key(ranges), measure)


def _key(given: Mapping[str, Any]) -> str:
    return json.dumps(given, sort_keys=True)


def _changed(start: str, changes: str) -> Scenario:
    return scenarios()[start].replace(json.loads(changes))


def _with_ranges(start: str, changes: str, ranges: str) -> Scenario:
    return with_ranges(
        _changed(start, changes), {path: (low, high) for path, (low, high) in json.loads(ranges).items()}
    )


@st.cache_resource(max_entries=512, show_spinner=False)
def _run(start: str, changes: str) -> Results:
    return run_model(_changed(start, changes))


@st.cache_resource(max_entries=128, show_spinner=False)
def _bars(start: str, changes: str, is_spread: bool) -> tuple[Scenario, list[Bar]]:  # noqa: FBT001  (the cache's key)
    scenario = _changed(start, changes)
    ranged = spread(scenario, levers(scenario)) if is_spread else scenario
    return ranged, one_at_a_time(ranged)


@st.cache_resource(max_entries=128, show_spinner=False)
def _break_even(start: str, changes: str) -> tuple[list[Solution], list[str]]:
    return solve_all(_changed(start, changes))


@st.cache_resource(max_entries=64, show_spinner=False)
def _lever_map(start: str, changes: str, first: str, second: str, is_near: bool) -> LeverMap:  # noqa: FBT001  (as above)
    return map_levers(_changed(start, changes), first, second, is_near=is_near)


@st.cache_resource(max_entries=16, show_spinner="Drawing")
def _draws(start: str, changes: str, ranges: str, count: int, seed: int) -> tuple[Simulation, Results]:
    scenario = _with_ranges(start, changes, ranges)
    return simulate(scenario, draws=count, seed=seed), run_model(scenario)


@st.cache_resource(max_entries=16, show_spinner="Working out indices")
def _indices(start: str, changes: str, ranges: str, measure: str) -> tuple[Scenario, list[Index]]:
    scenario = _with_ranges(start, changes, ranges)
    return scenario, sobol(scenario, measure=measure)
