"""The headline and the standfirst of what changes the answer, and what stands over and under the ways."""

from dataclasses import replace
from typing import Any

import pytest
from coalitions import nation, only, run

import model
from model.analysis.ways import ways
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.words import ways as ways_words
from model.present.words.way_rows import rows

REST = {"tour_months": 6, "dwell_ratio": 3}


def shipped(name: str, **changes: Any) -> Run:  # noqa: ANN401
    return Run.of(model.load(name).replace(changes))


def small(contributors: dict[str, Any], **parts: Any) -> Run:  # noqa: ANN401
    return only(run(contributors, **{"rotation": REST, **parts}))


def headline(plan: Run) -> str:
    return ways_words.headline(plan, ways(plan))


@pytest.mark.parametrize(
    ("name", "answer", "standfirst"),
    [
        (
            "reassurance_force",
            (
                "Short by 5,000 to 30,000 in whole brigades; soldier by soldier, 10 to 73% fewer troops would close "
                "the gap"
            ),
            (
                "France and the UK fall 5,000 to 30,000 short of 30,000 in whole brigades of 5,000: 5,000 with the "
                "shorter rest and more of each army, 30,000 with the longer rest and less of each army. Soldier by "
                "soldier, short by 3,100 to 21,800."
            ),
        ),
        (
            "dispersed_reassurance",
            "10 to 73% fewer troops would close the gap; one more army only with more of each army",
            (
                "France and the UK fall 3,100 to 21,800 short of 30,000: 3,100 with the shorter rest and more of each "
                "army, 21,800 with the longer rest and less of each army."
            ),
        ),
        (
            "demarcation_line_held",
            "39 to 91% fewer troops would close the gap; the only armies that could had ruled troops out",
            "France, Lithuania and the UK could keep up 9,200 to 30,500; the plan is for 50,000 to 100,000.",
        ),
        (
            "mnf_ground_force",
            "It depends: between 16,700 short and 15,600 to spare",
            "The ten nations could keep up 13,300 to 40,600; the plan is for 25,000 to 30,000.",
        ),
        (
            "willing_september_2025",
            (
                "Between 30,000 short and 5,000 to spare in whole brigades; soldier by soldier, between 16,700 short "
                "and 15,600 to spare"
            ),
            (
                "The ten nations could keep up 0 to 30,000 in whole brigades of 5,000; the plan is for 25,000 to "
                "30,000. Soldier by soldier, between 16,700 short and 15,600 to spare."
            ),
        ),
        (
            "willing_chances",
            (
                "Between 12,000 short and 18,000 to spare in whole brigades; soldier by soldier, 1,300 to 28,600 to "
                "spare"
            ),
            (
                "The ten nations could keep up 0 to 30,000 in whole brigades of 5,000; the plan is for 12,000. Soldier "
                "by soldier, 1,300 to 28,600 to spare."
            ),
        ),
        (
            "multinational_force_ukraine",
            "Nobody has published how big this force would be",
            (
                "The ten nations could keep up 13,300 to 40,600. So far there is no gap to close: the answer shows "
                "what would follow for sizes that were named."
            ),
        ),
    ],
)
def test_each_kind_of_plan_has_its_answer(name: str, answer: str, standfirst: str) -> None:
    plan = shipped(name)
    assert headline(plan) == answer
    assert ways_words.standfirst(plan) == standfirst


def test_where_rest_alone_makes_the_ends_soldiers_at_home_are_counted() -> None:
    """An army of 7,000 may send 3,500: a third or a quarter of them at a time."""
    rest = {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}
    plan = small({"a": nation(7_000)}, troops=2_000, rotation=rest)
    assert ways_words.standfirst(plan) == (
        "A falls 830 to 1,120 short of 2,000: 830 with two at home for each soldier away, 1,120 with three."
    )
    with_travel = small({"a": nation(7_000)}, troops=2_000, rotation={**rest, "transit_months": 1})
    assert "with the shorter rest, " in ways_words.standfirst(with_travel)
    assert headline(plan) == "42 to 56% fewer troops would close the gap"


def test_a_gap_of_one_size_is_named_once() -> None:
    plan = small({"a": nation(4_000)})
    assert ways_words.standfirst(plan) == "A falls 500 short of 1,000."
    assert headline(plan) == "50% fewer troops would close the gap"


def test_one_nation_that_always_closes_the_gap_stands_in_the_headline() -> None:
    plan = small({"a": nation(4_000), "b": nation(8_000, position="open")})
    assert headline(plan) == "50% fewer troops, or one more large army, would close the gap"


def test_an_army_that_is_enough_at_one_end_alone_is_no_more_than_that() -> None:
    """Armies of 0 and of 8,000: nobody is missing only where the second sends half of it."""
    share = {"position": "open", "land_strength": {"low": 4_000, "high": 8_000}}
    assert headline(small({"a": nation(0), "b": share})) == ("One more army would close the gap only with more to send")
    assert headline(small({"a": nation(800), "b": {**share, "position": "refused"}})) == (
        "90% fewer troops would close the gap; the only army that could had ruled troops out"
    )
    assert headline(small({"a": nation(800), "b": nation(80, position="open")})) == (
        "90% fewer troops would close the gap; no single nation could"
    )


