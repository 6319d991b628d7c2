"""Explore, "The answer": what a force would tie up, whether those who are in could keep it up, and month by month."""

import streamlit as st

from model.ui.shell import frame


def page() -> None:
    """Draw the page."""
    shown, run = frame.enter("What would it take?")
    if run is None:
        return
    frame.headline(
        "Keeping 30,000 troops in the field would tie up 90,000 to 120,000",
        "For every soldier on a six-month tour, two or three more would be at home: just back, resting, or getting ready to go.",
        [("Force size", "times.troops"), ("Rest between tours", "dannatt.dwell_ratio")],
    )
    frame.strip(shown, run)
    left, right = st.columns([3, 2], gap="large")
    import sys

    sys.path.insert(0, "tests/support")
    from exhibits import exhibit as sample

    with left:
        frame.exhibit(sample(), shown)
    frame.foot(shown, ["times.troops"])
