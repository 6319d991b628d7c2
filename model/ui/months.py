"""Month by month, a part of Explore: the gaps, troops by phase, whose turn it is when."""

import streamlit as st

from model import schedule_charts, schedule_tables, schedule_words
from model.io.writers import csv_text
from model.results import Results
from model.runs import Run
from model.ui import cited, frame


def draw(results: Results) -> None:
    """Draw the part."""
    (run,) = results.runs
    st.header("Month by month")
    for sentence in schedule_words.sentences(run):
        st.markdown(sentence)
    cited.ours()
    if not any(schedule_words.together(run, case) for case in ("low", "high")):
        st.markdown(schedule_charts.months_text(run, "high"))
        return
    case = frame.case_switch(run)
    months, text = schedule_words.together(run, case), schedule_charts.months_text(run, case)
    if months is None:
        st.markdown(text)
        return
    st.altair_chart(schedule_charts.months_chart(run, case, months), alt=text, width="stretch")
    with st.expander("Troops month by month as a table"):
        st.table(schedule_tables.months_in_words(run, case))
        name = f"{run.scenario.name}_timeline.csv"
        st.download_button("Download as CSV", lambda: csv_text(results.timeline), name, "text/csv", on_click="ignore")
    st.caption(schedule_words.start_in_words(run) + schedule_words.whole_pool(run, case))
    _who_relieves_whom(run, case)


def _who_relieves_whom(run: Run, case: str) -> None:
    st.header("Who relieves whom")
    if not run.turns(case):
        st.markdown(schedule_words.no_turns(run))
        return
    text = schedule_charts.turns_text(run, case)
    st.altair_chart(schedule_charts.turns_chart(run, case), alt=text, width="stretch")
    cited.ours()
    for words in schedule_tables.sharing(run):
        st.caption(words)
    with st.expander("Every tour as a table"):
        st.table(schedule_tables.turns_in_words(run, case))
