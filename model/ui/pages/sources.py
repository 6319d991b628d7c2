"""Sources: who said what, when; where they differ; and what is assumed."""

from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from model.evidence.claims import Claim, Question, Register
from model.export.headers import made_with
from model.files.register import shipped_register
from model.present.charts import claims as claims_charts
from model.present.tables import claims as claims_tables
from model.present.words import claims as claims_words
from model.scenario import Scenario
from model.terms import STANDINGS, TERMS
from model.ui.pages import explore
from model.ui.session import cache, own, rivals, state
from model.ui.shell import cited, downloads, files, frame, kept
from model.ui.shell.cited import CLAIM_LINK, SCENARIO_LINK

ASKED, TITLE = "claim", "Who said what, and when?"
CLAIM, STANDING = TERMS["claim"].word, TERMS["standing"].word
MOST_ASKED = 200
"""Characters that are looked for among the claims."""


def page() -> None:
    """Draw the claim that was asked for, then all on a time line and in a table, where they differ, the assumptions."""
    st.set_page_config(page_title="Sources · Roulement", layout="wide")
    register = shipped_register()
    shown = state.enter(has_links=True)
    frame.notices()
    st.title(TITLE)
    frame.showing(shown)
    claim_id = st.query_params.get(ASKED, "")
    if claim_id and state.before() is None:
        st.caption("A link to a claim opens a tab of its own; what was changed in another tab stays there.")
    if claim_id in register.claims:
        _card(register, register.claims[claim_id])
    elif claim_id:
        st.warning(cited.shown(claims_words.not_found(register, claim_id)))
    st.markdown(
        f"{len(register.claims)} claims: what five articles of 2025 report, and reference figures from public pages. "
        "Each is in our own words, and its figure is the speaker's unless it is called our arithmetic. Assumptions "
        "stand apart, below."
    )
    claims = list(register.claims.values())
    rows, lines = _found(claims)
    left = [claims[at] for at in rows.index]
    _timeline(register, left, lines)
    _table(register, rows, left, lines)
    _disagreements(register)
    _assumptions()


def _shipped() -> list[Scenario]:
    return [scenario for scenario in cache.scenarios().values() if not own.is_own(scenario.name)]


def _card(register: Register, claim: Claim) -> None:
    with st.container(border=True, key="claim_card"):
        st.header(cited.shown(claim.id))
        st.markdown(cited.shown(claim.says))
        cited.table(claims_tables.claim_in_words(register, claim))
        used = claims_tables.used_in(claim, _shipped(), SCENARIO_LINK)
        if used.empty:
            st.markdown("No shipped scenario rests on it.")
        else:
            with st.expander(f"Used in {len(used)} of the shipped scenarios", expanded=True):
                cited.table(used)
        _selectable([claim])


def _found(claims: list[Claim]) -> tuple[pd.DataFrame, list[str]]:
    """Draw the boxes that narrow the claims; return the claims left, by place in the list, and the choice."""
    st.header("Claims")
    first, second = st.columns([2, 1])
    search = first.text_input(
        "Find", key="find", bind="query-params", placeholder="a name, a nation, a number", max_chars=MOST_ASKED
    )
    words = list(dict.fromkeys(search.casefold().split()))
    standings = [STANDINGS[key] for key in ("reported", "reference", "derived")]
    chosen = second.multiselect(STANDING, standings, default=standings)
    table = claims_tables.claims_in_words(claims)
    texts = table.apply(lambda row: " ".join(row).casefold(), axis=1)
    holds = texts.map(lambda text: all(word in text for word in words))
    link = f"{files.explore_address()}sources?{urlencode({'find': ' '.join(words)})}"
    lines = [f"Find: {' '.join(words) or 'all'}", f"{STANDING}: {', '.join(chosen)}", f"Link: {link}"]
    return table[table[STANDING].isin(chosen) & holds], lines


