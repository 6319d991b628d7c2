"""The formulas of the months and of training with the numbers of a run put in."""

from collections.abc import Iterator

import numpy as np

from model.engine.run import Run
from model.engine.units import Plan
from model.kernels.arrays import Array
from model.present.formulas.text import (
    SYMBOLS,
    Formula,
    Line,
    Operands,
    by_case,
    by_own_ends,
    durations_of,
    lines_of,
    number_at,
)
from model.terms import MEASURES

TRAINING = ("trainers", "trainees_per_trainer", "course_months")


def month_formulas(run: Run, component: str, contributor: str | None) -> Iterator[Formula]:
    """Yield the formulas of a component's months: its units, the relief interval, the cycle at the floor."""
    part = next((each for each in run.plans.parts if each.component == component), None)
    if part is None or run.plans.is_too_short:
        return
    if part.is_whole:
        yield _units(run, part)
        yield from _units_of(run, part, contributor)
    yield from _lags(run, part)


def _units(run: Run, part: Plan) -> Formula:
    """How many whole units the greatest demand takes."""
    template = "⌈{needed} / {unit_troops}⌉"
    peak = run.outcomes.requirements[part.component].by_month.max(axis=1)
    operands: Operands = {"needed": peak, "unit_troops": part.troops}
    lines = lines_of(template, operands, part.required.max(axis=0), by_case(run))
    means = f"Units that rotate as a whole, rounded up: one {part.unit} more where the troops do not fill the last."
    at = f"force.{part.component}"
    keys = ("element.troops", "strength.troops_per_unit", "support_per_deployed")
    given = run.scenario.quantities()
    paths = tuple(path for key in keys if (path := f"{at}.{key}") in given and not given[path].is_default)
    return Formula("Units required", "q", template, means, lines, "units", paths)


def _units_of(run: Run, part: Plan, contributor: str | None) -> Iterator[Formula]:
    """How many whole units one contributor's pool has, where it is asked for one component alone and has its own."""
    supply = run.outcomes.supply
    row = next((number for number, each in enumerate(part.rows) if each.name == contributor), None)
    if supply is None or row is None or len(run.plans.parts) > 1:
        return
    template = "⌊{pool_here} / {unit_troops}⌋"
    pool = supply.pool[supply.names.index(str(contributor))]
    units = part.pool[:, row].max(axis=0)
    cases = {label: case for label, case in by_case(run).items() if number_at(units, case) > 0}
    if not cases:
        return
    lines = lines_of(template, {"pool_here": pool, "unit_troops": part.troops}, units, cases)
    nation = run.scenario.nation_title(str(contributor))
    means = f"Units in the pool of {nation}, rounded down; where its pool or offer is less than one it shares them."
    yield Formula("Units in a pool", "N", template, means, lines, "units")


def _lags(run: Run, part: Plan) -> Iterator[Formula]:
    """The relief interval and the cycle at the dwell floor, in steps of a month or a day."""
    months = durations_of(run, part.component)
    floor = run.cases.durations(part.component).get("dwell_floor_months", months["dwell"])
    paths = run.scenario.rotation_paths(part.component)
    floors = tuple(paths[key] for key in ("dwell_floor_months", "dwell_floor_ratio") if key in paths)
    operands: Operands = {**months, "floor": floor, "steps": run.plans.steps_per_month}
    unit = f"{run.plans.step}s"
    lags = (
        ("Relief interval", "e", "{tour} − {overlap}", part.own_times.relief, "From one arrival to its relief."),
        (
            "Cycle at the dwell floor",
            "C′",
            "{mobilisation} + {transit} + {tour} + {floor}",
            part.own_times.cycle,
            "From one arrival of a unit to its next, at the dwell floor; where none is given, at the goal.",
        ),
    )
    for title, result, template, steps, means in lags:
        stepped = _stepped(run, template)
        lines = lines_of(stepped, operands, np.asarray(steps, float), by_case(run))
        yield Formula(title, result, stepped, means, lines, unit, floors if "{floor}" in template else ())


def _stepped(run: Run, template: str) -> str:
    """A duration in whole steps: as it stands in months that are whole, else rounded."""
    if run.plans.step == "day":
        return f"round(({template}) × {{steps}})"
    return f"round({template})" if run.plans.off else template


def training_formulas(run: Run) -> Iterator[Formula]:
    """Yield the formulas of training: people in a month, and months to the target; none without trainers."""
    names = [name for name, part in run.scenario.force.items() if part.training is not None]
    if not names:
        return
    measures = run.outcomes.measures
    courses = {name: _course(name) for name in names}
    rate, months = measures["trained_per_month"], measures["months_to_target"]
    template = " + ".join(courses.values())
    lines = _lines(run, template, rate)
    means = "People trained in a month, one course following another."
    paths = tuple(f"force.{name}.training.{key}" for name in names for key in TRAINING)
    called = {_key(name, key): words for name in names for key, words in SYMBOLS.items()}
    yield Formula(
        MEASURES["trained_per_month"].label,
        "trained in a month",
        template,
        means,
        lines,
        "people a month",
        paths,
        called,
    )
    times = [f"{{{_key(name, 'target')}}} / ({courses[name]})" for name in names]
    template = times[0] if len(times) == 1 else f"max({', '.join(times)})"
    lines = _lines(run, template, months)
    means = "Months until every target is reached."
    paths = tuple(f"force.{name}.training.target" for name in names)
    yield Formula(MEASURES["months_to_target"].label, "months", template, means, lines, "months", paths, called)


def _course(name: str) -> str:
    """People trained in a month by one component."""
    trainers, trainees, course = (f"{{{_key(name, key)}}}" for key in TRAINING)
    return f"{trainers} × {trainees} / {course}"


def _key(name: str, key: str) -> str:
    return f"{name}_{key}"


def _lines(run: Run, template: str, result: Array) -> tuple[Line, ...]:
    operands = {
        _key(name, key): run.cases[f"force.{name}.training.{key}"]
        for name, part in run.scenario.force.items()
        if part.training is not None
        for key in (*TRAINING, "target")
    }
    return lines_of(template, operands, result, by_own_ends(result))
