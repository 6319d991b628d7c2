"""Sweeps: every combination of some paths' values, or points one by one, a row of measures for each point.

A sweep is a way to choose cases: the points, each with the corners of the ranges that are left. It is
worked out part by part, so that memory does not grow with the grid, in any order and on any executor: a part depends
on its number alone.
"""

import itertools
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from model.analysis import simulation
from model.analysis.simulation import LEVELS, MOST_DRAWS, simulate
from model.analysis.tasks import in_order
from model.engine.cases import Cases, has_corners
from model.engine.missing import REFUSED, in_one_cell, lacking
from model.engine.months import MONTH_MEASURES
from model.engine.outcomes import evaluate, evaluate_allowed
from model.engine.run import Run, runs
from model.engine.stack import CHANCE_MEASURES, extremes
from model.engine.wide import known_measures
from model.frozen import ENDS, lazy
from model.kernels.arrays import Array
from model.letters import quoted
from model.scenario import Scenario
from model.scenario.changes import split
from model.scenario.errors import Problem, ScenarioError
from model.scenario.nations import known_changes
from model.scenario.paths import Step, type_at
from model.scenario.plain import plain
from model.scenario.quantity import MOST
from model.terms import NOT_KNOWN

if TYPE_CHECKING:
    import pandas as pd

Part = dict[str, NDArray[Any]]
"""Columns of numbers, truth values or text, by name."""
DRAWN = ("tenth", "half", "nine_tenths", "mean")
KEPT_UP = ("kept_up", "kept_up_error")
MISSING = "why"
"""The column that says why values of a point are missing, after `refused`, which says whether the model refuses it."""
TOO_MANY_RANGES = "too many ranges"

POINTS_TOGETHER, CASES_TOGETHER, SLOW_POINTS_TOGETHER = 131_072, 1_048_576, 256
"""The most points and cases of a part; the most points where each is a run of its own."""
CASES_AT_ONCE, MOST_SAMPLES = 8_192, 1_000
MOST_POINTS = 10**8

Given = Sequence[object] | NDArray[np.generic]
Values = Array | tuple[object, ...]
"""The values of a path: an array of numbers where it holds a quantity, else anything it allows."""


