"""The shipped plans as a list: by date, by what they change, with who named their size."""

import pytest
from coalitions import ROTATION, nation, scenario

import model
from model import Scenario
from model.engine.run import Run
from model.files.scenarios import shipped_parents, shipped_scenarios
from model.present.words.plans import Plan, plans, sized_by, title

TROOPS = {"main": {"strength": {"troops": 1_000}}}


def run(document: Scenario) -> Run:
    return model.run(document).runs[0]


def plain(name: str, **keys: object) -> Run:
    return run(Scenario.from_document({"force": TROOPS, "rotation": ROTATION, **keys}, name=name))


@pytest.fixture(scope="module")
def shipped() -> list[Plan]:
    return plans({name: run(model.load(name)) for name in shipped_scenarios()}, shipped_parents())


def test_every_shipped_plan_is_listed_once_by_date(shipped: list[Plan]) -> None:
    assert sorted(plan.scenario.name for plan in shipped) == sorted(shipped_scenarios())
    dates = [plan.scenario.as_of for plan in shipped]
    assert dates == sorted(dates, key=str)


def test_what_a_plan_changes_says_what_it_is(shipped: list[Plan]) -> None:
    by_kind: dict[str, set[str]] = {"proposal": set(), "rest": set(), "version": set()}
    for plan in shipped:
        by_kind[plan.kind].add(plan.scenario.name)
    assert by_kind["rest"] == {"british_norm", "french_norm", "german_norm", "nato_norm"}
    assert {"reassurance_force", "chiefs_64000", "willing_september_2025", "three_tier"} <= by_kind["proposal"]
    assert {"uk_and_france_alone", "no_us_backstop", "mnf_ground_force"} <= by_kind["version"]


def test_a_new_plan_finds_its_place_without_a_table() -> None:
    first = plain("first", as_of="2026-01-01", title="B: one")
    runs = {
        "first": first,
        "rest": plain("rest", as_of="2026-01-01", rotation={"tour_months": 4, "dwell_months": 8}),
        "later": plain("later", as_of="2026-02-01"),
        "version": plain("version", as_of="2026-01-01", horizon_months=12, title="A"),
        "undated": plain("undated"),
    }
    listed = plans(runs, {"rest": "first", "later": "first", "version": "first", "undated": "elsewhere"})
    assert [(plan.scenario.name, plan.kind, plan.date) for plan in listed] == [
        ("undated", "proposal", ""),
        ("version", "version", "Jan 2026"),
        ("first", "proposal", "Jan 2026"),
        ("rest", "rest", "Jan 2026"),
        ("later", "proposal", "Feb 2026"),
    ]


def test_a_plan_in_words() -> None:
    start = Plan(run(model.load("reassurance_force")), "proposal")
    assert (start.name, start.line, start.tied_up) == ("Reassurance force", "", "90,000 to 120,000")
    assert start.gap == "short by 5,000 to 30,000"
    willing = Plan(run(model.load("willing_september_2025")), "proposal")
    assert (willing.name, willing.line) == ("Coalition of the willing", "A ground force of 25,000 to 30,000.")
    unknown = Plan(run(model.load("multinational_force_ukraine")), "proposal")
    assert (unknown.is_known, unknown.tied_up, unknown.gap) == (False, "size not published", "")
    assert Plan(plain("a"), "proposal").gap == ""


def test_the_claims_of_the_size_are_those_of_its_parts() -> None:
    assert sized_by(run(model.load("reassurance_force"))) == ["times.troops"]
    assert sized_by(run(model.load("demarcation_line"))) == ["line_of_contact.length_km", "density.cyprus_to_lebanon"]
    assert sized_by(run(scenario({"a": nation(8_000)}))) == []


def test_the_finding_is_how_many_troops_all_would_tie_up() -> None:
    plans_ = [Plan(run(model.load(name)), "proposal") for name in ("dannatt", "chiefs_64000")]
    assert title(plans_) == "Two proposals would tie up from 30,000 to 256,000 troops"
    assert title(plans_[:1]) == "One proposal would tie up 30,000 to 40,000 troops"
