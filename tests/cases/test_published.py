"""Published cases: what somebody else worked out, and by how much ours differs from it (`seeds/cases/`)."""

import math

import pytest

from model.analysis.published import PUBLISHED_ROUNDING, check, worked_out
from model.files.register import published_cases, shipped_register

CHECKS = {name: check(case, shipped_register()) for name, case in published_cases().items()}
MISSING = {
    "uk_harmony_vs_dannatt", "helsinki_1999_at_five", "gady_2024", "gady_2024_at_five", "horvath_2011",
    "rand_mix_48_28", "ten_willing_2025", "ten_willing_2025_at_ten_per_cent", "uk_france_2026",
    "uk_france_2026_france_alone",
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_a_published_case_is_met_or_missed_by_just_so_much(name: str) -> None:
    published = CHECKS[name]
    assert published.off.low == pytest.approx(published.case.off.low, abs=PUBLISHED_ROUNDING)
    assert published.off.high == pytest.approx(published.case.off.high, abs=PUBLISHED_ROUNDING)


def test_the_cases_that_miss_are_known_by_name() -> None:
    assert {name for name, published in CHECKS.items() if not published.agrees} == MISSING


def test_nineteen_whole_brigades_are_what_the_mix_keeps_up() -> None:
    assert math.floor(worked_out(published_cases()["rand_mix_48_28"]).low) == 19
