"""What nations said, in words, and who counts although it had ruled troops out."""

import datetime as dt

from coalitions import nation, only, run, scenario

import model
from model.engine.run import Run
from model.present.words import nations as nation_words
from model.present.words.citations import cite

POSITIONS = {
    "a": nation(8_000),
    "b": nation(8_000, position="open"),
    "c": nation(8_000, position="refused"),
    "d": nation(8_000, position="undeclared"),
    "e": nation(8_000, position="undeclared"),
}


def test_a_nation_added_although_it_had_ruled_troops_out_is_named_with_who_said_so_and_when() -> None:
    poland = {"coalition.contributors.poland.probability": 1}
    one = Run.of(model.load("reassurance_force").replace(poland))
    (refusal,) = nation_words.refusals(one)
    assert nation_words.had_refused(refusal) == "Poland had ruled out sending troops"
    assert refusal.claim is not None
    assert cite(refusal.claim, one.scenario.register) == "Donald Tusk, Prime Minister of Poland, Feb 2025"
    assert nation_words.added_all_the_same(one, refusal) == ("You have added it anyway: this shows what it could do.")
    assert nation_words.refusals(Run.of(model.load("reassurance_force"))) == []


def test_a_plan_that_counts_such_a_nation_itself_is_told_so_and_without_a_source() -> None:
    one = only(run({"a": nation(8_000, position="refused", probability=1)}))
    (refusal,) = nation_words.refusals(one)
    assert nation_words.had_refused(refusal) == "A had ruled out sending troops"
    assert refusal.claim is None
    assert nation_words.added_all_the_same(one, refusal) == (
        "This plan counts it all the same: this shows what it could do."
    )


def test_positions_as_numbers() -> None:
    one = only(run(POSITIONS))
    assert nation_words.counts_of_positions(one) == (
        "Of five nations looked at, one counts as in, one was open or set conditions, one had ruled troops out and no "
        "position was found for two."
    )
    dated = Run.of(scenario(POSITIONS, as_of="2025-02-20"))
    assert "one had ruled troops out by 20 Feb 2025" in nation_words.counts_of_positions(dated)
    assert nation_words.when(dated.scenario) == " by 20 Feb 2025"
    assert dated.scenario.as_of == dt.date(2025, 2, 20)
    assert nation_words.counts_of_positions(only(run({"a": nation(8_000), "b": nation(8_000)}))) == (
        "No other nations are looked at here."
    )
    quiet = only(run({"a": nation(8_000), "b": nation(8_000, position="undeclared")}))
    assert nation_words.counts_of_positions(quiet) == (
        "Of two nations looked at, one counts as in and no position was found for one."
    )
    nobody = only(run({"a": nation(8_000, position="refused")}))
    assert nation_words.counts_of_positions(nobody) == (
        "Of the one nation looked at, none count as in and one had ruled troops out."
    )


def test_the_finding_of_the_map() -> None:
    assert nation_words.of_the_map(only(run(POSITIONS))) == "One nation is in; one open, one had ruled troops out"
    assert nation_words.of_the_map(only(run({"a": nation(8_000), "b": nation(8_000)}))) == "Two nations are in"


def test_what_some_nations_said() -> None:
    plan = scenario(POSITIONS)
    assert nation_words.of_the_named(plan, ["a", "b"]) == ""
    assert nation_words.of_the_named(plan, ["c", "d"]) == "C had ruled troops out. No position was found for D."
    assert nation_words.of_the_named(plan, ["d", "e"]) == "None of them has stated a position in our sources."
    assert nation_words.said(plan, "c") == "ruled it out"
    assert nation_words.with_position(scenario(None), "refused") == []
