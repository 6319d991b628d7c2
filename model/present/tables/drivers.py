"""Tables about inputs that move the answer, from results alone: bars, break-even, map of two levers, draws, indices."""

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from model.analysis.breakeven import Solution
from model.analysis.lever_map import LeverMap
from model.analysis.sensitivity import Bar, Index
from model.analysis.simulation import DRAW_COLUMNS, Simulation
from model.engine.missing import REFUSED
from model.frozen import ENDS
from model.present.numbers import NOT_KNOWN, in_100, lever
from model.present.path_labels import label_of, label_with_unit
from model.present.tables.explained import explained
from model.present.words.break_even import roots_in_words
from model.present.words.citations import cite
from model.present.words.drivers import troops
from model.present.words.evidence import reason
from model.present.words.force import value_in_words
from model.present.words.one_at_a_time import MOVED, Reading, results_in_words, value_words
from model.present.words.plain import capital
from model.scenario import Scenario
from model.scenario.quantity import Quantity
from model.terms import MEASURES

MOST_CROSSED = 5
"""Values of the first lever for which a map's table gives the second."""


def bars_in_words(scenario: Scenario, bars: Sequence[Bar], read: Reading | None = None) -> pd.DataFrame:
    """Return every bar, the widest first within its measure: its input's ends, the results there, whose range.

    `read` gives a margin as other sentences write it.
    """
    quantities = scenario.quantities()
    rows = []
    for bar in bars:
        results = (NOT_KNOWN, NOT_KNOWN) if bar.central is None else results_in_words(bar, read)
        rows.append((
            capital(MOVED[bar.measure]), label_of(scenario, bar.path), value_words(bar.path, bar.input_low),
            value_words(bar.path, bar.input_high), *results, who_gave(scenario, quantities[bar.path]),
        ))  # fmt: skip
    columns = ["Moves the", "Input", "From", "To", "At its lower end", "At its higher end", "Who gave the range"]
    return pd.DataFrame(rows, columns=columns).set_index("Moves the")


def who_gave(scenario: Scenario, quantity: Quantity) -> str:
    """Return the origin of a range: the people behind its claim, the reader, or the reason of the plan's file."""
    if quantity.evidence is not None:
        return cite(quantity.evidence, scenario.register)
    return "you" if quantity.standing == "user" else reason(quantity.because or "", scenario.register)


def break_even_in_words(solutions: Sequence[Solution]) -> pd.DataFrame:
    """Return each lever's value now, and the value that it alone would need at both ends of the scenario."""
    rows = []
    for solution in solutions:
        first, last = map(lever, solution.between)
        ends = {case: " and ".join(roots_in_words(solution, case)) for case in ENDS}
        none = f"no value from {first} to {last}"
        rows.append(
            {
                "Input": label_with_unit(solution.scenario, solution.lever),
                "Now": value_in_words(solution.scenario.quantities()[solution.lever]),
                "Nothing missing, lower end": ends["low"] or none,
                "Nothing missing, higher end": ends["high"] or none,
            }
        )
    return pd.DataFrame(rows).set_index("Input")


def map_in_words(lever_map: LeverMap, case: str) -> pd.DataFrame:
    """Return up to five values of the first lever, and the second at which nothing is missing there."""
    first, second = (label_with_unit(lever_map.scenario, path) for path in lever_map.levers)
    rows = [
        (lever(value), " and ".join(map(lever, values))) for value, values in lever_map.crossings(case, MOST_CROSSED)
    ]
    return pd.DataFrame(rows, columns=[first, f"{second} at which nothing would be missing"]).set_index(first)


def map_frame(lever_map: LeverMap) -> pd.DataFrame:
    """Return the margin at every pair of values of the two levers, unrounded; missing where it is refused."""
    rows = pd.DataFrame(list(lever_map.rows()), columns=["scenario", "case", *lever_map.levers, "margin"])
    return explained(rows, lambda *_: REFUSED)


def frame(scenario: Scenario, results: Sequence[Bar] | Sequence[Index]) -> pd.DataFrame:
    """Return bars, with why a number of theirs is missing, or indices as they are, unrounded: a row each."""
    rows = [
        {"scenario": scenario.name, **asdict(record), **({"why": record.why} if isinstance(record, Bar) else {})}
        for record in results
    ]
    return pd.DataFrame(rows)


def draws_frame(simulation: Simulation) -> pd.DataFrame:
    """Return the results of the draws, unrounded: a row per measure, with their number, their seed and the ranges."""
    frame = pd.DataFrame(list(simulation.rows()), columns=list(DRAW_COLUMNS))
    ranges = (f"{path}={ends.low:g}:{ends.high:g}" for path, ends in simulation.scenario.ranges.items())
    return explained(frame.assign(draws=simulation.draws, seed=simulation.seed, ranges=" ".join(ranges)))


def draws_in_words(simulation: Simulation) -> pd.DataFrame:
    """Return for each measure the values below which one, five and nine of ten draws lie, and the mean."""
    rows = [
        (MEASURES[measure].short, *(NOT_KNOWN if value is None else troops(value) for value in values))
        for _, measure, *values in simulation.rows()
    ]
    columns = ["Troops", "1 in 10 below", "Half below", "9 in 10 below", "Mean"]
    return pd.DataFrame(rows, columns=columns).set_index("Troops")


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
