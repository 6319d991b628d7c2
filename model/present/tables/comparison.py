"""The table of plans side by side: their measures, for readers in words."""

from collections.abc import Sequence

import pandas as pd

from model.present.words.comparison import Measured, Side


def measures_in_words(sides: Sequence[Side], measured: Sequence[Measured]) -> pd.DataFrame:
    """Return each measure's figure for each plan, or why there is none: a row per measure."""
    rows = {measure.label: measure.words for measure in measured}
    columns = [f"{side.place}: {side.label}" for side in sides]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("Measure")
