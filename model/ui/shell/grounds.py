"""Grounds of the numbers of a page: a line on how solid they are, which opens, and groups of inputs that open."""

import streamlit as st

from model.engine.run import Run
from model.present.html import evidence as html
from model.present.words import evidence as words
from model.ui.shell import cited, markup


def how_solid(run: Run) -> None:
    """Draw in a line how solid the numbers of a run are; it opens on the inputs, how each is known, and cautions."""
    line = st.expander(cited.shown(f"{words.SOLID} {words.solid(run)}"), key="solid", on_change="rerun")
    if line.open:
        with line:
            markup.draw(html.how_solid(run), "how_solid")


def rests_on(run: Run) -> None:
    """Draw the grounds of each number of a run: its inputs in groups that open."""
    markup.draw(html.rests_on(run), "rests_on")
