"""Numbers for properties as a scenario takes them: zero, or not so near to it that they are refused."""

from hypothesis import strategies as st

NEAR_ZERO = 1e-6


def amounts(least: float, most: float) -> st.SearchStrategy[float]:
    """Return numbers between two ends, those too near to zero as zero."""
    return st.floats(least, most).map(lambda number: 0.0 if abs(number) < NEAR_ZERO else number)
