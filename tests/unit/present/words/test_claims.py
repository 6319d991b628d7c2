"""Claims in words, tables and a time line, and where their figures can be tried."""

import datetime as dt

import pytest

import model
from model.evidence.claims import Claim, Register, period
from model.files.register import shipped_register
from model.frozen import FrozenMapping
from model.present.charts import claims as claims_charts
from model.present.charts import frame
from model.present.tables import claims as claims_tables
from model.present.tables import force as force_tables
from model.present.words import claims as claims_words
from model.ui.session import rivals

REGISTER = shipped_register()
CLAIMS = REGISTER.claims


def claim(**given: object) -> Claim:
    record = {
        "id": "a.b", "says": "It is so.", "speaker": "A", "said_on": "2025-01-02", "reported_by": "B",
        "reported_on": "2025", "date_basis": "stated", "kind": "said", "seed": "x.txt",
    }  # fmt: skip
    return Claim.model_validate(record | ({} if {"value", "low"} & set(given) else {"text": "so"}) | given)


def register(*claims: Claim) -> Register:
    return Register(FrozenMapping({claim.id: claim for claim in claims}))


def test_a_date_means_all_its_days() -> None:
    assert period("2024") == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert period("2025-01-16/2025-02") == (dt.date(2025, 1, 16), dt.date(2025, 2, 28))
    assert period("unknown") is None
    assert claim(said_on="unknown").days == period("2025")


@pytest.mark.parametrize("wrong", ["2025-02/2025-01", "2025/2026/2027", "soon"])
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        period(wrong)


def test_rivals_answer_one_question_with_different_figures() -> None:
    number = {"value": 5, "bound": "exactly", "unit": "multiple"}
    first, same = claim(id="a.one", **number), claim(id="a.two", **number)
    assert first.answers == "troops_in_cycle"
    assert register(first, same).rivals == {}
    other = claim(id="a.three", **number | {"bound": "about"})
    assert register(first, same, other).rivals == {("troops_in_cycle", None): [first, other, same]}
    offers = [
        claim(id=f"{nation}.x", nation=nation, figure="offer", value=value, bound="exactly", unit="troops")
        for nation, value in (("france", 1), ("spain", 2))
    ]
    assert register(*offers).rivals == {}, "each nation has its own question"


def test_the_questions_that_the_issue_names_have_rivals() -> None:
    assert {key for key in REGISTER.rivals if key[1]} == {
        ("land_strength", "united_kingdom"), ("offer", "france"), ("offer", "united_kingdom")
    }  # fmt: skip
    ratios = REGISTER.rivals["troops_in_cycle", None]
    assert {"dannatt.multiplier", "dannatt.multiplier_2025_02_huffpost"} <= {ratio.id for ratio in ratios}
    sizes = {rival.id for rival in REGISTER.rivals["force_size", None]}
    assert {"times.troops", "telegraph.troops", "clash_report.troops", "times.troops_2025_04"} <= sizes


def test_a_claim_rests_on_all_behind_it() -> None:
    assert REGISTER.behind(CLAIMS["dannatt.multiplier"]) == {"dannatt.tied_up", "dannatt.deployed"}
    nested = REGISTER.behind(CLAIMS["united_kingdom.cost_per_deployed_range"])
    assert {"united_kingdom_iraq.cost_per_deployed", "united_kingdom_iraq.troops"} <= nested
    assert REGISTER.behind(CLAIMS["dannatt.deployed"]) == frozenset()


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


def test_the_time_line_gives_each_claim_its_own_place_words_and_shape() -> None:
    about = [record for record in CLAIMS.values() if claims_words.topic(record) == claims_words.FORCE_SIZES]
    claims = claims_charts.drawn(about)
    spec = claims_charts.timeline_chart(claims, "Force sizes", REGISTER).to_dict()
    names, marks = sorted(spec["datasets"].values(), key=lambda rows: len(rows[0]))
    assert len(marks) == len(claims)
    assert len({row["mark"] for row in marks}) == len(marks)
    assert all(row["first"] <= row["middle"] <= row["last"] for row in marks)
    assert all(max(map(len, row["label"].split("\n"))) <= 44 for row in marks)
    assert "Lord Dannatt" in {row["name"] for row in names}
    assert len(set(claims_charts.SHAPES.values())) == len(claims_words.KINDS) == len(claims_charts.SHAPES)
    assert spec["title"]["subtitle"][-2:] == [
        frame.made_by(REGISTER),
        "with each claim's own source under Sources",
    ]


def test_a_wrong_id_is_told_harmlessly() -> None:
    sentence = claims_words.not_found(REGISTER, "`**" + "z" * 2_000)
    assert sentence == "The claim in this link is not in the register: “`**" + "z" * 37 + "”."


