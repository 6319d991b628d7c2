"""Explore's exhibits of the force: each whole, for every shipped scenario, and none where there is nothing to show."""

from typing import Any

import pytest
from whole import is_whole

import model
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.exhibits import force as exhibits
from model.present.words.force import headline

TROOPS = "force.reassurance_force.strength.troops"


def shipped(name: str = "reassurance_force", changes: dict[str, Any] | None = None) -> Run:
    return Run.of(model.load(name).replace(changes or {}))


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_force_of_known_size_has_its_exhibits(name: str) -> None:
    one = shipped(name)
    drawn = (exhibits.arithmetic(one), exhibits.gap(one), exhibits.rules_of_rest(one))
    if not one.measure("tied_up").is_known:
        assert drawn == (None, None, None)
        return
    for exhibit in drawn:
        assert exhibit is not None
        is_whole(exhibit, one)


@pytest.mark.parametrize("changes", [{TROOPS: 0}, {"force.reassurance_force.strength": "unknown"}])
def test_of_nobody_and_of_an_unknown_size_nothing_is_drawn(changes: dict[str, Any]) -> None:
    one = shipped(changes=changes)
    assert (exhibits.arithmetic(one), exhibits.gap(one), exhibits.rules_of_rest(one)) == (None, None, None)


def test_without_nations_there_is_no_gap() -> None:
    one = shipped(changes={"coalition": None})
    assert exhibits.gap(one) is None
    assert exhibits.arithmetic(one) is not None


def test_t_04_the_headlines_numbers_stand_in_the_picture_its_table_and_its_file() -> None:
    one = shipped()
    exhibit = exhibits.arithmetic(one)
    assert exhibit is not None
    for number in ("90,000", "120,000"):
        assert number in headline(one)
        assert number in exhibit.text
        assert number in exhibit.table.loc["In all"].tolist()
    frame = exhibit.frame()
    assert frame[frame["case"] == "high"]["troops"].sum() == 120_000


def test_t_20_both_ends_stand_in_title_text_table_and_file() -> None:
    one = shipped("demarcation_line")
    for exhibit in (exhibits.arithmetic(one), exhibits.gap(one), exhibits.rules_of_rest(one)):
        assert exhibit is not None
        assert " to " in exhibit.title or " and " in exhibit.title or " or " in exhibit.title
        assert {"low", "high"} <= set("_".join(map(str, exhibit.frame().to_numpy().ravel())).split("_")) | set(
            "_".join(exhibit.frame().columns).split("_")
        )


def test_t_19_what_was_before_a_change_stands_in_the_subtitle_and_the_table() -> None:
    changed = exhibits.arithmetic(shipped(changes={"rotation.dwell_ratio": 5}), shipped())
    assert changed is not None
    assert changed.subtitle.endswith("Before your changes: 90,000 to 120,000.")
    assert "Before your changes, with the longer rest" in changed.table.columns
    same = exhibits.arithmetic(shipped())
    assert same is not None
    assert "Before" not in same.subtitle


def test_the_gap_names_what_it_is_counted_in() -> None:
    gap = exhibits.gap(shipped())
    assert gap is not None
    assert gap.note == "In whole brigades of 5,000, our assumption; counted soldier by soldier, 8,200 to 26,900."
    plain = exhibits.gap(shipped("dannatt"))
    assert plain is not None
    assert plain.note == ""


def test_the_rules_say_who_asks_for_what_and_cite_them_all() -> None:
    rest = exhibits.rules_of_rest(shipped())
    assert rest is not None
    assert rest.table.loc["British Army guideline, 2003"].tolist() == ["24 months at home between tours", "150,000"]
    assert {"nato_2004.dwell_ratio", "germany_norm.tour_months"} <= set(rest.claims)
    assert rest.frame()["in_use"].sum() == 1
    rules = exhibits.rules_of_rest(shipped(changes={"rotation.dwell_ratio": 2.5}))
    assert rules is not None
    assert rules.table.loc["As entered here"].tolist() == ["2.5 at home for each one away", "105,000"]
