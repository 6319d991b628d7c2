"""Results: evaluated scenarios as tidy frames, made only when asked for.

Every frame has a column `scenario`; where it depends on the case also `case`: `central`, and `low` and `high`,
the cases of least and greatest tied up. In `measures`, low and high are each measure's own extremes. A figure that is
not known publicly, or that there is none of, is missing (NaN or None in a frame, null in a file); in `measures` a
column for each end says why: `low_why, central_why, high_why`.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self, overload

import numpy as np

from model.engine.cases import at, or_none
from model.engine.missing import (
    FIRST_TOUR,
    NO_LAND_STRENGTH,
    NO_OFFER,
    NO_POOL,
    NOT_ON_TOUR,
    NOTHING_DEPLOYED,
    Reasons,
    in_one_cell,
    lacking,
)
from model.engine.run import Run, at_case, runs
from model.frozen import Range
from model.kernels.arrays import ROUNDING, ratio
from model.kernels.timetable import UNIT_PHASES
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError
from model.terms import IN_CYCLE, MEASURES, NOT_KNOWN

if TYPE_CHECKING:
    import pandas as pd

Row = tuple[Any, ...]

TEXT, NUMBER, TRUTH = "str", "float64", "bool"
COLUMNS: dict[str, dict[str, str]] = {
    "measures": {
        "scenario": TEXT, "measure": TEXT, "unit": TEXT, "low": NUMBER, "central": NUMBER, "high": NUMBER,
        "bound": TEXT, "low_why": TEXT, "central_why": TEXT, "high_why": TEXT,
    },
    "phases": {"scenario": TEXT, "case": TEXT, "phase": TEXT, "troops": NUMBER, "why": TEXT},
    "requirement": {
        "scenario": TEXT, "case": TEXT, "component": TEXT, "title": TEXT, "task": TEXT, "provider": TEXT,
        "place": TEXT, "posture": TEXT, "strength": NUMBER, "deployed": NUMBER, "multiplier": NUMBER,
        "tied_up": NUMBER, "throughput": NUMBER, "why": TEXT,
    },
    "contributors": {
        "scenario": TEXT, "case": TEXT, "contributor": TEXT, "title": TEXT, "position": TEXT, "counts": TRUTH,
        "land_strength": NUMBER, "posted_elsewhere": NUMBER, "deployed_elsewhere": NUMBER, "pool": NUMBER,
        "sustained": NUMBER, "sustained_at_floor": NUMBER, "offer": NUMBER,
        "share_of_force": NUMBER, "deployed": NUMBER, "tied_up": NUMBER, "strain": NUMBER,
        "share_of_land_strength": NUMBER, "limit": TEXT, "probability": NUMBER, "pivotal_weight": NUMBER,
        "from_month": "int64", "to_month": "int64", "why": TEXT,
    },
    "chances": {"scenario": TEXT, "case": TEXT, "troops": NUMBER, "probability": NUMBER},
    "timeline": {
        "scenario": TEXT, "case": TEXT, "month": "int64", "component": TEXT, "contributor": TEXT, "required": NUMBER,
        "deployed": NUMBER, "handing_over": NUMBER, "in_transit": NUMBER, "mobilised": NUMBER, "recovering": NUMBER,
        "resting": NUMBER, "preparing": NUMBER, "ready": NUMBER, "left": NUMBER, "shortfall": NUMBER, "pool": NUMBER,
    },
    "schedule": {
        "scenario": TEXT, "case": TEXT, "component": TEXT, "contributor": TEXT, "element": TEXT, "phase": TEXT,
        "start_month": "int64", "end_month": "int64", "relieves": TEXT, "dwell_months": NUMBER,
        "below_goal_months": NUMBER, "why": TEXT,
    },
    "inputs": {
        "scenario": TEXT, "path": TEXT, "low": NUMBER, "central": NUMBER, "high": NUMBER, "unit": TEXT,
        "standing": TEXT, "claim": TEXT, "reason": TEXT,
    },
}  # fmt: skip
"""The columns of each frame and their types: the one place that declares them."""


def measure_rows(run: Run, names: Iterable[str] = ()) -> Iterator[Row]:
    """Yield the rows of `measures`, None for a missing value, and for a bound or a reason that there is none of.

    Args:
        run: the run.
        names: the measures that are wanted, with the reason where the run has none; by default all of the run.
    """
    measures = run.measures
    for name in names or measures:
        if name not in measures:
            yield missing_measure(run.scenario.name, name)
            continue
        bound = run.bound(name) if any(end is not None for end in run.measure(name)) else ""
        texts = (text or None for text in (bound, *run.why(name)))
        yield (run.scenario.name, name, run.unit(name), *run.measure(name), *texts)


def missing_measure(scenario: str, name: str) -> Row:
    """Return the row of `measures` for a measure that a scenario does not have, with the reason."""
    return (scenario, name, MEASURES[name].unit, None, None, None, None, *Reasons.at_all(lacking(name)))


def phase_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `phases`."""
    for case, number in run.case_numbers.items():
        for phase in IN_CYCLE:
            yield (run.scenario.name, case, phase, at_case(run.outcomes.phases[phase], number))


