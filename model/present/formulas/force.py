"""The formulas of what a force ties up, with the numbers of a run put in: one template in symbols, words and numbers.

Operands and results are those of the run; nothing is worked out here a second time. Only what the run does not
keep, a cycle's months, comes from the kernel that the run itself calls.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from model.engine.outcomes import PHASES, Requirement, rotates
from model.engine.run import Run, at_case
from model.kernels import requirement, rotation
from model.kernels.arrays import Array
from model.present.words.force import MEANINGS, NOT_KNOWN, case_names
from model.scenario.component import SIZINGS
from model.terms import TERMS

Operands = Mapping[str, Array | float]
DIGITS = 6
"""Significant digits shown of a number here: enough to work a formula through by hand."""
NAME = re.compile(r"\{(\w+)\}")
ENDS, OWN_ENDS = {"low": "at the low end", "high": "at the high end"}, ("least", "greatest")
SYMBOLS = {
    **{key: term.symbol or term.word.lower() for key, term in TERMS.items()},
    "troops": "troops", "units": "units", "troops_per_unit": "troops in a unit", "sites": "sites",
    "troops_per_site": "troops at a site", "line_km": "kilometres", "troops_per_km": "troops per kilometre",
    "support": "support for each one", "peak": "share at the peak", "mean": "mean deployed", "dwell_floor": "d′",
    "cost": "cost of one for a year", "peak_deployed": "D", "handing_over": "handing over",
    "in_transit": "in transit", "mobilised": "called up", "recovering": "recovering", "resting": "at home",
    "preparing": "preparing",
}  # fmt: skip
"""What each operand is in a formula of symbols."""
WORDS = {
    **SYMBOLS,
    **{key: term.word.lower() for key, term in TERMS.items()},
    "dwell_ratio": "ratio", "peak_deployed": "deployed at the peak", "dwell_floor": "dwell floor",
}  # fmt: skip
"""What each operand is in a formula of words."""
DURATIONS = ("tour", "dwell", "overlap", "mobilisation", "transit", "preparation", "recovery")
IN_PHASE = {
    "handing_over": "{overlap}",
    "in_transit": "{transit}",
    "mobilised": "{mobilisation}",
    "recovering": "{recovery}",
    "resting": "({dwell} − {preparation} − {recovery})",
    "preparing": "{preparation}",
}
"""The months of each phase."""


@dataclass(frozen=True)
class Line:
    """A formula with the numbers of one case put in, and the result as the run has it; NaN for what is not known."""

    label: str
    operands: Mapping[str, float]
    result: float


@dataclass(frozen=True)
class Formula:
    """One formula worked out: `{name}` in the template stands for an operand.

    `means` says what it is about in a sentence; `paths` are the scenario's numbers it takes; `names` are those of
    operands that are no terms, nations or parts; `sum_of` stands for a long sum in symbols and words.
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
        known = {key: shown(number) for key, number in line.operands.items()}
        return NAME.sub(lambda found: known[found[1]], self.template), shown(line.result)

    def _named(self, names: Mapping[str, str]) -> str:
        own = self.names or {}
        return NAME.sub(lambda found: own.get(found[1]) or names.get(found[1], found[1]), self.template)


def shown(number: float) -> str:
    """Return a number to six significant digits, whole from 100,000 on; or that it is not known.

    >>> shown(10_000.0), shown(10 / 3), shown(2_486_315_789.4), shown(-0.125)
    ('10,000', '3.33333', '2,486,315,789', '−0.125')
    """
    if not math.isfinite(number):
        return NOT_KNOWN
    places = DIGITS - 1 - math.floor(math.log10(abs(number))) if number else 0
    text = f"{number:,.{max(places, 0)}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def shown_ends(*ends: float) -> str:
    """Return a range of numbers as they are shown here; one where they agree.

    >>> shown_ends(2.0, 3.0), shown_ends(4.0, 4.0)
    ('2 to 3', '4')
    """
    return " to ".join(dict.fromkeys(map(shown, ends)))


def by_case(run: Run) -> dict[str, int]:
    """Return the low and the high case, those of least and greatest tied up, by what they are called."""
    names = case_names(run)
    labels = names if len(names) == len(ENDS) else ENDS
    return {labels[case]: run.case_numbers[case] for case in ENDS}


def by_own_ends(values: Array) -> dict[str, int]:
    """Return the cases in which a result is least and greatest; the first where it is not known."""
    if np.isnan(values).all():
        return dict.fromkeys(OWN_ENDS, 0)
    return dict(zip(OWN_ENDS, (int(np.nanargmin(values)), int(np.nanargmax(values))), strict=True))


