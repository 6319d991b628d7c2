"""A scenario as a link or a file: where links are shown, and where files go out and come in."""

from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from model.export.scenario_file import keeps_comments
from model.scenario.errors import ScenarioError
from model.ui.session import own
from model.ui.session.shown import Shown

NO_LINK = (
    "This starts from a file of this session, so no link opens it elsewhere. The file does: download it here, "
    "and open it on Compare."
)
COMMENTS_GO = (
    "These changes do not fit into the lines of your file: the download is written anew, without its comments."
)
BESIDE_EXPLORE = ("contributors", "drivers", "scenarios", "sources", "method")
"""The last part of every page's address but that of Explore, whose address may be below a path of a proxy."""
UPLOAD, OUTCOME = "scenario_file", "scenario_file_outcome"
TABLE, TABLE_OUTCOME = "nations_file", "nations_file_outcome"


def explore_address() -> str:
    """Return the address of Explore, as a link from any page gives it."""
    here = urlsplit(st.context.url or "")
    path = here.path.rstrip("/")
    above, _, name = path.rpartition("/")
    return urlunsplit((here.scheme, here.netloc, f"{above if name in BESIDE_EXPLORE else path}/", "", ""))


def link(shown: Shown, base: str, key: str = "link") -> None:
    """Draw the link of a scenario with its values, or the file where no link would open it."""
    if shown.is_own:
        st.markdown(NO_LINK)
        download(shown, base, key=key)
        return
    st.markdown("This link holds every input, changed or not.")
    st.code(shown.link(base), language=None, wrap_lines=True)


def download(shown: Shown, base: str, key: str) -> None:
    """Draw the button that gives a scenario that has a result as a file, with its values."""
    text = own.text_of(shown.start.name)
    if not keeps_comments(shown.start, shown.changes, text):
        st.caption(COMMENTS_GO)
    st.download_button(
        "The plan as a file (YAML)",
        lambda: shown.file(base, text),
        f"{shown.start.name}.yaml" if shown.is_own else f"my_{shown.start.name}.yaml",
        "application/yaml",
        on_click="ignore",
        key=f"yaml_{key}",
    )


def upload() -> None:
    """Draw the box that takes a scenario file in; under `OUTCOME` the session then has its name, or its problems."""
    st.file_uploader("Open a file (YAML)", type=["yaml", "yml"], key=UPLOAD, on_change=_take_in)


def _take_in() -> None:
    """A callback: take in the file, or keep its problems; forget both when the box is emptied."""
    file = st.session_state[UPLOAD]
    if file is None:
        st.session_state[OUTCOME] = None
        return
    try:
        table = st.session_state.get(TABLE)
        tables = {} if table is None else {table.name: table.getvalue()}
        st.session_state[OUTCOME] = own.take_in(file.getvalue(), file.name, tables).name
    except ScenarioError as error:
        st.session_state[OUTCOME] = [str(problem) for problem in error.problems]


def upload_table() -> None:
    """Draw the box that takes a table of nations in, which the scenario file may name, or a plan may take."""
    st.file_uploader("Open a table of nations (CSV)", type=["csv"], key=TABLE, on_change=_take_table_in)


def _take_table_in() -> None:
    """A callback: forget what came of an earlier table, and read the scenario file again, which may name this one."""
    st.session_state[TABLE_OUTCOME] = None
    if st.session_state.get(UPLOAD) is not None:
        _take_in()
