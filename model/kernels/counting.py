"""Counting: the chance that several sums reach their needs at once, by every outcome of who takes part, or by draws.

Every outcome is counted where at most 16 contributors are uncertain. Where they are more, 65,536 outcomes are drawn,
the same for the chance, for what each contributor changes in it and for its course over the size of the needs.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from model.kernels import coalitions
from model.kernels.arrays import Array

MOST_COUNTED, DRAWS, SEED = 16, 65_536, 0
"""Uncertain contributors whose outcomes are all counted, and the draws where they are more."""
MOST_AT_ONCE, MOST_SUMS = 8_192, 2**21
"""Outcomes in memory at once, and the sums of them, one for each need (16 MB)."""


def are_counted(probabilities: Array) -> bool:
    """Return whether few enough contributors are uncertain for every outcome to be counted.

    >>> are_counted(np.full(17, 0.5)), are_counted(np.append(np.full(16, 0.5), 1.0))
    (False, True)
    """
    return int(((probabilities > 0) & (probabilities < 1)).sum()) <= MOST_COUNTED


def chance_and_weights(
    needed: NDArray[np.int64], brings: NDArray[np.int64], probabilities: Array
) -> tuple[float, Array, float]:
    """Return the chance that all needs are met, what each contributor changes in it, and the chance's standard error.

    Args:
        needed: troops (needs,).
        brings: the troops that each contributor brings to each need (needs, contributors).
        probabilities: the chance that each takes part (contributors,).

    >>> kept_up, weights, error = chance_and_weights(np.array([1, 1]), np.eye(2, dtype=int), np.array([0.5, 0.25]))
    >>> kept_up, weights.tolist(), error
    (0.125, [0.25, 0.5], 0.0)
    """
    kept_up, weights = 0.0, np.zeros(probabilities.size)
    for takes_part, chances in _outcomes(probabilities, needed.size):
        spare = brings @ takes_part.T - needed[:, np.newaxis]
        is_met = (spare >= 0).all(axis=0)
        kept_up += float(chances[is_met].sum())
        met, unmet = spare[:, is_met], spare[:, ~is_met]
        for contributor, troops in enumerate(brings.T[:, :, np.newaxis]):
            is_in = takes_part[:, contributor]
            is_lost = is_in[is_met] & ~(met >= troops).all(axis=0)
            is_won = ~is_in[~is_met] & (unmet >= -troops).all(axis=0)
            weights[contributor] += chances[is_met] @ is_lost + chances[~is_met] @ is_won
    return kept_up, weights, 0.0 if are_counted(probabilities) else float(np.sqrt(kept_up * (1 - kept_up) / DRAWS))


def chances_by_row(needed: NDArray[np.int64], brings: NDArray[np.int64], probabilities: Array) -> Array:
    """Return the chance that all needs of a row are met (rows,); `needed` (rows, needs) are all greater or all less.

    >>> needed, brings = np.array([[0, 0], [2, 2], [1, 1]]), np.eye(2, dtype=int)
    >>> chances_by_row(needed, brings, np.array([0.5, 0.25])).tolist()
    [1.0, 0.0, 0.125]
    """
    order = np.lexsort(needed.T)
    tally = np.zeros(len(needed) + 1)
    for takes_part, chances in _outcomes(probabilities, needed.shape[1]):
        sums = brings @ takes_part.T
        rows = [
            np.searchsorted(limits, of_need, "right") for limits, of_need in zip(needed[order].T, sums, strict=True)
        ]
        tally += np.bincount(np.min(rows, axis=0), weights=chances, minlength=tally.size)
    by_row = np.zeros(len(needed))
    by_row[order] = np.cumsum(tally[:0:-1])[::-1]
    return by_row


def _outcomes(probabilities: Array, needs: int) -> Iterator[tuple[NDArray[np.bool_], Array]]:
    """Yield outcomes: the contributors that take part in each (outcomes, contributors), and their chances (outcomes,).

    Draws are the same each time, whatever their number at once, each with an equal chance.
    """
    at_once = min(MOST_AT_ONCE, 1 << max(MOST_SUMS // needs, 1).bit_length() - 1)  # a power of two divides the draws
    uncertain = np.flatnonzero((probabilities > 0) & (probabilities < 1))
    if not are_counted(probabilities):
        generator = np.random.default_rng(SEED)
        for _ in range(0, DRAWS, at_once):
            yield generator.random((at_once, probabilities.size)) < probabilities, np.full(at_once, 1 / DRAWS)
        return
    for first in range(0, 2**uncertain.size, at_once):
        numbers = np.arange(first, min(first + at_once, 2**uncertain.size))
        takes_part = np.broadcast_to(probabilities == 1, (numbers.size, probabilities.size)).copy()
        takes_part[:, uncertain] = coalitions.takes_part(numbers, uncertain.size)
        yield takes_part, coalitions.chances(numbers, probabilities[uncertain])
