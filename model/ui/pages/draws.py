"""Draws from ranges of the reader's own, a part of Drivers: only when asked for."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.analysis.breakeven import domain_of, levers
from model.analysis.sensitivity import MEASURES
from model.analysis.simulation import Simulation
from model.engine.cases import MOST_RANGES
from model.engine.results import Results
from model.engine.run import Run
from model.present.charts import drivers as drivers_charts
from model.present.labels import label_of, label_with_unit
from model.present.tables import drivers as drivers_tables
from model.present.words import drivers as drivers_words
from model.scenario import Scenario
from model.scenario.domain import Domain
from model.scenario.errors import ScenarioError
from model.ui.session import cache, state
from model.ui.shell import cited, downloads, kept

COUNTS = {"10,000": 10_000, "100,000": 100_000, "1,000,000": 1_000_000}
MOST_SEED = 2**31 - 1
SIMULATE = "Draws every input below from its range, over and over. It takes a second or a few."
SHARES = "Sobol indices: how much of what the draws spread over each range accounts for."


def draw(start: Scenario, run: Run) -> None:
    """Draw the switch, and what it asks for."""
    st.header("How sure, over ranges of your own")
    if not kept.toggle("Simulate", "simulate", SIMULATE):
        return
    ranges = _ranges(start, run.scenario)
    count = COUNTS[kept.choice("Draws", list(COUNTS), "10,000", "draws_count")]
    seed = kept.whole("Seed", 0, MOST_SEED, 0, "draws_seed")
    try:
        simulation, results = cache.draws(start.name, state.changes(start), ranges, count, seed)
    except ScenarioError as error:
        st.error("No draws: " + "  \n".join(cited.shown(str(problem)) for problem in error.problems))
        return
    _found(simulation, results, ranges)
    if ranges and kept.toggle("Which range accounts for how much", "shares", SHARES):
        _shares(start, simulation, ranges)


def _ranges(start: Scenario, scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Draw which inputs may vary and from where to where; all others are held at their midpoints."""
    quantities = scenario.quantities()
    ranges_of_scenario = [
        path for path, quantity in quantities.items() if quantity.is_range and not path.startswith("cost.")
    ]
    may_vary = list(dict.fromkeys([*ranges_of_scenario, *levers(scenario)]))
    chosen = kept.several(
        "Which inputs may vary?", may_vary, ranges_of_scenario[:MOST_RANGES], f"vary_{start.name}",
        words=lambda path: label_of(scenario, path), most=MOST_RANGES,
    )  # fmt: skip
    ranges = {}
    for path in chosen:
        quantity, domain = quantities[path], domain_of(path)
        label = label_with_unit(scenario, path)
        ends = zip(st.columns(2), (("from", quantity.low), ("to", quantity.high)), strict=True)
        low, high = (
            _end(column, f"{label}, {word}", value, domain, f"{start.name}_{path}_{word}_{value:.12g}")
            for column, (word, value) in ends
        )
        ranges[path] = (low, high)
    return ranges


def _found(simulation: Simulation, results: Results, ranges: dict[str, tuple[float, float]]) -> None:
    """Draw what the draws came to, and beside it what is exact."""
    st.markdown(cited.shown(drivers_words.own_draws_sentence(simulation, ranges)))
    if sentence := drivers_words.kept_up_sentence(simulation):
        exact = drivers_words.exact_sentence(results.measure("probability_kept_up"))
        st.markdown(cited.shown(" ".join(filter(None, (sentence, exact)))))
    lines = _lines(simulation, ranges)
    for measure in MEASURES:
        if drivers_tables.dots(simulation, measure):
            chart, text = drivers_charts.dots_chart(simulation, measure), drivers_charts.dots_text(simulation, measure)
            downloads.chart(
                chart,
                text,
                partial(drivers_tables.draws_frame, simulation),
                f"{simulation.scenario.name}_draws_{measure}",
                lines=lines,
            )
    with st.expander("The draws as a table"):
        cited.table(drivers_tables.draws_in_words(simulation))
    st.caption(drivers_words.DRAWN)


def _shares(start: Scenario, simulation: Simulation, ranges: dict[str, tuple[float, float]]) -> None:
    """Draw how much of the variance each range accounts for."""
    known = [measure for measure in reversed(MEASURES) if simulation.tallies.get(measure)]
    if not known:
        st.markdown(drivers_words.NOT_KNOWN_SIZE)
        return
    scenario, indices = cache.indices(start.name, state.changes(start), ranges, known[0])
    if not any(index.in_all for index in indices):
        st.markdown(drivers_words.NOTHING_MOVES)
        return
    sentences = list(drivers_words.sobol_sentences(scenario, indices))
    st.markdown(cited.shown(sentences[0]))
    chart, frame = drivers_charts.indices_chart(scenario, indices), partial(drivers_tables.frame, scenario, indices)
    downloads.chart(chart, " ".join(sentences), frame, f"{scenario.name}_shares", lines=_lines(simulation, ranges))
    with st.expander("The indices as a table"):
        cited.table(drivers_tables.indices_in_words(scenario, indices))
    st.caption(drivers_words.INDICES)


def _lines(simulation: Simulation, ranges: dict[str, tuple[float, float]]) -> downloads.Header:
    """The header of a file of draws: the scenario, and the ranges, number and seed of the draws."""
    lines = (
        drivers_words.own_draws_sentence(simulation, ranges),
        f"{simulation.draws:,} draws, seed {simulation.seed}",
    )
    return downloads.of_what_is_shown(*lines)


def _end(column: DeltaGenerator, label: str, start: float, domain: Domain, key: str) -> float:
    with column:
        return kept.number(label, domain.least, domain.most, start, key)
