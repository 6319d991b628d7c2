"""Formulas with a run's numbers put in: one template in symbols, words and numbers, and the words for each."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from model.engine.cases import CYCLE
from model.engine.missing import UNDEFINED
from model.engine.run import Run, at_case
from model.kernels.arrays import Array
from model.present.numbers import NOT_KNOWN, joined, worked
from model.present.path_labels import claim_link, label_of
from model.present.words.force import AT_ENDS, case_names
from model.scenario import Scenario
from model.scenario.quantity import Quantity
from model.scenario.rotation import AWAY, IN_DWELL
from model.terms import IN_CYCLE, MEASURES, PHASES, STANDINGS, TERMS

Operands = Mapping[str, Array | float]
NAME = re.compile(r"\{(\w+)\}")
OWN_ENDS = ("least", "greatest")
SYMBOLS = {
    **{phase: PHASES[phase].short.lower() for phase in IN_CYCLE},
    **{key: term.symbol or term.word.lower() for key, term in TERMS.items()},
    "troops": "troops", "units": "units", "troops_per_unit": "troops in a unit", "sites": "sites",
    "troops_per_site": "troops at a site", "line_km": "kilometres", "troops_per_km": "troops per kilometre",
    "support": "support for each one", "peak": "share at the peak", "mean": "mean deployed", "dwell_floor": "d′",
    "cost": "cost of one for a year", "peak_deployed": "D",
    "land_strength": "land strength", "share": "deployable share", "posted": "posted elsewhere",
    "elsewhere": "deployed elsewhere",
    "own_multiplier": "its own multiplier", "floor_multiplier": "multiplier at the floor", "carried": "what it carries",
    "own_tied_up": "what it ties up", "placed": "what the nations carry", "theirs": "what the nations tie up",
    "pools": "all pools",
    "needed": "deployed", "unit_troops": "E", "floor": "d′", "pool_here": "P", "steps": "days in a month",
    "relief": "e",
    "trainers": "trainers", "trainees_per_trainer": "trainees for each", "course_months": "months of a course",
    "target": "target", "rate": MEASURES["trained_per_month"].in_a_sentence,
}  # fmt: skip
"""Each operand as formulas in symbols write it."""
WORDS = {
    **SYMBOLS,
    **{key: term.word.lower() for key, term in TERMS.items()},
    "dwell_ratio": "ratio", "peak_deployed": "deployed at the peak", "dwell_floor": "dwell floor",
}  # fmt: skip
"""Each operand as formulas in words write it."""
MONTHS_AWAY = " + ".join(f"{{{key.removesuffix('_months')}}}" for key in AWAY)
"""The template of the months away in a cycle."""


@dataclass(frozen=True)
class Line:
    """A formula with the numbers of one case put in, and the result as the run has it; NaN for an unknown number."""

    label: str
    operands: Mapping[str, float]
    result: float


@dataclass(frozen=True)
class Formula:
    """A formula with its numbers: `{name}` in the template stands for an operand.

    `means` is its subject in a sentence; `paths` are the scenario's numbers that it takes; `names` are names of
    operands that are no terms; `sum_of` stands for a long sum in symbols and words.
    """

    title: str
    result: str
    template: str
    means: str
    lines: tuple[Line, ...]
    unit: str = "troops"
    paths: tuple[str, ...] = ()
    names: Mapping[str, str] | None = None
    sum_of: tuple[str, str] = ("", "")

    def in_symbols(self) -> str:
        """Return the formula in symbols: `m = C / (τ − o)`."""
        return f"{SYMBOLS.get(self.result, self.result)} = {self.sum_of[0] or self._named(SYMBOLS)}"

    def in_words(self) -> str:
        """Return the formula in words: `multiplier = cycle / (tour − overlap)`."""
        return f"{WORDS.get(self.result, self.result)} = {self.sum_of[1] or self._named(WORDS)}"

    def in_numbers(self, line: Line) -> tuple[str, str]:
        """Return the formula with a case's numbers, and its result, which says so if it is not known."""
        known = {key: worked(number) for key, number in line.operands.items()}
        return NAME.sub(lambda match: known[match[1]], self.template), worked(line.result)

    def _named(self, names: Mapping[str, str]) -> str:
        names_here = self.names or {}
        return NAME.sub(lambda match: names_here.get(match[1]) or names.get(match[1], match[1]), self.template)


