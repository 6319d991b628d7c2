"""An exhibit with what any exhibit has, whose drawing one can check by hand."""

from dataclasses import replace

import pandas as pd

from model.present.charts.vega import AWAY, Chart, by_width, expression, layer, layered, mark, pixels, quantity, words
from model.present.exhibits.exhibit import Exhibit

ROWS = [{"troops": 90_000, "case": "the shorter rest"}, {"troops": 120_000, "case": "the longer rest"}]
LONG, SHORT = "90,000: two at home for each one away", "90,000: two at home"


def bars() -> Chart:
    """Two bars, a mark at half of the width, and words that give way on a phone."""
    troops, case = quantity("troops", axis={"title": None}), words("case", axis=None)
    middle = {"x": pixels(expression("width / 2")), "y": pixels(10)}
    return layered(
        120,
        [
            layer("bars", mark("bar", color=AWAY), {"x": troops, "y": case}),
            layer("one", mark("point", filled=True, color=AWAY), middle),
            by_width("one", middle, "long", "short", 400),
        ],
        {"bars": ROWS, "one": [{"long": LONG, "short": SHORT}]},
    )


def exhibit(**changes: object) -> Exhibit:
    """Return the exhibit, with some of its parts changed."""
    frame = pd.DataFrame(ROWS)
    plain = Exhibit(
        key="total",
        title="One soldier away means two or three at home",
        subtitle="Each square is 1,000 troops. Outlined: needed only with the longer rest.",
        chart=bars(),
        text="Troops tied up: 90,000 to 120,000, <b>& more.",
        table=frame,
        frame=lambda: frame,
        claims=("times.troops", "dannatt.dwell_ratio"),
        note="Crimea is part of Ukraine.",
        question="Could they keep that up?",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
