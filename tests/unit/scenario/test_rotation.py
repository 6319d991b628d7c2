"""The rotation: its dwell in one of two forms, and the keys of it that a part or a nation replaces."""

import pytest

from model.scenario.rotation import Rotation, RotationChanges

PLAIN = {"tour_months": 6, "dwell_ratio": 2}


def test_the_dwell_is_given_in_one_form_and_all_other_months_are_zero_if_left_out() -> None:
    rotation = Rotation.model_validate(PLAIN)
    assert (rotation.dwell.central, rotation.dwell_months) == (2, None)
    others = ("overlap", "mobilisation", "transit", "preparation", "recovery")
    assert [getattr(rotation, f"{name}_months").central for name in others] == [0] * 5
    assert Rotation.model_validate({"tour_months": 6, "dwell_months": 18}).dwell.central == 18
    with pytest.raises(ValueError, match="give dwell_months"):
        Rotation.model_validate({"tour_months": 6})
    with pytest.raises(ValueError, match="give one of dwell_months and dwell_ratio, not both"):
        Rotation.model_validate({**PLAIN, "dwell_months": 18})


def test_either_key_of_a_pair_replaces_the_pair_and_every_other_key_stays() -> None:
    base = Rotation.model_validate({**PLAIN, "dwell_floor_ratio": 1}).paths("rotation")
    changes = RotationChanges.model_validate({"dwell_months": 12, "transit_months": 1})
    merged = changes.merged(base, "force.main.rotation")
    assert "dwell_ratio" not in merged
    assert merged["dwell_months"] == "force.main.rotation.dwell_months"
    assert merged["transit_months"] == "force.main.rotation.transit_months"
    assert (merged["tour_months"], merged["dwell_floor_ratio"]) == (
        "rotation.tour_months", "rotation.dwell_floor_ratio",
    )  # fmt: skip
    assert RotationChanges().merged(base, "force.main.rotation") == base
