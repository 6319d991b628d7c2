"""Make the outlines of the map of Contributors, `model/present/charts/europe.json`, from public-domain borders.

Run by hand, once; README.md beside this file says with what. No library is needed. The steps: read the arcs, put
Crimea with Ukraine, the north of Cyprus with Cyprus and Åland with Finland, simplify each arc by itself (so that
neighbours still meet), cut off what no map shows, turn the rings as Vega wants them, round.
"""

import itertools
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
Arcs = list[int]
"""A ring as numbers of arcs; `~n` is arc n backwards."""

OUT = Path(__file__).parents[1] / "model/present/charts/europe.json"
CENTRE = (14.0, 50.8)
"""Longitude and latitude of the middle of the map."""
WINDOW = (0.68, 0.4)
"""Half of the width and of the height that a map may show, in radii of the Earth after projection."""
TOLERANCE = 0.045
"""Degrees by which a simplified border may be off: half a pixel of a wide map."""
LEAST_AREA = 0.04
"""Square degrees of an island that is still drawn, unless a country has no larger part."""
CRIMEA = (34.3, 45.1)
JOINED = (("Russia", CRIMEA, "Ukraine"), ("N. Cyprus", None, "Cyprus"), ("Åland", None, "Finland"))
"""What is drawn with another country than in the source: the source's country, a point of the part, the country.

Without a point it is the whole of the source's country.
"""
NAMES = {"Macedonia": "North Macedonia", "Bosnia and Herz.": "Bosnia and Herzegovina"}
BEYOND = ("Canada", "United States of America")
"""Countries that are not drawn although a corner of them is in the window."""
STEPS_OF_GRID = 40


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """Return the arcs as longitudes and latitudes: each point is kept as the step from the one before."""
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        places = itertools.accumulate(steps, lambda place, step: (place[0] + step[0], place[1] + step[1]))
        arcs.append([(x * scale[0] + origin[0], y * scale[1] + origin[1]) for x, y in places])
    return arcs


def polygons(geometry: dict[str, Any]) -> list[list[Arcs]]:
    """Return a country's polygons: an outer ring each, then its holes."""
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else list(geometry["arcs"])


def joined(first: list[Arcs], second: list[Arcs], lines: Sequence[Ring]) -> list[Arcs]:
    """Return two polygons as one, without the arcs that they share; the longest ring comes first."""
    every = [arc for ring in (*first, *second) for arc in ring]
    return sorted(_rings([arc for arc in every if ~arc not in every], lines), key=len, reverse=True)


def _rings(arcs: list[int], lines: Sequence[Ring]) -> Iterator[Arcs]:
    """Arcs put end to end into closed rings."""
    left = list(arcs)
    while left:
        ring = [left.pop(0)]
        while following := [arc for arc in left if _start(arc, lines) == _start(~ring[-1], lines)]:
            left.remove(following[0])
            ring.append(following[0])
        yield ring


def _start(arc: int, lines: Sequence[Ring]) -> Point:
    """The first point of an arc; of `~arc` it is the last."""
    return lines[arc][0] if arc >= 0 else lines[~arc][-1]


def simplified(line: Ring) -> Ring:
    """Return a line without the points that lie within the tolerance of what is left (Douglas and Peucker)."""
    if line[0] == line[-1] and len(line) > 4:  # noqa: PLR2004  (a closed line has no direction: it is halved)
        middle = len(line) // 2
        return simplified(line[: middle + 1])[:-1] + simplified(line[middle:])
    keep, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        distances = [_off(line[place], line[first], line[last]) for place in range(first + 1, last)]
        if distances and max(distances) > TOLERANCE:
            farthest = first + 1 + distances.index(max(distances))
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [line[place] for place in sorted(keep)]


