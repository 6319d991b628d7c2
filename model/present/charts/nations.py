"""The map of nations: what each has said or how much of its army it would tie up, and what it could keep up."""

import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from model.present.charts import europe
from model.present.charts.labels import Box, Drawing, Mark, Placed, placed
from model.present.charts.vega import (
    AWAY,
    HOME,
    INK,
    SMALL,
    USUAL,
    Chart,
    Rows,
    Spec,
    expression,
    layer,
    layered,
    mark,
    pixels,
)
from model.present.tables.coalition import Nation

Colour = Literal["position", "share"]

BORDER, NOBODY, UKRAINE = "#8A8577", "#FBFAF7", "#FCF0C3"
READY, OPEN, NO_POSITION, RULED_OUT = (
    "Ready, or named a number",
    "Open, or on conditions",
    "No position found",
    "Ruled it out",
)
POSITIONS = {
    "declared": READY, "offered": READY, "open": OPEN, "undeclared": NO_POSITION, "refused": RULED_OUT,
}  # fmt: skip
SHORT = {
    "declared": "ready", "offered": "ready", "open": "open", "undeclared": "no position", "refused": "ruled out",
}  # fmt: skip
"""The position of a nation, as its label has it."""
POSITION_FILLS = {READY: AWAY, OPEN: HOME, NO_POSITION: "#E4E1DA", RULED_OUT: "#C9A57F"}
SHARES = ((0.1, "Under 10% of its army"), (0.25, "10 to 25%"), (0.5, "25 to 50%"), (math.inf, "50% and more"))
SHARE_FILLS = dict(zip((words for _, words in SHARES), ("#D3E0EC", "#9DBAD1", "#4A80AE", AWAY), strict=True))
NOT_IN, IN, OUT, CROSS = "Not in, or not known", "In: could keep up", "Not in", "×"
UKRAINE_AT = (31.5, 49.0)
AREAS = (1_700, 2_300, 3_400)
"""Square pixels of the largest circle in each band of widths."""
TRIED = ((286, 300, 322, 329), (330, 358, 400, 440, 519), (520, 600, 760))
"""Widths in pixels at which labels of each band are tried; the narrowest phone has 288."""
LABELS = (6, 8, 12)
"""The most labels in each band."""
MOST_MAPS = 64
"""Maps whose labels are kept: to find their places takes half of the time that the map does."""
CROSS_PIXELS, KEY_ROW, KEY_TOP, KEY_TEXT = 7, 20, 14, 20
KEY_COLUMNS = ((0,), (0, 172), (0, 178, 356))
"""Pixels from the left of the columns of the key, in each band."""


def map_chart(nations: Sequence[Nation], colour: Colour) -> Chart:
    """Return the map of Europe: the fill of each nation, a circle for what it could keep up, a key below."""
    drawn = [nation for nation in nations if nation.name in europe.marks()]
    fills = POSITION_FILLS if colour == "position" else SHARE_FILLS
    blank = NO_POSITION if colour == "position" else NOT_IN
    rows: dict[str, Rows] = {
        "ground": [{"ground": "below the map"}],
        "lands": [{"country": europe.marks()[nation.name][0], "fill": fill_of(nation, colour)} for nation in drawn],
        "circles": [circle(nation) for nation in drawn if nation.could],
        "refused": [_at(nation) for nation in drawn if nation.position == "refused"],
        "labels": list(_placed_labels(tuple(drawn), colour)),
        "key": [*_key_rows(fills if colour == "position" else {**fills, blank: "#E4E1DA"})],
    }
    every = {**fills, "Ukraine": UKRAINE, "": NOBODY} | ({} if colour == "position" else {NOT_IN: "#E4E1DA"})
    most = max((row["troops"] for row in rows["circles"]), default=1.0)
    layers = [
        _land(every),
        _circles(most, is_in=False),
        _circles(most, is_in=True),
        *_crosses(),
        *_labels(),
        *_key(every),
    ]
    return layered(europe.HEIGHT, layers, rows, projection=europe.projection())


def fill_of(nation: Nation, colour: Colour) -> str:
    """Return the meaning of a nation's fill, as the key has it."""
    if colour == "position":
        return POSITIONS[nation.position]
    if not nation.is_in or nation.share is None:
        return NOT_IN
    share = nation.share
    return next(words for most, words in SHARES if share < most)


def label_of(nation: Nation, colour: Colour) -> str:
    """Return a nation's label: what it could keep up or the share of its army if it is in, else what it said."""
    if colour == "share" and nation.is_in:
        return f"{nation.short} {nation.share_words}"
    if nation.is_in:
        return f"{nation.short} {nation.could_words}"
    return f"{nation.short}: {SHORT[nation.position]}"


