"""Pictures of charts of Altair, until the last of them is plain Vega-Lite; then this goes.

The chart's own title, subtitle, source and scenario stand in the picture; an SVG carries its text alternative too.
"""

from typing import Any

import altair as alt

from model.export.html import escaped
from model.present.charts.frame import INK, Chart

WIDE, NARROW = 680, 350
"""The width in pixels of a picture for paper and screens, and for phones."""
SCALE = 2
"""Dots of a PNG for each pixel."""
CONFIG = {
    "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": INK, "titleColor": INK,
    },
    "title": {"subtitleFontSize": 12},
}  # fmt: skip
NO_NETWORK: list[str] = []


def svg(chart: Chart, text: str, *, width: int = WIDE, key: str = "chart") -> str:
    """Return a chart as SVG, with its title and its text alternative as title and description.

    Args:
        chart: the chart, as pages draw it.
        text: its text alternative.
        width: pixels of the whole picture; the height is the chart's own.
        key: the beginning of its ids, where several pictures share a page.
    """
    import vl_convert  # noqa: PLC0415  (brings a JavaScript engine that a table does without)

    spec = _spec(chart, width)
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=NO_NETWORK)
    words = spec["title"]["text"]
    heading = words if isinstance(words, str) else " ".join(words)
    title = f'<title id="{escaped(key)}-title">{escaped(heading)}</title>'
    desc = f'<desc id="{escaped(key)}-desc">{escaped(text)}</desc>'
    opening, _, rest = drawn.partition(">")
    return f'{opening} role="img" aria-labelledby="{key}-title {key}-desc">{title}{desc}{rest}'


def png(chart: Chart) -> bytes:
    """Return a chart as PNG."""
    import vl_convert  # noqa: PLC0415

    return vl_convert.vegalite_to_png(_spec(chart, WIDE), scale=SCALE, allowed_base_urls=NO_NETWORK)


def _spec(chart: Chart, width: int) -> dict[str, Any]:
    """The specification of a picture of some width, fitted as on pages, in readable letters."""
    sized = chart.properties(width=width, autosize=alt.AutoSizeParams(type="fit", contains="padding"))
    return {**sized.to_dict(validate=False), "config": CONFIG}
