"""The tables of the months, row by row: two brigades at a time, 6 months away and 12 at home."""

from coalitions import brigades, nation
from month_runs import AT_ONCE, FRANCE_TOO, one_pool, shipped

from model.engine.run import Run
from model.present.tables import months as months_tables


def nine_brigades() -> Run:
    """A offers six brigades of 5,000, B three; one of each is deployed at a time."""
    return brigades({"a": nation(30_000), "b": nation(15_000)})


def test_each_month_has_its_phases_which_add_up_to_the_pool() -> None:
    table = months_tables.months_table(nine_brigades(), "central")
    phases = ["Deployed", "At home between tours", "Ready"]
    assert list(table.columns) == ["Required", *phases, "Short", "Pool"]
    assert table.loc[1].tolist() == [10_000, 10_000, 0, 35_000, 0, 45_000]
    assert table.loc[7].tolist() == [10_000, 10_000, 10_000, 25_000, 0, 45_000]
    assert table.loc[13].tolist() == [10_000, 10_000, 20_000, 15_000, 0, 45_000]
    assert table.loc[19].tolist() == [10_000, 10_000, 20_000, 15_000, 0, 45_000]  # the first two are ready again
    assert (table[phases].sum(axis=1) == table["Pool"]).all()


def test_months_in_words_are_rounded_and_named() -> None:
    row = months_tables.months_in_words(nine_brigades(), "central").loc["7"]
    assert row.tolist() == ["10,000", "10,000", "10,000", "25,000", "0", "45,000"]


def test_each_tour_has_its_months_whom_it_relieves_and_the_time_at_home_before() -> None:
    table = months_tables.turns_in_words(nine_brigades(), "central")
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


def test_brigades_that_never_go_wait() -> None:
    run = nine_brigades()
    assert {months_tables.title_of(run, turn) for turn in months_tables.moving(run, "central")} == {
        "A 1", "A 2", "A 3", "A 4", "B 1", "B 2", "B 3",
    }  # fmt: skip
    assert months_tables.waiting(run, "central") == 2  # A 5 and A 6
    assert months_tables.sharing(run) == []


def test_the_tables_say_what_the_charts_do() -> None:
    run = shipped("reassurance_force", AT_ONCE | FRANCE_TOO)
    table = months_tables.months_in_words(run, "high")
    assert table.loc["13", ["Required", "Deployed", "Short"]].tolist() == ["30,000", "10,000", "20,000"]
    assert list(table.columns) == ["Required", "Deployed", "At home between tours", "Ready", "Short", "Pool"]
    tours = months_tables.turns_in_words(run, "high")
    assert tours.loc["France 4"].tolist() == ["7 to 12", "France 2", "", ""]
    assert months_tables.months_in_words(shipped("multinational_force_ukraine"), "high").empty
    assert months_tables.turns_in_words(one_pool(pool=0), "high").empty


def test_who_shares_units_is_named() -> None:
    nations = {"a": {"land_strength": 30_000}, "b": {"land_strength": 4_000}, "c": {"land_strength": 4_500}}
    assert months_tables.sharing(brigades(nations)) == ["Shared: B, C"]
