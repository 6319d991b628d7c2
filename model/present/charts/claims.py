"""The time line of claims: who said which figure, when; a line of words and a mark for each, grouped by speaker.

The words stand over the mark and begin at it, or end at the edge where they would run out, so that they
can be read on a phone too. The mark's shape tells the kind, and so do the words. A line is as long as the
days that a date can mean.
"""

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from model.evidence.claims import Claim, Register
from model.present.charts.frame import DARK, INK, LETTER, TITLE_LETTERS, made_by, titled
from model.present.words.claims import dated, mark_words, topic, who
from model.terms import KINDS

MOST_CLAIMS = 40
"""Claims that a picture has room for; the rest stands in the table."""
GRID = "#E4E7EB"
HEXAGON = "M0,-1L0.87,-0.5L0.87,0.5L0,1L-0.87,0.5L-0.87,-0.5Z"
SHAPES = {
    "said": "circle",
    "offered": "triangle-up",
    "decided": "square",
    "refused": "cross",
    "opposed": "triangle-down",
    "reported_unnamed": "diamond",
    "estimated": "triangle-right",
    "measured": "triangle-left",
    "derived": HEXAGON,
}
LINE, MARK, GAP, AROUND = 15, 20, 10, 130
"""Pixels of a line of text, of a mark, between speakers, of title and axis."""
BEGINS = f"max(0, min(scale('x', datum.middle) - 5, width - {LETTER} * datum.letters))"
"""The words begin at their mark, or so far to the left of it that they end at the edge."""


def drawn(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that the chart has room for: the latest claims with a day, the earliest first."""
    return dated(claims)[-MOST_CLAIMS:]


def timeline_chart(claims: Sequence[Claim], about: str, register: Register) -> alt.LayerChart | alt.FacetChart:
    """Return the time line of claims of a register with a day: a mark for each when it was said, else reported."""
    names, marks, height = _rows(claims)
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    top, at_mark = (alt.Y(f"{field}:Q", axis=None, scale=down) for field in ("top", "mark"))
    axis = alt.Axis(orient="top", tickCount=4, format="%-d %b %Y", labelFontSize=12, gridColor=GRID, labelOverlap=True)
    day, first = (alt.X(f"{field}:T", title=None, axis=axis) for field in ("middle", "first"))
    kinds = alt.Scale(domain=list(KINDS.values()), range=list(SHAPES.values()))
    text: dict[str, Any] = {"align": "left", "baseline": "top", "color": INK, "lineBreak": "\n"}
    base = alt.Chart(marks)
    headings = (
        alt.Chart(names)
        .mark_text(**text, fontSize=13, fontWeight="bold")
        .encode(x=alt.value(0), y=top, text=alt.Text("name:N"))
    )
    words = base.mark_text(**text, fontSize=12).encode(
        x=alt.value(alt.ExprRef(BEGINS)),
        y=top,
        text=alt.Text("label:N"),
        detail=[alt.Detail("middle:T"), alt.Detail("letters:Q")],
    )
    days = base.mark_rule(color=DARK, strokeWidth=2).encode(x=first, x2=alt.X2("last:T"), y=at_mark)
    points = base.mark_point(color=DARK, filled=True, size=80, opacity=1).encode(
        x=day, y=at_mark, shape=alt.Shape("kind:N", scale=kinds, legend=None)
    )
    known = dated([claim for claim in register.claims.values() if topic(claim) == about])
    title = titled(
        f"{about}: who said what, when",
        f"{len(claims)} of {len(known)} claims with a date",
        "Each at the day it was said, else reported; a line spans the days a date can mean",
        source=[made_by(register), "with each claim's own source under Sources"],
    )
    return alt.layer(days, points, words, headings).properties(height=height + AROUND, title=title)


def _rows(claims: Sequence[Claim]) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """The names with their places from the top, the claims below them with theirs, and where all ends, in pixels."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(who(claim), []).append(claim)
    names, marks, top = [], [], GAP
    for name, claims_of in groups.items():
        lines = textwrap.wrap(name, TITLE_LETTERS)
        names.append(("\n".join(lines), top))
        top += LINE * len(lines)
        for claim in claims_of:
            words = textwrap.wrap(mark_words(claim), TITLE_LETTERS)
            letters, below = max(map(len, words)), top + LINE * len(words)
            first, last = map(pd.Timestamp, claim.days or ())
            middle, at = first + (last - first) / 2, below + MARK // 3
            marks.append((first, last, middle, top, at, "\n".join(words), letters, KINDS[claim.kind]))
            top = below + MARK
        top += GAP
    columns = ["first", "last", "middle", "top", "mark", "label", "letters", "kind"]
    return pd.DataFrame(names, columns=["name", "top"]), pd.DataFrame(marks, columns=columns), top
