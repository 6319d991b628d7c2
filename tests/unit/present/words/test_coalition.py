"""The sentences about a coalition."""

from typing import Any

import pytest
from by_hand import by_hand
from coalitions import ROTATION, nation, only, run

import model
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.present.words import notes as notes_words


def test_a_verdict_tells_the_goal_the_floor_or_how_short() -> None:
    within = only(run({"a": nation(8_000), "b": nation(4_000, deployed_elsewhere=100)}))
    assert coalition_words.verdict(within, "central") == "within the dwell goal"
    rotation = {**ROTATION, "dwell_floor_months": 6}
    below = only(run({"b": nation(4_000), "a": nation(4_000)}, rotation=rotation, troops=1_500))
    assert coalition_words.verdict(below, "central") == "only below the dwell goal: A, B"
    short = only(run({"a": nation(4_000)}, rotation=rotation, troops=1_500))
    assert coalition_words.verdict(short, "central") == "short by 500"


def test_a_gap_of_less_than_one_soldier_is_none() -> None:
    nearly = only(run({"a": nation(8_000)}, troops=1_000.004))
    assert nearly.measure("shortfall").central == pytest.approx(0.004)
    assert coalition_words.verdict(nearly, "central") == "within the dwell goal"


def test_where_nobody_counts_nothing_could_be_kept_up() -> None:
    nobody = only(run({"a": nation(8_000, position="refused")}))
    assert coalition_words.supply_sentence(nobody) == (
        "No nation that is in has a published strength and troops to send, so nothing could be kept up."
    )
    assert coalition_words.largest_force(nobody) is None
    assert coalition_words.land_force_sentence(nobody) is None


def test_an_unknown_that_falls_back_leaves_the_verdict_unknown() -> None:
    force = {
        "main": {"strength": {"troops": 1_000}},
        "enablers": {"strength": "unknown", "provider": "united_states", "falls_back_to": "coalition"},
    }
    one = only(run({"a": nation(8_000)}, force=force, us_backstop={"provided": False}))
    assert coalition_words.verdicts(one) == dict.fromkeys(("low", "central", "high"), "not known publicly")
    assert coalition_words.verdict_sentence(one) is None
    assert coalition_words.land_force_sentence(one) is None


def test_a_range_is_told_at_both_ends() -> None:
    ratio = {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}
    one = only(run({"a": nation(8_000)}, rotation=ratio, troops=1_200))
    assert coalition_words.verdict_sentence(one) == (
        "With the shorter rest A could keep it up; with the longer rest A would be 200 short."
    )


def test_of_a_scenario_without_a_coalition_nothing_is_said() -> None:
    alone = only(run(None))
    assert list(coalition_words.sentences(alone)) == []
    assert coalition_words.verdicts(alone) is None


def test_the_verdict_of_lord_dannatts_second_clause() -> None:
    assert coalition_words.verdicts(only(model.run(by_hand()))) == {
        "low": "within the dwell goal", "central": "short by 1,400", "high": "short by 2,500",
    }  # fmt: skip


def test_a_margin_of_rounding_is_told_as_none() -> None:
    one = only(run({name: nation(8_000 / 3) for name in "abc"}, troops=1_000))
    assert "just the 1,000 entered" in str(coalition_words.supply_sentence(one))


@pytest.mark.parametrize(
    ("troops", "words"),
    [
        (1_000, "just the 1,000 entered"),
        (800, "200 more than the 800 entered"),
        (1_300, "300 short of the 1,300 entered"),
        ({"low": 900, "high": 1_200}, "from 200 short of, to 100 more than, the 900 to 1,200 entered"),
        ({"low": 1_000, "high": 1_200}, "from 200 short of, to just enough for, the 1,000 to 1,200 entered"),
    ],
)
def test_the_margin_in_words(troops: object, words: str) -> None:
    assert words in str(coalition_words.supply_sentence(only(run({"a": nation(8_000)}, troops=troops))))


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ({"land_strength": {"low": 4_000, "high": 12_000}}, "within the dwell goal", "short by 500"),
        (
            {"land_strength": 8_000, "offer_troops": {"low": 200, "high": 1_000}},
            "within the dwell goal",
            "short by 800",
        ),
        (
            {"land_strength": 8_000, "deployable_share": {"low": 0.1, "high": 0.5}},
            "within the dwell goal",
            "short by 800",
        ),
    ],
)
def test_a_range_of_supply_alone_reaches_the_verdict(fields: dict[str, Any], low: str, high: str) -> None:
    results = run({"a": {"position": "offered", "land_strength": 8_000, **fields}})
    verdicts = coalition_words.verdicts(only(results))
    assert verdicts is not None
    assert (verdicts["low"], verdicts["high"]) == (low, high)


