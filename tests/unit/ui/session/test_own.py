"""A reader's own files in a session: what is taken in, what is refused."""

import pytest

import model
from model.scenario.errors import ScenarioError
from model.ui.session import own

PART = "  p{}: {{strength: {{troops: {{low: 1, high: 2}}}}}}\n"
REST = "rotation: {tour_months: 6, dwell_ratio: 2}\n"


def with_ranges(count: int) -> bytes:
    return ("force:\n" + "".join(PART.format(number) for number in range(count)) + REST).encode()


def test_a_file_of_more_ranges_than_the_pages_show_is_refused_and_not_taken_in() -> None:
    assert own.take_in(with_ranges(8), "eight.yaml").name == "eight"
    with pytest.raises(ScenarioError, match="range"):
        own.take_in(with_ranges(13), "thirteen.yaml")
    assert "thirteen" not in own.taken_in()


def test_a_plan_takes_the_nations_of_a_table_under_a_name_and_a_title_of_both() -> None:
    plan, table = model.load("reassurance_force"), b"nation,land_strength\nGB,75000\n"
    mine = own.with_nations(plan, table, "nations.csv")
    assert (mine.name, mine.title) == (
        "reassurance_force_nations",
        "Reassurance force: 30,000 troops, nations of nations.csv",
    )
    assert own.with_nations(plan, table, "<b>.csv").title == plan.title
    assert own.keep(mine) is own.keep(mine)
    assert own.taken_in()["reassurance_force_nations"].tables == mine.tables
    assert list(mine.tables) == ["nations.csv"]
