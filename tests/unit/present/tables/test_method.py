"""The tables of the Method page, row by row."""

import pytest

from model.analysis.published import check
from model.files.register import published_cases, shipped_register
from model.present.tables import method as method_tables
from model.terms import TERMS


def test_a_published_case_stands_beside_our_figure() -> None:
    case = published_cases()["uk_harmony_vs_dannatt"]
    row = method_tables.checks_in_words([check(case, shipped_register())]).loc[f"{case.title}: {case.says}"]
    assert (row["Published"], row["Ours"]) == ("30,000 to 40,000 troops", "50,000")
    assert row["Difference"] == "+66.7 % to +25.0 %"  # 50 over 30, 50 over 40
    assert (row["Why"], row["Kind"]) == (case.because, case.grade)


def test_cases_that_agree_need_no_column_of_reasons() -> None:
    checks = [check(case, shipped_register()) for case in published_cases().values()]
    agreeing = [published for published in checks if published.is_exact]
    table = method_tables.checks_in_words(agreeing)
    assert "Why" not in table
    assert table["Difference"].tolist() == ["0 %"] * len(agreeing)


def test_every_term_stands_in_the_order_of_the_alphabet() -> None:
    table = method_tables.glossary_in_words()
    assert list(table.index) == sorted(term.word for term in TERMS.values())
    assert table.loc["Capacity"].to_dict() == {
        "Symbol": "",
        "Meaning": "What the nations that count could keep up together, each at its dwell goal and within its offer.",
    }


def test_the_file_of_published_cases_has_every_number_unrounded() -> None:
    checks = [check(case, shipped_register()) for case in published_cases().values()]
    frame = method_tables.checks_with_numbers(checks)
    row = frame.set_index("case").loc["The British norm for Dannatt's 10,000"]
    assert row[["published_low", "published_high", "ours_low", "ours_high"]].tolist() == [
        30_000,
        40_000,
        50_000,
        50_000,
    ]
    assert row["off_low"] == pytest.approx(2 / 3)
    assert (row["agrees"], row["norm"]) == (False, "united_kingdom_harmony.dwell_months")
    assert len(frame) == len(published_cases())
