"""The command's tables: rounded as the pages are, the midpoint named as ours, and no digit lost in other formats."""

import csv
import io
import re

import pytest
from by_hand import SET, by_hand
from coalitions import nation, only, run, scenario
from command import Call

import model
from model.analysis.breakeven import solve
from model.analysis.sensitivity import one_at_a_time
from model.analysis.simulation import simulate
from model.present.numbers import Written
from model.present.tables import rounded
from model.present.words import coalition as coalition_words
from model.present.words.force import figure


def words(cells: tuple[rounded.Cell, ...]) -> list[str]:
    return [cell.words if isinstance(cell, Written) else cell for cell in cells]


def test_the_table_of_a_run_is_rounded_as_the_pages_are() -> None:
    one = only(model.run(by_hand()))
    rows = {row[1]: words(row)[2:] for row in map(tuple, rounded.measure_rows(one))}
    assert rows["cost_per_year"] == ["GBP a year", "GBP 1 billion", "GBP 2.5 billion", "GBP 4 billion"]
    assert rows["capacity"] == ["troops", "7,500", "8,600", "10,000"]
    assert rows["margin"] == ["troops", "−2,500", "−1,400", "0"]
    assert rows["multiplier"][1:] == ["3", "3.5", "4"]
    assert rows["first_shortfall_month"] == ["month; low is the earlier", "1", "1", "never"]
    assert figure(one, "margin") == "−2,500 to 0"


@pytest.mark.parametrize("name", ["multinational_force_ukraine", "no_us_backstop"])
def test_capacity_without_a_known_size_is_rounded_in_the_table_as_in_its_sentences_and_tile(name: str) -> None:
    one = only(model.run(model.load(name)))
    (low, _, high) = next(words(row)[3:] for row in map(tuple, rounded.measure_rows(one)) if row[1] == "capacity")
    assert f"about {low} to {high} there" in str(coalition_words.supply_sentence(one))
    assert str(coalition_words.largest_force(one)).endswith(f"about {low} to {high}.")
    assert figure(one, "capacity") == f"{low}–{high}"


def test_the_table_keeps_the_number_behind_its_words() -> None:
    (capacity,) = (row for row in rounded.measure_rows(only(model.run(by_hand()))) if row[1] == "capacity")
    assert capacity[4] == pytest.approx(60_000 / 7)


def test_a_comparison_has_the_same_words_and_no_minus_zero() -> None:
    base = scenario({"a": nation(80_000)}, rotation={"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}})
    changed = base.replace({"force.main.strength.troops": 1_300, "rotation.dwell_months": 20})
    comparison = model.compare(base, changed)
    cells = [words(row) for row in rounded.comparison_rows(comparison)]
    assert not [row for row in cells if re.search(r"[-−]0(?!\.)", " ".join(row[3:]))]
    by_what = {(row[0], row[1], row[2]): row[3:] for row in cells}
    assert by_what["multiplier", "effect", "rotation.dwell_months"] == ["+1.33", "+0.83", "+0.33"]
    assert by_what["cost_per_year", "remainder", ""] == ["no cost given"] * 3


def test_bars_roots_and_draws_are_rounded_and_say_what_is_missing() -> None:
    dannatt = by_hand()
    bars = [words(row) for row in rounded.bar_rows(one_at_a_time(dannatt))]
    assert ["margin", "rotation.dwell_ratio", "2", "3", "−1,450", "0", "−2,500"] in bars
    roots = [words(row)[1:] for row in rounded.root_rows(solve(dannatt, "force.british_force.strength.troops"))]
    assert roots == [["low", "10,000", "10,000"], ["midpoint", "8,571.4", "8,571"], ["high", "7,500", "7,500"]]
    assert [words(row)[2] for row in rounded.root_rows(solve(dannatt, "rotation.dwell_ratio"))] == ["2", "2", "2"]
    unknown = model.load("multinational_force_ukraine")
    assert {words(row)[2] for row in rounded.draw_rows(simulate(unknown, draws=10)) if row[1] == "tied_up"} == {
        "not known publicly"
    }
    known = [words(row) for row in rounded.draw_rows(simulate(dannatt, draws=200, seed=1)) if row[1] == "deployed"]
    assert known == [["dannatt", "deployed", *["10,000"] * 4]]
    ranged = unknown.replace({"rotation.dwell_ratio": {"low": 2, "high": 3}})
    assert {tuple(words(row)[4:]) for row in rounded.bar_rows(one_at_a_time(ranged)) if row[0] == "tied_up"} == {
        ("not known publicly",) * 3
    }


def test_the_command_names_the_midpoint_as_ours_and_csv_has_all_digits(call: Call) -> None:
    _, table, _ = call("run", "dannatt")
    assert re.search(r"low +midpoint +high", table)
    assert "The midpoint is our arithmetic, nobody's claim." in table
    assert "8,571.43" not in table
    _, text, _ = call("run", "dannatt", *SET, "--format", "csv")
    rows = {row["measure"]: row for row in csv.DictReader(io.StringIO(text))}
    assert float(rows["capacity"]["central"]) == pytest.approx(60_000 / 7)


def test_a_gap_of_less_than_a_soldier_is_not_zero() -> None:
    """19,500 can be kept up of a force of 19,500.004: less than a soldier is missing, which is nobody."""
    nations = {"a": nation(75_000), "b": nation(120_000)}
    results = run(nations, troops=19_500.004, coalition={"deployable_share": 0.4, "contributors": nations})
    sentences = " ".join(coalition_words.sentences(only(results)))
    assert "just the 19,500.004" in sentences
    assert not re.search(r"\b0 (short|more)|short by 0\b(?!\.)", sentences)


def test_a_share_above_nothing_is_never_nothing_in_words() -> None:
    one = only(run({"a": nation(80_000)}, troops=1))
    assert coalition_words.land_force_sentence(one) == "What it would carry would tie up less than 1% of its army."
