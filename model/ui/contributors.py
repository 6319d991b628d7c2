"""Contributors: who would carry it, at what strain, and what are the chances?"""

import streamlit as st

from model import narrative, supply_charts, supply_words, tables
from model.runs import Run
from model.ui import cited, coalition_sidebar, frame, state

TITLE = "Who would carry it, and at what strain?"


def page() -> None:
    """Draw the page: read what is chosen on Explore and here, run, draw."""
    st.set_page_config(page_title="Contributors · Roulement", layout="wide")
    start, is_followed = state.enter()
    if is_followed:
        coalition_sidebar.refresh()
    frame.keep_in_address(start)
    coalition_sidebar.draw(start)
    results = frame.show(start, TITLE)
    if results is None:
        return
    (run,) = results.runs
    st.title(TITLE)
    frame.showing(start)
    if run.outcomes.supply is None:
        st.markdown("This scenario names no coalition. Choose another on Explore.")
        return
    first, *rest = supply_words.sentences(run)
    st.header(first)
    st.markdown(" ".join(rest))
    cited.basis(run)
    for note in run.notes:
        st.markdown(note)
    st.markdown(f"*{narrative.DISCLAIMER} {narrative.LIMITS}*")
    frame.buttons(start, run.scenario)
    case = frame.case_switch(run)
    _who_carries(run, case)
    _chances(run, case)
    _who_is_in(run, case)


def _who_carries(run: Run, case: str) -> None:
    st.header("What each nation would carry")
    if supply_charts.carried(run, case).empty:
        st.markdown("No nation counts here.")
        return
    chart = supply_charts.carried_chart(run, case)
    st.altair_chart(chart, alt=supply_charts.carried_text(run, case), width="stretch")


def _chances(run: Run, case: str) -> None:
    st.header("The chance of keeping the force up")
    text = supply_charts.chance_text(run, case)
    st.markdown(text)
    cited.ours()
    if supply_words.has_chances(run):
        st.caption(supply_words.ASSUMED_CHANCES)
    st.altair_chart(supply_charts.chance_chart(run, case), alt=text, width="stretch")
    with st.expander("The curve as a table"):
        st.table(tables.chances_in_words(run, case))
    if not supply_charts.pivotal(run).empty:
        st.altair_chart(supply_charts.pivotal_chart(run), alt=supply_charts.pivotal_text(run), width="stretch")
        with st.expander("Pivotal weights as a table"):
            st.table(tables.pivotal_in_words(run))


def _who_is_in(run: Run, case: str) -> None:
    st.header("Who is in, and on what ground")
    st.table(tables.contributors_in_words(run, case, cited.CLAIM_LINK))
    st.caption(
        "Carries and ties up: by the rule of sharing and each nation's own rotation. Refusals stay visible; a nation "
        "without a published strength is in no total. What names no claim is our arithmetic."
    )