def requirement_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `requirement`."""
    for case, number in run.case_numbers.items():
        for name, demand in run.outcomes.requirements.items():
            component = run.scenario.force[name]
            numbers = (demand.strength, demand.deployed, demand.multiplier, demand.tied_up, demand.throughput)
            texts = (run.scenario.title_of(name), component.task, demand.provider, component.place, component.posture)
            yield (run.scenario.name, case, name, *texts, *(at_case(values, number) for values in numbers))


def contributor_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `contributors`."""
    supply = run.outcomes.supply
    if supply is None or run.scenario.coalition is None:
        return
    deployed = run.outcomes["deployed"]
    for case, number in run.case_numbers.items():
        weights = run.chances(number).chance.pivotal_weight
        limits, months = supply.limits(number), run.outcomes.limiting_months(number)
        numbers = (
            supply.land_strength, supply.posted_elsewhere, supply.deployed_elsewhere, supply.pool,
            supply.sustained, supply.sustained_at_floor, supply.offer,
            ratio(supply.deployed, deployed), supply.deployed, supply.tied_up, supply.strain,
            ratio(np.minimum(supply.tied_up, supply.pool), supply.land_strength),
        )  # fmt: skip
        for row, name in enumerate(supply.names):
            contributor = run.scenario.coalition.contributors[name]
            yield (
                run.scenario.name, case, name, run.scenario.nation_title(name), contributor.position,
                bool(at(supply.is_counted, number)[row]), *(or_none(at(values, number)[row]) for values in numbers),
                limits[row], or_none(at(supply.probability, number)[row]), or_none(weights[row]), *months,
            )  # fmt: skip


def chance_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `chances`: the chance to keep up each force size, from none to all together."""
    for case, number in run.case_numbers.items() if run.outcomes.supply is not None else ():
        for troops, probability in zip(*run.chances(number).by_size(), strict=True):
            yield (run.scenario.name, case, float(troops), float(probability))


def timeline_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `timeline`: troops in each month, the mean of its steps."""
    for case in run.case_numbers:
        for months in run.months(case):
            phases = (months.phases[phase] for phase in UNIT_PHASES)
            columns = zip(months.required, *phases, months.shortfall, months.pool, strict=True)
            for month, troops in enumerate(columns, 1):
                yield (run.scenario.name, case, month, months.component, months.row.name, *map(float, troops))


def schedule_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `schedule`: every whole unit in every phase."""
    for case in run.case_numbers:
        for turn in run.turns(case):
            relieves = turn.relieves and turn.relieves[0].unit(run.scenario, turn.relieves[1])
            yield (
                run.scenario.name, case, turn.component, turn.row.name, turn.row.unit(run.scenario, turn.number),
                turn.phase, turn.start_month, turn.end_month, relieves, turn.dwell_months, turn.below_goal_months,
            )  # fmt: skip


def input_rows(run: Run) -> Iterator[Row]:
    """Yield the rows of `inputs`: every quantity with its claim or reason."""
    for path, quantity in run.scenario.quantities().items():
        unit = quantity.evidence.unit if quantity.evidence else run.scenario.unit_of(path)
        yield (
            run.scenario.name, path, quantity.low, quantity.central, quantity.high, unit, quantity.standing,
            quantity.claim, quantity.because,
        )  # fmt: skip


REASONS: Mapping[str, Callable[[Run, Mapping[str, Any]], str]] = {
    "offer": lambda _, __: NO_OFFER,
    "strain": lambda _, cells: NO_POOL if cells["pool"] == 0 else NOT_KNOWN,
    "share_of_force": lambda run, cells: NOTHING_DEPLOYED if run.at(cells["case"], "deployed") == 0 else NOT_KNOWN,
    "share_of_land_strength": lambda _, cells: NO_LAND_STRENGTH if cells["land_strength"] == 0 else NOT_KNOWN,
    "dwell_months": lambda _, cells: FIRST_TOUR if cells["phase"] == "deployed" else NOT_ON_TOUR,
    "below_goal_months": lambda _, cells: FIRST_TOUR if cells["phase"] == "deployed" else NOT_ON_TOUR,
}
"""Why a number of a column is missing, by the run and the row's cells; of other columns it is not known publicly."""


def _explained(frame: str, rows: Callable[[Run], Iterator[Row]]) -> Callable[[Run], Iterator[Row]]:
    """Return the rows of a frame with its column `why`, the last, which says why numbers of the row are missing."""
    *columns, _ = COLUMNS[frame]
    numbers = [column for column in columns if COLUMNS[frame][column] == NUMBER]

    def explained(run: Run) -> Iterator[Row]:
        for row in rows(run):
            cells = dict(zip(columns, row, strict=True))
            missing = [column for column in numbers if cells[column] is None]
            reasons = {name: REASONS[name](run, cells) if name in REASONS else NOT_KNOWN for name in missing}
            yield (*row, in_one_cell(reasons))

    return explained


