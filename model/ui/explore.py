"""Explore: what would this force tie up?"""

from typing import Any

import streamlit as st

from model import narrative, tables
from model.charts import phases_chart
from model.io.writers import csv_text
from model.results import Results, Run
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui import cache, links, sidebar

METRICS = ("tied_up", "multiplier", "people_within_horizon", "cost_per_year")


def page() -> None:
    """Draw the page: four moves, read, replace, run, draw."""
    st.set_page_config(page_title="Explore · Roulement", layout="wide")
    start, chosen = sidebar.draw()
    for sentence in st.session_state[sidebar.IGNORED]:
        st.warning(sentence)
    changes = links.changes(start, chosen)
    try:
        results = cache.run(start.name, changes)
    except ScenarioError as error:
        st.title("What would this force tie up?")
        st.error("No result: " + "  \n".join(str(problem) for problem in error.problems))
        _buttons(start, chosen, changes, None)
        return
    (run,) = results.runs
    st.session_state["scenario_shown"] = run.scenario
    _headline(run)
    _buttons(start, chosen, changes, run.scenario)
    _figures(run)
    _what_makes_up_the_total(run)
    _requirement(run)
    _inputs(run)
    _all_measures(results)


def _headline(run: Run) -> None:
    st.title(narrative.title(run))
    st.markdown(f"#### {narrative.headline(run)}")
    st.caption(" ".join(part for part in (f"{run.scenario.label}.", run.scenario.question) if part))
    for sentence in (narrative.throughput_sentence(run), *run.notes):
        if sentence:
            st.markdown(sentence)
    st.markdown(f"*{narrative.DISCLAIMER} {narrative.LIMITS}*")


def _buttons(
    start: Scenario, chosen: dict[str, float | str], changes: dict[str, Any], changed: Scenario | None
) -> None:
    with st.container(horizontal=True, key="noprint"):
        count = len(changes)
        with st.popover(f"{count} {'change' if count == 1 else 'changes'}"):
            if changed is None or not changes:
                st.markdown(narrative.nothing_changed(start.label) if not changes else ", ".join(changes))
            else:
                st.table(tables.changes_in_words(start, changed, changes))
        st.button("Reset", on_click=sidebar.reset, args=(start,), disabled=not changes)
        with st.popover("Copy link"):
            st.markdown("This link holds every input, those at their start too.")
            st.code(links.link(st.context.url or "", start, chosen), language=None)


def _figures(run: Run) -> None:
    for column, measure in zip(st.columns(len(METRICS)), METRICS, strict=True):
        column.metric(
            narrative.LABELS[measure], narrative.figure(run, measure), help=narrative.MEANINGS[measure], border=True
        )
    st.caption("Our arithmetic on the inputs listed below; derived figures are rounded here, not in files.")


def _what_makes_up_the_total(run: Run) -> None:
    st.subheader("What makes up the total")
    table = tables.phases_table(run)
    if table.empty:
        st.markdown(narrative.chart_text(run))
        return
    st.altair_chart(phases_chart(run), alt=narrative.chart_text(run), width="stretch")
    st.table(tables.phases_in_words(run))


def _requirement(run: Run) -> None:
    st.subheader("Who would provide what")
    st.table(tables.requirement_in_words(run))


def _inputs(run: Run) -> None:
    st.subheader("Where each number comes from")
    st.table(tables.inputs_in_words(run, "/sources?claim={}"))


def _all_measures(results: Results) -> None:
    (run,) = results.runs
    with st.expander("All measures, unrounded"):
        st.dataframe(results.measures, hide_index=True, key="measures")
        name = f"{run.scenario.name}.csv"
        st.download_button("Download as CSV", lambda: csv_text(results.measures), name, "text/csv", on_click="ignore")
