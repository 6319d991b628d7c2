"""Hidden letters: letters that move a cursor, turn the direction of a line, or are not seen at all.

A reader's text may hold none, and every place that shows text shows the code of a hidden letter instead.
"""

import unicodedata

HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Unicode categories: controls, formats (directions, zero width), half letters, ends of lines and paragraphs."""
MOST_QUOTED = 60
MOST_SHOWN = 2_000
MOST_BITS = 1_000
"""Bits of a whole number that is quoted: Python refuses to write out thousands of digits."""


def is_hidden(letter: str) -> bool:
    """Whether a letter is not seen, or changes how others are seen."""
    return unicodedata.category(letter) in HIDDEN or ord(letter) & 0xFFFE == 0xFFFE  # noqa: PLR2004  (no letters)


def hidden_in(text: str, *, but: str = "") -> str:
    r"""Return the fault of the first hidden letter of a text, with the remedy; '' if there is none.

    >>> hidden_in("a\u202eb")
    'holds U+202E, RIGHT-TO-LEFT OVERRIDE, which is not seen or changes how a line is; leave it out'
    """
    if text.isprintable():
        return ""
    letter = next((letter for letter in text if letter not in but and is_hidden(letter)), "")
    if not letter:
        return ""
    name = unicodedata.name(letter, "")
    words = f"U+{ord(letter):04X}, {name}," if name else f"U+{ord(letter):04X},"
    return f"holds {words} which is not seen or changes how a line is; leave it out"


def visible(text: str, *, but: str = "") -> str:
    r"""Return a text with each hidden letter replaced by its code, except the letters in `but`.

    >>> visible("a\x1b[2J\u202e é 10\u00a0km")
    'a\\x1b[2J\\u202e é 10\xa0km'
    """
    if text.isprintable():
        return text
    if "\n" in but and "\n" in text:  # line by line: most lines hold no hidden letter
        return "\n".join(visible(line, but=but) for line in text.split("\n"))
    return "".join(
        letter.encode("unicode_escape").decode() if letter not in but and is_hidden(letter) else letter
        for letter in text
    )


def quoted(value: object) -> str:
    """Return the beginning of a value of any kind in quotes, for a message.

    >>> quoted("a" * 100) == f"'{'a' * 60}'", quoted([1, 2]), quoted(None)
    (True, "'a list'", 'nothing')
    """
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return f"'a {type(value).__name__}'"
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return "a number of too many digits"
    return f"'{visible(str(value)[:MOST_QUOTED])}'"