ROWS: dict[str, Callable[[Run], Iterator[Row]]] = {
    "measures": measure_rows,
    "phases": _explained("phases", phase_rows),
    "requirement": _explained("requirement", requirement_rows),
    "contributors": _explained("contributors", contributor_rows),
    "chances": chance_rows,
    "timeline": timeline_rows,
    "schedule": _explained("schedule", schedule_rows),
    "inputs": input_rows,
}


def frame_of(columns: Mapping[str, str], lines: Sequence[Row]) -> "pd.DataFrame":
    """Return rows as a frame with these columns, each with its type."""
    import pandas as pd  # noqa: PLC0415  (a fifth of a second that a printed table does without)

    return pd.DataFrame(lines, columns=list(columns)).astype(columns)


class _Frame:
    """A frame of results, made when it is first read; each reader has a copy, so that none can change another's."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, results: None, owner: type) -> Self: ...

    @overload
    def __get__(self, results: "Results", owner: type) -> "pd.DataFrame": ...

    def __get__(self, results: "Results | None", owner: type) -> "Self | pd.DataFrame":
        if results is None:
            return self
        frames = vars(results)
        if (key := f"_{self._name}") not in frames:
            frames[key] = frame_of(COLUMNS[self._name], [row for run in results.runs for row in ROWS[self._name](run)])
        return frames[key].copy()


PLAIN: Mapping[str, Callable[[Any], Any]] = {TEXT: str, NUMBER: float, "int64": int, "bool": bool}
"""The plain value of a cell of each type."""


def plain_rows(columns: Mapping[str, str], lines: Iterable[Row]) -> Iterator[Row]:
    """Yield rows as `frame_of` would hold them, each cell a plain value of its column's type, None where it is missing.

    >>> list(plain_rows({"name": "str", "troops": "float64"}, [("a", 1), (None, float("nan"))]))
    [('a', 1.0), (None, None)]
    """
    kinds = [PLAIN[kind] for kind in columns.values()]
    for line in lines:
        yield tuple(
            None if cell is None or cell != cell else kind(cell)  # noqa: PLR0124  (NaN alone is not itself)
            for kind, cell in zip(kinds, line, strict=True)
        )


@dataclass(frozen=True)
class Results:
    """The results of one scenario or of many, in one table each."""

    runs: tuple[Run, ...]

    def measure(self, name: str) -> Range:
        """Return a measure of the only scenario.

        Raises:
            KeyError: for a measure that the model does not have.
            ValueError: if these are the results of several scenarios.
        """
        (run,) = self.runs
        return run.measure(name)

    measures = _Frame()
    """One row per measure, with its own low and high, how they bound it, and why one of them is missing."""
    phases = _Frame()
    """One row per case and phase of the coalition's tied-up total."""
    requirement = _Frame()
    """One row per case, component and provider."""
    contributors = _Frame()
    """One row per case and contributor: position, pool, troops it could keep up, carries and ties up, its weight.

    The numbers are those of the period that limits the coalition, `from_month` to `to_month`.
    """
    chances = _Frame()
    """One row per case and force size: the chance that the contributors taking part could keep it up."""
    timeline = _Frame()
    """One row per case, month, component and contributor, and for all together: troops by phase, and the pool."""
    schedule = _Frame()
    """One row per case, whole unit and phase: from which month to which, and whom it relieves."""
    inputs = _Frame()
    """One row per quantity: its path, range, unit, standing, claim and reason."""

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Return the frames that hold anything, by name: an empty one, such as `chances`, is left out."""
        return {name: frame for name in COLUMNS if len(frame := getattr(self, name))}


def run(scenario: Scenario) -> Results:
    """Return the results of one scenario: low, central and high of each measure, and the frames.

    Raises:
        ScenarioError: as `Run.of` does.
    """
    return run_many([scenario])


def run_many(scenarios: Iterable[Scenario]) -> Results:
    """Return the results of many scenarios in one table each; see `run`.

    Raises:
        ScenarioError: if two have one name, so that their rows could not be told apart; or as `run` does, with the name
            of each scenario that is refused as the place of its faults.
    """
    with collector_at_rest():
        scenarios = tuple(scenarios)
        for name, times in Counter(scenario.name for scenario in scenarios).items():
            if times > 1:
                raise ScenarioError(
                    [Problem((), already_there(name, "give replace a name: replace(changes, name=...)"))]
                )
        done = runs(scenarios)
    refused = {of.name: error for of, error in zip(scenarios, done, strict=True) if isinstance(error, ScenarioError)}
    if refused:
        if len(scenarios) == 1:
            raise refused[scenarios[0].name]
        rows = ((name, problem) for name, error in refused.items() for problem in error.problems)
        raise ScenarioError([replace(problem, place=problem.place or name) for name, problem in rows])
    return Results(tuple(run for run in done if isinstance(run, Run)))


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let Python's collector of cycles rest while many scenarios are read, which it would walk again and again."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def already_there(name: str, remedy: str) -> str:
    """Return the refusal of a second scenario of one name."""
    return f"a scenario named '{name}' is already there; {remedy}"


def largest_force(run: Run, case: str, level: float) -> float:
    """Return the largest force that could be kept up at this chance or a greater one, in one case (troops)."""
    return max(row[2] for row in chance_rows(run) if row[1] == case and row[3] >= level - ROUNDING)
