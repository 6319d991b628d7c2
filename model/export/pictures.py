"""Exhibits as pictures for others: SVG and PNG, complete with title, subtitle, source and link, at their own width."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.export.drawing import Element, drawn, element, text_of
from model.export.origin import Origin
from model.export.wrapping import wrapped
from model.letters import visible
from model.present.charts.config import IN_FILES, TITLES_IN_FILES
from model.present.charts.vega import GREY, INK, SMALL
from model.present.exhibits.exhibit import Exhibit

WIDE, NARROW = 680, 350
"""Pixels of a picture's width: for paper and screens, and for phones."""
SCALE = 2
"""Dots of a PNG for each pixel."""
EDGE = 14
"""Pixels of white around a picture."""
BEFORE_CHART, BEHIND_CHART = 10, 8


@dataclass(frozen=True)
class Style:
    """How a paragraph of a picture is set: pixels of its letters, whether bold, their colour and kind."""

    size: float
    colour: str = GREY
    is_bold: bool = False
    letters: str = IN_FILES

    @property
    def line(self) -> float:
        """Pixels from one line to the next."""
        return round(self.size * 1.3, 1)


TITLE, SUBTITLE, FOOT = Style(20, INK, is_bold=True, letters=TITLES_IN_FILES), Style(14), Style(SMALL)


def svg(exhibit: Exhibit, origin: Origin, width: int = WIDE) -> str:
    """Return an exhibit as a picture: SVG with its title and its text alternative as title and description."""
    chart = drawn(exhibit.chart, width - 2 * EDGE, f"{exhibit.key}-{width}")
    above = [(exhibit.title, TITLE), (exhibit.subtitle, SUBTITLE)]
    below = [(exhibit.note, FOOT), (origin.sources(exhibit), FOOT), (origin.shown_link, FOOT)]
    head, top = _set(above, EDGE + 4, width)
    chart.attrib |= {"x": str(EDGE), "y": str(top + BEFORE_CHART)}
    foot, bottom = _set(below, top + BEFORE_CHART + float(chart.attrib["height"]) + BEHIND_CHART, width)
    height = round(bottom + EDGE)
    key = f"{exhibit.key}-{width}"
    picture = element(
        "svg", width=width, height=height, viewBox=f"0 0 {width} {height}", font_family=IN_FILES, role="img",
        aria_labelledby=f"{key}-title {key}-desc",
    )  # fmt: skip
    picture.extend(
        [
            element("title", visible(exhibit.title), id=f"{key}-title"),
            element("desc", visible(exhibit.text), id=f"{key}-desc"),
            element("rect", width=width, height=height, fill="white"),
            element("rect", x=EDGE, y=EDGE - 6, width=width - 2 * EDGE, height=2, fill=INK),
            *head, chart, *foot,
        ]
    )  # fmt: skip
    return text_of(picture)


def png(exhibit: Exhibit, origin: Origin, width: int = WIDE) -> bytes:
    """Return an exhibit as a picture: PNG, twice as many dots as pixels each way."""
    import vl_convert  # noqa: PLC0415  (brings a JavaScript engine that a table does without)

    return vl_convert.svg_to_png(svg(exhibit, origin, width), scale=SCALE)


def _set(paragraphs: list[tuple[str, Style]], top: float, width: int) -> tuple[list[Element], float]:
    """Set paragraphs below one another from some height on; with the height at which they end."""
    texts = []
    for words, style in paragraphs:
        lines = wrapped(visible(words), width - 2 * EDGE, style.size, is_bold=style.is_bold)
        texts += [_paragraph(lines, style, top)] if lines else []
        top += style.line * len(lines)
    return texts, top


def _paragraph(lines: list[str], style: Style, top: float) -> Element:
    weight = 700 if style.is_bold else 400
    text = element("text", font_size=style.size, fill=style.colour, font_weight=weight, font_family=style.letters)
    text.extend(_lines(lines, style, top))
    return text


def _lines(lines: list[str], style: Style, top: float) -> Iterator[Element]:
    for number, line in enumerate(lines):
        yield element("tspan", f"{line} ", x=EDGE, y=round(top + style.size + number * style.line, 1))
