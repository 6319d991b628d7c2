"""The words of the arithmetic: one soldier at a time, what a square stands for, totals that add up."""

from typing import Any

import pytest

import model
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.words import arithmetic as words
from model.present.words.force import headline


def shipped(name: str = "reassurance_force", changes: dict[str, Any] | None = None) -> Run:
    return Run.of(model.load(name).replace(changes or {}))


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({}, "One soldier away means two or three at home"),
        ({"rotation.dwell_ratio": 5}, "One soldier away means five at home"),
        ({"rotation.dwell_ratio": {"low": 1.5, "high": 4}}, "One soldier away means 1.5 to four at home"),
        ({"rotation.dwell_ratio": 0}, "One soldier away means nobody at home"),
        ({"rotation.dwell_ratio": 2, "rotation.overlap_months": 1}, "One soldier away means 2.6 more tied up"),
    ],
)
def test_the_finding_is_of_one_soldier(changes: dict[str, Any], finding: str) -> None:
    assert words.finding(shipped(changes=changes)) == finding.replace("to four", "to 4")


def test_what_is_drawn_says_what_a_square_is_what_is_outlined_and_what_was_before() -> None:
    start = shipped()
    assert words.squares(start, 1_000, None) == "Each square is 1,000 troops. Outlined: only with the longer rest."
    assert words.squares(shipped("german_norm"), 1, start) == (
        "Each square is one soldier. Before your changes: 90,000 to 120,000."
    )
    assert words.squares(start, 1_000, shipped("multinational_force_ukraine")).endswith("the longer rest.")
    assert words.squares(start, 1_000, start).endswith("the longer rest.")  # what was changed moved nothing here


def test_a_total_names_the_size_where_it_is_a_range_and_nobody_where_nobody_rests() -> None:
    assert words.total(shipped("mnf_ground_force"), "low")[0] == "75,000: 25,000, two at home for each one away"
    assert words.total(shipped(changes={"rotation.dwell_ratio": 0}), "high")[1] == "30,000: nobody at home"


def test_figures_of_one_picture_share_their_rounding_with_the_headline() -> None:
    one = shipped("demarcation_line")
    assert headline(one) == "Keeping about 4,900 to 109,950 troops in the field would tie up 14,700 to 439,800"
    assert words.total(one, "high")[0].startswith("439,800: 109,950, ")
    assert words.troops(one, [329_874.99]) == "329,900"


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_04_totals_stand_in_the_headline_as_in_the_picture(name: str) -> None:
    one = shipped(name)
    if one.measure("tied_up").is_known:
        for case in ("low", "high"):
            assert words.total(one, case)[0].partition(":")[0] in headline(one)


def test_the_text_tells_both_totals_with_their_phases() -> None:
    assert words.in_words(shipped()) == (
        "90,000: two at home for each one away (30,000 on tour, 60,000 at home); "
        "120,000: three at home for each one away (30,000 on tour, 90,000 at home)."
    )
    assert words.in_words(shipped("nato_norm")).startswith("150,000: four at home for each one away (30,000 on tour")


def test_whose_rest_was_applied_is_said_where_the_scenario_does() -> None:
    assert words.whose_rest(shipped()).startswith("Lord Dannatt spoke of British troops; ")
    assert words.whose_rest(shipped(changes={"rotation.dwell_ratio": 2})) == ""
