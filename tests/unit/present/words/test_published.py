"""The words of published cases, by hand."""

import re

import pytest

from model.analysis.published import Check, check, farthest_first
from model.files.register import published_cases, shipped_register
from model.present.words.published import outcome, text, title

CHECKS = {name: check(case, shipped_register()) for name, case in published_cases().items()}


def test_the_title_counts_those_that_come_out_and_those_that_do_not() -> None:
    off = sum(not one.agrees for one in CHECKS.values())
    assert title(CHECKS.values()) == f"{53 - off} of 53 published sums come out as published; {off} do not"
    met = [one for one in CHECKS.values() if one.agrees]
    assert title(met) == f"All {len(met)} published sums come out as published"
    assert title([*met, CHECKS["gady_2024"]]).endswith("; 1 does not")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("uk_harmony_vs_dannatt", "50,000 troops, not 30,000 to 40,000"),
        ("gady_2024", "120,000 troops, not 100,000 at most"),
        ("canada_2008_kandahar", "10,000 troops, not 12,000 or more"),
        ("helsinki_1999_at_five", "300,000 troops, not about 180,000"),
        ("europe_2010", "6%, not about 10%"),
        ("lebanon_2021", "30.5 contingents, not 35"),
        ("rand_mix_48_28", "19.1 brigades, published as 19"),
        ("dannatt_10000", "30,000 to 40,000 troops"),
        ("conway_2007_army", "55.6%"),
        ("bundeswehr_4_20", "5 at home for each one away"),
        ("bct_pairs_9_18", "3 for each one away"),
        ("pace_2007", "12 months"),
    ],
)
def test_our_figure_stands_beside_the_published_one(name: str, words: str) -> None:
    assert outcome(CHECKS[name]) == words


def test_the_text_of_the_picture_tells_every_sum_that_is_off_the_furthest_first() -> None:
    listed: list[Check] = farthest_first(CHECKS.values())
    alt = text(listed)
    assert alt.startswith(f"{title(listed)}. NATO without the United States: 160,000 troops, not about 50,000. ")
    assert all(one.case.title in alt for one in listed if not one.agrees)
    assert "Lord Dannatt, 10,000 British troops" not in alt


def test_cases_speak_plainly() -> None:
    analysts = re.compile(r"\b(in the cycle|norms?|dwell|pool|margin|strain)\b", re.IGNORECASE)
    texts = [text for case in published_cases().values() for text in (case.title, case.says, case.because)]
    assert [text for text in texts if analysts.search(text)] == []
