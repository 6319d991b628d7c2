"""Exhibits as pictures for others: SVG and PNG, complete with title, subtitle, source and link, at their own width."""

from dataclasses import dataclass

from model.export.drawing import Element, drawn, element, text_of
from model.export.origin import Origin
from model.export.wrapping import balanced, wrapped
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
AROUND_CHART, AFTER = 8, 2
"""Pixels above and below a chart, and below each paragraph."""


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


TITLES = {
    WIDE: Style(20, INK, is_bold=True, letters=TITLES_IN_FILES),
    NARROW: Style(18, INK, is_bold=True, letters=TITLES_IN_FILES),
}
SUBTITLE, FOOT = Style(14), Style(SMALL)


class _Sheet:
    """A picture that is set from its top to its bottom."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.room = width - 2 * EDGE
        self.bottom = float(EDGE)
        self.parts: list[Element] = [element("rect", x=EDGE, y=EDGE - 6, width=self.room, height=2, fill=INK)]

    def write(self, words: str, style: Style, link: str = "") -> None:
        """Set a paragraph below all that stands there, as a link if it is one; nothing where it has no words."""
        lines = (balanced if style.is_bold else wrapped)(visible(words), self.room, style.size)
        text = element(
            "text", font_size=style.size, fill=style.colour, font_weight=700 if style.is_bold else 400,
            font_family=style.letters,
        )  # fmt: skip
        for line in lines:
            text.append(element("tspan", f"{line} ", x=EDGE, y=round(self.bottom + style.size, 1)))
            self.bottom += style.line
        if lines:
            self.bottom += AFTER
            self.parts.append(_linked(text, link))

    def place(self, drawing: Element) -> None:
        """Set a drawing below all that stands there."""
        drawing.attrib |= {"x": str(EDGE), "y": str(round(self.bottom + AROUND_CHART, 1))}
        self.bottom += float(drawing.attrib["height"]) + 2 * AROUND_CHART
        self.parts.append(drawing)

    def whole(self, key: str, title: str, text: str) -> Element:
        """Return the picture on white, with its title and its text alternative as title and description."""
        height = round(self.bottom + EDGE)
        picture = element(
            "svg", width=self.width, height=height, viewBox=f"0 0 {self.width} {height}", font_family=IN_FILES,
            role="img", aria_labelledby=f"{key}-title {key}-desc",
        )  # fmt: skip
        picture.append(element("title", visible(title), id=f"{key}-title"))
        picture.append(element("desc", visible(text), id=f"{key}-desc"))
        picture.append(element("rect", width=self.width, height=height, fill="white"))
        picture.extend(self.parts)
        return picture


def _linked(text: Element, link: str) -> Element:
    if not link:
        return text
    anchor = element("a", href=link)
    anchor.append(text)
    return anchor


def svg(exhibit: Exhibit, origin: Origin, width: int = WIDE) -> str:
    """Return an exhibit as a picture: SVG with its title and its text alternative as title and description."""
    key, sheet = f"{exhibit.key}-{width}", _Sheet(width)
    sheet.write(exhibit.question, SUBTITLE)
    sheet.write(exhibit.title, TITLES[width])
    sheet.write(exhibit.subtitle, SUBTITLE)
    sheet.place(drawn(exhibit.chart, sheet.room, key))
    sheet.write(exhibit.note, FOOT)
    sheet.write(origin.sources(exhibit), FOOT)
    sheet.write(origin.shown_link, FOOT, visible(origin.link))
    return text_of(sheet.whole(key, exhibit.title, exhibit.text))


def png(exhibit: Exhibit, origin: Origin, width: int = WIDE) -> bytes:
    """Return an exhibit as a picture: PNG, twice as many dots as pixels each way."""
    import vl_convert  # noqa: PLC0415  (brings a JavaScript engine that a table does without)

    return vl_convert.svg_to_png(svg(exhibit, origin, width), scale=SCALE)
