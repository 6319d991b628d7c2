"""The picture of the gap: what each nation could keep up, end to end, against the force that is asked for."""

from model.engine.kept_up import KeptUp, kept_up_by_each
from model.engine.run import Run
from model.engine.units import SHARED
from model.present.charts import vega
from model.present.charts.vega import Chart, Rows, Spec
from model.present.words.coalition import kept_up_in_words
from model.present.words.force import size
from model.present.words.gap import in_troops
from model.present.words.plain import capital, nation_label, who_is_in

WIDTH = 420
"""Pixels of the picture on a page, if it is narrow; a nation whose name has no room there has no segment of its own."""
HEIGHT, TOP, BOTTOM, OVER, UNDER = 100, 28, 70, 22, 77
"""Pixels of the picture, of the upper and lower edge of the bars, of the words over and under them."""
LETTER, NUMBER_LETTER, AROUND = 7.4, 6.8, 6
"""Pixels of a bold letter, of a digit, and around words in a bar."""
LOOKS: dict[str, tuple[Spec, str]] = {
    "sure": ({"color": vega.AWAY, "stroke": "white", "strokeWidth": 2}, "white"),
    "more": ({"color": vega.PALE, "stroke": vega.AWAY, "strokeWidth": 1.4}, vega.AWAY),
    "missing": (
        {"color": vega.GAP_FILL, "stroke": vega.GAP_EDGE, "strokeWidth": 1.2, "strokeDash": [4, 3]}, vega.GAP_TEXT
    ),
}  # fmt: skip
"""How the bars of each kind look, and the colour of the words in them."""
ROOM = 1.002
"""The end of the scale, in parts of the largest number: the last line is drawn whole."""


def gap_chart(run: Run, largest_force: KeptUp) -> Chart:
    """Return segments of what nations could keep up, what is missing, and lines at the size of the force."""
    needed, capacity = run.measure("deployed"), largest_force.capacity
    low, high = capacity.low or 0.0, capacity.high or 0.0
    rows: dict[str, Rows] = {
        "sure": _segments(run, largest_force, largest_force.smallest, 0.0, low),
        "more": []
        if high <= low
        else _segments(run, largest_force, largest_force.largest, low, high)
        if not low
        else [_bar(low, high)],
        "missing": [_bar(high, needed.high or 0.0, "missing")] if high < (needed.high or 0.0) else [],
        "needed": [{"x": end} for end in dict.fromkeys(needed.ends)],
        "words": [
            {
                "x": needed.high,
                "over": f"needed: {size(run).removeprefix('about ')}",
                "under": _could(run, largest_force),
            }
        ],
    }
    x = vega.quantity("x", scale=vega.scale(0, ROOM * max(high, needed.high or 0.0)))
    layers = [
        *[_bars(name, x) for name in LOOKS],
        vega.layer(
            "needed", vega.mark("rule", color=vega.INK, strokeWidth=2),
            {"x": x, "y": vega.pixels(TOP - 4), "y2": vega.pixels(BOTTOM + 4)},
        ),
        *[layer for name in LOOKS for layer in _names(name, x)],
        *_words(),
    ]  # fmt: skip
    used = {name: of for name, of in rows.items() if of}
    return vega.layered(HEIGHT, [layer for layer in layers if layer["data"]["name"] in used], used)


def _bar(x: float, x2: float, name: str = "", number: str = "") -> dict[str, float | str]:
    return {"x": x, "x2": x2, "middle": (x + x2) / 2, "name": name, "number": number}


def _segments(run: Run, largest_force: KeptUp, case: int, begin: float, end: float) -> Rows:
    """A segment for each nation in one case, the largest first; one for all where they are not summed up."""
    if end <= begin:
        return []
    by_nation = kept_up_by_each(run, case)
    named = {_title(run, name): troops for name, troops in sorted(by_nation.items(), key=lambda pair: -pair[1])}
    in_all = max(end, run.measure("deployed").high or 0.0)
    fits = {name: troops for name, troops in named.items() if _has_room(name, troops / in_all)}
    if len(fits) < len(named):
        more = f"{len(named) - len(fits)} more"
        left = sum(named.values()) - sum(fits.values())
        named = {**fits, more: left} if _has_room(more, left / in_all) and fits else {}
    bars: Rows = []
    for name, troops in (named or {capital(who_is_in(run)): end - begin}).items():
        bars.append(_bar(begin, begin + troops, name, in_troops(run, largest_force)(troops)))
        begin += troops
    return bars


def _has_room(name: str, share: float) -> bool:
    return share * WIDTH > LETTER * len(name) + AROUND


def _title(run: Run, name: str) -> str:
    """A nation's name on its segment; of nations too small for a unit each, that they share some."""
    return "shared" if name.startswith(SHARED[:-1]) else nation_label(run.scenario.nation_title(name))


def _could(run: Run, largest_force: KeptUp) -> str:
    return f"could keep up {kept_up_in_words(run, largest_force)}"


def _bars(rows: str, x: Spec) -> Spec:
    edges = {"x": x, "x2": {"field": "x2"}, "y": vega.pixels(TOP), "y2": vega.pixels(BOTTOM)}
    return vega.layer(rows, vega.mark("rect", **LOOKS[rows][0]), edges)


def _names(rows: str, x: Spec) -> list[Spec]:
    """The names in bars, and the numbers below them, where there is room for them.

    Each has a halo of the bar's fill, so that no line of the force's size strikes it through.
    """
    style, ink = LOOKS[rows]
    middle = {**x, "field": "middle"}
    wide = "(scale('x', datum.x2) - scale('x', datum.x))"
    name = f"{wide} > {LETTER} * length(datum.name) + {AROUND}"
    number = f"datum.number && {wide} > {NUMBER_LETTER} * length(datum.number) + {AROUND} && {name}"
    center, halo = (TOP + BOTTOM) / 2, {"color": style["color"], "stroke": style["color"], "strokeWidth": 7}
    named = {
        "x": middle, "y": vega.pixels(vega.expression(f"{number} ? {center - 8} : {center}")),
        "text": vega.pixels(vega.expression(f"{name} ? datum.name : ''")),
    }  # fmt: skip
    numbered = {
        "x": middle, "y": vega.pixels(center + 9),
        "text": vega.pixels(vega.expression(f"{number} ? datum.number : ''")),
    }  # fmt: skip
    return [
        vega.layer(rows, vega.mark("text", **size, **look), encoding)
        for encoding, size in ((named, {"fontSize": 13, "fontWeight": 600}), (numbered, {}))
        for look in (halo, {"color": ink})
    ]


def _words() -> list[Spec]:
    """The size of the force over its line, and what could be kept up under the bars."""
    place = vega.pixels(vega.expression(f"max(scale('x', datum.x), {LETTER} * length(datum.over))"))
    over = {"x": place, "y": vega.pixels(OVER), "text": vega.words("over")}
    under = {"x": vega.pixels(0), "y": vega.pixels(UNDER), "text": vega.words("under")}
    return [
        vega.layer("words", vega.mark("text", align="right", baseline="bottom", fontSize=13, fontWeight=600), over),
        vega.layer("words", vega.mark("text", align="left", baseline="top"), under),
    ]
