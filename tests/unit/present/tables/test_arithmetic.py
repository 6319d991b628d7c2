"""The table of the arithmetic: phases and their sum at both ends, and the starting scenario beside them."""

import model
from model.engine.run import Run
from model.present.tables.arithmetic import arithmetic_in_words


def shipped(name: str = "reassurance_force", **changes: object) -> Run:
    return Run.of(model.load(name).replace({key.replace("__", "."): value for key, value in changes.items()}))


def test_the_phases_add_up_at_both_ends() -> None:
    assert arithmetic_in_words(shipped()).to_dict() == {
        "With the shorter rest": {"On tour": "30,000", "At home": "60,000", "In all": "90,000"},
        "With the longer rest": {"On tour": "30,000", "At home": "90,000", "In all": "120,000"},
    }


def test_one_end_has_one_column() -> None:
    assert arithmetic_in_words(shipped("german_norm")).to_dict() == {
        "Troops": {"On tour": "30,000", "At home": "150,000", "In all": "180,000"}
    }


def test_t_19_the_starting_scenario_stands_beside_what_is_shown() -> None:
    table = arithmetic_in_words(shipped(rotation__dwell_ratio=2, rotation__recovery_months=1), shipped())
    assert list(table.columns) == [
        "Troops", "Before your changes, with the shorter rest", "Before your changes, with the longer rest",
    ]  # fmt: skip
    assert table["Before your changes, with the longer rest"].to_dict() == {
        "On tour": "30,000", "On leave": "0", "At home": "90,000", "In all": "120,000",
    }  # fmt: skip
    assert table.loc["On leave", "Troops"] == "5,000"
    assert list(arithmetic_in_words(shipped(), shipped("german_norm")))[-1] == "Before your changes"
