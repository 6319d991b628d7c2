"""The Method page's sentences and tables, by hand."""

import datetime as dt
from typing import Any

import pytest

import model
from model import Scenario
from model.analysis.published import check
from model.engine.run import Run
from model.files.register import published_cases, shipped_register
from model.present.tables import method as method_tables
from model.present.words import method as method_words
from model.terms import TERMS

CHECKS = {name: check(case, shipped_register()) for name, case in published_cases().items()}
TWO = {
    "force": {"main": {"strength": {"troops": 1_000}}},
    "rotation": {"tour_months": 6, "dwell_months": {"low": 12, "high": 18}},
    "coalition": {
        "deployable_share": 0.5,
        "contributors": {
            "one": {"position": "offered", "land_strength": 4_000},
            "two": {"position": "offered", "land_strength": 4_000, "needs_us_backstop": True},
        },
    },
}


def run(changes: dict[str, Any] | None = None) -> Run:
    (run,) = model.run(Scenario.from_document(TWO).replace(changes or {})).runs
    return run


def shown(name: str) -> str:
    """How a case is named in the table."""
    case = published_cases()[name]
    return f"{case.title}: {case.says}"


def tables() -> list[Any]:
    parts = ([published for published in CHECKS.values() if published.agrees is agrees] for agrees in (False, True))
    return [method_tables.checks_in_words(part) for part in parts]


def test_every_published_case_is_shown_once_with_its_claim_and_those_that_differ_with_why() -> None:
    differ, agree = tables()
    assert sorted([*differ.index, *agree.index]) == sorted(map(shown, published_cases()))
    assert (differ["Why"] != "").all()
    assert ((agree["Difference"] == "0 %") == (agree["Why"] == "")).all()
    for name, case in published_cases().items():
        row = (agree if CHECKS[name].agrees else differ).loc[shown(name)]
        claim = shipped_register().claims[case.claim]
        for source in claim.derived_from.values() or (claim.id,):
            assert f"[{source}](claim:{source})" in row["Who published it"]
        assert case.norm is None or f"[{case.norm}](claim:{case.norm})" in row["Who published it"]


def test_a_case_that_differs_says_by_how_much_and_one_with_a_bound_says_which() -> None:
    differ, agree = tables()
    row = differ.loc[shown("uk_harmony_vs_dannatt")]
    assert (row["Published"], row["Ours"], row["Difference"]) == (
        "30,000 to 40,000 troops",
        "50,000",
        "+66.7 % to +25.0 %",
    )
    assert differ.loc[shown("horvath_2011"), "Difference"] == "−5.6 % to −19.0 %"
    assert agree.loc[shown("dannatt_7500"), "Published"] == "up to 30,000 troops"
    assert agree.loc[shown("conway_2007_army"), "Published"] == "0.555556"
    who = agree.loc[shown("conway_2007_army"), "Who published it"]
    assert who.count("General James Conway") == 1
    assert method_words.checked_sentence(CHECKS.values()).startswith(
        "29 of 53 published figures come out as published, 24 do not: by our arithmetic they are off by 3% to 220%."
    )
    exact = [published for published in CHECKS.values() if published.is_exact]
    assert ", 0 do not. " in method_words.checked_sentence(exact)


def test_the_glossary_has_every_term_once() -> None:
    table = method_tables.glossary_in_words()
    assert len(set(table.index)) == len(table) == len(TERMS)
    assert table.loc["Multiplier", "Symbol"] == "m"
    symbols = [term.symbol for term in TERMS.values() if term.symbol]
    assert len(set(symbols)) == len(symbols)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "capacity and troops deployed, 1,000 to 1,333.33 against 1,000. Kept up: yes."),
        ({"force.main.strength.troops": 1_200}, "no where the margin is least, yes where it is greatest"),
        ({"us_backstop.probability": 0.25}, "Kept up: 25 of 100."),
        ({"coalition.contributors.one.probability": 0.5}, "in 50 of 100 combinations of nations. Unrounded: 0.5."),
        ({"force.main.strength": "unknown"}, "not known publicly, and so is the chance"),
    ],
)
def test_the_chance_is_told_with_its_number(changes: dict[str, Any], words: str) -> None:
    sentences = method_words.chance_sentences(run(changes))
    assert words in sentences[0]
    assert method_words.text("how_chance") in sentences
    is_weighed = any(sentence.endswith("Here π is 0.25.") for sentence in sentences)
    assert is_weighed == ("us_backstop.probability" in changes)


def test_break_even_names_the_largest_force_where_there_is_one() -> None:
    assert "about 1,000 to 1,350" in method_words.break_even_sentences(run())[1]
    assert len(method_words.break_even_sentences(run({"coalition": None}))) == 1


def test_the_citation_holds_tool_version_day_link_and_the_result() -> None:
    values: dict[str, Any] = {"version": "1.2", "evidence": "abcd", "day": dt.date(2026, 1, 31)}
    text = method_words.citation(run(), link="http://here/?s=x", **values)
    assert text.startswith(
        "Our arithmetic, made with Roulement version 1.2 on 2026-01-31, scenario http://here/?s=x, evidence abcd, "
        "suggests that: Keeping 1,000 troops deployed"
    )
    assert "scenario file scenario.yaml" in method_words.citation(run(), link="", **values)
    assert "evidence abcd, 1,500 claims" in method_words.version_sentence(version="1", evidence="abcd", claims=1_500)
