"""Sources: who said what, when; and what is assumed."""

import streamlit as st

from model.evidence import Claim
from model.io.register import shipped_register
from model.tables import STANDINGS, assumptions_in_words, claim_in_words, claims_in_words
from model.ui import cache, frame, state

ASKED = "claim"


def page() -> None:
    """Draw the claims, the one that was asked for first, then the assumptions of every shipped scenario."""
    st.set_page_config(page_title="Sources · Roulement", layout="wide")
    register = shipped_register()
    start, _ = state.enter()
    frame.keep_in_address(start)
    frame.notices()
    st.title("Who said what, and when?")
    frame.showing(start)
    st.markdown(
        f"{len(register.claims)} claims: what five articles of 2025 report, and reference figures from public pages. "
        "Each is in our own words. Assumptions stand apart, below."
    )
    asked = st.query_params.get(ASKED, "")
    if asked in register.claims:
        _card(register.claims[asked])
    elif asked:
        st.warning("The claim in this link is not in the register.")
    _claims(list(register.claims.values()))
    _assumptions()


def _card(claim: Claim) -> None:
    with st.container(border=True):
        st.header(claim.id)
        st.markdown(claim.says)
        st.table(claim_in_words(claim))


def _claims(claims: list[Claim]) -> None:
    st.header("Claims")
    first, second = st.columns([2, 1])
    words = (
        first.text_input("Find", key="find", bind="query-params", placeholder="a name, a nation, a number")
        .casefold()
        .split()
    )
    standings = [STANDINGS[key] for key in ("reported", "reference", "derived")]
    wanted = second.multiselect("Standing", standings, default=standings)
    table = claims_in_words([claim for claim in claims if STANDINGS[claim.standing] in wanted])
    found = table[table.apply(lambda row: all(word in " ".join(row).casefold() for word in words), axis=1)]
    st.caption(f"{len(found)} of {len(claims)} claims")
    st.dataframe(found, hide_index=True, column_config={"Source": st.column_config.LinkColumn("Source")}, key="claims")


def _assumptions() -> None:
    st.header("Assumptions")
    st.markdown("Numbers that nobody has published for the force in question, with our reason for each.")
    st.table(assumptions_in_words(cache.scenarios().values()))
