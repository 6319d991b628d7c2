"""Charts about nations: what each would add if it joined, carries and keeps at home; chances, and who decides them."""

from collections.abc import Sequence

from model.analysis.joining import Addition
from model.engine.results import chance_rows
from model.engine.run import Run
from model.frozen import Range
from model.present.charts.nations import CROSS, POSITION_FILLS, POSITIONS
from model.present.charts.vega import (
    AWAY,
    GAP_EDGE,
    GAP_FILL,
    GAP_TEXT,
    GREY,
    HOME,
    INK,
    LINE,
    SMALL,
    USUAL,
    Chart,
    Rows,
    Spec,
    coloured,
    expression,
    haloed,
    layer,
    layered,
    mark,
    pixels,
    quantity,
    words,
)
from model.present.numbers import amount, joined, of_100, rounded_troops
from model.present.tables.coalition import Nation
from model.present.tables.years import Year
from model.present.words.force import force_words
from model.present.words.nations import said
from model.present.words.plain import nation_label
from model.scenario import Scenario

ROW, FOOT, BAR = 25, 22, 15
"""Pixels of a row of bars, of what stands below the rows, and of a bar."""
LETTER = 6.4
WIDE = 400
"""Pixels of a plot, names not counted, from which on it has room for words behind a number."""
FILLS = {**POSITION_FILLS, "No position found": "#B0AA9C"}
"""The fills of the map; the palest is darker here, where it has no border."""
NAMES: Spec = {
    "title": None, "ticks": False, "domain": False, "labelColor": INK, "labelFontSize": 13, "labelLimit": 130,
    "labelPadding": 8,
}  # fmt: skip
CURVE, YEAR_ROW, YEAR_COLUMNS, YEAR_WORDS = 260, 96, 3, 34
FILL_OF = {"away": AWAY, "at home": HOME}


def named_rows(nations: Sequence[str], foot: int = 0) -> Spec:
    """Return the channel of rows of bars, each with its name, in this order, with room below them in pixels."""
    scale = {"range": [0, expression(f"height - {foot}")]}
    return {"field": "nation", "type": "nominal", "sort": list(nations), "axis": NAMES, "title": None, "scale": scale}


def _with_words(rows: Rows, most: float) -> tuple[Spec, Spec]:
    """The scale of bars that leave room for words behind the longest, and the words: long ones if there is room."""
    long, short = (
        round(LETTER * max((len(row[words]) for row in rows), default=0) + 12) for words in ("long", "short")
    )
    room = expression(f"max(40, width - (width >= {WIDE} ? {long} : {short}))")
    text = {"text": {"value": expression(f"width >= {WIDE} ? datum.long : datum.short")}}
    return {"domain": [0, most or 1], "range": [0, room], "nice": False}, text


def joining_rows(scenario: Scenario, added: Sequence[Addition]) -> Rows:
    """Return the troops that each nation would add as rows of a chart: the number, the fill, the words."""
    rows = []
    for one in added:
        position = scenario.coalition.contributors[one.name].position if scenario.coalition else "undeclared"
        troops = joined((one.low, one.high), rounded_troops, "–")
        cross = f" {CROSS}" if position == "refused" else ""
        rows.append(
            {
                "nation": f"{nation_label(scenario.nation_title(one.name))}{cross}",
                "fill": POSITIONS[position],
                "low": one.low,
                "high": one.high,
                "short": troops,
                "long": f"{troops}, {said(scenario, one.name)}",
            }
        )
    return rows