def worked(template: str, operands: Operands, result: Array, cases: Mapping[str, int]) -> tuple[Line, ...]:
    """Return the lines of a formula in these cases; one without a label where several are the same."""
    needed = NAME.findall(template)
    lines = [
        Line(label, {key: number_at(operands[key], case) for key in needed}, number_at(result, case))
        for label, case in cases.items()
    ]
    texts = {(tuple(map(shown, line.operands.values())), shown(line.result)) for line in lines}
    is_one = len(lines) > 1 == len(texts)
    return (Line("", lines[0].operands, lines[0].result),) if is_one else tuple(lines)


def number_at(values: Array | float, case: int) -> float:
    """Return the value of one case, NaN where it is not known or has no end."""
    found = at_case(np.atleast_1d(values), case)
    return math.nan if found is None else found


def worked_parts(run: Run) -> list[str]:
    """Return the coalition's components that rotate, those of known size and the largest first."""
    own = [part for part in run.outcomes.own if rotates(run.scenario.force[part.component])]
    size = {part.component: number_at(part.tied_up, run.case_numbers["high"]) for part in own}
    return sorted(size, key=lambda name: (math.isnan(size[name]), -np.nan_to_num(size[name])))


def durations_of(run: Run, component: str | None = None, contributor: str | None = None) -> dict[str, Array]:
    """Return the months of a rotation by the words of the formulas."""
    months = run.cases.durations(component, contributor)
    return {key: months[f"{key}_months"] for key in DURATIONS}


def part_formulas(run: Run, component: str) -> Iterator[Formula]:
    """Yield the formulas of one of the coalition's components, from its troops to the tours it serves."""
    part = run.outcomes.requirements[component]
    months = durations_of(run, component)
    yield _deployed(run, part)
    yield from _rotation(run, component, months)
    operands: Operands = {**months, "deployed": part.deployed, "multiplier": part.multiplier}
    template = "{deployed} × {multiplier}"
    lines = worked(template, operands, part.tied_up, by_case(run))
    yield Formula("Tied up", "tied_up", template, TERMS["tied_up"].meaning, lines)
    yield from _phases(run, part, operands)
    yield _tours(run, part, months)


def _deployed(run: Run, part: Requirement) -> Formula:
    """The troops of a component: its sizing, with its support tail, at its share in the peak month."""
    given, at = run.scenario.force[part.component], f"force.{part.component}"
    sizing = given.strength.sizing or SIZINGS[0]
    paths = [f"{at}.strength.{key}" for key in given.strength.sizing]
    template = " × ".join(f"{{{key}}}" for key in sizing)
    operands: dict[str, Array | float] = {key: run.cases.value(f"{at}.strength.{key}", math.nan) for key in sizing}
    if not given.support_per_deployed.is_default:
        template += " × (1 + {support})"
        paths.append(f"{at}.support_per_deployed")
        operands["support"] = run.cases[paths[-1]]
    if given.profile:
        template += " × {peak}"
        shares = {month: run.cases[f"{at}.profile.{month}"] for month in given.profile}
        paths += [f"{at}.profile.{month}" for month in given.profile]
        by_month = requirement.monthly_shares(shares, horizon_months=run.scenario.horizon_months)
        operands["peak"] = requirement.in_month(by_month, part.peak_month)
    lines = worked(template, operands, part.deployed, by_case(run))
    return Formula("Deployed", "deployed", template, TERMS["deployed"].meaning, lines, paths=tuple(paths))


def _rotation(run: Run, component: str, months: Mapping[str, Array]) -> Iterator[Formula]:
    """The dwell that a ratio comes to, the cycle, and the multiplier."""
    cases, paths = by_case(run), run.scenario.rotation_paths(component)
    if "dwell_ratio" in paths:
        template = "{dwell_ratio} × ({tour} + {mobilisation})"
        operands = {**months, "dwell_ratio": run.cases[paths["dwell_ratio"]]}
        lines = worked(template, operands, months["dwell"], cases)
        taken = tuple(paths[key] for key in ("dwell_ratio", "tour_months", "mobilisation_months"))
        yield Formula("Dwell", "dwell", template, TERMS["dwell_ratio"].meaning, lines, "months", taken)
    template = "{mobilisation} + {transit} + {tour} + {dwell}"
    away = {f"{key}_months": months[key] for key in ("mobilisation", "transit", "tour", "dwell")}
    cycle = np.asarray(rotation.cycle_months(**away))
    taken = tuple(paths[key] for key in away if key in paths)
    lines = worked(template, months, cycle, cases)
    yield Formula("Cycle", "cycle", template, TERMS["cycle"].meaning, lines, "months", taken)
    template = "{cycle} / ({tour} − {overlap})"
    lines = worked(template, {**months, "cycle": cycle}, run.cases.multiplier(component), cases)
    taken = (paths["tour_months"], paths["overlap_months"])
    means = f"{TERMS['multiplier'].meaning} Only the tour less the overlap adds to the strength."
    yield Formula("Multiplier", "multiplier", template, means, lines, "in the cycle for each one deployed", taken)


