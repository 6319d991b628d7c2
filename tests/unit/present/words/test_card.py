"""What a claim's card says beside the figure."""

from claims_made import CLAIMS, REGISTER, claim, register

from model.frozen import FrozenMapping
from model.present.words import card


def test_who_stands_with_the_office_of_the_record() -> None:
    assert card.who(CLAIMS["dannatt.deployed"]) == ("Lord Dannatt", "head of the British Army 2006 to 2009")
    assert card.who(CLAIMS["times.troops"]) == ("Unnamed European military chiefs", "")
    author = CLAIMS["italian_table.italy_deployable"]
    assert card.who(author) == ("Unnamed author of an Italian study of missions abroad", "")
    beside = CLAIMS["joint_statement.force"]
    assert card.who(beside)[0] == "Leaders of eleven European countries, with officials from Brussels"


def test_when_and_where_are_told_as_far_as_known() -> None:
    expected = {
        "times.troops": "day not stated; reported 19 Feb 2025 · The Times, retold by an outlet that is not named",
        "zelensky.minimum": "21 or 22 Jan 2025 · Ukrainska Pravda, 22 Jan 2025",
        "unficyp.line_km": "day not known · Anzac Portal",
        "italy.refused": "day not stated; reported 16 Dec 2025 · an outlet that we could not identify",
        "nato_2004.deployable_share": "13 Oct 2004 · NATO",
    }
    assert {name: card.when_and_where(CLAIMS[name]) for name in expected} == expected


def test_the_working_has_signs_and_names_that_a_reader_knows() -> None:
    assert card.working(CLAIMS["arforgen.enablers_per_deployed"]) == ["enablers ÷ (brigades × troops)"]
    assert card.working(CLAIMS["germany_lithuania.cost_per_deployed"]) == [
        "low: cost ÷ (soldiers + civilians)",
        "high: cost ÷ soldiers",
    ]
    assert card.working(CLAIMS["land_forces.deployable_share"]) == ["from the lowest to the highest of these"]
    assert card.working(CLAIMS["times.troops"]) == []
    mixed = FrozenMapping({"low": "min(a, b)", "high": "a + b"})
    ours = claim(kind="derived", derived_from={"a": "a.c"}, working=mixed, value=1, unit="troops", bound="about")
    assert card.working(ours) == ["low: min(a, b)", "high: a + b"]


def test_rivals_answer_the_same_question_of_the_same_nation_in_the_same_unit() -> None:
    assert [one.id for one in card.rivals(CLAIMS["france.offer_2025_04"], REGISTER)] == [
        "france.offer_2025_02",
        "france.offer_2026_01",
    ]
    euros = card.rivals(CLAIMS["france_opex.cost_per_deployed_2012"], REGISTER)
    assert {one.unit for one in euros} == {"eur_per_soldier_year"}
    assert card.rivals(CLAIMS["gcsp.line_km"], REGISTER) == []
    alone = claim(value=1, unit="troops", bound="exactly", question="offer", nation="malta")
    assert card.rivals(alone, register(alone)) == []


def test_neither_another_record_nor_what_a_sum_is_made_of_is_a_rival() -> None:
    others = {one.id for one in card.rivals(CLAIMS["dannatt.deployed"], REGISTER)}
    assert others == {"dannatt.deployed_2025_02_huffpost"}
    share = {one.id for one in card.rivals(CLAIMS["land_forces.deployable_share"], REGISTER)}
    assert share == {"nato_2004.deployable_share"}


def test_reports_of_an_event_by_others_are_no_answers() -> None:
    backstop = [one.id for one in card.reports(CLAIMS["times.backstop"], REGISTER)]
    assert "telegraph.backstop" in backstop
    assert "times.backstop" not in backstop
    assert card.reports(CLAIMS["times.troops"], REGISTER) == [], "the others answer its question"
    assert card.reports(CLAIMS["gady.troops"], REGISTER) == []


def test_what_is_worked_out_from_a_claim_is_that_from_any_record_of_it() -> None:
    radio = {one.id for one in card.worked_out_from(CLAIMS["dannatt.tied_up_2025_02_radio"], REGISTER)}
    assert radio == {"dannatt.multiplier", "dannatt.dwell_ratio"}
    assert card.worked_out_from(CLAIMS["zelensky.minimum"], REGISTER) == []


def test_the_name_of_a_part_is_a_label() -> None:
    assert card.part_name("tied_up") == "tied up"
