"""The look that all charts share, as Vega-Lite's `config`: letters and axes. Page and picture add it, each its letters.

Pages have Streamlit's letters; files have those that a reader's machine has, measured by the same widths everywhere.
"""

from model.present.charts.vega import GREY, INK, LINE, SMALL, USUAL, Spec

ON_PAGES = '"Source Sans", sans-serif'
IN_FILES = '"Liberation Sans", Arial, Helvetica, sans-serif'
TITLES_IN_FILES = 'Georgia, "Liberation Serif", "Times New Roman", serif'
AXIS_LINE = "#B9B4A8"


def config(letters: str) -> Spec:
    """Return the `config` of a specification: no frame around the plot, quiet axes, letters of 12 pixels or more."""
    axis = {
        "labelColor": GREY, "titleColor": GREY, "labelFontSize": SMALL, "titleFontSize": SMALL,
        "titleFontWeight": "normal", "gridColor": LINE, "domainColor": AXIS_LINE, "tickColor": AXIS_LINE,
    }  # fmt: skip
    return {
        "font": letters,
        "padding": 0,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": axis,
        "header": {"labelColor": INK, "labelFontSize": USUAL, "title": None},
        "legend": {"labelColor": INK, "labelFontSize": SMALL, "titleFontSize": SMALL},
        "text": {"fontSize": USUAL, "color": INK},
    }
