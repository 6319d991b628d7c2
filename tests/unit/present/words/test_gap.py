"""The words of the gap: short, just enough, to spare, or between; what makes the ends; bounds; claims."""

import pytest
from by_hand import two_by_hand
from coalitions import brigades, nation, only, run

import model
from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.present.words import gap

REST = {"rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}}


def finding(one: Run) -> str:
    largest_force = kept_up(one)
    assert largest_force is not None
    return gap.finding(one, largest_force)


def conditions(one: Run) -> str:
    largest_force = kept_up(one)
    assert largest_force is not None
    return gap.conditions(one, largest_force)


def test_the_design_in_whole_brigades() -> None:
    """Pools of 30,000 and 48,000: with two at home 10,000 each, with three 5,000 of the first."""
    one = Run.of(two_by_hand())
    assert gap.question(one) == "Could France and the UK keep that up?"
    assert finding(one) == "Short by 10,000 to 15,000"
    assert conditions(one) == (
        "If 40% of an army can be sent and none goes beyond its offer. Outlined: only with the shorter rest."
    )


@pytest.mark.parametrize(
    ("troops", "words"),
    [
        (2_000, "Short by 1,000"),
        (1_000, "Just enough"),
        (700, "300 to spare"),
        ({"low": 700, "high": 1_200}, "Between 200 short and 300 to spare"),
        ({"low": 1_000, "high": 1_200}, "Between 200 short and just enough"),
        ({"low": 700, "high": 1_000}, "Just enough, or 300 to spare"),
    ],
)
def test_each_answer_is_the_difference_in_words(troops: object, words: str) -> None:
    """One nation of 8,000 keeps up 1,000."""
    assert finding(only(run({"a": nation(8_000)}, troops=troops))) == words


def test_where_only_the_size_makes_the_ends_both_are_told() -> None:
    one = only(run({"a": nation(8_000)}, troops={"low": 700, "high": 1_200}, coalition={}))
    assert conditions(one) == (
        "If 50% of an army can be sent. 300 to spare with the smaller force, 200 short with the larger force."
    )
    enough = only(run({"a": nation(8_000)}, troops={"low": 1_000, "high": 1_200}))
    assert conditions(enough).endswith("Just enough with the smaller force, 200 short with the larger force.")


def test_inputs_without_words_make_an_end_of_the_range() -> None:
    rotation = {"tour_months": 6, "dwell_months": 18, "overlap_months": {"low": 0, "high": 1}}
    assert conditions(only(run({"a": nation(8_000)}, rotation=rotation))).endswith("at one end of the range only.")


def test_nations_of_unknown_strength_could_only_add() -> None:
    nations = {"a": nation(8_000), "b": nation(None)}
    assert finding(only(run(nations, troops=2_000))) == "Short by 1,000 or less"
    assert finding(only(run(nations, troops=700))) == "300 or more to spare"
    assert finding(only(run(nations, troops=1_000))) == "Just enough or more"
    between = only(run(nations, troops={"low": 700, "high": 1_200}))
    assert finding(between) == "Between 200 or less short and 300 or more to spare"


def test_where_nothing_could_be_kept_up_the_reason_is_told() -> None:
    nobody = only(run({"a": nation(8_000, position="refused")}, troops=1_000))
    assert gap.question(nobody) == "Could anybody keep that up?"
    assert finding(nobody) == "Short by 1,000"
    assert conditions(nobody).startswith("No nation that is in has a published strength")


def test_of_a_share_and_offers_that_are_not_given_nothing_is_said() -> None:
    shares = {"coalition": {"deployable_share": None, "contributors": {"a": nation(8_000, deployable_share=0.5)}}}
    one = only(run({}, **shares))
    assert conditions(one) == ""


def test_what_is_missing_of_the_whole_force_is_its_size_as_written() -> None:
    one = Run.of(model.load("no_us_backstop_assumed"))
    assert finding(one) == "Short by 13,700 to 57,000"


def test_whole_units_are_exact_and_plain_troops_share_a_step() -> None:
    whole = brigades({"a": nation(40_000)}, troops=12_345)
    largest_force = kept_up(whole)
    assert largest_force is not None
    assert finding(whole) == "Short by 2,345"
    assert gap.in_troops(whole, largest_force)(12_345) == "12,345"
    plain = only(run({"a": nation(8_888)}, troops=12_345))
    plainly = kept_up(plain)
    assert plainly is not None
    assert [gap.in_troops(plain, plainly)(troops) for troops in (12_345, 1_111)] == ["12,345", "1,100"]


def test_the_text_tells_question_answer_and_the_sentence() -> None:
    one = Run.of(two_by_hand())
    largest_force = kept_up(one)
    assert largest_force is not None
    words = gap.in_words(one, largest_force)
    assert words.startswith("Could France and the UK keep that up? Short by 10,000 to 15,000. France and the UK could")


def test_the_answer_rests_on_shares_offers_and_armies_of_those_who_are_in() -> None:
    claims = gap.claims(Run.of(model.load("reassurance_force")))
    assert claims[0] == "france.offer_2025_02"
    assert {"france.offer_2025_02", "france.land_strength", "united_kingdom.land_strength"} <= set(claims)
    assert not any(claim.startswith("germany") for claim in claims)


def test_many_nations_are_counted() -> None:
    assert gap.question(Run.of(model.load("willing_september_2025"))) == "Could the ten nations keep that up?"
