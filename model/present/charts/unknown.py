"""Pictures of a force of unknown size: the wedge of what named sizes would tie up, and what is known as a list."""

import textwrap
from collections.abc import Sequence

from model.analysis.named_sizes import AtSize
from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.present.charts import vega
from model.present.charts.vega import Chart, Rows, Spec
from model.present.numbers import span
from model.present.words.coalition import kept_up_in_words
from model.present.words.figures import number
from model.present.words.unknown import Known

HEIGHT, ROOM, LETTER, TICKS, ROW, KEPT_AT = 360, 1.06, 7.3, 4, 20, 0.3
"""Pixels of the picture, the end of the scale in parts of the largest size, pixels of a letter, ticks, pixels of a row
of words, and where what could be kept up is named, in parts of the height."""
WIDE = 340
"""Pixels of the plot from which on a size has what it ties up beside it."""
SURE = "#CFDFEC"
"""The shade of what could be kept up in every case."""
LINE, LETTERS, BETWEEN = 17, 42, 10
"""Pixels of a line of a list, letters that a phone has room for in it, and pixels between two entries."""


def wedge_chart(run: Run, sizes: Sequence[AtSize]) -> Chart:
    """Return sizes across and troops tied up upwards: a wedge between the ends of rest, named sizes as bars in it."""
    most = ROOM * max(size.troops.high or 0.0 for size in sizes)
    per = [run.measure("multiplier").low or 1.0, run.measure("multiplier").high or 1.0]
    rows: dict[str, Rows] = {
        "wedge": [{"x": x, "low": per[0] * x, "high": per[1] * x} for x in (0.0, most)],
        "sizes": [_bar(size) for size in sizes],
        "words": [_words(size, place) for place, size in enumerate(sizes)],
        "kept": _kept(run),
    }
    axis = {"title": None, "format": ",.0f", "tickCount": TICKS, "labelFlush": True, "grid": False}
    x = vega.quantity("x", scale=vega.scale(0, most), axis=axis)
    y = vega.quantity(
        "low", scale=vega.scale(0, per[1] * most), axis={**axis, "domain": False, "ticks": False, "grid": True}
    )
    edges = {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "high"}}
    shade = {"x": x, "x2": {"field": "x2"}, "y": vega.pixels(0), "y2": vega.pixels(vega.expression("height"))}
    layers = [
        vega.layer("kept", vega.mark("rect"), {**shade, "color": vega.words("fill", scale=None)}),
        vega.layer(
            "wedge", vega.mark("area", color=vega.HOME, opacity=0.55), {"x": x, "y": y, "y2": {"field": "high"}}
        ),
        vega.layer("sizes", vega.mark("rect", color=vega.AWAY, stroke=vega.AWAY, strokeWidth=5), edges),
        *_labels(),
    ]
    used = {name: of for name, of in rows.items() if of}
    return vega.layered(HEIGHT, [layer for layer in layers if layer["data"]["name"] in used], used)


def _bar(size: AtSize) -> dict[str, float | None]:
    return {"x": size.troops.low, "x2": size.troops.high, "low": size.tied_up.low, "high": size.tied_up.high}


def _words(size: AtSize, place: int) -> dict[str, object]:
    """The words beside a bar, brief, in one line and in two; `place` counts the sizes, the smallest first."""
    troops, tied_up = number(size.claim), span(size.tied_up)
    words = {"brief": troops, "line": f"{troops}: {tied_up}", "lines": f"{troops}:\n{tied_up}"}
    return {**_bar(size), **words, "place": place}


def _kept(run: Run) -> Rows:
    """The sizes that could be kept up, at both ends, with their words."""
    largest_force = kept_up(run)
    if largest_force is None or not largest_force.capacity.high:
        return []
    words = f"could be kept up:\n{kept_up_in_words(run, largest_force)}"
    least, most = largest_force.capacity.ends
    wide = LETTER * max(map(len, words.split("\n")))
    return [
        {"x": 0.0, "x2": end, "fill": fill, "words": shown, "most": most, "wide": wide}
        for end, fill, shown in ((most, vega.PALE, ""), (least, SURE, words))
    ]


def _labels() -> list[Spec]:
    """The words of the named sizes, and of what could be kept up: within its shade, or else right of it.

    Those of a bar in the right half stand to its left, in two lines; the others below the wedge, each in a row.
    """
    is_right = "scale('x', datum.x) > width / 2"
    left = f"scale('x', datum.x) - 9 - {LETTER} * length(split(datum.lines, '\\n')[1])"
    line = f"(width < {WIDE} ? datum.brief : datum.line)"
    right = f"min(scale('x', datum.x2) + 9, width - {LETTER} * length{line})"
    encoding = {
        "x": vega.pixels(vega.expression(f"{is_right} ? {left} : {right}")),
        "y": vega.pixels(
            vega.expression(f"{is_right} ? scale('y', datum.high) - 12 : height - {ROW} * (datum.place + 1)")
        ),
        "text": vega.pixels(vega.expression(f"{is_right} ? datum.lines : {line}")),
    }
    style = {"align": "left", "fontSize": 13, "fontWeight": 600, "lineBreak": "\n", "lineHeight": 16, "baseline": "top"}
    shade = "scale('x', datum.most)"
    place = vega.expression(f"datum.wide + 16 < {shade} ? 8 : {shade} + 9")
    at = {"x": vega.pixels(place), "y": vega.pixels(KEPT_AT * HEIGHT)}
    on_white = vega.pixels(vega.expression(f"datum.wide + 16 < {shade} ? '' : datum.words"))
    halo = {**style, "color": "white", "stroke": "white", "strokeWidth": 4}
    return [
        *vega.haloed("words", encoding, **style),
        vega.layer("kept", vega.mark("text", **halo), {**at, "text": on_white}),
        vega.layer("kept", vega.mark("text", **{**style, "color": vega.AWAY}), {**at, "text": vega.words("words")}),
    ]


def list_chart(rows: Sequence[Known]) -> Chart:
    """Return the known facts as a list for pictures: each thing, and below it how much."""
    top, lines = 0.0, []
    for row in rows:
        for text, is_value in ((row.what, False), (row.value, True)):
            for line in textwrap.wrap(text, LETTERS):
                weight = "bold" if is_value and row.is_known else "normal"
                colour = vega.GAP_TEXT if not row.is_known and is_value else vega.INK
                lines.append({"y": top + LINE / 2, "text": line, "weight": weight, "colour": colour})
                top += LINE
        top += BETWEEN
    y = vega.quantity("y", scale=vega.scale(top, 0))
    encoding = {"x": vega.pixels(0), "y": y, "text": vega.words("text"), "color": vega.words("colour", scale=None)}
    layers = [
        vega.layer(
            "lines", vega.mark("text", align="left", baseline="middle", fontSize=13, fontWeight=weight), encoding,
            transform=[{"filter": f"datum.weight === '{weight}'"}],
        )
        for weight in ("normal", "bold")
    ]  # fmt: skip
    return vega.layered(round(top), layers, {"lines": lines})
