"""Month by month, a part of Explore: the gaps, troops by phase, whose turn it is when."""

import streamlit as st

from model.engine.results import Results
from model.present.charts import months as months_charts
from model.present.tables import months as months_tables
from model.present.words import months as months_words
from model.ui.shell import cited, downloads, frame


def draw(results: Results) -> None:
    """Draw the part."""
    (run,) = results.runs
    st.header("Month by month")
    for sentence in months_words.sentences(run):
        st.markdown(cited.shown(sentence))
    cited.ours()
    if not any(months_words.together(run, case) for case in ("low", "high")):
        st.markdown(cited.shown(months_charts.months_text(run, "high")))
        return
    case = frame.case_switch(run)
    months, text = months_words.together(run, case), months_charts.months_text(run, case)
    if months is None:
        st.markdown(cited.shown(text))
        return
    downloads.chart(
        months_charts.months_chart(run, case, months), text, lambda: results.timeline, f"{run.scenario.name}_months"
    )
    table = st.expander("Troops month by month as a table", key="months_table", on_change="rerun")
    if table.open:
        cited.table(months_tables.months_in_words(run, case), table)
    st.caption(cited.shown(months_words.start_in_words(run) + months_words.whole_pool(run, case)))
    _who_relieves_whom(results, case)


def _who_relieves_whom(results: Results, case: str) -> None:
    (run,) = results.runs
    st.header("Who relieves whom")
    if not run.turns(case):
        st.markdown(cited.shown(months_words.no_turns(run)))
        return
    text = months_charts.turns_text(run, case)
    downloads.chart(months_charts.turns_chart(run, case), text, lambda: results.schedule, f"{run.scenario.name}_turns")
    cited.ours()
    for words in months_tables.sharing(run):
        st.caption(cited.shown(words))
    table = st.expander("Every tour as a table", key="turns_table", on_change="rerun")
    if table.open:
        cited.table(months_tables.turns_in_words(run, case), table)