def circle(nation: Nation) -> dict[str, object]:
    """Return the row of a nation's circle."""
    return {**_at(nation), "troops": nation.could, "in": nation.is_in, "could keep up": nation.could_words}


def _at(nation: Nation) -> dict[str, object]:
    longitude, latitude = europe.marks()[nation.name][1]
    return {"nation": nation.title, "lon": longitude, "lat": latitude}


def _land(fills: Mapping[str, str]) -> Spec:
    shapes = {"values": europe.outlines(), "format": {"type": "json", "property": "features"}}
    look_up = {
        "lookup": "properties.name",
        "from": {"data": {"name": "lands"}, "key": "country", "fields": ["fill"]},
        "default": "",
    }
    ukraine = {"calculate": "datum.properties.name === 'Ukraine' ? 'Ukraine' : datum.fill", "as": "fill"}
    color = {
        "field": "fill",
        "type": "nominal",
        "scale": {"domain": list(fills), "range": list(fills.values())},
        "legend": None,
    }
    return {
        "data": shapes,
        "transform": [look_up, ukraine],
        "mark": {"type": "geoshape", "stroke": BORDER, "strokeWidth": 0.6, "clip": True},
        "encoding": {"color": color},
    }


PLACE: Spec = {
    "longitude": {"field": "lon", "type": "quantitative"},
    "latitude": {"field": "lat", "type": "quantitative"},
}


def _circles(most: float, *, is_in: bool) -> Spec:
    """Circles: white and solid for nations that are in, dashed for others."""
    area = f"width >= {europe.BANDS[2][0]} ? {AREAS[2]} : width >= {europe.BANDS[1][0]} ? {AREAS[1]} : {AREAS[0]}"
    size = {
        "field": "troops", "type": "quantitative", "legend": None,
        "scale": {"type": "linear", "domain": [0, most], "range": [0, expression(area)], "zero": True},
    }  # fmt: skip
    tooltip = [{"field": field, "type": "nominal"} for field in ("nation", "could keep up")]
    style = (
        {"strokeWidth": 2.2, "fillOpacity": 1}
        if is_in
        else {"strokeWidth": 1, "strokeDash": [3, 2], "fillOpacity": 0.35}
    )
    look = mark("point", filled=True, shape="circle", fill="#FFFFFF", stroke=INK, opacity=1, **style)
    return layer(
        "circles",
        look,
        {**PLACE, "size": size, "tooltip": tooltip},
        transform=[{"filter": {"field": "in", "equal": is_in}}],
    )


def _crosses() -> Iterator[Spec]:
    for style in ({"color": "white", "stroke": "white", "strokeWidth": 3}, {"color": INK}):
        yield layer("refused", mark("text", **{"text": CROSS, "fontSize": 16, "fontWeight": 700, **style}), PLACE)


IS_SHOWN = "width >= datum.least && width < datum.most"


def _labels() -> Iterator[Spec]:
    """Labels with a halo; each is drawn at the widths that its place is made for."""
    style = {
        "dx": expression("datum.dx"), "dy": expression("datum.dy"), "align": expression("datum.align"),
        "baseline": "middle", "fontWeight": expression("datum.weight"), "fontSize": expression("datum.size"),
        "fontStyle": expression("datum.style"),
    }  # fmt: skip
    text = {"text": {"value": expression(f"{IS_SHOWN} ? datum.words : ''")}}
    for halo in ({"color": "white", "stroke": "white", "strokeWidth": 4}, {}):
        yield layer("labels", mark("text", **{**style, **halo}), {**PLACE, **text})


@functools.lru_cache(maxsize=MOST_MAPS)
def _placed_labels(nations: tuple[Nation, ...], colour: Colour) -> tuple[dict[str, object], ...]:
    """The labels of a map, kept for the next change that leaves the nations as they are."""
    return tuple(_label_rows(nations, colour))


def _label_rows(nations: Sequence[Nation], colour: Colour) -> Iterator[dict[str, object]]:
    """The labels: of nations that are in, of those that ruled troops out, then of those that could keep up most."""
    most = max((nation.could or 0 for nation in nations), default=0.0)
    order = sorted(nations, key=lambda nation: (not nation.is_in, nation.position != "refused", -(nation.could or 0)))
    named = {_mark(nation, label_of(nation, colour), most): nation for nation in order}
    ukraine = Mark("Ukraine", _spot(UKRAINE_AT), (0, 0, 0))
    drawing = Drawing(TRIED, [height for _, height in europe.BANDS], LABELS, lambda width: [_around(ukraine, width)])
    for one in placed(drawing, list(named)):
        nation = named[one.mark]
        yield _row(one, europe.marks()[nation.name][1], 600 if nation.is_in else 400)
    yield {
        "words": "Ukraine", "lon": UKRAINE_AT[0], "lat": UKRAINE_AT[1], "dx": 0, "dy": 0, "align": "center",
        "weight": 400, "size": USUAL, "style": "italic", "least": 0, "most": 10_000,
    }  # fmt: skip


