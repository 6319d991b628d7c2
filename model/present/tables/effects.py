"""Tables of a comparison, from results alone: measures side by side, differing inputs, effects of each change."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from model.analysis.comparison import Comparison, Figure
from model.engine.missing import WHY, Reasons
from model.engine.run import Run
from model.frozen import ENDS, Range
from model.present.words.effects import held_in_words, path_label, size_of, words_of_differences
from model.scenario import Scenario
from model.scenario.quantity import Quantity
from model.terms import STANDINGS

COMPARED = (
    "deployed", "multiplier", "tied_up", "throughput", "cost_per_year", "capacity", "capacity_at_floor", "margin",
    "shortfall",
)  # fmt: skip
"""The measures that a comparison shows."""
COLUMNS = ("scenario", "baseline", "measure", "unit", "what", "path", *ENDS, *WHY)
TOGETHER = "Together, beyond each alone"
NOT_APART = "The rest, not told apart"
"""Names a remainder that is not known, since an effect is not."""


@dataclass(frozen=True)
class Effect:
    """A change made alone: its path and name, the value before and after, its effect, or why there is none."""

    path: str
    label: str
    was: str
    now: str
    difference: Range
    why: Reasons
    """Why an end of the difference is missing."""


def effects(comparison: Comparison, measure: str) -> list[Effect]:
    """Return the effect of each change alone on a measure, the largest first, equals in the variant's order."""
    base, variant = comparison.base.scenario, comparison.variant.scenario
    before, after = base.quantities(), variant.quantities()
    all_effects = [
        Effect(
            step.path, path_label((variant, base), step.path),
            held_in_words(before, step.path, base), held_in_words(after, step.path, variant),
            comparison.effect(step, measure), comparison.why_effect(step, measure),
        )
        for step in comparison.steps
    ]  # fmt: skip
    return sorted(all_effects, key=lambda effect: -size_of(effect.difference))


def effects_in_words(comparison: Comparison, measure: str) -> pd.DataFrame:
    """Return each change with the value before and after and its effect alone at both ends; the remainder; the sum."""
    listed = effects(comparison, measure)
    remainder, total = comparison.remainder(measure), comparison.difference(measure)
    differences = [*(effect.difference for effect in listed), remainder, total]
    words = words_of_differences(comparison.variant, measure, itertools.chain.from_iterable(differences))
    reasons = [
        *(effect.why for effect in listed),
        comparison.why_remainder(measure),
        comparison.why_difference(measure),
    ]
    names = [*((effect.label, effect.was, effect.now) for effect in listed), (TOGETHER, "", ""), ("In all", "", "")]
    rows = [
        (*name, *(reason or words(end or 0.0) for end, reason in ((numbers.low, why.low), (numbers.high, why.high))))
        for name, numbers, why in zip(names, differences, reasons, strict=True)
    ]
    return pd.DataFrame(rows, columns=["Change", "From", "To", "At the lower end", "At the higher end"]).set_index(
        "Change"
    )


@dataclass(frozen=True)
class Held:
    """The value of a scenario at a path in words, with the claim behind it, else its standing; empty without both."""

    words: str
    claim: str = ""
    standing: str = ""


def inputs_that_differ(scenarios: Sequence[Scenario]) -> list[tuple[str, tuple[Held, ...]]]:
    """Return the name of every input in which one of the scenarios differs from the first, and the value of each."""
    first, *others = scenarios
    paths = dict.fromkeys(path for other in others for path in first.differences(other))
    held = [scenario.quantities() for scenario in scenarios]
    return [
        (
            path_label((*others, first), path),
            tuple(_held(by_path, path, scenario) for by_path, scenario in zip(held, scenarios, strict=True)),
        )
        for path in paths
    ]


def _held(quantities: Mapping[str, Quantity], path: str, scenario: Scenario) -> Held:
    words, quantity = held_in_words(quantities, path, scenario), quantities.get(path)
    if quantity is None:
        return Held(words)
    return Held(words, quantity.claim or "", "" if quantity.claim else STANDINGS[quantity.standing])


def comparison_table(base: Run, comparisons: Sequence[Comparison], names: Sequence[str] = ()) -> pd.DataFrame:
    """Return all of it for a file, unrounded: each scenario's measures, and each change's effect on each.

    `names` tell apart versions of one scenario: of the baseline, then of each variant; by default their short names.
    """
    baseline, *variants = names or [
        run.scenario.name for run in (base, *(comparison.variant for comparison in comparisons))
    ]
    rows = [*_own(base, baseline, "")]
    for comparison, name in zip(comparisons, variants, strict=True):
        rows += _own(comparison.variant, name, baseline)
        for measure, what, path, *cells in comparison.rows():
            if what not in ("baseline", "variant"):
                unit = comparison.variant.unit(str(measure))
                rows.append((name, baseline, measure, unit, what, path, *cells))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(ENDS, "float64"))


def measures_table(runs: Sequence[Run], names: Sequence[str]) -> pd.DataFrame:
    """Return each scenario's measures alone, in the same columns."""
    rows = [row for run, name in zip(runs, names, strict=True) for row in _own(run, name, "")]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(ENDS, "float64"))


def _own(run: Run, name: str, baseline: str) -> list[tuple[object, ...]]:
    return [
        (name, baseline, measure, run.unit(measure), "measure", "", *Figure.of(run, measure).cells)
        for measure in run.measures
    ]
