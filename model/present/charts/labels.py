"""Places for labels beside marks, so that no label meets another, a mark, or the edge of the drawing.

A label has one place for each band of widths. It is tried at several widths of the band: the marks lie farther apart
on a wider drawing. A label for which no place is free is left out; the most important come first.
"""

import functools
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

LINE, LETTERS = 16, 12.5
"""Pixels of a line, with some room, and of its letters."""
NARROWEST_FILE, ON_PAGES = 320, 0.88
"""The width below which a drawing stands on pages alone, and what their letters take of the room of those in files."""
NARROW, BROAD = frozenset("fijlrtI ,.:;'()-"), frozenset("mwMW%—")
"""Letters that take less room than others, and those that take more."""
GAP = 4
"""Pixels between a mark and its label."""
SIDES = (
    ("left", 1, 0), ("right", -1, 0), ("center", 0, -1), ("center", 0, 1),
    ("left", 0.8, -0.8), ("left", 0.8, 0.8), ("right", -0.8, -0.8), ("right", -0.8, 0.8),
)  # fmt: skip
"""How a label stands to its mark: how its text is aligned, and the direction in which it lies."""
FARTHER = (0, 8)
"""Pixels by which a label may stand off where its nearest places are taken."""
DOT = 4
"""The radius of a mark that a label of another may cover: a smaller one is a dot."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""
Spot = Callable[[float], Point]
"""Where a mark lies on a drawing of some width."""


@dataclass(frozen=True)
class Mark:
    """A round mark with its words: the place by the width of the drawing, the radius in pixels by band.

    The label of a mark of rank 2 may cover marks of rank 0 where it has no other place.
    """

    words: str
    spot: Spot
    radii: tuple[float, ...]
    rank: int = 2


@dataclass(frozen=True)
class Placed:
    """A label's place in one band of widths: pixels from the mark's middle, and how the text is aligned."""

    mark: Mark
    band: int
    dx: float
    dy: float
    align: str

    def box(self, width: float) -> Box:
        """Return the room that the label takes on a drawing of some width."""
        return _box(self.mark, width, self.dx, self.dy, self.align)


@dataclass(frozen=True)
class Drawing:
    """The ground that labels are placed on, by bands of widths.

    Attributes:
        widths: widths at which each band is tried.
        heights: the height of each band.
        most: the most labels in each band.
        taken: boxes that no label may meet, by the width of the drawing.
    """

    widths: Sequence[Sequence[float]]
    heights: Sequence[float]
    most: Sequence[int]
    taken: Callable[[float], Iterable[Box]]


def placed(drawing: Drawing, marks: Sequence[Mark]) -> Iterator[Placed]:
    """Yield the places of labels of marks, the first marks first; marks without words are kept clear of too."""
    for band in range(len(drawing.widths)):
        labels: list[Placed] = []
        for mark in filter(lambda mark: mark.words, marks):
            if len(labels) < drawing.most[band]:
                labels += itertools.islice(_free(drawing, mark, band, labels, marks), 1)
        yield from labels


def _free(drawing: Drawing, mark: Mark, band: int, labels: Sequence[Placed], marks: Sequence[Mark]) -> Iterator[Placed]:
    """The free places of a label: clear of all marks, then of those that it may not cover."""
    ranked = [other for other in marks if other.rank]
    for others in (marks, ranked) if mark.rank > 1 else (marks,):
        yield from (place for place in _tried(mark, band) if _is_free(drawing, place, labels, others))


def _tried(mark: Mark, band: int) -> Iterator[Placed]:
    """Every place of a label, the nearest first."""
    for farther in FARTHER:
        for align, right, down in SIDES:
            off = mark.radii[band] + GAP + farther
            yield Placed(mark, band, right * off, down * (off + (LINE / 2 - GAP if not right else 0)), align)


def _is_free(drawing: Drawing, label: Placed, labels: Sequence[Placed], marks: Sequence[Mark]) -> bool:
    return all(_is_free_at(width, drawing, label, labels, marks) for width in drawing.widths[label.band])


def _is_free_at(width: float, drawing: Drawing, label: Placed, labels: Sequence[Placed], marks: Sequence[Mark]) -> bool:
    """Whether a label's place is within a drawing of some width and clear of labels, boxes and other marks."""
    box = label.box(width)
    if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > drawing.heights[label.band]:
        return False
    boxes = itertools.chain((other.box(width) for other in labels), drawing.taken(width))
    others = (mark for mark in marks if mark is not label.mark and mark.radii[label.band] >= DOT)
    return not any(_meet(box, other) for other in boxes) and not any(
        _covers(box, other.spot(width), other.radii[label.band]) for other in others
    )


def _box(mark: Mark, width: float, dx: float, dy: float, align: str) -> Box:
    x, y = mark.spot(width)
    long = length(mark.words) * (ON_PAGES if width < NARROWEST_FILE else 1)
    left = x + dx - {"left": 0, "center": long / 2, "right": long}[align]
    return left, y + dy - LINE / 2, left + long, y + dy + LINE / 2


@functools.cache
def length(words: str) -> float:
    """Return the pixels that words take in semi-bold letters, of the broader of the fonts in use.

    >>> length("UK 3,550") < length("France 4,650") < length("Poland: ruled out")
    True
    """
    shares = (
        0.33 if letter in NARROW else 0.9 if letter in BROAD else 0.72 if letter.isupper() else 0.58 for letter in words
    )
    return LETTERS * sum(shares)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covers(box: Box, middle: Point, radius: float) -> bool:
    """Whether a label covers some of a round mark."""
    nearest = (min(max(middle[0], box[0]), box[2]), min(max(middle[1], box[1]), box[3]))
    return math.dist(nearest, middle) < radius
