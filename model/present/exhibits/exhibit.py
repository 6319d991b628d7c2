"""An exhibit: one finding, its picture, the numbers behind it, and who they come from."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from model.present.charts.vega import Chart


@dataclass(frozen=True)
class Exhibit:
    """One finding: what a page draws, the report prints and a picture for others holds.

    Attributes:
        key: the exhibit's name among all of a page, and the end of its files' names.
        title: the finding, in about ten words.
        subtitle: what is drawn, and what makes the two ends.
        chart: the picture, without title and source.
        text: the text alternative, with the main numbers.
        table: the same numbers in words.
        frame: the same numbers as files have them, not rounded.
        claims: the claims that the numbers rest on, the most important first.
        note: a line under the picture.
        html: rows of sentences that a page draws in place of the chart, which is drawn in pictures then.
        is_ours: whether the numbers are worked out here; else they are those of the claims.
        question: a question that the finding answers, drawn above it.
        names_sources: whether its rows name the people, so that a page repeats no names under it.
    """

    key: str
    title: str
    subtitle: str
    chart: Chart
    text: str
    table: pd.DataFrame
    frame: Callable[[], pd.DataFrame]
    claims: tuple[str, ...] = ()
    note: str = ""
    html: Markup | None = None
    is_ours: bool = True
    names_sources: bool = False
    question: str = ""
