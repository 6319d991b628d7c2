"""The ways to close a gap as HTML: a sentence for each, and under it a line with today's value and the one it takes."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from model.engine.run import Run
from model.evidence.claims import Register
from model.present.html.text import citation, element
from model.present.numbers import amount
from model.present.words import sizes
from model.present.words.track import Label, Stretch, Track
from model.present.words.way_rows import Row

SHIFT = {"left": "0", "center": "-50%", "right": "-100%"}
"""How words are moved from their place, by how they are aligned."""


def listed_ways(rows: Sequence[Row], register: Register) -> Markup:
    """Return the rows as an ordered list."""
    return element("ol", *(_row(number, row, register) for number, row in enumerate(rows, 1)), class_="levs")


def listed_sizes(run: Run, most: float) -> Markup:
    """Return a few of the sizes named in public, up to so many troops, each with who named it."""
    register = run.scenario.register
    spans = (
        element("span", element("b", amount(size)), " ", citation(register, claim.id))
        for size, claim in sizes.listed_sizes(run, most).items()
    )
    return element("p", *spans, class_="who")


def _row(number: int, row: Row, register: Register) -> Markup:
    head = element("p", f"{number}. {row.name}: ", element("b", row.answer), element("span", row.rest), class_="n")
    cited = [citation(register, claim) for claim in row.claims]
    people = (part for at, link in enumerate(cited) for part in ("; " if at else " (", link))
    note = element("p", row.note, *people, *([")"] if cited else []), class_="d")
    return element("li", head, *([note] if row.note else []), _track(row.track), class_="lev")


def _track(track: Track) -> Markup:
    """The line with its marks; the sentence over it says the same in words."""
    over, under = track.labels
    words = (_words(label, kind) for label, kind in ((over, "a"), (under, "u")))
    return element("div", element("i", class_="l"), *_marks(track), *words, class_="trk", aria_hidden="true")


def _marks(track: Track) -> Iterator[Markup]:
    if track.missing:
        yield _mark("b gap", track.missing)
    if track.way:
        yield _mark("to", track.way)
    for stretch in track.stretches:
        yield _mark("b" if track.is_sure else "b out", stretch)
    for share in track.rings:
        yield element("i", class_="now", style=f"left:{100 * share:.2f}%")


def _mark(kind: str, stretch: Stretch) -> Markup:
    start, end = stretch
    return element("i", class_=kind, style=f"left:{100 * start:.2f}%;width:{100 * (end - start):.2f}%")


def _words(label: Label, kind: str) -> Markup:
    style = f"left:{100 * label.share:.2f}%;transform:translateX({SHIFT[label.align]})"
    return element("span", label.text, class_=kind, style=style)
