"""Differences of two scenarios in words: a path's name, the value of each scenario there, an effect with its sign."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from model.analysis.comparison import Comparison, Step
from model.engine.run import Run
from model.frozen import Range
from model.present.numbers import amount, joined, money, percent, signed, with_sign
from model.present.path_labels import label_of
from model.present.words import plain
from model.present.words.force import figure, value_in_words
from model.scenario import Scenario
from model.scenario.changes import value_at
from model.scenario.quantity import Quantity
from model.scenario.scenario import NATIONS_AT
from model.terms import MEASURES, spaced

NOISE = 1e-6
"""Less than this is a rounding error of sums, in troops as in months."""
SHARE = "share"
AT_ENDS = {"low": "at the lower end", "high": "at the higher end"}

MOVED = ("tied_up", "margin")
"""The measures whose changes a sentence explains: the first that moves at all."""


def path_label(scenarios: Iterable[Scenario], path: str) -> str:
    """Return the name of a path, by the first of the scenarios that holds its component."""
    known = list(scenarios)
    keys = path.split(".")
    holders = [scenario for scenario in known if keys[0] != "force" or keys[1:2] == [] or keys[1] in scenario.force]
    return label_of((holders or known)[0], path)


def size_of(effect: Range) -> float:
    """Return the greater end of an effect, without its sign; 0 where it is not known or a rounding error."""
    size = max(abs(effect.low or 0.0), abs(effect.high or 0.0))
    return size if size > NOISE else 0.0


def difference_in_words(number: float, words: Callable[[float], str] = signed) -> str:
    """Return one difference rounded with its sign; a rounding error is none.

    >>> difference_in_words(-60_123), difference_in_words(1e-9)
    ('−60,000', '0')
    """
    return words(number) if abs(number) > NOISE else "0"


def difference_words(run: Run, measure: str, most: float) -> Callable[[float], str]:
    """Return the format of a measure's difference: times, money in the unit of the greatest, or troops."""
    if measure == "multiplier":
        return lambda number: with_sign(round(number, 2), amount)
    if measure == "cost_per_year" and run.scenario.cost is not None:
        currency = run.scenario.cost.currency
        return lambda number: with_sign(number, lambda size: f"{currency} {money(size, most=most)}".strip())
    return signed


def words_of_differences(run: Run, measure: str, differences: Iterable[float | None]) -> Callable[[float], str]:
    """Return the format that a measure's differences in one table or picture share; a rounding error is none."""
    most = max((abs(number) for number in differences if number is not None), default=0.0)
    words = difference_words(run, measure, most)
    return lambda number: difference_in_words(number, words)


def effect_in_words(effect: Range) -> str:
    """Return an effect that is known at both ends of the range with its sign; once where both are the same.

    >>> effect_in_words(Range(-60_000, -70_000, -80_000)), effect_in_words(Range(0, 0, 0))
    ('−60,000 at the lower end, −80,000 at the higher end', '0')
    """
    low, high = map(difference_in_words, effect.ends)
    return low if low == high else f"{low} at the lower end, {high} at the higher end"


def held_in_words(quantities: Mapping[str, Quantity], path: str, scenario: Scenario) -> str:
    """Return the value of a scenario at a path, quantities included; of a whole part or nation, whether it is in."""
    if path in quantities:
        quantity = quantities[path]
        is_share = SHARE in (domain.units if (domain := scenario.domain_of(path)) else ())
        return joined((quantity.low, quantity.high), percent) if is_share else value_in_words(quantity)
    return (CHOICES[path](scenario) if path in CHOICES else "") or _plain_in_words(scenario, path)


def _backstop(scenario: Scenario) -> str:
    return "provided" if scenario.us_backstop.provided else "withdrawn"


CHOICES: Mapping[str, Callable[[Scenario], str]] = {
    "as_of": lambda scenario: plain.day(scenario.as_of.isoformat()) if scenario.as_of else "",
    "us_backstop": _backstop,
    "us_backstop.provided": _backstop,
    "schedule.backfill": lambda scenario: "yes" if scenario.schedule.backfill else "no",
    "schedule.start": lambda scenario: spaced(scenario.schedule.start),
    "coalition.contributors_table": lambda scenario: scenario.changed_to.get("coalition.contributors_table") or "",
    "coalition.rule": lambda scenario: spaced(scenario.coalition.rule) if scenario.coalition else "",
}
"""The words for choices by their paths; empty where a scenario has no such thing."""