def test_a_ceiling_between_goal_and_floor_reaches_the_verdict() -> None:
    rotation = {**ROTATION, "dwell_floor_months": 6}
    results = run({"a": nation(8_000, offer_troops={"low": 1_200, "high": 1_800})}, rotation=rotation, troops=1_500)
    verdicts = coalition_words.verdicts(only(results))
    assert verdicts is not None
    assert (verdicts["low"], verdicts["high"]) == ("only below the dwell goal: A", "short by 300")


def test_what_nobody_gave_as_posted_or_deployed_elsewhere_is_said_to_count_as_nothing() -> None:
    def told(**nations: object) -> str | None:
        return coalition_words.elsewhere_sentence(only(run(nations)))

    of_a = "No figure was found for the troops that A keeps elsewhere; we took none."
    of_all = "No figure was found for the troops that each of these nations keeps elsewhere; we took none."
    busy = nation(8_000, deployed_elsewhere=10)
    assert told(a=nation(8_000), b=nation(8_000)) == of_all
    assert told(a=nation(8_000), b=busy) == of_a
    assert told(a=nation(8_000), b=nation(8_000, position="refused")) == of_a
    assert told(a=nation(8_000), b=nation(8_000, posted_elsewhere=10)) == of_a
    assert told(a=nation(8_000), b=nation(8_000), c=busy) == of_a.replace("A keeps", "A and B keep")
    assert told(a=nation(8_000, deployed_elsewhere=0)) is None


def test_what_is_to_spare_is_the_difference_of_the_figures_as_they_are_written() -> None:
    force = {"main": {"strength": {"units": 3, "troops_per_unit": 1_750}}}
    two = {"a": nation(9_600), "b": nation(36_264)}
    assert coalition_words.supply_sentence(only(run(two, force=force))) == (
        "A and B could keep 3,500 there: 1,750 short of the 5,250 entered."
    )


def test_a_nation_of_unknown_strength_makes_sentences_of_bounds() -> None:
    one = only(run({"a": nation(40_000), "b": nation(None)}, troops=20_000))
    assert coalition_words.supply_sentence(one) == (
        "A could keep about 5,000 or more there: at most 15,000 short of the 20,000 entered."
    )
    assert coalition_words.verdicts(one) == dict.fromkeys(("low", "central", "high"), "not known publicly")
    assert coalition_words.verdict_sentence(one) is None
    nobody = only(run({"b": nation(None)}, troops=20_000))
    assert "Nobody has published how strong the armies" in str(coalition_words.supply_sentence(nobody))


def test_a_part_that_nobody_takes_on_comes_first_with_the_force_without_it() -> None:
    force = {"ground": {"strength": {"troops": 500}}, "patrol": {"strength": {"troops": 500}, "task": "air"}}
    one = only(run({"a": nation(8_000)}, force=force))
    assert coalition_words.supply_sentence(one) == (
        "Nobody that is in takes on Patrol (air), so no force of this mix could be kept up; without that, A could keep "
        "about 1,000 there."
    )


def test_the_months_of_least_capacity_are_named() -> None:
    leaving = only(run({"a": nation(80_000, leaves_month=4)}, troops=5_000))
    assert "in months 4 to 24, so this force could not be kept up throughout" in str(
        coalition_words.supply_sentence(leaving)
    )
    assert str(coalition_words.verdict_sentence(leaving)).endswith("would be 5,000 short in months 4 to 24.")
    joining = {"a": nation(80_000, joins_month=2), "b": nation(16_000)}
    assert "in month 1 there:" in str(coalition_words.supply_sentence(only(run(joining, troops=5_000))))
    ratio = {"tour_months": 6, "dwell_months": {"low": 18, "high": 42}}
    force = {"main": {"strength": {"troops": 1_000}, "profile": {"7": {"low": 0.5, "high": 2}}}}
    varying = only(run({"a": nation(16_000), "b": nation(8_000, leaves_month=7)}, force=force, rotation=ratio))
    assert coalition_words.supply_sentence(varying) is not None


