"""The frame of the pages: the line that names the scenario shown, notices and warnings, the run, the row of buttons."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from model.engine.results import Results
from model.engine.run import Run
from model.present.path_labels import label_of
from model.present.tables import force as force_tables
from model.present.words import cautions
from model.present.words import changes as changes_words
from model.present.words import force as force_words
from model.present.words import last_change as last_change_words
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui.session import address, cache, inputs, state
from model.ui.session import choices as session_choices
from model.ui.shell import cited, coalition_sidebar, downloads, files, sidebar
from model.ui.shell.coalition_sidebar import Told

SENDING_SECONDS = 0.02
"""Two of the rounds in which the server sends; `benchmarks/page.py` measures what it brings."""
PAGE_LINKS = """
[data-testid='stPageLink-NavLink'] * { white-space: normal; overflow: visible; }
[data-testid='stPageLink-NavLink'] p { text-decoration: underline; }
"""
"""Without this, a link to a page shows one line of its label, cuts the rest off, and does not look like a link."""
WHOLE_FIGURES = """
[data-testid='stMetricValue'] *, [data-testid='stMetricDelta'] *, [data-testid='stMetricLabel'] *,
[data-testid='stMultiSelectTagsContainer'] span {
  white-space: normal !important; overflow: visible !important; text-overflow: clip !important;
}
[data-testid='stMultiSelectTagsContainer'] span { height: auto !important; max-height: none !important; }
"""
"""Without this, a tile and the name of a chosen scenario show one line, and cut the rest off amid a number."""
ONE_DOWNLOAD = """
[data-testid='stElementToolbarButton']:has([aria-label='Download as CSV']) { display: none; }
"""
"""The toolbar of a data frame offers a CSV without the header; the button above the frame offers one with it."""
BEHIND_A_BOX = """
[data-testid='stElementContainer']:has([data-testid='stSlider']):has(+ [class*='st-key-box_']) { display: none; }
"""
"""The slider of an exact number, which the address is bound to, stands unseen before the number's box."""
PRINTED = """
@media print {
  [data-testid='stSidebar'], [data-testid='stHeader'], [data-testid='stExpandSidebarButton'],
  [data-testid='stElementToolbar'], [data-testid='stButton'], [data-testid='stDownloadButton'],
  [data-testid='stPopover'], [data-testid='stFileUploader'], [data-testid='stButtonGroup'] { display: none !important; }
  .stApp, .stMain, [data-testid='stAppViewContainer'], [data-testid='stMainBlockContainer'] {
    overflow: visible !important; position: static !important; height: auto !important;
  }
  [data-testid='stMainBlockContainer'] { padding: 0 !important; max-width: none !important; }
  [data-testid='stVegaLiteChart'], [data-testid='stMetric'], tr { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
}
"""
"""The page on paper: without buttons, menus and the sidebar."""


def style() -> None:
    """Change Streamlit's look for every page at once."""
    st.html(f"<style>{PAGE_LINKS}{WHOLE_FIGURES}{ONE_DOWNLOAD}{BEHIND_A_BOX}{PRINTED}</style>")


def open_beside_explore(title: str) -> tuple[Scenario, Results | None]:
    """Open a page that has the coalition's choices and not Explore's inputs: its start and results."""
    start, is_followed = state.enter()
    if is_followed:
        coalition_sidebar.refresh()
    keep_in_address(start)
    draw = partial(coalition_sidebar.draw, start)
    results = show(start, title, draw)
    if results is not None:
        draw(cautions.beside(cautions.cautions(results.runs[0])))
    return start, results


def show(start: Scenario, title: str, draw_inputs: Callable[[Told], None]) -> Results | None:
    """Return the results of the chosen values; if refused, draw the reasons under title and inputs, return None."""
    notices()
    try:
        return cache.run(start.name, state.changes(start))
    except ScenarioError as error:
        st.title(cited.shown(title))
        showing(start)
        st.error("No result: " + "  \n".join(cited.shown(str(problem)) for problem in error.problems))
        buttons(start, None)
        draw_inputs(
            [
                (".".join(problem.path), f"{problem.message[0].upper()}{problem.message[1:]}.")
                for problem in error.problems
            ]
        )
        return None


def send() -> None:
    """Let the server send the page so far: the next steps keep busy the interpreter that the server shares."""
    time.sleep(SENDING_SECONDS)


def notices() -> None:
    """Draw the notices: parts of the address not used or taken otherwise, and the message of a callback."""
    for sentence in filter(None, (*state.ignored(), state.told())):
        st.warning(cited.literal(sentence))


def keep_in_address(start: Scenario) -> None:
    """Keep scenario and inputs in the address of a page that has not Explore's own widgets for them."""
    starts = {**inputs.starts(start), **session_choices.starts(start)}
    address.keep(starts, {**state.chosen(), **state.choices()}, start.name)


def showing(start: Scenario) -> None:
    """Draw the line that says which scenario is shown, and how far it is from its start; a step for Undo."""
    state.record()
    st.markdown(f"Showing: *{cited.shown(start.label)}*, {cited.shown(changes_words.counted(state.changes(start)))}")


def buttons(start: Scenario, run: Run | None) -> None:
    """Draw the list of changes, Undo, Reset, Copy link, and the report of a run if there is one."""
    changes = state.changes(start)
    with st.container(horizontal=True):
        with st.popover(cited.shown(changes_words.counted(changes))):
            _list(start, run.scenario if run else None, changes)
        st.button("Undo", on_click=sidebar.undo, disabled=state.before() is None)
        st.button("Reset", on_click=sidebar.reset, args=(start,), disabled=not changes)
        copy = st.popover("Copy link", key="copy_link", on_change="rerun")
        if copy.open:
            with copy:
                files.link(start, files.explore_address(), state.chosen(), state.choices())
        if run is not None:
            downloads.as_report(start, run)


def warn(run: Run) -> list[str]:
    """Draw the warnings about the inputs once for the whole page; return the run's other notes."""
    listed = list(cautions.cautions(run))
    if listed:
        st.warning("  \n".join(cited.shown(sentence) for sentence in cautions.in_words(listed)))
    return cautions.other_notes(run, listed)


def last_change(start: Scenario, run: Run) -> str | None:
    """Return the sentence on the last change and its effect; None at the start of a session."""
    before = state.before()
    if before is None:
        return None
    was = state.changes_of(before)
    paths = changes_words.changed_between(was, state.changes(start))
    return last_change_words.last_change(cache.run_or_none(before.start, was), run, paths) or None


def started(start: Scenario) -> Run | None:
    """Return the run of the starting scenario, to compare with; None where nothing is changed, or it has none."""
    return cache.run_or_none(start.name, {}) if state.changes(start) else None


def case_switch(run: Run) -> str:
    """Draw the switch between the ends of the range, `if 3×` and `if 4×` say, and return the case that is shown."""
    names = force_words.case_names_of_coalition(run) or {"central": "central"}
    if len(names) == 1:
        return next(iter(names))
    words = list(names.values())
    chosen = st.segmented_control(
        "Show", words, default=words[-1], format_func=cited.shown, required=True, key=f"case_{'_'.join(words)}"
    )
    return next(case for case, word in names.items() if word == chosen)


def _list(start: Scenario, changed: Scenario | None, changes: dict[str, Any]) -> None:
    if not changes:
        st.markdown(cited.shown(force_words.nothing_changed(start.label)))
    elif changed is None:
        st.markdown(cited.shown(", ".join(label_of(start, path) for path in changes)))
    else:
        cited.table(force_tables.changes_in_words(start, changed, changes))
