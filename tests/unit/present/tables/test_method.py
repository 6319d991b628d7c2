"""The tables of the Method page, row by row."""

from model.analysis.rounds import Round, turns_of
from model.present.tables import method as method_tables
from model.terms import TERMS


def test_the_months_of_each_round_stand_in_order_and_add_up() -> None:
    table = method_tables.rounds_in_words([Round(6, 12), Round(6, 20, transit=1, recovery=2)])
    assert list(table.index) == ["away", "travel", "leave", "at home", method_tables.IN_ALL]
    assert table["3 for each one away"].tolist() == ["6", "0", "0", "12", "18"]
    assert table["4.5 for each one away"].tolist() == ["6", "1", "2", "18", "27"]


def test_each_unit_has_a_row_for_each_of_its_stretches_and_many_units_are_cut_short() -> None:
    table = method_tables.turns_in_words(turns_of(Round(6, 12)), 11)
    assert table.loc["Unit 2"].to_numpy().tolist() == [
        ["at home", "0", "6"], ["away", "6", "12"], ["at home", "12", "18"],
    ]  # fmt: skip
    assert set(method_tables.turns_in_words(turns_of(Round(1, 59)), 2).index) == {"Unit 1", "Unit 2"}


def test_every_term_stands_in_the_order_of_the_alphabet_with_its_plain_words() -> None:
    table = method_tables.glossary_in_words()
    assert list(table.index) == sorted(term.word for term in TERMS.values())
    assert table.loc["Multiplier", "In plain words"] == "Soldiers for each one away"
    assert table.loc["Tour", "In plain words"] == ""
    assert table.loc["Multiplier", "Symbol"] == "m"
    symbols = [term.symbol for term in TERMS.values() if term.symbol]
    assert len(set(symbols)) == len(symbols)
