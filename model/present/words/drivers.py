"""The sentences for analysts about the inputs that move the answer: break-even, draws, indices, maps of two inputs."""

from collections.abc import Iterator, Sequence

from model.analysis.lever_map import LeverMap
from model.analysis.sensitivity import Bar, Index
from model.analysis.simulation import LEVELS, Simulation
from model.frozen import Range
from model.present.numbers import (
    NOT_KNOWN,
    in_100,
    joined,
    lever,
    one_digit,
    rounded_troops,
    tenths_in_100,
    with_unit,
)
from model.present.path_labels import label_of, label_with_unit
from model.scenario import Scenario
from model.terms import MEASURES

ONE_AT_A_TIME = "One at a time, all else at its midpoint; effects together can be larger or smaller. Our arithmetic."
NOTHING_MOVES = f"No range here moves {MEASURES['tied_up'].in_a_sentence} or {MEASURES['margin'].in_a_sentence}."
BREAK_EVEN = (
    "The value at which nothing would be to spare or missing, all else as it is where the scenario ties up least "
    "(lower end) and most (higher end)."
)
NO_LINE = "Nowhere on this map would it be zero."
DRAWN = (
    "A combination takes each input from its range, one value as good as another, or more often near the central value "
    "where the scenario gives one; a nation with a chance is in or out."
)
INDICES = (
    "Alone: what the range accounts for by itself. In all: together with all that it takes part in. Lines: what 95 of "
    "100 resamplings of the same draws give. Chances of taking part are left out."
)


def top_sentence(scenario: Scenario, bars: Sequence[Bar], measure: str) -> str | None:
    """Return the sentence on the widest bar of a measure; None where no range moves it."""
    bar = next(iter(moving(bars, measure)), None)
    if bar is None:
        return None
    return (
        f"Of the ranges, “{label_of(scenario, bar.path)}” moves {MEASURES[measure].in_a_sentence} most: {_ends(bar)}."
    )


def moving(bars: Sequence[Bar], measure: str) -> list[Bar]:
    """Return the bars of a measure that have a width, the widest first."""
    return [bar for bar in bars if bar.measure == measure and bar.width > 0]


def _ends(bar: Bar) -> str:
    ends = ((bar.at_low, bar.input_low), (bar.at_high, bar.input_high))
    return " to ".join(f"{troops(at)} at {lever(entered)}" for at, entered in ends)


def troops(number: float | None) -> str:
    """Return derived troops for reading; `refused` where there is no number."""
    return "refused" if number is None else rounded_troops(number)


def without_tenth(scenario: Scenario, levers: Sequence[str]) -> str:
    """Return the levers that stand at zero, where a tenth is nothing; nothing where none does."""
    quantities = scenario.quantities()
    zero = [label_of(scenario, path) for path in levers if quantities[path].low == quantities[path].high == 0]
    return f"At zero, where a tenth would be nothing: {', '.join(zero)}." if zero else ""


def unknown_strength(scenario: Scenario) -> str:
    """Return that troops of nations of unknown strength would come on top; nothing where none is in."""
    coalition = scenario.coalition
    contributors = coalition.contributors if coalition is not None else {}
    names = [
        scenario.nation_title(name)
        for name, contributor in contributors.items()
        if contributor.land_strength is None and coalition is not None and not coalition.is_out(contributor)
    ]
    return f"Troops of {', '.join(names)} would come on top: their strength is {NOT_KNOWN}." if names else ""


def sobol_sentences(scenario: Scenario, indices: Sequence[Index]) -> Iterator[str]:
    """Yield for each range how much of the variance of the measure it accounts for, with the interval."""
    for index in indices:
        low, high, in_all, alone = map(in_100, (index.in_all_low, index.in_all_high, index.in_all, index.alone))
        yield (
            f"“{label_of(scenario, index.path)}”: {in_all} of 100 parts of the variance of "
            f"{MEASURES[index.measure].in_a_sentence} ({low} to {high}), {alone} of them alone."
        )


