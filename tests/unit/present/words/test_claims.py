"""Claims in words, tables and a time line, and where their figures can be tried."""

from by_hand import two_by_hand
from claims_made import CLAIMS, REGISTER, claim, register

import model
from model.present.charts import claims as claims_charts
from model.present.tables import claims as claims_tables
from model.present.tables import force as force_tables
from model.present.words import claims as claims_words


def test_who_and_when_are_told_as_far_as_known() -> None:
    assert claims_words.who(claim()) == "A"
    nobody = claim(speaker="unnamed sources", reported_by="unknown")
    assert claims_words.who(nobody) == "unnamed sources (outlet unknown)"
    assert claims_words.who(claim(speaker="unknown")) == "unnamed (B)"
    assert claims_words.who(CLAIMS["dannatt.multiplier"]) == "our arithmetic"
    assert claims_words.when(claim()) == "2025-01-02"
    assert claims_words.when(claim(said_on="unknown")) == "reported 2025"
    assert claims_words.when(claim(said_on="unknown", reported_on="unknown")) == "date unknown"


def test_each_claim_is_about_one_thing() -> None:
    assert claims_words.topic(CLAIMS["times.troops"]) == claims_words.FORCE_SIZES
    assert claims_words.topic(CLAIMS["germany_norm.tour_months"]) == claims_words.RHYTHMS
    assert claims_words.topic(CLAIMS["italy.refused"]) == claims_words.POSITIONS
    assert claims_words.topic(CLAIMS["france.offer_2026_01"]) == claims_words.OFFERS
    assert claims_words.topic(CLAIMS["france.land_strength"]) == claims_words.STRENGTHS
    assert claims_words.topic(CLAIMS["united_kingdom.aid_gbp"]) == claims_words.OTHER


def test_the_words_at_a_mark_say_whose_figure_of_what_kind_when() -> None:
    words = claims_words.mark_words(CLAIMS["france.offer_2026_01"])
    assert words == "France, offer: 6,000 troops; said, 2026-01-08 to 2026-01-10"
    assert claims_words.mark_words(claim()) == "so; said, 2025-01-02"
    ratio = claims_words.mark_words(CLAIMS["dannatt.dwell_ratio"])
    assert ratio.startswith("United Kingdom, at home for each month away: 2 to 3; our arithmetic, ")


def test_the_text_of_the_time_line_has_its_main_numbers() -> None:
    first = claim(id="a.one", value=5, bound="about", unit="troops")
    second = claim(id="a.two", said_on="2025-03", value=70, bound="exactly", unit="troops")
    assert claims_words.timeline_text([first, second], "Force sizes") == (
        "Force sizes: 2 claims, from 2025-01-02 to 2025-03; figures from 5 to 70 troops. The latest: A, 70 troops."
    )
    assert "; figures" not in claims_words.timeline_text([claim()], "Positions")
    assert claims_words.timeline_text([], "Offers") == "No dated claim about offers is shown."


def test_what_the_time_line_leaves_out_is_told() -> None:
    undated = claim(id="a.never", said_on="unknown", reported_on="unknown")
    many = [claim(id=f"a.c{number}") for number in range(claims_charts.MOST_CLAIMS + 2)]
    drawn = claims_charts.drawn([undated, *many])
    assert len(drawn) == claims_charts.MOST_CLAIMS
    assert claims_words.left_out(drawn, [undated, *many]) == (
        "The latest 40 of 42 are drawn; Find narrows them. 1 claim without a known date: in the table alone."
    )
    assert claims_words.left_out(many, many) == ""


def test_a_wrong_id_is_told_harmlessly() -> None:
    sentence = claims_words.not_found(REGISTER, "`**" + "z" * 2_000)
    assert sentence == "The claim in this link is not in the register: “`**" + "z" * 37 + "”."


