"""The exhibit of a comparison step by step."""

import model
from model.present.exhibits.effects import step_by_step

NAMES = ("Reassurance force", "30,000 by the German rule")


def test_the_change_that_moves_most_is_the_finding() -> None:
    comparison = model.compare(model.load("reassurance_force"), model.load("german_norm"))
    drawn = step_by_step(comparison, "tied_up", "low", NAMES, 1)
    assert drawn is not None
    assert drawn.title == "“Months at home between tours” alone moves the troops tied up most: +40,000"
    assert "at the lower end: from “Reassurance force” to “30,000 by the German rule”" in drawn.subtitle
    assert "30,000 by the German rule 180,000" in drawn.text
    assert drawn.table.loc["In all"].tolist() == ["", "", "+90,000", "+60,000"]
    assert set(drawn.frame()["scenario"]) == set(NAMES)


def test_there_is_none_where_an_end_is_not_known() -> None:
    comparison = model.compare(model.load("three_tier"), model.load("no_us_backstop"))
    assert step_by_step(comparison, "tied_up", "high", NAMES, 1) is None