def test_where_nobody_could_keep_up_anything_no_size_is_named() -> None:
    able, unable = ({"a": nation(0), "b": nation(size, position="open")} for size in (8_000, 80))
    assert headline(small(able)) == "One more large army would close the gap"
    assert headline(small(unable)) == "No single nation could close the gap"
    assert headline(small({"a": nation(0)})) == "Nothing here would close the gap"
    refused = {"b": nation(8_000, position="refused"), "c": nation(9_000, position="refused")}
    assert headline(small({"a": nation(0), **refused})) == (
        "The only armies that could close the gap had ruled troops out"
    )


def test_just_enough_and_nothing_to_spare_are_said() -> None:
    rest = {"tour_months": 6, "dwell_ratio": {"low": 1, "high": 3}}
    plan = small({"a": nation(4_000)}, rotation=rest)
    assert headline(plan) == "Just enough with the shorter rest, 500 short with the longer rest"
    full = small({"a": nation(8_000)})
    assert headline(full) == "There is no gap to close: just enough"
    of_full = ways(full)
    assert of_full is not None
    assert rows(full, of_full) == []
    assert ways_words.notes(full, of_full)[0].startswith("There is no room in these: the size of the force, ")


def test_nobody_away_and_nobody_named() -> None:
    assert headline(small({"a": nation(80)}, troops=0)) == "No troops away, so no gap to close"
    alone = only(run(None, rotation=REST))
    assert headline(alone) == "No nations are named, so there is no gap to close"
    assert ways_words.standfirst(alone) == "It would tie up 4,000."
    assert ways_words.standfirst(only(run(None, troops=0))) == ""
    assert ways_words.standfirst(small({"a": nation(80)}, troops=0)) == ""
    assert ways_words.leads_on(alone) == "What the force would tie up, whoever carries it"
    assert "sizes that were named" in ways_words.leads_on(shipped("multinational_force_ukraine"))


def test_where_one_part_has_a_size_nothing_is_promised_for_sizes_that_were_named() -> None:
    """Explore shows them for a force without any size alone."""
    plan = shipped("no_us_backstop")
    assert ways_words.leads_on(plan) == "What is known of this force"
    assert ways_words.standfirst(plan).endswith(
        "So far there is no gap to close: the answer shows what is known of it."
    )


def test_an_army_of_unknown_strength_makes_a_gap_the_most_it_could_be() -> None:
    plan = small({"a": nation(4_000), "b": nation(None)})
    assert ways_words.standfirst(plan) == "A and B fall at most 500 short of 1,000."
    of_run = ways(plan)
    assert of_run is not None
    assert ways_words.notes(plan, of_run)[-1] == "Troops of B would come on top: their strength is not known publicly."
    spare = small({"a": nation(12_000), "b": nation(None)})
    assert headline(spare) == "There is no gap to close: at least 500 to spare"
    assert ways_words.standfirst(spare).startswith("A and B could keep up at least 1,500;")


def test_title_and_subtitle_say_what_is_drawn() -> None:
    def texts(plan: Run) -> tuple[str, str]:
        of_run = ways(plan)
        assert of_run is not None
        return ways_words.title(plan, of_run), ways_words.subtitle(plan, of_run)

    assert texts(shipped("reassurance_force")) == (
        "Soldier by soldier: changing one thing alone, what would close the gap",
        "Ring: today. Bar: where the gap would be closed; outlined, only in the case named.",
    )
    assert texts(shipped("willing_september_2025"))[1] == (
        "Ring: today. Bar: where the gap would be closed. Asked where there is a gap: with the longer rest and less of "
        "each army."
    )
    assert texts(small({"a": nation(9_000)})) == (
        "How far it could go before a gap opens", "Ring: today. Bar: where a gap would open.",
    )  # fmt: skip


def test_what_would_not_close_the_gap_is_listed() -> None:
    def idle(plan: Run) -> str:
        of_run = ways(plan)
        assert of_run is not None
        return ways_words.idle_sentence(plan, of_run)

    assert idle(shipped("three_tier")) == (
        "On their own these would not close it: how long a tour lasts, how long units rest, handovers, call-up, "
        "travel, training, leave after a tour, sending more of each army, adding any one nation and going beyond the "
        "offers (970 more)."
    )
    assert idle(shipped("willing_chances")) == (
        "On their own these would open none: how long a tour lasts, how long the training takes and how long "
        "the leave is."
    )
    supported = {"main": {"strength": {"troops": 1_000}, "support_per_deployed": 0.1}}
    assert "support behind each soldier" in idle(small({"a": nation(4_000)}, force=supported))


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_sentence_forecasts_or_speaks_the_jargon_of_the_field(name: str) -> None:
    plan = shipped(name)
    of_run = ways(plan)
    texts = [ways_words.headline(plan, of_run), ways_words.standfirst(plan), ways_words.leads_on(plan)]
    if of_run:
        texts += [ways_words.text(plan, of_run), ways_words.subtitle(plan, of_run)]
    words = set(" ".join(texts).casefold().replace(".", " ").replace(",", " ").split())
    assert not words & {"will", "must", "likely", "probably", "cannot", "impossible", "worst", "best"}
    assert not words & {"dwell", "pool", "lever", "strain", "margin", "throughput", "3×"}


def test_a_scenario_whose_every_input_would_do_lists_nothing() -> None:
    plan = small({"a": nation(4_000)})
    of_run = ways(plan)
    assert of_run is not None
    assert ways_words.idle_sentence(plan, replace(of_run, idle=(), extra={})) == ""
