"""The control strip: the inputs as a sentence, each with what can be said in its place."""

import streamlit as st

from model.engine.run import Run
from model.ui.session.shown import Shown
from model.ui.shell import downloads


def draw(shown: Shown, run: Run | None) -> None:
    """Draw the strip."""
    with st.container(horizontal=True, key="strip"):
        if run is not None:
            downloads.share(shown, run)
