"""The page of all claims in words: headline, topics, questions, what is found, what is in use."""

from claims_made import CLAIMS, REGISTER, claim, register

import model
from model.evidence.claims import Register
from model.present.words import claims as words
from model.present.words.strips import Strip, strips


def test_the_headline_is_the_least_and_the_greatest_size() -> None:
    assert words.headline(REGISTER) == "From 10,000 to 200,000: how big a force has been named"
    fields = {"unit": "troops", "question": "force_size", "bound": "exactly"}
    two = register(claim(id="a.one", value=5, **fields), claim(id="a.two", low=7, high=9_000, **fields))
    assert words.headline(two) == "From 5 to 9,000: how big a force has been named"
    assert words.extremes(two) == [("5", "a.one"), ("9,000", "a.two")]
    assert words.standfirst(two).startswith("2 figures and statements, who said them and when.")


def test_the_title_of_the_sizes_compares_them_with_the_one_in_use() -> None:
    rows = strips(REGISTER, words.sizes(REGISTER))
    assert words.sizes_title(rows, [30_000]) == "6 of 13 figures lie above 30,000, the size used here"
    assert words.sizes_title(rows, [36_000, 100_000]) == "2 of 13 figures lie above 100,000, the most used here"
    assert words.sizes_title(rows, [10_000_000]).startswith("None of 13 figures lies above 10,000,000")
    for nothing in ([], [0.0]):
        assert words.sizes_title(rows, nothing) == "13 figures for the size of a force, from 10,000 to 200,000"
    one = [Strip(("a.b",), "A", ((5, 5),), "", "", "said")]
    assert words.sizes_title(one, [1]) == "1 of 1 figures lies above 1, the size used here"


def test_the_subtitle_says_from_when_to_when() -> None:
    subtitle = words.sizes_subtitle(words.sizes(REGISTER))
    assert subtitle == "Size of a force for Ukraine named in public, Dec 2024 to Jan 2026, by date."


def test_rules_of_rest_are_compared_in_words() -> None:
    assert words.questions_title(REGISTER) == "On rest they differ, too: from two at home for each one away to five"


def test_a_questions_title_has_its_ends_each_as_its_own_claim_is_written() -> None:
    pounds = [one for one in CLAIMS.values() if one.unit == "gbp_per_soldier_year"]
    assert words.cell_title("cost_per_deployed", pounds) == "A soldier away for a year: £100,000 to £397,500"
    shares = [one for one in CLAIMS.values() if one.answers == "deployable_share"]
    assert words.cell_title("deployable_share", shares) == "Of an army, can be sent: 30% to 76.9%"
    one = [CLAIMS["dannatt.tour_months"]]
    assert words.cell_title("tour_months", one) == "A tour: 6 months"


def test_every_question_has_words_and_those_of_all_nations_a_title() -> None:
    questions = {one.answers for one in CLAIMS.values() if one.answers}
    assert questions <= set(words.QUESTIONS)
    assert {question for question, nation in REGISTER.rivals if nation is None} <= {*words.ASKED, "force_size"}


def test_other_figures_are_counted_with_the_question() -> None:
    share = CLAIMS["nato_2004.deployable_share"]
    assert words.others_title(share, 5) == "Five other figures: what share of an army can be sent?"
    assert words.others_title(CLAIMS["italy.refused"], 5) == "Nobody else gives a figure for this"


def test_questions_of_single_nations_are_counted() -> None:
    assert words.of_nations(REGISTER) == "Six more questions are about single nations: search for one."
    fields = {"unit": "troops", "question": "offer", "bound": "exactly", "nation": "malta"}
    two = register(claim(id="a.one", value=5, **fields), claim(id="a.two", value=6, **fields))
    assert words.of_nations(two) == "One more question is about single nations: search for one."
    assert words.of_nations(Register()) == ""


def test_words_of_a_claim_without_a_number_make_a_sentence() -> None:
    assert words.in_brief(claim(text="would send troops")) == "Would send troops."
    assert words.in_brief(CLAIMS["times.troops"]) == "."
    assert words.positions_title(CLAIMS["united_kingdom.position_2026_01"]) == (
        "What United Kingdom said on sending troops"
    )


def test_what_is_in_use_is_what_the_run_rests_on() -> None:
    used = words.in_use(model.run(model.load("three_tier")).runs[0])
    assert used["brigade_size"] == [3_000, 10_000]
    assert used["deployable_share"] == [0.3, 0.769]
    plain = words.in_use(model.run(model.load("reassurance_force")).runs[0])
    assert plain["troops_in_cycle"] == [3, 4]
    assert plain["eur_per_soldier_year"][0] == 125_928
    line = words.in_use(model.run(model.load("demarcation_line")).runs[0])
    assert "cost_per_deployed" not in line
    assert round(line["troops_per_km"][1]) == 85
    unknown = words.in_use(model.run(model.load("multinational_force_ukraine")).runs[0])
    assert "force_size" not in unknown


def test_each_claim_is_about_one_thing() -> None:
    topics = {
        "times.troops": words.FORCE_SIZES,
        "germany_norm.tour_months": words.RHYTHMS,
        "italy.refused": words.POSITIONS,
        "france.offer_2026_01": words.OFFERS,
        "france.land_strength": words.STRENGTHS,
        "united_kingdom.aid_gbp": words.OTHER,
        "peskov.opposed_2025_02": words.POSITIONS,
    }
    assert {name: words.topic(CLAIMS[name]) for name in topics} == topics


def found(text: str) -> set[str]:
    return {one.id for one in words.searched(REGISTER, CLAIMS.values(), text)}


def test_every_word_of_a_search_has_to_stand_in_a_claim() -> None:
    assert found("") == set(CLAIMS)
    assert "dannatt.deployed" in found("dannatt ROTATION")
    assert "times.troops" not in found("dannatt rotation")
    assert found("no such words at all") == set()


def test_a_search_finds_names_nations_papers_and_the_people_behind_a_sum() -> None:
    assert "poland.position_2025_02" in found("poland")
    assert "times.troops" in found("the times")
    assert "land_forces.deployable_share" in found("Zakaria")
    assert "dannatt.tied_up_2025_02_radio" in found("effectively tie up")
    assert "nato_2004.deployable_share" in found("40% of an army")
    assert found("gcsp.troops") == {"gcsp.troops"}


def test_the_latest_stand_first_and_those_without_a_day_last() -> None:
    old, new = claim(id="a.old"), claim(id="a.new", said_on="2025-02")
    never = claim(id="a.never", said_on="unknown", reported_on="unknown")
    assert [one.id for one in words.latest_first([old, never, new])] == ["a.new", "a.old", "a.never"]
    assert words.counted([old], register(old, new, never)) == "1 of 3 figures and statements"
