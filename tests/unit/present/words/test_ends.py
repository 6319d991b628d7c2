"""The ends of a range, named by what makes them."""

from typing import Any

import pytest
from coalitions import nation, only, run

from model.present.words.ends import ends_in_words

REST = {"rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}}


@pytest.mark.parametrize(
    ("changes", "low", "high"),
    [
        (REST, "with the shorter rest", "with the longer rest"),
        ({"troops": {"low": 500, "high": 900}}, "with the smaller force", "with the larger force"),
        (
            {**REST, "coalition": {"deployable_share": {"low": 0.2, "high": 0.4}}},
            "with the shorter rest and more of each army",
            "with the longer rest and less of each army",
        ),
        ({"rotation": {"tour_months": {"low": 4, "high": 6}, "dwell_months": 18, "overlap_months": 1}},
         "with the least tied up", "with the most tied up"),
    ],
)  # fmt: skip
def test_an_end_is_named_by_the_inputs_that_make_it(changes: dict[str, Any], low: str, high: str) -> None:
    coalition = {"deployable_share": 0.5, "contributors": {"a": nation(8_000)}, **changes.get("coalition", {})}
    one = only(run({"a": nation(8_000)}, **{**changes, "coalition": coalition}))
    assert ends_in_words(one) == {"low": low, "high": high}


def test_without_a_coalition_the_share_names_nothing() -> None:
    assert ends_in_words(only(run(None)))["low"] == "with more to send"


def test_where_the_smaller_share_ties_up_least_the_names_are_turned() -> None:
    """The share moves nothing that is tied up; of equal cases the one that is easier to carry comes first."""
    share = {"deployable_share": {"low": 0.2, "high": 0.4}, "contributors": {"a": nation(8_000)}}
    one = only(run({"a": nation(8_000)}, coalition=share))
    assert ends_in_words(one)["low"] == "with more of each army"
