"""The exhibit of the months' recursion."""

from charts import validate
from coalitions import brigades
from rich_runs import RUNS

from model.present.exhibits.arrivals import recursion


def test_the_case_in_which_some_are_missing_is_drawn() -> None:
    exhibit = recursion(RUNS["reassurance_force"], "reassurance_force", "france")
    assert exhibit is not None
    assert "with the longer rest" in exhibit.subtitle
    assert validate(exhibit.chart)
    assert exhibit.table.loc["24"].to_dict() == {"Asked for": "4", "Rested": "3", "Arrived": "3"}
    assert exhibit.frame().iloc[-1].to_dict() == {"month": 24, "asked": 4, "rested": 3, "arrived": 3}


def test_where_none_is_missing_it_says_so_and_where_there_are_no_months_there_is_none() -> None:
    enough = recursion(brigades({"one": {"land_strength": 60_000}}, troops=10_000), "main", "one")
    assert enough is not None
    assert enough.title == "As many brigades of One can go as are asked for"
    assert recursion(RUNS["multinational_force_ukraine"], "skies", None) is None
