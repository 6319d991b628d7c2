"""The address of a page: what it is kept at, and whether the reader changed it. Nothing here draws.

Streamlit keeps the address of Explore's own widgets by itself; the rest is written here. The browser's Back
brings an earlier address, which the pages then follow.
"""

from collections.abc import Collection, Mapping

import streamlit as st

from model.ui.session import inputs

LEFT, ROUTED, RETURNED, TOUCHED = "address_left", "address_routed", "address_returned", "inputs_touched"

Values = Mapping[str, float | str]


def touch() -> None:
    """Say that the reader has just set an input; in every callback that does."""
    st.session_state[TOUCHED] = True


def is_kept() -> bool:
    """Whether a page of this session has kept its address before."""
    return LEFT in st.session_state


def is_moved(chosen: Values) -> bool:
    """Whether the reader changed the address since this page was drawn last, and set no input meanwhile.

    A page that the router's link opened had an address without any of our keys. It says nothing about inputs, so on
    the way back it is left as it is, and the next Back leaves the page.
    """
    page, held = st.session_state.get(LEFT, ("", {}))
    if page != st.context.url:
        st.session_state[ROUTED] = not any(_held(held).values())
    is_set = any(st.session_state.get(key, value) != value for key, value in chosen.items())
    is_touched = st.session_state.pop(TOUCHED, False) or is_set
    now = _held(held)
    is_other = page == st.context.url and not is_touched and now != held
    is_without = not any(now.values()) and not any(key in st.query_params for key in chosen)
    is_bare = st.session_state.get(ROUTED, False) and is_without
    st.session_state[RETURNED] = is_other and is_bare
    return is_other and not is_bare


def keep(starts: Values, values: Values, scenario: str) -> None:
    """Write the scenario and what differs from its start into the address, at once, and take the rest out."""
    differing = {key: inputs.as_text(values[key]) for key, start in starts.items() if values[key] != start}
    if st.query_params.get(inputs.SCENARIO, inputs.FIRST) != scenario:
        differing[inputs.SCENARIO] = scenario
    new = {key: text for key, text in differing.items() if st.query_params.get(key) != text}
    if not st.session_state.get(RETURNED, False):
        if new:
            st.query_params.update(new)
        drop({key for key in starts if key not in differing})
    st.session_state[LEFT] = (st.context.url, _held([*starts, inputs.SCENARIO]))


def drop(keys: Collection[str]) -> None:
    """Take keys out of the address, where they are there."""
    for key in keys:
        if key in st.query_params:
            del st.query_params[key]


def _held(keys: Collection[str]) -> dict[str, str | None]:
    return {key: st.query_params.get(key) for key in keys}
