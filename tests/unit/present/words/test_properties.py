"""The properties of a plan in a few words each."""

import pytest
from coalitions import ROTATION, nation, scenario

import model
from model import Scenario
from model.engine.run import Run
from model.present.words.properties import PROPERTIES, Property

BY_LABEL = {prop.label: prop for prop in PROPERTIES}
PLAIN = scenario({"a": nation(8_000)})


def run(name: str = "reassurance_force", **changes: object) -> Run:
    return of(model.load(name), **changes)


def of(start: Scenario, **changes: object) -> Run:
    return model.run(start.replace({path.replace("__", "."): value for path, value in changes.items()})).runs[0]


def words(label: str, one: Run) -> str:
    return BY_LABEL[label].words(one)


def test_a_plan_in_a_few_words() -> None:
    assert {prop.label: prop.words(run()) for prop in PROPERTIES} == {
        "Force": "30,000 troops",
        "Who takes part": "France and the UK",
        "Tours": "six months",
        "At home for each one away": "two or three",
        "At home between tours": "12 to 18 months",
        "Handover": "none",
        "Travel": "none",
        "Call-up": "none",
        "Training before a tour": "none",
        "Leave after a tour": "none",
        "Share of each army that can be sent": "30% to 77%",
        "How the load is shared": "evenly for size",
        "Taking part": "yes or no",
        "US backstop": "provided",
        "Units go": "one after another",
        "Where a nation runs out": "a gap opens",
        "Time looked at": "two years",
        "Offers and positions as of": "20 Feb 2025",
        "Extra cost of a soldier for a year": "€125,928 to €208,333",
    }


@pytest.mark.parametrize(
    ("label", "changes", "expected"),
    [
        ("Force", {"force__main__strength__troops": 1}, "1 soldier"),
        ("Force", {"force__main__strength__troops": 0}, "no troops"),
        ("At home for each one away", {"force__main__strength__troops": 0}, "three"),
        ("Force", {"force__main__strength": "unknown"}, "size not published"),
        ("Who takes part", {"coalition__contributors__a__probability": 0.0}, "nobody"),
        ("Who takes part", {"coalition__contributors__a__probability": 0.5}, "A, each with a chance"),
        ("Who takes part", {"coalition": None}, "no nation named"),
        ("Share of each army that can be sent", {"coalition": None}, ""),
        ("How the load is shared", {"coalition": None}, ""),
        ("Taking part", {"coalition": None}, "yes or no"),
        ("Taking part", {"coalition__probability_by_position": {"offered": 0.7, "open": 0}}, "offered 70%"),
        ("Taking part", {"coalition__probability_by_position": {"offered": 0}}, "nobody has a chance"),
        ("Tours", {"rotation__tour_months": {"low": 4, "high": 6}}, "four to six months"),
        ("Handover", {"rotation__overlap_months": 1}, "one month"),
        ("US backstop", {"us_backstop__provided": False}, "withdrawn"),
        ("Units go", {"schedule__start": "rested"}, "all at once"),
        ("Where a nation runs out", {"schedule__backfill": True}, "others step in"),
        ("Time looked at", {"horizon_months": 18}, "18 months"),
        ("Offers and positions as of", {}, "no date"),
        ("Extra cost of a soldier for a year", {}, "no cost given"),
        ("Extra cost of a soldier for a year", {"cost": {"per_deployed_year": 5, "currency": "CHF"}}, "CHF 5"),
        ("Extra cost of a soldier for a year", {"cost": {"per_deployed_year": 5}}, "5"),
    ],
)
def test_every_property_has_words_for_every_plan(label: str, changes: dict[str, object], expected: str) -> None:
    assert words(label, of(PLAIN, **changes)) == expected


def test_the_size_of_a_part_is_told_from_that_of_all() -> None:
    assert words("Force", run("no_us_backstop")) == "size of a part not published"
    assert words("Force", run("multinational_force_ukraine")) == "size not published"
    assert words("Who takes part", run("willing_september_2025")) == "ten nations"


def test_tours_of_several_parts_are_told_from_the_shortest_to_the_longest() -> None:
    part = {"strength": {"troops": 100}}
    force = {"a": part, "b": {**part, "rotation": {"tour_months": 4}}}
    assert words("Tours", of(Scenario.from_document({"force": force, "rotation": ROTATION}))) == "four to six months"


def test_as_many_nations_that_are_others_are_not_the_same() -> None:
    start = scenario({"a": nation(8_000), "b": nation(8_000, position="open")})
    swapped = {"coalition__contributors__a__probability": 0.0, "coalition__contributors__b__probability": 1.0}
    assert BY_LABEL["Who takes part"].cells([of(start), of(start, **swapped)]) == ("A", "B")
    four = scenario({name: nation(8_000, position="offered" if name < "e" else "open") for name in "abcde"})
    swapped = {"coalition__contributors__a__probability": 0.0, "coalition__contributors__e__probability": 1.0}
    assert BY_LABEL["Who takes part"].cells([of(four), of(four), of(four, **swapped)]) == (
        "four nations", "four nations", "four nations, not the same ones",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("Force", "force.main"),
        ("Force", "force.main.strength.troops"),
        ("Who takes part", "as_of"),
        ("Who takes part", "coalition.contributors.poland"),
        ("Who takes part", "coalition.contributors.poland.probability"),
        ("At home for each one away", "rotation.dwell_months"),
        ("At home for each one away", "force.main.rotation.dwell_ratio"),
        ("Tours", "rotation.tour_months"),
        ("Extra cost of a soldier for a year", "cost.per_deployed_year"),
    ],
)
def test_a_property_covers_the_inputs_that_its_words_tell_of(label: str, path: str) -> None:
    assert BY_LABEL[label].covers(path)


@pytest.mark.parametrize("path", ["force.main.title", "coalition.contributors.poland.offer_troops", "rotation"])
def test_other_inputs_are_covered_by_none(path: str) -> None:
    assert not any(prop.covers(path) for prop in PROPERTIES)


def test_words_that_tell_plans_apart_and_words_that_they_share() -> None:
    short = {label: prop.short(prop.words(run())) for label, prop in BY_LABEL.items()}
    assert short["Tours"] == "six-month tours"
    assert short["Who takes part"] == "with France and the UK"
    assert short["At home between tours"] == ""
    assert short["Handover"] == "handover: none"
    assert isinstance(BY_LABEL["Tours"], Property)
    assert short["Share of each army that can be sent"] == "30% to 77% of each army"
    assert short["How the load is shared"] == "shared evenly for size"
    assert short["US backstop"] == "US backstop provided"
