"""The words for rules of rest: short names with dates, and what each says of one soldier."""

from coalitions import only, run

import model
from model.analysis.rest_rules import RestRule, rules
from model.engine.run import Run
from model.evidence.claims import Claim
from model.files.register import shipped_register
from model.present.words import rest
from model.present.words.rest import NAMES, entered_rest, rule_in_words, rule_name


def test_every_rule_is_named_and_says_what_it_asks() -> None:
    register = shipped_register()
    assert [rule_in_words(rule, register) for rule in rules(register)] == [
        "Lord Dannatt, Feb 2025: two or three at home for each one away",
        "Later German rule, 2013–2019: five at home for each one away",
        "German norm, 2011–2013: four months away, 20 at home",
        "French norm, 2009: four months away, 12 at home",
        "French rule for Afghanistan, 2009: 12 months at home between tours",
        "NATO targets, Oct 2004: four at home for each one away",
        "British Army guideline, 2003: 24 months at home between tours",
    ]


def test_no_name_stands_for_a_rule_that_is_gone() -> None:
    assert set(NAMES) == {rule.topic for rule in rules(shipped_register())}


def test_a_rule_without_a_short_name_is_called_by_its_citation() -> None:
    claim = Claim(
        id="new_rule.dwell_ratio", says="A rule.", speaker="Army of Somewhere", said_on="2026-01",
        reported_by="a page", reported_on="unknown", date_basis="stated", kind="decided", bound="exactly", value=2.5,
        unit="ratio", question="dwell_ratio", url="https://somewhere.example/", read_in="primary",
    )  # fmt: skip
    rule = RestRule("new_rule", claim, None)
    assert rule_name(rule, shipped_register()) == "Army of Somewhere, Jan 2026"
    assert rule_in_words(rule, shipped_register()).endswith(": 2.5 at home for each one away")


def test_a_rest_of_ones_own_is_said_as_it_was_entered() -> None:
    ratio, months = ({"tour_months": 6, key: 7} for key in ("dwell_ratio", "dwell_months"))
    assert entered_rest(only(run(None, rotation=ratio))) == "7 at home for each one away"
    assert entered_rest(only(run(None, rotation=months))) == "7 months at home between tours"


def test_the_rows_of_a_picture_and_its_title_share_one_step() -> None:
    line = Run.of(model.load("demarcation_line"))
    listed_rows, _ = rest.rows(line)
    most = max(listed_rows, key=lambda row: row.tied_up.ends)
    title = rest.finding(line, listed_rows)
    assert rest.in_troops(listed_rows)(most.tied_up).rpartition(" to ")[2] == title.rpartition(" to ")[2] == "659,700"
