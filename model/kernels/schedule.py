"""Schedule: whole units relieving one another, step by step, in cumulative arrivals.

Kernels: numpy in, numpy out, the steps first and then the rows (any set of cases and contributors
side by side); units and steps throughout, a step being a month or a day. A(t), the arrivals up to
step t, is the greatest that three lines allow:

    A(t) = max( A(t-1), min( q(t) + A(t-e), N(t) + A(t-C') ) )

the demand q and the units relieved after e steps (tour less overlap); the pool N and the units back from a whole
cycle C' at the dwell floor; and no arrival is undone. Arrival k is unit k mod N, so the longest rested go first.
Whole units are integers; plain troops are floats, the same way. Arrays of arrivals begin `lead` steps before the
start: row `lead` is step 0, the first step is 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from model.kernels.arrays import ROUNDING, Array, Counts, Steps, added

FEW_ROWS = 256
"""Up to so many rows it is faster to run along the steps than to compare whole steps one after another."""
AT_ONCE = 128
"""Steps looked up at once."""


def rested(*, lead: int, rows: int, kind: DTypeLike = np.int32) -> Counts:
    """Return the past of units that have all been at home for ever (lead + 1, rows)."""
    return np.zeros((lead + 1, rows), kind)


def evenly_spread(*, count: Counts, cycle_steps: Steps | Array, lead: int) -> Counts:
    """Return the past of `count` units spread evenly over a cycle (lead + 1, rows); others of a pool are rested.

    Unit k of n last arrived at step -floor(k·C/n), so that the first of them is due back first. Plain troops, which are
    floats, arrive in equal parts at every step. `lead` must be at least as long as the longest cycle.

    >>> evenly_spread(count=np.array([2]), cycle_steps=np.array([4]), lead=4).T.tolist()
    [[-2, -2, -1, -1, 0]]
    """
    steps = np.arange(-lead, 1)[:, np.newaxis]
    later = -steps * count / cycle_steps
    if np.issubdtype(count.dtype, np.integer):
        # Unit k arrived after t where floor(k·C/n) < -t, that is where k < -t·n/C.
        later = np.ceil(later - ROUNDING)
    return -np.clip(later, 0, count).astype(count.dtype)


def arrivals(
    *, start: Counts, demand: Counts, pool: Counts, relief_steps: Steps, cycle_steps: Steps, steps: int
) -> Counts:
    """Return the cumulative arrivals, the past of `start` with `steps` steps after it (lead + 1 + steps, rows).

    A pool that falls to 0 sends no more units; units in theatre finish their tour.

    Args:
        start: arrivals up to the start (lead + 1, rows).
        demand: units asked for (steps, rows), or (1, rows) where it does not change.
        pool: units that rotate (steps, rows), or (1, rows) where it does not change.
        relief_steps: steps of a tour less its overlap, at least 1 (rows,) or (1,).
        cycle_steps: steps of a cycle at the dwell floor, no fewer (rows,) or (1,).
        steps: steps to work out.

    >>> one = {"relief_steps": np.array([6]), "cycle_steps": np.array([24]), "steps": 24}
    >>> arrived = arrivals(start=rested(lead=24, rows=1), demand=np.array([[1]]), pool=np.array([[3]]), **one)
    >>> in_theatre(arrived, lead=24, relief_steps=np.array([6]))[:, 0].tolist()
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    """
    rows = start.shape[1]
    arrived = np.empty((len(start) + steps, rows), start.dtype)
    arrived[: len(start)] = start
    demand, pool = (np.broadcast_to(counts, (len(counts), rows)) for counts in (demand, pool))
    at_once = int(np.min(relief_steps, initial=max(steps, 1)))  # no step of these sees another
    lags = (_lag_of(relief_steps, at_once), _lag_of(cycle_steps, at_once))
    if rows == 1:  # one row is faster without its axis
        _fill(arrived[:, 0], len(start), (demand[:, 0], pool[:, 0]), lags, at_once)
    elif rows:
        _fill(arrived, len(start), (demand, pool), lags, at_once)
    return arrived


@dataclass(frozen=True)
class _EachLag:
    """The lags of rows that differ, as places in flat arrivals from the longest lag before a step on (steps, rows)."""

    longest: int
    places: Steps


def _fill(
    arrived: Counts, first: int, lines: tuple[Counts, Counts], lags: tuple[int | _EachLag, int | _EachLag], at_once: int
) -> None:
    """Work out the rows of `arrived` from `first` on, so many steps at once."""
    (demand, pool), (relief, cycle) = lines, lags
    workspace = np.empty((at_once, *arrived.shape[1:]), arrived.dtype)
    for at in range(first, len(arrived), at_once):
        block = arrived[at : at + at_once]
        rows_of_block = workspace[: len(block)]
        _behind(arrived, at, relief, _during(demand, at - first, len(block)), rows_of_block)
        _behind(arrived, at, cycle, _during(pool, at - first, len(block)), block)
        np.minimum(block, rows_of_block, out=block)
        _never_fewer(arrived[at - 1 : at + at_once])


def _during(counts: Counts, begin: int, count: int) -> Counts:
    return counts[0] if len(counts) == 1 else counts[begin : begin + count]


def _behind(arrived: Counts, at: int, lag: int | _EachLag, more: Counts, out: Counts) -> None:
    """Write into `out` the arrivals `lag` steps before each of its steps, the first being `at`, and `more`."""
    if isinstance(lag, int):
        np.add(arrived[at - lag : at - lag + len(out)], more, out=out)
    else:
        np.take(arrived[at - lag.longest :].reshape(-1), lag.places[: len(out)], out=out, mode="clip")
        np.add(out, more, out=out)


def _never_fewer(arrived: Counts) -> None:
    """Let no row fall below the one before it, in place."""
    if arrived.ndim == 1 or arrived.shape[1] <= FEW_ROWS:
        np.maximum.accumulate(arrived, axis=0, out=arrived)
    else:
        for at in range(1, len(arrived)):
            np.maximum(arrived[at], arrived[at - 1], out=arrived[at])


def arrivals_together(
    *,
    start: Counts,
    demand: Counts,
    pool: Counts,
    required: Counts,
    most: Counts | None,
    relief_steps: Steps,
    cycle_steps: Steps,
    goal_steps: Steps,
    steps: int,
) -> Counts:
    """Return the arrivals where contributors wait for one another (lead + 1 + steps, contributors, cases).

    Each contributor sends units for its own demand, but all together send no more than are missing. With `most`, others
    fill in: units rested to the dwell goal are sent for the units still missing, the contributor with most such units
    first, among equals in the order of the contributors.

    Args:
        start: arrivals up to the start (lead + 1, contributors, cases).
        demand: units asked of each (steps, contributors, cases); like the next three, (1, …) where nothing changes.
        pool: units of each (steps, contributors, cases).
        required: units asked of all together (steps, cases).
        most: units that each may have out (steps, contributors, cases); None where nobody fills in.
        relief_steps: steps of a tour less its overlap (contributors, cases).
        cycle_steps: steps of a cycle at the dwell floor (contributors, cases).
        goal_steps: steps of a cycle at the dwell goal (contributors, cases).
        steps: steps to work out.
    """
    lead = len(start) - 1
    shape = start.shape[1:]
    arrived = np.concatenate([start, np.empty((steps, *shape), start.dtype)])
    relief, cycle, goal = (np.broadcast_to(lags, shape) for lags in (relief_steps, cycle_steps, goal_steps))
    for step in range(1, steps + 1):
        needed, able = (counts[0 if len(counts) == 1 else step - 1] for counts in (demand, pool))
        before = arrived[lead + step - 1]
        staying = before - _lagged(arrived, lead + step, relief)
        missing = np.maximum(required[0 if len(required) == 1 else step - 1] - added(staying), 0)
        free = np.maximum(able + _lagged(arrived, lead + step, cycle) - before, 0)
        sent = _up_to(missing, np.minimum(np.maximum(needed - staying, 0), free))
        if most is not None:
            limit = np.minimum(free, most[0 if len(most) == 1 else step - 1] - staying) - sent
            ready = np.minimum(able + _lagged(arrived, lead + step, goal) - before - sent, limit)
            sent = sent + _up_to(missing - added(sent), np.maximum(ready, 0))
        arrived[lead + step] = before + sent
    return arrived


def _lagged(arrived: Counts, at: int, lag: Steps) -> Counts:
    return np.take_along_axis(arrived, (at - lag)[np.newaxis], axis=0)[0]


def _up_to(limit: Counts, sent: Counts) -> Counts:
    """Cap the total sent at `limit`, the largest senders first (contributors, cases)."""
    order = np.argsort(-sent, axis=0, kind="stable")
    ranked = np.take_along_axis(sent, order, axis=0)
    before = np.cumsum(ranked, axis=0) - ranked
    cut = np.empty_like(sent)
    np.put_along_axis(cut, order, np.clip(limit - before, 0, ranked), axis=0)
    return cut


def in_theatre(arrived: Counts, *, lead: int, relief_steps: Steps) -> Counts:
    """Return the units deployed in each step, without units handing over (steps, rows); rows may be of any shape."""
    lag = _lag_of(np.broadcast_to(relief_steps, arrived.shape[1:]).ravel(), min(AT_ONCE, len(arrived)))
    if isinstance(lag, int):
        return arrived[lead + 1 :] - arrived[lead + 1 - lag : len(arrived) - lag]
    flat = arrived.reshape(len(arrived), -1)
    relieved = np.empty((len(arrived) - lead - 1, flat.shape[1]), arrived.dtype)
    for at in range(0, len(relieved), AT_ONCE):
        _behind(flat, lead + 1 + at, lag, np.zeros(1, flat.dtype), relieved[at : at + AT_ONCE])
    return arrived[lead + 1 :] - relieved.reshape(-1, *arrived.shape[1:])


def _lag_of(lags: Steps, at_once: int) -> int | _EachLag:
    """One number where all rows have the same lag, else the places of so many steps."""
    if lags.size and (lags == lags[0]).all():
        return int(lags[0])
    longest, rows = int(lags.max(initial=0)), np.arange(lags.size)
    return _EachLag(longest, (np.arange(at_once)[:, np.newaxis] + longest - lags) * lags.size + rows)


def mean_return(arrived: Counts, *, lead: int, pool: Counts, begins: Steps) -> tuple[Array, Array]:
    """Return how many arrivals are a unit's return, and the mean steps since its last arrival (rows,), NaN for none.

    The longest rested of N units arrives next, so arrival k is the return of the unit of arrival k - N; the sum of the
    times of the later arrivals less that of the earlier ones is the sum of the cycles, and no unit needs to be
    followed. Units that a growing pool takes in are rested: their first arrival is no return. A pool that gets
    smaller loses the longest rested.

    Args:
        arrived: cumulative arrivals (lead + 1 + steps, rows).
        lead: steps before the start.
        pool: units of each row in each period (periods, rows).
        begins: the first step of each period, the first being 1 (periods,).
    """

    def sum_of_times(most: Counts) -> Array:
        # an arrival counts once in the sum for every step from it to the end: its time is the end less these
        return end * np.minimum(arrived[-1], most) - begin * arrived[0] - added(np.minimum(arrived, most))

    begin, end = float(-lead), float(len(arrived) - lead)  # floats: a product of 32-bit counts and steps may not fit
    returns, cycles = np.zeros(arrived.shape[1:]), np.zeros(arrived.shape[1:])
    before, fresh = arrived[0], pool[0]
    differs = np.flatnonzero([True, *(pool[1:] != pool[:-1]).any(axis=tuple(range(1, pool.ndim)))])
    pool, begins = pool[differs], begins[differs]  # periods with the same pools are one
    for period, last_step in enumerate([*(begins[1:] - 1), len(arrived) - 1 - lead]):
        last = arrived[lead + last_step]
        if period:
            fresh = np.maximum(fresh + pool[period] - pool[period - 1], 0)
        first = np.minimum(before + fresh, last)
        returns += last - first
        cycles += sum_of_times(last) - sum_of_times(first)
        cycles -= sum_of_times(last - pool[period]) - sum_of_times(first - pool[period])
        fresh = np.maximum(fresh - (last - before), 0)
        before = last
    mean = np.divide(cycles, returns, out=np.full(returns.shape, np.nan), where=returns > ROUNDING)
    return returns, mean


def arrival_steps(arrived: Counts, *, lead: int) -> Steps:
    """Return the step at which each whole unit of one row arrives, past arrivals first (arrivals,).

    >>> arrival_steps(np.array([0, 0, 2, 2, 3]), lead=1).tolist()
    [1, 1, 3]
    """
    return np.repeat(np.arange(1, len(arrived)), np.diff(arrived)) - lead


def least_pool(
    *, demand: Counts, relief_steps: Steps, cycle_steps: Steps, goal_steps: Steps, steps: int, is_spread: bool
) -> Counts:
    """Return the fewest units that keep the demand up without one missed step (rows,), by search.

    From a rested start units sent together come home together, so each unit out takes a whole number in the cycle;
    evenly spread for a demand that does not change, a unit out takes C/(tour less overlap). The past of a pool is that
    of a schedule with this pool: spread for the demand of the first step.

    Args:
        demand: whole units asked for (steps, rows), or (1, rows) where it does not change.
        relief_steps: steps of a tour less its overlap, at least 1 (rows,).
        cycle_steps: steps of the cycle that the pool rotates in, at the dwell goal or its floor (rows,).
        goal_steps: steps of a cycle at the dwell goal, for the start (rows,).
        steps: steps over which nothing may be missing.
        is_spread: whether the units start evenly spread, not rested.

    >>> one = {"relief_steps": np.array([5]), "cycle_steps": np.array([17]), "goal_steps": np.array([17]), "steps": 99}
    >>> [int(least_pool(demand=np.array([[5]]), is_spread=spread, **one)[0]) for spread in (False, True)]
    [20, 17]
    """
    most = demand.max(axis=0)
    low = np.maximum(most, 0)  # fewer than are out at once never suffice
    if len(demand) == 1 and steps >= np.max(cycle_steps):
        low = -(-most * cycle_steps // relief_steps)  # no unit is out for longer than a tour in any one cycle
    high = most * -(-cycle_steps // relief_steps)  # so many groups, each of the whole demand, always suffice
    middle = low if is_spread else np.maximum(high - 1, low)  # where the demand is constant, the answer is at this end
    while (low < high).any():
        start = start_of(
            most=demand[0],
            pool=middle,
            relief_steps=relief_steps,
            cycle_steps=cycle_steps,
            goal_steps=goal_steps,
            is_spread=is_spread,
        )
        arrived = arrivals(
            start=start,
            demand=demand,
            pool=middle[np.newaxis],
            relief_steps=relief_steps,
            cycle_steps=cycle_steps,
            steps=steps,
        )
        out = in_theatre(arrived, lead=len(start) - 1, relief_steps=relief_steps)
        is_enough = (out >= demand).all(axis=0)
        high = np.where(is_enough, middle, high)
        low = np.where(is_enough, low, np.minimum(middle + 1, high))
        middle = (low + high) // 2
    return high


def start_of(
    *, most: Counts, pool: Counts, relief_steps: Steps, cycle_steps: Steps, goal_steps: Steps, is_spread: bool
) -> Counts:
    """Return the past that a schedule starts from: all units rested, or as many as the demand takes spread evenly.

    A pool too small for the demand at the dwell goal is spread over the shorter cycle in which it meets the demand, no
    shorter than that at the floor.

    Args:
        most: units to keep out (rows,); the rest of a larger pool is rested.
        pool: units that rotate (rows,).
        relief_steps: steps of a tour less its overlap (rows,).
        cycle_steps: steps of a cycle at the dwell floor (rows,).
        goal_steps: steps of a cycle at the dwell goal (rows,).
        is_spread: whether the units start evenly spread, not rested.
    """
    lead = int(np.max(goal_steps))
    if not is_spread:
        return rested(lead=lead, rows=pool.size, kind=pool.dtype)
    meets_demand = np.divide(pool * relief_steps, most, out=np.full(pool.shape, np.inf), where=most > 0)
    cycle = np.clip(meets_demand, cycle_steps, goal_steps)
    needed = most * cycle / relief_steps
    if np.issubdtype(pool.dtype, np.integer):
        needed = np.ceil(needed - ROUNDING)
    return evenly_spread(count=np.minimum(pool, needed).astype(pool.dtype), cycle_steps=cycle, lead=lead)
