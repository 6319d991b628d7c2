"""Tables about inputs that move the answer, from results alone: bars, break-even, map of two levers, draws, indices."""

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from model.analysis.breakeven import Solution
from model.analysis.lever_map import LeverMap
from model.analysis.sensitivity import Bar, Index
from model.analysis.simulation import DRAW_COLUMNS, Simulation
from model.frozen import ENDS
from model.present.numbers import NOT_KNOWN, in_100, lever
from model.present.path_labels import label_of, label_with_unit
from model.present.tables.force import source_in_words
from model.present.words.drivers import roots_in_words, troops
from model.present.words.force import value_in_words
from model.scenario import Scenario
from model.terms import MEASURES

MOST_CROSSED = 5
"""Values of the first lever for which a map's table gives the second."""
DOTS = 20


def bars_in_words(scenario: Scenario, bars: Sequence[Bar]) -> pd.DataFrame:
    """Return every bar, the widest first within its measure: its input's ends, the results there, the source."""
    quantities = scenario.quantities()
    rows = [
        {
            "Measure": MEASURES[bar.measure].short,
            "Input": label_with_unit(scenario, bar.path),
            "From": lever(bar.input_low),
            "To": lever(bar.input_high),
            "At its low end": NOT_KNOWN if bar.central is None else troops(bar.at_low),
            "At its high end": NOT_KNOWN if bar.central is None else troops(bar.at_high),
            "Who gave the range": source_in_words(quantities[bar.path]),
        }
        for bar in bars
    ]
    return pd.DataFrame(rows).set_index("Measure") if rows else pd.DataFrame()


def break_even_in_words(solutions: Sequence[Solution]) -> pd.DataFrame:
    """Return each lever's value now, and the value that it alone would need at both ends of the scenario."""
    rows = []
    for solution in solutions:
        first, last = map(lever, solution.between)
        ends = {case: " and ".join(roots_in_words(solution, case)) for case in ENDS}
        none = f"no value from {first} to {last}"
        rows.append(
            {
                "Lever": label_with_unit(solution.scenario, solution.lever),
                "Now": value_in_words(solution.scenario.quantities()[solution.lever]),
                "Margin zero, low end": ends["low"] or none,
                "Margin zero, high end": ends["high"] or none,
            }
        )
    return pd.DataFrame(rows).set_index("Lever")


def map_in_words(lever_map: LeverMap, case: str) -> pd.DataFrame:
    """Return up to five values of the first lever, and the second at which the margin is zero there."""
    first, second = (label_with_unit(lever_map.scenario, path) for path in lever_map.levers)
    rows = [
        (lever(value), " and ".join(map(lever, values))) for value, values in lever_map.crossings(case, MOST_CROSSED)
    ]
    return pd.DataFrame(rows, columns=[first, f"{second} at which the margin would be zero"]).set_index(first)


def map_frame(lever_map: LeverMap) -> pd.DataFrame:
    """Return the margin at every pair of values of the two levers, unrounded; missing where it is refused."""
    return pd.DataFrame(list(lever_map.rows()), columns=["scenario", "case", *lever_map.levers, "margin"])


def frame(scenario: Scenario, results: Sequence[Bar] | Sequence[Index]) -> pd.DataFrame:
    """Return bars or indices as they are, unrounded: a row each."""
    return pd.DataFrame([{"scenario": scenario.name, **asdict(record)} for record in results])


def draws_frame(simulation: Simulation) -> pd.DataFrame:
    """Return the results of the draws, unrounded: a row per measure."""
    return pd.DataFrame(list(simulation.rows()), columns=list(DRAW_COLUMNS))


def draws_in_words(simulation: Simulation) -> pd.DataFrame:
    """Return for each measure the values below which one, five and nine of ten draws lie, and the mean."""
    rows = [
        (MEASURES[measure].short, *(NOT_KNOWN if value is None else troops(value) for value in values))
        for _, measure, *values in simulation.rows()
    ]
    columns = ["Troops", "1 in 10 below", "Half below", "9 in 10 below", "Mean"]
    return pd.DataFrame(rows, columns=columns).set_index("Troops")


def dots(simulation: Simulation, measure: str) -> list[int]:
    """Return twenty values of a measure, each standing for one of twenty draws; none where it is not known."""
    tally = simulation.tallies.get(measure)
    return [] if tally is None else tally.evenly(DOTS)


def indices_in_words(scenario: Scenario, indices: Sequence[Index]) -> pd.DataFrame:
    """Return for each range the parts of the variance it accounts for, alone and in all, with their intervals."""
    rows = [
        (
            label_of(scenario, index.path),
            f"{in_100(index.alone)} ({in_100(index.alone_low)} to {in_100(index.alone_high)})",
            f"{in_100(index.in_all)} ({in_100(index.in_all_low)} to {in_100(index.in_all_high)})",
        )
        for index in indices
    ]
    return pd.DataFrame(rows, columns=["Of 100 parts", "Alone", "In all it takes part in"]).set_index("Of 100 parts")
