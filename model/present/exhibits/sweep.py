"""The exhibit of a sweep: one measure over the values of one path of numbers, or of two."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from model.analysis.sweep import Sweep
from model.present.charts.bands import MOST_BANDS, Band, bands_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.numbers import joined, rounded
from model.present.path_labels import label_of, label_with_unit
from model.present.words.force import WRITTEN
from model.present.words.plain import lower_first
from model.terms import MEASURES

MOST_LISTED, MOST_CLAIMS = 12, 8
"""Points that the text alternative lists, and claims that stand below the picture."""
RESTS_ON = ("force.", "rotation.", "coalition.deployable_share")
"""The beginnings of paths whose claims a sweep rests on, where it does not move them itself."""


def swept(sweep: Sweep, frame: pd.DataFrame, measure: str) -> Exhibit | None:
    """Return a measure over the first path, with a band for each value of the second; None where nothing is known.

    Args:
        sweep: the sweep; `fault_of` says which can be drawn.
        frame: its points.
        measure: one of its measures.
    """
    path, *others = sweep.over
    known = frame.dropna(subset=[f"{measure}_low", f"{measure}_high"]).sort_values(path)
    if known.empty:
        return None
    bands = [_band(known, path, measure)]
    if others and not sweep.zipped:
        alike = known.groupby(others[0], sort=True)
        bands = [_band(rows, path, measure, f"{_entered(value)}") for value, rows in alike]
    words = WRITTEN.get(measure, rounded)
    label, name = MEASURES[measure].label, label_of(sweep.scenario, path)
    beside = (
        f", one band for each value of {lower_first(label_of(sweep.scenario, others[0]))}" if len(bands) > 1 else ""
    )
    title = f"{label}: {joined((known[f'{measure}_low'].min(), known[f'{measure}_high'].max()), words)}"
    return Exhibit(
        key="sweep",
        title=title,
        subtitle=f"{label} ({MEASURES[measure].unit or 'a year'}) by {lower_first(name)}{beside}, low to high.",
        chart=bands_chart(bands, label_with_unit(sweep.scenario, path), is_margin=measure == "margin"),
        text=f"{title}. {_points_in_words(bands, words)}",
        table=_in_words(sweep, known, measure, words),
        frame=lambda: frame,
        claims=_claims(sweep),
    )


def fault_of(sweep: Sweep) -> str:
    """Return why a sweep cannot be drawn, with the remedy; '' if it can."""
    numbers = [path for path, values in sweep.over.items() if isinstance(values, np.ndarray)]
    path, *others = sweep.over
    if path not in numbers:
        return "a chart needs numbers along its first path; frame() has every point"
    if sweep.zipped:
        return ""
    if len(others) > 1 or any(len(sweep.over[other]) > MOST_BANDS for other in others):
        return f"a chart shows one path, or two of which the second has at most {MOST_BANDS} values; frame() has all"
    return ""


def _entered(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else f"{value}"


def _band(known: pd.DataFrame, path: str, measure: str, name: str = "") -> Band:
    columns = (known[column].tolist() for column in (path, f"{measure}_low", f"{measure}_high"))
    return Band(list(zip(*columns, strict=True)), name)


def _points_in_words(bands: list[Band], words: Callable[[float], str]) -> str:
    """The first points of the first band."""
    points = bands[0].points[:MOST_LISTED]
    return "; ".join(f"at {_entered(x)} {joined((low, high), words)}" for x, low, high in points) + "."


def _in_words(sweep: Sweep, known: pd.DataFrame, measure: str, words: Callable[[float], str]) -> pd.DataFrame:
    columns = {label_with_unit(sweep.scenario, path): list(map(_entered, known[path].tolist())) for path in sweep.over}
    ends = zip(known[f"{measure}_low"], known[f"{measure}_high"], strict=True)
    first, *_ = columns
    return pd.DataFrame({**columns, MEASURES[measure].label: [joined(pair, words) for pair in ends]}).set_index(first)


def _claims(sweep: Sweep) -> tuple[str, ...]:
    """The claims of the size, the rest and the common share that are not swept."""
    quantities = sweep.scenario.quantities().items()
    claims = (
        quantity.claim
        for path, quantity in quantities
        if quantity.claim and path.startswith(RESTS_ON) and path not in sweep.over
    )
    return tuple(dict.fromkeys(claims))[:MOST_CLAIMS]
