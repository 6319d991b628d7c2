"""The map of any two inputs: where troops would be to spare or short, and the line between."""

from model.analysis.lever_map import LeverMap
from model.present.charts.rest_map import TINTS, steps_of_gap
from model.present.charts.vega import (
    INK,
    USUAL,
    Chart,
    Rows,
    Spec,
    haloed,
    layer,
    layered,
    mark,
    quantity,
    scale,
    words,
)

HEIGHT = 400
WHOLE_FROM = 10
"""An axis that reaches so far has whole numbers."""
SPARE, SHORT = TINTS[0], TINTS[2:]
DIGITS = 6
"""Significant digits of a place on the map."""


def map_chart(lever_map: LeverMap, case: str) -> Chart:
    """Return the map of one case: tints of the troops missing, the line at which none are, the plan's own values."""
    case_map = lever_map.cases[case]
    short = max(-case_map.extent[0], 1.0)
    levels = [0.0, *(-step for step in steps_of_gap(short))]
    fills = [SPARE, *SHORT]
    sides = ("x", "x2", "y", "y2")
    tints: list[Rows] = [[] for _ in fills]
    for *ends, below in lever_map.bands(case, levels):
        tints[below].append(dict(zip(sides, map(_short, ends), strict=True)))
    first, second = _axes(lever_map)
    box: Spec = {
        "x": quantity("x", **first),
        "x2": {"field": "x2"},
        "y": quantity("y", **second),
        "y2": {"field": "y2"},
    }
    rows: dict[str, Rows] = {
        **{f"tint_{number}": tint for number, tint in enumerate(tints)},
        "line": [
            dict(zip(("x", "y", "x2", "y2"), map(_short, piece), strict=True)) for piece in case_map.line.tolist()
        ],
        "names": [{"x": _short(x), "y": _short(y), "text": name} for x, y, name in lever_map.landmarks(case)],
        "own": [{"x": case_map.own[0], "y": case_map.own[1]}],
    }
    place = {"x": box["x"], "y": box["y"]}
    cross = mark("point", shape="cross", filled=True, angle=45, size=170, color=INK, stroke="white", opacity=1)
    return layered(
        HEIGHT,
        [
            *(layer(f"tint_{number}", mark("rect", color=fill, stroke=fill), box) for number, fill in enumerate(fills)),
            layer("line", mark("rule", color=INK, strokeWidth=2.5), box),
            *haloed("names", {**place, "text": words("text")}, fontSize=USUAL),
            layer("own", cross, place),
        ],
        rows,
    )


def _short(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")


def _axes(lever_map: LeverMap) -> tuple[Spec, Spec]:
    """The scales and axes of both inputs."""
    both = []
    for values in (lever_map.first, lever_map.second):
        least, most = float(values[0]), float(values[-1])
        axis = {"title": None, "tickCount": 5, "grid": False, "format": "~r" if most < WHOLE_FROM else ",.0f"}
        both.append({"scale": scale(least, most), "axis": {**axis, "labelFlush": 20}})
    return both[0], both[1]