def test_a_run_says_what_it_rests_on() -> None:
    (run,) = model.run(model.load("dannatt")).runs
    sentence = claims_words.basis(run)
    assert sentence.startswith("Our arithmetic on [dannatt.deployed](claim:dannatt.deployed), ")
    assert "one nation's troops" not in sentence
    document = {"force": {"main": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_months": 12}}
    (entered,) = model.run(model.Scenario.from_document(document)).runs
    assert claims_words.basis(entered) == "Our arithmetic on 3 figures of yours."
    assumed = {"value": 5, "because": "so"}
    document |= {"force": {"main": {"strength": {"troops": assumed}}}}
    (entered,) = model.run(model.Scenario.from_document(document)).runs
    assert claims_words.basis(entered) == "Our arithmetic on 1 assumption, 2 figures of yours."


def test_a_time_at_home_that_one_nations_troops_were_given_is_said_to_be_taken_over() -> None:
    step = "The time at home was given for one nation's troops ({}); applying it to this force is our step."
    for name, nation in (("reassurance_force", "United Kingdom"), ("french_norm", "France")):
        assert step.format(nation) in claims_words.basis(model.run(two_by_hand(name)).runs[0])
    for name in ("british_norm", "nato_norm"):
        assert "our step" not in claims_words.basis(model.run(model.load(name)).runs[0])
    (nobodys,) = model.run(model.load("dannatt").replace({"coalition": None})).runs
    assert claims_words.basis(nobodys).endswith(step.format("United Kingdom"))
    changed = model.load("reassurance_force").replace({"rotation.dwell_ratio": 2})
    assert "our step" not in claims_words.basis(model.run(changed).runs[0])


def test_what_nobody_said_is_nobodys_and_an_early_year_is_no_whole_one() -> None:
    absent = CLAIMS["joint_statement.after_ceasefire"]
    assert (claims_words.speaker(absent), absent.kind) == ("unnamed", "reported_unnamed")
    assert not claims_words.is_named(CLAIMS["times.troops_2025_04"])
    assert "Radakin" in CLAIMS["times.troops_2025_04"].says
    assert claims_words.when(CLAIMS["arforgen.brigades"]) == "2010 to 2011"


def test_units_are_told_as_one_would_say_them() -> None:
    words = {
        "nato_2004.deployable_share": "at least 0.4 of the whole",
        "dannatt.dwell_ratio": "2 to 3 months at home for each one away",
        "dannatt.multiplier": "3 to 4 in the cycle for each one deployed",
        "france_opex.cost_per_deployed_2012": "EUR 125,928 a soldier and year",
        "united_kingdom.aid_gbp": "GBP 12,800,000,000",
        "interflex.trainees_per_trainer": "about 2.285714",
    }
    assert {name: claims_words.figure_in_words(CLAIMS[name]) for name in words} == words
    (run,) = model.run(model.load("reassurance_force")).runs
    values = force_tables.inputs_in_words(run)["Value"]
    assert values["Share of an army that can be sent"] == "0.3 to 0.769 of the land force"
    assert values["Months at home for each month away"] == "2 to 3 months at home for each one away"
    assert values["Reassurance force: support for each one deployed"] == "0"
    assert values["Cost of one soldier away for a year"] == "EUR 125,928 to 208,333.333333 a soldier and year"
    cost = {"per_deployed_year": {"value": 1, "because": "so"}, "currency": "USD", "price_year": 2025, "basis": "full"}
    assumed = run.scenario.replace({"cost": cost, "rotation.overlap_months": {"value": 1, "because": "so"}})
    numbers, _ = claims_tables.assumptions_in_words([assumed], "/?scenario={}")
    value_by_input = dict(zip(numbers["Input"], numbers["Value"], strict=True))
    assert value_by_input["Cost of one soldier away for a year"] == "USD 1 a soldier and year"
    assert value_by_input["Handover"] == "1 month"


def test_claims_of_a_named_speaker_lead_to_one_another() -> None:
    one, two = claim(id="a.one"), claim(id="a.two", said_on="2025-01-03")
    claims = register(one, two, claim(id="a.other", speaker="C"))
    assert claims_words.speakers_others(claims, one) == {"Next of this speaker": two}
    assert claims_words.speakers_others(claims, two) == {"Previous of this speaker": one}
    assert claims_words.speakers_others(claims, claim(id="a.x", speaker="unknown")) == {}


def test_a_nations_deeds_and_its_support_from_outside_are_told() -> None:
    led = claim(id="a.one", nation="france", leads="the talks")
    signed = claim(id="a.two", nation="france", signed="a declaration")
    assert claims_words.deeds([led, signed, led]) == ["leads the talks", "signed a declaration"]
    outside = claim(nation="france", position="refused", supports_outside=True)
    assert claims_words.outside_in_words(outside) == "support from outside Ukraine"
    assert claims_words.outside_in_words(led) == claims_words.outside_in_words(None) == ""