def joining_chart(rows: Rows, gap: Range) -> Chart:
    """Return a bar for each nation: filled to what it would add in every case, outlined to what it could add at most.

    The gap that there is without it lies behind the bars, between its two ends. The numbers stand in a column of their
    own, so that no line of the gap runs through one.
    """
    ends = [end for end in gap.ends if end > 0]
    most = max([row["high"] for row in rows] + ends)
    y = named_rows([row["nation"] for row in rows], FOOT if ends else 0)
    x_scale, text = _with_words(rows, most)

    def x(field: str) -> Spec:
        return quantity(field, scale=x_scale)

    color = coloured("fill", FILLS)
    data: dict[str, Rows] = {"nations": rows}
    layers: list[Spec] = []
    if ends:
        data["gap"], behind = _gap(gap, most), {"y": pixels(0), "y2": pixels(expression(f"height - {FOOT}"))}
        band = mark("rect", color=GAP_FILL)
        layers.append(layer("gap", band, {"x": x("from"), "x2": {"field": "to"}, **behind}))
    hairline = {"y": y, "x": pixels(0), "x2": pixels(expression("width"))}
    layers.append(layer("nations", mark("rule", color=LINE, yOffset=ROW / 2), hairline))
    outlined = mark("bar", height=BAR, fill="#FFFFFF", strokeWidth=1.4)
    stroke = {**color, "scale": {**color["scale"], "range": ["#12436D", "#12436D", "#6B665B", "#8A5A2B"]}}
    layers += [
        layer("nations", outlined, {"y": y, "x": x("low"), "x2": {"field": "high"}, "stroke": stroke}),
        layer("nations", mark("bar", height=BAR), {"y": y, "x": x("low"), "color": color}),
    ]
    if ends:
        dashed = mark("rule", color=GAP_EDGE, strokeWidth=1.5, strokeDash=[5, 3])
        encoding = {"x": x("at"), "y": pixels(expression("height - 4")), "text": words("words")}
        layers += [layer("gap", dashed, {"x": x(end), **behind}) for end in ("from", "to") if data["gap"][0][end] > 0]
        layers += haloed(
            "gap", encoding, color=GAP_TEXT, fontWeight=600, fontSize=USUAL, baseline="bottom", **_side(gap, most)
        )
    numbers = mark("text", align="right", fontSize=USUAL)
    layers.append(layer("nations", numbers, {"y": y, "x": pixels(expression("width")), **text}))
    return layered(ROW * len(rows) + (FOOT if ends else 0), layers, data)


def _gap(gap: Range, most: float) -> Rows:
    """The gap's ends within the chart, and its words, which stand on the side that has room."""
    low, high = (max(0.0, end) for end in gap.ends)
    troops = joined((low, high), amount) if low else f"up to {amount(high)}"
    return [{"from": low, "to": high, "at": high if high < most / 2 else low, "words": f"gap: {troops}"}]


def _side(gap: Range, most: float) -> Spec:
    is_right = (gap.high or 0.0) >= most / 2
    return {"align": "right", "dx": -5} if is_right else {"align": "left", "dx": 5}


def carries_chart(nations: Sequence[Nation]) -> Chart:
    """Return a bar for each nation that is in: the troops it would carry, the share of its army they would tie up."""
    rows: Rows = []
    for one in nations:
        share = "" if one.share is None else f", {one.share_words}"
        long = f"{share} of its army" if share else ""
        rows.append(
            {
                "nation": one.short,
                "carries": one.carries,
                "long": f"{one.carries_words}{long}",
                "short": f"{one.carries_words}{share}",
            }
        )
    return _bars(rows, "carries")


def _bars(rows: Rows, field: str) -> Chart:
    """A bar for each row, and behind it its words, long ones where there is room."""
    y = named_rows([row["nation"] for row in rows])
    x_scale, text = _with_words(rows, max((row[field] for row in rows), default=0.0))
    x = quantity(field, scale=x_scale)
    bars = layer("nations", mark("bar", color=AWAY, height=BAR), {"y": y, "x": x})
    beside = layer("nations", mark("text", align="left", dx=6), {"y": y, "x": x, **text})
    return layered(ROW * len(rows), [bars, beside], {"nations": rows})


