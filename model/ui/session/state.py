"""The state of a session: the start, Explore's inputs, the coalition's choices, and the states before, for Undo.

Plain values under plain keys: Streamlit forgets a widget's value when the reader leaves its page. A page records a
state when it shows it, so a link that was followed, a scenario that was opened and Reset are steps like any other.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from model.scenario import Scenario
from model.ui.session import address, cache, inputs, own
from model.ui.session import choices as session_choices

STARTING, CHOSEN, CHOICES, IGNORED, TOLD = "start_name", "chosen", "choices", "ignored", "told"
HAD_LINKS, STYLE = "had_links", "input_style"
STATES, MOST_STATES = "states", 50


def enter(*, has_links: bool = False) -> tuple[Scenario, bool]:
    """Return the starting scenario, and whether the address has just changed it or the values.

    At first, and when the address names another scenario or was changed by the reader (Back, say), its values are
    taken up. After a page that has links to scenarios also when it names the same: then a link was followed, and the
    router's own give none.
    """
    scenarios = cache.scenarios()
    query, renamed = inputs.migrated({key: st.query_params.get_all(key) for key in st.query_params})
    is_first = STARTING not in st.session_state
    is_moved = not is_first and address.is_moved(chosen())
    named = query.get(inputs.SCENARIO, [inputs.FIRST if is_moved else ""])
    name = named[0] if len(named) == 1 else ""
    is_link = st.session_state.get(HAD_LINKS, False) and not has_links
    st.session_state[HAD_LINKS] = has_links
    is_followed = not is_first and name in scenarios and (is_link or is_moved or name != st.session_state[STARTING])
    if is_first or is_followed:
        entered = scenarios[name if name in scenarios else inputs.FIRST]
        begin(entered)
        last = {key: values[0] for key, values in query.items() if len(values) == 1}
        choose(inputs.from_address(entered, last))
        st.session_state[CHOICES] = session_choices.from_address(entered, last)
        set_style(inputs.style(last, inputs.SLIDERS if is_first or is_moved else style()))
        if is_first:  # once a session: the widgets rewrite the address
            of_address = inputs.ignored(entered, query, list(scenarios), session_choices.checks(entered))
            st.session_state[IGNORED] = inputs.first_of([*renamed, *of_address])
        address.drop({key for key in st.query_params if key not in query})
    return start(), is_followed


def start() -> Scenario:
    """Return the starting scenario."""
    return cache.scenarios()[st.session_state[STARTING]]


def begin(scenario: Scenario) -> None:
    """Start afresh from a scenario."""
    st.session_state[STARTING] = scenario.name
    choose(inputs.starts(scenario))
    st.session_state[CHOICES] = session_choices.starts(scenario)


def choose(chosen: Mapping[str, float | str]) -> None:
    """Remember the values of Explore's inputs."""
    st.session_state[CHOSEN] = dict(chosen)


def chosen() -> dict[str, float | str]:
    """Return the values of Explore's inputs."""
    values: dict[str, float | str] = st.session_state[CHOSEN]
    return values


def choices() -> session_choices.Choices:
    """Return the choices about the coalition; a page changes one by setting it here."""
    values: session_choices.Choices = st.session_state[CHOICES]
    return values


def style() -> str:
    """Return how the reader sets numbers on Explore, with sliders or as exact numbers; no step for Undo."""
    return str(st.session_state.get(STYLE, inputs.SLIDERS))


def set_style(style: str) -> None:
    """Remember how the reader sets numbers."""
    st.session_state[STYLE] = style


def snapshot() -> own.Saved:
    """Return the start with all that is chosen now, as it can be kept."""
    return own.Saved(st.session_state[STARTING], dict(chosen()), dict(choices()))


def restore(saved: own.Saved) -> None:
    """Go back to a saved start with its values."""
    st.session_state[STARTING] = saved.start
    choose(saved.chosen)
    st.session_state[CHOICES] = dict(saved.choices)


def ignored() -> list[str]:
    """Return the sentences on keys of the session's first address that could not be used."""
    sentences: list[str] = st.session_state[IGNORED]
    return sentences


def forget_ignored() -> None:
    """Drop the notices about the address, once the reader starts afresh."""
    st.session_state[IGNORED] = []


def tell(sentence: str) -> None:
    """Leave a sentence for the page to show once."""
    st.session_state[TOLD] = sentence


def told() -> str:
    """Return the sentence that was left, once."""
    return str(st.session_state.pop(TOLD, ""))


def changes(scenario: Scenario) -> dict[str, Any]:
    """Return all that the reader changed in a starting scenario: dotted path -> value."""
    return inputs.changes(scenario, chosen()) | session_choices.changes(scenario, choices())


def changes_of(saved: own.Saved) -> dict[str, Any]:
    """Return the changes that a saved state makes to its start: dotted path -> value."""
    scenario = cache.scenarios()[saved.start]
    return inputs.changes(scenario, saved.chosen) | session_choices.changes(scenario, saved.choices)


def record() -> None:
    """Record the state that is shown as a step for Undo, if it differs from the last one."""
    now = snapshot()
    if not _states() or _states()[-1] != now:
        st.session_state[STATES] = [*_states(), now][-MOST_STATES - 1 :]


def before() -> own.Saved | None:
    """Return the state before the present one; None at the start."""
    return _states()[-2] if len(_states()) > 1 else None


def step_back() -> None:
    """Forget the state that is shown and restore the one before it."""
    st.session_state[STATES] = _states()[:-1]
    restore(_states()[-1])


def _states() -> list[own.Saved]:
    states: list[own.Saved] = st.session_state.get(STATES, [])
    return states
