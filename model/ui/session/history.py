"""Undo: the states that a session went through, each a start with what was chosen. Nothing here draws.

A state is taken down when a page shows it, so a link that was followed, a scenario that was opened and Reset
are steps like any other.
"""

import streamlit as st

from model.ui.session import own, state

STATES, MOST = "states", 50


def record() -> None:
    """Take down what is shown, if it is not what was shown before."""
    now = state.snapshot()
    if not _states() or _states()[-1] != now:
        st.session_state[STATES] = [*_states(), now][-MOST - 1 :]


def before() -> own.Saved | None:
    """Return the state before the one that is shown; None at the start."""
    return _states()[-2] if len(_states()) > 1 else None


def step_back() -> own.Saved:
    """Forget the state that is shown, and return the one before it."""
    st.session_state[STATES] = _states()[:-1]
    return _states()[-1]


def _states() -> list[own.Saved]:
    found: list[own.Saved] = st.session_state.get(STATES, [])
    return found
