"""The tables of claims, row by row."""

import datetime as dt

from claims_made import CLAIMS, REGISTER
from coalitions import scenario

import model
from model.evidence.claims import Claim
from model.present.tables import claims as claims_tables

CLAIM = REGISTER.claims["dannatt.deployed"]


def test_a_claim_is_a_row_of_who_said_what_when() -> None:
    (row,) = claims_tables.claims_with_numbers([CLAIM]).to_dict("records")
    assert row == {
        "Claim": "dannatt.deployed",
        "Says": "A British deployment of 10,000 troops in each six-month rotation, taken as an example.",
        "Figure": "10,000 troops", "Said by": "Lord Dannatt", "Role": "head of the British Army 2006 to 2009",
        "Said on": "2025-02-15 (worked out)", "Reported by": "BBC Radio 4, retold by an outlet that is not named",
        "Reported on": "2025-02-19 to 2025-02-20", "Kind": "said",
        "Bound": "exactly", "Standing": "reported", "Status": "current", "About": "Force sizes",
        "Source": f"article {CLAIM.seed}", "low": 10_000, "high": 10_000, "unit": "troops",
        "first_day": dt.date(2025, 2, 15), "last_day": dt.date(2025, 2, 15), "why": None,
    }  # fmt: skip


def test_a_claim_in_words_says_that_its_numbers_are_in_words() -> None:
    worded = {"value": None, "bound": None, "unit": None, "text": "many"}
    claim = Claim(**{**CLAIM.model_dump(exclude_unset=True), **worded, "said_on": "unknown", "reported_on": "unknown"})
    (row,) = claims_tables.claims_with_numbers([claim]).to_dict("records")
    assert row["why"] == "low, high, unit: in words; first_day, last_day: not stated"


def test_t_25_every_claim_says_who_when_and_where_and_none_is_later_than_the_register() -> None:
    table = claims_tables.claims_in_words(CLAIMS.values())
    assert list(table["Claim"]) == list(CLAIMS)
    assert (table != "").all(axis=None)
    assert REGISTER.latest_day is not None
    for one, row in zip(CLAIMS.values(), table.to_dict("records"), strict=True):
        assert row["Said by"] == ("unnamed" if one.speaker == "unknown" else one.speaker)
        assert row["Role"] == (one.role or "not stated")
        assert (row["Said on"] == "unknown") == (one.said_on == "unknown")
        assert row["Said on"].endswith((" (stated)", " (worked out)", "unknown"))
        assert row["Reported by"]
        assert row["Source"].startswith(("https://", "http://", "article "))
        assert one.latest_day is None or one.latest_day <= REGISTER.latest_day


def test_a_picture_has_figure_people_and_subject() -> None:
    (row,) = claims_tables.in_short(REGISTER, [CLAIMS["times.troops"]]).reset_index().to_numpy().tolist()
    assert row[:2] == ["30,000 troops", "unnamed European military chiefs, in The Times, Feb 2025"]
    assert row[2] == CLAIMS["times.troops"].says


def test_the_scenarios_that_rest_on_a_claim_name_the_input() -> None:
    dannatt = model.load("dannatt")
    assert claims_tables.used_in(CLAIM, [dannatt, scenario(None)]) == [
        (dannatt, ["British force: troops", "Months at home for each month away (through a sum of ours)"])
    ]


def test_a_position_is_used_where_a_scenario_takes_it() -> None:
    scenarios = [model.load("reassurance_force"), model.load("dannatt")]
    position = scenarios[0].position_claim("poland")
    assert position is not None
    assert claims_tables.used_in(position, scenarios) == [(scenarios[0], ["Poland: position"])]
    plain = model.Scenario.from_document(
        {"force": {"main": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_months": 12}}
    )
    assert claims_tables.used_in(position, [plain]) == []


def test_an_assumption_stands_once_with_its_reason_and_its_users() -> None:
    assumed = scenario(None, troops={"value": 5, "because": "so"})
    ((label, one, users),) = claims_tables.assumptions([assumed, assumed], of_claims=False)
    assert (label, one.figure, one.reason, users) == ("Main: troops", "5 troops", "so", [assumed])
    assert claims_tables.assumptions([assumed], of_claims=True) == []


def test_nations_of_which_the_same_is_assumed_share_a_row() -> None:
    rows = claims_tables.assumptions([model.load("willing_uncommitted")], of_claims=False)
    labels = [label for label, _, _ in rows if label.endswith(": deployed elsewhere")]
    (of_nations,) = labels
    assert of_nations.startswith("Australia, Denmark, ")
    assert " and " in of_nations


def test_assumptions_on_claims_and_numbers_of_ours_are_apart() -> None:
    plans = [model.load(name) for name in ("willing_chances", "willing_september_2025", "dannatt")]
    numbers = claims_tables.assumptions(plans, of_claims=False)
    readings = claims_tables.assumptions(plans, of_claims=True)
    assert all(one.claim is None and one.reason for _, one, _ in numbers)
    assert all(one.claim is not None and one.reason for _, one, _ in readings)
    share = [plans_ for label, _, plans_ in readings if label == "Share of an army that can be sent"]
    assert plans in share
    assert "Chance of a nation that named a number or a unit" in {label for label, _, _ in numbers}
    assert not any(one.group in ("zero", "army") for _, one, _ in [*numbers, *readings])
