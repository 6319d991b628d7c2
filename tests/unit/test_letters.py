"""Letters that hide, and values in quotes."""

import unicodedata

from model import letters


def test_every_letter_that_hides_is_shown_as_its_code_and_no_other() -> None:
    beyond = range(0x20000, 0x110000)  # hardly any is assigned: some of them, and the two that end each plane
    for number in (*range(0x20000), *beyond[::251], *beyond[0xFFFE::0x10000], *beyond[0xFFFF::0x10000]):
        letter = chr(number)
        written = letters.visible(letter)
        is_hidden = unicodedata.category(letter) in letters.HIDDEN or number & 0xFFFE == 0xFFFE
        assert (written == letter) != is_hidden
        assert written.isascii() or not is_hidden


def test_a_hidden_letter_is_named_with_its_remedy() -> None:
    assert letters.hidden_in("a\x1bb") == "holds U+001B, which is not seen or changes how a line is; leave it out"
    assert letters.hidden_in("a\u200bb").startswith("holds U+200B, ZERO WIDTH SPACE, which")
    assert letters.hidden_in("a\u00a0b\nc", but="\n") == ""
    assert letters.hidden_in("10\u202f000 é 😀") == ""


def test_a_quoted_value_is_short_and_of_one_line() -> None:
    assert letters.quoted(10**5_000) == "a number of too many digits"
    assert letters.quoted("\x1b" * 5_000) == f"'{chr(92)}x1b{f'{chr(92)}x1b' * 59}'"
    assert letters.quoted(12.5) == "'12.5'"
