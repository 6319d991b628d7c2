"""Published cases: what somebody else worked out, and by how much ours differs from it (`seeds/cases/`)."""

import math
from pathlib import Path

import pytest

from model.analysis.published import PUBLISHED_ROUNDING, check, worked_out
from model.evidence.claims import Register
from model.evidence.published import Case
from model.files import register
from model.files.register import published_cases, shipped_register

CHECKS = {name: check(case, shipped_register()) for name, case in published_cases().items()}
MISSING = {
    "uk_harmony_vs_dannatt", "helsinki_1999_at_five", "gady_2024", "gady_2024_at_five", "horvath_2011",
    "rand_mix_48_28", "ten_willing_2025", "ten_willing_2025_at_ten_per_cent", "uk_france_2026",
    "uk_france_2026_france_alone",
}  # fmt: skip
PLAIN = {"says": "x", "claim": "a.b", "grade": "test", "kernel": "rotation_multiplier", "with": {}}


@pytest.mark.parametrize("name", CHECKS)
def test_a_published_case_is_met_or_missed_by_just_so_much(name: str) -> None:
    published = CHECKS[name]
    assert published.off.low == pytest.approx(published.case.off.low, abs=PUBLISHED_ROUNDING)
    assert published.off.high == pytest.approx(published.case.off.high, abs=PUBLISHED_ROUNDING)


def test_the_cases_that_miss_are_known_by_name() -> None:
    assert {name for name, found in CHECKS.items() if not found.agrees} == MISSING


def test_nineteen_whole_brigades_are_what_the_mix_keeps_up() -> None:
    assert math.floor(worked_out(published_cases()["rand_mix_48_28"]).low) == 19


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"whit": {}}, "Extra inputs"),
        ({"kernel": None}, "give scenario and measure"),
        ({"kernel": "cycle_months"}, "Input should be"),
        ({"off": {"low": 0.5, "high": 0.5}}, "says why"),
        ({"because": "no reason is called for"}, "says why"),
    ],
)
def test_a_case_that_is_not_one_is_refused(changed: dict[str, object], told: str) -> None:
    assert Case.model_validate(PLAIN)
    with pytest.raises(ValueError, match=told):
        Case.model_validate(PLAIN | changed)


def test_a_case_is_held_against_a_claim_with_a_number() -> None:
    with pytest.raises(KeyError, match=r"a\.b"):
        check(Case.model_validate(PLAIN), Register())
    words = next(claim.id for claim in shipped_register().claims.values() if not claim.is_number)
    with pytest.raises(ValueError, match="without a number"):
        check(Case.model_validate(PLAIN | {"claim": words}), shipped_register())


def test_a_name_that_stands_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds" / "cases").mkdir(parents=True)
    for file in ("one", "two"):
        (tmp_path / "seeds" / "cases" / f"{file}.yaml").write_text("again: {}\n")
    monkeypatch.setattr(register, "shipped_folder", lambda: tmp_path)
    with pytest.raises(ValueError, match="stands twice"):
        published_cases.__wrapped__()
