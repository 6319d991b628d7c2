"""The words of a rotation, for plain rounds and for those with handover, travel, call-up, leave and training."""

import pytest
from coalitions import of_force, only
from rich_runs import RUNS

import model
from model.analysis.rounds import NEXT, SPARE, Round, turns_of
from model.engine.run import Run
from model.present.formulas.force import worked_parts
from model.present.words import rotation as words

FULL = Round(tour=6, dwell=20, overlap=0.5, transit=1, mobilisation=2, recovery=1, preparation=4)


def run(provider: str = "coalition", **rotation: object) -> Run:
    return only(of_force({"main": {"strength": {"troops": 1_000}, "provider": provider}}, dict(rotation)))


@pytest.mark.parametrize(
    ("rotation", "needed"),
    [
        ({"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}, "three or four"),
        ({"tour_months": 6, "dwell_months": 24}, "five"),
        ({"tour_months": 6, "dwell_ratio": 1.5}, "2.5"),
        ({"tour_months": 6, "dwell_ratio": {"low": 1, "high": 4}}, "two to five"),
        ({"tour_months": 6, "dwell_months": 0}, "no other: nobody rests at home"),
    ],
)
def test_the_headline_says_how_many_soldiers_it_takes(rotation: dict[str, object], needed: str) -> None:
    assert words.headline(run(**rotation)) == f"To keep one soldier away, an army needs {needed}"


def test_where_nothing_takes_turns_the_headline_says_so() -> None:
    of_others = run("ukraine", tour_months=6, dwell_months=12)
    assert words.headline(of_others) == words.NOTHING_ROTATES
    assert words.cited(of_others, worked_parts(of_others)) == []


def test_who_says_so_is_cited_for_tour_and_rest_where_a_claim_stands_behind_them() -> None:
    dannatt = RUNS["dannatt"]
    assert words.cited(dannatt, worked_parts(dannatt)) == [
        ("Tour", "dannatt.tour_months"), ("Rest between tours", "dannatt.dwell_ratio"),
    ]  # fmt: skip
    mine = run(tour_months=6, dwell_months=12)
    assert words.cited(mine, worked_parts(mine)) == []


def test_the_standfirst_names_what_decides_and_nothing_that_is_not_there() -> None:
    assert words.standfirst([Round(6, 12)]) == words.PLAIN_SUM
    assert "those of handover, travel and call-up." in words.standfirst([Round(6, 12), FULL])
    assert "those of travel." in words.standfirst([Round(6, 12, transit=1)])


@pytest.mark.parametrize(
    ("rounds", "title"),
    [
        ([Round(6, 24)], "A soldier is away for six months, then at home for 24"),
        ([Round(6, 12), Round(6, 18)], "A soldier is away for six months, then at home for 12 or 18"),
        ([Round(6, 12), Round(6, 20)], "A soldier is away for six months, then at home for 12 to 20"),
        ([Round(4, 8), Round(6, 12)], "A soldier is away for four to six months, then at home for eight to 12"),
        ([Round(1, 2)], "A soldier is away for one month, then at home for two"),
        ([Round(6, 0)], "A soldier is away for six months, and then again: no rest is asked for"),
    ],
)
def test_one_soldiers_months_in_a_title(rounds: list[Round], title: str) -> None:
    assert words.soldier_title(rounds) == title


def test_the_note_divides_the_time_at_home_only_where_the_plan_does() -> None:
    assert words.soldier_note([Round(6, 12)]).endswith(words.NOT_DIVIDED)
    assert words.soldier_note([FULL]).endswith("Of the time at home one month is leave and four months are training.")
    assert words.soldier_note([FULL, Round(6, 20)]).endswith(words.DIVIDED)
    assert words.soldier_note([Round(6, 0)]) == words.ONE_SOLDIER
    assert words.soldier_note([Round(6, 12)], "guards").startswith("One soldier of guards, by this plan's rule")


def test_long_words_give_the_months_and_short_ones_the_phase() -> None:
    plain = words.long_words(Round(6, 12), Round(6, 18))
    assert plain["resting"] == ("at home 12 months: leave, rest, training", "at home")
    assert plain[SPARE] == ("or 18", "or 18")
    assert plain["deployed"] == ("away six months", "away")
    full = words.long_words(FULL, Round(6, 26, recovery=1, preparation=4))
    assert full["resting"] == ("at home 15 months", "at home")
    assert full["in_transit"] == ("travel 0.5 months", "travel")
    assert full[SPARE][0] == "or six months more"
    assert full[NEXT] == ("away again", "away again")


def test_several_strips_are_named_by_what_tells_them_apart() -> None:
    tours = [Round(4, 8), Round(6, 12)]
    assert [words.strip_name(one, tours) for one in tours] == ["Tours of four months", "Tours of six months"]
    travels = [Round(6, 12), Round(6, 12, transit=3)]
    assert words.strip_name(travels[1], travels) == "3.5 soldiers for each one away"


@pytest.mark.parametrize(
    ("one", "title", "counted"),
    [
        (
            Round(6, 18), "Three at home for each one away: four units take turns",
            "in any month: one away, three at home",
        ),
        (
            Round(6, 9), "1.5 at home for each one away: five units take turns, two away at a time",
            "in any month: two away, three at home",
        ),
        (
            Round(6, 13), "2.17 at home for each one away: four units take turns, with five months to spare",
            "in any month: one away, three at home",
        ),
        (Round(6, 0), "Nobody rests: one unit is always away", "always away"),
        (
            FULL, "5.27 soldiers for each one away: six units take turns, with four months to spare",
            "at any time: one away, five not",
        ),
    ],
)  # fmt: skip
def test_the_units_that_take_turns(one: Round, title: str, counted: str) -> None:
    turns = turns_of(one)
    assert words.turns_title(turns) == title
    assert words.counted(turns) == counted


def test_of_many_units_the_note_says_how_many_are_drawn() -> None:
    assert words.turns_note(turns_of(Round(6, 18)), 11) == "Each row is a unit, over 24 months; then it begins again."
    assert words.turns_note(turns_of(Round(1, 59)), 11).endswith(" The first 11 of 60 units.")


def test_the_text_of_a_strip_tells_its_months() -> None:
    assert words.soldier_text([Round(6, 12), Round(6, 18)]) == (
        "A soldier is away for six months, then at home for 12 or 18. From one tour to the next: 18 or 24 months."
    )


def test_the_rounds_of_all_parts_are_listed() -> None:
    assert words.rounds_of(RUNS["dannatt"], ["british_force"]) == [Round(6, 12), Round(6, 18)]
    assert words.rounds_of(RUNS["dannatt"], []) == []
    assert model.load("dannatt").label