def _timeline(register: Register, claims: list[Claim], lines: list[str]) -> None:
    """Draw the claims about one thing on a time line."""
    about = kept.choice("On the time line", claims_words.TOPICS, claims_words.FORCE_SIZES, key="claims_about")
    on_topic = [claim for claim in claims if claims_words.topic(claim) == about]
    drawn = claims_charts.drawn(on_topic)
    text = claims_words.timeline_text(drawn, about)
    if drawn:
        downloads.chart(
            claims_charts.timeline_chart(drawn, about, register),
            text,
            lambda: claims_tables.claims_with_numbers(drawn),
            "claims_timeline",
            lines=lambda: [made_with(register), f"{about}: the latest with a date", *lines],
        )
    else:
        st.markdown(cited.shown(text))
    if rest := claims_words.left_out(drawn, on_topic):
        st.caption(cited.shown(rest))


def _table(register: Register, rows: pd.DataFrame, claims: list[Claim], lines: list[str]) -> None:
    st.caption(f"{len(rows)} of {len(register.claims)} claims; Card leads to all that is known of one.")
    many = f"{len(claims)} of {len(register.claims)} claims"
    downloads.as_csv(
        lambda: claims_tables.claims_with_numbers(claims), "claims", lines=lambda: [made_with(register), many, *lines]
    )
    with_cards = rows.assign(Card=[CLAIM_LINK.format(claim) for claim in rows[CLAIM]])
    columns = {
        "Source": st.column_config.LinkColumn("Source"),
        "Card": st.column_config.LinkColumn("Card", display_text="Open"),
    }
    order = [
        CLAIM,
        "Card",
        *(column for column in with_cards.columns if column not in (CLAIM, "Card")),
    ]
    st.dataframe(with_cards, hide_index=True, column_config=columns, column_order=order, key="claims")


def _disagreements(register: Register) -> None:
    st.header("Where they differ")
    st.markdown(claims_words.RIVALS)
    names = {claims_words.question_in_words(*key): key for key in sorted(register.rivals, key=_order)}
    with st.expander(f"All {len(names)} questions with more than one figure"):
        cited.table(claims_tables.questions_in_words(register))
    chosen = kept.option("Question", list(names), next(iter(names)), key="question", words=str)
    claims = register.rivals[names[chosen]]
    cited.table(claims_tables.rivals_in_words(claims))
    _selectable(claims)
    with st.expander(f"Several versions of one event: {len(register.events)} events"):
        st.markdown(claims_words.EVENTS)
        cited.table(claims_tables.events_in_words(register))
    with st.expander("Claims that a later one supersedes or another disputes"):
        cited.table(claims_tables.followed_in_words(register))


def _order(key: tuple[Question, str | None]) -> tuple[int, str]:
    question, nation = key
    return list(claims_words.QUESTIONS).index(question), nation or ""


def _selectable(claims: Sequence[Claim]) -> None:
    """Draw a link for each figure that an input takes: Explore with that figure in place of its own."""
    start = cache.scenarios().get(rivals.scenario_of(claims[0]) or "")
    if start is None:
        return
    figures = {tuple(address.items()): figure for claim in claims for figure, address in rivals.addresses(claim, start)}
    st.markdown(f"Open Explore with one of these in “{cited.shown(start.label)}”, as your figure there:")
    with st.container(horizontal=True):
        for query, figure in figures.items():
            st.page_link(explore.as_page(), label=cited.shown(figure), query_params=dict(query))


def _assumptions() -> None:
    st.header("Assumptions")
    with st.container(border=True, key="assumptions"):
        st.markdown(
            "These are no reports. Nobody has published these numbers for the force in question, or we take a claim "
            "in a way its speaker did not; each with our reason and the scenarios that use it."
        )
        numbers, readings = claims_tables.assumptions_in_words(_shipped(), SCENARIO_LINK)
        cited.table(numbers)
        with st.expander("How we take a claim: assumptions too"):
            cited.table(readings)
