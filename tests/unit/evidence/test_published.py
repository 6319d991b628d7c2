"""Published cases: the fields that a case needs."""

import pytest

from model.evidence.published import Case

PLAIN = {"title": "X", "says": "x", "claim": "a.b", "grade": "test", "kernel": "rotation_multiplier", "with": {}}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"whit": {}}, "Extra inputs"),
        ({"title": "x" * 45}, "at most 44"),
        ({"kernel": None}, "give scenario and measure"),
        ({"kernel": "cycle_months"}, "Input should be"),
        ({"off": {"low": 0.5, "high": 0.5}}, "says why"),
        ({"because": "no reason is called for"}, "says why"),
    ],
)
def test_a_case_that_is_not_one_is_refused(changed: dict[str, object], message: str) -> None:
    assert Case.model_validate(PLAIN)
    with pytest.raises(ValueError, match=message):
        Case.model_validate(PLAIN | changed)