def years_chart(years: Sequence[Year]) -> Chart:
    """Return a small drawing for each nation: of the troops it can send, who is away and who is at home from a tour.

    Three stand in a row, on pictures of every width.
    """
    parts, frames, texts = [], [], []
    for number, year in enumerate(years):
        row, column = divmod(number, YEAR_COLUMNS)
        top, left = float(-row), column * 1.12
        tall = 1 - YEAR_WORDS / YEAR_ROW
        frames.append({"x": left, "x2": left + 1, "y": top, "y2": top + tall})
        texts.append({"x": left, "y": top + tall, "nation": year.short, "words": year.words})
        for step in year.steps:
            bottom = top
            for name, share in (("away", step.away), ("at home", step.home)):
                parts.append(
                    {
                        "x": left + step.begin,
                        "x2": left + step.end,
                        "y": bottom,
                        "y2": bottom + share * tall,
                        "fill": name,
                    }
                )
                bottom += share * tall
    rows = -(-len(years) // YEAR_COLUMNS)
    x = {"scale": {"domain": [0, 1.12 * YEAR_COLUMNS - 0.12], "nice": False}}
    y = {"scale": {"domain": [1 - rows, 1], "nice": False}}
    box = {"x": quantity("x", **x), "x2": {"field": "x2"}, "y": quantity("y", **y), "y2": {"field": "y2"}}
    at = {"x": quantity("x", **x), "y": quantity("y", **y)}
    return layered(
        rows * YEAR_ROW,
        [
            layer("frames", mark("rect", fill="#FFFFFF", stroke=LINE), box),
            layer("parts", mark("rect"), {**box, "color": coloured("fill", FILL_OF)}),
            layer(
                "names",
                mark("text", align="left", baseline="bottom", dy=-16, fontWeight=600),
                {**at, "text": words("nation")},
            ),
            layer(
                "names",
                mark("text", align="left", baseline="bottom", dy=-2, fontSize=SMALL, color=GREY),
                {**at, "text": words("words")},
            ),
        ],
        {"frames": frames, "parts": parts, "names": texts},
    )


def chances_chart(run: Run, case: str, at_its_size: str) -> Chart:
    """Return the curve of the combinations in which a force of each size could be kept up, and the force's own size."""
    points = [{"troops": row[2], "share": row[3]} for row in chance_rows(run) if row[1] == case]
    most = max(point["troops"] for point in points)
    deployed = run.at(case, "deployed")
    x_scale = {"domain": [0, max(most, deployed or 0.0) or 1.0], "nice": False}
    troops: Spec = {
        "format": ",.0f",
        "tickCount": 4,
        "grid": False,
        "title": "Troops to keep in the field",
        "labelFlush": True,
    }
    hundred: Spec = {
        "values": [0, 0.25, 0.5, 0.75, 1],
        "labelExpr": "100 * datum.value",
        "title": "Combinations of 100",
    }
    x = {"type": "quantitative", "scale": x_scale, "axis": troops}
    y = {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": hundred}
    line = mark("line", color=AWAY, interpolate="step-before", strokeWidth=2.5)
    layers = [layer("sizes", line, {"x": {"field": "troops", **x}, "y": y})]
    data: dict[str, Rows] = {"sizes": points}
    if deployed is not None:
        is_right = deployed > most / 2  # the words stand on the side that has room for them
        side: Spec = {"align": "right", "dx": -6} if is_right else {"align": "left", "dx": 6}
        data["force"] = [{"troops": deployed, "words": f"{force_words(run)(deployed)}: {at_its_size}"}]
        at = {"x": {"field": "troops", **x}}
        layers.append(layer("force", mark("rule", color=GAP_EDGE, strokeWidth=1.5, strokeDash=[5, 3]), at))
        encoding = {**at, "y": pixels(12), "text": words("words")}
        layers += haloed("force", encoding, color=GAP_TEXT, fontWeight=600, fontSize=USUAL, **side)
    return layered(CURVE, layers, data)


def pivotal_chart(run: Run, weights: Sequence[tuple[str, float]]) -> Chart:
    """Return a bar for each nation: in how many of 100 combinations its taking part decides; beside it what it said."""
    rows: Rows = []
    for name, weight in weights:
        number, title = of_100(weight), nation_label(run.scenario.nation_title(name))
        long = f"{number}, {said(run.scenario, name)}"
        rows.append({"nation": title, "weight": weight, "long": long, "short": number})
    return _bars(rows, "weight")
