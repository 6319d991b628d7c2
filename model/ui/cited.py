"""Where a number leads: links to claims, and the line under a headline that says what its figures rest on."""

import re

import streamlit as st

from model import claim_words
from model.runs import Run

CLAIM_LINK = "/sources?claim={}"
OURS = "Our arithmetic on the inputs, which Explore lists with the claim or the assumption behind each."
SCENARIO_LINK = "/?scenario={}"
MARKS = re.compile(r"([\\`*\[\]#!|<>$~]|:(?=//|[a-z])|(?<=www)\.|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))")
"""What Markdown reads as more than a character, an address that it would make a link of among it."""
PAGE_LINKS = (
    "<style>[data-testid='stPageLink-NavLink'] * { white-space: normal; overflow: visible; } "
    "[data-testid='stPageLink-NavLink'] p { text-decoration: underline; }</style>"
)
"""A link to a page shows one line of its label otherwise, cuts the rest off, and looks like no link."""


def plain(text: str) -> str:
    r"""Return a text of the reader's so that a page shows it as it stands: Markdown's marks escaped.

    >>> print(plain("5*3 [x](y) http://z"))
    5\*3 \[x\](y) http\://z
    """
    return MARKS.sub(r"\\\1", text)


def basis(run: Run) -> None:
    """Draw the line that says on which claims, assumptions and figures of the reader's a run rests."""
    st.markdown(f":small[{claim_words.basis(run, CLAIM_LINK)}]")  # a caption's links are too pale to read


def ours() -> None:
    """Draw the line that says whose the figures above or below it are."""
    st.markdown(f":small[{OURS}]")
