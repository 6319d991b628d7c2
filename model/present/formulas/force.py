"""The formulas of the troops tied up, with the numbers of a run put in: one template for symbols and numbers.

Operands and results are the run's own; nothing is worked out here a second time.
"""

import math
from collections.abc import Iterator, Mapping

import numpy as np

from model.engine.outcomes import Requirement
from model.engine.run import Run
from model.kernels.arrays import Array
from model.present.formulas.text import (
    MONTHS_AWAY,
    NAME,
    Formula,
    Operands,
    by_case,
    by_own_ends,
    durations_of,
    formula,
    number_at,
    summed,
)
from model.scenario.component import SIZINGS
from model.scenario.rotation import AWAY
from model.terms import IN_CYCLE, MEASURES, PHASES, TERMS


def worked_parts(run: Run) -> list[str]:
    """Return the coalition's components that rotate, known sizes first, the largest first."""
    parts = run.outcomes.rotating
    size = {part.component: number_at(part.tied_up, run.case_numbers["high"]) for part in parts}
    return sorted(size, key=lambda name: (math.isnan(size[name]), -np.nan_to_num(size[name])))


def part_formulas(run: Run, component: str) -> Iterator[Formula]:
    """Yield the formulas of one of the coalition's components, from its troops to the tours it serves."""
    part = run.outcomes.requirements[component]
    months = durations_of(run, component)
    yield _deployed(run, part)
    yield from _rotation(run, component, months)
    operands: Operands = {**months, "deployed": part.deployed, "multiplier": part.multiplier}
    yield formula("tied_up", "{deployed} × {multiplier}", operands, part.tied_up, by_case(run))
    yield from _phases(run, part, operands)
    yield _tours(run, part, months)


def _deployed(run: Run, part: Requirement) -> Formula:
    """The troops of a component: its sizing, with its support tail, at its share in the peak month."""
    component, at = run.scenario.force[part.component], f"force.{part.component}"
    sizing = component.strength.sizing or SIZINGS[0]
    paths = [f"{at}.strength.{key}" for key in component.strength.sizing]
    template = " × ".join(f"{{{key}}}" for key in sizing)
    operands: dict[str, Array | float] = {key: run.cases.value(f"{at}.strength.{key}", math.nan) for key in sizing}
    if not component.support_per_deployed.is_default:
        template += " × (1 + {support})"
        paths.append(f"{at}.support_per_deployed")
        operands["support"] = run.cases[paths[-1]]
    if component.profile:
        template += " × {peak}"
        paths += [f"{at}.profile.{month}" for month in component.profile]
        operands["peak"] = part.share_at_peak
    return formula("deployed", template, operands, part.deployed, by_case(run), paths=paths)


def _rotation(run: Run, component: str, months: Mapping[str, Array]) -> Iterator[Formula]:
    """The dwell that a ratio comes to, the cycle, and the multiplier."""
    cases, paths = by_case(run), run.scenario.rotation_paths(component)
    if "dwell_ratio" in paths:
        template = "{dwell_ratio} × ({tour} + {mobilisation})"
        operands = {**months, "dwell_ratio": run.cases[paths["dwell_ratio"]]}
        used = [paths[key] for key in ("dwell_ratio", "tour_months", "mobilisation_months")]
        means = TERMS["dwell_ratio"].meaning
        yield formula("dwell", template, operands, months["dwell"], cases, means=means, unit="months", paths=used)
    template = f"{MONTHS_AWAY} + {{dwell}}"
    cycle = run.cases.cycle(component).length_months
    used = [paths[key] for key in (*AWAY, "dwell_months") if key in paths]
    yield formula("cycle", template, months, cycle, cases, unit="months", paths=used)
    yield formula(
        "multiplier", "{cycle} / ({tour} − {overlap})", {**months, "cycle": cycle}, run.cases.multiplier(component),
        cases, means=f"{TERMS['multiplier'].meaning} Of a tour only the months before the handover count.",
        unit="for each one away", paths=(paths["tour_months"], paths["overlap_months"]),
    )  # fmt: skip


def _phases(run: Run, part: Requirement, operands: Operands) -> Iterator[Formula]:
    """Each phase that holds troops, and the sum of all phases."""
    paths = run.scenario.rotation_paths(part.component)
    held = [phase for phase in IN_CYCLE if np.nan_to_num(part.phases[phase]).any()]
    for phase in held:
        if months := PHASES[phase].months:
            template = f"{{deployed}} × {months} / ({{tour}} − {{overlap}})"
            keys = (f"{key}_months" for key in NAME.findall(months))
            yield formula(
                phase, template, operands, part.phases[phase], by_case(run), title=PHASES[phase].label,
                means="Troops in the field, times the months of this phase, over the months of a tour that count.",
                paths=[paths[key] for key in keys if key in paths],
            )  # fmt: skip
    if held:
        template = " + ".join(f"{{{phase}}}" for phase in held)
        means = "They add up to the troops tied up."
        yield formula(
            "tied_up", template, part.phases, part.tied_up, by_case(run), title="All of them together", means=means
        )


def _tours(run: Run, part: Requirement, months: Mapping[str, Array]) -> Formula:
    template = "max({peak_deployed}, {mean} × {horizon} / ({tour} − {overlap}))"
    horizon = float(run.scenario.horizon_months)
    operands: Operands = {
        **months, "peak_deployed": part.by_month.max(axis=1), "mean": part.mean_deployed, "horizon": horizon,
    }  # fmt: skip
    paths = run.scenario.rotation_paths(part.component)
    used = (paths["tour_months"], paths["overlap_months"])
    cases = by_own_ends(part.throughput)
    return formula("throughput", template, operands, part.throughput, cases, unit="tours", paths=used)


def total_formulas(run: Run) -> Iterator[Formula]:
    """Yield the coalition's totals: its components together, the people who serve, and the cost."""
    measures, requirements = run.outcomes, run.outcomes.own
    parts = {part.component: run.scenario.title_of(part.component) for part in requirements}
    if len(requirements) > 1:
        for key in ("deployed", "tied_up", "throughput"):
            values = {part.component: getattr(part, key) for part in requirements}
            term = TERMS[key]
            title = f"{term.plain}, all parts together"
            yield summed(title, key, values, measures[key], cases=by_own_ends(measures[key]), names=parts)
    operands = {key: measures[key] for key in ("throughput", "tied_up")}
    people, measure = measures["people_within_horizon"], MEASURES["people_within_horizon"]
    yield formula(
        "people", "min({throughput}, {tied_up})", operands, people, by_own_ends(people), title=measure.label,
        means=measure.meaning, unit="people",
    )  # fmt: skip
    if run.scenario.cost is not None:
        yield _cost(run)


def _cost(run: Run) -> Formula:
    path, total, measure = "cost.per_deployed_year", run.outcomes["cost_per_year"], MEASURES["cost_per_year"]
    return formula(
        measure.in_a_sentence, "{mean} × {cost}", {"mean": run.outcomes.mean_deployed, "cost": run.cases[path]}, total,
        by_own_ends(total), title="Cost of a year", unit=run.unit("cost_per_year"), paths=(path,),
        means=f"{measure.meaning} Where the size changes, its mean over all months counts.",
    )  # fmt: skip
