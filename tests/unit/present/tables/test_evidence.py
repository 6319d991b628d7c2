"""The tables of the evidence, row by row."""

from coalitions import of_force, only, scenario

import model
from model.present.tables import evidence as evidence_tables

PLAIN = only(of_force({"main": {"strength": {"troops": 1_000}}}))


def test_key_figures_come_with_their_meanings() -> None:
    table = evidence_tables.key_figures(PLAIN)
    assert table["Low to high"].to_dict() == {
        "Deployed": "1,000", "Needed per soldier away": "4", "Tied up in all": "4,000", "Tours served": "4,000",
        "People who would serve": "4,000", "Cost a year": "no cost given",
    }  # fmt: skip
    assert table.loc["Tied up in all", "What it means"].startswith("Troops in the field times those needed")


def test_every_measure_is_unrounded_or_says_why_it_is_not_there() -> None:
    run = only(of_force({"main": {"strength": {"troops": {"low": 1_001, "high": 1_003}}}}))
    table = evidence_tables.all_measures(run)
    assert table.loc["tied_up"].tolist() == ["troops", "4,004", "4,008", "4,012"]
    assert table.loc["cost_per_year"].tolist() == ["a year", *["no cost given"] * 3]
    assert list(table.index) == list(run.measures)


def test_the_register_has_every_input_as_entered() -> None:
    reason = {"low": 1_000, "value": 1_100, "high": 1_500, "because": "a guess"}
    register = evidence_tables.inputs_register(only(model.run_many([scenario(None, troops=reason)])))
    assert register.loc["Main: troops"].to_dict() == {
        "Low": "1,000", "Central": "1,100", "High": "1,500", "Unit": "troops", "Standing": "assumption",
        "Claim": "none", "Who said it, when, where reported": "", "Reason": "a guess",
    }  # fmt: skip
    cited = evidence_tables.inputs_register(only(model.run_many([model.load("dannatt")]))).loc["British force: troops"]
    assert (cited["Low"], cited["Claim"]) == ("10,000", "[dannatt.deployed](claim:dannatt.deployed)")


def test_claims_used_are_those_cited_and_those_behind_them() -> None:
    used = [claim.id for claim in evidence_tables.claims_used(model.load("dannatt"))]
    assert used == sorted(set(used))
    assert "dannatt.dwell_ratio" in used  # the ratio is cited
    assert "dannatt.tied_up" in used  # it is worked out from this one
    assert evidence_tables.claims_used(scenario(None)) == []


def test_a_claims_card_for_files_has_no_links() -> None:
    register = model.load("dannatt").register
    card = evidence_tables.claim_without_links(register, register.claims["dannatt.dwell_ratio"])
    assert card["Worked out from"] == "dannatt.tied_up, dannatt.deployed"
    assert set(card) <= set(evidence_tables.OF_A_CLAIM)
    said = evidence_tables.claim_without_links(register, register.claims["dannatt.deployed"])
    assert (said["Figure"], said["Bound"], said["Said by"]) == ("10,000 troops", "exactly", "Lord Dannatt")
