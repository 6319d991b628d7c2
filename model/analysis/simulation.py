"""Simulation: seeded draws over all ranges and over the contributors taking part, counted in whole troops.

Draws are a way to choose cases. A range without a central value is uniform, with one triangular; a contributor with a
chance is in or out, independently of the others, and so is the backstop: their coalitions are drawn from tables. Where
the scenario allows it, the capacity of a coalition is looked up too (`model.engine.bloc`); else it is worked out nation
by nation. Blocks of 8,192 draws are each seeded by (seed, block), and their counts are whole numbers, so that the same
seed gives the same result however the blocks are spread over workers, and memory does not grow with the draws.
"""

import functools
import math
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.analysis.tasks import Progress, counted, in_order, unheard
from model.engine import budget
from model.engine.bloc import Bloc
from model.engine.cases import Cases, is_refused, refusals
from model.engine.outcomes import evaluate
from model.engine.supply import CONTRIBUTORS
from model.frozen import lazy
from model.kernels import coalitions
from model.kernels.arrays import ROUNDING, Array
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError

BLOCK, BLOCKS_AT_ONCE, BLOCKS_TOGETHER = 8_192, 16, 64
"""Draws of one seed; how many of these blocks are looked up in tables at once; and how many make up a task, enough to
be worth handing to a worker."""
DRAWN_MEASURES = ("deployed", "tied_up", "capacity", "margin", "shortfall")
"""Measures in troops; measures of supply only with a coalition."""
LEVELS = (0.1, 0.5, 0.9)
DRAW_COLUMNS = ("scenario", "measure", "tenth", "half", "nine_tenths", "mean")
"""Shares of the draws whose bounds are given, and the columns of `Simulation.rows`."""
KEPT = 2**24
"""Bytes of which the C library keeps twice as many; see `_keep_freed_memory`."""
MOST_DRAWS, MOST_SEED, MOST_BINS = 10**10, 2**32 - 1, 2**21
MOST_COUNTED = 2.0**62
"""The greatest number of troops that draws tell apart: a whole number holds no more."""
BACKSTOP, PROVIDED = "us_backstop.probability", "us_backstop.provided"