def by_case(run: Run) -> dict[str, int]:
    """Return the low and the high case, of least and greatest tied up, by name."""
    names = case_names(run)
    labels = names if len(names) == len(AT_ENDS) else AT_ENDS
    return {labels[case]: run.case_numbers[case] for case in AT_ENDS}


def by_own_ends(values: Array) -> dict[str, int]:
    """Return the cases in which a result is least and greatest; the first where it is not known."""
    if np.isnan(values).all():
        return dict.fromkeys(OWN_ENDS, 0)
    return dict(zip(OWN_ENDS, (int(np.nanargmin(values)), int(np.nanargmax(values))), strict=True))


def formula(
    key: str,
    template: str,
    operands: Operands,
    result: Array,
    cases: Mapping[str, int],
    *,
    title: str = "",
    means: str = "",
    unit: str = "troops",
    paths: Iterable[str] = (),
    names: Mapping[str, str] | None = None,
    sum_of: tuple[str, str] = ("", ""),
) -> Formula:
    """Return a formula worked out in some cases; a term's word and meaning stand where no others are given.

    Several cases that read the same are one line without a label.
    """
    needed = NAME.findall(template)
    lines = [
        Line(label, {name: number_at(operands[name], case) for name in needed}, number_at(result, case))
        for label, case in cases.items()
    ]
    texts = {(tuple(map(worked, line.operands.values())), worked(line.result)) for line in lines}
    if len(lines) > 1 == len(texts):
        lines = [Line("", lines[0].operands, lines[0].result)]
    title, means = title or TERMS[key].word, means or TERMS[key].meaning
    return Formula(title, key, template, means, tuple(lines), unit, tuple(paths), names, sum_of)


def number_at(values: Array | float, case: int) -> float:
    """Return the value of one case, NaN where it is not known or has no end."""
    number = at_case(np.atleast_1d(values), case)
    return math.nan if number is None else number


def durations_of(run: Run, component: str | None = None, contributor: str | None = None) -> dict[str, Array]:
    """Return the months of a rotation by the words of the formulas."""
    months = run.cases.durations(component, contributor)
    return {key.removesuffix("_months"): months[key] for key in (*CYCLE, *IN_DWELL)}


def summed(
    title: str, key: str, values: Operands, total: Array, *, cases: Mapping[str, int], names: Mapping[str, str]
) -> Formula:
    """Return a sum over components or contributors, each under its own name."""
    word = TERMS[key].word.lower()
    sums = (f"Σ {SYMBOLS[key]}", f"{word} of {', '.join(names[name] for name in values)}, added up")
    return formula(
        key, " + ".join(f"{{{name}}}" for name in values), values, total, cases, title=title, names=names,
        unit="tours" if key == "throughput" else "troops", sum_of=sums,
    )  # fmt: skip


def line_in_words(formula: Formula, line: Line) -> tuple[str, str, str]:
    """Return a line of a formula: its case with the numbers put in, the result, and its unit."""
    numbers, result = formula.in_numbers(line)
    case = f"{line.label}: " if line.label else ""
    if result == NOT_KNOWN:
        is_undefined = not any(map(math.isnan, line.operands.values()))
        return case, UNDEFINED.get(formula.result, NOT_KNOWN) if is_undefined else NOT_KNOWN, ""
    return case + ("" if numbers == result else f"{numbers} ="), result, formula.unit


def inputs_of(scenario: Scenario, formula: Formula) -> str:
    """Return the inputs of a formula with their values and where they come from; '' for none.

    Inputs that were not given stand last, together.
    """
    held = scenario.quantities()
    entered_paths = [path for path in formula.paths if not held[path].is_default]
    texts = [
        f"{label_of(scenario, path)} {joined((held[path].low, held[path].high), worked)} ({_origin(held[path])})"
        for path in entered_paths
    ]
    absent = [label_of(scenario, path).lower() for path in formula.paths if held[path].is_default]
    if absent:
        texts.append(f"not given, taken as zero: {', '.join(absent)}")
    return f"Inputs: {'; '.join(texts)}." if texts else ""


def _origin(quantity: Quantity) -> str:
    """A quantity's claim as a link, the reason of an assumption, or that it is the reader's own."""
    if quantity.claim is not None:
        return claim_link(quantity.claim)
    return f"{STANDINGS['assumed']}: {quantity.because}" if quantity.because else STANDINGS["user"]
