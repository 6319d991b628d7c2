"""Plain data: what a scenario file can hold. Scalars of numpy and pandas, tuples and dates become it."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from model.spelling import Written

PLAIN = frozenset((type(None), bool, int, float, str, Written))
"""Types that stay as they are."""


class Replacement(dict[str, Any]):
    """Plain data that a change puts in place of a record's; a refusal of it says how to change one key."""


def with_key(record: Mapping[str, Any], key: str, value: object) -> dict[str, Any]:
    """Return a copy of a record's data with a key set to a value; a replacement stays one."""
    return (Replacement if isinstance(record, Replacement) else dict)({**record, key: value})


def plain(data: Any, *, with_text: bool = True) -> Any:  # noqa: ANN401  (nested data of any kind)
    """Return nested data as a copy of plain data; what has no plain form stays, to be refused where it stands.

    A mapping becomes a dict, a tuple a list, a scalar of numpy, a decimal or a fraction a number of Python's own, a
    date or a time at midnight the text `YYYY-MM-DD`.

    Args:
        data: the data.
        with_text: whether a number keeps the text that it was read from.

    >>> import numpy as np
    >>> plain({"low": np.int64(2), "tasks": ("air",), "as_of": np.datetime64("2025-02-20")})
    {'low': 2, 'tasks': ['air'], 'as_of': '2025-02-20'}
    """
    kind = type(data)
    if kind in PLAIN:
        return data if with_text or kind is not Written else float(data)
    if isinstance(data, Mapping):
        return {plain(key): plain(value, with_text=with_text) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(value, with_text=with_text) for value in data]
    return _of_other_library(data)


def _of_other_library(data: Any) -> Any:  # noqa: ANN401  (a scalar of any kind)
    if isinstance(data, np.datetime64):
        return str(data.astype("datetime64[D]")) if data == data.astype("datetime64[D]") else data
    if isinstance(data, np.generic) or (isinstance(data, np.ndarray) and data.ndim == 0):
        return data.item()
    if isinstance(data, Decimal | Fraction):
        return int(number) if (number := float(data)).is_integer() else number
    if isinstance(data, dt.date):
        is_day = not isinstance(data, dt.datetime) or (data == data and data.time() == dt.time())  # noqa: PLR0124  (NaT)
        return data.isoformat()[:10] if is_day else data
    return data
