"""Ways to close the gap: what one thing alone would have to be for the nations to keep the force up.

The things are the size of the force, each input that moves the margin, one nation more, and all that the nations could
do beyond their offers. Only cases with a gap are asked. Without a gap both are, and a way ends where one would open:
then a nation is one that leaves.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from model.analysis.breakeven import POINTS, Held, Solution, solve_all
from model.analysis.joining import additions
from model.engine.cases import at
from model.engine.outcomes import NO_LIMIT, evaluate
from model.engine.run import Run
from model.engine.supply import CONTRIBUTORS
from model.frozen import ENDS
from model.kernels.arrays import ROUNDING

Kind = Literal["size", "input", "nation", "offers"]
EASY, HARD = "low", "high"
"""The cases that are asked: the least and the most tied up, where the nations have most and least to spare."""
BEYOND = np.full(1, NO_LIMIT)
LEAST_MISSING = 1 - ROUNDING
"""Fewer troops than one soldier are none."""


@dataclass(frozen=True)
class Nation:
    """A nation and the troops by which it alone would change what could be kept up, in each case that is asked."""

    name: str
    troops: Mapping[str, float]


@dataclass(frozen=True)
class Way:
    """One thing alone that would close the gap, or that could go so far until one opens.

    Attributes:
        kind: what it is.
        path: the dotted path of an input; empty for another kind.
        now: its value in each case in which it does so.
        reached: the value nearest to that with which no troops are missing, in the same cases: a whole step of an input
            that people count in whole steps. Of the size and of offers, the troops that could be kept up.
        far: how far it would have to go, as a share of what it is, in the case in which that is most.
        nations: the nations each of which does so alone, in some case, the one with most troops first.
    """

    kind: Kind
    path: str
    now: Mapping[str, float]
    reached: Mapping[str, float]
    far: float
    nations: tuple[Nation, ...] = ()

    @property
    def has_room(self) -> bool:
        """Whether it could go anywhere: not where nothing is to spare, and not where a nation is what it takes."""
        return bool(self.nations) or any(self.reached[case] != self.now[case] for case in self.reached)


@dataclass(frozen=True)
class Ways:
    """All ways of one run.

    Attributes:
        margins: troops to spare in each case that is asked, below zero where they are missing.
        ways: those that do it in every case asked first, then those that go least far.
        idle: the dotted paths of the inputs that in no case do.
        extra: the troops that the nations could keep up beyond their offers, where that would not do, in each case.
    """

    margins: Mapping[str, float]
    ways: tuple[Way, ...]
    idle: tuple[str, ...]
    extra: Mapping[str, float]

    @property
    def is_short(self) -> bool:
        """Whether there is a gap to close."""
        return any(map(_is_missing, self.margins.values()))

    def of(self, kind: Kind) -> Way | None:
        """Return the way of a kind of which there is one at most."""
        return next((way for way in self.ways if way.kind == kind), None)

    def is_sure(self, way: Way) -> bool:
        """Whether a way closes the gap in every case that is asked."""
        return set(self.margins) <= set(way.reached)


def ways(run: Run, solutions: Sequence[Solution] | None = None) -> Ways | None:
    """Return the ways to close the gap of a run; None where there is no margin: no nations, or a size not known.

    `solutions` are the break-even of each input of the scenario, where they are worked out already.
    """
    margins = _asked(run)
    if not margins:
        return None
    if solutions is None:
        solutions, _ = solve_all(run.scenario)
    inputs = [_input(run, solution, margins) for solution in solutions if ".strength." not in solution.lever]
    extra = _beyond_offers(run, margins)
    candidates = [_size(run, margins), _nation(run, margins), _offers(run, margins, extra), *inputs]
    able = [way for way in candidates if way.reached]
    listed = Ways(margins, (), (), {})
    ordered = sorted(able, key=lambda way: (not listed.is_sure(way), way.far, way.path))
    idle = tuple(way.path for way in inputs if not way.reached)
    is_idle = any(extra.values()) and all(way.kind != "offers" for way in able)
    return Ways(margins, tuple(ordered), idle, extra if is_idle else {})


def _asked(run: Run) -> dict[str, float]:
    """The margin in each case with a gap, else in both; none where there is no margin."""
    if run.outcomes.supply is None:
        return {}
    margins = {case: margin for case in (EASY, HARD) if (margin := run.at(case, "margin")) is not None}
    return {case: margin for case, margin in margins.items() if _is_missing(margin)} or margins


def _is_missing(margin: float) -> bool:
    return margin <= -LEAST_MISSING


def _size(run: Run, margins: Mapping[str, float]) -> Way:
    """The size of the whole force, of the same mix."""
    now = {case: run.at(case, "deployed") or 0.0 for case in margins}
    reached = {case: now[case] + margin for case, margin in margins.items()}
    return Way("size", "", now, reached, _farthest(now, reached))


def _input(run: Run, solution: Solution, margins: Mapping[str, float]) -> Way:
    """One input, from its value in each case to the nearest one at which the margin changes its sign."""
    values = run.cases[solution.lever]
    now, reached = {}, {}
    for case, margin in margins.items():
        value = float(at(values, run.case_numbers[case]))
        is_short = _is_missing(margin)
        ends = [*_crossings(run, solution, case, is_short=is_short), *_jumps(solution, case, value, is_short=is_short)]
        if ends:
            now[case], reached[case] = value, min(ends, key=lambda end: abs(end - value))
    return Way("input", solution.lever, now, reached, _farthest(now, reached))


def _crossings(run: Run, solution: Solution, case: str, *, is_short: bool) -> Sequence[float]:
    """The values at which the margin is zero; to close a gap by an input in whole steps, the step next to each."""
    roots = solution.roots[case]
    if not is_short:
        endless = _endless(run, solution, case) if solution.stretches[case] else set()
        return [root for root in roots if root not in endless]
    steps = solution.whole.get(case) or (None,) * len(roots)
    return [root if step is None else step for root, step in zip(roots, steps, strict=True)]


def _endless(run: Run, solution: Solution, case: str) -> set[float]:
    """The ends of stretches with a margin of zero beyond which none is below zero, or the search ends."""
    step = (solution.between[1] - solution.between[0]) / POINTS
    beyond = {
        end: end + side * step for ends in solution.stretches[case] for end, side in zip(ends, (-1, 1), strict=True)
    }
    inside = {end: at for end, at in beyond.items() if solution.between[0] <= at <= solution.between[1]}
    numbers = np.full(len(inside), ENDS.index(case))
    held = Held.of(run, [solution.lever])
    margins = held.margins({solution.lever: np.array(list(inside.values()))}, numbers) if inside else numbers
    opening = {end for end, margin in zip(inside, margins.tolist(), strict=True) if margin < 0}
    return set(beyond) - opening


def _jumps(solution: Solution, case: str, now: float, *, is_short: bool) -> Iterable[float]:
    """The values next to a jump of the margin over zero, on the side on which no troops are missing."""
    is_whole = bool(solution.whole)
    for jump in solution.jumps[case]:
        is_up = (jump > now) == is_short
        step = (math.floor(jump) + 1 if is_up else math.ceil(jump) - 1) if is_whole else math.nextafter(jump, math.inf)
        yield float(step) if is_whole or is_up else math.nextafter(jump, -math.inf)


def _nation(run: Run, margins: Mapping[str, float]) -> Way:
    """One nation more; without a gap, one less."""
    is_short = any(map(_is_missing, margins.values()))
    able = _joining(run, margins) if is_short else _leaving(run, margins)
    nations = sorted(
        (Nation(name, by_case) for name, by_case in able.items() if by_case),
        key=lambda nation: (-len(nation.troops), -max(nation.troops.values()), nation.name),
    )
    by_case = {case: [nation.troops[case] for nation in nations if case in nation.troops] for case in margins}
    most = {case: max(troops) for case, troops in by_case.items() if troops}
    far = max((abs(margins[case]) / troops for case, troops in most.items()), default=0.0)
    return Way("nation", "", {case: margins[case] for case in most}, most, far, tuple(nations))


def _joining(run: Run, margins: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """The troops that each nation would add where they close the gap: in the easy case the most, else the least."""
    return {
        one.name: {case: one.high if case == EASY else one.low for case in margins if case in one.closes}
        for one in additions(run)
    }


def _leaving(run: Run, margins: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """The troops that each nation that is in would take away where no gap opens without it.

    All nations are taken out in one evaluation, each by itself.
    """
    names, numbers = run.counted, [run.case_numbers[case] for case in margins]
    if not names:
        return {}
    held = {path: values[numbers] if values.size > 1 else values for path, values in run.cases.values.items()}
    few = replace(run.cases, values=held, count=len(numbers))
    is_out = np.repeat(np.eye(len(names), dtype=bool), len(numbers), axis=1)
    chances = {}
    for name, out in zip(names, is_out, strict=True):
        path = f"{CONTRIBUTORS}.{name}.probability"
        stated = np.tile(np.broadcast_to(few.value(path, 1.0), len(numbers)), len(names))
        chances[path] = np.where(out, 0.0, stated)
    without = evaluate(few.repeated(len(names)).with_values(chances, is_out.shape[1]))["capacity"]
    before = np.array([run.at(case, "capacity") or 0.0 for case in margins])
    lost = before - without.reshape(len(names), len(numbers))
    return {
        name: {
            case: less
            for case, less in zip(margins, row, strict=True)
            if less > 0 and not _is_missing(margins[case] - less)
        }
        for name, row in zip(names, lost.tolist(), strict=True)
    }


def _beyond_offers(run: Run, margins: Mapping[str, float]) -> dict[str, float]:
    """The troops that could be kept up beyond the offers of the nations that are in, in each case."""
    paths = [f"{CONTRIBUTORS}.{name}.offer_troops" for name in run.counted]
    offers = {path: BEYOND for path in paths if path in run.cases.values}
    if not offers:
        return {}
    unlimited = evaluate(run.cases.with_values(offers, run.cases.count))["capacity"]
    grown = unlimited - run.outcomes["capacity"]
    return {case: float(at(grown, run.case_numbers[case])) for case in margins}


def _offers(run: Run, margins: Mapping[str, float], extra: Mapping[str, float]) -> Way:
    """All that the nations could keep up, whatever they offered; no way where there is no gap."""
    able = [
        case for case, troops in extra.items() if _is_missing(margins[case]) and not _is_missing(margins[case] + troops)
    ]
    now = {case: run.at(case, "capacity") or 0.0 for case in able}
    reached = {case: now[case] + extra[case] for case in able}
    far = max((-margins[case] / extra[case] for case in able), default=0.0)
    return Way("offers", "", now, reached, far)


def _farthest(now: Mapping[str, float], reached: Mapping[str, float]) -> float:
    """The longest way from a value to another, as a share of it; endless from zero."""
    pairs = [(now[case], end) for case, end in reached.items()]
    return max(
        (abs(end - value) / abs(value) if value else math.inf for value, end in pairs if end != value), default=0
    )
