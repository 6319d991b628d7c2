"""Explore: what would this force tie up?"""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from model.engine.results import Results
from model.engine.run import Run
from model.export.scenario_file import in_python, on_the_command_line, source
from model.present.charts import months as months_charts
from model.present.charts.force import phases_chart
from model.present.tables import force as force_tables
from model.present.tables import months as months_tables
from model.present.words import changes as changes_words
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.present.words import months as months_words
from model.terms import MEASURES
from model.ui.session import state
from model.ui.session.shown import Shown
from model.ui.shell import cited, downloads, files, frame, strip

METRICS = ("tied_up", "multiplier", "margin", "cost_per_year")
METRICS_ALONE = ("tied_up", "multiplier", "people_within_horizon", "cost_per_year")
"""Without a coalition there is no margin."""


def as_page() -> StreamlitPage:
    """Return the page as the router has it, for links to it."""
    return st.Page(page, title="Explore", url_path="explore", default=True)


def page() -> None:
    """Draw the page: four moves, read, replace, run, draw; the answer first, then its inputs and its grounds."""
    st.set_page_config(page_title="Explore · Roulement", layout="wide")
    shown = state.enter()
    results = frame.show(shown, "What would this force tie up?")
    if results is None:
        return
    (run,) = results.runs
    _headline(shown, run)
    strip.draw(shown, run)
    started = frame.started(shown)
    frame.buttons(shown, run)
    notes = frame.warn(run)
    _figures(run, started, notes)
    _what_makes_up_the_total(results, started)
    _months(results)
    _requirement(run)
    _inputs(run)
    _all_measures(results)
    _reproduce(shown)


def _headline(shown: Shown, run: Run) -> None:
    st.title(cited.shown(force_words.title(run)))
    frame.showing(shown)
    st.header(cited.shown(force_words.headline(run)))
    frame.send()
    if change_sentence := frame.last_change(shown, run):
        st.markdown(cited.shown(change_sentence))
    st.caption(cited.shown(changes_words.question(shown.start, shown.changes)))
    parts = (
        coalition_words.supply_sentence(run),
        coalition_words.largest_force(run),
        force_words.throughput_sentence(run),
    )
    st.markdown(cited.shown(" ".join(sentence for sentence in parts if sentence)))
    cited.basis(run)
    st.markdown(f"*{force_words.DISCLAIMER} {force_words.LIMITS}*")


def _figures(run: Run, started: Run | None, notes: list[str]) -> None:
    metrics = METRICS if run.outcomes.supply is not None else METRICS_ALONE
    for column, measure in zip(st.columns(len(metrics)), metrics, strict=True):
        term, delta = MEASURES[measure], None if started is None else changes_words.difference(started, run, measure)
        column.metric(
            cited.shown(term.label), cited.shown(force_words.figure(run, measure)),
            None if delta is None else cited.shown(delta), "off", delta_arrow="off", help=cited.shown(term.meaning),
            border=True,
        )  # fmt: skip
    if started is not None:
        st.caption(changes_words.FROM_THE_START)
    for note in notes:
        st.markdown(cited.shown(note))
    st.caption("Our arithmetic on the inputs listed below; derived figures are rounded here, not in files.")


def _what_makes_up_the_total(results: Results, started: Run | None) -> None:
    (run,) = results.runs
    st.header("What makes up the total")
    table = force_tables.phases_table(run)
    if table.empty:
        st.markdown(cited.shown(f"{force_words.chart_text(run)} {months_words.cycle_sentence(run)}"))
        cited.ours()
        return
    text = force_words.chart_text(run)
    if started is not None:
        text = f"{text} {changes_words.total_at_the_start(started)}"
    downloads.chart(phases_chart(run, started), text, lambda: results.phases, f"{run.scenario.name}_phases")
    cited.table(force_tables.phases_in_words(run, started))
    cited.ours()


def _months(results: Results) -> None:
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


def _requirement(run: Run) -> None:
    st.header("Who would provide what")
    cited.table(force_tables.requirement_in_words(run))
    cited.ours()


def _inputs(run: Run) -> None:
    st.header("Where each number comes from")
    cited.table(force_tables.inputs_in_words(run))


def _all_measures(results: Results) -> None:
    (run,) = results.runs
    measures = st.expander("All measures, unrounded", key="all_measures", on_change="rerun")
    if not measures.open:
        return
    with measures:
        downloads.as_csv(lambda: results.measures, run.scenario.name)
        # after the button: the keyboard goes through a data frame cell by cell
        heads = {"central": "midpoint, our arithmetic"}
        st.dataframe(results.measures, hide_index=True, key="measures", column_config=heads)
        cited.ours()


def _reproduce(shown: Shown) -> None:
    lines = st.expander("Reproduce these numbers", key="reproduce", on_change="rerun")
    if not lines.open:
        return
    start, changes = shown.start, shown.changes
    with lines:
        if shown.is_own:
            st.markdown(f"Save the file first, as {cited.shown(source(start))}, and start from its folder.")
            files.download(shown, "", key="to_reproduce")
        st.markdown("In Python:")
        st.code(in_python(start, changes), language="python", wrap_lines=True)
        st.markdown("On the command line:")
        st.code(on_the_command_line(start, changes), language="sh", wrap_lines=True)
