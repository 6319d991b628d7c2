"""Rival figures: the address that tries a claim's figure, in the plan shown or in another."""

from urllib.parse import parse_qsl

from claims_made import CLAIMS, claim

import model
from model.files.scenarios import shipped_scenarios
from model.ui.session import rivals
from model.ui.session.shown import Shown

STARTS = {name: model.load(name) for name in shipped_scenarios()}
HERE = Shown.at_start(STARTS["reassurance_force"])


def found(name: str, shown: Shown = HERE) -> dict[str, dict[str, str]]:
    return {words: dict(parse_qsl(query)) for words, query in rivals.uses(CLAIMS[name], shown, STARTS).items()}


def test_a_published_size_tour_or_rule_stays_the_source_of_its_figure() -> None:
    use = "Use this figure"
    start = {"scenario": "reassurance_force"}
    assert found("times.troops_2025_04") == {use: {**start, "size_by": "times.troops_2025_04"}}
    assert found("iiss.corps_option") == {use: {**start, "size_by": "iiss.corps_option"}}
    assert found("france_norm.tour_months") == {use: {**start, "tour_by": "france_norm.tour_months"}}
    assert found("nato_2004.dwell_ratio") == {use: {**start, "rest_by": "nato_2004"}}
    german = {"rest_by": "germany_norm", "tour_by": "germany_norm.tour_months"}
    assert found("germany_norm.dwell_months") == {use: {**start, **german}}


def test_other_changes_of_the_reader_stay() -> None:
    shown = HERE.replace({"who": "france,poland"})
    assert found("gady.troops", shown)["Use this figure"]["who"] == "france,poland"


def test_figures_that_no_list_has_are_set_as_numbers() -> None:
    away = {"scenario": "reassurance_force", "rest_by": "own", "ratio_low": "4", "ratio_high": "4"}
    assert found("nato_2004.multiplier") == {"Use this figure": away}
    share = {"scenario": "reassurance_force", "share": "0.4"}
    assert found("nato_2004.deployable_share") == {"Use this figure": share}
    both = found("land_forces.deployable_share")
    assert {words: query["share"] for words, query in both.items()} == {"Use 30%": "0.3", "Use 76.9%": "0.769"}
    months = HERE.replace({"rest_by": "own", "dwell_as": "Months"})
    query = found("nato_2004.multiplier", months)["Use this figure"]
    assert query["ratio_low"] == "4"


def test_months_at_home_that_are_no_published_rule_are_set_as_months() -> None:
    rest = claim(value=9, bound="exactly", unit="months", question="dwell_months")
    query = dict(parse_qsl(rivals.uses(rest, HERE, STARTS)["Use this figure"]))
    assert (query["dwell_as"], query["dwell_low"], query["dwell_high"]) == ("Months", "9", "9")


def test_the_figure_that_counts_already_is_not_offered() -> None:
    assert found("times.troops") == {}
    assert found("dannatt.dwell_ratio") == {}
    assert found("dannatt.multiplier") == {}


def test_a_figure_that_the_plan_has_no_place_for_opens_another() -> None:
    words = "Use this figure in “Lord Dannatt's 10,000, Feb 2025”"
    expected = {"scenario": "dannatt", "size_by": "dannatt.deployed_2025_02_huffpost"}
    assert found("dannatt.deployed_2025_02_huffpost") == {words: expected}
    assert next(iter(found("us_modular_brigade.typical_troops").values()))["unit_troops_low"] == "3500"
    line = next(iter(found("density.gcsp_troops").values()))
    assert (line["scenario"], line["km_troops_low"]) == ("demarcation_line", "9.09090909091")


def test_what_no_input_takes_has_no_address() -> None:
    assert found("italy.refused") == {}
    assert found("france.land_strength") == {}
    beyond = claim(value=10**9, bound="exactly", unit="troops_per_km", question="troops_per_km")
    assert rivals.uses(beyond, HERE, STARTS) == {}
    two = claim(low=3_000, high=4_000, bound="about", unit="troops_per_brigade", question="brigade_size")
    assert len(rivals.uses(two, HERE, STARTS)) == 1
