"""The comparison, a part of Scenarios: two to four side by side, differing inputs, the effect of each change."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from model.analysis.comparison import Comparison
from model.engine.results import Results
from model.engine.run import Run
from model.present.charts import effects as effects_charts
from model.present.charts.frame import Chart
from model.present.tables import effects as effects_tables
from model.present.words import effects as effects_words
from model.present.words.changes import counted
from model.present.words.force import AT_ENDS
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.terms import MEASURES
from model.ui.session import cache, own
from model.ui.session.shown import Shown
from model.ui.shell import cited, downloads

COMPARED, WIDGET = "compared", "compared_widget"
SHOWN, KEPT, STARTING = "shown", "saved: ", "start: "
"""Keys of the scenarios to compare: the one shown; prefixes of a saved one's and a starting scenario's name."""
LEAST, MOST = 2, 4
Drawn = tuple[Chart | None, str]
"""A chart, if there is one, and its text alternative."""


def draw(shown: Shown) -> None:
    """Draw the comparison of the scenarios that the reader picks."""
    st.header("How do they compare?")
    keys = _picked(shown, _candidates(shown))
    if len(keys) < LEAST:
        st.markdown("Choose two to four; the first is the baseline.")
        return
    origins = [_origin(shown, key) for key in keys]
    base, *variants = _scenarios(shown, keys, origins)
    try:
        with st.spinner("Making each change alone"):
            comparisons = [cache.compare(base, variant) for variant in variants]
    except ScenarioError as error:
        st.error("No comparison: " + "  \n".join(cited.shown(str(problem)) for problem in error.problems))
        return
    runs, lines = (
        [comparisons[0].base, *(comparison.variant for comparison in comparisons)],
        downloads.of_several(origins),
    )
    ids = [_id(*key_and_origin) for key_and_origin in zip(keys, origins, strict=True)]
    _measures(runs, ids, lines)
    _inputs([base, *variants])
    _effects(comparisons, ids, lines)
    table = partial(effects_tables.comparison_table, runs[0], comparisons)
    downloads.as_csv(table, "comparison", label="Download the comparison as CSV", lines=lines)


def _candidates(shown: Shown) -> dict[str, str]:
    """The keys of the scenarios to compare, each with its label: the one shown, saved ones, starting scenarios."""
    has_result = shown.changes and cache.run_or_none(shown)
    current = {SHOWN: f"Shown, {counted(shown.changes)}: {shown.start.label}"} if has_result else {}
    saved = {f"{KEPT}{name}": f"Saved: {name}" for name in own.saved()}
    return current | saved | {f"{STARTING}{name}": scenario.label for name, scenario in cache.scenarios().items()}


def _origin(shown: Shown, key: str) -> Shown:
    """The scenario that a key stands for, with its values."""
    if key == SHOWN:
        return shown
    if key.startswith(KEPT):
        return own.saved()[key.removeprefix(KEPT)]
    return cache.at_start(cache.scenarios()[key.removeprefix(STARTING)])


def _id(key: str, origin: Shown) -> str:
    """The short name of a starting scenario, with the number of a saved one's changes."""
    name, changes = origin.start.name, origin.changes
    return f"{name}, {counted(changes)}" if key.startswith(KEPT) and changes else name


def _scenarios(shown: Shown, keys: Sequence[str], origins: Sequence[Shown]) -> list[Scenario]:
    """The scenarios of the keys, under the names that the reader sees; a name that occurs again gets a number."""
    labels = _candidates(shown)
    names: list[str] = []
    scenarios = []
    for key, origin in zip(keys, origins, strict=True):
        names.append(own.free_name(labels[key], names))
        scenarios.append(own.renamed(origin.scenario, names[-1]))
    return scenarios


def _picked(shown: Shown, labels: dict[str, str]) -> list[str]:
    """The keys that the reader picked, in that order; a start to pick from where nothing is picked yet."""
    remembered = st.session_state.get(COMPARED, _first_two(shown.start, labels))
    st.session_state[WIDGET] = [key for key in remembered if key in labels]

    def remember() -> None:
        st.session_state[COMPARED] = st.session_state[WIDGET]

    return st.multiselect(
        "Two to four scenarios; the first is the baseline",
        list(labels),
        format_func=lambda key: labels[key],
        max_selections=MOST,
        key=WIDGET,
        on_change=remember,
    )


def _first_two(start: Scenario, labels: dict[str, str]) -> list[str]:
    """The start with the scenario shown, else with its first variant, its parent, or the first other scenario."""
    parents = cache.parents()
    near = [*(name for name, parent in parents.items() if parent == start.name), parents.get(start.name)]
    first = f"{STARTING}{start.name}"
    other = next(
        key for key in (SHOWN, *(f"{STARTING}{name}" for name in near), *labels) if key in labels and key != first
    )
    return [first, other]


def _measures(runs: Sequence[Run], ids: Sequence[str], lines: downloads.Header) -> None:
    chart, text = effects_charts.ranges_chart(runs, ids), effects_charts.ranges_text(runs)
    downloads.chart(chart, text, lambda: Results(tuple(runs)).measures, "comparison_measures", lines=lines)
    with st.expander("The measures as a table", expanded=True):
        cited.table(effects_tables.measures_in_words(runs))
    st.caption("Our arithmetic on the inputs of each scenario; Explore names the claim behind each.")


def _inputs(scenarios: Sequence[Scenario]) -> None:
    st.header("What differs between them")
    table = effects_tables.inputs_that_differ(scenarios)
    if table.empty:
        st.markdown("Nothing differs.")
    elif len(table) <= effects_charts.MOST_STEPS:
        cited.table(table)
    else:
        with st.expander(f"All {len(table)} inputs that differ"):
            cited.table(table)


def _effects(comparisons: Sequence[Comparison], ids: Sequence[str], lines: downloads.Header) -> None:
    st.header("What each change does alone")
    st.caption("Our arithmetic; the claims behind the inputs stand under what differs.")
    measures = [name for name in effects_tables.COMPARED if all(name in one.measures for one in comparisons)]
    first, second = st.columns(2)
    measure = first.selectbox(
        "Effect on",
        measures,
        index=measures.index("tied_up"),
        format_func=lambda name: MEASURES[name].label,
    )
    end = second.segmented_control(
        "Show",
        list(AT_ENDS),
        default="low",
        required=True,
        format_func=lambda name: cited.shown(AT_ENDS[name].capitalize()),
        key="effects_end",
    )
    for number, comparison in enumerate(comparisons, 1):
        chart = effects_charts.steps_chart(comparison, measure, end, (ids[0], ids[number]))
        drawn = (chart, effects_charts.steps_text(comparison, measure, end))
        _effects_of(comparison, measure, drawn, f"comparison_steps_{number}", lines)


def _effects_of(comparison: Comparison, measure: str, drawn: Drawn, name: str, lines: downloads.Header) -> None:
    base, variant = comparison.base.scenario.name, comparison.variant.scenario.name
    st.subheader(f"From “{cited.shown(base)}” to “{cited.shown(variant)}”")
    st.markdown("  \n".join(cited.shown(sentence) for sentence in effects_words.comparison_sentences(comparison)))
    if not comparison.steps:
        return
    chart, text = drawn
    if chart is None:
        st.markdown(cited.shown(text))
    else:
        table = partial(effects_tables.comparison_table, comparison.base, [comparison])
        downloads.chart(chart, text, table, name, lines=lines)
    with st.expander("Every change as a table"):
        cited.table(effects_tables.effects_in_words(comparison, measure))
