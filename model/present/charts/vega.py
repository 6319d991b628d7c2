"""Charts as plain Vega-Lite: a specification as a dictionary, and its rows of plain numbers and words beside it.

A layer names its rows, `{"data": {"name": "squares"}}`, so that a page can send them as Arrow. A chart has neither
title nor source: the page writes both around it, and a picture gets them when it is made (`model.export.pictures`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.1.0.json"
AWAY, HOME, INK, GREY, PAPER, LINE = "#12436D", "#6F97B8", "#14202B", "#4A555F", "#F5F3EE", "#D9D5CB"
PALE = "#E6EEF5"
"""The fill of what is there at one end of a range alone, in an edge of its colour."""
GAP_FILL, GAP_EDGE, GAP_TEXT = "#F6E7DC", "#B5541C", "#8A3D12"
TINTS = {
    "deployed": AWAY, "handing_over": "#2E6A9E", "in_transit": "#3F75A6", "mobilised": "#A9C1D5",
    "recovering": "#8FB0CB", "preparing": "#BFD2E2", "resting": HOME,
}  # fmt: skip
"""The fill of each phase of a rotation: letters in ink or in white have 4.5 to 1 on each, see `ink_on`."""
SMALL, USUAL, LARGE = 12, 12.5, 14
"""Pixels of letters: 12 at least."""

NEAR_BLACK = 0.04045
"""The least light of a channel that WCAG takes to a power."""

Rows = list[dict[str, Any]]
Spec = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A chart: its specification with a height, whose layers name their rows, and the rows by name."""

    spec: Spec
    rows: Mapping[str, Rows]

    def to_dict(self) -> Spec:
        """Return the whole specification with its rows inside, as tests check it and pictures draw it."""
        return {"$schema": SCHEMA, **self.spec, "datasets": dict(self.rows)}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2 works it out.

    >>> round(contrast("#FFFFFF", "#000000"), 1), round(contrast(HOME, "#FFFFFF"), 1)
    (21.0, 3.1)
    """
    lights = sorted(map(_luminance, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (value / 12.92 if value <= NEAR_BLACK else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def ink_on(fill: str) -> str:
    """Return the colour of letters that are read on a fill: the page's ink, or white.

    >>> ink_on(AWAY), ink_on(HOME) == INK
    ('#FFFFFF', True)
    """
    return max((INK, "#FFFFFF"), key=lambda letters: contrast(letters, fill))


def layered(height: float | Spec, layers: Sequence[Spec], rows: Mapping[str, Rows], **options: Any) -> Chart:  # noqa: ANN401  (Vega-Lite's own)
    """Return layers over one another as a chart of some height, without those that have no rows.

    A layer without a shape would be a picture without words to a screen reader.
    """
    empty = [name for name, listed in rows.items() if not listed]
    drawn = [one for one in layers if one["data"].get("name") not in empty]
    return Chart({"height": height, **options, "layer": drawn}, rows)


def layer(rows: str, mark: str | Spec, encoding: Spec, **options: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    """Return one layer: the name of its rows, its mark, and what the mark's channels show.

    A shape that shows no number and no word has no text of its own, so that a screen reader passes it over.
    """
    shows = any({"field", "datum"} & set(channel) for channel in _channels(encoding))
    if isinstance(mark, dict) and mark["type"] != "text" and not shows:
        mark = {"aria": False, **mark}
    return {"data": {"name": rows}, "mark": mark, "encoding": encoding, **options}


def _channels(encoding: Spec) -> Iterator[Spec]:
    """Yield the channels of an encoding; a tooltip has several."""
    for channel in encoding.values():
        yield from channel if isinstance(channel, list) else [channel]


def mark(kind: str, **style: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    """Return a mark with its style; text is in the page's ink and at least 12 pixels high."""
    usual = {"color": INK, "fontSize": USUAL} if kind == "text" else {}
    return {"type": kind, **usual, **style}


def quantity(field: str, **options: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    """Return a channel that shows a number; without `axis` it has none."""
    return {"field": field, "type": "quantitative", "axis": None, **options}


def words(field: str, **options: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    """Return a channel that shows words, in the order of the rows."""
    return {"field": field, "type": "nominal", **options}


def coloured(field: str, fills: Mapping[str, str], **options: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    """Return a colour channel: a fill for each word, without a legend."""
    scale = {"domain": list(fills), "range": list(fills.values())}
    return {"field": field, "type": "nominal", "scale": scale, "legend": None, **options}


def at(number: float, **options: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    """Return a channel that stands at one number of its scale, without an axis."""
    return {"datum": number, "type": "quantitative", "axis": None, **options}


def pixels(number: float | Spec) -> Spec:
    """Return a channel that stands at a pixel, or where an expression says."""
    return {"value": number}


def expression(text: str) -> Spec:
    """Return an expression that the browser works out, of `width` and `height` for example."""
    return {"expr": text}


def scale(least: float, most: float, **options: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    """Return a scale from one number to another, not stretched to round ones."""
    return {"domain": [least, most], "nice": False, **options}


def haloed(rows: str, encoding: Spec, **style: Any) -> list[Spec]:  # noqa: ANN401  (Vega-Lite's own)
    """Return a text twice: as a white halo, so that no line strikes it through, and in ink over it."""
    halo = {**style, "color": "white", "stroke": "white", "strokeWidth": 4}
    return [layer(rows, mark("text", **halo), encoding), layer(rows, mark("text", **style), encoding)]


def by_width(rows: str, encoding: Spec, long: str, short: str, at_least: int, **style: Any) -> Spec:  # noqa: ANN401  (Vega-Lite's own)
    """Return a field as text where the chart is at least so many pixels wide, else another field."""
    return layer(rows, mark("text", **style), {**encoding, "text": either(long, short, at_least)})


def either(long: str, short: str, at_least: int) -> Spec:
    """Return a text channel that shows one field where there are at least so many pixels, else another."""
    return {"value": expression(f"width >= {at_least} ? datum.{long} : datum.{short}")}
