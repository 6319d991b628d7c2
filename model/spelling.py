"""How people write numbers: spellings of a count, such as `20.000`, that can mean two numbers are never guessed at.

Europe writes twenty thousand as 20.000, 20,000 or 20 000. Read as decimals, the first is twenty. Every place that
reads numbers from text asks here: YAML, options and addresses.
"""

import re
from typing import Any, Self

_GROUPED = re.compile(r"([-+]?[1-9]\d{0,2})([.,'\u2019 \u00a0\u202f])(\d{3}(?:\2\d{3})*)(?:[.,](\d+))?")
"""A number in groups of three digits: its first digits, the separator, the groups, and decimals."""
_COMMA = re.compile(r"([-+]?\d+),(\d+)")
_PERCENT = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?\s*%")
MOST_LETTERS = 40


class Written(float):
    """A number with the text that it was read from.

    >>> Written("20.000") == 20, Written("20.000").text
    (True, '20.000')
    """

    text: str

    def __new__(cls, text: str) -> Self:
        """Read the number of a text."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return (type(self), (self.text,))


def refusal(written: Any, *, is_count: bool) -> str:  # noqa: ANN401  (whatever stands in a file)
    """Return why a number may not be written so, with the remedy; '' for a plain number and for what is none.

    Args:
        written: a text, or a number that keeps its text. Any other value is as it is.
        is_count: whether it counts people. Of other quantities, such as ratios, `2.125` is plain.

    >>> refusal("20,000", is_count=True), refusal(Written("20.500"), is_count=True)
    ("'20,000' can mean two numbers: write 20000, or 20", "'20.500' can mean two numbers: write 20500, or 20.5")
    >>> refusal("1.500.000", is_count=True), refusal("1,5", is_count=False)
    ("'1.500.000' is written with separators: write 1500000", "'1,5' has a comma: write 1.5")
    >>> refusal("62000.0", is_count=True), refusal("2.125", is_count=False), refusal(20.0, is_count=True)
    ('', '', '')
    """
    text = written.text if isinstance(written, Written) else written
    if not isinstance(text, str) or len(text) > MOST_LETTERS:
        return ""
    text = text.strip()
    if match := _GROUPED.fullmatch(text):
        first, separator, groups, decimals = match.groups()
        whole = first + "".join(filter(str.isdigit, groups))
        if len(groups) > len("000") or decimals or separator not in ".,":
            return f"'{text}' is written with separators: write {whole}{f'.{decimals}' if decimals else ''}"
        if separator == "." and not is_count:
            return ""
        less = f"{first}.{groups}".rstrip("0").removesuffix(".")
        also = f"{first}.{groups}0" if is_count and len(less) == len(f"{first}.000") else less
        return f"'{text}' can mean two numbers: write {whole}, or {also}"
    if match := _COMMA.fullmatch(text):
        return f"'{text}' has a comma: write {match[1]}.{match[2]}"
    return ""


def refusal_of_percentage(written: object) -> str:
    """Return why a share may not be written as a percentage, with the remedy; '' for anything else.

    >>> refusal_of_percentage("40%"), refusal_of_percentage("2,5 %"), refusal_of_percentage(0.4)
    ("'40%' is a percentage: write 0.4", "'2,5 %' is a percentage: write 0.025", '')
    """
    match = _PERCENT.fullmatch(written) if isinstance(written, str) else None
    return f"'{written}' is a percentage: write {float(f'{match[1]}.{match[2] or 0}') / 100:.12g}" if match else ""


def one_meaning(text: str) -> str:
    """Return the text of a decimal number as every reader takes it: a further 0 where it could mean two numbers.

    >>> one_meaning("20.125"), one_meaning("20.5")
    ('20.1250', '20.5')
    """
    return f"{text}0" if refusal(text, is_count=True) else text


def refusal_of_list(text: str, *, is_count: bool) -> str:
    """Return why a list of numbers with commas between them may not be written so, with the remedy; '' if it may.

    >>> refusal_of_list("20,000,30,000", is_count=True)
    "'20,000' reads as two numbers: write 20000"
    >>> refusal_of_list("20000,20.000", is_count=True), refusal_of_list("10,200", is_count=True)
    ("'20.000' can mean two numbers: write 20000, or 20", '')
    """
    if is_count and (match := re.search(r"(?<![\d.])([1-9]\d{0,2}),(0\d\d)(?!\d)", text)):
        return f"'{match[0]}' reads as two numbers: write {match[1]}{match[2]}"
    return next(filter(None, (refusal(part, is_count=is_count) for part in re.split("[,:]", text))), "")
