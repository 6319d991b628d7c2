"""The reader's own plans, a part of Compare: versions kept for the session, and files."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from model.present.html.text import element, page_link
from model.present.words import plain
from model.present.words.changes import counted
from model.present.words.plans import tied_up
from model.scenario.errors import ScenarioError
from model.ui.session import cache, compared, own, state
from model.ui.session.shown import Shown
from model.ui.shell import cited, files, frame, kept, markup

LONGEST_NAME = 60
NEW_NAME, REPLACING = "name_of_version", "replacing"
LASTS = "What you keep here lasts as long as this session; a link or a file lasts."
NONE_YET = "None yet. Change anything on The answer, then keep it."
NO_RESULT = "What is shown has no result, so there is nothing to keep."
INTO = "nations_into_plan"
NATIONS = (
    "A row for each nation: its name below “nation”, its numbers below words such as “land_strength”. They take the "
    "place of the nations of a plan, or belong to a file above that names the table."
)
FILE_PLACE = "your-file"
FILE = "The file that “Share or download” gives you, with your changes and their sources."


def notices() -> None:
    """Draw a notice for each part of a comparison's link that cannot be used."""
    for sentence in compared.faults():
        st.warning(cited.literal(sentence))


def versions(shown: Shown) -> None:
    """Draw the versions that the reader keeps, and the box that keeps what is shown."""
    frame.section("Your versions", LASTS)
    saved = own.saved()
    if not saved:
        st.html(element("p", NONE_YET, class_="src"))
    for number, (name, version) in enumerate(saved.items()):
        _row(number, name, version, shown)
    if cache.run_or_none(shown) is None:
        st.html(element("p", NO_RESULT, class_="src"))
        return
    proposed = _proposed(shown)
    with st.container(horizontal=True, key="keep", vertical_alignment="bottom"):
        st.text_input(
            "Name of this version", placeholder=proposed, max_chars=LONGEST_NAME, key=NEW_NAME, on_change=_think_again
        )
        st.button("Keep this version", on_click=_keep, args=(proposed,))
    if st.session_state.get(REPLACING) is not None:
        name = str(st.session_state[REPLACING])
        st.warning(
            f"There is a version “{cited.shown(name)}” already. Press once more to put what is shown in its place."
        )


def _proposed(shown: Shown) -> str:
    """The name of what is shown where the reader gives none."""
    changes = f", {counted(shown.changes)}" if shown.changes else ""
    return f"{plain.plan(shown.start)}{changes}"[:LONGEST_NAME]


def _keep(proposed: str) -> None:
    """A callback: keep what is shown; a version of that name is replaced at the second press, after saying so."""
    name = str(st.session_state[NEW_NAME]).strip() or proposed
    if name in own.saved() and own.saved()[name] != state.shown() and st.session_state.get(REPLACING) != name:
        st.session_state[REPLACING] = name
        return
    _think_again()
    st.session_state[NEW_NAME] = ""
    own.save(name, state.shown())


def _think_again() -> None:
    """A callback: nothing is about to be replaced any more."""
    st.session_state[REPLACING] = None


def _row(number: int, name: str, version: Shown, shown: Shown) -> None:
    """Draw one version: its name, which opens it, what it ties up, and what can be done with it."""
    (run,) = cache.run(version).runs
    with st.container(horizontal=True, key=f"version_{number}", vertical_alignment="center"):
        changes = f", {counted(version.changes)}" if version.changes else ""
        about = f"{plain.plan(version.start)}{changes}: {tied_up(run)}"
        opens = page_link("", urlencode(version.query), name)
        markup.draw(element("p", element("b", opens), " ", element("span", about, class_="src")), f"kept_{number}")
        held = compared.texts(shown)
        st.button(
            "Compare", type="tertiary", key=f"compare_{number}", help=cited.shown(f"Compare “{name}” as That"),
            on_click=compared.pick, args=(held, 1, compared.text_of(version)),
        )  # fmt: skip
        with st.popover("Rename or link", type="tertiary", key=f"more_{number}"):
            st.text_input(
                "New name", name, max_chars=LONGEST_NAME, key=f"rename_{number}", on_change=_rename, args=(number, name)
            )
            files.link(version, files.explore_address(), key=f"saved_{number}")
        st.button(
            "Delete", type="tertiary", key=f"delete_{number}", help=cited.shown(f"Delete “{name}”"),
            on_click=own.delete, args=(name,),
        )  # fmt: skip


