"""Places for the words in a picture: none over another, none over what must stay free.

Boxes are in pixels from the top left of the plot, as it is on a phone; a wider plot has more room.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LETTER_SHARE = 0.53
"""Width of a letter as a share of its height, a little more than the mean."""


@dataclass(frozen=True)
class Box:
    """A rectangle: where it begins and ends."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles have a point in common.

        >>> Box(0, 0, 10, 10).meets(Box(5, 5, 20, 20)), Box(0, 0, 10, 10).meets(Box(11, 0, 20, 10))
        (True, False)
        """
        is_beside = self.right < other.left or other.right < self.left
        return not (is_beside or self.bottom < other.top or other.bottom < self.top)


def size_of(text: str, letters: float, line: float) -> tuple[float, float]:
    """Return how wide and how high some lines of text are, with letters and lines of so many pixels.

    >>> size_of("enough", 10, 14)
    (31.8, 14)
    """
    lines = text.split("\n")
    return round(max(map(len, lines)) * letters * LETTER_SHARE, 1), line * len(lines)


def free(candidates: Iterable[Box], used: Iterable[Box]) -> Box | None:
    """Return the first rectangle that meets none of those used; None where each does.

    >>> free([Box(0, 0, 10, 10), Box(20, 0, 30, 10)], [Box(5, 5, 6, 6)])
    Box(left=20, top=0, right=30, bottom=10)
    """
    others = list(used)
    return next((box for box in candidates if not any(map(box.meets, others))), None)
