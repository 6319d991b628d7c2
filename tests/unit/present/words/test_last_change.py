"""The last change in one sentence, against sums that one can check by hand."""

from collections.abc import Mapping

import pytest
from coalitions import ROTATION, brigades, nation, scenario

import model
from model import Scenario
from model.analysis.rest_rules import rules
from model.engine.run import Run
from model.present.words.changes import changed_between
from model.present.words.last_change import last_change

TROOPS = "force.reassurance_force.strength.troops"
CHANCES = "coalition.probability_by_position"
BRIGADES = "force.european_brigades.strength."
NATION = "coalition.contributors.{}.probability"
POLAND, FRANCE, UK = map(NATION.format, ("poland", "france", "united_kingdom"))
Changes = Mapping[str, object]


def run(name: str, changes: Changes) -> Run:
    return model.run(model.load(name).replace(changes)).runs[0]


def sentence(now: Changes, was: Changes | None = None, name: str = "reassurance_force") -> str:
    return last_change(run(name, was or {}), run(name, now), changed_between(was or {}, now))


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (
            {TROOPS: 20_000},
            "set the force to 20,000 troops: that would tie up 60,000 to 80,000, 30,000 to 40,000 fewer",
        ),
        ({TROOPS: 1}, "set the force to 1 soldier: that would tie up 3 to 4, 89,997 to 119,996 fewer"),
        ({TROOPS: 0}, "set the force to 0 troops: no troops away, so none tied up"),
        (
            {TROOPS: {"low": 20_000, "high": 40_000}},
            (
                "set the force to 20,000 to 40,000 troops: that would tie up 60,000 to 160,000, 30,000 fewer at the "
                "lower end, 40,000 more at the higher"
            ),
        ),
        (
            {"rotation.tour_months": 4},
            "set tours to four months: that would take 180,000 tours over two years, 60,000 more",
        ),
        (
            {"rotation.tour_months": 1},
            "set tours to one month: that would take 720,000 tours over two years, 600,000 more",
        ),
        (
            {"rotation.tour_months": 4, "rotation.dwell_months": 20},
            (
                "set tours to four months and the time at home between tours to 20 months: that would tie up 180,000, "
                "60,000 to 90,000 more"
            ),
        ),
        (
            {"rotation.dwell_ratio": {"low": 2, "high": 4}},
            (
                "set the months at home for each month away to two to four: that would tie up 90,000 to 150,000, up to "
                "30,000 more"
            ),
        ),
        ({"horizon_months": 12}, "changed “Horizon in months”: that would take 60,000 tours over a year, 60,000 fewer"),
        ({"rotation.preparation_months": 1}, "set “Training for the tour” to 1 month: the totals stay as they were"),
        (
            {"cost.per_deployed_year": 100_000},
            (
                "set “Cost of one soldier away for a year” to EUR 100,000 a soldier and year: that would cost €3bn a "
                "year, €0.78bn to €3.2bn less"
            ),
        ),
        ({"us_backstop.provided": False}, "took the US backstop away: the totals stay as they were"),
        (
            {
                TROOPS: 20_000,
                "rotation.tour_months": 4,
                "coalition.deployable_share": 0.5,
                "rotation.overlap_months": 1,
            },
            "made four changes: that would tie up 80,000 to 106,700, 10,000 to 13,300 fewer",
        ),
        ({}, ""),
    ],
)
def test_a_number_that_was_set_is_told_with_the_first_answer_that_it_moved(now: Changes, words: str) -> None:
    assert sentence(now) == (f"You {words}." if words else "")


