"""The words of the plan of single units: how many, the first relief, which end, who waits."""

from dataclasses import replace

from by_hand import two_by_hand
from coalitions import brigades, nation
from month_runs import AT_ONCE, one_pool

import model
from model.engine.run import Run
from model.present.words import turns as words


def finding(one: Run, case: str = "low") -> str:
    return words.finding(one, words.moving(one.turns(case)))


def test_units_take_turns_and_the_first_relief_has_its_month() -> None:
    assert (
        finding(Run.of(two_by_hand().replace(AT_ONCE))) == "14 brigades take turns; the first relief comes in month 7"
    )


def test_where_nobody_is_relieved_that_is_told() -> None:
    assert finding(one_pool(troops=10_000, pool=10_000)) == "Two brigades go; nobody relieves them"
    assert finding(one_pool(troops=5_000, pool=5_000)) == "One brigade goes; nobody relieves it"


def test_units_of_several_parts_are_units() -> None:
    second = {"strength": {"troops": 5_000}, "element": {"name": "company", "troops": 2_500}}
    one = brigades({"a": nation(80_000)}, changes={"force.second": second})
    moving = words.moving(one.turns("central"))
    assert {"Main: A 1", "Second: A 1"} <= {words.title_of(one, turn) for turn in moving}
    assert "units take turns" in finding(one, "central")
    assert words.conditions(one, "central", waiting=0) == "Each row is one unit."


def test_what_is_drawn_says_which_end_and_how_many_wait() -> None:
    one = Run.of(two_by_hand().replace(AT_ONCE))
    assert words.conditions(one, "high", waiting=1) == (
        "Each row is one brigade of 5,000. Drawn with the longer rest. One more is ready at home throughout."
    )
    many = words.conditions(one_pool(pool=90_000), "central", waiting=2, left_out=1)
    assert many.endswith("Two more are ready at home throughout. One more is in the table.")
    assert words.conditions(one, "low", waiting=0, left_out=30).endswith("30 more are in the table.")


def test_units_that_never_go_wait() -> None:
    """A offers six brigades of which four go, B three; one of each is deployed at a time."""
    one = brigades({"a": nation(30_000), "b": nation(15_000)})
    every = one.turns("central")
    moving = words.moving(every)
    assert {words.title_of(one, turn) for turn in moving} == {"A 1", "A 2", "A 3", "A 4", "B 1", "B 2", "B 3"}
    assert words.num_units(every) - words.num_units(moving) == 2


def test_names_are_short_and_a_relief_names_the_unit_relieved() -> None:
    one = Run.of(two_by_hand().replace(AT_ONCE))
    moving = words.moving(one.turns("low"))
    assert {words.title_of(one, turn) for turn in moving} >= {"UK 6", "France 8"}
    relief = words.first_relief(moving)
    assert relief is not None
    assert words.relief_in_a_bar(one, relief) == "on tour: relieves France 1"
    assert words.first_relief([]) is None


def test_the_text_names_who_is_on_tour_when() -> None:
    one = Run.of(two_by_hand().replace(AT_ONCE))
    moving = words.moving(one.turns("low"))
    assert words.in_words(one, moving, 2) == "On tour: France 1 in months 1 to 6; France 2 in months 1 to 6."
    assert words.in_words(one, [], 2) == "On tour: nobody."
    short = [replace(moving[0], start_month=24, end_month=24), replace(moving[1], start_month=24, end_month=24)]
    assert words.in_words(one, short[:1], 2) == "On tour: France 1 in month 24."
    assert words.in_words(one, [moving[0], short[0]], 2) == "On tour: France 1 in months 1 to 6 and 24."


def test_units_that_go_with_breaks_are_said_to_be_too_few() -> None:
    run = Run.of(model.load("reassurance_force"))
    moving = words.moving(run.turns("high"))
    assert words.finding(run, moving, "high") == "Five brigades go, too few to keep one there"
    assert words.finding(run, moving) == "Five brigades go; nobody relieves them"
    assert "too few" not in words.finding(run, words.moving(run.turns("low")), "low")
