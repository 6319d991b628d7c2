"""Text for files and pipes: CSV in which a spreadsheet finds no formula, and JSON of plain letters.

A CSV file begins with a byte-order mark where it holds a letter beyond ASCII (`csv_bytes`, `put_mark`): Excel takes it
for an older encoding without one. `pandas.read_csv` and R's `read.csv` read it with the mark; below a header of
comments R needs `fileEncoding = "UTF-8-BOM"`. What goes to standard output has no mark.
"""

import csv
import io
import itertools
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from model.letters import visible

if TYPE_CHECKING:
    import pandas as pd

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001  (the full-width ones, too)
"""The signs that begin a formula in a spreadsheet."""

MARK = "\ufeff"
"""The byte-order mark: without it a spreadsheet takes UTF-8 for an older encoding."""
CHUNK = 2**20


def csv_cell(value: Any) -> Any:  # noqa: ANN401  (cells of any kind)
    """Return a cell for CSV: a number as it is, text with a quote before the sign of a formula.

    >>> csv_cell("=1+1"), csv_cell(-1), csv_cell("a-b")
    ("'=1+1", -1, 'a-b')
    """
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if text.startswith(SIGNS) else text


def csv_text(frame: "pd.DataFrame", *, quote_text: bool = False) -> str:
    """Return a frame as CSV, unrounded, with empty cells for unknown figures; with quotes around all text if asked."""
    import pandas as pd  # noqa: PLC0415  (a fifth of a second that a printed table does without)

    columns = {
        csv_cell(name): column
        if column.dtype.kind in "biufcM"  # no text
        else pd.Series(list(map(csv_cell, column)), column.index, object)
        for name, column in frame.items()
    }
    whole = pd.DataFrame(columns, frame.index, list(columns))
    if quote_text:
        return whole.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return whole.to_csv(index=False, lineterminator="\n")


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV below their columns' names; without columns, more rows of a file that has them."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerows(map(csv_cell, row) for row in itertools.chain([columns] if columns else [], rows))
    return text.getvalue()


def csv_bytes(text: str) -> bytes:
    r"""Return a whole CSV file: with a byte-order mark where it holds a letter beyond ASCII, and only there.

    >>> csv_bytes("Latvia\n"), csv_bytes("Łatvia\n")[:5]
    (b'Latvia\n', b'\xef\xbb\xbf\xc5\x81')
    """
    return (text if text.isascii() else MARK + text).encode()


def put_mark(file: BinaryIO) -> None:
    """Put a byte-order mark at the beginning of a file that is open for reading and writing; its bytes move along."""
    mark = MARK.encode()
    end = file.seek(0, io.SEEK_END)
    for start in range((end - 1) // CHUNK * CHUNK, -1, -CHUNK):
        file.seek(start)
        moved = file.read(CHUNK)
        file.seek(start + len(mark))
        file.write(moved)
    file.seek(0)
    file.write(mark)
    file.seek(0, io.SEEK_END)


def json_text(document: Any, indent: int | None = None) -> str:  # noqa: ANN401  (plain data of any kind)
    r"""Return plain data as JSON in ASCII, other letters as their codes; numbers have to be finite.

    >>> json_text({"title": "é"})
    '{"title": "\\u00e9"}'
    """
    return json.dumps(document, indent=indent, allow_nan=False).replace("\x7f", "\\u007f")
