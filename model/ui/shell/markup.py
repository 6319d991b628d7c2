"""HTML on a page, whose links to claims open the claim's card in place.

Streamlit's own Markdown opens a link in a new tab, where a session begins afresh. One component draws HTML instead and
tells the page which link was followed; with the keys for a new tab the link's own address opens.
"""

from functools import partial
from urllib.parse import parse_qsl

import streamlit as st
from markupsafe import Markup

SCRIPT = """
let push = null;
// Streamlit puts the new query into the browser's history, and then the new page: together they are one step of Back.
function inOneStep() {
  push ??= history.pushState.bind(history);
  history.pushState = (...entry) => {
    const isHere = new URL(entry[2], location.href).pathname === location.pathname;
    if (isHere) return history.replaceState(...entry);
    history.pushState = push;
    push(...entry);
  };
  setTimeout(() => { history.pushState = push; }, 5000);
}
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector(".roulement-html");
  if (place.dataset.held !== data.html) {
    place.dataset.held = data.html;
    place.innerHTML = data.html;
  }
  place.onclick = (event) => {
    const link = event.target.closest("a[data-claim], a[data-page]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.claim) setTriggerValue("claim", link.dataset.claim);
    else {
      inOneStep();
      setTriggerValue("page", [link.dataset.page, link.dataset.query || ""]);
    }
  };
}
"""
CARD, GO = "card_of_claim", "page_to_open"


def draw(html: Markup, key: str) -> None:
    """Draw HTML whose texts are escaped already; a link to a claim opens its card, one to a page that page."""
    component = st.components.v2.component(
        "roulement_html", html='<div class="roulement-html"></div>', js=SCRIPT, isolate_styles=False
    )
    component(
        data={"html": str(html)}, key=key, on_claim_change=partial(_follow, key, "claim", CARD),
        on_page_change=partial(_follow, key, "page", GO),
    )  # fmt: skip


def followed_page() -> tuple[str, dict[str, str]] | None:
    """Return the page whose link was followed in this run, with its query; once."""
    page = st.session_state.pop(GO, None)
    return None if page is None else (page[0], dict(parse_qsl(page[1], keep_blank_values=True)))


def is_page_followed() -> bool:
    """Whether a link to another page was followed in this run."""
    return GO in st.session_state


def followed_claim() -> str | None:
    """Return the claim whose link was followed in this run; once."""
    claim: str | None = st.session_state.pop(CARD, None)
    return claim


def _follow(key: str, trigger: str, place: str) -> None:
    """Keep where a link leads until the end of a run: a callback, since a run that is stopped loses the trigger."""
    followed = st.session_state[key].get(trigger)
    if followed:
        st.session_state[place] = followed
