"""Rival figures: the address that tries a claim's figure."""

from claims_made import CLAIMS, claim

import model
from model.ui.session import rivals


def test_a_rival_figure_opens_explore_with_it_where_an_input_takes_it() -> None:
    def found(name: str) -> list[tuple[str, dict[str, str]]]:
        start = rivals.scenario_of(CLAIMS[name])
        return rivals.addresses(CLAIMS[name], model.load(start or "dannatt"))

    assert found("times.troops_2025_04") == [("64,000", {"scenario": "reassurance_force", "troops": "64000"})]
    assert [figure for figure, _ in found("iiss.corps_option")] == ["60,000", "100,000"]
    assert found("dannatt.multiplier") == [
        ("3 to 4", {"scenario": "reassurance_force", "ratio_low": "2", "ratio_high": "3"})
    ]
    assert found("germany_norm.dwell_months") == [
        ("20", {"scenario": "reassurance_force", "dwell_as": "Months", "dwell_low": "20", "dwell_high": "20"})
    ]
    assert found("nato_2004.deployable_share") == [("0.4", {"scenario": "reassurance_force", "share": "0.4"})]
    assert rivals.scenario_of(CLAIMS["italy.refused"]) is None
    assert found("italy.refused") == []
    beyond = claim(value=10**9, bound="exactly", unit="troops", question="force_size")
    assert rivals.addresses(beyond, model.load("reassurance_force")) == []
