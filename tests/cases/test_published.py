"""Published cases: what somebody else worked out, and by how much ours differs from it (`seeds/cases/`)."""

import math

import pytest

from model.analysis.published import PUBLISHED_ROUNDING, check, worked_out
from model.files.register import published_cases, shipped_register

CHECKS = {name: check(case, shipped_register()) for name, case in published_cases().items()}
MISSING = {
    "uk_harmony_vs_dannatt", "helsinki_1999_at_five", "gady_2024", "gady_2024_at_five", "horvath_2011",
    "ten_willing_2025", "uk_france_2026", "uk_france_2026_france_alone", "french_senate_2009_unavailable",
    "canada_2008_kandahar", "lebanon_2021", "poland_2014", "netherlands_2011_six_months", "sentinelle_2015_turns",
    "sentinelle_2015_added", "interflex_2023", "italy_2010", "france_2010", "united_kingdom_2010",
    "united_kingdom_2010_one_in_three", "europe_2010", "rasmussen_nato", "arforgen_2010", "united_states_2007",
}  # fmt: skip
LEAST_CASES = 45


@pytest.mark.parametrize("name", CHECKS)
def test_a_published_case_is_met_or_missed_by_just_so_much(name: str) -> None:
    published = CHECKS[name]
    assert published.off.low == pytest.approx(published.case.off.low, abs=PUBLISHED_ROUNDING)
    assert published.off.high == pytest.approx(published.case.off.high, abs=PUBLISHED_ROUNDING)


def test_the_cases_that_miss_are_known_by_name() -> None:
    assert {name for name, published in CHECKS.items() if not published.agrees} == MISSING


def test_nineteen_whole_brigades_are_what_the_mix_keeps_up() -> None:
    assert math.floor(worked_out(published_cases()["rand_mix_48_28"]).low) == 19


def test_there_are_many_cases_and_each_has_a_name_of_its_own() -> None:
    assert len(CHECKS) >= LEAST_CASES
    assert len({published.case.title for published in CHECKS.values()}) == len(CHECKS)