def _rename(number: int, name: str) -> None:
    """A callback: give a version another name, which no other one has."""
    new = str(st.session_state[f"rename_{number}"]).strip()
    if new and new not in own.saved():
        own.rename(name, new)


def file() -> None:
    """Draw the box that takes a file in, and what comes of it: a plan to show, or every problem with its place."""
    frame.section("Your file", FILE, place=FILE_PLACE)
    files.upload()
    outcome = st.session_state.get(files.OUTCOME)
    if isinstance(outcome, list):
        st.error("The file is not taken in. Each problem with its line and column:")
        st.code("\n".join(outcome), language=None, wrap_lines=True)
    elif outcome in own.taken_in():
        _opened(outcome, "opened_file")


def _opened(name: str, key: str) -> None:
    """Draw that a plan of the reader's own is open, and the ways on to it."""
    st.success(f"“{cited.shown(own.taken_in()[name].label)}” is open, for as long as this session lasts.")
    with st.container(horizontal=True, key=key):
        if st.button("Show it now", type="primary", key=f"{key}_show"):
            state.choose_start(name)
            st.switch_page(frame.PAGES["explore"], query_params=state.of_address())
        held = compared.texts(state.shown())
        st.button("Compare it", on_click=compared.pick, args=(held, 1, name), key=f"{key}_compare")


def nations() -> None:
    """Draw the box that takes a table of nations in, the plan that it goes into, and what comes of it."""
    frame.section("Your nations", NATIONS)
    files.upload_table()
    if st.session_state.get(files.TABLE) is None:
        return
    plans = {name: plan for name, plan in cache.scenarios().items() if plan.coalition}
    with st.container(horizontal=True, key="nations_into", vertical_alignment="bottom"):
        shown = state.shown().start.name
        start = shown if shown in plans else next(iter(plans))
        chosen = kept.option("Into which plan?", list(plans), start, INTO, lambda name: cited.shown(plans[name].label))
        st.button("Put them in", on_click=_put_in, args=(chosen,))
    outcome = st.session_state.get(files.TABLE_OUTCOME)
    if isinstance(outcome, Faulty):
        st.error("The table is not taken in. Each problem with its line and column:")
        st.code("\n".join(outcome.problems), language=None, wrap_lines=True)
        if outcome.good:
            st.button(
                cited.shown(f"Keep the good rows ({outcome.good})"), on_click=_put_in, args=(chosen,),
                kwargs={"only_good": True},
            )  # fmt: skip
    elif outcome in own.taken_in():
        _opened(outcome, "opened_nations")


@dataclass(frozen=True)
class Faulty:
    """The faults of a table, and how many nations are left without its bad rows; 0 where these are not enough."""

    problems: tuple[str, ...]
    good: int


def _put_in(plan: str, *, only_good: bool = False) -> None:
    """A callback: open a plan with the nations of the table, or keep the table's faults."""
    table = st.session_state[files.TABLE]
    with_table = partial(own.with_nations, cache.scenarios()[plan], table.getvalue(), table.name)
    try:
        st.session_state[files.TABLE_OUTCOME] = own.keep(with_table(only_good=only_good)).name
    except ScenarioError as error:
        try:
            coalition = with_table(only_good=True).coalition
        except ScenarioError:
            coalition = None
        problems = tuple(str(problem) for problem in error.problems)
        st.session_state[files.TABLE_OUTCOME] = Faulty(problems, len(coalition.contributors) if coalition else 0)
