"""The figure of a claim as a paper prints it."""

import pytest
from claims_made import CLAIMS, claim

from model.present.numbers import entered, rounded
from model.present.words.figures import counted, figure, number, per_cent, writer, writer_of


def test_figures_stand_with_their_bound_and_what_they_count() -> None:
    figures = {
        "dannatt.dwell_ratio": "2 to 3 at home for each one away",
        "dannatt.multiplier": "3 to 4 in all for each one away",
        "nato_2004.deployable_share": "at least 40% of an army",
        "canada_2006.deployed_share": "16.7%",
        "france_opex.cost_per_deployed_2012": "€125,928 a soldier a year",
        "united_kingdom.aid_gbp": "£12.8bn",
        "united_kingdom_afghanistan.cost_2010_11": "£3.774bn",
        "interflex.trainees_per_trainer": "about 2.3",
        "brigade.nato_baltic": "about 3,000 to 5,000 troops in a brigade",
        "clash_report.troops": "fewer than 30,000 troops",
        "yermak.brigades": "4 to 5 brigades",
        "italy.refused": "no Italian forces in Ukraine",
    }
    assert {name: figure(CLAIMS[name]) for name in figures} == figures


@pytest.mark.parametrize("one", [one for one in CLAIMS.values() if one.bounds], ids=lambda one: one.id)
def test_no_figure_shows_the_digits_of_a_division(one: object) -> None:
    digits = number(one).replace(",", "").replace(".", "")  # type: ignore[arg-type]
    assert max(map(len, digits.split())) < len("1234567890")


def test_a_figure_of_ours_is_rounded_where_it_is_not_whole_a_published_one_never() -> None:
    ours = {"kind": "derived", "derived_from": {"a": "a.c"}, "working": "a / 3", "unit": "troops", "bound": "about"}
    assert number(claim(value=12_345.0000001, **ours)) == "about 12,345"
    assert number(claim(value=12_345.678, **ours)) == "about 12,300"
    assert number(claim(value=12_345.678, unit="troops", bound="exactly")) == "12,345.678"
    assert writer_of(claim(value=1.5, unit="months", bound="exactly")) is entered


def test_one_of_a_thing_is_told_in_the_singular() -> None:
    assert figure(claim(value=1, unit="brigades", bound="exactly")) == "1 brigade"


def test_millions_and_thousands_of_money() -> None:
    assert writer("usd")(2_500_000) == "$2.5m"
    assert writer("gbp", rounded)(397_263.2) == "£397,500"
    assert writer("troops") is entered
    assert writer("share", rounded)(0.6775) == "68%"
    assert per_cent(0.769) == "76.9%"


def test_what_is_counted_is_left_to_the_sentence_where_the_unit_cannot_say_it() -> None:
    assert counted(CLAIMS["arforgen.enablers_per_deployed"]) == ""
    assert counted(CLAIMS["united_kingdom.aid_gbp"]) == ""
    assert counted(CLAIMS["gcsp.line_km"]) == "km"
    assert number(CLAIMS["italy.refused"]) == ""
