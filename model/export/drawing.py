"""Charts drawn as SVG by Vega, on this machine, without a browser and without a network.

Vega writes for pages that it goes on drawing: here its drawing becomes one for files, shorter and without its
notes on every mark, which the description of the whole picture stands for.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from model.present.charts.config import IN_FILES, config
from model.present.charts.vega import Chart, Spec

SVG = "http://www.w3.org/2000/svg"
GROUP, PATH = f"{{{SVG}}}g", f"{{{SVG}}}path"
ET.register_namespace("", SVG)
Element = ET.Element

NO_NETWORK: list[str] = []
FIT = {"type": "fit", "contains": "padding"}
"""The plot gives way, so that the whole picture has its width and height, as on pages."""
OF_VEGA = ("role", "class", "aria-")
MEASURES = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "cx", "cy", "r")
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
LINKED = re.compile(r"url\(#([^)]+)\)")


def drawn(chart: Chart, width: int, key: str) -> Element:
    """Return a chart as an `svg` element of some width, with the height that the chart asks for.

    Args:
        chart: the chart, as pages draw it.
        width: pixels of the whole.
        key: the beginning of the ids inside, where several drawings share a page.
    """
    import vl_convert  # noqa: PLC0415  (brings a JavaScript engine that a table does without)

    text = vl_convert.vegalite_to_svg(sized(chart, width), allowed_base_urls=NO_NETWORK)
    root = ET.fromstring(text)  # noqa: S314  (of our own making)
    drawing = element("svg", **{name: root.attrib[name] for name in ("width", "height", "viewBox")})
    drawing.extend(root)
    _name_apart(drawing, key)
    for part in drawing.iter():
        part.attrib = dict(_attributes(part.attrib))
    _drop_unseen(drawing)
    return drawing


def sized(chart: Chart, width: int) -> Spec:
    """Return the whole specification of a chart for a file, at some width."""
    return {**chart.to_dict(), "width": width, "autosize": FIT, "config": config(IN_FILES)}


def element(tag: str, text: str = "", **attributes: str | float) -> Element:
    """Return an element of SVG; an underscore in an attribute's name is a hyphen."""
    names = {name.replace("_", "-"): str(value) for name, value in attributes.items()}
    whole = ET.Element(f"{{{SVG}}}{tag}", names)
    whole.text = text or None
    return whole


def text_of(whole: Element) -> str:
    """Return an element as text."""
    return ET.tostring(whole, encoding="unicode")


def _attributes(held: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The attributes that are drawn, their numbers with two digits; letters are those of the whole picture."""
    for name, value in held.items():
        if not name.startswith(OF_VEGA) and name != "font-family":
            yield name, LONG_NUMBER.sub(_short, value) if name in MEASURES else value


def _short(number: re.Match[str]) -> str:
    return f"{round(float(number[0]), 2) + 0:g}"


def _name_apart(drawing: Element, key: str) -> None:
    """Give ids inside a drawing names of its own: Vega counts them on from one drawing to the next."""
    names = {part.attrib["id"]: f"{key}-{number}" for number, part in enumerate(drawing.findall(".//*[@id]"))}
    for part in drawing.iter():
        for name, value in part.attrib.items():
            if name == "id":
                part.set(name, names[value])
            elif value.startswith("url(#"):
                part.set(name, LINKED.sub(lambda link: f"url(#{names[link[1]]})", value))


def _drop_unseen(whole: Element) -> None:
    """Take out marks that this width hides, marks without a colour, and groups without a mark."""
    for part in list(whole):
        _drop_unseen(part)
        is_empty = part.tag == GROUP and not len(part)
        is_bare = whole.tag == GROUP and part.tag == PATH and not {"fill", "stroke"} & part.attrib.keys()
        if part.attrib.get("opacity") == "0" or is_bare or is_empty:
            whole.remove(part)
