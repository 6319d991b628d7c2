"""The outlines of the map: what is drawn, whose Crimea is, which way rings turn, where a place lies in pixels."""

import itertools
import json
import math
import re

import pytest
import vl_convert

import model
from model.present.charts import europe
from model.present.charts.vega import SCHEMA

CRIMEA = {
    "Simferopol": (34.10, 44.95), "Sevastopol": (33.53, 44.62), "Yalta": (34.15, 44.51), "Kerch": (36.40, 45.35),
    "Dzhankoy": (34.39, 45.71), "Yevpatoria": (33.40, 45.22), "Feodosia": (35.30, 45.07), "in the middle": (34.3, 45.1),
}  # fmt: skip
CAPITALS = {
    "Ukraine": (30.5, 50.4), "Russia": (37.6, 55.7), "Poland": (21.0, 52.2), "France": (2.35, 48.85),
    "United Kingdom": (-0.6, 51.6), "Turkey": (32.9, 39.9), "Germany": (13.4, 52.5), "Cyprus": (33.35, 35.15),
    "Estonia": (24.9, 59.3), "Luxembourg": (6.13, 49.7), "Norway": (10.7, 60.1), "Finland": (25.0, 60.4),
}  # fmt: skip
BEYOND = {"australia", "canada", "new_zealand", "united_states"}
"""Nations of the register that lie outside the map."""

Ring = list[list[float]]


def rings(name: str) -> list[list[Ring]]:
    (shape,) = (one for one in europe.outlines()["features"] if one["properties"]["name"] == name)
    return list(shape["geometry"]["coordinates"])


def holds(ring: Ring, point: tuple[float, float]) -> bool:
    x, y = point
    sides = itertools.pairwise(ring)
    return (
        sum((a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in sides) % 2
        == 1
    )


def countries_at(point: tuple[float, float]) -> list[str]:
    names = [one["properties"]["name"] for one in europe.outlines()["features"]]
    return [name for name in names if any(holds(polygon[0], point) for polygon in rings(name))]


@pytest.mark.parametrize("place", CRIMEA)
def test_t_47_crimea_lies_in_ukraine(place: str) -> None:
    assert countries_at(CRIMEA[place]) == ["Ukraine"]


def test_crimea_is_no_part_of_its_own_and_shares_no_border_within_ukraine() -> None:
    (polygon,) = rings("Ukraine")
    (outline,) = polygon
    assert min(latitude for _, latitude in outline) < 44.5
    points = [tuple(point) for point in outline[:-1]]
    assert len(points) == len(set(points))


@pytest.mark.parametrize("country", CAPITALS)
def test_a_capital_lies_in_its_country_alone(country: str) -> None:
    assert countries_at(CAPITALS[country]) == [country]


def test_rings_are_closed_outer_ones_clockwise_holes_the_other_way() -> None:
    for feature in europe.outlines()["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            for number, ring in enumerate(polygon):
                area = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2
                assert ring[0] == ring[-1], feature["properties"]
                assert (area < 0) == (number == 0), feature["properties"]


def test_a_countrys_mark_lies_within_it() -> None:
    for name, place in europe.marks().values():
        assert any(holds(polygon[0], place) for polygon in rings(name)), name


def test_t_47_every_nation_of_the_register_is_drawn_or_known_to_lie_beyond() -> None:
    register = model.load("reassurance_force").register
    assert {nation for nation in register.nations if nation not in europe.marks()} == BEYOND & register.nations
    assert "canada" not in europe.marks()


def test_the_file_is_small_and_its_numbers_are_rounded() -> None:
    text = json.dumps(europe.outlines(), separators=(",", ":"))
    assert len(text) < 130_000
    assert not re.findall(r"\d\.\d{3,}", text)


@pytest.mark.parametrize(("width", "height"), [(288, 318), (329, 318), (330, 378), (519, 378), (520, 402), (700, 402)])
def test_the_height_of_the_map_is_the_one_that_the_browser_works_out(width: int, height: int) -> None:
    assert europe.map_height(width) == height
    point = {"mark": "point", "encoding": {"y": {"value": {"expr": europe.height_of_map()}}, "x": {"value": 5}}}
    spec = {
        "$schema": SCHEMA,
        "width": width,
        "height": 450,
        "autosize": {"type": "none"},
        "data": {"values": [{}]},
        **point,
    }
    assert f"translate(5,{height})" in vl_convert.vegalite_to_svg(spec)


@pytest.mark.parametrize("width", [288, 358, 700])
@pytest.mark.parametrize("nation", ["united_kingdom", "turkey", "norway", "portugal"])
def test_a_place_lies_at_the_pixel_at_which_vega_draws_it(nation: str, width: int) -> None:
    longitude, latitude = europe.marks()[nation][1]
    spec = {
        "$schema": SCHEMA, "width": width, "height": europe.HEIGHT, "autosize": {"type": "none"},
        "data": {"values": [{"lon": longitude, "lat": latitude}]}, "projection": europe.projection(), "mark": "circle",
        "encoding": {
            "longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"},
        },
    }  # fmt: skip
    place = re.search(r'"circle" transform="translate\(([^,]+),([^)]+)\)', vl_convert.vegalite_to_svg(spec))
    assert place is not None
    assert math.dist([float(number) for number in place.groups()], europe.pixel((longitude, latitude), width)) < 0.1
