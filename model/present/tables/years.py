"""The years of each nation: month by month, how much of what it can send is away, at home from a tour, or ready."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model.engine.months import Months
from model.engine.run import Run
from model.kernels.arrays import Array
from model.present.numbers import percent
from model.present.words.plain import nation_label

AWAY = ("deployed", "handing_over", "in_transit", "mobilised")
HOME = ("recovering", "resting", "preparing")
SHARED = "Smaller nations together"
"""The name of nations that are too small for a unit each."""


@dataclass(frozen=True)
class Step:
    """Months on end in which a nation's shares are the same; all numbers are shares, of the time and of its troops."""

    begin: float
    end: float
    away: float
    home: float


@dataclass(frozen=True)
class Year:
    """A nation's months: `busy` is the mean share of what it can send that is away or at home from a tour."""

    title: str
    short: str
    busy: float
    steps: tuple[Step, ...]

    @property
    def words(self) -> str:
        """The share in words."""
        return f"{percent(self.busy)} busy"


def years(run: Run, case: str) -> list[Year]:
    """Return the months of each nation that is in, the busiest first, then A to Z; none if nothing goes by months."""
    rows: dict[str, list[Months]] = {}
    for months in run.months(case):
        if months.component != months.row.name:  # not all together
            rows.setdefault(months.row.name, []).append(months)
    every = [year for name, parts in rows.items() if (year := _year(run, name, parts)) is not None]
    return sorted(every, key=lambda year: (-year.busy, year.title))


def _year(run: Run, name: str, parts: Sequence[Months]) -> Year | None:
    """One nation's months, of all parts of the force together; None for one that has nobody to send."""
    pool = np.sum([part.pool for part in parts], axis=0)
    if not pool.any():
        return None
    away, home = (_share(parts, phases, pool) for phases in (AWAY, HOME))
    is_nation = run.scenario.coalition is not None and name in run.scenario.coalition.contributors
    title = run.scenario.nation_title(name) if is_nation else SHARED
    return Year(title, nation_label(title), float(np.mean(away + home)), tuple(_steps(away, home)))


def _share(parts: Sequence[Months], phases: Sequence[str], pool: Array) -> Array:
    """The share of a nation's troops in some phases, by month."""
    troops = np.sum([part.phases[phase] for part in parts for phase in phases], axis=0)
    return np.divide(troops, pool, out=np.zeros(len(pool)), where=pool > 0)


def _steps(away: Array, home: Array) -> Iterator[Step]:
    """Months with equal shares as one step."""
    rounded = np.round(np.stack([away, home]), 4)
    changes = [0, *(1 + np.flatnonzero((rounded[:, 1:] != rounded[:, :-1]).any(axis=0))).tolist(), len(away)]
    for begin, end in itertools.pairwise(changes):
        yield Step(begin / len(away), end / len(away), float(rounded[0, begin]), float(rounded[1, begin]))