def _phases(run: Run, part: Requirement, operands: Operands) -> Iterator[Formula]:
    """What the troops tied up are doing: each phase that holds anybody, and that they add up."""
    paths = run.scenario.rotation_paths(part.component)
    held = [phase for phase in PHASES if np.nan_to_num(part.phases[phase]).any()]
    for phase in held:
        if phase in IN_PHASE:
            template = f"{{deployed}} × {IN_PHASE[phase]} / ({{tour}} − {{overlap}})"
            lines = worked(template, operands, part.phases[phase], by_case(run))
            keys = (f"{key}_months" for key in NAME.findall(IN_PHASE[phase]))
            taken = tuple(paths[key] for key in keys if key in paths)
            means = "Troops in this phase: those deployed, times its months, over the months of a tour that count."
            yield Formula(WORDS[phase].capitalize(), phase, template, means, lines, paths=taken)
    if held:
        template = " + ".join(f"{{{phase}}}" for phase in held)
        lines = worked(template, part.phases, part.tied_up, by_case(run))
        yield Formula("All phases", "tied_up", template, "The phases add up to the troops tied up.", lines)


def _tours(run: Run, part: Requirement, months: Mapping[str, Array]) -> Formula:
    template = "max({peak_deployed}, {mean} × {horizon} / ({tour} − {overlap}))"
    horizon = float(run.scenario.horizon_months)
    operands: Operands = {
        **months, "peak_deployed": part.by_month.max(axis=1), "mean": part.mean_deployed, "horizon": horizon,
    }  # fmt: skip
    lines = worked(template, operands, part.throughput, by_own_ends(part.throughput))
    paths = run.scenario.rotation_paths(part.component)
    taken = (paths["tour_months"], paths["overlap_months"])
    return Formula("Tours served", "throughput", template, TERMS["throughput"].meaning, lines, "tours", taken)


def total_formulas(run: Run) -> Iterator[Formula]:
    """Yield the coalition's totals: its components together, the people who serve, and the cost."""
    measures, own = run.outcomes, run.outcomes.own
    parts = {part.component: run.scenario.title_of(part.component) for part in own}
    if len(own) > 1:
        for key in ("deployed", "tied_up", "throughput"):
            values = {part.component: getattr(part, key) for part in own}
            term = TERMS[key]
            title = f"{term.word}, all parts together"
            yield summed(title, key, values, measures[key], cases=by_own_ends(measures[key]), names=parts)
    template = "min({throughput}, {tied_up})"
    people = measures["people_within_horizon"]
    operands = {"throughput": measures["throughput"], "tied_up": measures["tied_up"]}
    lines = worked(template, operands, people, by_own_ends(people))
    means = MEANINGS["people_within_horizon"]
    yield Formula("People who would serve", "people", template, means, lines, "people")
    if run.scenario.cost is not None:
        yield _cost(run, own)


def summed(
    title: str, key: str, values: Operands, total: Array, *, cases: Mapping[str, int], names: Mapping[str, str]
) -> Formula:
    """Return a sum over components or contributors, each under its own name."""
    template = " + ".join(f"{{{name}}}" for name in values)
    lines = worked(template, values, total, cases)
    word = TERMS[key].word.lower()
    unit = "tours" if key == "throughput" else "troops"
    sums = (f"Σ {SYMBOLS[key]}", f"{word} of {', '.join(names[name] for name in values)}, added up")
    return Formula(title, key, template, TERMS[key].meaning, lines, unit, names=names, sum_of=sums)


def _cost(run: Run, own: Iterable[Requirement]) -> Formula:
    template, path = "{mean} × {cost}", "cost.per_deployed_year"
    mean = requirement.total([part.mean_deployed for part in own])
    found = run.outcomes["cost_per_year"]
    lines = worked(template, {"mean": mean, "cost": run.cases[path]}, found, by_own_ends(found))
    means = f"{MEANINGS['cost_per_year']} Where the size changes, its mean over the horizon counts."
    return Formula("Cost", "cost a year", template, means, lines, run.unit("cost_per_year"), (path,))
