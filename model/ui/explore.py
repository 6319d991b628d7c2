"""Explore: what would this force tie up?"""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from model import narrative, supply_words, tables
from model.charts import phases_chart
from model.io.writers import csv_text
from model.results import Results
from model.runs import Run
from model.ui import cited, frame, months, sidebar

METRICS = ("tied_up", "multiplier", "margin", "cost_per_year")
METRICS_ALONE = ("tied_up", "multiplier", "people_within_horizon", "cost_per_year")
"""Without a coalition there is no margin."""


def as_page() -> StreamlitPage:
    """Return the page as the router has it, for links to it."""
    return st.Page(page, title="Explore", url_path="explore", default=True)


def page() -> None:
    """Draw the page: four moves, read, replace, run, draw."""
    st.set_page_config(page_title="Explore · Roulement", layout="wide")
    start = sidebar.draw()
    results = frame.show(start, "What would this force tie up?")
    if results is None:
        return
    (run,) = results.runs
    _headline(run)
    frame.buttons(start, run.scenario)
    _figures(run)
    _what_makes_up_the_total(run)
    months.draw(results)
    _requirement(run)
    _inputs(run)
    _all_measures(results)


def _headline(run: Run) -> None:
    st.title(narrative.title(run))
    st.header(narrative.headline(run))
    st.caption(f"{run.scenario.label}. {run.scenario.question}")
    told = (supply_words.supply_sentence(run), supply_words.largest_force(run), narrative.throughput_sentence(run))
    st.markdown(" ".join(sentence for sentence in told if sentence))
    cited.basis(run)
    st.markdown(f"*{narrative.DISCLAIMER} {narrative.LIMITS}*")


def _figures(run: Run) -> None:
    metrics = METRICS if run.outcomes.supply is not None else METRICS_ALONE
    for column, measure in zip(st.columns(len(metrics)), metrics, strict=True):
        column.metric(
            narrative.LABELS[measure], narrative.figure(run, measure), help=narrative.MEANINGS[measure], border=True
        )
    for note in run.notes:
        st.markdown(note)
    st.caption("Our arithmetic on the inputs listed below; derived figures are rounded here, not in files.")


def _what_makes_up_the_total(run: Run) -> None:
    st.header("What makes up the total")
    table = tables.phases_table(run)
    if table.empty:
        st.markdown(narrative.chart_text(run))
        return
    st.altair_chart(phases_chart(run), alt=narrative.chart_text(run), width="stretch")
    st.table(tables.phases_in_words(run))
    cited.ours()


def _requirement(run: Run) -> None:
    st.header("Who would provide what")
    st.table(tables.requirement_in_words(run))
    cited.ours()


def _inputs(run: Run) -> None:
    st.header("Where each number comes from")
    st.table(tables.inputs_in_words(run, cited.CLAIM_LINK))


def _all_measures(results: Results) -> None:
    (run,) = results.runs
    with st.expander("All measures, unrounded"):
        st.dataframe(results.measures, hide_index=True, key="measures")
        name = f"{run.scenario.name}.csv"
        st.download_button("Download as CSV", lambda: csv_text(results.measures), name, "text/csv", on_click="ignore")
