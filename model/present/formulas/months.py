"""The formulas of the months and of training with the numbers of a run put in."""

from collections.abc import Iterator

import numpy as np

from model.engine.run import Run
from model.engine.units import ComponentPlan
from model.present.formulas.text import (
    MONTHS_AWAY,
    SYMBOLS,
    Formula,
    Operands,
    by_case,
    by_own_ends,
    durations_of,
    formula,
    number_at,
)
from model.present.words.plain import nation
from model.terms import MEASURES

IN_THEATRE = "{tour} − {overlap}"
TRAINING = ("trainers", "trainees_per_trainer", "course_months")


def month_formulas(run: Run, component: str, contributor: str | None) -> Iterator[Formula]:
    """Yield the formulas of a component's months: its units, the relief interval, the cycle at the floor."""
    part = next((plan for plan in run.plan.components if plan.name == component), None)
    if part is None or run.plan.is_too_short:
        return
    if part.is_whole:
        yield _units(run, part)
        yield from _units_of(run, part, contributor)
    yield from _lags(run, part)


def _units(run: Run, part: ComponentPlan) -> Formula:
    """The number of whole units that the greatest demand takes."""
    template = "⌈{needed} / {unit_troops}⌉"
    peak = run.outcomes.requirements[part.name].by_month.max(axis=1)
    operands: Operands = {"needed": peak, "unit_troops": part.troops}
    means = f"Units that go as a whole, rounded up: one {part.unit} more where the troops do not fill the last."
    at = f"force.{part.name}"
    keys = ("element.troops", "strength.troops_per_unit", "support_per_deployed")
    quantities = run.scenario.quantities()
    paths = [path for key in keys if (path := f"{at}.{key}") in quantities and not quantities[path].is_default]
    return formula(
        "q", template, operands, part.required.max(axis=0), by_case(run), title="Units asked for", means=means,
        unit="units", paths=paths,
    )  # fmt: skip


def _units_of(run: Run, part: ComponentPlan, contributor: str | None) -> Iterator[Formula]:
    """The whole units in a contributor's pool, where one component rotates and the contributor has units of its own."""
    supply = run.outcomes.supply
    row = next((number for number, row_of_part in enumerate(part.rows) if row_of_part.name == contributor), None)
    if supply is None or row is None or len(run.plan.components) > 1:
        return
    template = "⌊{pool_here} / {unit_troops}⌋"
    pool = supply.pool[supply.names.index(str(contributor))]
    units = part.pool[:, row].max(axis=0)
    cases = {label: case for label, case in by_case(run).items() if number_at(units, case) > 0}
    if not cases:
        return
    operands: Operands = {"pool_here": pool, "unit_troops": part.troops}
    name = nation(run.scenario.nation_title(str(contributor)))
    means = f"Units of {name} that take turns, rounded down; with fewer troops than one unit it shares them."
    yield formula("N", template, operands, units, cases, title="Units that take turns", means=means, unit="units")


def _lags(run: Run, part: ComponentPlan) -> Iterator[Formula]:
    """The relief interval and the cycle at the dwell floor, in steps of a month or a day."""
    months = durations_of(run, part.name)
    floor = run.cases.durations(part.name).get("dwell_floor_months", months["dwell"])
    paths = run.scenario.rotation_paths(part.name)
    floors = tuple(paths[key] for key in ("dwell_floor_months", "dwell_floor_ratio") if key in paths)
    operands: Operands = {
        **months, "floor": floor, "steps": run.plan.steps_per_month, "relief": np.asarray(part.own_times.relief, float),
    }  # fmt: skip
    unit = f"{run.plan.step}s"
    lags = (
        (
            "From one relief to the next",
            "e",
            _stepped(run, IN_THEATRE),
            part.own_times.relief,
            "From the arrival of a unit to that of its relief.",
        ),
        (
            "From one arrival of a unit to its next",
            "C′",
            _stepped_cycle(run, f"{MONTHS_AWAY} + {{floor}}"),
            part.own_times.cycle,
            "With the least rest that is tolerated; where none is given, with the rest that the rule asks for.",
        ),
    )
    for title, result, template, steps, means in lags:
        yield formula(
            result, template, operands, np.asarray(steps, float), by_case(run), title=title, means=means, unit=unit,
            paths=floors if "{floor}" in template else (),
        )  # fmt: skip


def _stepped(run: Run, template: str) -> str:
    """A duration in whole steps: as it stands in months that are whole, else rounded."""
    if run.plan.step == "day":
        return f"round(({template}) × {{steps}})"
    return f"round({template})" if run.plan.off else template


def _stepped_cycle(run: Run, template: str) -> str:
    """A cycle in whole steps: rounded, and no greater a multiple of the relief interval than it is in months."""
    if not run.plan.off:
        return _stepped(run, template)
    return f"min({_stepped(run, template)}, ⌊({template}) × {{relief}} / ({IN_THEATRE})⌋)"


def training_formulas(run: Run) -> Iterator[Formula]:
    """Yield the formulas of training: people in a month, and months to the target; none without trainers."""
    names = [name for name, part in run.scenario.force.items() if part.training is not None]
    if not names:
        return
    courses = {name: " × ".join(_operand(name, key) for key in TRAINING[:2]) for name in names}
    courses = {name: f"{course} / {_operand(name, TRAINING[2])}" for name, course in courses.items()}
    times = [f"{_operand(name, 'target')} / ({courses[name]})" for name in names]
    keys = [(name, key) for name in names for key in (*TRAINING, "target")]
    paths = {f"{name}_{key}": f"force.{name}.training.{key}" for name, key in keys}
    operands = {operand: run.cases[path] for operand, path in paths.items()}
    called = {f"{name}_{key}": SYMBOLS[key] for name, key in keys}
    rate, months = (run.outcomes[measure] for measure in ("trained_per_month", "months_to_target"))
    trained = MEASURES["trained_per_month"]
    yield formula(
        trained.in_a_sentence, " + ".join(courses.values()), operands, rate, by_own_ends(rate), names=called,
        title=trained.label, means="People trained in a month, one course following another.",
        unit="people a month", paths=[path for path in paths.values() if not path.endswith(".target")],
    )  # fmt: skip
    yield formula(
        "months", times[0] if len(times) == 1 else f"max({', '.join(times)})", operands, months, by_own_ends(months),
        title=MEASURES["months_to_target"].label, means="Months until every target is reached.", unit="months",
        paths=[path for path in paths.values() if path.endswith(".target")], names=called,
    )  # fmt: skip


def _operand(name: str, key: str) -> str:
    return f"{{{name}_{key}}}"
