"""The words of arrivals: whose units they are, and what holds them back."""

from coalitions import brigades, nation, only
from coalitions import run as run_of

from model.analysis.arrivals import arrivals
from model.engine.run import Run
from model.present.words.arrivals import subtitle, text, title, whose


def told(run: Run, contributor: str | None, case: str = "low") -> tuple[str, str, str]:
    of = arrivals(run, "main", contributor, case)
    assert of is not None
    return whose(run, of), title(run, of), text(run, of)


def test_a_nation_that_is_short_of_rested_brigades_from_some_month_on() -> None:
    run = brigades({"one": {"land_strength": 15_000}}, troops=10_000)
    assert told(run, "one") == (
        "One",
        "From month 7 rest decides how many brigades of One can go",
        (
            "From month 7 rest decides how many brigades of One can go. By month 24, 5 have arrived; what is asked for "
            "allows 5, those who are rested allow 5."
        ),
    )


def test_a_nation_that_is_never_short_or_from_the_start() -> None:
    assert told(brigades({"one": {"land_strength": 30_000}}, troops=10_000), "one")[1] == (
        "As many brigades of One can go as are asked for"
    )
    small = brigades({"one": {"land_strength": 5_000}}, troops=10_000)
    assert told(small, "one")[1] == "Rest decides from the start how many brigades of One can go"


def test_all_together_and_nations_that_share_units_have_no_name_of_a_nation() -> None:
    assert told(brigades(), None)[0] == "all together"
    shared = brigades({"one": {"land_strength": 2_000}, "two": {"land_strength": 4_000}}, troops=10_000)
    assert told(shared, "one")[0] == "the nations that share units"


def test_plain_troops_are_called_so_and_the_case_is_named_where_there_are_two() -> None:
    run = only(run_of({"a": nation(8_000)}, rotation={"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}))
    of = arrivals(run, "main", "a", "high")
    assert of is not None
    assert "troops of A" in title(run, of)
    assert subtitle(run, of, "high").startswith("Troops that have arrived since the start, with the longer rest")
