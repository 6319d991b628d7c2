"""The comparison, a part of Scenarios: two to four side by side, what differs, and what each change does alone."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from model import comparison_charts, comparison_tables, driver_words
from model.comparison import Comparison
from model.io.writers import csv_text
from model.runs import Run
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui import cache, cited, frame, own, saving, state

COMPARED, WIDGET = "compared", "compared_widget"
SHOWN, KEPT = "shown", "saved: "
LEAST, MOST = 2, 4
ENDS = {"low": "At the low end", "high": "At the high end"}


def draw(start: Scenario) -> None:
    """Draw the comparison of what the reader picks."""
    st.header("How do they compare?")
    keys = _picked(start, _candidates(start))
    if len(keys) < LEAST:
        st.markdown("Choose two to four; the first is the baseline.")
        return
    base, *variants = _scenarios(start, keys)
    with st.spinner("Making each change alone"):
        comparisons = [cache.compare(base, each) for each in variants]
    runs = [comparisons[0].base, *(each.variant for each in comparisons)]
    _measures(runs)
    _inputs([base, *variants])
    _effects(comparisons)
    st.download_button(
        "Download the comparison as CSV",
        lambda: csv_text(comparison_tables.comparison_table(runs[0], comparisons)),
        "comparison.csv",
        "text/csv",
        on_click="ignore",
    )


def _candidates(start: Scenario) -> dict[str, str]:
    """The keys of what can be compared, each with its name: what is shown, the saved ones, the starting scenarios."""
    changes = state.changes(start)
    shown = {SHOWN: f"Shown, {frame.counted(changes)}: {start.label}"} if _has_result(start, changes) else {}
    saved = {f"{KEPT}{name}": f"Saved: {name}" for name in own.saved()}
    return shown | saved | {name: each.label for name, each in cache.scenarios().items()}


def _has_result(start: Scenario, changes: dict[str, Any]) -> bool:
    try:
        return bool(changes and cache.run(start.name, changes))
    except ScenarioError:
        return False


def _scenarios(start: Scenario, keys: Sequence[str]) -> list[Scenario]:
    """What the keys stand for, under the names that the reader sees; one that another has too gets a number."""
    labels, found = _candidates(start), cache.scenarios()
    names: list[str] = []
    scenarios = []
    for key in keys:
        if key == SHOWN:
            scenario = start.replace(state.changes(start))
        elif key.startswith(KEPT):
            kept = own.saved()[key.removeprefix(KEPT)]
            scenario = found[kept.start].replace(saving.changes_of(kept))
        else:
            scenario = found[key]
        names.append(own.free_name(labels[key], names))
        scenarios.append(own.renamed(scenario, names[-1]))
    return scenarios


def _picked(start: Scenario, found: dict[str, str]) -> list[str]:
    """The keys that the reader picked, in that order; a start to pick from where nothing is picked yet."""
    remembered = st.session_state.get(COMPARED, _first_two(start, found))
    st.session_state[WIDGET] = [key for key in remembered if key in found]

    def remember() -> None:
        st.session_state[COMPARED] = st.session_state[WIDGET]

    return st.multiselect(
        "Two to four scenarios; the first is the baseline",
        list(found),
        format_func=lambda key: found[key],
        max_selections=MOST,
        key=WIDGET,
        on_change=remember,
    )


def _first_two(start: Scenario, found: dict[str, str]) -> list[str]:
    """The start with what is shown, else with its first variant, its parent, or the first other scenario."""
    parents = cache.parents()
    others = [
        SHOWN,
        *(name for name, parent in parents.items() if parent == start.name),
        parents.get(start.name),
        *found,
    ]
    other = next(key for key in others if key in found and key != start.name)
    return [start.name, other]


def _measures(runs: Sequence[Run]) -> None:
    chart = comparison_charts.dots_chart(runs)
    st.altair_chart(chart, alt=comparison_charts.dots_text(runs), width="stretch")
    with st.expander("The measures as a table", expanded=True):
        st.table(comparison_tables.measures_in_words(runs))
    st.caption("Our arithmetic on the inputs of each scenario; Explore names the claim behind each.")


def _inputs(scenarios: Sequence[Scenario]) -> None:
    st.header("What differs between them")
    table = comparison_tables.inputs_that_differ(scenarios, cited.CLAIM_LINK)
    if table.empty:
        st.markdown("Nothing differs.")
    elif len(table) <= comparison_charts.MOST_STEPS:
        st.table(table)
    else:
        with st.expander(f"All {len(table)} inputs that differ"):
            st.table(table)


def _effects(comparisons: Sequence[Comparison]) -> None:
    st.header("What each change does alone")
    st.caption("Our arithmetic; the claims behind the inputs stand under what differs.")
    measures = [each for each in comparison_tables.MEASURES if all(each in one.measures for one in comparisons)]
    first, second = st.columns(2)
    measure = first.selectbox(
        "Effect on",
        measures,
        index=measures.index("tied_up"),
        format_func=lambda each: comparison_tables.MEASURES[each],
    )
    end = second.segmented_control(
        "Show", list(ENDS), default="low", required=True, format_func=lambda each: ENDS[each], key="effects_end"
    )
    for each in comparisons:
        _effects_of(each, measure, end)


def _effects_of(comparison: Comparison, measure: str, end: str) -> None:
    st.subheader(f"From “{comparison.base.scenario.name}” to “{comparison.variant.scenario.name}”")
    st.markdown("  \n".join(driver_words.comparison_sentences(comparison)))
    if not comparison.steps:
        return
    text = comparison_charts.steps_text(comparison, measure, end)
    chart = comparison_charts.steps_chart(comparison, measure, end)
    if chart is None:
        st.markdown(text)
    else:
        st.altair_chart(chart, alt=text, width="stretch")
    with st.expander("Every change as a table"):
        st.table(comparison_tables.effects_in_words(comparison, measure))