def test_nobody_that_is_certain_and_no_offer_are_said_so() -> None:
    chances = only(run({"a": nation(80_000, position="open", probability=0.6)}, troops=5_000))
    assert "No nation is in for certain" in str(coalition_words.supply_sentence(chances))
    assert coalition_words.verdict_sentence(chances) is None
    offers = only(run({"a": nation(80_000)}, troops=5_000, coalition={"rule": "offers"}))
    assert "known to have offered troops" in str(coalition_words.supply_sentence(offers))


def test_rest_below_the_goal_names_who_has_it_where_several_are_in() -> None:
    rotation = {**ROTATION, "dwell_floor_months": 6}
    two = only(run({"b": nation(4_000), "a": nation(4_000)}, rotation=rotation, troops=1_500))
    assert coalition_words.verdict_sentence(two) == "They could keep it up only with less rest than aimed for (A, B)."
    one = only(run({"a": nation(8_000)}, rotation=rotation, troops=1_500))
    assert coalition_words.verdict_sentence(one) == "A could keep it up only with less rest than aimed for."


UNKNOWN: dict[str, Any] = {"a": nation(50_000), "b": nation(None)}


def test_no_verdict_stands_where_troops_of_unknown_strength_could_make_the_margin_greater() -> None:
    rotation = {**ROTATION, "dwell_floor_months": 6}
    offering = only(run({"a": nation(50_000), "b": nation(None, offer_troops=8_000)}, troops=20_000, rotation=rotation))
    assert set((coalition_words.verdicts(offering) or {}).values()) == {"not known publicly"}
    assert coalition_words.verdict_sentence(offering) is None
    enough = only(run({"a": nation(160_000), "b": nation(None)}, troops=20_000))
    assert set((coalition_words.verdicts(enough) or {}).values()) == {"within the dwell goal"}


def test_whole_units_with_a_nation_of_unknown_strength_are_at_least_so_many() -> None:
    force = {"main": {"strength": {"troops": 20_000}, "element": {"name": "brigade", "troops": 5_000}}}
    assert "5,000 or more in whole brigades of 5,000" in str(
        coalition_words.largest_force(only(run(UNKNOWN, force=force)))
    )


def test_a_part_that_only_nations_of_unknown_strength_take_on_is_named() -> None:
    force = {"ground": {"strength": {"troops": 10_000}}, "patrol": {"task": "air", "strength": {"troops": 2_000}}}
    one = only(run({"a": nation(100_000), "b": nation(None, tasks=["air"])}, force=force))
    assert coalition_words.supply_sentence(one) == (
        "Nobody has published how strong the armies that take on Patrol are, so what could be kept up of this mix is "
        "not known; without that, A could keep about 12,500 there."
    )
    sea = {"ground": {"strength": {"troops": 10_000}}, "sea": {"task": "maritime", "strength": {"troops": 500}}}
    assert str(coalition_words.supply_sentence(only(run({"a": nation(None)}, force=sea)))) == (
        "Nobody that is in takes on Sea (maritime), so no force of this mix could be kept up."
    )


def test_the_better_end_is_that_of_what_nations_have_where_the_force_ties_up_the_same() -> None:
    army = {"a": nation(None) | {"land_strength": {"low": 48_000, "high": 80_000}}}
    one = only(run(army, troops=7_000))
    assert coalition_words.verdict_sentence(one) == (
        "With the larger armies A could keep it up; with the smaller armies A would be 1,000 short."
    )
    offer = {"a": nation(80_000) | {"offer_troops": {"low": 3_000, "high": 5_000}}}
    assert str(coalition_words.verdict_sentence(only(run(offer, troops=4_000)))).startswith(
        "With the larger offers A could keep it up"
    )


