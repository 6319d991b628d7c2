"""What the pages share between reruns and readers: loaded scenarios and finished runs, bounded, never changed.

A run is kept under its scenario's name and content, so that a reader's own file meets no other of its name.
"""

import hashlib
import json
from typing import Any

import streamlit as st

from model.comparison import Comparison
from model.comparison import compare as compare_scenarios
from model.io.scenarios import load, shipped_parents, shipped_scenarios
from model.results import Results
from model.running import run as run_model
from model.scenario import Scenario
from model.ui import own


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


def run(start: str, changes: dict[str, Any]) -> Results:
    """Return the results of a starting scenario with changes; the same changes are worked out once.

    Raises:
        ScenarioError: if a change is refused.
    """
    found = scenarios()[start]
    return _run(found, key_of(found), json.dumps(changes, sort_keys=True))


@st.cache_resource(max_entries=512, show_spinner=False)
def _run(_start: Scenario, key: str, changes: str) -> Results:  # noqa: ARG001  (the key)
    return run_model(_start.replace(json.loads(changes)))


def compare(base: Scenario, variant: Scenario) -> Comparison:
    """Return what makes a variant differ from its baseline; the same pair is worked out once.

    Raises:
        ScenarioError: if one of the two cannot be run.
    """
    return _compare(base, variant, key_of(base), key_of(variant))


@st.cache_resource(max_entries=64, show_spinner=False)
def _compare(_base: Scenario, _variant: Scenario, base: str, variant: str) -> Comparison:  # noqa: ARG001  (the keys)
    return compare_scenarios(_base, _variant)


def key_of(scenario: Scenario) -> str:
    """Return what tells a scenario from every other: the hash of its name and content."""
    content = json.dumps([scenario.name, scenario.document], default=str)
    return hashlib.sha256(content.encode()).hexdigest()
