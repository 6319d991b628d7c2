"""Values that pages share between reruns and readers: loaded scenarios and their results, bounded, never changed.

Everything is kept under a scenario's name and content and what the reader changed in it, so that a reader's own file
meets no other of its name.
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
from model.analysis.ways import Ways
from model.analysis.ways import ways as ways_to_close
from model.engine import budget
from model.engine.results import Results
from model.engine.results import run as run_model
from model.engine.run import Run
from model.files.register import published_cases, shipped_register
from model.files.scenarios import load, shipped_parents, shipped_scenarios
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui.session import own
from model.ui.session.shown import Shown

Ranges = Mapping[str, tuple[float, float]]


def key_of(scenario: Scenario) -> str:
    """Return the key of a scenario: the hash of its name, its content, and the paths that the reader changed."""
    content = json.dumps([scenario.name, scenario.model_dump_json(), scenario.changed], default=str)
    return hashlib.sha256(content.encode()).hexdigest()


BY_CONTENT: Any = {Scenario: key_of}
MOST_RUNS = 128
"""Runs that are kept, with all that pages asked of each: the server's memory levels off once they are there.

Undo needs none of them: a session keeps the values of its steps, some 50, and a step whose run is gone is worked out
anew. A run that is kept spares that work where readers go back, or meet in the same scenario. It has no frames: pages
ask the run itself, and a file's frames go once the file is made.
"""


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


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_CONTENT)
def at_start(scenario: Scenario) -> Shown:
    """Return a starting scenario with every input as it starts."""
    return Shown.at_start(scenario)


def run(shown: Shown) -> Results:
    """Return the results of what is shown; the same is worked out once.

    Raises:
        ScenarioError: if a change is refused.
    """
    return results(shown.scenario)


def run_or_none(shown: Shown) -> Run | None:
    """Return the one run of what is shown, None where it is refused."""
    try:
        return run(shown).runs[0]
    except ScenarioError:
        return None


@st.cache_resource(max_entries=MOST_RUNS, show_spinner=False, hash_funcs=BY_CONTENT)
def results(scenario: Scenario) -> Results:
    """Return the results of a scenario; the same content is worked out once.

    Raises:
        ScenarioError: if it is larger than the pages take, or cannot be run.
    """
    return Results((Run.of(scenario, budget.PAGES),))


def _within_limits(scenario: Scenario) -> Scenario:
    """Return a scenario that is no larger than the pages take: whoever opens it keeps all other readers waiting.

    Raises:
        ScenarioError: if it is larger.
    """
    budget.check(scenario, budget.PAGES)
    return scenario


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=BY_CONTENT)
def compare(base: Scenario, variant: Scenario) -> Comparison:
    """Return the comparison of a variant with its baseline; the same pair is worked out once.

    Raises:
        ScenarioError: if one of the two cannot be run.
    """
    budget.check_comparison(base, len(base.differences(variant)), budget.PAGES)
    return compare_scenarios(base, variant)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def bars(scenario: Scenario, *, is_spread: bool) -> tuple[Scenario, list[Bar]]:
    """Return the bars of each range alone, and the scenario with these ranges.

    With `is_spread` each lever without a range is one of ±10 %.
    """
    ranged = spread(scenario, levers(scenario)) if is_spread else scenario
    return ranged, one_at_a_time(ranged)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def break_even(scenario: Scenario) -> tuple[list[Solution], list[str]]:
    """Return where each lever alone would bring the margin to zero, and why some or all have no answer."""
    return solve_all(scenario)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def ways(scenario: Scenario) -> Ways | None:
    """Return the ways to close the gap of a scenario, None where there is no margin."""
    (run_of_it,) = results(scenario).runs
    return ways_to_close(run_of_it, break_even(scenario)[0])


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_CONTENT)
def lever_map(scenario: Scenario, levers_: tuple[str, str], *, is_near: bool) -> LeverMap:
    """Return the margin over two levers, over the page's intervals or near the scenario's values.

    Raises:
        ScenarioError: if there is no margin.
    """
    return map_levers(scenario, *levers_, is_near=is_near)


@st.cache_resource(max_entries=16, show_spinner="Drawing", hash_funcs=BY_CONTENT)
def draws(scenario: Scenario, ranges: Ranges, count: int, seed: int) -> tuple[Simulation, Results]:
    """Return the simulation of so many draws from the reader's ranges, and the run of the same ranges.

    Raises:
        ScenarioError: if the model refuses part of a range.
    """
    ranged = _within_limits(with_ranges(scenario, dict(ranges)))
    budget.check_draws(ranged, count, budget.PAGES)
    return simulate(ranged, draws=count, seed=seed), run_model(ranged)


@st.cache_resource(max_entries=16, show_spinner="Working out indices", hash_funcs=BY_CONTENT)
def indices(scenario: Scenario, ranges: Ranges, measure: str) -> tuple[Scenario, list[Index]]:
    """Return the Sobol indices of the reader's ranges, and the scenario with these ranges.

    Raises:
        ScenarioError: if the model refuses part of a range.
    """
    ranged = with_ranges(scenario, dict(ranges))
    return ranged, sobol(ranged, measure=measure)