def test_a_nation_that_is_out_makes_no_months_and_equal_months_are_not_named() -> None:
    out = {"a": nation(80_000), "b": nation(80_000, position="refused", joins_month=5)}
    one = only(run(out, troops=20_000))
    assert one.outcomes.begins == (1,)
    assert "months" not in str(coalition_words.supply_sentence(one))
    useless = {"a": nation(80_000), "b": nation(80_000, joins_month=5, tasks=["air"])}
    one = only(run(useless, troops=20_000))
    assert one.outcomes.begins == (1, 5)
    assert one.outcomes.limiting_months(0) == (1, 24)
    assert "month" not in str(coalition_words.verdict_sentence(one))


def test_a_nation_that_joins_later_is_in() -> None:
    nations = {"a": nation(80_000, joins_month=2), "b": nation(80_000, position="open", probability=0.1)}
    one = only(run(nations, troops=1_600))
    assert "No nation is in for certain" not in str(coalition_words.supply_sentence(one))
    assert coalition_words.verdict_sentence(one) == "The force would be 1,600 short in month 1."
    alone = only(run({"a": nation(80_000, joins_month=2)}, troops=1_600))
    assert not [problem for problem in notes_words.warnings(alone) if "No contributor counts" in problem.message]


def test_a_difference_is_that_of_what_is_written_wherever_it_stands() -> None:
    one = only(run({"a": nation(960)}, troops=30_000))
    assert coalition_words.supply_sentence(one) == ("A could keep about 120 there: 29,880 short of the 30,000 entered.")
    assert force_words.figure(one, "margin") == "−29,880"
    assert "would be 29,880 short" in str(coalition_words.verdict_sentence(one))
    # whole units of 2,712.5: two of them could be kept up of one that is asked for
    force = {"f": {"strength": {"units": 1, "troops_per_unit": 2_170}, "support_per_deployed": 0.25}}
    one = only(run({"a": nation(60_000)}, force=force))
    assert coalition_words.supply_sentence(one) == (
        "A could keep about 5,450 there: 2,750 more than the 2,700 entered."
    )


def test_a_shortfall_that_is_not_the_margin_says_why() -> None:
    floor = only(run({"a": nation(80_000)}, troops=30_000, rotation={**ROTATION, "dwell_floor_months": 6}))
    assert coalition_words.verdict_sentence(floor) == "A would be 10,000 short even with the least rest."
    force = {"ground": {"strength": {"troops": 20_000}}, "patrol": {"task": "air", "strength": {"troops": 500}}}
    tasks = {"a": nation(80_000, tasks=["deterrence"]), "b": nation(96_000, tasks=["air"])}
    mix = coalition_words.verdict_sentence(only(run(tasks, force=force)))
    assert mix == "They would be 10,000 short, each doing what it can."


def test_a_measure_that_is_not_worked_out_says_so_beside_a_nation_of_unknown_strength_too() -> None:
    part = {"strength": {"troops": 10_000}, "element": {"name": "brigade", "troops": 5_000}}
    one = only(run({"a": nation(50_000), "b": nation(None)}, force={"one": part, "two": part}))
    assert one.why("capacity_units").first == "not worked out"
    assert one.why("contributors_needed").first == "not known publicly"


def test_the_title_is_the_size_that_could_be_kept_up_beside_the_size_of_the_force() -> None:
    def title(nations: dict[str, Any], **parts: Any) -> str:  # noqa: ANN401
        return coalition_words.headline(only(run(nations, **parts)))

    assert coalition_words.headline(only(run(None))) == "This plan names no nations that would take part"
    two = {"a": nation(8_000), "b": nation(8_000)}
    assert title(two, troops=5_000) == "A and B could keep up 2,000; the force asked for is 5,000"
    assert title(two, troops=0) == "A and B could keep up 2,000; no troops are asked for"
    four = {name: nation(8_000) for name in "abcd"}
    assert title(four, troops={"low": 5_000, "high": 6_000}).startswith("Four nations could keep up 4,000; ")
    assert title(UNKNOWN, troops=20_000) == "A could keep up 6,300 or more; the force asked for is 20,000"
    refused = {"a": nation(8_000, position="refused")}
    assert title(refused) == (
        "No nation that is in has a published strength and troops to send, so nothing could be kept up"
    )
    proposed = model.load("reassurance_force")
    assert coalition_words.headline(only(model.run(proposed))) == (
        "France and the UK could keep up 0 to 25,000; the plan is for 30,000"
    )
    unsized = only(model.run(model.load("multinational_force_ukraine")))
    assert coalition_words.headline(unsized) == (
        "Ten nations could keep up 13,300 to 40,600; nobody has published how big the force would be"
    )


