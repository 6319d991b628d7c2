"""The page "What changes it": ways to close the gap, size against rest, inputs alone, all combinations at once."""

import streamlit as st

from model.analysis.breakeven import domain_of, levers
from model.analysis.simulation import Simulation
from model.engine.cases import MOST_RANGES
from model.engine.results import Results
from model.engine.run import Run
from model.present.exhibits import drivers as exhibits
from model.present.exhibits.page import Part, changed
from model.present.html.text import element, page_link
from model.present.html.ways import listed_sizes
from model.present.path_labels import label_of
from model.present.tables import drivers as drivers_tables
from model.present.words import combinations, one_at_a_time
from model.present.words import drivers as drivers_words
from model.present.words import ways as ways_words
from model.present.words.citations import source_line
from model.present.words.ends import ends_in_words
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui.session import cache, inputs, links, state
from model.ui.session.shown import Shown
from model.ui.session.typed import Numbers
from model.ui.shell import cited, frame, kept, markup

Ranges = dict[str, tuple[float, float]]
Tried = tuple[Simulation, Results]
"""Combinations, and the exact results of the same ranges."""

WHOLE, NEAR = "As far as on The answer", "To twice their value"
COUNTS = {"10,000": 10_000, "100,000": 100_000, "1,000,000": 1_000_000}
SEEDS = Numbers(0, 2**31 - 1, is_whole=True, is_count=True)
TENTH = "Move every input by a tenth"
ANALYSTS = "For analysts: exact values, draws, other pairs of inputs"
REST, SHARE = ("rotation.dwell_ratio", "rotation.dwell_months"), "coalition.deployable_share"


def page() -> None:
    """Draw the page."""
    shown, run = frame.enter(ways_words.QUESTION)
    if run is None:
        return
    is_spread = bool(kept.remembered("inputs_tenth", start=False))
    part = changed(run, cache.ways(run.scenario), cache.bars(run.scenario, is_spread=is_spread))
    frame.headline(part.headline, part.standfirst)
    frame.strip(shown, run)
    has_ways = "ways" in part.exhibits
    if not has_ways:
        markup.draw(element("p", page_link("", "", ways_words.leads_on(run)), class_="no"), "leads_on")
    left, right = st.columns([1, 1.18] if has_ways else [1.6, 1], gap="large")
    with left:
        frame.draw(part, shown, "ways")
    if "size_against_rest" in part.exhibits:
        with right if has_ways else left:
            frame.draw(part, shown, "size_against_rest", under=listed_sizes(run, exhibits.most_troops(run)))
    frame.first_screen_ends()
    if run.measure("deployed").is_known:
        _alone(shown, run, part, is_spread=is_spread)
        _for_analysts(shown, run, _combinations(shown, run))
    frame.foot(shown)


def _alone(shown: Shown, run: Run, part: Part, *, is_spread: bool) -> None:
    """Draw the effect of each input by itself, or why there is no picture of it."""
    frame.draw(part, shown, f"alone_{exhibits.moved_measure(run)}")
    if part.sentences:
        why, *sentences = part.sentences
        with st.container(key="card_alone"):
            frame.section(one_at_a_time.HEADING, why)
            for sentence in sentences:
                st.markdown(cited.shown(sentence))
            _, bars = cache.bars(run.scenario, is_spread=is_spread)
            quantities, paths = run.scenario.quantities(), (bar.path for bar in bars)
            claims = [claim for path in paths if path in quantities and (claim := quantities[path].claim)]
            st.html(element("p", source_line(run.scenario.register, claims), class_="src"))
    kept.toggle(TENTH, "inputs_tenth", one_at_a_time.TENTH)
    if is_spread and (sentence := drivers_words.without_tenth(run.scenario, levers(run.scenario))):
        st.caption(cited.shown(sentence))


def _combinations(shown: Shown, run: Run) -> tuple[Ranges, Tried | None] | None:
    """Draw the switch, and what it opens: the reader's ranges, and the dots of all combinations.

    Return the ranges with their combinations, none where they are refused; None while the switch is off.
    """
    with st.container(key="card_all"):
        frame.section(combinations.HEADING, combinations.MEANING)
        if not kept.toggle(combinations.SWITCH, "simulate", combinations.EVERY_TIME):
            return None
        left, right = st.columns([1, 1.6], gap="large")
        with left:
            ranges = _ranges(run.scenario)
        count, seed = COUNTS[kept.remembered("draws_count", "10,000")], int(kept.remembered("draws_seed", 0))
        with right:
            try:
                simulation, results = cache.draws(run.scenario, ranges, count, seed)
            except ScenarioError as error:
                st.error("No combinations: " + "  \n".join(cited.shown(str(problem)) for problem in error.problems))
                return ranges, None
            frame.exhibit(exhibits.combined(simulation, ranges, exhibits.moved_measure(run)), shown)
    return ranges, (simulation, results)


def _may_vary(scenario: Scenario) -> list[str]:
    """The inputs that may vary: those with a range first, then all others that move the answer."""
    ranges = [path for path in scenario.ranges if not path.startswith("cost.")]
    return list(dict.fromkeys([*ranges, *levers(scenario)]))


