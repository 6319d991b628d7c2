"""A reader's own scenarios in a session: files taken in, and saved scenarios. Nobody else sees them.

Plain values under plain session keys, gone with the session; a link or a file keeps them for good.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

import streamlit as st

from model.engine import budget
from model.engine.cases import has_corners, too_many_ranges
from model.files.scenarios import load_text, load_with_nations, shipped_scenarios
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.scenario.quantity import MARKUP, fault_of
from model.ui.session.shown import Shown

TAKEN, TEXTS, SAVED = "taken_in", "texts_taken_in", "saved_scenarios"


def taken_in() -> dict[str, Scenario]:
    """Return the scenarios of the files taken in, by name."""
    scenarios: dict[str, Scenario] = st.session_state.get(TAKEN, {})
    return scenarios


def take_in(text: bytes, file_name: str, tables: Mapping[str, bytes] | None = None) -> Scenario:
    """Return the scenario of a file's content, a starting scenario of this session from now on.

    The same file again is the same scenario; another one of a name that is there gets a number behind it, and no
    name is a link on a page.

    Args:
        text: the file's content.
        file_name: the file's name.
        tables: the content of each table that was sent along, by its file's name.

    Raises:
        ScenarioError: with every problem and its place; nothing is taken in then.
    """
    return keep(load_text(text, file_name, sent_tables=tables, limits=budget.PAGES), text)


def with_nations(plan: Scenario, table: bytes, file_name: str, *, only_good: bool = False) -> Scenario:
    """Return a plan with the nations of a table in place of its own, named and titled after both; see `keep`.

    Args:
        plan: the plan, which has a coalition.
        table: the table's content.
        file_name: the table's name.
        only_good: whether rows with a fault are left out.

    Raises:
        ScenarioError: with every fault and its cell; if only good rows are asked for and none can be used.
    """
    title = f"{plan.label}, nations of {file_name}"
    titled = plan if fault_of(title) else plan.replace({"title": title})
    name = f"{plan.name}_{Path(file_name).stem}"
    return load_with_nations(titled, table, file_name, name=name, only_good=only_good, limits=budget.PAGES)


def keep(scenario: Scenario, text: bytes = b"") -> Scenario:
    """Return a scenario as a starting scenario of this session, under a name that is free, with the text of its file.

    Raises:
        ScenarioError: if it has more ranges than the pages show.
    """
    if not has_corners(scenario):  # the pages show low and high
        raise ScenarioError([too_many_ranges(scenario)])
    stem = MARKUP.sub("_", scenario.name)
    for known in taken_in().values():
        if known.document == scenario.document and known.name.startswith(stem):
            _keep_text(known.name, text)
            return known
    name = free_name(stem, {*shipped_scenarios(), *taken_in()})
    st.session_state[TAKEN] = {**taken_in(), name: renamed(scenario, name)}
    _keep_text(name, text)
    return taken_in()[name]


def _keep_text(name: str, text: bytes) -> None:
    st.session_state[TEXTS] = {**st.session_state.get(TEXTS, {}), name: text.decode()}


def text_of(name: str) -> str:
    """Return the text of the file behind a starting scenario; '' for one that ships."""
    text: str = st.session_state.get(TEXTS, {}).get(name, "")
    return text


def renamed(scenario: Scenario, name: str) -> Scenario:
    """Return a scenario under another short name."""
    return Scenario.from_document(scenario.document, name=name, register=scenario.register, tables=scenario.tables)


def free_name(stem: str, used: Collection[str]) -> str:
    """Return a name that nothing has yet: the stem, else the stem with a number.

    >>> free_name("mine", ["mine", "mine_2"]), free_name("mine", [])
    ('mine_3', 'mine')
    """
    name, number = stem, 1
    while name in used:
        number += 1
        name = f"{stem}_{number}"
    return name


def is_own(name: str) -> bool:
    """Whether a starting scenario is one of this session's files, which no link opens elsewhere."""
    return name in taken_in()


def saved() -> dict[str, Shown]:
    """Return the saved scenarios by the names the reader gave them."""
    states: dict[str, Shown] = st.session_state.get(SAVED, {})
    return states


def save(name: str, shown: Shown) -> None:
    """Save what is shown under a name, in place of an earlier one."""
    st.session_state[SAVED] = {**saved(), name: shown}


def rename(name: str, new: str) -> None:
    """Give a saved scenario another name, in its place in the list."""
    st.session_state[SAVED] = {new if other == name else other: state for other, state in saved().items()}


def delete(name: str) -> None:
    """Forget a saved scenario."""
    st.session_state[SAVED] = {other: state for other, state in saved().items() if other != name}