def _plain_in_words(scenario: Scenario, path: str) -> str:
    """The word that the scenario has at a path without a number, or whether it has anything there."""
    above, _, key = path.rpartition(".")
    value = value_at(scenario.document, scenario.changed_to, path)
    if above == "force":
        return "not in it" if value is None else "in it"
    if above == NATIONS_AT and scenario.coalition is not None:
        return scenario.coalition.contributors[key].position if key in scenario.coalition.contributors else "not named"
    if value is None:
        return "not given"
    return "given" if isinstance(value, dict | list) else spaced(str(value))


def changed(comparison: Comparison, step: Step) -> str:
    """Return a change with the values before and after it: `Tour: 6 → 4`."""
    both = (comparison.base.scenario, comparison.variant.scenario)
    before, after = (held_in_words(scenario.quantities(), step.path, scenario) for scenario in both)
    return f"{path_label(reversed(both), step.path)}: {before} → {after}"


def largest_effect(comparison: Comparison, measure: str, end: str) -> str:
    """Return the change that alone moves a measure most at one end of its range, as a finding."""
    both = (comparison.variant.scenario, comparison.base.scenario)
    sizes = {step.path: getattr(comparison.effect(step, measure), end) or 0.0 for step in comparison.steps}
    path = max(sizes, key=lambda changed: abs(sizes[changed]), default="")
    if not path or abs(sizes[path]) <= NOISE:
        return f"No change alone moves {MEASURES[measure].in_a_sentence}"
    words = words_of_differences(comparison.variant, measure, [sizes[path]])
    return f"“{path_label(both, path)}” alone moves {MEASURES[measure].in_a_sentence} most: {words(sizes[path])}"


def comparison_sentences(comparison: Comparison) -> list[str]:
    """Return the changes that moved the troops tied up from baseline to variant, and the changes refused alone."""
    base, variant = comparison.base, comparison.variant
    ends = (f"{figure(run, 'tied_up')} in {run.scenario.name}" for run in (base, variant))
    sentences = [f"Tied up: {', '.join(ends)}."]
    if not comparison.steps:
        sentences.append("Nothing differs.")
    sentences += _most(comparison)
    both = (variant.scenario, base.scenario)
    return sentences + [
        f"“{path_label(both, step.path)}” ({step.path}) alone is refused: {step.refused}."
        for step in comparison.steps
        if step.run is None
    ]


def _most(comparison: Comparison) -> Iterator[str]:
    """The change that alone moves the troops tied up most, else the margin; the effect of all beyond each alone."""
    both = (comparison.variant.scenario, comparison.base.scenario)
    for measure in (name for name in MOVED if name in comparison.measures):
        by_path = {step.path: comparison.effect(step, measure) for step in comparison.steps}
        beyond, total = comparison.remainder(measure), comparison.difference(measure)
        path = max(by_path, key=lambda changed_path: size_of(by_path[changed_path]), default="")
        moved, what = size_of(by_path[path]) if by_path else 0.0, MEASURES[measure].in_a_sentence
        if moved:
            effect = effect_in_words(by_path[path])
            yield f"Made alone, “{path_label(both, path)}” would move {what} most: {effect}."
        if size_of(beyond):
            yield f"Beyond each alone, all together would move {what}: {effect_in_words(beyond)}."
        elif size_of(total) and not beyond.is_known:
            yield f"All together, the changes would move {what}: {effect_in_words(total)}."
        if moved or size_of(beyond) or size_of(total):
            return
    known = [
        MEASURES[measure].in_a_sentence
        for measure in MOVED
        if measure in comparison.measures and comparison.difference(measure).low is not None
    ]
    if comparison.steps and known:
        yield f"Alone or together, the changes would leave {' and '.join(known)} as before."
