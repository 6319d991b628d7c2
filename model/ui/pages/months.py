"""Month by month, a part of Explore: the gaps, troops by phase, whose turn it is when."""

import streamlit as st

from model.engine.results import Results
from model.present.charts import months as schedule_charts
from model.present.tables import months as schedule_tables
from model.present.words import months as schedule_words
from model.ui.shell import cited, downloads, frame


def draw(results: Results) -> None:
    """Draw the part."""
    (run,) = results.runs
    st.header("Month by month")
    for sentence in schedule_words.sentences(run):
        st.markdown(cited.shown(sentence))
    cited.ours()
    if not any(schedule_words.together(run, case) for case in ("low", "high")):
        st.markdown(cited.shown(schedule_charts.months_text(run, "high")))
        return
    case = frame.case_switch(run)
    months, text = schedule_words.together(run, case), schedule_charts.months_text(run, case)
    if months is None:
        st.markdown(cited.shown(text))
        return
    downloads.chart(
        schedule_charts.months_chart(run, case, months), text, lambda: results.timeline, f"{run.scenario.name}_months"
    )
    table = st.expander("Troops month by month as a table", key="months_table", on_change="rerun")
    if table.open:
        cited.table(schedule_tables.months_in_words(run, case), table)
    st.caption(cited.shown(schedule_words.start_in_words(run) + schedule_words.whole_pool(run, case)))
    _who_relieves_whom(results, case)


def _who_relieves_whom(results: Results, case: str) -> None:
    (run,) = results.runs
    st.header("Who relieves whom")
    if not run.turns(case):
        st.markdown(cited.shown(schedule_words.no_turns(run)))
        return
    text = schedule_charts.turns_text(run, case)
    downloads.chart(
        schedule_charts.turns_chart(run, case), text, lambda: results.schedule, f"{run.scenario.name}_turns"
    )
    cited.ours()
    for words in schedule_tables.sharing(run):
        st.caption(cited.shown(words))
    table = st.expander("Every tour as a table", key="turns_table", on_change="rerun")
    if table.open:
        cited.table(schedule_tables.turns_in_words(run, case), table)