def _off(point: Point, first: Point, last: Point) -> float:
    """Degrees of latitude between a point and a straight line."""
    narrow = math.cos(math.radians((first[1] + last[1]) / 2))
    across, up = (last[0] - first[0]) * narrow, last[1] - first[1]
    beside, above = (point[0] - first[0]) * narrow, point[1] - first[1]
    length = math.hypot(across, up)
    return abs(beside * up - above * across) / length if length > 0 else math.hypot(beside, above)


def projected(point: Point) -> Point:
    """Return a point on the map: Lambert's azimuthal equal-area projection, in radii of the Earth."""
    longitude, latitude, middle = (math.radians(angle) for angle in (point[0] - CENTRE[0], point[1], CENTRE[1]))
    cosine = math.sin(middle) * math.sin(latitude) + math.cos(middle) * math.cos(latitude) * math.cos(longitude)
    scale = math.sqrt(2 / max(1 + cosine, 1e-9))
    up = math.cos(middle) * math.sin(latitude) - math.sin(middle) * math.cos(latitude) * math.cos(longitude)
    return scale * math.cos(latitude) * math.sin(longitude), scale * up


def unprojected(place: Point) -> Point:
    """Return the longitude and latitude of a place on the map."""
    across, up = place
    distance, middle = math.hypot(across, up) or 1e-12, math.radians(CENTRE[1])
    angle = 2 * math.asin(min(distance / 2, 1))
    latitude = math.asin(math.cos(angle) * math.sin(middle) + up * math.sin(angle) * math.cos(middle) / distance)
    ahead = distance * math.cos(middle) * math.cos(angle) - up * math.sin(middle) * math.sin(angle)
    return CENTRE[0] + math.degrees(math.atan2(across * math.sin(angle), ahead)), math.degrees(latitude)


def clipped(ring: Ring) -> Ring:
    """Return the part of a closed ring within the window, closed; empty where there is none (Sutherland, Hodgman)."""
    places = [projected(point) for point in ring[:-1]]
    is_within = all(abs(across) < WINDOW[0] and abs(up) < WINDOW[1] for across, up in places)
    for axis, side in itertools.product((0, 1), (1, -1)):
        places = list(_cut(places, lambda place, axis=axis, side=side: WINDOW[axis] - side * place[axis]))  # type: ignore[misc]
    if len(places) < 3:  # noqa: PLR2004  (no area)
        return []
    return ring if is_within else [unprojected(place) for place in (*places, places[0])]


def _cut(places: Sequence[Point], inside: Callable[[Point], float]) -> Iterator[Point]:
    """The places where `inside` is not negative, and where the ring crosses its zero."""
    for place, before in zip(places, (*places[-1:], *places[:-1]), strict=True):
        here, there = inside(place), inside(before)
        if (here < 0) != (there < 0):
            share = there / (there - here)
            yield before[0] + share * (place[0] - before[0]), before[1] + share * (place[1] - before[1])
        if here >= 0:
            yield place


def area(ring: Ring) -> float:
    """Return the signed area of a closed ring in square degrees: negative if it goes clockwise."""
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in itertools.pairwise(ring)) / 2


def turned(ring: Ring, *, is_outer: bool) -> Ring:
    """Return an outer ring clockwise and a hole the other way: else Vega fills the rest of the globe."""
    return ring if (area(ring) < 0) == is_outer else ring[::-1]


def holds(ring: Ring, point: Point) -> bool:
    """Return whether a closed ring holds a point."""
    crossings = [
        (one[1] > point[1]) != (two[1] > point[1])
        and point[0] < (two[0] - one[0]) * (point[1] - one[1]) / (two[1] - one[1]) + one[0]
        for one, two in itertools.pairwise(ring)
    ]
    return sum(crossings) % 2 == 1


def inmost(polygon: list[Ring]) -> Point:
    """Return the point of a grid that lies deepest within a polygon: the place of a country's mark."""
    ring = polygon[0]
    ends = [(min(column), max(column)) for column in zip(*ring, strict=True)]
    steps = [[low + (high - low) * (step + 0.5) / STEPS_OF_GRID for step in range(STEPS_OF_GRID)] for low, high in ends]
    inside = [point for point in itertools.product(*steps) if holds(ring, point)]
    return max(inside, key=lambda point: _depth(point, ring))


