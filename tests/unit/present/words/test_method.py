"""The Method page's sentences, by hand."""

import datetime as dt
from typing import Any

import pytest

import model
from model import Scenario
from model.engine.run import Run
from model.present.words import method as method_words
from model.present.words.force import headline

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


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "what they could keep up, 1,000 to 1,333.33, and what is asked for, 1,000. Kept up: yes."),
        ({"force.main.strength.troops": 1_200}, "Kept up: no at the least, yes at the most."),
        ({"us_backstop.probability": 0.25}, "Kept up: in 25 of 100 cases."),
        (
            {"coalition.contributors.one.probability": 0.5},
            "The chance that the force is kept up, before rounding: 0.5.",
        ),
        ({"force.main.strength": "unknown"}, "not known publicly, and so is the chance"),
    ],
)
def test_the_chance_is_told_with_its_number(changes: dict[str, Any], words: str) -> None:
    sentences = method_words.chance_sentences(run(changes))
    assert words in sentences[0]
    assert method_words.text("how_chance") in sentences
    is_weighed = any(sentence.endswith("Here π is 0.25.") for sentence in sentences)
    assert is_weighed == ("us_backstop.probability" in changes)


def test_the_citation_is_one_line_with_tool_version_day_link_and_result() -> None:
    values: dict[str, Any] = {"version": "1.2", "evidence": "abcd", "day": dt.date(2026, 1, 31)}
    text = method_words.citation(run(), link="http://here/?s=x", **values)
    assert text.startswith(
        "Our arithmetic, made with Roulement 1.2 (evidence abcd) on 31 Jan 2026, http://here/?s=x, suggests that "
        "keeping 1,000 troops"
    )
    assert text.endswith(f"{headline(run()).removesuffix('.')[-20:]}.")
    assert "\n" not in text
    assert "scenario file scenario.yaml" in method_words.citation(run(), link="", **values)


def test_the_contents_name_every_part_once() -> None:
    assert len(set(method_words.SECTIONS.values())) == len(method_words.SECTIONS) == 6
