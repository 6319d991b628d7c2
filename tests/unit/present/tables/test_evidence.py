"""The tables of the evidence, row by row."""

from coalitions import of_force, only, scenario

import model
from model.present.tables import evidence as evidence_tables


def test_every_measure_is_unrounded_or_says_why_it_is_not_there() -> None:
    run = only(of_force({"main": {"strength": {"troops": {"low": 1_001, "high": 1_003}}}}))
    table = evidence_tables.all_measures(run)
    assert table.loc["tied_up"].tolist() == ["troops", "4,004", "4,008", "4,012"]
    assert table.loc["cost_per_year"].tolist() == ["a year", *["no cost given"] * 3]
    assert list(table.index) == list(run.measures)


def test_claims_used_are_those_cited_and_those_behind_them() -> None:
    used = [claim.id for claim in evidence_tables.claims_used(model.load("dannatt"))]
    assert used == sorted(set(used))
    assert "dannatt.dwell_ratio" in used  # the ratio is cited
    assert "dannatt.tied_up" in used  # it is worked out from this one
    assert "times.backstop" in [claim.id for claim in evidence_tables.claims_used(model.load("reassurance_force"))]
    assert evidence_tables.claims_used(scenario(None)) == []