def simulation_sentences(simulation: Simulation) -> Iterator[str]:
    """Yield the sentences on draws: how often the force is kept up, how far that may be off, where the middle lies."""
    assumed = "How often each value of a range would come up is our assumption, no measurement."
    if ends := eight_of_ten(simulation, "tied_up"):
        yield f"In 8 of 10 draws {with_unit(' to '.join(dict.fromkeys(ends)), 'troops')} would be tied up. {assumed}"
    if sentence := kept_up_sentence(simulation):
        yield sentence
        yield from filter(None, [unknown_strength(simulation.scenario)])


def eight_of_ten(simulation: Simulation, measure: str) -> tuple[str, str] | None:
    """Return the ends of the middle range that eight of ten draws fall into; None where it is not known."""
    tally = simulation.tallies.get(measure)
    return None if tally is None else (troops(tally.quantile(LEVELS[0])), troops(tally.quantile(LEVELS[-1])))


def kept_up_sentence(simulation: Simulation) -> str | None:
    """Return in how many draws the force would be kept up, and how far that may be off; None without a margin."""
    share, error = simulation.kept_up, simulation.error
    if share is None or error is None:
        return None
    return (
        f"In {tenths_in_100(share)} of 100 draws the force would be kept up, give or take {one_digit(100 * error)} "
        f"for want of more than {draws_in_words(simulation)} (seed {simulation.seed})."
    )


def draws_in_words(simulation: Simulation) -> str:
    """Return how many draws there are."""
    return with_unit(f"{simulation.draws:,}", "draws")


def exact_sentence(exact: Range) -> str | None:
    """Return the exact chance at both ends of the same ranges, which the draws lie between; None without one."""
    if exact.low is None or exact.high is None:
        return None
    words = joined(exact.ends, tenths_in_100, " and ")
    return (
        f"Worked out exactly at both ends of these ranges, the chance would be "
        f"{words} of 100; the draws would come {'between them' if ' and ' in words else 'to it'}."
    )


def map_title(lever_map: LeverMap) -> str:
    """Return the title of the map of two inputs."""
    first, second = (label_of(lever_map.scenario, path) for path in lever_map.levers)
    return f"“{first}” against “{second}”"


def map_subtitle(lever_map: LeverMap, case_words: str) -> str:
    """Return the key to the axes and the tints of the map of two inputs; `case_words` say which case it is."""
    first, second = (label_with_unit(lever_map.scenario, path) for path in lever_map.levers)
    tints = "Blue: troops to spare; the deeper the brown, the more are short. Cross: the plan's own values"
    return f"Across: {first}. Upwards: {second}. {tints}{case_words and f', {case_words}'}."


def map_text(lever_map: LeverMap, case: str) -> str:
    """Return the text alternative of a map: the result at the plan's own values, the range, where it would be zero."""
    case_map = lever_map.cases[case]
    first, second = (
        f"{label_of(lever_map.scenario, path)} from {lever(values[0])} to {lever(values[-1])}"
        for path, values in zip(lever_map.levers, (lever_map.first, lever_map.second), strict=True)
    )
    least, most = map(spare_or_short, case_map.extent)
    line = "the line of zero runs through it" if len(case_map.line) else NO_LINE[0].lower() + NO_LINE[1:-1]
    return f"{own_margin(lever_map, case)} Over {first} and {second}: from {least} to {most}; {line}."


def own_margin(lever_map: LeverMap, case: str) -> str:
    """Return the troops to spare or short at the plan's own values of both inputs."""
    case_map = lever_map.cases[case]
    at = " and ".join(
        f"{label_of(lever_map.scenario, path)} {lever(value)}"
        for path, value in zip(lever_map.levers, case_map.own, strict=True)
    )
    return f"At the plan's own values, {at}: {spare_or_short(case_map.own_margin)}."


def spare_or_short(margin: float) -> str:
    """Return a margin as spare or short, in words.

    >>> spare_or_short(-2_500), spare_or_short(1_300), spare_or_short(0)
    ('2,500 short', '1,300 to spare', 'just enough')
    """
    number = troops(abs(margin))
    return "just enough" if number == "0" else f"{number} {'short' if margin < 0 else 'to spare'}"


def indices_title(scenario: Scenario, indices: Sequence[Index]) -> str:
    """Return the finding of the indices: the range that accounts for most of the spread."""
    return (
        f"“{label_of(scenario, indices[0].path)}” accounts for {in_100(indices[0].in_all)} of 100 parts of the spread"
    )
