"""The tables of the months: stretches at both ends, the start beside them, every tour."""

from by_hand import two_by_hand
from coalitions import brigades, nation
from month_runs import AT_ONCE, one_pool

from model.engine.run import Run
from model.present.tables import months as months_tables
from model.present.words.course import Course
from model.present.words.turns import moving


def course(one: Run) -> Course:
    of = Course.of(one)
    assert of is not None
    return of


def nine_brigades() -> Run:
    """A offers six brigades of 5,000, B three; one of each is deployed at a time."""
    return brigades({"a": nation(30_000), "b": nation(15_000)})


def test_months_in_which_nothing_changes_stand_in_one_row() -> None:
    table = months_tables.months_in_words(course(Run.of(two_by_hand().replace(AT_ONCE))))
    assert table.to_dict("index") == {
        "1 to 6": {"Needed": "30,000", "In the field": "30,000", "Missing": "0"},
        "7 to 12": {"Needed": "30,000", "In the field": "20,000", "Missing": "10,000"},
        "13 to 18": {"Needed": "30,000", "In the field": "10,000", "Missing": "20,000"},
        "19 to 24": {"Needed": "30,000", "In the field": "10,000 to 30,000", "Missing": "0 to 20,000"},
    }


def test_t_19_the_starting_scenario_stands_beside_what_is_shown() -> None:
    start = course(Run.of(two_by_hand()))
    changed = course(Run.of(two_by_hand().replace(AT_ONCE)))
    table = months_tables.months_in_words(changed, start)
    assert list(table.columns) == [
        "Needed", "In the field", "Missing", "In the field, before your changes", "Missing, before your changes",
    ]  # fmt: skip
    assert table["In the field, before your changes"].tolist() == ["15,000 to 20,000"] * 4
    assert table.loc["7 to 12", "Missing"] == "10,000"


def test_stretches_of_both_are_parted_where_either_changes() -> None:
    shown, start = (
        course(one_pool(pool=20_000, rotation={"tour_months": 6, "dwell_ratio": 2})),
        course(one_pool(pool=90_000)),
    )
    table = months_tables.months_in_words(start, shown)
    assert list(table.index) == ["1 to 12", "13 to 18", "19 to 24"]
    assert table["Missing, before your changes"].tolist() == ["0", "10,000", "0"]
    shorter = course(one_pool(pool=90_000, horizon_months=12))
    beyond = months_tables.months_in_words(course(one_pool(pool=90_000)), shorter)
    assert beyond["Missing, before your changes"].tolist() == ["0", ""]


def test_t_04_files_have_every_month_not_rounded_at_both_ends() -> None:
    frame = months_tables.months_frame(course(Run.of(two_by_hand())))
    assert list(frame.columns) == ["scenario", "end", "month", "required", "deployed", "shortfall"]
    assert len(frame) == 48
    least = frame[frame["end"] == "least"]
    assert set(zip(least["required"], least["deployed"], least["shortfall"], strict=True)) == {(30_000, 15_000, 15_000)}


def test_each_tour_has_its_months_whom_it_relieves_and_the_time_at_home_before() -> None:
    one = nine_brigades()
    table = months_tables.turns_in_words(one, moving(one.turns("central")))
    tours = [(unit, *words) for unit, words in zip(table.index, table.to_numpy().tolist(), strict=True)]
    assert tours == [
        ("A 1", "1 to 6", "nobody", "", ""),
        ("A 2", "7 to 12", "A 1", "", ""),
        ("A 3", "13 to 18", "A 2", "", ""),
        ("A 4", "19 to 24", "A 3", "", ""),
        ("B 1", "1 to 6", "nobody", "", ""),
        ("B 1", "19 to 24", "B 3", "12", ""),
        ("B 2", "7 to 12", "B 1", "", ""),
        ("B 3", "13 to 18", "B 2", "", ""),
    ]


def test_who_goes_too_early_has_by_how_much_and_nobody_has_no_table() -> None:
    few = brigades({"a": nation(20_000)}, changes={"rotation.dwell_floor_months": 6})
    assert months_tables.turns_in_words(few, few.turns("central"))["Too early by"].iloc[1] == "6"
    assert months_tables.turns_in_words(few, []).empty


def test_who_shares_units_is_named() -> None:
    nations = {"a": nation(30_000), "b": nation(4_000), "c": nation(4_500)}
    assert months_tables.sharing(brigades(nations)) == ["Shared: B, C"]
    assert months_tables.sharing(nine_brigades()) == []
