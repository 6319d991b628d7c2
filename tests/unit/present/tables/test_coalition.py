"""The tables of a coalition."""

from coalitions import nation, only, run

import model
from model.present.tables import coalition as coalition_tables


def test_refusals_stay_visible_as_refusals() -> None:
    table = coalition_tables.contributors_in_words(only(model.run(model.load("willing_september_2025"))), "high")
    assert table.loc["Poland", "In"] == "out"
    assert table.loc["Poland", "Position"].startswith("refused ([poland.position_2025_09](claim:")
    assert table.loc["Luxembourg", "In"] == "out"
    assert table.loc["Poland", "Position"].endswith("; support from outside Ukraine")
    assert table.loc["France", "Position"].endswith("; leads the talks; leads the coalition")
    assert table["In"].tolist() == sorted(table["In"])


def test_tables_of_chances_carry_their_numbers() -> None:
    run = only(model.run(model.load("willing_chances")))
    table = coalition_tables.pivotal_in_words(run)
    assert table.index[0] == "Australia"
    chances = coalition_tables.chances_in_words(run, "high")["A force of up to"]
    assert chances.loc["41 of 100 cases: as proposed"] == "12,000"


def test_what_is_not_known_is_no_null_in_a_table() -> None:
    run = only(model.run(model.load("no_us_backstop")))
    assert "null" not in str(coalition_tables.contributors_in_words(run, "high"))


def test_what_bounds_a_nations_part_stands_in_the_table() -> None:
    results = run({"a": nation(8_000, offer_troops=300), "b": nation(8_000)}, troops=500)
    table = coalition_tables.contributors_in_words(only(results), "central")
    assert table["Could keep up at the goal"].tolist() == ["1,000", "1,000"]
    assert table["Available at the floor within its offer"].tolist() == ["300", "1,000"]


def test_a_nation_without_a_figure_is_told_as_not_known() -> None:
    table = coalition_tables.contributors_in_words(only(run({"a": nation(None), "b": nation(8_000)})), "central")
    assert table.loc["A", "Could keep up at the goal"] == "not known publicly"
    assert table.loc["A", "Available at the floor within its offer"] == "not known publicly"


def test_a_nation_whose_pool_is_nothing_has_no_pool_to_strain() -> None:
    table = coalition_tables.contributors_in_words(
        only(run({"a": nation(4_000, posted_elsewhere=2_000), "b": nation(8_000)}, troops=500)), "central"
    )
    assert table.loc["A", ["Pool", "Of its pool"]].tolist() == ["0", "no pool"]
    unknown = coalition_tables.contributors_in_words(only(model.run(model.load("no_us_backstop"))), "high")
    assert unknown.loc["France", "Of its pool"] == "not known publicly"


def test_a_contributors_row_by_hand() -> None:
    """Half of 8,000 is the pool; at four in the cycle it keeps up 1,000, and carries the 500 that are asked for."""
    results = run({"a": nation(8_000)}, troops=500)
    row = coalition_tables.contributors_in_words(only(results), "central").loc["A"]
    assert row.to_dict() == {
        "In": "in", "Carries": "500", "Ties up": "2,000", "Of its pool": "50%", "Of its land force": "25%",
        "Position": "offered", "Land strength": "8,000 (your figure)", "Posted elsewhere": "0 (assumption)",
        "Deployed elsewhere": "0 (assumption)", "Pool": "4,000",
        "Could keep up at the goal": "1,000", "Offer": "none", "Available at the floor within its offer": "1,000",
        "Chance": "100%", "Held by": "",
    }  # fmt: skip