def _row(one: Placed, place: europe.Point, weight: int) -> dict[str, object]:
    ends = [*(least for least, _ in europe.BANDS), 10_000]
    return {
        "words": one.mark.words, "lon": place[0], "lat": place[1], "dx": round(one.dx, 1), "dy": round(one.dy, 1),
        "align": one.align, "weight": weight, "size": USUAL, "style": "normal", "least": ends[one.band],
        "most": ends[one.band + 1],
    }  # fmt: skip


def _mark(nation: Nation, words: str, most: float) -> Mark:
    """The mark that labels keep clear of: the circle, or the × of one that ruled troops out."""
    share = (nation.could or 0) / most if most else 0.0
    least = CROSS_PIXELS if nation.position == "refused" else 0
    radii = tuple(max(least, math.sqrt(area * share / math.pi)) for area in AREAS)
    rank = 2 if nation.is_in else int(nation.position == "refused")
    return Mark(words, _spot(europe.marks()[nation.name][1]), radii, rank)


def _spot(place: europe.Point) -> Callable[[float], europe.Point]:
    return lambda width: europe.pixel(place, width)


def _around(mark: Mark, width: float) -> Box:
    x, y = mark.spot(width)
    return (x - 26, y - 9, x + 26, y + 9)


def _key(fills: Mapping[str, str]) -> Iterator[Spec]:
    """The key: a white ground below the map, a symbol and its words for each entry."""
    top = europe.height_of_map()
    yield {
        "data": {"name": "ground"},
        "mark": {"type": "rect", "color": "white", "clip": False, "aria": False},
        "encoding": {
            "x": pixels(0),
            "x2": pixels(expression("width")),
            "y": pixels(expression(top)),
            "y2": pixels(expression("height")),
        },
    }
    shown = {"opacity": expression(f"{IS_SHOWN} ? 1 : 0")}
    at = {  # a mark that is not shown stands within the drawing, which would shrink to hold it
        "x": pixels(expression(f"{IS_SHOWN} ? datum.x + 8 : 20")),
        "y": pixels(expression(f"{IS_SHOWN} ? {top} + datum.y : 20")),
    }
    fill = {
        "color": {
            "field": "fill",
            "type": "nominal",
            "scale": {"domain": list(fills), "range": list(fills.values())},
            "legend": None,
        }
    }
    for kind, style, more in (
        ("fill", {"shape": "square", "size": 150, "stroke": BORDER, "strokeWidth": 0.8}, fill),
        ("in", {"shape": "circle", "size": 130, "fill": "#FFFFFF", "stroke": INK, "strokeWidth": 2.2}, {}),
        (
            "out",
            {"shape": "circle", "size": 130, "fill": "#FFFFFF", "stroke": INK, "strokeWidth": 1, "strokeDash": [3, 2]},
            {},
        ),
    ):
        look = mark("point", **{"filled": True, **style, **shown})
        yield layer("key", look, {**at, **more}, transform=[{"filter": {"field": "kind", "equal": kind}}])
    words = {
        "x": pixels(expression(f"{IS_SHOWN} ? datum.x + {KEY_TEXT} : 20")),
        "y": at["y"],
        "text": {"value": expression(f"{IS_SHOWN} ? datum.words : ''")},
    }
    yield layer("key", mark("text", align="left", baseline="middle", fontSize=SMALL + 0.5), words)


def _key_rows(fills: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """The entries of the key in each band: fills, then the two kinds of circles."""
    entries = [*((words, "fill", words) for words in fills), (IN, "in", "")]
    entries += [] if NOT_IN in fills else [(OUT, "out", "")]
    ends = [*(least for least, _ in europe.BANDS), 10_000]
    for band, columns in enumerate(KEY_COLUMNS):
        for number, (words, kind, fill) in enumerate(entries):
            row, column = divmod(number, len(columns))
            cross = f" {CROSS}" if words == RULED_OUT else ""
            yield {
                "words": f"{words}{cross}", "kind": kind, "fill": fill, "x": columns[column],
                "y": KEY_TOP + row * KEY_ROW, "least": ends[band], "most": ends[band + 1],
            }  # fmt: skip
