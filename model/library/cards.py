"""Cards: the HTML that notebooks show in place of an object.

Pictures stand in it as images: a notebook that takes drawings out of HTML keeps these, and no style of it reaches in.
"""

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from model.export import drawing
from model.export.html import filled
from model.export.pictures import NARROW, WIDE
from model.library.charts import Chart
from model.present.charts.config import IN_FILES
from model.present.exhibits.exhibit import Exhibit
from model.scenario.errors import ScenarioError

EDGES, PHONE = 28, 520
"""Pixels of white on both sides of a card, and of a window's width up to which the pictures for phones show."""
MOST_ROWS, COLUMN = 12, 90
"""Rows of a table that a card shows, of more it says how many they are; and pixels of a column at least."""


@dataclass(frozen=True)
class Table:
    """A table of words or numbers in a card, with its caption; `whole` names the way to all of its rows."""

    caption: str
    frame: pd.DataFrame
    whole: str = ""

    @property
    def heads(self) -> list[str]:
        """The heads of the columns, that of the index first."""
        return [str(self.frame.index.name or ""), *map(str, self.frame.columns)]

    @property
    def least_width(self) -> int:
        """Pixels of the table at least: on a phone it is moved sideways rather than broken into letters."""
        return COLUMN * len(self.heads)

    @property
    def rows(self) -> list[list[str]]:
        """The cells of the first rows, that of the index first."""
        return [list(map(str, row)) for row in self.frame.head(MOST_ROWS).itertuples(name=None)]

    @property
    def more(self) -> str:
        """How many rows are left out, and where they are."""
        left = len(self.frame) - MOST_ROWS
        return f"{left:,} more rows: {self.whole}" if left > 0 else ""


@dataclass(frozen=True)
class Card:
    """A card from its top to its bottom; anything but the title can be left out.

    Attributes:
        title: the answer, in a sentence.
        kicker: the name of the plan, above it.
        sentences: why, below it.
        figures: key figures, as pairs of label and words.
        exhibits: the pictures, each with its own title unless it is the card's.
        tables: the tables.
        foot: sources and notes.
    """

    title: str
    kicker: str = ""
    sentences: Sequence[str] = ()
    figures: Sequence[tuple[str, str]] = ()
    exhibits: Sequence[Exhibit] = ()
    tables: Sequence[Table] = ()
    foot: Iterable[str] = field(default_factory=tuple)

    def html(self) -> str:
        """Return the card as HTML, all text escaped."""
        values = {
            "width": WIDE + EDGES,
            "phone": PHONE,
            "kicker": self.kicker,
            "title": self.title,
            "sentences": list(filter(None, self.sentences)),
            "figures": list(self.figures),
            "pictures": [_picture(exhibit, self.title) for exhibit in self.exhibits],
            "tables": list(self.tables),
            "foot": list(filter(None, self.foot)),
        }
        return filled("card.html.jinja", values)


def card_of(
    chart: Callable[[], Chart],
    title: str,
    kicker: str = "",
    *,
    sentences: Sequence[str] = (),
    tables: Sequence[Table] = (),
    caption: str = "",
) -> str:
    """Return the card of one chart as HTML: its finding, its picture, tables, its sources.

    Args:
        chart: makes the chart; where it refuses, the card says why.
        title: the title of the card where there is no chart.
        kicker: the name of the plan.
        sentences: sentences below the title.
        tables: the tables.
        caption: the caption of the chart's own table, where it stands in the card.
    """
    try:
        drawn = chart()
    except ScenarioError as error:
        return Card(title, kicker, [*sentences, *(problem.words for problem in error.problems)], tables=tables).html()
    listed = [Table(caption, drawn.exhibit.table, "frame() has all")] if caption else tables
    sources = drawn.origin.sources(drawn.exhibit)
    return Card(drawn.title, kicker, sentences, exhibits=[drawn.exhibit], tables=listed, foot=[sources]).html()


def _picture(exhibit: Exhibit, title: str) -> dict[str, str]:
    return {
        "title": "" if exhibit.title == title else exhibit.title,
        "subtitle": exhibit.subtitle,
        "wide": _image(exhibit, WIDE),
        "narrow": _image(exhibit, NARROW - EDGES),
        "text": exhibit.text,
        "note": exhibit.note,
    }


def _image(exhibit: Exhibit, width: int) -> str:
    """A chart as the address of an image that holds it."""
    picture = drawing.drawn(exhibit.chart, width, exhibit.key)
    picture.set("font-family", IN_FILES)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.text_of(picture).encode()).decode()}"
