"""The chart of two levers: the coalition's margin over both, with the line where it would be zero.

Blue where troops would be spare, orange where they would be short; the words stand in the picture too.
"""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.analysis.lever_map import LeverMap, Margins
from model.kernels.arrays import Array
from model.present.charts.frame import INK, Chart, framed, haloed, titled_for
from model.present.labels import label_of, label_with_unit
from model.present.numbers import round_off

SPARE, EVEN, SHORT = "#12436D", "#FFFFFF", "#C4500F"
HEIGHT = 535
AS_TEXT = {"embedOptions": {"renderer": "svg"}}
"""The renderer SVG: a canvas would draw so many cells, and the words with them, as blurred dots."""
LEAST_NAMED = 0.02
"""Share of the picture at which a region has room for its name."""
WHOLE_FROM = 10
"""An axis that reaches so far has whole numbers."""
MARGIN_LEGEND = alt.Legend(
    orient="top", title="Margin: short (−) or spare, troops", format=",.0f", gradientLength=200, labelFontSize=12,
    titleFontSize=12, labelColor=INK, titleColor=INK, titleLimit=260, tickCount=2, labelOverlap=True,
)  # fmt: skip


def map_chart(lever_map: LeverMap, case: str, shown_as: str) -> Chart:
    """Return the margin over both levers in one case, the line of break-even, and the scenario's own values.

    `shown_as` says which case it is, for the subtitle.
    """
    margins = lever_map.cases[case]
    x, y = alt.X("left:Q", **_axis(lever_map, 0)), alt.Y("bottom:Q", **_axis(lever_map, 1))
    least = round_off(min(0.0, float(np.nanmin(margins.troops))))
    most = round_off(max(0.0, float(np.nanmax(margins.troops))))
    used = [(at, colour) for at, colour in ((least, SHORT), (0.0, EVEN), (most, SPARE)) if at or colour == EVEN]
    scale = alt.Scale(domain=[at for at, _ in used], range=[colour for _, colour in used], interpolate="rgb")
    cells = (
        alt.Chart(_cells(lever_map, margins))
        .mark_rect(aria=False)
        .encode(
            x=x,
            x2=alt.X2("right:Q"),
            y=y,
            y2=alt.Y2("top:Q"),
            color=alt.Color("margin:Q", scale=scale, legend=MARGIN_LEGEND),
            stroke=alt.Stroke("margin:Q", scale=scale, legend=None),  # no white between neighbours
        )
    )
    line = pd.DataFrame(margins.line, columns=["left", "bottom", "right", "top"])
    drawn = (
        alt.Chart(line)
        .mark_rule(color=INK, strokeWidth=3, aria=False)
        .encode(x=x, x2=alt.X2("right:Q"), y=y, y2=alt.Y2("top:Q"))
    )
    layers: list[alt.Chart] = [cells, drawn]
    words = alt.Chart(places(lever_map, case)).encode(x=x, y=y, text=alt.Text("words:N"))
    layers += haloed(words, fontSize=13)
    case_point = alt.Chart(pd.DataFrame([{"left": margins.own[0], "bottom": margins.own[1]}]))
    layers.append(
        case_point.mark_point(shape="cross", filled=True, size=170, color=INK, stroke="white", opacity=1).encode(
            x=x, y=y
        )
    )
    first, second = (label_of(lever_map.scenario, lever) for lever in lever_map.levers)
    title = titled_for(
        lever_map.scenario,
        f"Spare or short, by “{first}” and “{second}”",
        "Line: break-even, where the margin is zero",
        "Cross: the scenario's own values",
        shown_as=shown_as,
    )
    return framed(title, HEIGHT, *layers).resolve_scale(color="independent").properties(usermeta=AS_TEXT)


def _axis(lever_map: LeverMap, which: int) -> dict[str, Any]:
    """Title, scale and axis of a lever."""
    lever, values = lever_map.levers[which], (lever_map.first, lever_map.second)[which]
    return {
        "title": label_with_unit(lever_map.scenario, lever),
        "scale": alt.Scale(domain=[float(values[0]), float(values[-1])], nice=False, zero=False, clamp=True),
        "axis": alt.Axis(tickCount=5, grid=False, format="~r" if values[-1] < WHOLE_FROM else ",.0f"),
    }


def _cells(lever_map: LeverMap, margins: Margins) -> pd.DataFrame:
    """One row for each pair that is not refused: the rectangle around it, and its margin in whole troops."""
    (left, right), (bottom, top) = (_around(values) for values in (lever_map.first, lever_map.second))
    row, column = np.nonzero(~np.isnan(margins.troops))
    return pd.DataFrame({
        "left": left[column], "right": right[column], "bottom": bottom[row], "top": top[row],
        "margin": margins.troops[row, column].round(),
    })  # fmt: skip


def _around(values: Array) -> tuple[Array, Array]:
    """The start and the end of each value's cell: half way to its neighbours; at the edge, the value itself."""
    middles = (values[:-1] + values[1:]) / 2
    return np.concatenate([values[:1], middles]), np.concatenate([middles, values[-1:]])


def places(lever_map: LeverMap, case: str) -> pd.DataFrame:
    """Return where the words stand: each region's name deep inside it, the line's at its middle."""
    margins = lever_map.cases[case]
    regions = {
        "spare": margins.troops > 0,
        "zero": margins.troops == 0,
        "short": margins.troops < 0,
        "refused": np.isnan(margins.troops),
    }
    rows = []
    for words, inside in regions.items():
        if inside.mean() >= LEAST_NAMED:
            row, column = _deepest(inside)
            rows.append((lever_map.first[column], lever_map.second[row], words))
    if len(margins.line):
        piece = margins.line[len(margins.line) // 2]
        rows.append((piece[[0, 2]].mean(), piece[[1, 3]].mean(), "break-even"))
    return pd.DataFrame(rows, columns=["left", "bottom", "words"])


def _deepest(inside: NDArray[np.bool_]) -> tuple[int, int]:
    """The cell farthest from all that is outside, by taking the rim off until nothing would be left."""
    deep = inside
    while inside.any():
        deep = inside
        padded = np.pad(inside, 1)
        inside = inside & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    cells = np.argwhere(deep)
    row, column = cells[len(cells) // 2]
    return int(row), int(column)