def test_what_makes_no_whole_unit_is_said_so() -> None:
    force = {"main": {"strength": {"troops": 20_000}, "element": {"name": "brigade", "troops": 5_000}}}
    one = only(run({"a": nation(8_000)}, force=force))
    assert coalition_words.headline(one) == (
        "A could keep up not one whole brigade of 5,000; the force asked for is 20,000"
    )
    assert coalition_words.in_units_sentence(one) == (
        "In whole brigades of 5,000, your figure; counted soldier by soldier, 1,000."
    )
    assert coalition_words.verdict_sentence(one) == "A would be 20,000 short."
    unknown = only(run({"a": nation(8_000), "b": nation(None)}, force=force))
    assert str(coalition_words.in_units_sentence(unknown)).endswith("counted soldier by soldier, 1,000 or more.")


def test_the_line_below_the_title_has_the_positions_and_what_the_size_is_counted_in() -> None:
    assert coalition_words.standfirst(only(model.run(model.load("reassurance_force")))) == (
        "Of 29 nations looked at, two count as in, 14 were open or set conditions, two had ruled troops out by "
        "20 Feb 2025 and no position was found for 11. In whole brigades of 5,000, our assumption; counted soldier by "
        "soldier, 8,200 to 26,900."
    )
    assert coalition_words.standfirst(only(run({"a": nation(8_000)}))) == "No other nation is looked at here."
    assert coalition_words.standfirst(only(run(None))) == ""


def test_the_largest_force_is_in_whole_units_where_there_are_any() -> None:
    assert str(coalition_words.largest_force(only(run({"a": nation(8_000)})))) == (
        "The largest force it could keep up: about 1,000."
    )
    assert str(coalition_words.largest_force(only(model.run(model.load("reassurance_force"))))) == (
        "The largest force they could keep up: 0 to 25,000 in whole brigades of 5,000."
    )
    assert coalition_words.largest_force(only(run(None))) is None


@pytest.mark.parametrize(
    ("armies", "words"),
    [
        ({"a": nation(8_000)}, "What it would carry would tie up half of its army (50%)."),
        (
            {"a": nation(8_000), "b": nation(8_000)},
            "What they would carry would tie up about a quarter of both armies (25%).",
        ),
        (
            {name: nation(8_000) for name in "abcd"},
            "What they would carry would tie up about a tenth of their armies (12%).",
        ),
    ],
)
def test_the_share_of_the_armies_is_a_fraction_where_it_is_near_one(armies: dict[str, Any], words: str) -> None:
    sentence = coalition_words.land_force_sentence(only(run(armies, troops=1_000)))
    assert sentence == words.replace("up half", "up about half")


def test_where_no_part_is_the_nations_there_is_nothing_to_keep_up() -> None:
    force = {"us": {"provider": "united_states", "strength": {"troops": 5_000}}}
    one = only(run({"a": nation(8_000)}, force=force))
    assert coalition_words.headline(one) == "No troops of these nations are asked for, so there is nothing to keep up"
    assert coalition_words.verdict_sentence(one) is None


def test_of_nations_some_of_which_have_no_known_army_those_that_have_are_counted_among_all() -> None:
    names = [f"n{number}" for number in range(8)]
    one = only(run({**{name: nation(80_000) for name in names}, "x": nation(None), "y": nation(None)}))
    assert coalition_words.headline(one).startswith("Eight of ten nations could keep up ")


def test_an_army_of_a_known_strength_that_sends_nobody_has_no_troops_to_send() -> None:
    one = only(run({"a": nation(0)}))
    assert str(coalition_words.supply_sentence(one)).startswith("No nation that is in has troops to send, so nothing")
