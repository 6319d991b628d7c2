"""The chart of two levers: the coalition's margin over both, with the line where it would be zero.

Blue where troops would be spare, orange where they would be short; the words stand in the picture too.
"""

from typing import Any

import altair as alt
import pandas as pd

from model.analysis.lever_map import LeverMap
from model.present.charts.frame import INK, Chart, framed, haloed, titled_for
from model.present.numbers import round_off
from model.present.path_labels import label_of, label_with_unit

SPARE, EVEN, SHORT = "#12436D", "#FFFFFF", "#C4500F"
HEIGHT = 535
AS_TEXT = {"embedOptions": {"renderer": "svg"}}
"""The renderer SVG: a canvas would draw so many cells, and the words with them, as blurred dots."""
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
    case_map = lever_map.cases[case]
    x, y = alt.X("left:Q", **_axis(lever_map, 0)), alt.Y("bottom:Q", **_axis(lever_map, 1))
    low, high = case_map.extent
    least, most = round_off(min(0.0, low)), round_off(max(0.0, high))
    used = [(at, colour) for at, colour in ((least, SHORT), (0.0, EVEN), (most, SPARE)) if at or colour == EVEN]
    scale = alt.Scale(domain=[at for at, _ in used], range=[colour for _, colour in used], interpolate="rgb")
    cells = (
        alt.Chart(pd.DataFrame(lever_map.cells(case)))
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
    line = pd.DataFrame(case_map.line, columns=["left", "bottom", "right", "top"])
    drawn = (
        alt.Chart(line)
        .mark_rule(color=INK, strokeWidth=3, aria=False)
        .encode(x=x, x2=alt.X2("right:Q"), y=y, y2=alt.Y2("top:Q"))
    )
    layers: list[alt.Chart] = [cells, drawn]
    landmarks = pd.DataFrame(lever_map.landmarks(case), columns=["left", "bottom", "words"])
    words = alt.Chart(landmarks).encode(x=x, y=y, text=alt.Text("words:N"))
    layers += haloed(words, fontSize=13)
    case_point = alt.Chart(pd.DataFrame([{"left": case_map.own[0], "bottom": case_map.own[1]}]))
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
