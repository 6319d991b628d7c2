"""The names of units."""

import pytest

from model.present.words.units import plural


@pytest.mark.parametrize(
    ("unit", "several"), [("brigade", "brigades"), ("company", "companies"), ("convoy", "convoys")]
)
def test_a_unit_has_its_plural(unit: str, several: str) -> None:
    assert plural(unit) == several
