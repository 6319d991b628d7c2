"""What Explore and Contributors share: the run of what is chosen, or why there is none, and the row of buttons."""

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from model import narrative, tables
from model.labels import label_of
from model.results import Results
from model.runs import Run
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui import cache, coalition, downloads, files, links, sidebar, state


def show(start: Scenario, title: str) -> Results | None:
    """Return the results of what is chosen; if it is refused, say why under the title and return None."""
    _keep(coalition.starts(start), state.choices())
    for sentence in filter(None, (*state.ignored(), state.told())):
        st.warning(sentence)
    try:
        return cache.run(start.name, state.changes(start))
    except ScenarioError as error:
        st.title(title)
        st.error("No result: " + "  \n".join(str(problem) for problem in error.problems))
        buttons(start, None)
        return None


def keep_in_address(start: Scenario) -> None:
    """Keep scenario and inputs in the address of a page that has not Explore's own widgets for them."""
    st.query_params[links.SCENARIO] = start.name
    _keep(links.starts(start), state.chosen())
    _keep(coalition.starts(start), state.choices())


def _keep(starts: Mapping[str, float | str], values: Mapping[str, float | str]) -> None:
    """Write what differs from its start into the address, and take the rest out."""
    for key, start in starts.items():
        now = values[key]
        if now != start:
            st.query_params[key] = links.as_text(now)
        elif key in st.query_params:
            del st.query_params[key]


def showing(start: Scenario) -> None:
    """Draw the line that says which scenario is shown, and how far it is from its start."""
    st.markdown(f"Showing: *{start.label}*, {counted(state.changes(start))}")


def counted(changes: Collection[str]) -> str:
    """Return how many changes there are, in words."""
    return "1 change" if len(changes) == 1 else f"{len(changes)} changes"


def buttons(start: Scenario, run: Run | None) -> None:
    """Draw the list of changes, Reset, Copy link, and the report of a run if there is one."""
    changes = state.changes(start)
    with st.container(horizontal=True):
        with st.popover(counted(changes)):
            _list(start, run.scenario if run else None, changes)
        st.button("Reset", on_click=sidebar.reset, args=(start,), disabled=not changes)
        with st.popover("Copy link"):
            files.link(start, st.context.url or "", state.chosen(), state.choices())
        if run is not None:
            downloads.as_report(start, run)


def case_switch(run: Run) -> str:
    """Draw the switch between the ends of the range, `if 3×` and `if 4×` say, and return the case that is shown."""
    names = narrative.case_names(run) or {"central": "central"}
    if len(names) == 1:
        return next(iter(names))
    words = list(names.values())
    chosen = st.segmented_control("Show", words, default=words[-1], required=True, key=f"case_{'_'.join(words)}")
    return next(case for case, word in names.items() if word == chosen)


def _list(start: Scenario, changed: Scenario | None, changes: dict[str, Any]) -> None:
    if not changes:
        st.markdown(narrative.nothing_changed(start.label))
    elif changed is None:
        st.markdown(", ".join(label_of(start, path) for path in changes))
    else:
        st.table(tables.changes_in_words(start, changed, changes))
