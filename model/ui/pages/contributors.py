"""Contributors: who would carry it, at what strain, and what are the chances?"""

import streamlit as st

from model.engine.results import Results
from model.engine.run import Run
from model.present.charts import coalition as coalition_charts
from model.present.tables import coalition as coalition_tables
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.ui.shell import cited, downloads, frame

TITLE = "Who would carry it, and at what strain?"


def page() -> None:
    """Draw the page: read the choices made on Explore and here, run, draw."""
    st.set_page_config(page_title="Contributors · Roulement", layout="wide")
    shown, results = frame.open_beside_explore(TITLE)
    if results is None:
        return
    (run,) = results.runs
    st.title(TITLE)
    frame.showing(shown)
    if run.outcomes.supply is None:
        st.markdown("This scenario names no coalition. Choose another on Explore.")
        frame.buttons(shown, run)
        return
    first, *rest = coalition_words.sentences(run)
    st.header(cited.shown(first))
    st.markdown(cited.shown(" ".join(rest)))
    cited.basis(run)
    st.markdown(f"*{force_words.DISCLAIMER} {force_words.LIMITS}*")
    frame.buttons(shown, run)
    for note in frame.warn(run):
        st.markdown(cited.shown(note))
    case = frame.case_switch(run)
    _who_carries(results, case)
    _chances(results, case)
    _who_is_in(run, case)


def _who_carries(results: Results, case: str) -> None:
    (run,) = results.runs
    st.header("What each nation would carry")
    if coalition_charts.carried(run, case).empty:
        st.markdown("No nation counts here.")
        return
    chart, text = coalition_charts.carried_chart(run, case), coalition_charts.carried_text(run, case)
    downloads.chart(chart, text, lambda: results.contributors, f"{run.scenario.name}_contributors")
    if sentence := coalition_words.elsewhere_sentence(run):
        st.caption(cited.shown(sentence))


def _chances(results: Results, case: str) -> None:
    (run,) = results.runs
    st.header("The chance of keeping the force up")
    text = coalition_charts.chance_text(run, case)
    st.markdown(cited.shown(text))
    cited.ours()
    if coalition_words.has_chances(run):
        st.caption(coalition_words.ASSUMED_CHANCES)
    downloads.chart(
        coalition_charts.chance_chart(run, case), text, lambda: results.chances, f"{run.scenario.name}_chances"
    )
    with st.expander("The curve as a table"):
        cited.table(coalition_tables.chances_in_words(run, case))
    if not coalition_charts.pivotal(run).empty:
        chart, weights_text = coalition_charts.pivotal_chart(run), coalition_charts.pivotal_text(run)
        downloads.chart(chart, weights_text, lambda: results.contributors, f"{run.scenario.name}_pivotal")
        with st.expander("Pivotal weights as a table"):
            cited.table(coalition_tables.pivotal_in_words(run))
            cited.ours()


def _who_is_in(run: Run, case: str) -> None:
    st.header("Who is in, and on what ground")
    cited.table(coalition_tables.contributors_in_words(run, case))
    st.caption(
        "Carries and ties up: by the rule of sharing and each nation's own rotation. Refusals stay visible; a nation "
        "without a published strength is in no total. What names no claim is our arithmetic."
    )