@dataclass(frozen=True)
class Tally:
    """The number of draws by troops: `counts[i]` draws came to `first + i * width` troops, or up to `width - 1` more.

    The width is 1, a bin for each whole number; where the numbers lie more than two million apart it is 10, 100 and
    so on, so that memory depends neither on the draws nor on the size of the numbers.
    """

    first: int
    counts: NDArray[np.int64]
    width: int = 1

    @classmethod
    def of(cls, whole: NDArray[np.int64]) -> "Tally":
        """Count whole numbers."""
        first, last = int(whole.min()), int(whole.max())
        width = _width(first, last)
        bins = whole - first if width == 1 else whole // width - first // width
        return cls(first // width * width, np.bincount(bins), width)

    @property
    def total(self) -> int:
        """The number of draws."""
        return int(self.counts.sum())

    def at_least(self, troops: int) -> int:
        """Return the number of draws with these troops or more; exact at 0 at any width."""
        return int(self.counts[max((troops - self.first) // self.width, 0) :].sum())

    def quantile(self, share: float) -> int:
        """Return the least number counted that at least this share of the draws does not exceed."""
        reached = np.cumsum(self.counts) >= math.ceil(share * self.total)
        return self.first + int(np.argmax(reached)) * self.width

    def evenly(self, count: int) -> list[int]:
        """Return `count` numbers, each the middle of one of as many equal parts of the draws."""
        return [self.quantile((part + 0.5) / count) for part in range(count)]

    @property
    def mean(self) -> float:
        """The mean of the draws, each rounded down to its bin."""
        return float(np.arange(self.counts.size) @ self.counts) / self.total * self.width + self.first

    def __add__(self, other: "Tally") -> "Tally":
        """Return the draws of both tallies; their order does not matter."""
        first = min(self.first, other.first)
        last = max(tally.first + (tally.counts.size - 1) * tally.width for tally in (self, other))
        width = max(self.width, other.width, _width(first, last))
        start = first // width
        counts = np.zeros(last // width - start + 1, np.int64)
        for tally in (self, other):
            begin = tally.first // width - start
            if tally.width == width:
                counts[begin : begin + tally.counts.size] += tally.counts
            else:
                np.add.at(
                    counts, (tally.first + np.arange(tally.counts.size) * tally.width) // width - start, tally.counts
                )
        return Tally(start * width, counts, width)


def _width(first: int, last: int) -> int:
    """The least power of ten that divides the numbers from first to last into no more than `MOST_BINS` bins."""
    width = 1
    while last // width - first // width >= MOST_BINS:
        width *= 10
    return width


@dataclass(frozen=True)
class Simulation:
    """The result of draws: a tally for each measure; None where the size of the force is not known."""

    scenario: Scenario
    draws: int
    seed: int
    tallies: Mapping[str, Tally | None]

    @property
    def kept_up(self) -> float | None:
        """The share of the draws in which the force is kept up; None without a margin."""
        tally = self.tallies.get("margin")
        return None if tally is None else tally.at_least(0) / self.draws

    @property
    def error(self) -> float | None:
        """The standard error of `kept_up`, with one more draw of either kind, so that it is not 0 where all agree."""
        share = self.kept_up
        near = None if share is None else (share * self.draws + 1) / (self.draws + 2)
        return None if near is None else math.sqrt(near * (1 - near) / self.draws)

    def rows(self) -> Iterator[tuple[str, str, int | None, int | None, int | None, float | None]]:
        """Yield scenario, measure, the values that one, five and nine of ten draws do not exceed, and their mean."""
        for name, tally in self.tallies.items():
            levels = [tally.quantile(share) if tally else None for share in LEVELS]
            yield (self.scenario.name, name, levels[0], levels[1], levels[2], tally.mean if tally else None)


def simulate(
    scenario: Scenario,
    *,
    draws: int,
    seed: int = 0,
    measures: Sequence[str] = DRAWN_MEASURES,
    executor: Executor | None = None,
    progress: Progress = unheard,
) -> Simulation:
    """Return the result of draws; the same seed gives the same result, on any executor.

    Only `measures`, which are among `DRAWN_MEASURES`, are worked out. A scenario may have more ranges than a run takes.
    `progress` is called with the number of tasks that are done, of half a million draws each, and of how many.

    Raises:
        ScenarioError: if draws or seed are no allowed whole numbers, a measure is none of these, the model refuses
            part of a range, or the scenario is too large.
    """
    check_numbers(draws=draws, seed=seed)
    if unknown := [name for name in measures if name not in DRAWN_MEASURES]:
        words = f"no draws of {', '.join(unknown)}; they count {', '.join(DRAWN_MEASURES)}"
        raise ScenarioError([Problem((), words, "--measures")])
    budget.check(scenario)  # names the corner that is refused, if one is
    work = functools.partial(_tallied, _Urn.of(scenario, int(seed), int(draws)), tuple(measures))
    tasks = range(-(-draws // (BLOCK * BLOCKS_TOGETHER)))
    results = counted(in_order(work, tasks, executor), len(tasks), progress)
    return Simulation(scenario, int(draws), int(seed), _combined(results))


def each_draw(simulation: Simulation) -> Iterator[dict[str, Array]]:
    """Yield the draws of a simulation again, block by block: inputs by their paths, then measures (draws,) each.

    Of a chance of taking part it is 1 or 0: whether the nation takes part. Measures are in whole troops, as they are
    counted; NaN where the size of the force is not known.
    """
    urn = _Urn.of(simulation.scenario, simulation.seed, simulation.draws)
    for drawn in urn.drawn(range(-(-simulation.draws // BLOCK))):
        measures = drawn.measures(tuple(simulation.tallies))
        yield {**drawn.inputs, **{name: np.broadcast_to(troops, drawn.count) for name, troops in measures}}


def check_numbers(*, draws: int, seed: int) -> None:
    """Refuse draws or a seed that are no allowed whole numbers.

    Raises:
        ScenarioError: naming what is allowed.
    """
    for name, number, least, most in (("draws", draws, 1, MOST_DRAWS), ("seed", seed, 0, MOST_SEED)):
        if not isinstance(number, int | np.integer) or isinstance(number, bool) or not least <= number <= most:
            words = f"'{number}' is not a number of draws" if name == "draws" else f"'{number}' is no seed"
            raise ScenarioError([Problem((), f"{words}; give a whole number from {least} to {most:,}", f"--{name}")])


@dataclass(frozen=True)
class _Urn:
    """The quantities to draw from: central values by path (1,); ranges as path, low, central, high; and chances.

    Attributes:
        chances: the path of each contributor's own chance, and of the backstop's (`PROVIDED`), with the path of the
            chance that holds for it.
        together: the paths of those that are drawn from the tables, in their order: all that are no ranges.
        tables: the tables of these coalitions.
        bloc: the capacity of every coalition; None where draws are worked out nation by nation.
    """

    scenario: Scenario
    seed: int
    draws: int
    held: Mapping[str, Array]
    ranges: tuple[tuple[str, float, float | None, float], ...]
    chances: Mapping[str, str]
    together: tuple[str, ...]
    tables: tuple[coalitions.Table, ...]
    bloc: Bloc | None

    @classmethod
    def of(cls, scenario: Scenario, seed: int, draws: int) -> "_Urn":
        held, coalition = Cases.central(scenario).values, scenario.coalition
        chances: dict[str, str] = {}
        for name, contributor in coalition.contributors.items() if coalition else ():
            by_contributor = f"{CONTRIBUTORS}.{name}.probability"
            by_position = f"coalition.probability_by_position.{contributor.position}"
            chances.update([(by_contributor, path) for path in (by_contributor, by_position) if path in held][:1])
        chances.update({PROVIDED: BACKSTOP} if BACKSTOP in held else {})
        ranges = scenario.ranges
        fixed = {path: float(held[of][0]) for path, of in chances.items() if of not in ranges}
        tables = tuple(coalitions.tables(list(fixed.values())))
        return cls(
            scenario=scenario,
            seed=seed,
            draws=draws,
            held=held,
            ranges=tuple((path, limits.low, limits.given_value, limits.high) for path, limits in ranges.items()),
            chances=chances,
            together=tuple(fixed),
            tables=tables,
            bloc=Bloc.of(scenario, tuple(fixed), tables),
        )

    @lazy
    def _packed(self) -> bytes:
        return pickle.dumps(dict(vars(self)))

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to workers with every task, yet packed once, and unpacked once by each worker."""
        return _unpacked, (self._packed,)

    def drawn(self, blocks: range) -> Iterator["_Drawn"]:
        """Yield the draws of some blocks, as many at once as is fastest."""
        at_once = BLOCKS_AT_ONCE if self.bloc else 1
        for first in range(blocks.start, blocks.stop, at_once):
            yield self._drawn(range(first, min(first + at_once, blocks.stop)))

    def _drawn(self, blocks: range) -> "_Drawn":
        sources = [np.random.Generator(np.random.SFC64([self.seed, block])) for block in blocks]
        count = min(len(blocks) * BLOCK, self.draws - blocks.start * BLOCK)

        def uniform() -> Array:
            return np.concatenate([source.random(BLOCK) for source in sources])[:count]

        inputs: dict[str, Array] = {}
        for path, low, mode, high in self.ranges:
            inputs[path] = _spread(uniform(), low, high, mode)
        for target, path in self.chances.items():
            if path in inputs:
                inputs[target] = (uniform() < inputs[path]).astype(float)
        return _Drawn(self, inputs, [table.cells(uniform()) for table in self.tables], count)


@functools.lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> _Urn:
    return _Urn(**pickle.loads(packed))  # noqa: S301  (packed by `_Urn` itself)


@dataclass(frozen=True)
class _Drawn:
    """The draws of one block: inputs by path, and the cells of the urn's tables (draws,) each."""

    urn: _Urn
    ranges: Mapping[str, Array]
    cells: Sequence[coalitions.Coalitions]
    count: int

    @lazy
    def inputs(self) -> Mapping[str, Array]:
        """All inputs by path; a chance of taking part, and that of the backstop (`PROVIDED`), is drawn as 1 or 0."""
        together = [
            members[cells]
            for table, cells in zip(self.urn.tables, self.cells, strict=True)
            for members in table.members.T.astype(float)
        ]
        return {**self.ranges, **dict(zip(self.urn.together, together, strict=True))}

    def measures(self, names: Sequence[str]) -> Iterator[tuple[str, Array]]:
        """Yield the measures that the scenario has, in whole troops, by the tables where the urn has a bloc.

        With a chance of the backstop, each draw is a case with the backstop or without it.
        """
        urn, bloc = self.urn, self.urn.bloc
        inputs = self.ranges if bloc else {path: array for path, array in self.inputs.items() if path != PROVIDED}
        cases = Cases(urn.scenario, {**urn.held, **inputs}, self.count)
        if not bloc and is_refused(cases).any():  # of a bloc every corner was checked, which is enough
            raise ScenarioError(list(refusals(cases)))
        outcomes = bloc.outcomes(cases, self.cells) if bloc else evaluate(cases)
        held = [name for name in names if name in outcomes.measures]
        if PROVIDED not in self.urn.chances:
            yield from ((name, _whole(name, outcomes[name])) for name in held)
            return
        is_provided = self.inputs[PROVIDED] == 1
        with_it, without = (
            evaluate(replace(cases, scenario=urn.scenario.replace({"us_backstop.provided": state})))
            for state in (True, False)
        )
        for name in held:
            yield name, _whole(name, np.where(is_provided, with_it[name], without[name]))


def _tallied(urn: _Urn, names: Sequence[str], task: int) -> dict[str, Tally | None]:
    """The tallies of one task: some blocks, one after another."""
    _keep_freed_memory()
    first = task * BLOCKS_TOGETHER
    last = min(first + BLOCKS_TOGETHER, -(-urn.draws // BLOCK))
    counted: dict[str, list[Array]] = {}
    for drawn in urn.drawn(range(first, last)):
        for name, troops in drawn.measures(names):
            counted.setdefault(name, []).append(troops)
    return {name: _tally(blocks) for name, blocks in counted.items()}


def _keep_freed_memory() -> None:
    """Have the C library of Linux keep memory that is freed for the next arrays; without it each is fetched anew.

    It keeps as much as twice the largest piece, of up to 32 MB, that was ever freed. This one is never written to.
    """
    np.empty(KEPT // 8)


def _spread(uniform: Array, low: float, high: float, mode: float | None) -> Array:
    """Turn uniform numbers into draws between low and high: uniform, or triangular about a central value."""
    if mode is None:
        return low + (high - low) * uniform
    share = (mode - low) / (high - low)
    below = low + np.sqrt(uniform * (high - low) * (mode - low))
    above = high - np.sqrt((1 - uniform) * (high - low) * (high - mode))
    return np.where(uniform < share, below, above)


def _whole(name: str, troops: Array) -> Array:
    """Round to whole troops: down (tolerating rounding errors), but a shortfall up, to match the margin."""
    slack = np.abs(troops)
    np.maximum(slack, 1.0, out=slack)
    slack *= ROUNDING
    whole = np.ceil(troops - slack) if name == "shortfall" else np.floor(troops + slack)
    whole += 0.0  # no negative zero
    return np.asarray(whole)


def _tally(blocks: Sequence[Array]) -> Tally | None:
    """Count whole numbers; None where some are not known."""
    if any(np.isnan(whole.min()) for whole in blocks):
        return None
    held = [np.clip(whole, -MOST_COUNTED, MOST_COUNTED) for whole in blocks]
    return Tally.of(np.concatenate(held, dtype=np.int64, casting="unsafe"))


def _combined(tasks: Iterable[Mapping[str, Tally | None]]) -> dict[str, Tally | None]:
    """Add the tasks' tallies up, one after another."""
    combined: dict[str, Tally | None] = {}
    for task in tasks:
        for name, tally in task.items():
            if name in combined:
                before = combined[name]
                tally = None if before is None or tally is None else before + tally  # noqa: PLW2901  (the sum so far)
            combined[name] = tally
    return combined
