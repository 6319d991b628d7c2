"""Charts that users hold: Vega-Lite for programs, a picture in a notebook, files for others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from model.export.drawing import sized
from model.export.embed import embed
from model.export.offers import numbers
from model.export.origin import Origin
from model.export.output_places import result_place, write_result
from model.export.pictures import WIDE, png, svg
from model.export.texts import json_text
from model.library.arguments import public
from model.present.exhibits.exhibit import Exhibit
from model.scenario.errors import Problem, ScenarioError


@dataclass(frozen=True, repr=False)
class Chart:
    """One finding as a chart: its words, its numbers, its picture.

    Attributes:
        exhibit: the finding with all that it is drawn from.
        origin: where its numbers come from.
    """

    exhibit: Exhibit
    origin: Origin

    @property
    def title(self) -> str:
        """The finding, in about ten words."""
        return self.exhibit.title

    @property
    def text(self) -> str:
        """The text alternative, with the main numbers."""
        return self.exhibit.text

    def to_dict(self) -> dict[str, Any]:
        """Return the chart as a specification of Vega-Lite with its data, without title and source."""
        return sized(self.exhibit.chart, WIDE)

    def frame(self) -> pd.DataFrame:
        """Return the numbers behind the chart, unrounded."""
        return self.exhibit.frame()

    @public
    def write(self, path: str | PathLike[str], *, force: bool = False) -> None:
        """Write the chart to a file, complete with title, sources and versions.

        The ending of the file's name decides: a picture (`.svg`, `.png`), HTML to paste into an article (`.html`),
        Vega-Lite (`.json`), the numbers (`.csv`).

        Args:
            path: the file.
            force: whether it may replace a file that stands there.

        Raises:
            ScenarioError: if a file stands there, or its name has another ending.
        """
        file = Path(path)
        result_place(file, tuple(MAKERS), force=force)  # refuses before any work
        content = MAKERS.get(file.suffix.lower(), svg)(self.exhibit, self.origin)  # a pipe has any name
        write_result(content if isinstance(content, bytes) else content.encode(), file, tuple(MAKERS), force=force)

    def _repr_svg_(self) -> str:
        return svg(self.exhibit, self.origin)

    def __repr__(self) -> str:
        return f"<Chart: {self.title}>"


def _vega_lite(exhibit: Exhibit, _origin: Origin) -> str:
    return json_text(sized(exhibit.chart, WIDE), 2) + "\n"


MAKERS: Mapping[str, Callable[[Exhibit, Origin], str | bytes]] = {
    ".svg": svg, ".png": png, ".html": embed, ".json": _vega_lite, ".csv": numbers,
}  # fmt: skip
"""The functions that make the files of a chart, by the endings of their names."""


def chart_of(exhibit: Exhibit | None, origin: Origin, why_not: str) -> Chart:
    """Return an exhibit as a chart.

    Raises:
        ScenarioError: where there is none, saying why not.
    """
    if exhibit is None:
        raise ScenarioError([Problem((), why_not)])
    return Chart(exhibit, origin)
