"""Lines of text for pictures, which break no lines by themselves: as wide as in Arial, or narrower."""

import re
from collections.abc import Iterator

from model.present.words.plain import MONTHS

WIDTHS = {
    "'ijl": 0.22, "|": 0.26, " \u00a0!,./:;I[\\]ft·": 0.28, "()-r`“”": 0.34, '"°': 0.4, "Jcksvxyz*": 0.5,
    "0123456789abdeghnopqu_?#$L€–": 0.56, "FTZ<=>~+×−": 0.61, "&ABEKPSVXY": 0.67, "CDHNRUw": 0.73, "GOQ": 0.78,
    "Mm%": 0.89, "W@": 1.02, "…—": 1.0,
}  # fmt: skip
"""Letters -> their width as a share of the letters' height."""
WIDTH = {letter: width for letters, width in WIDTHS.items() for letter in letters}
OTHER, BOLD = 0.75, 1.12
"""The width of a letter that is not listed, and how much wider bold letters are at most."""
DATE = re.compile(rf"\b(?:\d\d? )?(?:{'|'.join(MONTHS)}) \d{{4}}")
NO_BREAK = "\u00a0"
BREAKS_AFTER = "/?&;"
"""Signs of an address after which a line may end."""


def wrapped(text: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
    """Return a text in lines of at most `width` pixels, its letters being `size` pixels high.

    >>> wrapped("One soldier away", 80, 14)
    ['One soldier', 'away']
    """
    room = width / size / (BOLD if is_bold else 1)
    lines: list[str] = []
    for word in filter(None, DATE.sub(_kept_together, text).split(" ")):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined) <= room:
            lines[-1] = joined
        else:
            lines += _pieces(word, room)
    return lines


def balanced(text: str, width: float, size: float) -> list[str]:
    """Return a bold title in lines about equally long, as few as its width has room for.

    >>> wrapped("Away for six months, then at home for 12 or 18", 300, 14, is_bold=True)
    ['Away for six months, then at home for 12', 'or 18']
    >>> balanced("Away for six months, then at home for 12 or 18", 300, 14)
    ['Away for six months,', 'then at home for 12 or 18']
    """
    lines = wrapped(text, width, size, is_bold=True)
    for percent in range(95, 50, -5):
        narrower = wrapped(text, width * percent / 100, size, is_bold=True)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def width_of(text: str) -> float:
    """Return how wide a text is, as a share of the height of its letters."""
    return sum(WIDTH.get(letter, OTHER) for letter in text)


def _kept_together(date: re.Match[str]) -> str:
    return date[0].replace(" ", NO_BREAK)


def _pieces(word: str, room: float) -> Iterator[str]:
    """The word, or parts of it that each have room, an address cut behind its signs."""
    while len(word) > 1 and width_of(word) > room:
        at = next(at for at in range(1, len(word)) if width_of(word[: at + 1]) > room)
        at = max((cut + 1 for cut, letter in enumerate(word[:at]) if letter in BREAKS_AFTER), default=at)
        yield word[:at]
        word = word[at:]
    yield word
