"""Scenarios: where do I start, and how do two compare?"""

from collections.abc import Sequence

import streamlit as st

from model.present.words import coalition as coalition_words
from model.present.words import comparison as comparison_words
from model.present.words import force as force_words
from model.scenario import Scenario
from model.terms import MEASURES
from model.ui.pages import comparing, explore, saving
from model.ui.session import cache, own, state
from model.ui.shell import cited, files, frame

TITLE = "Where do I start, and how do two compare?"
COLUMNS = 3


def page() -> None:
    """Draw the page: every scenario as a card, the reader's own, the comparison, files out and in."""
    st.set_page_config(page_title="Scenarios · Roulement", layout="wide")
    start, _ = state.enter(has_links=True)
    frame.keep_in_address(start)
    frame.notices()
    st.title(TITLE)
    frame.showing(start)
    _cards()
    saving.draw(start)
    comparing.draw(start)
    _files(start)


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
    (run,) = cache.run(scenario.name, {}).runs
    st.page_link(
        explore.as_page(), label=f"**{cited.shown(scenario.label)}**", query_params={"scenario": scenario.name}
    )
    st.markdown(cited.shown(scenario.question))
    parent = cache.parents().get(scenario.name)
    if parent is not None and not own.is_own(scenario.name):
        st.markdown(cited.shown(comparison_words.variant_sentence(cache.scenarios()[parent], scenario)))
    as_of = f"As of {scenario.as_of}. " if scenario.as_of else ""
    verdict = coalition_words.verdict_sentence(run) or ""
    st.markdown(
        f"{cited.shown(as_of)} {cited.shown(MEASURES['tied_up'].label)}: "
        f"**{cited.shown(force_words.figure(run, 'tied_up'))}**. {cited.shown(verdict)}"
    )
    cited.basis(run)


def _files(start: Scenario) -> None:
    st.header("Files")
    st.markdown(
        "A file holds what is shown, with its claims and everything that was changed. The command takes the same file: "
        "`roulement run FILE`."
    )
    files.download(start, state.chosen(), state.choices(), files.explore_address(), key="shown")
    files.upload()