def test_nations_that_come_and_go_are_named_with_the_force_that_could_be_kept_up() -> None:
    assert sentence({POLAND: 1.0}) == (
        "You added Poland: they could now keep up 13,050 to 43,550, counted soldier by soldier, 4,900 to 16,650 more."
    )
    assert sentence({}, {POLAND: 1.0}).startswith("You took out Poland: they could now keep up 8,150 to 26,900, ")
    assert sentence({POLAND: 1.0, FRANCE: 0.0}).startswith("You added Poland and took out France: they could")
    assert sentence({FRANCE: 0.0}) == (
        "You took out France: the UK could now keep up 3,550 to 16,900, counted soldier by soldier, 4,600 to 10,000 "
        "fewer."
    )
    assert sentence({FRANCE: 0.0, UK: 0.0}) == "You took out France and the UK: nothing could be kept up any more."
    four = dict.fromkeys(map(NATION.format, ("italy", "poland", "spain", "turkey")), 1.0)
    assert sentence(four).startswith("You added four nations: they could now keep up ")


def between(start: Scenario, now: Changes, was: Changes | None = None) -> str:
    before, after = (model.run(start.replace(changes)).runs[0] for changes in (was or {}, now))
    return last_change(before, after, changed_between(was or {}, now))


def test_figures_and_their_difference_come_out_as_a_readers_own_sum() -> None:
    # each keeps up an eighth of its army
    start = scenario({"a": nation(80_000), "b": nation(44_000, position="open")})
    assert between(start, {NATION.format("b"): 1.0}) == "You added B: they could now keep up 15,500, 5,500 more."


def test_an_army_of_unknown_strength_moves_nothing_and_the_sentence_says_why() -> None:
    unknown = nation(None, position="open")
    start = scenario({"a": nation(80_000), "b": unknown, "c": unknown})
    a, b, c = map(NATION.format, "abc")
    strength = "nobody has published how strong {}, so the totals stay as they were."
    assert between(start, {b: 1.0}) == f"You added B: {strength.format('its army is')}"
    assert between(start, {b: 1.0, c: 1.0}) == f"You added B and C: {strength.format('their armies are')}"
    assert between(start, {a: 0.0, b: 1.0}) == "You added B and took out A: what they could keep up is not known."
    half = between(start, {b: 1.0, "coalition.deployable_share": 0.25})
    assert half.endswith(": they could now keep up at least 5,000, 5,000 fewer.")


def test_a_title_with_braces_stands_as_it_is() -> None:
    start = scenario({"a": nation(80_000), "b": nation(40_000, title="{0.x} {error}")})
    assert (
        between(start, {NATION.format("a"): 0.0})
        == "You took out A: {0.x} {error} could now keep up 5,000, 10,000 fewer."
    )


