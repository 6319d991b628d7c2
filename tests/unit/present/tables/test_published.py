"""The tables of published cases, row by row."""

import pytest

from model.analysis.published import check
from model.files.register import published_cases, shipped_register
from model.present.tables.published import as_numbers, in_words

REGISTER = shipped_register()
CHECKS = [check(case, REGISTER) for case in published_cases().values()]
DANNATT = "The British rule for Dannatt's 10,000"


def test_a_published_case_stands_beside_our_figure() -> None:
    row = in_words(CHECKS, REGISTER).loc[DANNATT]
    assert row["Ours"] == "50,000 troops, not 30,000 to 40,000"
    assert row["Off by"] == "+66.7 % to +25.0 %"  # 50 over 30, 50 over 40
    assert row["Who published it"].startswith("Lord Dannatt, ex-head of the British Army")
    assert row["Why"].endswith("Lord Dannatt three or four.")


def test_every_case_has_one_row_and_those_that_are_off_say_why() -> None:
    table = in_words(CHECKS, REGISTER)
    assert len(table) == len(set(table.index)) == len(published_cases())
    for one in CHECKS:
        row = table.loc[one.case.title]
        assert (row["Off by"] == "0 %") == one.is_exact
        assert one.agrees or row["Why"]


def test_the_file_of_published_cases_has_every_number_unrounded() -> None:
    frame = as_numbers(CHECKS)
    row = frame.set_index("case").loc[DANNATT]
    assert row[["published_low", "published_high", "ours_low", "ours_high"]].tolist() == [
        30_000, 40_000, 50_000, 50_000,
    ]  # fmt: skip
    assert row["off_low"] == pytest.approx(2 / 3)
    assert (row["agrees"], row["norm"]) == (False, "united_kingdom_harmony.dwell_months")
    assert len(frame) == len(published_cases())
