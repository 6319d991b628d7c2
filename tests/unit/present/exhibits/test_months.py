"""Explore's exhibits of the months: each whole, for every shipped scenario and both starts."""

import pytest
from coalitions import nation, only, run
from whole import is_whole

import model
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.exhibits import months as exhibits

START = "schedule.start"


def shipped(name: str = "reassurance_force", start: str = "evenly_spread") -> Run:
    return Run.of(model.load(name).replace({START: start}))


@pytest.mark.parametrize("start", ["evenly_spread", "rested"])
@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_force_of_known_size_has_its_months(name: str, start: str) -> None:
    one = shipped(name, start)
    months = exhibits.months(one)
    if not one.measure("deployed").is_known:
        assert months is None
        return
    assert months is not None
    is_whole(months, one)
    assert set(months.frame()["end"]) == {"least", "most"}


def test_which_unit_goes_when_is_drawn_where_units_rotate() -> None:
    turns = exhibits.turns(shipped())
    assert turns is not None
    is_whole(turns, shipped())
    assert exhibits.turns(shipped(), "high") is not None
    assert exhibits.turns(shipped("dannatt")) is None
    shared = exhibits.turns(shipped("three_tier"))
    assert shared is not None
    assert shared.note == "Shared: Estonia, France, Lithuania"


def test_t_19_the_start_stands_in_the_table_of_the_months() -> None:
    changed = exhibits.months(shipped(start="rested"), shipped())
    assert changed is not None
    assert "In the field, before your changes" in changed.table.columns
    unknown = exhibits.months(shipped(), shipped("multinational_force_ukraine"))
    assert unknown is not None
    assert "In the field, before your changes" not in unknown.table.columns


def test_the_note_says_what_is_taken_for_granted_and_what_units_stand_for() -> None:
    months = exhibits.months(shipped("willing_chances"))
    assert months is not None
    assert months.note.startswith("Here 3 whole brigades, 15,000 troops, stand for 12,000. Units take turns as if")


def test_without_nations_there_are_no_months() -> None:
    assert exhibits.months(only(run(None))) is None
    assert exhibits.months(only(run({"a": nation(8_000)}, troops=0))) is None
