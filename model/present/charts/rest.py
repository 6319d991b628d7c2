"""The rules of rest side by side: a row for each, a dot or a line from the least to the most troops tied up."""

from collections.abc import Sequence

from model.present.charts import vega
from model.present.charts.vega import Chart, Rows
from model.present.words.rest import RuleRow, in_troops

ROW, AXIS, WORDS_AT, DOT_AT = 36, 26, 0.28, 0.67
"""Pixels of a row and of the axis; where words and dots stand, in parts of a row from its top."""
WIDE, BESIDE = 600, 340
"""Pixels from which on words stand beside the dots, not above them, and how wide they are then."""
ROOM, TICKS = 1.05, 4


def rules_chart(rows: Sequence[RuleRow]) -> Chart:
    """Return a strip of dots, the rule in use filled, each with its name and its number above it.

    A hairline leads from the start of the scale to the dot, so that the eye keeps to the row.
    """
    write = in_troops(rows)
    drawn: Rows = [
        {
            "words": number + WORDS_AT, "y": number + DOT_AT, "begin": 0, "low": row.tied_up.low,
            "high": row.tied_up.high,
            "name": f"{row.name}: {write(row.tied_up)}", "is_in_use": row.is_in_use,
            "fill": vega.AWAY if row.is_in_use else "white",
        }
        for number, row in enumerate(rows)
    ]  # fmt: skip
    most = max(row["high"] for row in drawn)
    axis = {"title": None, "format": ",.0f", "tickCount": TICKS, "labelFlush": True, "grid": False}
    begin = vega.expression(f"width >= {WIDE} ? {BESIDE} : 0")
    scale = vega.scale(0, ROOM * most, range=[begin, vega.expression("width")])
    x = vega.quantity("low", scale=scale, axis=axis)
    below = vega.expression(f"width >= {WIDE} ? {round((DOT_AT - WORDS_AT) * ROW)} : 0")
    y = vega.quantity("y", scale=vega.scale(len(drawn), 0))
    fill = {"fill": vega.words("fill", scale=None)}
    dots = vega.mark("point", shape="circle", size=110, opacity=1, stroke=vega.AWAY, strokeWidth=1.6)
    names = {"x": vega.pixels(0), "y": {**y, "field": "words"}, "text": vega.words("name")}
    hairline = vega.mark("rule", color=vega.LINE)
    layers = [
        vega.layer("rules", hairline, {"x": {**x, "field": "begin"}, "x2": {"field": "low"}, "y": y}),
        vega.layer(
            "rules", vega.mark("rule", color=vega.AWAY, strokeWidth=3), {"x": x, "x2": {"field": "high"}, "y": y}
        ),
        *(vega.layer("rules", dots, {"x": {**x, "field": end}, "y": y, **fill}) for end in ("low", "high")),
        *(
            vega.layer(
                "rules", vega.mark("text", **style), names, transform=[{"filter": f"datum.is_in_use === {is_so}"}]
            )
            for is_so, style in (
                ("true", {"align": "left", "fontSize": 13, "fontWeight": 600, "yOffset": below}),
                ("false", {"align": "left", "fontSize": 13, "yOffset": below}),
            )
        ),
    ]
    return vega.layered(ROW * len(drawn) + AXIS, layers, {"rules": drawn})
