"""The card of a claim, in place: what was said, by whom, how well sourced, who else said what."""

import streamlit as st

from model.files.register import shipped_register
from model.present.html.claims import card
from model.present.words.citations import best
from model.ui.session import cache, rivals, state
from model.ui.shell import markup

SHOWN_CARD = "shown_card"


def open_followed() -> None:
    """Open the card of the claim whose link was followed in this run, if there is one."""
    claim = markup.followed_claim()
    if claim is not None:
        st.session_state[SHOWN_CARD] = claim
        _card()


@st.dialog("Who said it", width="medium")
def _card() -> None:
    """Draw the card; a link in it to another claim shows that claim's card in the same place."""
    register = shipped_register()
    claim = best(register.claims[st.session_state[SHOWN_CARD]], register)
    uses = rivals.uses(claim, state.shown(), cache.scenarios())
    markup.draw(card(register, claim.id, uses), "card")
    other = markup.followed_claim()
    if other is not None:
        st.session_state[SHOWN_CARD] = other
        st.rerun(scope="fragment")
    if markup.is_page_followed():
        st.rerun()
