"""Saved scenarios, a part of Scenarios: keep what is shown under a name, open it again, delete it."""

import streamlit as st

from model.present.words import force as force_words
from model.present.words.changes import counted
from model.scenario import Scenario
from model.terms import MEASURES
from model.ui.pages import explore
from model.ui.session import cache, inputs, own, state
from model.ui.session import choices as session_choices
from model.ui.session.own import Saved
from model.ui.shell import cited, files

LONGEST_NAME = 60
REPLACING = "replacing"


def draw(start: Scenario) -> None:
    """Draw the box that saves what is shown, and the list of what was saved."""
    st.header("Saved scenarios")
    st.markdown("They last as long as this session. A link or a file keeps one for good.")
    _box(start)
    for number, (name, saved) in enumerate(own.saved().items()):
        with st.container(border=True):
            _row(number, name, saved)


def address_of(saved: Saved) -> dict[str, str]:
    """Return the part of an address that opens a saved scenario: its start, and what differs from it."""
    start = cache.scenarios()[saved.start]
    starts = {**inputs.starts(start), **session_choices.starts(start)}
    values = {**saved.chosen, **saved.choices}
    differing = {key: inputs.as_text(values[key]) for key in starts if values[key] != starts[key]}
    return {inputs.SCENARIO: saved.start, **differing}


def _box(start: Scenario) -> None:
    changes = state.changes(start)
    if cache.run_or_none(start.name, changes) is None:
        st.markdown("What is shown has no result, so there is nothing to save.")
        return
    default = f"{start.label}, {counted(changes)}"[:LONGEST_NAME]
    key = f"save_as_{start.name}_{len(changes)}"
    st.text_input("Name", default, max_chars=LONGEST_NAME, key=key, on_change=_think_again)
    st.button("Save what is shown", on_click=_save, args=(key, default))
    name = _name(key, default)
    if name in own.saved() and name == st.session_state.get(REPLACING):
        st.warning(f"“{cited.shown(name)}” is saved already. Save once more to put what is shown in its place.")


def _save(key: str, default: str) -> None:
    """A callback: save; a name that is there is replaced at the second press, after saying so."""
    name = _name(key, default)
    if name in own.saved() and st.session_state.get(REPLACING) != name:
        st.session_state[REPLACING] = name
        return
    _think_again()
    own.save(name, state.snapshot())


def _name(key: str, default: str) -> str:
    """The name in the box under a key, else the name that was proposed."""
    return str(st.session_state[key]).strip() or default


def _think_again() -> None:
    """A callback: nothing is about to be replaced any more."""
    st.session_state[REPLACING] = None


def _row(number: int, name: str, saved: Saved) -> None:
    start, changes = cache.scenarios()[saved.start], state.changes_of(saved)
    (run,) = cache.run(saved.start, changes).runs
    st.page_link(explore.as_page(), label=f"**{cited.shown(name)}**", query_params=address_of(saved))
    st.markdown(
        f"From “{cited.shown(start.label)}”, {cited.shown(counted(changes))}. "
        f"{cited.shown(MEASURES['tied_up'].label)}: **{cited.shown(force_words.figure(run, 'tied_up'))}**."
    )
    cited.basis(run)
    with st.container(horizontal=True):
        with st.popover("Link"):
            files.link(start, files.explore_address(), saved.chosen, saved.choices, key=f"saved_{number}")
        st.button(f"Delete “{cited.shown(name)}”", on_click=own.delete, args=(name,), key=f"delete_{name}")
