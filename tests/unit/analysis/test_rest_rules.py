"""The published rules of rest: which the register holds, which one a scenario follows, what each makes of a force."""

import pytest

import model
from model import Scenario
from model.analysis.rest_rules import RestRule, rule_of, rules, tied_up_by_rule
from model.engine.run import Run
from model.evidence.claims import Register
from model.files.register import shipped_register
from model.files.scenarios import shipped_scenarios
from model.frozen import Range

RATIO, MONTHS, TOUR = "rotation.dwell_ratio", "rotation.dwell_months", "rotation.tour_months"


def rule(topic: str) -> RestRule:
    return next(one for one in rules(shipped_register()) if one.topic == topic)


def test_every_claim_of_time_at_home_is_a_rule_and_the_latest_comes_first() -> None:
    register = shipped_register()
    listed = rules(register)
    answers = {claim.id for claim in register.claims.values() if claim.answers in ("dwell_ratio", "dwell_months")}
    assert {one.dwell.id for one in listed} == answers
    days = [one.dwell.latest_day for one in listed]
    assert days == sorted(days, key=str, reverse=True)
    assert len({one.topic for one in listed}) == len(listed)
    assert rules(Register()) == []


def test_a_tour_belongs_to_a_rule_in_months_alone() -> None:
    assert rule("germany_norm").claims == ("germany_norm.dwell_months", "germany_norm.tour_months")
    assert rule("dannatt").claims == ("dannatt.dwell_ratio",)  # he named a tour too: a ratio holds for any
    assert rule("united_kingdom_harmony").claims == ("united_kingdom_harmony.dwell_months",)
    assert set(rule("germany_norm").changes) == {MONTHS, TOUR}
    assert set(rule("nato_2004").changes) == {RATIO}


def test_a_rule_is_that_of_its_claim_or_of_its_figures() -> None:
    start = model.load("reassurance_force")
    assert rule_of(start) == rule("dannatt")
    assert rule_of(start.replace({RATIO: {"low": 2, "high": 3}, TOUR: 4})) == rule("dannatt")
    assert rule_of(start.replace({RATIO: 4})) == rule("nato_2004")
    assert rule_of(start.replace({RATIO: 2.5})) is None
    assert rule_of(start.replace({MONTHS: 12})) == rule("france_afghanistan")
    # of two rules with the figures that of the tour, too, unless a claim says which
    assert rule_of(start.replace({MONTHS: 12, TOUR: 4})) == rule("france_norm")
    assert rule_of(start.replace({**rule("france_afghanistan").changes, TOUR: 4})) == rule("france_afghanistan")
    for one in rules(start.register):
        assert rule_of(start.replace(one.changes)) == one


def test_each_rule_is_worked_out_for_this_force() -> None:
    """30,000 on six-month tours: times three to four, six, six, four, three, five, and thirty months in six."""
    run = Run.of(model.load("reassurance_force"))
    assert {one.topic: tied_up and tied_up.ends for one, tied_up in tied_up_by_rule(run)} == {
        "dannatt": (90_000, 120_000),
        "germany_flexible": (180_000, 180_000),
        "germany_norm": (180_000, 180_000),
        "france_norm": (120_000, 120_000),
        "france_afghanistan": (90_000, 90_000),
        "nato_2004": (150_000, 150_000),
        "united_kingdom_harmony": (150_000, 150_000),
    }


@pytest.mark.parametrize("name", shipped_scenarios())
def test_each_is_what_a_run_by_that_rule_ties_up(name: str) -> None:
    start = model.load(name)
    for one, tied_up in tied_up_by_rule(Run.of(start)):
        by_that = Run.of(start.replace(one.changes)).measure("tied_up")
        assert tied_up is not None
        assert tied_up.ends == pytest.approx(by_that.ends)


def test_a_rule_that_does_not_fit_the_months_of_a_force_is_told() -> None:
    run = Run.of(model.load("reassurance_force").replace({"rotation.preparation_months": 13, RATIO: 5}))
    assert [one.topic for one, tied_up in tied_up_by_rule(run) if tied_up is None] == [
        "dannatt", "france_norm", "france_afghanistan",
    ]  # fmt: skip


def test_a_force_of_unknown_size_ties_up_what_is_not_known_and_no_rules_nothing() -> None:
    unknown = Run.of(model.load("multinational_force_ukraine"))
    assert {tied_up for _, tied_up in tied_up_by_rule(unknown)} == {Range()}
    document = {"force": {"main": {"strength": {"troops": 10}}}, "rotation": {"tour_months": 6, "dwell_months": 6}}
    alone = Scenario.from_document(document, register=Register())
    assert tied_up_by_rule(Run.of(alone)) == []
