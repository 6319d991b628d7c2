"""Published cases: what somebody else worked out, and by how much ours differs from it."""

import math
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import Field, model_validator

import model
from model import rotation
from model.frozen import Frozen, FrozenMapping
from model.io.strict_yaml import parse

FOLDER = Path(__file__).parent
ROUNDING = 2e-5  # published shares have five digits


class Ends(Frozen):
    low: float
    high: float


class Case(Frozen):
    """One case; an unknown key fails."""

    says: str
    source: str
    grade: Literal["identity", "agreement", "test", "after the fact", "near-identity"]
    published: Ends
    off: Ends = Ends(low=0, high=0)
    scenario: dict[str, Any] | None = None
    measure: str | None = None
    kernel: str | None = None
    inputs: FrozenMapping[str, float] = Field(default=FrozenMapping(), alias="with")

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "Case":
        if (self.scenario is None) == (self.kernel is None) or (self.scenario is None) != (self.measure is None):
            raise ValueError("give scenario and measure, or kernel and with")
        return self


def cases() -> dict[str, Case]:
    files = sorted(FOLDER.glob("*.yaml"))
    found = [(name, case) for file in files for name, case in parse(file.read_bytes(), file.name).data.items()]
    assert len(dict(found)) == len(found), "a name stands twice"
    return {name: Case.model_validate(case) for name, case in found}


def deployed_share(**durations: float) -> float:
    """The share of a cycle that adds to the deployed strength: one over the multiplier."""
    return 1 / float(rotation.rotation_multiplier(**durations))


def ours(case: Case) -> Ends:
    if case.scenario is not None:
        given = dict(case.scenario)
        force = {"force": {"strength": {"troops": given.pop("troops")}}}
        rest = {"horizon_months": given.pop("horizon_months", 24)}
        if "contributors" in given:
            rest["coalition"] = {key: given.pop(key) for key in ("contributors", "deployable_share")}
        results = model.run(model.Scenario.from_document({"force": force, "rotation": given, **rest}))
        found = results.measure(str(case.measure))
        assert found.low is not None
        assert found.high is not None
        return Ends(low=found.low, high=found.high)
    kernels = {"deployed_share": deployed_share, **vars(rotation)}
    value = float(kernels[str(case.kernel)](**case.inputs))
    return Ends(low=value, high=value)


@pytest.mark.parametrize("name", cases())
def test_a_published_case_is_met_or_missed_by_just_so_much(name: str) -> None:
    case = cases()[name]
    found = ours(case)
    assert found.low / case.published.low - 1 == pytest.approx(case.off.low, abs=ROUNDING)
    assert found.high / case.published.high - 1 == pytest.approx(case.off.high, abs=ROUNDING)


def test_the_cases_that_fail_are_known_by_name() -> None:
    failing = {name for name, case in cases().items() if (case.off.low, case.off.high) != (0, 0)}
    assert failing == {
        "uk_harmony_vs_dannatt", "helsinki_1999_at_five", "gady_2024", "gady_2024_at_five", "horvath_2011",
        "rand_mix_48_28", "ten_willing_2025", "ten_willing_2025_at_ten_per_cent", "uk_france_2026",
        "uk_france_2026_france_alone",
    }  # fmt: skip


def test_nineteen_whole_brigades_are_what_the_mix_keeps_up() -> None:
    assert math.floor(ours(cases()["rand_mix_48_28"]).low) == 19


def test_an_unknown_key_in_a_case_fails() -> None:
    case = {"says": "x", "source": "y", "grade": "test", "published": {"low": 1.0, "high": 1.0}}
    with pytest.raises(ValueError, match="Extra inputs"):
        Case.model_validate({**case, "kernel": "cycle_months", "whit": {}})
    with pytest.raises(ValueError, match="give scenario and measure"):
        Case.model_validate(case)
