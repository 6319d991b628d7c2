"""Contributors, "Who carries it": who could keep the force up, who could close the gap, what each would carry."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from model.engine.run import Run
from model.present.charts.nations import Colour
from model.present.exhibits import coalition as exhibits
from model.present.html import coalition as html
from model.present.html.text import element, escaped, page_link
from model.present.words import backstop as backstop_words
from model.present.words import chances as chance_words
from model.present.words import coalition as coalition_words
from model.present.words.ends import ends_in_words
from model.present.words.needed import needed_sentence
from model.present.words.plain import capital, plan
from model.ui.session import cache
from model.ui.session.shown import Shown
from model.ui.shell import cited, frame, markup

Choice = TypeVar("Choice", bound=str)

CASE = "Pictures show"
COLOURS: Mapping[Colour, str] = {"position": "What they said", "share": "Share of army tied up"}
ORDERS: Mapping[exhibits.Order, str] = {"size": "By size", "name": "A to Z"}


def page() -> None:
    """Draw the page: the answer, the map beside who could close the gap, then what each carries."""
    st.set_page_config(page_title="Who carries it · Roulement", layout="wide")
    shown, run = frame.enter("Who would carry it?")
    if run is None:
        return
    frame.headline(coalition_words.headline(run), coalition_words.standfirst(run))
    frame.strip(shown, run)
    if run.outcomes.supply is not None:
        cases = _cases(run)
        case = _chosen(CASE, cases, "high")
        _who_could(run, shown, cases, case)
        _what_follows(run)
        _each(run, shown, case)
        _chances(run, shown, case)
        _who_said_what(run, case)
    frame.foot(shown)


def _cases(run: Run) -> dict[str, str]:
    """The ends of the range that the pictures can show, by what makes them; one alone where they agree."""
    capacity = run.measure("capacity")
    if capacity.low == capacity.high:
        return {"high": ""}
    ends = ends_in_words(run, measure="capacity")
    return {case: cited.shown(capital(words.removeprefix("with "))) for case, words in ends.items()}


def _who_could(run: Run, shown: Shown, cases: Mapping[str, str], case: str) -> None:
    """The map, and beside it who could close the gap."""
    with st.container(key="pair"):
        left, right = st.columns([3, 2], gap="large")
    with left:
        frame.exhibit(exhibits.positions_map(run, case, _chosen("Colour", COLOURS, "position")), shown)
        with st.container(horizontal=True):
            if len(cases) > 1:
                _switch(CASE, cases, "high")
            _switch("Colour", COLOURS, "position")
    joining = exhibits.who_could_close_the_gap(run, _chosen("Order", ORDERS, "size"))
    if joining is not None:
        with right:
            frame.exhibit(joining, shown)
            _switch("Order", ORDERS, "size")


def _chosen(label: str, words: Mapping[Choice, str], default: Choice) -> Choice:
    """The choice of a switch that stands below what it changes; the default until it is touched."""
    held = st.session_state.get(label.lower())
    return next((choice for choice in words if choice == held), default)


def _switch(label: str, words: Mapping[Choice, str], default: Choice) -> None:
    st.segmented_control(
        cited.shown(label), list(words), default=default, format_func=lambda choice: cited.shown(words[choice]),
        required=True, key=label.lower(),
    )  # fmt: skip


def _what_follows(run: Run) -> None:
    """The verdict, the share of the armies, who would suffice, and the backstop of the United States."""
    sentences = (
        coalition_words.verdict_sentence(run), coalition_words.land_force_sentence(run),
        needed_sentence(run), coalition_words.elsewhere_sentence(run),
    )  # fmt: skip
    text = " ".join(filter(None, sentences))
    if text:
        st.html(element("p", text, class_="stand"))
    backstop = backstop_words.backstop_sentence(run)
    if backstop is None:
        links = [
            page_link("contributors", f"scenario={name}", plan(scenario))
            for name, scenario in cache.scenarios().items()
            if backstop_words.depends_on_backstop(scenario)
        ]
        backstop = html.nothing_depends(links)
    frame.section("If the US withdrew its backstop")
    markup.draw(element("p", backstop, class_="stand"), "without_the_us")


def _each(run: Run, shown: Shown, case: str) -> None:
    for exhibit in (exhibits.carries(run, case), exhibits.years_of_each(run, case)):
        if exhibit is not None:
            frame.exhibit(exhibit, shown)


def _chances(run: Run, shown: Shown, case: str) -> None:
    """The chances, where the reader or the scenario gives some: the sentence, the curve, who decides."""
    drawn = [exhibit for exhibit in (exhibits.chances(run, case), exhibits.pivotal(run)) if exhibit is not None]
    if not drawn:
        return
    sentences = filter(None, (chance_words.chance_sentence(run), chance_words.pivotal_sentence(run)))
    st.html(element("p", " ".join(sentences) or chance_words.ASSUMED_CHANCES, class_="stand"))
    for column, exhibit in zip(st.columns(len(drawn), gap="large"), drawn, strict=True):
        with column:
            frame.exhibit(exhibit, shown)


def _who_said_what(run: Run, case: str) -> None:
    """The table of nations that are in or have a position; the others folded."""
    frame.section("Who said what", "In bold: who counts as in.")
    markup.draw(html.nations_table(run, case), "who_said_what")
    quiet = html.quiet(run, case)
    if quiet:
        with st.expander(f"No position found ({len(quiet)})"):
            st.html(escaped(html.no_position(quiet)))
