"""The ends of a range, named by what makes them."""

from typing import Any

import pytest
from coalitions import nation, only, run

from model.present.words.ends import ends_in_words, what_differs

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
         "with the longer tours", "with the shorter tours"),
        ({"rotation": {"tour_months": 6, "dwell_months": 18, "overlap_months": {"low": 0, "high": 1}}},
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


def test_of_many_inputs_those_that_move_most_are_named() -> None:
    """With 1,000 to 1,500 kept up of 900 to 9,000: the size moves 8,100, rest and share at most 500."""
    one = only(
        run(
            {"a": nation(8_000)},
            troops={"low": 900, "high": 9_000},
            rotation={"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}},
            coalition={"deployable_share": {"low": 0.49, "high": 0.5}, "contributors": {"a": nation(8_000)}},
        )
    )
    assert ends_in_words(one)["low"] == "with the shorter rest and the smaller force"
    assert ends_in_words(one, 1)["high"] == "with the larger force"
    assert ends_in_words(one, 3)["high"] == "with the longer rest, the larger force and less of each army"
    assert ends_in_words(one, measure="multiplier")["high"] == "with the longer rest"
    assert ends_in_words(one, but="rotation.dwell_ratio")["low"] == "with the smaller force and more of each army"


def test_where_no_size_is_known_the_ends_are_those_of_what_could_be_kept_up() -> None:
    one = only(run({"a": nation(8_000)}, force={"main": {"strength": "unknown"}}, **REST))
    assert ends_in_words(one)["low"] == "with the shorter rest"
    assert what_differs(one, 0, 0, "capacity") is None
