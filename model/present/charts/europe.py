"""The map of Europe: its outlines, where a country's mark stands, and where a place lies on the map in pixels.

The outlines are made by `maps/outlines.py`. The map is as wide as its chart; below it the chart has room for a key,
which takes more rows on a narrow chart.
"""

import functools
import math
from collections.abc import Mapping
from typing import Any

from model.evidence.nations import key_of
from model.files import shipped
from model.present.charts.vega import Spec, expression

HEIGHT = 450
"""Pixels of the chart: map and key."""
BANDS = ((0, 318), (330, 378), (520, 402))
"""Widths from which on the map has a height, in pixels."""
CENTRE = (14.0, 50.8)
"""Longitude and latitude of the middle of the map."""
PER_WIDTH, PER_HEIGHT = 1.42, 1.62
"""Radii of the Earth for each pixel of width and of height, whichever makes the smaller map."""
NOTE = "Borders: Natural Earth (public domain). Crimea is drawn as part of Ukraine."

Point = tuple[float, float]


def outlines() -> Any:  # noqa: ANN401  (GeoJSON)
    """Return the outlines as GeoJSON: each country with its `name` and with `at`, the place of its mark."""
    return shipped.data("model.present.charts", "europe.json")


@functools.cache
def marks() -> Mapping[str, tuple[str, Point]]:
    """Return each country that is drawn and that a scenario may name, by its key: its name, the place of its mark."""
    every = (feature["properties"] for feature in outlines()["features"])
    return {key: (one["name"], tuple(one["at"])) for one in every if (key := key_of(one["name"]))}


def map_height(width: float) -> float:
    """Return the height of the map in a chart of some width, both in pixels.

    >>> map_height(322), map_height(358), map_height(700)
    (318, 378, 402)
    """
    return [height for least, height in BANDS if width >= least][-1]


def scale(width: float) -> float:
    """Return the pixels of a radius of the Earth in a chart of some width.

    >>> scale(300), round(scale(700), 1)
    (426.0, 651.2)
    """
    return min(width * PER_WIDTH, map_height(width) * PER_HEIGHT)


def height_of_map() -> str:
    """Return the height of the map as an expression that the browser works out."""
    (_, first), *others = BANDS
    text = str(first)
    for least, height in others:
        text = (
            f"width >= {least} ? {height} : {text}" if text == str(first) else f"width >= {least} ? {height} : ({text})"
        )
    return f"({text})"


def projection() -> Spec:
    """Return the projection of the map: Lambert's, in which equal areas are equal."""
    height = height_of_map()
    return {
        "type": "azimuthalEqualArea",
        "rotate": [-CENTRE[0], -CENTRE[1], 0],
        "scale": expression(f"min(width * {PER_WIDTH}, {height} * {PER_HEIGHT})"),
        "translate": expression(f"[width / 2, {height} / 2]"),
    }


@functools.cache
def pixel(place: Point, width: float) -> Point:
    """Return where a longitude and latitude lies in a chart of some width: pixels from the left and from the top.

    >>> pixel(CENTRE, 700)
    (350.0, 201.0)
    """
    longitude, latitude, middle = (math.radians(angle) for angle in (place[0] - CENTRE[0], place[1], CENTRE[1]))
    cosine = math.sin(middle) * math.sin(latitude) + math.cos(middle) * math.cos(latitude) * math.cos(longitude)
    radius = scale(width) * math.sqrt(2 / (1 + cosine))
    up = math.cos(middle) * math.sin(latitude) - math.sin(middle) * math.cos(latitude) * math.cos(longitude)
    across = radius * math.cos(latitude) * math.sin(longitude)
    return width / 2 + across, map_height(width) / 2 - radius * up