@dataclass(frozen=True)
class Sweep:
    """A grid that has been checked and not yet worked out: the paths with their values, and the measures.

    Points are counted from 0; the values of the last path change from point to point. Where `zipped`, the first values
    of all paths make the first point, the second values the second, and so on.
    """

    scenario: Scenario
    over: Mapping[str, Values]
    measures: tuple[str, ...]
    draws: int | None
    seed: int
    zipped: bool = False

    @property
    def count(self) -> int:
        """The points of the grid."""
        return math.prod(self._shape)

    @property
    def parts(self) -> int:
        """How many parts the grid is worked out in."""
        return -(-self.count // self.points_together)

    def samples(self) -> list[Scenario]:
        """Return a scenario for each allowed combination of values that are no numbers; at most 1,000 are tried.

        Raises:
            ScenarioError: if it takes none of them.
        """
        lengths = [1 if isinstance(values, np.ndarray) else len(values) for values in self.over.values()]
        others: Iterator[tuple[int, ...]] = itertools.product(*map(range, lengths))
        if self.zipped:
            others = (tuple(min(point, length - 1) for length in lengths) for point in range(max(lengths)))
        samples: list[Scenario] = []
        refusal = ScenarioError([])
        for at in itertools.islice(others, MOST_SAMPLES):
            try:
                samples.append(self.scenario.replace(self._at(at)))
            except ScenarioError as error:
                refusal = ScenarioError([replace(problem, place="--over") for problem in error.problems])
        if not samples:
            raise refusal
        return samples

    @lazy
    def points_together(self) -> int:
        """The points of a part; the last may have fewer."""
        if self.draws is not None:
            return max(1, min(SLOW_POINTS_TOGETHER, simulation.BLOCK * simulation.BLOCKS_TOGETHER // self.draws))
        if self._slow:
            return SLOW_POINTS_TOGETHER
        return max(
            1, min(POINTS_TOGETHER, CASES_TOGETHER // max(Cases.widest(sample).count for sample in self.samples()))
        )

    def point(self, number: int) -> Scenario:
        """Return the scenario of one point.

        Raises:
            ScenarioError: if the model refuses a value there.
        """
        return self.scenario.replace(self._at([int(at) for at in self._places(np.array(number)).values()]))

    def part(self, number: int) -> Part:
        """Return one part as columns (points,): the paths' values, the measures, whether a point is refused, and why.

        `why` says why numbers of a point are missing, None where none is.
        """
        first = number * self.points_together
        numbers = np.arange(first, min(first + self.points_together, self.count))
        at = self._places(numbers)
        columns: Part = {path: self._column(path)[at[path]] for path in self.over}
        quick, refused = self._quick(at)
        columns |= {f"{name}_{end}": quick[name][row] for name in self.measures for row, end in enumerate(ENDS)}
        columns |= {name: np.full(numbers.size, np.nan) for name in self._drawn_columns}
        whys = np.full(numbers.size, None)
        for row, point, run in self._singly(numbers, refused):
            try:
                for name, value in self._one(point, run):
                    columns[name][row] = np.nan if value is None else value
            except ScenarioError:
                refused[row] = True
            else:
                if run is not None:
                    whys[row] = self._why(run, [name for name in self._numbers if np.isnan(columns[name][row])])
        if not self._slow:
            self._explain(whys, numbers, {name: np.isnan(columns[name]) & ~refused for name in self._numbers})
        for name in self._numbers:
            columns[name][refused] = np.nan
        return columns | {REFUSED: refused, MISSING: np.where(refused, REFUSED, whys)}

    def _singly(
        self, numbers: NDArray[np.intp], refused: NDArray[np.bool_]
    ) -> Iterator[tuple[int, Scenario, Run | None]]:
        """The rows and scenarios of points that take a run, or draws, of their own; mark those that are refused.

        The runs of points that differ in quantities alone are evaluated together.
        """
        points: dict[int, Scenario] = {}
        for row in np.flatnonzero(~refused).tolist() if self._slow or self.draws is not None else ():
            try:
                points[row] = self.point(int(numbers[row]))
            except ScenarioError:
                refused[row] = True
        run_of = dict(zip(points, runs([*points.values()]), strict=True)) if self._slow else {}
        for row, point in points.items():
            run = run_of.get(row)
            if isinstance(run, ScenarioError):
                refused[row] = True
            else:
                yield row, point, run

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a part, in order."""
        return (*self.over, *self._numbers, REFUSED, MISSING)

    @property
    def _numbers(self) -> tuple[str, ...]:
        """The columns of numbers that are worked out."""
        return (*(f"{name}_{end}" for name in self.measures for end in ENDS), *self._drawn_columns)

    def work_out(self, executor: Executor | None = None) -> Iterator[Part]:
        """Yield every part in order, worked out on an executor if one is given."""
        return in_order(self.part, range(self.parts), executor)

    def frame(self, executor: Executor | None = None) -> "pd.DataFrame":
        """Return the whole grid as one frame, a row for each point; for a grid that memory holds."""
        import pandas as pd  # noqa: PLC0415  (a fifth of a second that other commands do without)

        parts = [pd.DataFrame(part).astype({MISSING: "str"}) for part in self.work_out(executor)]
        return pd.concat(parts, ignore_index=True)

    @property
    def _shape(self) -> tuple[int, ...]:
        lengths = tuple(len(values) for values in self.over.values())
        return lengths[:1] if self.zipped else lengths

    def _places(self, numbers: NDArray[np.intp]) -> dict[str, NDArray[np.intp]]:
        """The place of each path's value at some points, by path."""
        places = np.unravel_index(numbers, self._shape)
        return dict(zip(self.over, places * len(self.over) if self.zipped else places, strict=True))

    @lazy
    def _kinds(self) -> dict[str, NDArray[np.intp]]:
        """For each path whose values are no numbers, the place of each value's first equal."""
        kinds = {}
        for path, values in self.over.items():
            if not isinstance(values, np.ndarray):
                firsts: dict[str, int] = {}
                kinds[path] = np.array([firsts.setdefault(repr(value), place) for place, value in enumerate(values)])
        return kinds

    def _at(self, at: Sequence[int]) -> dict[str, object]:
        """The changes of one point, from the place of each path's value."""
        chosen = ((path, values[i]) for (path, values), i in zip(self.over.items(), at, strict=True))
        return {path: float(value) if isinstance(value, np.floating) else value for path, value in chosen}

    def _column(self, path: str) -> NDArray[Any]:
        """A path's values as a column: numbers, true or false, or text."""
        values = self.over[path]
        if isinstance(values, np.ndarray):
            return values
        if all(isinstance(value, bool) for value in values) or all(isinstance(value, int | float) for value in values):
            return np.array(values)
        return np.array([value if isinstance(value, str) else json.dumps(value) for value in values], object)

    def _explain(
        self, whys: NDArray[np.object_], numbers: NDArray[np.intp], missing: Mapping[str, NDArray[np.bool_]]
    ) -> None:
        """Fill in why values of points are missing: one run tells it of all that differ in quantities alone."""
        missing = {name: is_missing for name, is_missing in missing.items() if is_missing.any()}
        if not missing:
            return
        rows = np.flatnonzero(np.any([*missing.values()], axis=0))
        at = self._places(numbers[rows])
        others = [self._kinds[path][at[path]] for path in self._kinds]
        kinds = np.array([*(is_missing[rows] for is_missing in missing.values()), *others], np.intp)
        _, firsts, alike = np.unique(kinds, axis=1, return_index=True, return_inverse=True)
        for group, first in enumerate(rows[firsts]):
            point = self.point(int(numbers[first]))
            gaps = [name for name, is_missing in missing.items() if is_missing[first]]
            whys[rows[alike == group]] = self._why(Run.of_any_size(point) if has_corners(point) else None, gaps)

    def _why(self, run: Run | None, gaps: Iterable[str]) -> str | None:
        """Why the numbers of these columns are missing at a point; its run is None where it has too many ranges."""
        reasons = {}
        for column in gaps:
            name, _, end = column.rpartition("_")
            if column in self._drawn_columns or (run is None and end == "central"):
                reasons[column] = NOT_KNOWN
            elif run is None:
                reasons[column] = TOO_MANY_RANGES
            else:
                reasons[column] = getattr(run.why(name), end) if name in run.measures else lacking(name)
        return in_one_cell(reasons)

    @property
    def _slow(self) -> list[str]:
        """The measures that take a run for each point: those of the chance and of the months."""
        return [name for name in self.measures if name in (*CHANCE_MEASURES, *MONTH_MEASURES)]

    @property
    def _drawn(self) -> list[str]:
        return [name for name in self.measures if name in simulation.DRAWN_MEASURES] if self.draws is not None else []

    @property
    def _drawn_columns(self) -> list[str]:
        kept_up = KEPT_UP if "margin" in self._drawn else ()
        return [*(f"{name}_{level}" for name in self._drawn for level in DRAWN), *kept_up]

    def _quick(self, at: Mapping[str, NDArray[np.intp]]) -> tuple[dict[str, Array], NDArray[np.bool_]]:
        """The measures of the steady state (3, points) each, NaN for others, and which points are refused.

        Points that differ in quantities alone are evaluated together.
        """
        count = next(iter(at.values())).size
        measures = {name: np.full((len(ENDS), count), np.nan) for name in self.measures}
        refused = np.zeros(count, bool)
        numbers = {path: values for path, values in self.over.items() if isinstance(values, np.ndarray)}
        alike = np.zeros(count, np.intp)
        for path, kinds in self._kinds.items():
            alike = alike * len(self.over[path]) + kinds[at[path]]
        for which in np.unique(alike):
            rows = np.flatnonzero(alike == which)
            try:
                scenario = self.scenario.replace(self._at([int(column[rows[0]]) for column in at.values()]))
            except ScenarioError:
                refused[rows] = True
            else:
                points = {path: values[at[path][rows]] for path, values in numbers.items()}
                refused[rows] = self._together(scenario, points, measures, rows)
        return measures, refused

    def _together(
        self, scenario: Scenario, numbers: Mapping[str, Array], measures: Mapping[str, Array], rows: NDArray[np.intp]
    ) -> NDArray[np.bool_]:
        """Fill in the measures of points that differ in numbers alone; return which of the points are refused."""
        base = Cases.widest(scenario)
        size = max(1, CASES_AT_ONCE // base.count)
        refused = np.zeros(rows.size, bool)
        for begin in range(0, rows.size, size):
            some = slice(begin, begin + size)
            count = rows[some].size
            values = {path: np.repeat(column[some], base.count) for path, column in numbers.items()}
            cases = base.repeated(count).with_values(values, count * base.count)
            evaluated, is_out = evaluate_allowed(cases, measures)
            refused[some] = is_out.reshape(count, base.count).any(axis=1)
            for name, troops in evaluated.items():
                measures[name][:, rows[some]] = self._ends(name, troops.reshape(count, -1), scenario)
        return refused

    def _ends(self, name: str, values: Array, scenario: Scenario) -> Array:
        """Low, central and high of points (3, points); without low and high where the ranges are too many."""
        low, middle, high = extremes(name, values)
        unknown = np.full(middle.shape, np.nan)
        return np.stack([low, middle, high] if has_corners(scenario) else [unknown, middle, unknown])

    def _one(self, scenario: Scenario, run: Run | None) -> Iterator[tuple[str, float | None]]:
        """The columns of one point alone: the measures of its run, and the draws."""
        if run is not None:
            for name in self._slow:
                ends = run.measure(name)
                yield from ((f"{name}_{end}", getattr(ends, end)) for end in ENDS)
        if self.draws is not None:
            drawn = simulate(scenario, draws=self.draws, seed=self.seed, measures=self._drawn)
            for name, tally in drawn.tallies.items():
                levels = [tally.quantile(share) for share in LEVELS] if tally else [None] * len(LEVELS)
                yield from zip(
                    (f"{name}_{level}" for level in DRAWN), [*levels, tally.mean if tally else None], strict=True
                )
            if "margin" in self._drawn:
                yield from zip(KEPT_UP, (drawn.kept_up, drawn.error), strict=True)


def sweep(
    scenario: Scenario,
    over: Mapping[str, Given],
    *,
    measures: Sequence[str] | None = None,
    draws: int | None = None,
    seed: int = 0,
    zipped: bool = False,
) -> Sweep:
    """Return the grid over some paths' values, to be worked out part by part or as one frame.

    Args:
        scenario: the scenario to vary.
        over: dotted path -> values; numbers, or anything the schema allows there.
        measures: by default the measures of the steady state, which are quick; the measures of the chance and of the
            months take a run for each point.
        draws: the number of draws at each point; none by default.
        seed: the seed of the draws, one for all points.
        zipped: whether the paths' values are taken side by side, as the rows of a table, not in every combination.

    Raises:
        ScenarioError: before anything is worked out, if a path does not exist, a value is not allowed there, a
            measure is not the scenario's, or the grid is too large.
    """
    values = grid(scenario, over, zipped=zipped)
    checked = Sweep(scenario, values, (), draws, seed, zipped)
    if draws is not None:
        _check_draws(checked.count, draws, seed)
    samples = checked.samples()
    known = dict.fromkeys(name for sample in samples for name in evaluate(Cases.central(sample)).measures)
    slow = [*(CHANCE_MEASURES if any(sample.coalition for sample in samples) else ()), *MONTH_MEASURES]
    names = (measures,) if isinstance(measures, str) else measures
    where = "in a sweep of this scenario"
    chosen = tuple(known) if names is None else known_measures(names, "--measures", known=(*known, *slow), where=where)
    if draws is None:
        for sample in samples:
            Cases.corners(sample)  # raises if there are too many ranges
    elif not any(name in simulation.DRAWN_MEASURES for name in chosen):
        words = f"draws count {', '.join(simulation.DRAWN_MEASURES)}; none of them is asked for"
        raise _fault(words, place="--measures")
    return replace(checked, measures=chosen)


def _fault(words: str, path: str | None = None, place: str = "--over") -> ScenarioError:
    return ScenarioError([Problem(() if path is None else split(path), words, place)])


def _check_draws(points: int, draws: int, seed: int) -> None:
    simulation.check_numbers(draws=draws, seed=seed)
    if points * draws > MOST_DRAWS:
        words = f"{points:,} points of {draws:,} draws each are {points * draws:,}, at most {MOST_DRAWS:,}"
        raise _fault(f"{words}; draw less often or take fewer points", place="--draws")


def grid(scenario: Scenario, over: Mapping[str, Given], *, zipped: bool = False) -> dict[str, Values]:
    """Return the values of every path.

    Raises:
        ScenarioError: if a path does not exist, its values are no list, one is not allowed there, the points are
            too many, or those of a `zipped` sweep are not as many for each path.
    """
    try:
        over = known_changes(over)
    except ScenarioError as error:
        raise ScenarioError([replace(problem, place="--over") for problem in error.problems]) from error
    kinds = {path: _kind(path, values) for path, values in over.items()}
    if not over or not all(len(values) for values in over.values()):
        raise _fault("name at least one path, and a value for each")
    lengths = {path: len(values) for path, values in over.items()}
    if zipped and len(set(lengths.values())) > 1:
        words = ", ".join(f"{path} has {length:,}" for path, length in lengths.items())
        raise _fault(f"points take one value of each path, so give as many for each: {words}")
    count = max(lengths.values()) if zipped else math.prod(lengths.values())
    if count > MOST_POINTS:
        raise _fault(f"{count:,} points, at most {MOST_POINTS:,}; take larger steps, fewer values or fewer paths")
    return {path: _values(scenario, path, values, kinds[path]) for path, values in over.items()}


def _kind(path: str, values: object) -> Step:
    """The type and the domain at a path."""
    try:
        kind = type_at(Scenario, split(path))
    except LookupError as error:
        raise _fault(str(error.args[0]), path) from error
    if isinstance(values, str) or not isinstance(values, Sequence | np.ndarray):
        raise _fault(f"{quoted(values)} is not a list of values; give a list of one value or more", path)
    return kind


def _values(scenario: Scenario, path: str, column: Given, kind: Step) -> Values:
    allowed, domain = kind
    values = [plain(value) for value in (column.tolist() if isinstance(column, np.ndarray) else column)]
    if domain is not None and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        if any(isinstance(value, int) and abs(value) > MOST for value in values):
            raise _fault("the number is too large to calculate with", path)
        numbers = np.asarray(values, float)
        nearest_zero = np.abs(numbers[numbers != 0]).min(initial=domain.most)
        for number in (numbers.min(), numbers.max(), nearest_zero):
            if fault := domain.refusal(float(number)):
                raise _fault(fault, path)
        return numbers
    adapter: TypeAdapter[object] = TypeAdapter(cast("type[object]", allowed))
    for value in values:
        try:
            if value is not None:  # None takes an entry away
                adapter.validate_python(value, context={"register": scenario.register})
        except ValidationError as error:
            raise _fault(f"{quoted(value)} is not allowed here: {error.errors()[0]['msg']}", path) from error
    return tuple(values)
