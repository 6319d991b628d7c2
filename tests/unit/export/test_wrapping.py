"""Lines of text: none is wider than its room, dates and short words stay whole, an address breaks at its signs."""

import pytest

from model.export.wrapping import NO_BREAK, balanced, wrapped

SIZE = 10


def test_words_fill_lines_and_none_is_wider_than_its_room() -> None:
    assert wrapped("aaaa aaaa aaaa", 55, SIZE) == ["aaaa aaaa", "aaaa"]  # 8 letters of 5.6 pixels and a space of 2.8
    assert wrapped("aaaa aaaa aaaa", 45, SIZE) == ["aaaa", "aaaa", "aaaa"]
    assert wrapped("", 100, SIZE) == []


def test_bold_letters_need_more_room() -> None:
    assert wrapped("aaaa aaaa", 48, SIZE) == ["aaaa aaaa"]
    assert wrapped("aaaa aaaa", 48, SIZE, is_bold=True) == ["aaaa", "aaaa"]


def test_a_date_stays_on_one_line() -> None:
    assert wrapped("aaaa 5 Feb 2025", 60, SIZE) == ["aaaa", f"5{NO_BREAK}Feb{NO_BREAK}2025"]


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("a.org/?aaaa=1&bbbb=2", ["a.org/?", "aaaa=1&", "bbbb=2"]),
        ("aaaaaaaaaa", ["aaaaaaa", "aaa"]),
    ],
)
def test_an_address_breaks_at_its_signs_and_any_long_word_somewhere(address: str, lines: list[str]) -> None:
    assert wrapped(address, 42, SIZE) == lines
    assert "".join(lines) == address


def test_a_title_has_no_last_line_of_one_word_and_no_more_lines_than_it_takes() -> None:
    assert wrapped("aaaa aaaa aaaa", 60, SIZE, is_bold=True) == ["aaaa aaaa", "aaaa"]
    assert balanced("aaaa aaaa aaaa aa", 60, SIZE) == ["aaaa aaaa", "aaaa aa"]
    assert balanced("aa aa", 60, SIZE) == ["aa aa"]
    assert balanced("", 60, SIZE) == []


def test_a_room_smaller_than_a_letter_holds_one_letter_a_line() -> None:
    assert wrapped("aab", 1, SIZE) == ["a", "a", "b"]
