"""The tables of claims, row by row."""

import datetime as dt

from claims_made import CLAIMS, REGISTER, claim, register
from coalitions import scenario

import model
from model.evidence.claims import Register
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
        "first_day": dt.date(2025, 2, 15), "last_day": dt.date(2025, 2, 15),
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
    who = "[Lord Dannatt](claim:dannatt.deployed), 2025-02-15"
    assert row == ["10,000 troops", who, CLAIM.says]


def test_versions_of_one_event_stand_together_the_best_sourced_first() -> None:
    weakly = claim(id="a.weak", same_event="plan", provenance="weak")
    retold = claim(id="a.retold", same_event="plan", seed=None, url="https://example.org/a", read_in="secondary")
    rows = claims_tables.events_in_words(register(weakly, retold)).loc["Plan"]
    assert rows["Who and when"].tolist() == ["[A](claim:a.retold), 2025-01-02", "[A](claim:a.weak), 2025-01-02"]
    weak = "Provenance weak: a retelling with no better source behind it."
    assert [text.endswith(weak) for text in rows["What of"]] == [False, True]
    plan = set(claims_tables.events_in_words(REGISTER).loc["February plan", "Figure"])
    assert plan >= {"30,000 troops", "up to 30,000 troops", "fewer than 30,000 troops"}


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


def test_a_card_says_what_there_is_of_an_article_and_which_other_versions_there_are() -> None:
    card = claims_tables.claim_in_words(REGISTER, CLAIMS["dannatt.tied_up"])["Claim"]
    assert card["Source"] == (
        "article 000_4ee681c108d8000d.txt: we have its text alone, which states no address and does not name its outlet"
    )
    first = "[dannatt.deployed_2025_02_radio](claim:dannatt.deployed_2025_02_radio), [dannatt.tied_up_2025_02_radio]("
    assert card["Other versions of the event"].startswith(first), "the versions with a page stand first"
    named = claims_tables.claim_in_words(REGISTER, CLAIMS["starmer.not_committed"])["Claim"]
    assert named["Source"].endswith(": we have its text alone, which states no address")
    assert "Other versions of the event" not in named
    there = claims_tables.claim_in_words(REGISTER, CLAIMS["zelensky.minimum"])["Claim"]
    assert there["Source"] == CLAIMS["zelensky.minimum"].url


def test_one_claim_whole_has_what_came_after_and_against_it() -> None:
    old = claims_tables.claim_in_words(REGISTER, CLAIMS["starmer.ready_to_send"])["Claim"]
    assert old["Superseded by"] == "[united_kingdom.position_2026_01](claim:united_kingdom.position_2026_01)"
    assert old["Supersedes"] == "[starmer.not_committed](claim:starmer.not_committed)"
    disputed, against = "rfe_rl.taking_part", CLAIMS["coalition_2025_09.taking_part"]
    assert claims_tables.claim_in_words(REGISTER, against)["Claim"]["Disputes"] == (f"[{disputed}](claim:{disputed})")
    ours = claims_tables.claim_in_words(REGISTER, CLAIMS["dannatt.multiplier"])["Claim"]
    assert ours["As"] == "tied_up / deployed"
    assert "Said by" not in ours
    leads = claims_tables.claim_in_words(REGISTER, CLAIMS["times.france_leads"])["Claim"]
    assert leads["Position on sending ground troops"] == "leads the talks"
    refused = claims_tables.claim_in_words(REGISTER, CLAIMS["luxembourg.position_2025_08"])["Claim"]
    assert refused["Position on sending ground troops"] == "refused, support from outside Ukraine"
    weak = claims_tables.claim_in_words(REGISTER, CLAIMS["ireland.position_2025_09"])["Claim"]
    assert weak["Provenance"] == "weak: a retelling with no better source behind it"
    assert "Provenance" not in leads
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
    assert row["The greatest"].startswith("up to 10,000 troops ([united_kingdom.offer_2025_04](")
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
    assert set(readings[readings["Input"] == "Share of an army that can be sent"]["Used by"]) == {"all 3 scenarios"}
    assert "all scenarios but [dannatt](/?scenario=dannatt)" in set(readings["Used by"])
    assert "[willing_chances](/?scenario=willing_chances)" in set(numbers["Used by"])