def _at_first(scenario: Scenario) -> list[str]:
    """The inputs that vary at first: rest, the share of each army, and those with a range that moves the answer."""
    _, bars = cache.bars(scenario, is_spread=False)
    moving = [bar.path for bar in bars if bar.width > 0]
    usual = [path for path in (*REST, SHARE) if path in scenario.quantities()]
    return [path for path in dict.fromkeys([*usual, *moving]) if path in _may_vary(scenario)][:MOST_RANGES]


def _ranges(scenario: Scenario) -> Ranges:
    """Draw a range for each input that varies; all others are held at the middle of theirs."""
    quantities, ranges = scenario.quantities(), {}
    chosen = kept.remembered(f"vary_{scenario.name}", _at_first(scenario))
    for path in [path for path in _may_vary(scenario) if path in chosen]:
        start = (quantities[path].low, quantities[path].high)
        key = f"{scenario.name}_{path}_{start[0]:.12g}_{start[1]:.12g}"
        draw = kept.two_boxes if state.style() == links.EXACT else kept.stretch
        ranges[path] = draw(f"{label_of(scenario, path)}: from, to", domain_of(path), start, key)
    return ranges


def _for_analysts(shown: Shown, run: Run, drawn: tuple[Ranges, Tried | None] | None) -> None:
    """Draw the exact values, the choices of the draws, and the map of any two inputs; once it is opened."""
    opened = st.expander(ANALYSTS, key="for_analysts", on_change="rerun")
    if not opened.open:
        return
    with opened:
        _break_even(run)
        if drawn is not None:
            _draws(shown, run, *drawn)
        if run.outcomes.supply is not None:
            _two_inputs(shown, run)


def _break_even(run: Run) -> None:
    frame.section("What each input alone would have to be", drivers_words.BREAK_EVEN)
    solutions, refused = cache.break_even(run.scenario)
    if solutions:
        cited.table(drivers_tables.break_even_in_words(solutions))
    for reason in refused:
        st.markdown(f"No value: {cited.shown(reason)}.")


def _draws(shown: Shown, run: Run, ranges: Ranges, tried: Tried | None) -> None:
    """Draw the choice of inputs that vary and of draws, the exact results, and the share of each range."""
    frame.section("All combinations, exactly", drivers_words.DRAWN)
    kept.several(
        "Which inputs may vary?", _may_vary(run.scenario), _at_first(run.scenario), f"vary_{run.scenario.name}",
        words=lambda path: label_of(run.scenario, path), most=MOST_RANGES,
    )  # fmt: skip
    kept.choice("Combinations", list(COUNTS), "10,000", "draws_count")
    kept.number("Seed", SEEDS, 0, "draws_seed")
    if tried is None:
        return
    simulation, results = tried
    if sentence := drivers_words.kept_up_sentence(simulation):
        exact = drivers_words.exact_sentence(results.measure("probability_kept_up"))
        st.markdown(cited.shown(" ".join(filter(None, (sentence, exact)))))
    cited.table(drivers_tables.draws_in_words(simulation))
    if not ranges or not kept.toggle("Which range accounts for how much", "shares", drivers_words.INDICES):
        return
    scenario, indices = cache.indices(run.scenario, ranges, exhibits.moved_measure(run))
    if any(index.in_all for index in indices):
        frame.exhibit(exhibits.shares(scenario, indices), shown)
    else:
        st.markdown(drivers_words.NOTHING_MOVES)


def _two_inputs(shown: Shown, run: Run) -> None:
    """Draw the map of any two inputs, in the case that is chosen."""
    frame.section("Any two inputs together")
    names = levers(run.scenario)
    main = inputs.main_part(run.scenario)
    size = [path for path in names if path.startswith(f"force.{main}.strength.")]
    first = _input("First input, across", run.scenario, names, [*size, *names], "first")
    others = [path for path in names if path != first]
    second = _input("Second input, upwards", run.scenario, others, [*REST, *others], "second")
    reach = kept.choice("Inputs go", [NEAR, WHOLE], NEAR, key="levers_go")
    is_one = run.at("low", "margin") == run.at("high", "margin")
    ends = {"high": ""} if is_one else ends_in_words(run)
    case = "high" if is_one else _case(ends)
    lever_map = cache.lever_map(run.scenario, (first, second), is_near=reach == NEAR)
    frame.exhibit(exhibits.two_inputs(lever_map, case, ends[case]), shown)


def _input(label: str, scenario: Scenario, paths: list[str], preferred: list[str], key: str) -> str:
    """Draw the list of inputs and return the one chosen, at first the first wanted of them that is there."""
    start = next(path for path in preferred if path in paths)
    return kept.option(label, paths, start, key=f"{key}_lever", words=lambda path: label_of(scenario, path))


def _case(ends: dict[str, str]) -> str:
    """Draw the switch between the two cases, by what makes them, and return the one chosen."""
    return kept.option("Drawn", ["high", "low"], "high", key="map_case", words=lambda case: ends[case])
