"""What Explore and Contributors share: the run of what is chosen, or why there is none, and the row of buttons."""

from typing import Any

import streamlit as st

from model import narrative, tables
from model.results import Results
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui import cache, coalition, links, sidebar, state


def show(start: Scenario, title: str) -> Results | None:
    """Return the results of what is chosen; if it is refused, say why under the title and return None."""
    _address(start)
    for sentence in filter(None, (*state.ignored(), state.told())):
        st.warning(sentence)
    try:
        return cache.run(start.name, state.changes(start))
    except ScenarioError as error:
        st.title(title)
        st.error("No result: " + "  \n".join(str(problem) for problem in error.problems))
        buttons(start, None)
        return None


def _address(start: Scenario) -> None:
    """Keep in the address what is chosen about the coalition, so that a page loaded again is the same."""
    for key, value in coalition.starts(start).items():
        now = state.choices()[key]
        if now != value:
            st.query_params[key] = f"{now:.15g}" if isinstance(now, float) else now
        elif key in st.query_params:
            del st.query_params[key]


def showing(start: Scenario) -> None:
    """Draw the line that says which scenario is shown, and how far it is from its start."""
    count = len(state.changes(start))
    st.markdown(f"Showing: *{start.label}*, {count} {'change' if count == 1 else 'changes'}")


def buttons(start: Scenario, changed: Scenario | None) -> None:
    """Draw the list of changes, Reset and Copy link."""
    changes = state.changes(start)
    with st.container(horizontal=True, key="noprint"):
        with st.popover(f"{len(changes)} {'change' if len(changes) == 1 else 'changes'}"):
            _list(start, changed, changes)
        st.button("Reset", on_click=sidebar.reset, args=(start,), disabled=not changes)
        with st.popover("Copy link"):
            st.markdown("This link holds every input, those at their start too.")
            st.code(links.link(st.context.url or "", start, state.chosen(), state.choices()), language=None)


def _list(start: Scenario, changed: Scenario | None, changes: dict[str, Any]) -> None:
    if not changes:
        st.markdown(narrative.nothing_changed(start.label))
    elif changed is None:
        st.markdown(", ".join(tables.label_of(start, path) for path in changes))
    else:
        st.table(tables.changes_in_words(start, changed, changes))
