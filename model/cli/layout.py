"""Tables of plain text in a width, and bars: a number is never cut, text goes on in the next line.

Where the columns are too narrow even so, each row becomes a block, with a line for each of its cells.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells

GAP = "  "
LEAST_TEXT = 16
"""The longest piece of text that a column keeps whole; longer ones go on in the next line."""
PIECES = re.compile(r"(?<=\s)|(?<=_)(?=\w)|(?<=[^\W\d_][./])(?=\w)")
"""The places where text may go on in the next line: after a space, and within paths; never within a number."""
DIGIT = re.compile(r"\d")
SOLID, PALE, MIDDLE = BLOCKS = "█░│"
PLAIN = str.maketrans("█░│−–→×“”", '#-|-->x""')
"""The letters of bars, and of all that stand in their place, and of other signs, where a terminal lacks them."""


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    width: int,
    right: Sequence[int] = (),
    whole: Sequence[int] = (),
) -> Iterator[str]:
    """Yield the lines of a table, its heading first, none wider than `width`; `right` are columns set to the right.

    Text of the columns `whole` goes on in the next line only where others would not fit beside it.
    Rows become blocks, `column  cell` a line, where the numbers do not fit side by side.

    >>> list(table(["place", "troops"], [["by_the_river", "9,000"]], width=15, right=[1]))
    ['place    troops', 'by_the_   9,000', 'river']
    """
    widths = _widths(columns, rows, width, whole) or _widths(columns, rows, width)
    if widths is None:
        yield from _blocks(columns, rows, width)
        return
    for row in (columns, *rows):
        yield from _lines(row, widths, right)


def _widths(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, kept_whole: Sequence[int] = ()
) -> list[int] | None:
    """The widths of the columns: as wide as their cells, the widest shrunk until all fit; None if they cannot."""
    cells = list(zip(columns, *rows, strict=True))
    whole = [max(map(width_of, column)) for column in cells]
    room = width - len(GAP) * (len(columns) - 1)
    if sum(whole) <= room:
        return whole
    least = [whole[number] if number in kept_whole else max(map(_least, column)) for number, column in enumerate(cells)]
    if sum(least) > room:
        return None
    most = max(whole)
    while sum(max(few, min(many, most)) for few, many in zip(least, whole, strict=True)) > room:
        most -= 1
    return [max(few, min(many, most)) for few, many in zip(least, whole, strict=True)]


def _least(text: str) -> int:
    """The width that a text needs at least: that of its longest piece, if that is a number, or not too long."""
    return max(_least_of(piece.rstrip()) for piece in PIECES.split(text))


def _least_of(piece: str) -> int:
    wide = width_of(piece)
    return wide if DIGIT.search(piece) else min(wide, LEAST_TEXT)


def width_of(text: str) -> int:
    r"""Return how many columns of a terminal a text takes: two for a letter of Chinese, none for a mark on a letter.

    >>> width_of("troops"), width_of("兵力"), width_of("e\u0301")
    (6, 4, 1)
    """
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


def _lines(row: Sequence[str], widths: Sequence[int], right: Iterable[int]) -> Iterator[str]:
    cells = [folded(cell, width) for cell, width in zip(row, widths, strict=True)]
    for texts in itertools.zip_longest(*cells, fillvalue=""):
        yield GAP.join(
            padded(text, width, is_right=column in right)
            for column, (text, width) in enumerate(zip(texts, widths, strict=True))
        ).rstrip()


def padded(text: str, width: int, *, is_right: bool = False) -> str:
    """Return a text with spaces behind it, or before it, to a width."""
    space = " " * (width - width_of(text))
    return space + text if is_right else text + space


def folded(text: str, width: int) -> list[str]:
    """Return a text in lines of a width; pieces with a digit stay whole."""
    if width_of(text) <= width:  # as nearly all are in a pipe
        return [text.rstrip()]
    lines = [""]
    for piece in PIECES.split(text):
        if width_of(lines[-1]) + width_of(piece.rstrip()) <= width:
            lines[-1] += piece
        elif width_of(piece.rstrip()) <= width or DIGIT.search(piece):
            lines.append(piece)
        else:
            lines += chop_cells(piece, width)
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    wide = max(map(width_of, columns))
    for number, row in enumerate(rows):
        if number:
            yield ""
        for column, cell in zip(columns, row, strict=True):
            yield from _lines((column, cell), (wide, max(width - wide - len(GAP), LEAST_TEXT)), ())


def bar(low: float, high: float, most: float, width: int) -> str:
    """Return a bar from 0 on: solid to the lower end of a range, pale on to the higher; `most` is as long as `width`.

    >>> bar(20, 40, 40, 8), bar(0.1, 0.1, 40, 8), bar(0, 0, 40, 8)
    ('████░░░░', '█', '')
    """
    to_low, to_high = (max(round(width * end / most), 1) if end > 0 else 0 for end in (low, high))
    return SOLID * to_low + PALE * (to_high - to_low)


def bar_about(at_low: float, middle: float, at_high: float, ends: tuple[float, float], width: int) -> str:
    """Return a bar about a middle on a scale between two ends: pale to one value, solid to the other.

    >>> bar_about(10, 20, 40, (0, 40), 8), bar_about(40, 20, 20, (0, 40), 8)
    ('  ░░│████', '    │░░░░')
    """
    least, most = ends
    places = [round(width * (end - least) / (most - least)) for end in (at_low, middle, at_high)]
    signs = [" "] * (width + 1)
    for place, sign in ((places[0], PALE), (places[2], SOLID)):
        for at in range(min(place, places[1]), max(place, places[1]) + 1):
            signs[at] = sign
    signs[places[1]] = MIDDLE
    return "".join(signs).rstrip()
