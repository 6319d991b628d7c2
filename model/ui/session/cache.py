"""Values that pages share between reruns and readers: loaded scenarios and their results, bounded, never changed.

Everything is kept under a scenario's name and content, so that a reader's own file meets no other of its name.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from model.analysis.breakeven import Solution, levers, solve_all
from model.analysis.comparison import Comparison
from model.analysis.comparison import compare as compare_scenarios
from model.analysis.lever_map import LeverMap
from model.analysis.lever_map import lever_map as map_levers
from model.analysis.published import Check
from model.analysis.published import check as check_published
from model.analysis.sensitivity import Bar, Index, one_at_a_time, sobol, spread, with_ranges
from model.analysis.simulation import Simulation, simulate
from model.engine import budget
from model.engine.results import Results
from model.engine.results import run as run_model
from model.engine.run import Run
from model.files.register import published_cases, shipped_register
from model.files.scenarios import load, shipped_parents, shipped_scenarios
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui.session import own

Changes = Mapping[str, Any]
Ranges = Mapping[str, tuple[float, float]]


def key_of(scenario: Scenario) -> str:
    """Return what tells a scenario from every other: the hash of its name and content."""
    content = json.dumps([scenario.name, scenario.document], default=str)
    return hashlib.sha256(content.encode()).hexdigest()


BY_CONTENT: Any = {Scenario: key_of}
MOST_RUNS = 128
"""Runs that are kept, with all that pages asked of each: the server's memory levels off once they are there."""


def scenarios() -> dict[str, Scenario]:
    """Return the session's starting scenarios by name: every shipped one, then the reader's own files."""
    return {**_shipped(), **own.taken_in()}


@st.cache_resource
def _shipped() -> dict[str, Scenario]:
    return {name: load(name) for name in shipped_scenarios()}


@st.cache_resource
def parents() -> dict[str, str]:
    """Return, for each shipped variant, the name of the scenario that it extends."""
    return shipped_parents()


@st.cache_resource
def published_checks() -> dict[str, Check]:
    """Return every published case worked out by this model, by name."""
    register = shipped_register()
    return {name: check_published(case, register) for name, case in published_cases().items()}


def run(start: str, changes: Changes) -> Results:
    """Return the results of a starting scenario with changes; the same changes are worked out once.

    Raises:
        ScenarioError: if a change is refused.
    """
    return _run(scenarios()[start], dict(changes))


def run_or_none(start: str, changes: Changes) -> Run | None:
    """Return the one run of a starting scenario with changes, None where it is refused."""
    try:
        return run(start, changes).runs[0]
    except ScenarioError:
        return None


@st.cache_resource(max_entries=MOST_RUNS, show_spinner=False, hash_funcs=BY_CONTENT)
def _run(start: Scenario, changes: Changes) -> Results:
    return run_model(_within_limits(start.replace(changes)))


def _within_limits(scenario: Scenario) -> Scenario:
    """Return a scenario that is no larger than the pages take: whoever opens it keeps all other readers waiting.

    Raises:
        ScenarioError: if it is larger.
    """
    budget.check(scenario, budget.PAGES)
    return scenario


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=BY_CONTENT)
def compare(base: Scenario, variant: Scenario) -> Comparison:
    """Return what makes a variant differ from its baseline; the same pair is worked out once.

    Raises:
        ScenarioError: if one of the two cannot be run.
    """
    budget.check_comparison(base, len(base.differences(variant)), budget.PAGES)
    return compare_scenarios(base, variant)


def bars(start: str, changes: Changes, *, is_spread: bool) -> tuple[Scenario, list[Bar]]:
    """Return what each range moves by itself, and the scenario with these ranges.

    With `is_spread` each lever without a range is one of ±10 %.
    """
    return _bars(scenarios()[start], dict(changes), is_spread)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def _bars(start: Scenario, changes: Changes, is_spread: bool) -> tuple[Scenario, list[Bar]]:  # noqa: FBT001  (the key)
    scenario = start.replace(changes)
    ranged = spread(scenario, levers(scenario)) if is_spread else scenario
    return ranged, one_at_a_time(ranged)


def break_even(start: str, changes: Changes) -> tuple[list[Solution], list[str]]:
    """Return where each lever alone would bring the margin to zero, and why some or all have no answer."""
    return _break_even(scenarios()[start], dict(changes))


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def _break_even(start: Scenario, changes: Changes) -> tuple[list[Solution], list[str]]:
    return solve_all(start.replace(changes))


def lever_map(start: str, changes: Changes, levers_: tuple[str, str], *, is_near: bool) -> LeverMap:
    """Return the margin over two levers, over the page's intervals or near the scenario's values.

    Raises:
        ScenarioError: if there is no margin.
    """
    return _lever_map(scenarios()[start], dict(changes), levers_, is_near)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def _lever_map(start: Scenario, changes: Changes, levers_: tuple[str, str], is_near: bool) -> LeverMap:  # noqa: FBT001  (the key)
    return map_levers(start.replace(changes), *levers_, is_near=is_near)


def draws(start: str, changes: Changes, ranges: Ranges, count: int, seed: int) -> tuple[Simulation, Results]:
    """Return what so many draws from the reader's ranges come to, and the run of the same ranges.

    Raises:
        ScenarioError: if the model refuses part of a range.
    """
    return _draws(scenarios()[start], dict(changes), dict(ranges), count, seed)


@st.cache_resource(max_entries=16, show_spinner="Drawing", hash_funcs=BY_CONTENT)
def _draws(start: Scenario, changes: Changes, ranges: Ranges, count: int, seed: int) -> tuple[Simulation, Results]:
    scenario = _within_limits(with_ranges(start.replace(changes), ranges))
    budget.check_draws(scenario, count, budget.PAGES)
    return simulate(scenario, draws=count, seed=seed), run_model(scenario)


def indices(start: str, changes: Changes, ranges: Ranges, measure: str) -> tuple[Scenario, list[Index]]:
    """Return the Sobol indices of the reader's ranges, and the scenario with these ranges.

    Raises:
        ScenarioError: if the model refuses part of a range.
    """
    return _indices(scenarios()[start], dict(changes), dict(ranges), measure)


@st.cache_resource(max_entries=16, show_spinner="Working out indices", hash_funcs=BY_CONTENT)
def _indices(start: Scenario, changes: Changes, ranges: Ranges, measure: str) -> tuple[Scenario, list[Index]]:
    scenario = with_ranges(start.replace(changes), ranges)
    return scenario, sobol(scenario, measure=measure)
