"""Drivers: what moves the answer, and how sure is it?"""

from functools import partial

import streamlit as st

from model.analysis.breakeven import levers
from model.analysis.sensitivity import MEASURES, Bar
from model.engine.run import Run
from model.present.charts import drivers as drivers_charts
from model.present.charts import map as map_charts
from model.present.labels import label_of
from model.present.tables import drivers as drivers_tables
from model.present.words import drivers as drivers_words
from model.present.words import force as force_words
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui.pages import draws
from model.ui.session import cache, inputs, state
from model.ui.shell import cited, downloads, frame, kept

TITLE = "What moves the answer, and how sure is it?"
WHOLE, NEAR = "As far as on Explore", "To twice their value"
GIVEN, TENTH = "The scenario's ranges", "Each lever ±10 %"


def page() -> None:
    """Draw the page: read what is chosen elsewhere and here, choose cases, draw."""
    st.set_page_config(page_title="Drivers · Roulement", layout="wide")
    start, results = frame.open_beside_explore(TITLE)
    if results is None:
        return
    (run,) = results.runs
    st.title(TITLE)
    frame.showing(start)
    scenario, bars = cache.bars(start.name, state.changes(start), is_spread=False)
    st.header(cited.shown(drivers_words.headline(scenario, bars)))
    cited.basis(run)
    st.markdown(f"*{force_words.DISCLAIMER} {force_words.LIMITS}*")
    frame.buttons(start, run)
    frame.warn(run)
    _one_at_a_time(start, run, bars)
    _break_even(start)
    _map(start, run)
    draws.draw(start, run)


def _one_at_a_time(start: Scenario, run: Run, bars_of_ranges: list[Bar]) -> None:
    st.header("What each input would move by itself")
    choice = kept.choice(
        "Inputs move over",
        [GIVEN, TENTH],
        GIVEN if bars_of_ranges else TENTH,
        key=f"inputs_move_{bool(bars_of_ranges)}",
    )
    scenario, bars = cache.bars(start.name, state.changes(start), is_spread=choice == TENTH)
    if choice == TENTH:
        sentence = drivers_words.without_tenth(run.scenario, levers(run.scenario))
        st.caption(f"{drivers_words.TENTHS} {cited.shown(sentence)}")
    lines = downloads.of_what_is_shown(choice)
    for measure in MEASURES:
        if drivers_words.moving(bars, measure):
            chart = drivers_charts.bars_chart(scenario, bars, measure)
            text = drivers_words.bars_text(scenario, bars, measure)
            downloads.chart(
                chart,
                text,
                partial(drivers_tables.frame, scenario, bars),
                f"{scenario.name}_bars_{measure}",
                lines=lines,
            )
        if sentence := drivers_words.bars_left_out(scenario, bars, measure):
            st.caption(cited.shown(sentence))
    st.caption(drivers_words.ONE_AT_A_TIME)
    if bars:
        with st.expander("The bars as a table"):
            cited.table(drivers_tables.bars_in_words(scenario, bars))


def _break_even(start: Scenario) -> None:
    st.header("What each lever alone would have to be")
    solutions, refused = cache.break_even(start.name, state.changes(start))
    if solutions:
        st.markdown(drivers_words.BREAK_EVEN)
        cited.table(drivers_tables.break_even_in_words(solutions))
    for reason in refused:
        st.markdown(f"No break-even: {cited.shown(reason)}.")


def _map(start: Scenario, run: Run) -> None:
    st.header("Two levers together")
    names = levers(run.scenario)
    main = inputs.main_component(run.scenario)
    size = [path for path in names if path.startswith(f"force.{main}.strength.")]
    dwell = [path for path in names if path.startswith("rotation.dwell_")]
    first = _lever("First lever, across", run.scenario, names, [*size, *names], "first")
    others = [path for path in names if path != first]
    second = _lever("Second lever, upwards", run.scenario, others, [*dwell, *others], "second")
    reach = kept.choice("Levers go", [NEAR, WHOLE], NEAR, key="levers_go")
    try:
        lever_map = cache.lever_map(start.name, state.changes(start), (first, second), is_near=reach == NEAR)
    except ScenarioError as error:
        st.markdown("No map: " + "; ".join(cited.shown(problem.message) for problem in error.problems) + ".")
        return
    case = frame.case_switch(run)
    shown_as = force_words.case_names(run).get(case, "")
    text = drivers_words.map_text(lever_map, case)
    st.markdown(cited.shown(drivers_words.own_margin(lever_map, case)))
    chart = map_charts.map_chart(lever_map, case, shown_as)
    downloads.chart(chart, text, lambda: drivers_tables.map_frame(lever_map), f"{run.scenario.name}_map")
    table = drivers_tables.map_in_words(lever_map, case)
    if table.empty:
        st.markdown(drivers_words.NO_LINE)
    else:
        cited.table(table)
    st.caption(drivers_words.MAP_NOTE)


def _lever(label: str, scenario: Scenario, paths: list[str], preferred: list[str], key: str) -> str:
    """Draw the list of levers and return the one chosen, at first the first wanted of them that is there."""
    start = next(path for path in preferred if path in paths)
    return kept.option(label, paths, start, key=f"{key}_lever", words=lambda path: label_of(scenario, path))
