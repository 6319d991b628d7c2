"""Scenarios: where do I start, and how do two compare?"""

from collections.abc import Sequence

import streamlit as st

from model.present.words import coalition as coalition_words
from model.present.words import effects as effects_words
from model.present.words import force as force_words
from model.present.words.changes import counted
from model.scenario import Scenario
from model.terms import MEASURES
from model.ui.pages import comparing, explore
from model.ui.session import cache, own, state
from model.ui.session.shown import Shown
from model.ui.shell import cited, files, frame

TITLE = "Where do I start, and how do two compare?"
COLUMNS = 3
LONGEST_NAME = 60
REPLACING = "replacing"


def page() -> None:
    """Draw the page: every scenario as a card, the reader's own, the comparison, files out and in."""
    st.set_page_config(page_title="Scenarios · Roulement", layout="wide")
    shown = state.enter(has_links=True)
    frame.notices()
    st.title(TITLE)
    frame.showing(shown)
    _cards()
    _saved(shown)
    comparing.draw(shown)
    _files(shown)


def _cards() -> None:
    scenarios, parents = cache.scenarios(), cache.parents()
    own_files = list(own.taken_in().values())
    shipped = sorted(
        (scenario for scenario in scenarios.values() if not own.is_own(scenario.name)),
        key=lambda scenario: scenario.label,
    )
    if own_files:
        st.header("Your files")
        st.caption("They last as long as this session.")
        _grid(own_files)
    st.header("Proposals")
    st.caption("By title, A to Z. Each opens on Explore with all its inputs at their start.")
    _grid([scenario for scenario in shipped if scenario.name not in parents])
    st.header("Variants")
    st.caption("Each is another scenario with some things changed; by title, A to Z.")
    _grid([scenario for scenario in shipped if scenario.name in parents])


def _grid(scenarios: Sequence[Scenario]) -> None:
    for first in range(0, len(scenarios), COLUMNS):
        for column, scenario in zip(st.columns(COLUMNS), scenarios[first : first + COLUMNS], strict=False):
            with column.container(border=True, height="stretch"):
                _card(scenario)


def _card(scenario: Scenario) -> None:
    (run,) = cache.results(scenario).runs
    st.page_link(
        explore.as_page(), label=f"**{cited.shown(scenario.label)}**", query_params={"scenario": scenario.name}
    )
    st.markdown(cited.shown(scenario.question))
    parent = cache.parents().get(scenario.name)
    if parent is not None and not own.is_own(scenario.name):
        st.markdown(cited.shown(effects_words.variant_sentence(cache.scenarios()[parent], scenario)))
    as_of = f"As of {scenario.as_of}. " if scenario.as_of else ""
    verdict = coalition_words.verdict_sentence(run) or ""
    st.markdown(
        f"{cited.shown(as_of)} {cited.shown(MEASURES['tied_up'].label)}: "
        f"**{cited.shown(force_words.figure(run, 'tied_up'))}**. {cited.shown(verdict)}"
    )
    cited.basis(run)


def _saved(shown: Shown) -> None:
    """Draw the box that saves the scenario shown, and the list of saved ones."""
    st.header("Saved scenarios")
    st.markdown("They last as long as this session. A link or a file keeps one for good.")
    _box(shown)
    for number, (name, saved) in enumerate(own.saved().items()):
        with st.container(border=True):
            _row(number, name, saved)


def _box(shown: Shown) -> None:
    start, changes = shown.start, shown.changes
    if cache.run_or_none(shown) is None:
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
    own.save(name, state.shown())


def _name(key: str, default: str) -> str:
    """The name in the box under a key, else the name that was proposed."""
    return str(st.session_state[key]).strip() or default


def _think_again() -> None:
    """A callback: nothing is about to be replaced any more."""
    st.session_state[REPLACING] = None


def _row(number: int, name: str, saved: Shown) -> None:
    start, changes = saved.start, saved.changes
    (run,) = cache.run(saved).runs
    st.page_link(explore.as_page(), label=f"**{cited.shown(name)}**", query_params=saved.query)
    st.markdown(
        f"From “{cited.shown(start.label)}”, {cited.shown(counted(changes))}. "
        f"{cited.shown(MEASURES['tied_up'].label)}: **{cited.shown(force_words.figure(run, 'tied_up'))}**."
    )
    cited.basis(run)
    with st.container(horizontal=True):
        with st.popover("Link"):
            files.link(saved, files.explore_address(), key=f"saved_{number}")
        st.button(f"Delete “{cited.shown(name)}”", on_click=own.delete, args=(name,), key=f"delete_{name}")


def _files(shown: Shown) -> None:
    st.header("Files")
    st.markdown(
        "A file holds what is shown, with its claims and everything that was changed. The command takes the same file: "
        "`roulement run FILE`."
    )
    files.download(shown, files.explore_address(), key="shown")
    files.upload()
