"""Tables in a width: text goes on in the next line, numbers stay whole."""

import pytest
from rich.cells import cell_len

from model.cli.layout import bar, bar_about, table

ROWS = [["the first place", "1,234.56"], ["two", "not known publicly"]]


def lines(width: int, rows: list[list[str]] = ROWS) -> list[str]:
    return list(table(["place", "troops"], rows, width=width, right=[1]))


def test_a_table_that_fits_is_as_wide_as_its_cells() -> None:
    assert lines(80) == [
        "place                        troops",
        "the first place            1,234.56",
        "two              not known publicly",
    ]


def test_text_goes_on_in_the_next_line_and_a_number_is_whole() -> None:
    assert lines(21) == [
        "place         troops",
        "the first   1,234.56",
        "place",
        "two        not known",
        "            publicly",
    ]


def test_rows_are_blocks_where_columns_do_not_fit() -> None:
    assert lines(12) == [
        "place   the first place", "troops  1,234.56", "", "place   two", "troops  not known", "        publicly"
    ]  # fmt: skip


@pytest.mark.parametrize("figure", ["123,456,789,012,345,678", "−1,234.5–6,789.25"])
def test_no_number_is_cut_however_narrow_the_terminal(figure: str) -> None:
    assert figure in "\n".join(lines(5, [["a", figure]]))


def test_paths_go_on_after_a_part_of_their_name_and_stay_apart() -> None:
    rows = [["force.european_brigades.strength.units", "4"], ["force.european_brigades.strength.troops", "5"]]
    assert lines(41, rows) == [
        "place                              troops",
        "force.european_brigades.strength.       4",
        "units",
        "force.european_brigades.strength.       5",
        "troops",
    ]


def test_a_piece_that_is_too_long_goes_on_anywhere_and_wide_letters_count_twice() -> None:
    for row in (["部隊" * 12, "5"], ["x" * 60, "5"]):
        first, *others = lines(26, [row])
        assert max(map(cell_len, (first, *others))) <= 26
        assert "".join(line.split()[0] for line in others) == row[0]


def test_an_empty_cell_and_no_rows_are_a_table_too() -> None:
    assert lines(80, []) == ["place  troops"]
    assert lines(80, [["", ""]]) == ["place  troops", ""]


def test_a_column_stays_whole_while_others_fit_beside_it() -> None:
    rows = [["by_the_great_river", "not known publicly"]]
    assert list(table(["place", "troops"], rows, width=30, whole=[0])) == [
        "place               troops", "by_the_great_river  not known", "                    publicly"
    ]  # fmt: skip
    assert list(table(["place", "troops"], rows, width=22, whole=[0]))[1:] == [
        "by_the_     not known", "great_      publicly", "river"
    ]  # fmt: skip


def test_a_bar_is_solid_to_the_lower_end_and_pale_to_the_higher() -> None:
    assert bar(30_000, 40_000, 40_000, 40) == 30 * "█" + 10 * "░"
    assert bar(0, 25, 100, 8) == "░░"
    assert bar(1, 1, 100_000, 8) == "█"  # what is there is seen
    assert bar(0, 0, 100, 8) == ""


def test_a_bar_about_a_middle_is_pale_to_one_end_and_solid_to_the_other() -> None:
    assert bar_about(30, 35, 40, (30, 40), 10) == "░░░░░│█████"
    assert bar_about(40, 35, 30, (30, 40), 10) == "█████│░░░░░"
    assert bar_about(35, 35, 40, (30, 40), 10) == "     │█████"
    assert bar_about(33, 35, 35, (30, 40), 10) == "   ░░│"
