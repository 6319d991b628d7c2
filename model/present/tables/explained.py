"""The column of a file's frame that says why numbers of a row are missing, so that no number is silently missing."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from model.engine.missing import in_one_cell
from model.terms import NOT_KNOWN

Reason = Callable[[str, Mapping[Hashable, Any]], str]
"""The reason why a number is missing, from its column and its row's cells."""


def explained(frame: pd.DataFrame, reason: Reason = lambda *_: NOT_KNOWN) -> pd.DataFrame:
    """Return a frame with one more column, `why`: the cells of a row that are missing, each with the reason.

    >>> frame = pd.DataFrame({"case": ["low", "high"], "troops": [9.0, float("nan")]})
    >>> explained(frame)["why"].tolist()
    [None, 'troops: not known publicly']
    """
    rows = frame.to_dict("records")
    missing = frame.isna().to_dict("records")
    whys = [
        in_one_cell({str(column): reason(str(column), row) for column, is_missing in gaps.items() if is_missing})
        for row, gaps in zip(rows, missing, strict=True)
    ]
    return frame.assign(why=pd.Series(whys, frame.index, object))
