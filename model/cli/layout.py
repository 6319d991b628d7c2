"""Tables of plain text in a width: a number is never cut, text goes on in the next line.

Where the columns are too narrow even so, each row becomes a block, with a line for each of its cells.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells

GAP = "  "
LEAST_TEXT = 16
"""The longest piece of text that a column keeps whole; longer ones go on in the next line."""
PIECES = re.compile(r"(?<=\s)|(?<=_)(?=\w)|(?<=[^\W\d_][./])(?=\w)")
"""The places where text may go on in the next line: after a space, and within paths; never within a number."""
DIGIT = re.compile(r"\d")


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int, right: Sequence[int] = ()
) -> Iterator[str]:
    """Yield the lines of a table, its heading first, none wider than `width`; `right` are columns set to the right.

    Rows become blocks, `column  cell` a line, where the numbers do not fit side by side.

    >>> list(table(["place", "troops"], [["by_the_river", "9,000"]], width=15, right=[1]))
    ['place    troops', 'by_the_   9,000', 'river']
    """
    widths = _widths(columns, rows, width)
    if widths is None:
        yield from _blocks(columns, rows, width)
        return
    for row in (columns, *rows):
        yield from _lines(row, widths, right)


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """The widths of the columns: as wide as their cells, the widest shrunk until all fit; None if they cannot."""
    cells = list(zip(columns, *rows, strict=True))
    whole = [max(map(cell_len, column)) for column in cells]
    least = [max(map(_least, column)) for column in cells]
    room = width - len(GAP) * (len(columns) - 1)
    if sum(whole) <= room:
        return whole
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
    wide = cell_len(piece)
    return wide if DIGIT.search(piece) else min(wide, LEAST_TEXT)


def _lines(row: Sequence[str], widths: Sequence[int], right: Iterable[int]) -> Iterator[str]:
    folded = [_folded(cell, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, folded))):
        texts = [lines[number] if number < len(lines) else "" for lines in folded]
        yield GAP.join(
            _padded(text, width, is_right=column in right)
            for column, (text, width) in enumerate(zip(texts, widths, strict=True))
        ).rstrip()


def _padded(text: str, width: int, *, is_right: bool) -> str:
    space = " " * (width - cell_len(text))
    return space + text if is_right else text + space


def _folded(text: str, width: int) -> list[str]:
    """A text in lines of a width; pieces with a digit stay whole."""
    lines = [""]
    for piece in PIECES.split(text):
        if cell_len(lines[-1]) + cell_len(piece.rstrip()) <= width:
            lines[-1] += piece
        elif cell_len(piece.rstrip()) <= width or DIGIT.search(piece):
            lines.append(piece)
        else:
            lines += chop_cells(piece, width)
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    wide = max(map(cell_len, columns))
    for number, row in enumerate(rows):
        if number:
            yield ""
        for column, cell in zip(columns, row, strict=True):
            yield from _lines((column, cell), (wide, max(width - wide - len(GAP), LEAST_TEXT)), ())
