"""What the pages share between reruns and readers: loaded scenarios and finished runs, bounded, never changed."""

import json
from typing import Any

import streamlit as st

from model.io.scenarios import load, shipped_scenarios
from model.results import Results
from model.running import run as run_model
from model.scenario import Scenario


@st.cache_resource
def scenarios() -> dict[str, Scenario]:
    """Return every shipped scenario by name."""
    return {name: load(name) for name in shipped_scenarios()}


def run(start: str, changes: dict[str, Any]) -> Results:
    """Return the results of a shipped scenario with changes; the same changes are worked out once.

    Raises:
        ScenarioError: if a change is refused.
    """
    return _run(start, json.dumps(changes, sort_keys=True))


@st.cache_resource(max_entries=512, show_spinner=False)
def _run(start: str, changes: str) -> Results:
    return run_model(scenarios()[start].replace(json.loads(changes)))
