"""Contributors, "Who carries it": who could keep the force up, who could close the gap, what each would carry."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from model.engine.run import Run
from model.present.charts.nations import Colour
from model.present.exhibits.coalition import Order
from model.present.exhibits.page import Part, carried
from model.present.html import coalition as html
from model.present.html.text import element, escaped, page_link
from model.present.words import backstop as backstop_words
from model.present.words import chances as chance_words
from model.present.words.ends import ends_in_words
from model.present.words.plain import capital, plan
from model.ui.session import cache
from model.ui.session.shown import Shown
from model.ui.shell import cited, frame, markup, strip

Choice = TypeVar("Choice", bound=str)

CASE, COLOUR, ORDER = "Pictures show", "Colour", "Order"
COLOURS: Mapping[Colour, str] = {"position": "What they said", "share": "Share of army tied up"}
ORDERS: Mapping[Order, str] = {"size": "By size", "name": "A to Z"}


def page() -> None:
    """Draw the page: the answer, the map beside who could close the gap, then what each carries."""
    st.set_page_config(page_title="Who carries it · Roulement", layout="wide")
    shown, run = frame.enter("Who would carry it?")
    if run is None:
        return
    has_nations = run.outcomes.supply is not None
    cases = _cases(run) if has_nations else {"high": ""}
    case = _chosen(CASE, cases, "high")
    part = carried(run, case, _chosen(COLOUR, COLOURS, "position"), _chosen(ORDER, ORDERS, "size"))
    frame.headline(part.headline, part.standfirst)
    frame.strip(shown, run)
    if has_nations:
        _who_could(part, shown, cases)
        frame.first_screen_ends()
        _what_follows(part, shown, run)
        frame.draw(part, shown, "carries", "years")
        _chances(part, run, shown)
        _who_said_what(run, case, is_range=len(cases) > 1)
    frame.foot(shown)


def _cases(run: Run) -> dict[str, str]:
    """The ends of the range that the pictures can show, by what makes them; one alone where they agree."""
    capacity = run.measure("capacity")
    if capacity.low == capacity.high:
        return {"high": ""}
    ends = ends_in_words(run, measure="capacity")
    return {case: cited.shown(capital(words.removeprefix("with "))) for case, words in ends.items()}


def _who_could(part: Part, shown: Shown, cases: Mapping[str, str]) -> None:
    """The map, and beside it who could close the gap."""
    with st.container(key="pair"):
        left, right = st.columns([3, 2], gap="large")
    with left:
        frame.draw(part, shown, "map")
        with st.container(horizontal=True):
            if len(cases) > 1:
                _switch(CASE, cases, "high")
            _switch(COLOUR, COLOURS, "position")
    if "join" in part.exhibits:
        with right:
            frame.draw(part, shown, "join")
            _switch(ORDER, ORDERS, "size")


def _chosen(label: str, words: Mapping[Choice, str], default: Choice) -> Choice:
    """The choice of a switch that stands below what it changes; the default until it is touched."""
    held = st.session_state.get(label.lower())
    return next((choice for choice in words if choice == held), default)


def _switch(label: str, words: Mapping[Choice, str], default: Choice) -> None:
    st.segmented_control(
        cited.shown(label), list(words), default=default, format_func=lambda choice: cited.shown(words[choice]),
        required=True, key=label.lower(), label_visibility="collapsed",
    )  # fmt: skip


def _what_follows(part: Part, shown: Shown, run: Run) -> None:
    """The verdict, the share of the armies, who would suffice, and the backstop of the United States."""
    if part.sentences:
        st.html(element("p", " ".join(part.sentences), class_="prose"))
    backstop = html.backstop(run)
    if backstop is None:
        links = [
            page_link("contributors", f"scenario={name}", plan(scenario))
            for name, scenario in cache.scenarios().items()
            if backstop_words.depends_on_backstop(scenario)
        ]
        backstop = html.nothing_depends(links)
    with st.container(key="card_backstop"):
        frame.section("If the US withdrew its backstop")
        strip.backstop_switch(shown)
        markup.draw(element("p", backstop, class_="prose"), "without_the_us")


def _chances(part: Part, run: Run, shown: Shown) -> None:
    """The chances, where the reader or the scenario gives some: the sentence, the curve, who decides."""
    keys = [key for key in ("chances", "pivotal") if key in part.exhibits]
    if not keys:
        return
    sentences = filter(None, (chance_words.chance_sentence(run), chance_words.pivotal_sentence(run)))
    st.html(element("p", " ".join(sentences) or chance_words.ASSUMED_CHANCES, class_="stand"))
    for column, key in zip(st.columns(len(keys), gap="large"), keys, strict=True):
        with column:
            frame.draw(part, shown, key)


def _who_said_what(run: Run, case: str, *, is_range: bool) -> None:
    """The table of nations that are in or have a position; the others folded."""
    which = f" Troops {ends_in_words(run, measure='capacity')[case]}." if is_range else ""
    with st.container(key="card_said"):
        frame.section("Who said what", f"In bold: who counts as in.{which}")
        markup.draw(html.nations_table(run, case), "who_said_what")
        quiet = html.quiet(run, case)
        if quiet:
            with st.expander(f"No position found ({len(quiet)})"):
                st.html(escaped(html.no_position(quiet)))
