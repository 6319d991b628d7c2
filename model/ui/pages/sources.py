"""Sources: who said what, when; where they differ; one claim with all that is known of it; and what is assumed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from model.evidence.claims import Claim, Register
from model.export.headers import made_with
from model.files.register import shipped_register
from model.present.exhibits import claims as exhibits
from model.present.html import claims as html
from model.present.html.text import claim_link, element
from model.present.tables import claims as tables
from model.present.words import claims as words
from model.present.words.citations import best
from model.present.words.figures import figure
from model.scenario import Scenario
from model.ui.session import cache, links, own, rivals, state
from model.ui.session.shown import Shown
from model.ui.shell import downloads, files, frame, markup

FIND, ABOUT = "find", "about"
KICKER, ONE = "Who said what?", "One figure"
MOST_ASKED = 200
"""Characters that are looked for among the claims."""
FEW, SOME = 12, 40
"""Rows of the table at first, and of what was found."""


def page() -> None:
    """Draw the claim that the address asks for; else the sizes that were named, other questions, and all claims."""
    register = shipped_register()
    shown = state.enter(has_links=True)
    claim_id = st.query_params.get(links.CLAIM, "")
    if claim_id in register.claims:
        _claim(register, best(register.claims[claim_id], register), shown)
    else:
        _all(register, shown, claim_id)
    frame.foot(shown)


def _claim(register: Register, claim: Claim, shown: Shown) -> None:
    """Draw one claim: its figure as the headline, who said it beside what others say."""
    frame.above(KICKER, ONE)
    frame.headline(figure(claim) if claim.bounds else claim.says, claim.says if claim.bounds else words.in_brief(claim))
    left, right = st.columns([1, 1.3], gap="large")
    with left, st.container(key="card_record"):
        frame.section("Who said it, where and when")
        uses = rivals.uses(claim, shown, cache.scenarios())
        used_in = tables.used_in(claim, _shipped())
        markup.draw(html.record(register, claim.id, uses, used_in), "record")
    with right:
        others, positions = exhibits.others(register, claim.id), html.positions(register, claim)
        if others is not None:
            frame.exhibit(others, shown)
        elif positions is not None:
            with st.container(key="card_others"):
                frame.section(words.positions_title(claim), words.BY_DATE)
                markup.draw(positions, "positions")
        elif claim.bounds:
            with st.container(key="card_others"):
                frame.section(words.others_title(claim, 0))


def _all(register: Register, shown: Shown, missing: str) -> None:
    """Draw the page of all claims; `missing` is a name in the address that no claim has."""
    frame.above(KICKER)
    frame.headline(words.headline(register), words.standfirst(register), words.extremes(register))
    nearest = register.nearest(missing)
    if nearest is not None:
        link = claim_link(nearest, figure(register.claims[nearest]))
        markup.draw(element("p", "The claim with the nearest name: ", link, ".", class_="src"), "nearest")
    choice = _chosen(register)
    if not choice.query:
        used = _in_use(shown)
        frame.exhibit(exhibits.sizes(register, used), shown)
        frame.first_screen_ends()
        frame.exhibit(exhibits.questions(register, used), shown)
    _table(register, choice)
    if not choice.query:
        _assumptions()


@dataclass(frozen=True)
class Choice:
    """The claims that a reader's words and topic leave, and both as the address has them; empty for all claims."""

    claims: list[Claim]
    query: dict[str, str]


def _chosen(register: Register) -> Choice:
    """Draw the box and the topics that narrow the claims; return those that are left."""
    with st.container(horizontal=True, key="find_row", vertical_alignment="center"):
        text = st.text_input(
            "Search a name, a nation, a paper", key=FIND, bind="query-params", max_chars=MOST_ASKED, width=300,
            placeholder="Search a name, a nation, a paper", label_visibility="collapsed",
        )  # fmt: skip
        about = st.pills("Topic", words.TOPICS, key=ABOUT, bind="query-params", label_visibility="collapsed", wrap=True)
    query = {key: value for key, value in ((FIND, " ".join(text.split())), (ABOUT, about)) if value}
    claims = [claim for claim in register.claims.values() if about is None or words.topic(claim) == about]
    return Choice(words.latest_first(words.searched(register, claims, text)), query)


def _in_use(shown: Shown) -> Mapping[str, Sequence[float]]:
    """The figures in use where the values shown have an answer."""
    run = cache.run_or_none(shown)
    return {} if run is None else words.in_use(run)


def _table(register: Register, choice: Choice) -> None:
    """Draw the claims as a table, a few first, and the button that gives all of them as a file."""
    claims, most = choice.claims, SOME if choice.query else FEW
    with st.container(key="card_claims"):
        title = words.counted(claims, register) if choice.query else words.EVERY
        frame.section(title, words.LATEST_FIRST if choice.query else words.SEARCH_NARROWS)
        is_whole = st.session_state.get("all_claims", False) or len(claims) <= most
        if claims:
            markup.draw(html.listed(register, claims if is_whole else claims[:most]), "claims")
        with st.container(
            horizontal=True, key="take_claims", horizontal_alignment="distribute", vertical_alignment="center"
        ):
            if not is_whole:
                st.button(f"Show all {len(claims)}", key="show_all", on_click=_show_all)
            link = f"Link: {files.explore_address()}sources?{urlencode(choice.query)}"
            lines = [made_with(register), words.counted(claims, register), link.removesuffix("?")]
            downloads.table(partial(tables.claims_with_numbers, claims), "claims", lines)


def _show_all() -> None:
    st.session_state["all_claims"] = True


def _shipped() -> list[Scenario]:
    return [scenario for scenario in cache.scenarios().values() if not own.is_own(scenario.name)]


def _assumptions() -> None:
    """Draw the assumptions of the shipped plans: numbers of ours, and folded how a claim is taken."""
    with st.container(key="card_assumptions"):
        frame.section(words.ASSUMED, words.NO_REPORTS)
        markup.draw(_assumed(of_claims=False), "assumptions")
        readings = st.expander(words.READINGS, key="readings", on_change="rerun")
        if readings.open:
            with readings:
                markup.draw(_assumed(of_claims=True), "taken")


@once
def _assumed(*, of_claims: bool) -> Markup:
    """The table of assumptions, made once for all readers: it takes a tenth of a second."""
    plans = _shipped()
    return html.assumptions(tables.assumptions(plans, of_claims=of_claims), len(plans))
