"""The nations as records and tables."""

import pytest
from coalitions import nation, only, run

import model
from model.present.tables import coalition as tables
from model.present.tables.coalition import Nation


def rows(name: str, case: str = "high") -> dict[str, Nation]:
    return {row.name: row for row in tables.nations(only(model.run(model.load(name))), case)}


def small(nations: dict[str, object], case: str = "central", **parts: object) -> dict[str, Nation]:
    return {row.name: row for row in tables.nations(only(run(nations, **parts)), case)}  # type: ignore[arg-type]


def test_a_nation_by_hand() -> None:
    """Half of 8,000 can be sent; at four in the cycle it keeps up 1,000, and carries the 500 that are asked for."""
    (row,) = small({"a": nation(8_000)}, troops=500).values()
    assert (row.title, row.short, row.position, row.is_in) == ("A", "A", "offered", True)
    assert (row.could, row.could_words) == (1_000, "1,000")
    assert (row.carries, row.carries_words) == (500, "500")
    assert (row.share, row.share_words) == (0.25, "25%")
    assert row.claims == ()


def test_those_that_are_in_come_first_then_who_could_keep_up_most() -> None:
    names = list(rows("reassurance_force"))
    assert names[:3] == ["france", "united_kingdom", "turkey"]
    assert rows("reassurance_force")["united_kingdom"].short == "UK"


def test_what_a_nation_could_keep_up_is_least_in_the_high_case_and_most_in_the_low_one() -> None:
    ends = [rows("reassurance_force", case)["italy"].could for case in ("high", "central", "low")]
    assert ends == pytest.approx([7_500, 12_492.4, 19_148.933])
    assert [rows("dannatt", case)["united_kingdom"].could_words for case in ("high", "low")] == ["3,550", "16,900"]


def test_t_27_what_is_not_known_is_no_zero() -> None:
    unknown = small({"a": nation(None), "b": nation(8_000)})["a"]
    assert (unknown.could, unknown.carries, unknown.share) == (None, None, None)
    assert unknown.could_words == unknown.carries_words == unknown.share_words == "not known publicly"
    unsized = rows("no_us_backstop")["france"]
    assert (unsized.carries, unsized.could_words) == (None, "4,650")


def test_why_a_nation_could_keep_up_nothing_is_said() -> None:
    nations = {
        "a": nation(8_000), "b": nation(8_000, tasks=["air"]), "c": nation(8_000, offer_troops=300),
        "d": nation(8_000, posted_elsewhere=8_000),
    }  # fmt: skip
    offers = small(nations, coalition={"rule": "offers"})
    assert [offers[name].could_words for name in "abcd"] == ["no offer", "no part for it", "300", "no offer"]
    assert small(nations)["d"].could_words == "0"
    assert small(nations)["b"].could is None


def test_a_nation_without_an_army_ties_up_no_share_of_one() -> None:
    assert small({"a": nation(0), "b": nation(8_000)})["a"].share_words == "not known publicly"


def test_the_claims_behind_a_nation_are_its_position_its_offer_and_its_army() -> None:
    claims = rows("reassurance_force")["france"].claims
    assert claims[0].startswith("france.")
    assert len(claims) == 3


def test_who_said_what_as_a_table() -> None:
    table = tables.nations_in_words(only(model.run(model.load("willing_september_2025"))), "high")
    assert len(table) == 29
    assert table.loc["Poland"].to_dict() == {
        "In": "",
        "What it said": "Ruled it out",
        "Who said so": "Donald Tusk, Prime Minister of Poland, Sept 2025",
        "Could keep up": "4,900",
        "Would carry": "",
        "Of its army": "",
    }
    assert table.loc["France", "In"] == "in"
    assert "null" not in str(table)
    quiet = tables.nations_in_words(only(run({"a": nation(8_000, position="undeclared")})), "high")
    assert quiet.loc["A", "Who said so"] == ""


def test_tables_of_chances_carry_their_numbers() -> None:
    one = only(model.run(model.load("willing_chances")))
    pivotal = tables.pivotal_in_words(one)
    assert pivotal.index[0] == "Australia"
    assert pivotal.loc["Australia"].tolist() == ["58", "Named a number or a unit"]
    chances = tables.chances_in_words(one, "high")["A force of up to"]
    assert chances.loc["41 of 100 combinations: this force"] == "12,000"
    unsized = tables.chances_in_words(only(model.run(model.load("no_us_backstop"))), "high")
    assert not [index for index in unsized.index if "this force" in str(index)]


def test_without_a_coalition_there_are_no_nations() -> None:
    assert tables.nations(only(run(None)), "high") == []
