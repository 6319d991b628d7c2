"""The rows of every frame, from one scenario's run; `model.engine.columns` declares what stands in them.

`low` and `high` are the cases of least and greatest tied up; in `measures`, each measure's own extremes.
"""

from collections.abc import Callable, Iterator
from typing import Any

from model.engine.chances import chance_by_size
from model.engine.run import Run, at_case, or_none
from model.engine.supply import at
from model.kernels import requirement
from model.kernels.timetable import PHASES as PHASES_OF_A_POOL
from model.terms import IN_CYCLE

Row = tuple[Any, ...]


def measure_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `measures`, None for what is not known."""
    for name in run.measures:
        found = run.measure(name)
        yield (run.scenario.name, name, run.unit(name), found.low, found.central, found.high)


def phase_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `phases`."""
    for case, number in run.case_numbers.items():
        for phase in IN_CYCLE:
            yield (run.scenario.name, case, phase, at_case(run.outcomes.phases[phase], number))


def requirement_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `requirement`."""
    for case, number in run.case_numbers.items():
        for name, part in run.outcomes.requirements.items():
            given = run.scenario.force[name]
            numbers = (part.strength, part.deployed, part.multiplier, part.tied_up, part.throughput)
            texts = (run.scenario.title_of(name), given.task, part.provider, given.place, given.posture)
            yield (run.scenario.name, case, name, *texts, *(at_case(values, number) for values in numbers))


def contributor_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `contributors`."""
    supply = run.outcomes.supply
    if supply is None or run.scenario.coalition is None:
        return
    deployed = run.outcomes.measures["deployed"]
    for case, number in run.case_numbers.items():
        weights = run.chance(number).pivotal_weight
        limits = supply.limits(number, is_by_offers=run.scenario.coalition.rule == "offers")
        numbers = (
            supply.land_strength, supply.pool, supply.sustained, supply.sustained_at_floor, supply.offer,
            requirement.ratio(supply.deployed, deployed), supply.deployed, supply.tied_up, supply.strain,
            requirement.ratio(supply.tied_up, supply.land_strength),
        )  # fmt: skip
        for row, name in enumerate(supply.names):
            given = run.scenario.coalition.contributors[name]
            yield (
                run.scenario.name, case, name, run.scenario.nation_title(name), given.position,
                bool(at(supply.counts, number)[row]), *(or_none(at(values, number)[row]) for values in numbers),
                limits[row], or_none(at(supply.probability, number)[row]), or_none(weights[row]),
            )  # fmt: skip


def chance_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `chances`: for force sizes from nothing to all together, the chance to keep them up."""
    for case, number in run.case_numbers.items() if run.outcomes.supply is not None else ():
        for troops, probability in zip(*chance_by_size(run.cases, run.outcomes, number), strict=True):
            yield (run.scenario.name, case, float(troops), float(probability))


def timeline_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `timeline`: troops in each month, the mean of its steps."""
    for case in run.case_numbers:
        for each in run.months(case):
            columns = (
                each.required,
                *(each.phases[phase] for phase in PHASES_OF_A_POOL),
                each.shortfall,
                each.pool,
            )
            for month, troops in enumerate(zip(*columns, strict=True), 1):
                yield (run.scenario.name, case, month, each.component, each.row.name, *map(float, troops))


def schedule_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `schedule`: every whole unit in every phase."""
    for case in run.case_numbers:
        for each in run.turns(case):
            relieves = each.relieves and each.relieves[0].unit(run.scenario, each.relieves[1])
            yield (
                run.scenario.name, case, each.component, each.row.name, each.row.unit(run.scenario, each.number),
                each.phase, each.start_month, each.end_month, relieves, each.dwell_months, each.below_goal_months,
            )  # fmt: skip


def input_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `inputs`: every quantity with what it rests on."""
    for path, quantity in run.scenario.quantities().items():
        unit = quantity.evidence.unit if quantity.evidence else run.scenario.unit_of(path)
        yield (
            run.scenario.name, path, quantity.low, quantity.central, quantity.high, unit, quantity.standing,
            quantity.claim, quantity.because,
        )  # fmt: skip


OF: dict[str, Callable[[Run], Iterator[Row]]] = {
    "measures": measure_rows,
    "phases": phase_rows,
    "requirement": requirement_rows,
    "contributors": contributor_rows,
    "chances": chance_rows,
    "timeline": timeline_rows,
    "schedule": schedule_rows,
    "inputs": input_rows,
}
"""The rows by the name of their frame."""