@pytest.mark.parametrize(
    ("name", "now", "was", "words"),
    [
        (
            "three_tier",
            {f"{BRIGADES}units": 4},
            {},
            "set the force to 4 units: that would tie up 36,000 to 160,000, up to 40,000",
        ),
        (
            "three_tier",
            {f"{BRIGADES}troops_per_unit": 4_000},
            {},
            "set each unit to 4,000 troops: that would tie up 48,000 to",
        ),
        (
            "three_tier",
            {"us_backstop.provided": False},
            {},
            "took the US backstop away: nobody has published the size of all",
        ),
        (
            "three_tier",
            {},
            {"us_backstop.provided": False},
            "brought the US backstop back: there is a total now: it would tie up 36,000 to 200,000.",
        ),
        (
            "reassurance_force",
            {"coalition.rule": "offers"},
            {},
            "shared the load as offered: they could now keep up 4,650 to 10,000",
        ),
        (
            "reassurance_force",
            {"coalition.rule": "by_priority"},
            {},
            "shared the load by priority: the totals stay as they were.",
        ),
        (
            "reassurance_force",
            {"schedule.start": "rested"},
            {},
            "sent all at once: troops would first be missing between month 1 and month 13, not in month 1.",
        ),
        (
            "willing_september_2025",
            {},
            {"schedule.start": "rested"},
            "made the rotation steady: troops would first be missing in month 1 at the earliest, if at all, not",
        ),
        (
            "reassurance_force",
            {"schedule.backfill": True},
            {},
            "let others step in where a nation runs out: the totals",
        ),
        (
            "reassurance_force",
            {"coalition.deployable_share": 0.5},
            {},
            "set the share of each army that can be sent to 50%: they",
        ),
        (
            "reassurance_force",
            {"as_of": "2025-09-05"},
            {},
            "set the date to 5 Sept 2025: they could now keep up 13,300 to",
        ),
        ("reassurance_force", {FRANCE: 0.5}, {}, "gave France a chance of 50 in 100: "),
        (
            "reassurance_force",
            {"coalition.contributors.france.offer_troops": 500},
            {},
            "set “France: offer” to 500 troops: ",
        ),
        (
            "reassurance_force",
            {"force.reassurance_force.element.troops": 3_000},
            {},
            "set “Reassurance force: size of a unit that rotates” to 3,000 troops: in whole units they could",
        ),
        (
            "willing_september_2025",
            {CHANCES: {"declared": 0.9, "offered": 0.7}},
            {},
            "gave each nation a chance: it could be kept up in 0 to 88 of 100 combinations, not in 0 to 100.",
        ),
        (
            "willing_chances",
            {f"{CHANCES}.declared": 0.5},
            {},
            "changed the chances: it could be kept up in 13 to 92 of 100 combinations, not in 41 to more than 99.",
        ),
        ("willing_september_2025", {}, {CHANCES: {"declared": 0.9}}, "made taking part a matter of yes or no: "),
    ],
)
def test_every_kind_of_change_has_its_words(name: str, now: Changes, was: Changes, words: str) -> None:
    assert sentence(now, was, name).startswith(f"You {words}")


def test_a_published_rule_of_rest_is_named() -> None:
    start = model.load("reassurance_force")
    by_topic = {rule.topic: rule for rule in rules(start.register)}
    norm = by_topic["germany_norm"].changes
    assert between(start, norm) == (
        "You set rest by “German norm, 2011–2013” and tours to four months: that would tie up 180,000, 60,000 to "
        "90,000 more."
    )
    assert between(start, {"rotation.dwell_months": 12}, norm).startswith(
        "You set the time at home between tours to 12"
    )


def test_a_part_among_several_is_named() -> None:
    part = {"strength": {"troops": 1_000}}
    start = Scenario.from_document({"force": {"a": part, "b": {**part, "title": "Guard"}}, "rotation": ROTATION})
    assert between(start, {"force.b.strength.troops": 2_000}) == (
        "You set “Guard” to 2,000 troops: that would tie up 12,000, 4,000 more."
    )
    assert between(start, {"horizon_months": 12}).endswith(": that would take 4,000 tours over a year, 4,000 fewer.")
    assert between(start, {"force.b": None}) == "You changed “B”: that would tie up 4,000, 4,000 fewer."


def test_months_without_a_gap_are_told() -> None:
    two = {"a": {"land_strength": 30_000}, "b": {"land_strength": 15_000}}
    before, after = brigades(two), brigades(two, changes={"schedule.start": "evenly_spread"})
    words = last_change(after, before, ["schedule.start"])
    assert words in (
        "You sent all at once: troops would first be missing in no month, not in month 1.",
        "You sent all at once: the totals stay as they were.",
    )


def test_another_plan_and_inputs_that_fit_again_are_told_with_the_total() -> None:
    start, other, unknown = (run(name, {}) for name in ("reassurance_force", "dannatt", "multinational_force_ukraine"))
    total = "it would tie up 90,000 to 120,000."
    assert last_change(None, start, []) == f"The inputs fit together again: {total}"
    assert last_change(other, start, []) == f"You opened “Reassurance force, Feb 2025”: {total}"
    assert last_change(start, unknown, []) == (
        "You opened “Multinational Force Ukraine, Dec 2025”: nobody has published how big this force would be."
    )
