"""The tables of claims, row by row."""

import datetime as dt

from coalitions import scenario

import model
from model.files.register import shipped_register
from model.present.tables import claims as claims_tables

REGISTER = shipped_register()
CLAIM = REGISTER.claims["dannatt.deployed"]


def test_a_claim_is_a_row_of_who_said_what_when() -> None:
    (row,) = claims_tables.claims_with_numbers([CLAIM]).to_dict("records")
    assert row == {
        "Claim": "dannatt.deployed",
        "Says": "A British deployment of 10,000 troops in each six-month rotation, taken as an example.",
        "Figure": "10,000 troops", "Said by": "Lord Dannatt", "Role": "head of the British Army 2006 to 2009",
        "Said on": "unknown", "Reported by": "unknown", "Reported on": "2025-02-19 to 2025-02-20", "Kind": "said",
        "Bound": "exactly", "Standing": "reported", "Status": "current", "About": "Force sizes",
        "Source": f"article {CLAIM.seed}", "low": 10_000, "high": 10_000, "unit": "troops",
        "first_day": dt.date(2025, 2, 19), "last_day": dt.date(2025, 2, 20),
    }  # fmt: skip


def test_the_scenarios_that_rest_on_a_claim_name_the_input() -> None:
    scenarios = [model.load("dannatt"), scenario(None)]
    table = claims_tables.used_in(CLAIM, scenarios, "/?scenario={}")
    assert table["Input"].to_dict() == {
        "[Lord Dannatt's arithmetic: 10,000 British troops](/?scenario=dannatt)": "British force: troops; Dwell as a "
        "ratio (worked out in [dannatt.dwell_ratio](claim:dannatt.dwell_ratio))",
    }


def test_claims_on_one_question_have_figure_speaker_and_subject() -> None:
    (row,) = claims_tables.rivals_in_words([CLAIM]).reset_index().to_numpy().tolist()
    who = "[Lord Dannatt](claim:dannatt.deployed), reported 2025-02-19 to 2025-02-20"
    assert row == ["10,000 troops", who, CLAIM.says]


def test_a_claim_that_is_superseded_has_both_figures() -> None:
    row = claims_tables.followed_in_words(REGISTER).loc["[starmer.ready_to_send](claim:starmer.ready_to_send)"]
    other = "united_kingdom.position_2026_01"
    assert row.tolist() == [
        "ready to send British troops", "superseded by", f"[{other}](claim:{other})",
        "would send forces after a peace deal",
    ]  # fmt: skip


def test_an_assumption_stands_once_with_its_reason_and_its_users() -> None:
    assumed = scenario(None, troops={"value": 5, "because": "so"})
    numbers, readings = claims_tables.assumptions_in_words([assumed], "/?scenario={}")
    assert numbers.to_dict("records") == [
        {"Input": "Main: troops", "Value": "5 troops", "Reason": "so", "Used by": "all 1 scenarios"}
    ]
    assert readings.empty
