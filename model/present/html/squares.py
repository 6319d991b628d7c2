"""Squares of troops as a drawing within HTML, of one size in all drawings of a page."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from model.present.charts.plans import Squares, columns, placed
from model.present.html.text import element

PITCH, SIDE = 10, 8.2
"""Units of the drawing from one square to the next, and along a square."""


def drawing(groups: Sequence[Squares], deep: int, wide: float, text: str) -> Markup:
    """Return squares as a drawing: columns of so many squares, in a space of so many columns.

    Args:
        groups: the squares of each phase.
        deep: squares below one another.
        wide: columns that the drawing has room for.
        text: the drawing in words.
    """
    paths = []
    for group in groups:
        for is_filled in (True, False):
            at = [
                (column, row)
                for column, row, one, filled in placed(groups, deep)
                if (one, filled) == (group, is_filled)
            ]
            if at:
                fill = group.colour if is_filled else "#FFFFFF"
                paths.append(element("path", d=_path(at), fill=fill, stroke=group.colour, stroke_width="1.2"))
    space = f"-1 -1 {max(wide, columns(groups, deep)) * PITCH + 1:g} {deep * PITCH + 1}"
    return element("svg", *paths, viewBox=space, role="img", aria_label=text)


def _path(places: Iterable[tuple[float, int]]) -> str:
    """One path of all squares of a kind: one element each would make a page heavy."""
    return "".join(f"M{column * PITCH:g} {row * PITCH}h{SIDE:g}v{SIDE:g}h-{SIDE:g}z" for column, row in places)
