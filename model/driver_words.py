"""The sentences about what moves the answer, from results alone: the widest bar, break-even, a comparison."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from model.breakeven import Solution
from model.comparison import Comparison
from model.comparison_words import effect_in_words, path_label, size_of
from model.labels import label_of
from model.narrative import amount, figure, rounded
from model.scenario import Scenario
from model.sensitivity import Bar, Index
from model.simulation import LEVELS, Simulation

LABELS = {"tied_up": "the troops tied up", "margin": "the margin of the coalition"}
ONE_AT_A_TIME = "One at a time, all else at its midpoint; effects together can be larger or smaller."
DIGITS = 4


def top_sentence(scenario: Scenario, bars: Sequence[Bar], measure: str) -> str | None:
    """Return what the widest bar of a measure says; None where no range moves it."""
    bar = next((each for each in bars if each.measure == measure and each.width > 0), None)
    if bar is None or bar.at_low is None or bar.at_high is None:
        return None
    ends = (f"{amount(rounded(at)).replace('-', '−')} at {_number(given)}" for at, given in _ends(bar))
    return f"Of the ranges, “{label_of(scenario, bar.path)}” moves {LABELS[measure]} most: {' to '.join(ends)}."


def _ends(bar: Bar) -> list[tuple[float, float]]:
    return [(bar.at_low or 0.0, bar.input_low), (bar.at_high or 0.0, bar.input_high)]


def solution_sentence(solution: Solution) -> str:
    """Return at which values the margin would be zero in each case, and the nearest whole step that suffices."""
    label, unit = label_of(solution.scenario, solution.lever), solution.scenario.unit_of(solution.lever)
    first, last = (_number(end) for end in solution.between)
    if not any(solution.roots.values()):
        return f"{label}: no value from {first} to {last} {unit} would bring the margin to zero."
    told = "; ".join(f"{_roots(solution, case)} at the {case} end" for case in ("low", "high"))
    return f"{label}, from {first} to {last} {unit}: the margin would be zero {told}."


def _roots(solution: Solution, case: str) -> str:
    roots, whole = solution.roots[case], solution.whole.get(case, ())
    if not roots:
        return "nowhere"
    steps = [f" (whole: {_number(step)})" if step != root else "" for step, root in zip(whole, roots, strict=False)]
    words = (f"at {_number(root)}{step}" for root, step in zip(roots, steps or [""] * len(roots), strict=True))
    return " and ".join(words)


def sobol_sentences(scenario: Scenario, found: Sequence[Index]) -> Iterator[str]:
    """Yield for each range how much of the variance of the measure it accounts for, with the interval."""
    for index in found:
        low, high = (f"{100 * end:.0f}" for end in (index.in_all_low, index.in_all_high))
        yield (
            f"“{label_of(scenario, index.path)}”: {100 * index.in_all:.0f} of 100 parts of the variance of "
            f"{LABELS[index.measure]} ({low} to {high}), {100 * index.alone:.0f} of them alone."
        )


def simulation_sentences(found: Simulation) -> Iterator[str]:
    """Yield what the draws say: how often the force is kept up, how far that may be off, where the middle lies."""
    assumed = "The ranges and chances are those of the scenario: assumptions, not measurements."
    tied_up, share, error = found.tallies["tied_up"], found.kept_up, found.error
    if tied_up is not None:
        low, high = (amount(rounded(tied_up.quantile(level))) for level in (LEVELS[0], LEVELS[-1]))
        yield f"In 8 of 10 draws {low} to {high} troops would be tied up. {assumed}"
    if share is not None and error is not None:
        yield (
            f"In {100 * share:.1f} of 100 draws the force would be kept up, give or take {_one_digit(100 * error)} "
            f"for want of more than {found.draws:,} draws (seed {found.seed})."
        )


def _one_digit(value: float) -> str:
    """A number to its first digit, written out.

    >>> _one_digit(0.000_034)
    '0.00003'
    """
    return f"{Decimal(f'{value:.1g}'):f}"


def comparison_sentences(comparison: Comparison) -> list[str]:
    """Return what changed the troops tied up from the baseline to the variant, and what is refused alone."""
    base, variant = comparison.base, comparison.variant
    ends = (f"{figure(run, 'tied_up')} in {run.scenario.name}" for run in (base, variant))
    told = [f"Tied up: {', '.join(ends)}."]
    if not comparison.steps:
        told.append("Nothing differs.")
    told += _most(comparison)
    both = (variant.scenario, base.scenario)
    return told + [
        f"“{path_label(both, step.path)}” ({step.path}) alone is refused: {step.refused}."
        for step in comparison.steps
        if step.run is None
    ]


def _most(comparison: Comparison) -> Iterator[str]:
    """The change that alone moves the troops tied up most, else the margin; what all do beyond that; or neither."""
    both = (comparison.variant.scenario, comparison.base.scenario)
    for measure in (each for each in LABELS if each in comparison.measures):
        found = {step.path: comparison.effect(step, measure) for step in comparison.steps}
        beyond = comparison.remainder(measure)
        path = max(found, key=lambda each: size_of(found[each]), default="")
        moved = size_of(found[path]) if found else 0.0
        if moved:
            effect = effect_in_words(found[path])
            yield f"Made alone, “{path_label(both, path)}” would move {LABELS[measure]} most: {effect}."
        if size_of(beyond):
            yield f"Beyond each alone, all together would move {LABELS[measure]}: {effect_in_words(beyond)}."
        if moved or size_of(beyond):
            return
    known = [words for each, words in LABELS.items() if _is_known(comparison, each)]
    if comparison.steps and known:
        yield f"Alone or together, the changes would leave {' and '.join(known)} as before."


def _is_known(comparison: Comparison, measure: str) -> bool:
    return measure in comparison.measures and comparison.difference(measure).low is not None


def _number(value: float) -> str:
    """A value of a lever, to four significant digits where it is no whole number."""
    return amount(value) if float(value).is_integer() else f"{value:,.{DIGITS}g}"
