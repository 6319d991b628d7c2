"""Exhibits as HTML to paste into an article: no script, no network, and every look in the elements themselves.

A style of the article's page reaches elements inside as well; one in an element's own attribute goes before it. The
drawing for phones shows where the column is narrow, and stays hidden where the page takes the style sheet out.
"""

import hashlib

from markupsafe import Markup

from model.export.drawing import SVG, Element, drawn, text_of
from model.export.html import picture
from model.export.origin import Origin
from model.export.pictures import NARROW, WIDE
from model.present.charts.config import IN_FILES, TITLES_IN_FILES
from model.present.charts.vega import GREY, INK
from model.present.exhibits.exhibit import Exhibit
from model.present.html.text import element, escaped
from model.present.words.files import OPENS

SHAPES = {f"{{{SVG}}}{tag}" for tag in ("path", "line", "rect", "circle", "text", "tspan")}
LOOKS = (
    "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-miterlimit",
    "stroke-linejoin", "stroke-linecap", "opacity", "font-size", "font-weight", "font-style", "text-anchor",
)  # fmt: skip
"""Attributes of SVG that a page's style goes before."""
NO_LOOKS = {"fill": "none", "stroke": "none", "stroke-width": "1", "stroke-dasharray": "none", "opacity": "1"}
PLAIN_LETTERS = {"font-family": IN_FILES, "letter-spacing": "normal", "text-transform": "none", "line-height": "normal"}
PHONE = 500
"""Pixels of a column below which the drawing for phones shows."""
BLOCK = "all:initial;display:block;"


def embed(exhibit: Exhibit, origin: Origin) -> str:
    """Return an exhibit as a piece of HTML: title, subtitle, drawing, source, and the link that changes the numbers."""
    drawings = {width: _isolated(drawn(exhibit.chart, width, _key(exhibit, origin, width))) for width in (WIDE, NARROW)}
    name = _key(exhibit, origin, WIDE)
    link = element(
        "a", OPENS, href=origin.link, style=f"all:initial;outline:revert;cursor:pointer;color:{INK};font:{_font(13)};"
        "text-decoration:underline",
    ) if origin.link else escaped("")  # fmt: skip
    parts = [
        _style(name),
        _text(exhibit.question, f"color:{GREY};font:{_font(15)};margin:6px 0 0"),
        _text(exhibit.title, f"color:{INK};font:700 20px/1.25 {TITLES_IN_FILES};margin:6px 0 2px", id=f"{name}-title"),
        _text(exhibit.subtitle, f"color:{GREY};font:{_font(15)};margin:0 0 10px"),
        *(_shown(drawing, exhibit.text, f"{name}-{width}", is_hidden=width == NARROW)
          for width, drawing in drawings.items()),
        _text(exhibit.note, f"color:{GREY};font:{_font(13)};margin:8px 0 0"),
        _text(escaped(" ").join((origin.sources(exhibit), link)), f"color:{GREY};font:{_font(13)};margin:8px 0 0"),
    ]  # fmt: skip
    return str(
        element(
            "figure", *parts, id=name, aria_labelledby=f"{name}-title",
            style=f"{BLOCK}container-type:inline-size;box-sizing:border-box;width:100%;max-width:{WIDE}px;"
            f"margin:24px 0;border-top:2px solid {INK};background:#fff",
        )
    )  # fmt: skip


def _key(exhibit: Exhibit, origin: Origin, width: int) -> str:
    """The beginning of ids: an article may hold the same exhibit of two scenarios."""
    whole = f"{exhibit.key} {exhibit.title} {exhibit.text} {origin.link} {width}"
    return f"roulement-{exhibit.key}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def _font(size: int) -> str:
    return f"400 {size}px/1.4 {IN_FILES}"


def _text(words: str | Markup, style: str, **attributes: str) -> Markup:
    return element("div", words, style=BLOCK + style, **attributes) if words else escaped("")


def _style(name: str) -> Markup:
    """The switch between the drawings, the one thing that an attribute cannot say."""
    hide, show = f"#{name}-{WIDE}{{display:none!important}}", f"#{name}-{NARROW}{{display:block!important}}"
    return element("style", f"@container (max-width:{PHONE}px){{{hide}{show}}}")


def _shown(drawing: Element, text: str, name: str, *, is_hidden: bool) -> Markup:
    """A drawing as HTML that fits its column."""
    display = "none" if is_hidden else "block"
    drawing.attrib |= {"id": name, "role": "img", "aria-label": text}
    drawing.set("style", f"all:initial;display:{display};width:100%;height:auto;overflow:visible")
    return picture(text_of(drawing))


def _isolated(drawing: Element) -> Element:
    """The drawing with its looks in attributes of style; what a shape says nothing of is none."""
    for part in drawing.iter():
        looks = {name: part.attrib.pop(name) for name in LOOKS if name in part.attrib}
        if part.tag in SHAPES:
            looks = NO_LOOKS | looks
        if part.tag.endswith("text"):
            looks |= PLAIN_LETTERS
        if looks:
            part.set("style", ";".join(f"{name}:{value}" for name, value in looks.items()))
    return drawing