def _depth(point: Point, ring: Ring) -> float:
    """Degrees of latitude from a point to the nearest part of a ring."""
    narrow = math.cos(math.radians(point[1]))
    depths = []
    for one, two in itertools.pairwise(ring):
        across, up = (two[0] - one[0]) * narrow, two[1] - one[1]
        beside, above = (point[0] - one[0]) * narrow, point[1] - one[1]
        along = max(0.0, min(1.0, (beside * across + above * up) / (across**2 + up**2 or 1.0)))
        depths.append(math.hypot(beside - along * across, above - along * up))
    return min(depths)


def line_of(arcs: Iterable[int], lines: Sequence[Ring]) -> Ring:
    """Return a ring of arcs as points."""
    points: Ring = []
    for arc in arcs:
        points += (lines[arc] if arc >= 0 else lines[~arc][::-1])[1 if points else 0 :]
    return points


def with_joined(countries: dict[str, list[list[Arcs]]], lines: Sequence[Ring]) -> dict[str, list[list[Arcs]]]:
    """Return the countries with each part of `JOINED` in the country that it is drawn with."""
    changed = dict(countries)
    for source, point, country in JOINED:
        parts = [shape for shape in changed[source] if point is None or holds(line_of(shape[0], lines), point)]
        changed[source] = [shape for shape in changed[source] if shape not in parts]
        for part in parts:
            shared = {~arc for arc in part[0]}
            beside = next((shape for shape in changed[country] if shared & set(shape[0])), None)
            others = [shape for shape in changed[country] if shape is not beside]
            changed[country] = [*others, joined(beside, part, lines) if beside else part]
    return changed


def drawn(polygon: list[Arcs], lines: Sequence[Ring]) -> list[Ring]:
    """Return a polygon as rings of points that are drawn; empty where nothing of it is in the window."""
    rings = [clipped(line_of(arcs, lines)) for arcs in polygon]
    return [turned(ring, is_outer=number == 0) for number, ring in enumerate(rings) if ring] if rings[0] else []


def feature(name: str, parts: list[list[Ring]]) -> dict[str, Any]:
    """Return a country with the place of its mark, without its smallest islands."""
    largest = max(parts, key=lambda polygon: abs(area(polygon[0])))
    kept = [polygon for polygon in parts if polygon is largest or abs(area(polygon[0])) >= LEAST_AREA]
    rounded = [[[[round(x, 2), round(y, 2)] for x, y in ring] for ring in polygon] for polygon in kept]
    longitude, latitude = inmost(largest)
    return {
        "type": "Feature",
        "properties": {"name": NAMES.get(name, name), "at": [round(longitude, 2), round(latitude, 2)]},
        "geometry": {"type": "MultiPolygon", "coordinates": rounded},
    }


def features(topology: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every country of which something is in the window."""
    lines = arcs_of(topology)
    simple = [simplified(line) for line in lines]
    geometries = topology["objects"]["countries"]["geometries"]
    countries = {one["properties"]["name"]: polygons(one) for one in geometries if one.get("type")}
    for name, shapes in with_joined(countries, lines).items():
        parts = [rings for shape in shapes if (rings := drawn(shape, simple))]
        if parts and name not in BEYOND:
            yield feature(name, parts)


def main() -> None:
    """Write the outlines from the topology whose path is the command's only argument."""
    outlines = list(features(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
    text = json.dumps({"type": "FeatureCollection", "features": outlines}, separators=(",", ":"))
    OUT.write_text(text + "\n", "utf-8")
    print(f"{len(outlines)} countries, {len(text):,} letters: {OUT}")


if __name__ == "__main__":
    main()
