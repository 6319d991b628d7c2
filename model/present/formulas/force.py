"""The formulas of what a force ties up, with the numbers of a run put in: one template in symbols, words and numbers.

Operands and results are those of the run; nothing is worked out here a second time. Only what the run does not
keep, a cycle's months, comes from the kernel that the run itself calls.
"""

import math
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from model.engine.outcomes import Requirement, rotates
from model.engine.run import Run
from model.kernels import requirement, rotation
from model.kernels.arrays import Array
from model.present.formulas.text import (
    NAME,
    WORDS,
    Formula,
    Operands,
    by_case,
    by_own_ends,
    durations_of,
    lines_of,
    number_at,
    summed,
)
from model.scenario.component import SIZINGS
from model.terms import IN_CYCLE, MEASURES, PHASES, TERMS


def worked_parts(run: Run) -> list[str]:
    """Return the coalition's components that rotate, those of known size and the largest first."""
    own = [part for part in run.outcomes.own if rotates(run.scenario.force[part.component])]
    size = {part.component: number_at(part.tied_up, run.case_numbers["high"]) for part in own}
    return sorted(size, key=lambda name: (math.isnan(size[name]), -np.nan_to_num(size[name])))


def part_formulas(run: Run, component: str) -> Iterator[Formula]:
    """Yield the formulas of one of the coalition's components, from its troops to the tours it serves."""
    part = run.outcomes.requirements[component]
    months = durations_of(run, component)
    yield _deployed(run, part)
    yield from _rotation(run, component, months)
    operands: Operands = {**months, "deployed": part.deployed, "multiplier": part.multiplier}
    template = "{deployed} × {multiplier}"
    lines = lines_of(template, operands, part.tied_up, by_case(run))
    yield Formula(TERMS["tied_up"].word, "tied_up", template, TERMS["tied_up"].meaning, lines)
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
    lines = lines_of(template, operands, part.deployed, by_case(run))
    return Formula(TERMS["deployed"].word, "deployed", template, TERMS["deployed"].meaning, lines, paths=tuple(paths))


def _rotation(run: Run, component: str, months: Mapping[str, Array]) -> Iterator[Formula]:
    """The dwell that a ratio comes to, the cycle, and the multiplier."""
    cases, paths = by_case(run), run.scenario.rotation_paths(component)
    if "dwell_ratio" in paths:
        template = "{dwell_ratio} × ({tour} + {mobilisation})"
        operands = {**months, "dwell_ratio": run.cases[paths["dwell_ratio"]]}
        lines = lines_of(template, operands, months["dwell"], cases)
        taken = tuple(paths[key] for key in ("dwell_ratio", "tour_months", "mobilisation_months"))
        yield Formula("Dwell", "dwell", template, TERMS["dwell_ratio"].meaning, lines, "months", taken)
    template = "{mobilisation} + {transit} + {tour} + {dwell}"
    away = {f"{key}_months": months[key] for key in ("mobilisation", "transit", "tour", "dwell")}
    cycle = np.asarray(rotation.cycle_months(**away))
    taken = tuple(paths[key] for key in away if key in paths)
    lines = lines_of(template, months, cycle, cases)
    yield Formula("Cycle", "cycle", template, TERMS["cycle"].meaning, lines, "months", taken)
    template = "{cycle} / ({tour} − {overlap})"
    lines = lines_of(template, {**months, "cycle": cycle}, run.cases.multiplier(component), cases)
    taken = (paths["tour_months"], paths["overlap_months"])
    means = f"{TERMS['multiplier'].meaning} Only the tour less the overlap adds to the strength."
    yield Formula("Multiplier", "multiplier", template, means, lines, "in the cycle for each one deployed", taken)


def _phases(run: Run, part: Requirement, operands: Operands) -> Iterator[Formula]:
    """What the troops tied up are doing: each phase that holds anybody, and that they add up."""
    paths = run.scenario.rotation_paths(part.component)
    held = [phase for phase in IN_CYCLE if np.nan_to_num(part.phases[phase]).any()]
    for phase in held:
        if months := PHASES[phase].months:
            template = f"{{deployed}} × {months} / ({{tour}} − {{overlap}})"
            lines = lines_of(template, operands, part.phases[phase], by_case(run))
            keys = (f"{key}_months" for key in NAME.findall(months))
            taken = tuple(paths[key] for key in keys if key in paths)
            means = "Troops in this phase: those deployed, times its months, over the months of a tour that count."
            yield Formula(WORDS[phase].capitalize(), phase, template, means, lines, paths=taken)
    if held:
        template = " + ".join(f"{{{phase}}}" for phase in held)
        lines = lines_of(template, part.phases, part.tied_up, by_case(run))
        yield Formula("All phases", "tied_up", template, "The phases add up to the troops tied up.", lines)


def _tours(run: Run, part: Requirement, months: Mapping[str, Array]) -> Formula:
    template = "max({peak_deployed}, {mean} × {horizon} / ({tour} − {overlap}))"
    horizon = float(run.scenario.horizon_months)
    operands: Operands = {
        **months, "peak_deployed": part.by_month.max(axis=1), "mean": part.mean_deployed, "horizon": horizon,
    }  # fmt: skip
    lines = lines_of(template, operands, part.throughput, by_own_ends(part.throughput))
    paths = run.scenario.rotation_paths(part.component)
    taken = (paths["tour_months"], paths["overlap_months"])
    return Formula(TERMS["throughput"].word, "throughput", template, TERMS["throughput"].meaning, lines, "tours", taken)


def total_formulas(run: Run) -> Iterator[Formula]:
    """Yield the coalition's totals: its components together, the people who serve, and the cost."""
    measures, own = run.outcomes.measures, run.outcomes.own
    parts = {part.component: run.scenario.title_of(part.component) for part in own}
    if len(own) > 1:
        for key in ("deployed", "tied_up", "throughput"):
            values = {part.component: getattr(part, key) for part in own}
            term = TERMS[key]
            title = f"{term.word}, all parts together"
            yield summed(title, key, values, measures[key], cases=by_own_ends(measures[key]), names=parts)
    template = "min({throughput}, {tied_up})"
    people = measures["people_within_horizon"]
    lines = lines_of(template, measures, people, by_own_ends(people))
    measure = MEASURES["people_within_horizon"]
    yield Formula(measure.label, "people", template, measure.meaning, lines, "people")
    if run.scenario.cost is not None:
        yield _cost(run, own)


def _cost(run: Run, own: Iterable[Requirement]) -> Formula:
    template, path = "{mean} × {cost}", "cost.per_deployed_year"
    mean = requirement.total([part.mean_deployed for part in own])
    found = run.outcomes.measures["cost_per_year"]
    lines = lines_of(template, {"mean": mean, "cost": run.cases[path]}, found, by_own_ends(found))
    means = f"{MEASURES['cost_per_year'].meaning} Where the size changes, its mean over the horizon counts."
    return Formula("Cost", "cost a year", template, means, lines, run.unit("cost_per_year"), (path,))
