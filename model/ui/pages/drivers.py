"""Drivers: what moves the answer, and how sure is it?"""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.analysis.breakeven import domain_of, levers
from model.analysis.sensitivity import BAR_MEASURES, Bar
from model.analysis.simulation import Simulation
from model.engine.cases import MOST_RANGES
from model.engine.results import Results
from model.engine.run import Run
from model.present.charts import drivers as drivers_charts
from model.present.charts import lever_map as map_charts
from model.present.path_labels import label_of, label_with_unit
from model.present.tables import drivers as drivers_tables
from model.present.words import drivers as drivers_words
from model.present.words import force as force_words
from model.scenario import Scenario
from model.scenario.domain import Domain
from model.scenario.errors import ScenarioError
from model.ui.session import cache, inputs
from model.ui.session.typed import Numbers
from model.ui.shell import cited, downloads, frame, kept

TITLE = "What moves the answer, and how sure is it?"
WHOLE, NEAR = "As far as on Explore", "To twice their value"
GIVEN, TENTH = "The scenario's ranges", "Each lever ±10 %"
COUNTS = {"10,000": 10_000, "100,000": 100_000, "1,000,000": 1_000_000}
SEEDS = Numbers(0, 2**31 - 1, is_whole=True, is_count=True)
SIMULATE = "Draws every input below from its range, over and over. It takes a second or a few."
SHARES = "Sobol indices: how much of what the draws spread over each range accounts for."


def page() -> None:
    """Draw the page: read the choices made elsewhere and here, choose cases, draw."""
    st.set_page_config(page_title="Drivers · Roulement", layout="wide")
    shown, results = frame.open_beside_explore(TITLE)
    if results is None:
        return
    (run,) = results.runs
    st.title(TITLE)
    frame.showing(shown)
    scenario, bars = cache.bars(run.scenario, is_spread=False)
    st.header(cited.shown(drivers_words.headline(scenario, bars)))
    cited.basis(run)
    st.markdown(f"*{force_words.DISCLAIMER} {force_words.LIMITS}*")
    frame.buttons(shown, run)
    frame.warn(run)
    _one_at_a_time(run, bars)
    _break_even(run)
    _map(run)
    _draws(run)


def _one_at_a_time(run: Run, bars_of_ranges: list[Bar]) -> None:
    st.header("What each input would move by itself")
    choice = kept.choice(
        "Inputs move over",
        [GIVEN, TENTH],
        GIVEN if bars_of_ranges else TENTH,
        key=f"inputs_move_{bool(bars_of_ranges)}",
    )
    scenario, bars = cache.bars(run.scenario, is_spread=choice == TENTH)
    if choice == TENTH:
        sentence = drivers_words.without_tenth(run.scenario, levers(run.scenario))
        st.caption(f"{drivers_words.TENTHS} {cited.shown(sentence)}")
    lines = downloads.of_what_is_shown(choice)
    for measure in BAR_MEASURES:
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


def _break_even(run: Run) -> None:
    st.header("What each lever alone would have to be")
    solutions, refused = cache.break_even(run.scenario)
    if solutions:
        st.markdown(drivers_words.BREAK_EVEN)
        cited.table(drivers_tables.break_even_in_words(solutions))
        if sentence := drivers_words.unknown_strength(solutions[0].scenario):
            st.caption(cited.shown(sentence))
    for reason in refused:
        st.markdown(f"No break-even: {cited.shown(reason)}.")


def _map(run: Run) -> None:
    st.header("Two levers together")
    names = levers(run.scenario)
    main = inputs.main_part(run.scenario)
    size = [path for path in names if path.startswith(f"force.{main}.strength.")]
    dwell = [path for path in names if path.startswith("rotation.dwell_")]
    first = _lever("First lever, across", run.scenario, names, [*size, *names], "first")
    others = [path for path in names if path != first]
    second = _lever("Second lever, upwards", run.scenario, others, [*dwell, *others], "second")
    reach = kept.choice("Levers go", [NEAR, WHOLE], NEAR, key="levers_go")
    try:
        lever_map = cache.lever_map(run.scenario, (first, second), is_near=reach == NEAR)
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


def _draws(run: Run) -> None:
    """Draw the switch, and the boxes that it opens."""
    st.header("How sure, over ranges of your own")
    if not kept.toggle("Simulate", "simulate", SIMULATE):
        return
    ranges = _ranges(run.scenario)
    count = COUNTS[kept.choice("Draws", list(COUNTS), "10,000", "draws_count")]
    seed = int(kept.number("Seed", SEEDS, 0, "draws_seed"))
    try:
        simulation, results = cache.draws(run.scenario, ranges, count, seed)
    except ScenarioError as error:
        st.error("No draws: " + "  \n".join(cited.shown(str(problem)) for problem in error.problems))
        return
    _found(simulation, results, ranges)
    if ranges and kept.toggle("Which range accounts for how much", "shares", SHARES):
        _shares(run, simulation, ranges)


def _ranges(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Draw the inputs that may vary, with their ranges; all others are held at their midpoints."""
    quantities = scenario.quantities()
    ranges_of_scenario = [
        path for path, quantity in quantities.items() if quantity.is_range and not path.startswith("cost.")
    ]
    may_vary = list(dict.fromkeys([*ranges_of_scenario, *levers(scenario)]))
    chosen = kept.several(
        "Which inputs may vary?", may_vary, ranges_of_scenario[:MOST_RANGES], f"vary_{scenario.name}",
        words=lambda path: label_of(scenario, path), most=MOST_RANGES,
    )  # fmt: skip
    ranges = {}
    for path in chosen:
        quantity, domain = quantities[path], domain_of(path)
        label = label_with_unit(scenario, path)
        ends = zip(st.columns(2), (("from", quantity.low), ("to", quantity.high)), strict=True)
        low, high = (
            _end(column, f"{label}, {word}", value, domain, f"{scenario.name}_{path}_{word}_{value:.12g}")
            for column, (word, value) in ends
        )
        ranges[path] = (low, high)
    return ranges


def _found(simulation: Simulation, results: Results, ranges: dict[str, tuple[float, float]]) -> None:
    """Draw the results of the draws beside the exact ones."""
    st.markdown(cited.shown(drivers_words.own_draws_sentence(simulation, ranges)))
    if sentence := drivers_words.kept_up_sentence(simulation):
        exact = drivers_words.exact_sentence(results.measure("probability_kept_up"))
        st.markdown(cited.shown(" ".join(filter(None, (sentence, exact)))))
    lines = _lines(simulation, ranges)
    for measure in BAR_MEASURES:
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


def _shares(run: Run, simulation: Simulation, ranges: dict[str, tuple[float, float]]) -> None:
    """Draw how much of the variance each range accounts for."""
    known = [measure for measure in reversed(BAR_MEASURES) if simulation.tallies.get(measure)]
    if not known:
        st.markdown(drivers_words.NOT_KNOWN_SIZE)
        return
    scenario, indices = cache.indices(run.scenario, ranges, known[0])
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
        f"{drivers_words.draws_in_words(simulation)}, seed {simulation.seed}",
    )
    return downloads.of_what_is_shown(*lines)


def _end(column: DeltaGenerator, label: str, start: float, domain: Domain, key: str) -> float:
    with column:
        return kept.number(label, Numbers.of(domain), start, key)


def _lever(label: str, scenario: Scenario, paths: list[str], preferred: list[str], key: str) -> str:
    """Draw the list of levers and return the one chosen, at first the first wanted of them that is there."""
    start = next(path for path in preferred if path in paths)
    return kept.option(label, paths, start, key=f"{key}_lever", words=lambda path: label_of(scenario, path))