def test_a_run_says_what_it_rests_on() -> None:
    (run,) = model.run(model.load("dannatt")).runs
    sentence = claims_words.basis(run)
    assert sentence.startswith("Our arithmetic on [dannatt.deployed](claim:dannatt.deployed), ")
    assert "one nation's troops" not in sentence
    document = {"force": {"main": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_months": 12}}
    (own,) = model.run(model.Scenario.from_document(document)).runs
    assert claims_words.basis(own) == "Our arithmetic on 3 figures of yours."
    assumed = {"value": 5, "because": "so"}
    document |= {"force": {"main": {"strength": {"troops": assumed}}}}
    (own,) = model.run(model.Scenario.from_document(document)).runs
    assert claims_words.basis(own) == "Our arithmetic on 1 assumption, 2 figures of yours."


def test_a_time_at_home_that_one_nations_troops_were_given_is_said_to_be_taken_over() -> None:
    step = "The time at home was given for one nation's troops ({}); applying it to this force is our step."
    for name, nation in (("reassurance_force", "United Kingdom"), ("french_norm", "France")):
        assert claims_words.basis(model.run(model.load(name)).runs[0]).endswith(step.format(nation))
    for name in ("british_norm", "nato_norm"):
        assert "our step" not in claims_words.basis(model.run(model.load(name)).runs[0])
    (nobodys,) = model.run(model.load("dannatt").replace({"coalition": None})).runs
    assert claims_words.basis(nobodys).endswith(step.format("United Kingdom"))
    changed = model.load("reassurance_force").replace({"rotation.dwell_ratio": 2})
    assert "our step" not in claims_words.basis(model.run(changed).runs[0])


def test_a_card_says_what_there_is_of_an_article_and_where_the_same_stands_with_an_address() -> None:
    card = claims_tables.claim_in_words(REGISTER, CLAIMS["dannatt.tied_up"])["Claim"]
    assert card["Source"] == (
        "article 000_4ee681c108d8000d.txt: we have its text alone, which states no address and does not name its outlet"
    )
    assert card["The same with an address"].startswith("[dannatt.tied_up_2025_02_radio](")
    named = claims_tables.claim_in_words(REGISTER, CLAIMS["starmer.not_committed"])["Claim"]
    assert named["Source"].endswith(": we have its text alone, which states no address")
    assert "The same with an address" not in named
    there = claims_tables.claim_in_words(REGISTER, CLAIMS["zelensky.minimum"])["Claim"]
    assert there["Source"] == CLAIMS["zelensky.minimum"].url


def test_what_nobody_said_is_nobodys_and_an_early_year_is_no_whole_one() -> None:
    absent = CLAIMS["joint_statement.size"]
    assert (claims_words.speaker(absent), absent.kind) == ("unnamed", "reported_unnamed")
    assert not claims_words.is_named(CLAIMS["times.troops_2025_04"])
    assert "Radakin" in CLAIMS["times.troops_2025_04"].says
    assert claims_words.when(CLAIMS["swp.troops"]) == "2025-01 to 2025-03"


def test_units_are_told_as_one_would_say_them() -> None:
    words = {
        "nato_2004.deployable_share": "0.4 of the whole",
        "dannatt.dwell_ratio": "2 to 3 months at home for each one away",
        "dannatt.multiplier": "3 to 4 in the cycle for each one deployed",
        "france_opex.cost_per_deployed_2012": "EUR 125,928 a soldier and year",
        "united_kingdom.aid_gbp": "GBP 12,800,000,000",
        "interflex.trainees_per_trainer": "about 2.285714",
    }
    assert {name: claims_words.figure_in_words(CLAIMS[name]) for name in words} == words
    (run,) = model.run(model.load("reassurance_force")).runs
    values = force_tables.inputs_in_words(run)["Value"]
    assert values["Deployable share"] == "0.4 of the land force"
    assert values["Dwell as a ratio"] == "2 to 3 months at home for each one away"
    assert values["Reassurance force: support for each one deployed"] == "0"
    assert values["Cost of one deployed soldier-year"] == "EUR 125,928 a soldier and year"
    cost = {"per_deployed_year": {"value": 1, "because": "so"}, "currency": "USD", "price_year": 2025, "basis": "full"}
    assumed = run.scenario.replace({"cost": cost, "rotation.overlap_months": {"value": 1, "because": "so"}})
    numbers, _ = claims_tables.assumptions_in_words([assumed], "/?scenario={}")
    shown = dict(zip(numbers["Input"], numbers["Value"], strict=True))
    assert shown["Cost of one deployed soldier-year"] == "USD 1 a soldier and year"
    assert shown["Overlap"] == "1 month"


def test_claims_of_a_named_speaker_lead_to_one_another() -> None:
    one, two = claim(id="a.one"), claim(id="a.two", said_on="2025-01-03")
    claims = register(one, two, claim(id="a.other", speaker="C"))
    assert claims_words.speakers_others(claims, one) == {"Next of this speaker": two}
    assert claims_words.speakers_others(claims, two) == {"Previous of this speaker": one}
    assert claims_words.speakers_others(claims, claim(id="a.x", speaker="unknown")) == {}


def test_one_claim_whole_has_what_came_after_and_against_it() -> None:
    old = claims_tables.claim_in_words(REGISTER, CLAIMS["un.reimbursement_month_2016"])["Claim"]
    assert old["Superseded by"] == "[un.reimbursement_month_2017](claim:un.reimbursement_month_2017)"
    assert old["Supersedes"] == "[un.reimbursement_month_2014](claim:un.reimbursement_month_2014)"
    disputed = "united_states_afghanistan.cost_per_deployed_2012"
    against = CLAIMS[f"{disputed.removesuffix('_2012')}_csba_2012"]
    assert claims_tables.claim_in_words(REGISTER, against)["Claim"]["Disputes"] == (f"[{disputed}](claim:{disputed})")
    ours = claims_tables.claim_in_words(REGISTER, CLAIMS["dannatt.multiplier"])["Claim"]
    assert ours["As"] == "tied_up / deployed"
    assert "Said by" not in ours
    leads = claims_tables.claim_in_words(REGISTER, CLAIMS["times.france_leads"])["Claim"]
    assert leads["Position on sending ground troops"] == "leads"
    followed = claims_tables.followed_in_words(REGISTER)
    assert set(followed["How"]) == {"superseded by", "disputed by"}


def test_a_position_is_used_where_a_scenario_takes_it() -> None:
    scenarios = [model.load("reassurance_force"), model.load("dannatt")]
    position = scenarios[0].position_claim("poland")
    assert position is not None
    used = claims_tables.used_in(position, scenarios, "/?scenario={}")
    assert used["Input"].tolist() == ["Poland: position"]
    plain = model.Scenario.from_document(
        {"force": {"main": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_months": 12}}
    )
    assert claims_tables.used_in(position, [plain], "/?scenario={}").empty


def test_every_question_stands_with_its_least_and_greatest_figure() -> None:
    table = claims_tables.questions_in_words(REGISTER)
    row = table.loc["United Kingdom: How many troops were offered?"]
    assert row["Claims"] == "2"
    assert row["The least"].startswith("fewer than 7,500 troops ([united_kingdom.offer_2026_01](")
    assert "10,000 troops" in row["The greatest"]
    rows = claims_tables.rivals_in_words(REGISTER.rivals["offer", "united_kingdom"])
    assert rows.iloc[0]["What of"].endswith("Superseded by united_kingdom.offer_2026_01.")


def test_of_claims_that_end_alike_the_bound_tells_which_says_less_and_which_more() -> None:
    table = claims_tables.questions_in_words(REGISTER)
    force = table.loc["How large would a force for Ukraine be?"]
    assert force["The greatest"].startswith("at least 200,000 troops ([zelensky.minimum](")
    french = table.loc["France: How many troops were offered?"]
    assert french["The least"].startswith("5,000 to 10,000 troops ([france.offer_2025_04](")
    assert french["The greatest"].startswith("about 10,000 troops ([france.offer_2025_02](")
    fields = {"unit": "troops", "question": "force_size", "bound": "exactly"}
    wide, narrow = claim(id="a.one", low=5, high=10, **fields), claim(id="a.two", value=6, **fields)
    row = claims_tables.questions_in_words(Register({"a.one": wide, "a.two": narrow})).iloc[0]
    assert row["The least"].startswith("5 to 10 troops ([a.one](")
    assert row["The greatest"] == "within the same claim"
    fewer = claim(id="a.less", value=5, **fields | {"bound": "fewer_than"})
    row = claims_tables.questions_in_words(Register({"a.one": wide, "a.less": fewer})).iloc[0]
    assert row["The least"].startswith("fewer than 5 troops (")


def test_assumptions_say_so_in_every_row_and_name_their_scenarios() -> None:
    names = ["willing_chances", "willing_september_2025", "dannatt"]
    numbers, readings = claims_tables.assumptions_in_words([model.load(name) for name in names], "/?scenario={}")
    assert set(numbers.index) == {"Assumption: our own number"}
    assert set(readings.index) == {"Assumption: how we take a claim"}
    assert (numbers["Reason"] != "").all()
    assert set(readings[readings["Input"] == "Deployable share"]["Used by"]) == {"all 3 scenarios"}
    assert "all scenarios but [dannatt](/?scenario=dannatt)" in set(readings["Used by"])
    assert "[willing_chances](/?scenario=willing_chances)" in set(numbers["Used by"])


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
