"""Figures side by side on one scale as HTML: rows with people at the left, and small ones for many questions."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from model.present.html.text import claim_link, element
from model.present.words.figures import Words
from model.present.words.strips import KINDS, NAMED, OURS, SAID, UNNAMED, Strip, is_right_of, scale, stacked, ticks

SHAPES = {SAID: "m c", NAMED: "m", UNNAMED: "m d h", OURS: "m g"}
"""Classes of a mark by its kind: circle, square, hollow diamond, pale square."""


def strip_rows(rows: Sequence[Strip], write: Words, used: Sequence[float] = (), *, marked: str = "") -> Markup:
    """Return rows of figures on one scale: who said it and when as a link to the card, then the marks and their words.

    Args:
        rows: the rows.
        write: how a number on the scale is written.
        used: the figures that are in use, drawn as rules through all rows.
        marked: the claim whose row stands out.
    """
    most = max(scale(rows), *used, 0)
    grid = ticks(most)
    marks = [element("span", write(tick), style=f"left:{_at(tick, most)}") for tick in grid]
    axis = element("div", element("span", class_="nm"), element("div", *marks, class_="strip_"), class_="dot axis")
    return element(
        "div",
        legend({row.kind for row in rows}, [write(number) for number in used]),
        axis,
        *(_row(row, most, grid, used, is_marked=row.claim == marked) for row in rows),
        class_="strips",
    )


def _row(row: Strip, most: float, grid: Iterable[float], used: Iterable[float], *, is_marked: bool) -> Markup:
    who = claim_link(row.claim, row.who)
    return element(
        "div",
        element("p", element("b", who) if is_marked else who, class_="nm"),
        element("div", *_lines(grid, used, most), *_marks(row, most), *_words(row, most), class_="strip_"),
        class_="dot own" if is_marked else "dot",
    )


def _at(number: float, most: float) -> str:
    return f"{100 * number / most:.2f}%"


def _lines(grid: Iterable[float], used: Iterable[float], most: float) -> Iterable[Markup]:
    yield from (element("i", class_="ax", style=f"left:{_at(tick, most)}") for tick in grid)
    yield from (element("i", class_="use", style=f"left:{_at(number, most)}") for number in used)


def _marks(row: Strip, most: float, lift: str = "") -> Iterable[Markup]:
    """The marks of a row: one for each figure, two with a bar between for a range."""
    hollow = " h" if row.kind == UNNAMED else ""
    for low, high in row.ends:
        if low < high:
            place = f"left:{_at(low, most)};width:{_at(high - low, most)}{lift}"
            yield element("i", class_=f"rg{hollow}", style=place)
        for number in dict.fromkeys((low, high)):
            yield element("i", class_=SHAPES[row.kind], style=f"left:{_at(number, most)}{lift}")


def _words(row: Strip, most: float) -> Iterable[Markup]:
    """The words of a row beside its last mark; where they are several figures, for a phone the last alone too."""
    is_right = is_right_of(row, most)
    place = f"left:calc({_at(row.greatest, most)} + .7rem)" if is_right else (
        f"right:calc({_at(most - row.least, most)} + .7rem)"
    )  # fmt: skip
    yield element("span", row.words, class_="v w", style=place)
    if row.last != row.words:
        yield element("span", row.last, class_="v n", style=place, aria_hidden="true")


def legend(kinds: Iterable[str], used: Sequence[str] = ()) -> Markup:
    """Return the key to the marks that are drawn, and to the rule of the figures in use."""
    marks = [
        element("span", element("span", element("i", class_=SHAPES[kind]), class_="strip_"), meaning)
        for kind, meaning in KINDS.items()
        if kind in kinds
    ]
    rule = [element("span", element("i", class_="rule"), f"in use here: {' and '.join(used)}")] if used else []
    return element("p", *marks, *rule, class_="key")


Cell = tuple[str, Sequence[Strip], Words, Sequence[float]]
"""A question's title, its rows, how its numbers are written, and the figures in use."""


def cells(questions: Iterable[Cell]) -> Markup:
    """Return the figures of several questions side by side, each on a scale of its own."""
    drawn = [_cell(*question) for question in questions]
    return element("div", *drawn, class_="cells")


def _cell(title: str, rows: Sequence[Strip], write: Words, used: Sequence[float]) -> Markup:
    """One question: its figures stacked over an axis, the least and the greatest cited, the rest folded."""
    most = max(scale(rows), *used, 0)
    levels = stacked(rows, most)
    marks = (
        mark
        for row, level in zip(rows, levels, strict=True)
        for mark in _marks(row, most, f";bottom:{level * LEVEL + 0.2:.2f}rem")
    )
    height = f"height:{max(max(levels, default=0) + 1, LEVELS) * LEVEL + 0.3:.2f}rem"
    axis = (element("span", write(tick), style=f"left:{_at(tick, most)}") for tick in _with_room(ticks(most), write))
    ends = dict.fromkeys((min(rows, key=lambda row: row.least), max(rows, key=lambda row: row.greatest)))
    rest = [row for row in rows if row not in ends]
    return element(
        "div",
        element("h3", title, class_="ct"),
        element("div", *_lines((), used, most), *marks, class_="strip_ few", style=height),
        element("div", *axis, class_="strip_ scale"),
        *map(_cited, ends),
        element("details", element("summary", f"{len(rest)} more"), *map(_cited, rest)) if rest else "",
        class_="cell",
    )


def _with_room(grid: Sequence[float], write: Words) -> Sequence[float]:
    """The ticks that have room under a small scale: every second one where the words are long."""
    return grid if sum(len(write(tick)) for tick in grid) <= MOST_LETTERS else grid[::2]


MOST_LETTERS = 16
"""Letters of all ticks that a small scale has room for."""
LEVELS = 3
"""Levels of dots that every small scale has room for."""
LEVEL = 0.95
"""Height of a row of dots."""


def _cited(row: Strip) -> Markup:
    return element("p", element("b", row.words), " ", claim_link(row.claim, row.who), class_="src")
