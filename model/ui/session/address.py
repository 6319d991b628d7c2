"""The address of a page: its values, and whether the reader changed it. Nothing here draws.

The pages write the address themselves, on every page alike; the inputs are the session's. The browser's Back brings
an earlier address of the same page, which is then followed.
"""

from collections.abc import Mapping

import streamlit as st

from model.ui.session.links import INPUT_STYLE, Query
from model.ui.session.shown import FIRST, SCENARIO, VERSION, Shown, as_text

LEFT, ROUTED, RETURNED, TOUCHED = "address_left", "address_routed", "address_returned", "inputs_touched"

Held = Mapping[str, str]


def touch() -> None:
    """Say that the reader has just set an input; in every callback that does."""
    st.session_state[TOUCHED] = True


def query() -> dict[str, list[str]]:
    """Return the address of the page."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def is_elsewhere() -> bool:
    """Whether the reader has come from another page."""
    return bool(st.session_state.get(LEFT, ("", {}))[0] != st.context.url)


def is_touched() -> bool:
    """Whether the reader has set an input since the page was drawn last; once."""
    return bool(st.session_state.pop(TOUCHED, False))


def is_moved(shown: Shown, now: Query) -> bool:
    """Whether the reader changed the address since this page was drawn last.

    A page opened through the navigation bar has none of our keys. Going Back to it must not reset the inputs, so that
    address is left as it is, and the next Back leaves the page.
    """
    page, left = st.session_state.get(LEFT, ("", {}))
    if page != st.context.url:
        st.session_state[ROUTED] = not left
    held = _held(shown, now)
    is_other = page == st.context.url and held != left
    is_bare = st.session_state.get(ROUTED, False) and not held
    st.session_state[RETURNED] = is_other and is_bare
    return is_other and not is_bare


def keep(shown: Shown, style: str, now: Query) -> None:
    """Write the scenario and the values that differ from its start into the address, at once; remove the rest.

    An address that says the same in other words, as a full link does, is left as it is.

    Args:
        shown: what is shown.
        style: how the reader sets numbers; '' as at first.
        now: the address.
    """
    written, held = wanted_for(shown, style), _held(shown, now)
    if not st.session_state.get(RETURNED, False) and _differing(shown, held) != written:
        others = {key: values for key, values in now.items() if key not in held and key != VERSION}
        st.query_params.from_dict({**others, **written})
        held = written
    st.session_state[LEFT] = (st.context.url, held)


def wanted_for(shown: Shown, style: str) -> dict[str, str]:
    """Return the part of an address that says what is shown, where it is not what every page shows at first."""
    written = {key: text for key, text in shown.query.items() if key != SCENARIO or text != FIRST}
    return {**written, INPUT_STYLE: style} if style else written


def _differing(shown: Shown, held: Held) -> dict[str, str]:
    """The values of an address that differ from those of the start; of inputs that do not count now, from theirs."""
    expected = {
        key: as_text(shown.values[key] if key in shown.hidden else field.start)
        for key, field in shown.inputs.items()
        if key in held
    } | {SCENARIO: FIRST, INPUT_STYLE: ""}
    return {key: text for key, text in held.items() if text != expected[key]}


def _held(shown: Shown, now: Query) -> Held:
    """The values of our own keys in an address; those of a key that stands twice in a row, which no value is."""
    return {
        key: " ".join(values) for key, values in now.items() if key in shown.inputs or key in (SCENARIO, INPUT_STYLE)
    }
