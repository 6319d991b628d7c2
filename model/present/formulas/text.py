"""Formulas with a run's numbers put in: one template for symbols and numbers, and the words around it."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from model.engine.cases import CYCLE
from model.engine.missing import UNDEFINED
from model.engine.run import Run, at_case
from model.kernels.arrays import Array
from model.present.numbers import NOT_KNOWN, worked
from model.present.words.ends import ends_in_words
from model.present.words.plain import lower_first
from model.scenario.rotation import AWAY, IN_DWELL
from model.terms import IN_CYCLE, MEASURES, PHASES, TERMS

Operands = Mapping[str, Array | float]
NAME = re.compile(r"\{(\w+)\}")
SUM = "Σ"
OWN_ENDS = ("at the least", "at the most")
SYMBOLS = {
    **{phase: PHASES[phase].short.lower() for phase in IN_CYCLE},
    **{key: term.symbol or lower_first(term.plain) for key, term in TERMS.items()},
    "troops": "troops", "units": "units", "troops_per_unit": "troops in a unit", "sites": "sites",
    "troops_per_site": "troops at a site", "line_km": "kilometres", "troops_per_km": "troops per kilometre",
    "support": "support for each one", "peak": "share in the greatest month", "mean": "mean in the field",
    "cost": "cost of one for a year", "peak_deployed": "D", "people": "people",
    "land_strength": "land strength", "share": "share that can be sent",
    "posted": "posted elsewhere", "elsewhere": "away elsewhere",
    "own_multiplier": "m", "floor_multiplier": "m′", "carried": "what it carries",
    "counts": "what counts of it",
    "own_tied_up": "what it ties up", "placed": "what the nations carry", "theirs": "what the nations tie up",
    "pools": "what the nations could send in turns",
    "needed": "troops in the field", "unit_troops": "E", "floor": "d′", "pool_here": "P", "steps": "days in a month",
    "relief": "e",
    "trainers": "trainers", "trainees_per_trainer": "trainees for each", "course_months": "months of a course",
    "target": "target", "rate": MEASURES["trained_per_month"].in_a_sentence,
}  # fmt: skip
"""Each operand as formulas in symbols write it."""
LETTERED = {
    "peak_deployed": "troops in the field in the greatest month", "own_multiplier": "soldiers for each one away there",
    "floor_multiplier": "soldiers for each one away with the least rest", "unit_troops": "troops of a unit",
    "floor": "least months at home", "pool_here": "troops it could send in turns", "relief": "months between reliefs",
    "q": "units asked for", "N": "units that take turns", "e": "months between reliefs",
    "C′": "from one departure to the next with the least rest",
}  # fmt: skip
"""Words for further letters."""
WORDS = {**SYMBOLS, **{key: lower_first(term.plain) for key, term in TERMS.items()}, **LETTERED}
"""Each operand in words."""
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
    operands that are no terms; `sum_of` stands for a long sum in symbols.
    """

    title: str
    result: str
    template: str
    means: str
    lines: tuple[Line, ...]
    unit: str = "troops"
    paths: tuple[str, ...] = ()
    names: Mapping[str, str] | None = None
    sum_of: str = ""

    @property
    def symbol(self) -> str:
        """The symbol of the result: `m`."""
        return SYMBOLS.get(self.result, self.result)

    def symbol_of(self, operand: str) -> str:
        """Return the symbol of an operand, a name of the scenario's own where it is no term."""
        return (self.names or {}).get(operand) or SYMBOLS.get(operand, operand)

    @property
    def legend(self) -> dict[str, str]:
        """Words for the letters of the formula, in the order in which they stand in it."""
        operands = () if self.sum_of else NAME.findall(self.template)
        letters = {self.symbol: WORDS.get(self.result, self.result)}
        letters |= {self.symbol_of(name): WORDS.get(name, name) for name in operands}
        return {letter: word for letter, word in letters.items() if letter != word}


def by_case(run: Run) -> dict[str, int]:
    """Return the low and the high case, of least and greatest tied up, by what most makes them so."""
    return {label: run.case_numbers[case] for case, label in ends_in_words(run, 1).items()}


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
    sum_of: str = "",
) -> Formula:
    """Return a formula worked out in some cases; a term's plain word and meaning stand where no others are given.

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
    title, means = title or TERMS[key].plain, means or TERMS[key].meaning
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
    title: str,
    key: str,
    values: Operands,
    total: Array,
    *,
    cases: Mapping[str, int],
    names: Mapping[str, str],
    of: str = "",
) -> Formula:
    """Return a sum over components or contributors, each under its own name; `of` is what it adds up, if not itself."""
    return formula(
        key, " + ".join(f"{{{name}}}" for name in values), values, total, cases, title=title, names=names,
        unit="tours" if key == "throughput" else "troops", sum_of=f"{SUM} {SYMBOLS[of or key]}",
    )  # fmt: skip


def result_in_words(formula: Formula, line: Line) -> tuple[str, str]:
    """Return the result of a line with its unit; without a unit, why there is no result."""
    result = worked(line.result)
    if result == NOT_KNOWN:
        is_undefined = not any(map(math.isnan, line.operands.values()))
        return UNDEFINED.get(formula.result, NOT_KNOWN) if is_undefined else NOT_KNOWN, ""
    return result, formula.unit
