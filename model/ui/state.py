"""What a session remembers between pages: the start, Explore's inputs, the choices about the coalition.

Plain values under plain keys: Streamlit forgets a widget's when its page is left.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from model.scenario import Scenario
from model.ui import cache, coalition, links

FIRST = "reassurance_force"
STARTING, CHOSEN, CHOICES, IGNORED, TOLD = "start_name", "chosen", "choices", "ignored", "told"
HAD_LINKS = "had_links"


def enter(*, has_links: bool = False) -> tuple[Scenario, bool]:
    """Return the starting scenario, and whether the address has just changed it.

    At first, and when the address names another scenario, what it gives is taken up. After a page that has links
    to scenarios also when it names the same: then a link was followed, and the router's own give none.
    """
    found = cache.scenarios()
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    asked = given.get(links.SCENARIO, [""])[-1]
    is_first = STARTING not in st.session_state
    is_link = st.session_state.get(HAD_LINKS, False) and not has_links
    st.session_state[HAD_LINKS] = has_links
    is_followed = not is_first and asked in found and (is_link or asked != st.session_state[STARTING])
    if is_first or is_followed:
        entered = found[asked if asked in found else FIRST]
        begin(entered)
        last = {key: values[0] for key, values in given.items() if len(values) == 1}
        choose(links.from_address(entered, last))
        st.session_state[CHOICES] = coalition.from_address(entered, last)
        if is_first:  # once a session: the widgets rewrite the address
            st.session_state[IGNORED] = list(links.ignored(entered, given, list(found), coalition.checks(entered)))
    return start(), is_followed


def start() -> Scenario:
    """Return the starting scenario."""
    return cache.scenarios()[st.session_state[STARTING]]


def begin(scenario: Scenario) -> None:
    """Start afresh from a scenario."""
    st.session_state[STARTING] = scenario.name
    choose(links.starts(scenario))
    st.session_state[CHOICES] = coalition.starts(scenario)


def choose(chosen: Mapping[str, float | str]) -> None:
    """Remember the values of Explore's inputs."""
    st.session_state[CHOSEN] = dict(chosen)


def chosen() -> dict[str, float | str]:
    """Return the values of Explore's inputs."""
    found: dict[str, float | str] = st.session_state[CHOSEN]
    return found


def choices() -> coalition.Choices:
    """Return the choices about the coalition; a page changes one by setting it here."""
    found: coalition.Choices = st.session_state[CHOICES]
    return found


def ignored() -> list[str]:
    """Return what of the address the session was opened with could not be used."""
    found: list[str] = st.session_state[IGNORED]
    return found


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
    return links.changes(scenario, chosen()) | coalition.changes(scenario, choices())
