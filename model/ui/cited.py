"""Where a number leads: links to claims, and the line under a headline that says what its figures rest on."""

import re

import streamlit as st

from model import claim_words
from model.runs import Run

CLAIM_LINK = "/sources?claim={}"
OURS = "Our arithmetic on the inputs, which Explore lists with the claim or the assumption behind each."
SCENARIO_LINK = "/?scenario={}"
MARKS = re.compile(r"([\\`*\[\]#!|<>$~]|:(?=[a-z])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))")
"""What Markdown reads as more than a character."""
ADDRESS = re.compile(r"https?:|www(?=\.)|@")
"""Where an address begins, of which Markdown would make a link if nothing stood behind it."""


def plain(text: str) -> str:
    r"""Return a text of the reader's so that a page shows it as it stands: Markdown's marks escaped.

    >>> print(plain("5*3 [x](y)"))
    5\*3 \[x\](y)
    """
    return MARKS.sub(r"\\\1", ADDRESS.sub("\\g<0>\u2060", " ".join(text.split())))


def basis(run: Run) -> None:
    """Draw the line that says on which claims, assumptions and figures of the reader's a run rests."""
    st.markdown(f":small[{claim_words.basis(run, CLAIM_LINK)}]")  # a caption's links are too pale to read


def ours() -> None:
    """Draw the line that says whose the figures above or below it are."""
    st.markdown(f":small[{OURS}]")
