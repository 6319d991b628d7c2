"""Joining: how much larger a force could be kept up if one more nation took part, and whether that closes the gap.

Each nation that is out is added by itself, in every case of the run, and the model evaluates all of them together: a
nation that joins is one whose chance of taking part is 1, as when a reader adds it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.engine.cases import Cases
from model.engine.outcomes import evaluate
from model.engine.run import Run
from model.engine.supply import CONTRIBUTORS
from model.kernels.arrays import ROUNDING
from model.scenario.scenario import varied

MOST_CASES = 8_192
"""Cases that are evaluated at once: larger arrays leave the processor's cache."""


@dataclass(frozen=True)
class Addition:
    """A nation's part if it joined, counted soldier by soldier.

    Attributes:
        name: the nation.
        low, high: troops by which the force that could be kept up would be larger, over all cases.
        closes: `high` if nothing of the force would be missing in any case, `low` if in some; not where the size of
            the force is not known.
    """

    name: str
    low: float
    high: float
    closes: frozenset[str]


def additions(run: Run) -> tuple[Addition, ...]:
    """Return the troops that each contributor that is out would add if it alone joined, the largest first, then A to Z.

    Contributors of unknown strength are left out. Empty without a coalition.

    >>> import model
    >>> first = additions(Run.of(model.load("willing_september_2025")))[0]
    >>> first.name, round(first.low), sorted(first.closes)
    ('turkey', 21000, ['high', 'low'])
    """
    supply = run.outcomes.supply
    if supply is None:
        return ()
    is_in, values = set(run.counted), run.cases.values
    names = [name for name in supply.names if name not in is_in and f"{CONTRIBUTORS}.{name}.land_strength" in values]
    cases = _with_their_months(run, names)
    at_once = max(1, MOST_CASES // run.cases.count)
    batches = (names[first : first + at_once] for first in range(0, len(names), at_once))
    added = [addition for batch in batches for addition in _added(run, cases, batch)]
    return tuple(sorted(added, key=lambda one: (-one.low, -one.high, run.scenario.nation_title(one.name))))


def _with_their_months(run: Run, names: Sequence[str]) -> Cases:
    """The run's cases where the months in which these nations would join or leave begin a period of their own."""
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    come_and_go = [name for name in names if contributors[name].joins_month or contributors[name].leaves_month]
    paths = (f"{CONTRIBUTORS}.{name}.probability" for name in come_and_go)
    chances = {path: 0.0 for path in paths if path not in run.cases.values}
    return replace(run.cases, scenario=varied(run.scenario, chances)) if chances else run.cases


def _added(run: Run, cases: Cases, names: Sequence[str]) -> Iterator[Addition]:
    """The troops that each of these nations would add: all cases once for each, in which it alone is sure to join."""
    count = cases.count
    chances = {}
    for number, name in enumerate(names):
        path = f"{CONTRIBUTORS}.{name}.probability"
        before = np.tile(np.broadcast_to(cases.value(path, 0.0), count), len(names))
        before[number * count : (number + 1) * count] = 1.0
        chances[path] = before
    outcomes = evaluate(cases.repeated(len(names)).with_values(chances, count * len(names)))
    capacities, margins = (outcomes[measure].reshape(len(names), count) for measure in ("capacity", "margin"))
    for name, capacity, margin in zip(names, capacities, margins, strict=True):
        adds = np.maximum(capacity - run.outcomes["capacity"], 0.0)  # less than nothing is a rounding error
        is_enough = {"low": margin.max(), "high": margin.min()}
        closes = frozenset(end for end, spare in is_enough.items() if spare > -1 + ROUNDING)
        yield Addition(name, float(adds.min()), float(adds.max()), closes)
