"""The tables of the force, row by row."""

from coalitions import scenario

from model.present.tables import force as force_tables


def test_a_change_stands_with_its_value_at_the_start_and_now() -> None:
    start, changes = scenario(None), {"rotation.tour_months": 4, "force.main.strength.troops": 1_500}
    table = force_tables.changes_in_words(start, start.replace(changes), changes)
    assert table.to_dict("index") == {
        "Tour": {"At the start": "6", "Now": "4"}, "Main: troops": {"At the start": "1,000", "Now": "1,500"},
    }  # fmt: skip
