"""Tables of plans side by side: their measures and the rows in which they differ, for readers in words."""

from collections.abc import Sequence

import pandas as pd

from model.present.words.comparison import Measured, Row, Side


def measures_in_words(sides: Sequence[Side], measured: Sequence[Measured]) -> pd.DataFrame:
    """Return each measure's figure for each plan, or why there is none: a row per measure."""
    return _by_plan(sides, "Measure", {measure.label: measure.words for measure in measured})


def rows_in_words(sides: Sequence[Side], rows: Sequence[Row]) -> pd.DataFrame:
    """Return the words of each plan for every property in which they differ."""
    return _by_plan(sides, "Property", {row.label: row.cells for row in rows})


def _by_plan(sides: Sequence[Side], index: str, rows: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    columns = [f"{side.place}: {side.label}" for side in sides]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(index)
