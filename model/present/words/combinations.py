"""The sentences on many combinations of inputs, each drawn from a range of the reader's."""

from collections.abc import Mapping, Sequence

from model.analysis.simulation import Simulation
from model.frozen import Range
from model.present.numbers import of_100, rounded, span, step_of, with_unit
from model.present.words.chances import SOLDIER_BY_SOLDIER
from model.present.words.one_at_a_time import shown_as, thing, value_words
from model.present.words.plain import capital, listed
from model.scenario import Scenario

DOTS, BESIDE = 20, 2
"""Dots of the picture, each one combination in twenty, and how many lie on either side of the middle ones."""
HEADING = "All combinations at once"
MEANING = "Each input anywhere within a range of yours, many times. A range is an assumption, not a measurement."
SWITCH = "Try all combinations"
EVERY_TIME = "The same ranges give the same combinations every time. It takes a second or a few."
NO_GAP = "no gap"


def dots(simulation: Simulation, measure: str) -> list[float]:
    """Return twenty values, each the middle of one in twenty combinations, the least first; troops missing of a gap."""
    tally = simulation.tallies[measure]
    values = tally.evenly(DOTS) if tally else []
    return sorted(float(-value if measure == "margin" else value) for value in values)


def middle(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the middle sixteen of twenty values."""
    return values[BESIDE], values[-1 - BESIDE]


def title(simulation: Simulation, measure: str) -> str:
    """Return where the middle sixteen of twenty combinations lie.

    `In 16 of 20 combinations 9,500 to 13,000 would be missing`
    """
    low, high = middle(dots(simulation, measure))
    lead = f"In {DOTS - 2 * BESIDE} of {DOTS} combinations"
    if measure != "margin":
        return f"{lead} {_span(low, high)} would be tied up"
    if low >= 0:
        return f"{lead} {_span(low, high)} would be missing" if high else f"{lead} nobody would be missing"
    if high <= 0:
        return f"{lead} {_span(-high, -low)} would be to spare"
    step = step_of(low, high)
    return f"{lead}: from {rounded(-low, step)} to spare to {rounded(high, step)} missing"


def _span(low: float, high: float) -> str:
    return span(Range(low, None, high))


def subtitle(simulation: Simulation, measure: str) -> str:
    """Return the meaning of a dot, and in how many combinations there is no gap."""
    what = f"troops {shown_as(measure, dots(simulation, measure))}"
    kept_up = simulation.kept_up
    no_gap = "" if kept_up is None else f" No gap in {of_100(kept_up)} of 100."
    counted = f", {SOLDIER_BY_SOLDIER}" if measure == "margin" else ""
    return f"Each dot is one combination in twenty: {what}{counted}.{no_gap}"


def note(simulation: Simulation, ranges: Mapping[str, tuple[float, float]]) -> str:
    """Return how many combinations were tried, over which ranges, and whose these are."""
    count = with_unit(f"{simulation.draws:,}", "combinations")
    return f"{count}, seed {simulation.seed}. {ranges_in_words(simulation.scenario, ranges)}"


def ranges_in_words(scenario: Scenario, ranges: Mapping[str, tuple[float, float]]) -> str:
    """Return the ranges as a sentence, and whether they are the plan's or the reader's."""
    if not ranges:
        return "Nothing moves: choose an input."
    named = [
        f"{thing(scenario, path)} from {value_words(path, low)} to {value_words(path, high)}"
        for path, (low, high) in ranges.items()
    ]
    quantities = scenario.quantities()
    theirs = sum(quantities[path].standing == "user" for path in ranges)
    whose = "the plan's" if not theirs else "yours" if theirs == len(ranges) else "the plan's, and some yours"
    return f"{capital(listed(named))}: the ranges are {whose}."


def text(simulation: Simulation, measure: str) -> str:
    """Return the text alternative of the dots: the finding, and all twenty."""
    values = dots(simulation, measure)
    step = step_of(*values)
    listed_values = ", ".join(rounded(value, step) for value in values)
    less = " Below zero: to spare." if values[0] < 0 else ""
    return f"{title(simulation, measure)}. {subtitle(simulation, measure)} The twenty dots: {listed_values}.{less}"
