"""The formulas of the coalition."""

from coalitions import nation, only
from coalitions import run as run_of
from rich_runs import RICH, RUNS, of, rich

from model import Scenario
from model.present.formulas.coalition import coalition_formulas, counted, nation_formulas
from model.present.formulas.force import part_formulas
from model.present.formulas.months import month_formulas
from model.present.formulas.text import result_in_words
from model.present.numbers import NOT_KNOWN


def test_what_is_not_known_is_said_to_be_so() -> None:
    run = RUNS["multinational_force_ukraine"]
    margin = next(formula for formula in coalition_formulas(run) if formula.result == "margin")
    assert all(result_in_words(margin, line) == (NOT_KNOWN, "") for line in margin.lines)
    assert [formula.title for formula in part_formulas(run, "skies")][-1] == "Tours served"
    assert list(month_formulas(run, "skies", None)) == []


def test_a_strain_on_no_pool_says_so() -> None:
    posted = {"low": 1_000, "high": 2_000}
    run = only(run_of({"a": nation(4_000, posted_elsewhere=posted), "b": nation(8_000)}, troops=500))
    strain = next(formula for formula in nation_formulas(run, "a") if formula.result == "strain")
    assert "no pool" in [result_in_words(strain, line)[0] for line in strain.lines]
    assert NOT_KNOWN not in [result_in_words(strain, line)[0] for line in strain.lines]


def test_without_a_coalition_there_is_no_nation_and_no_margin() -> None:
    run = rich({"coalition": None})
    assert counted(run) == []
    assert list(nation_formulas(run, "one")) == []
    assert list(coalition_formulas(run)) == []


def test_where_nobody_counts_capacity_has_no_parts() -> None:
    run = rich({"coalition.counted_positions": ["declared"]})
    assert counted(run) == []
    assert [formula.result for formula in coalition_formulas(run)] == ["margin", "shortfall"]


def test_a_nation_that_carries_nothing_has_no_strain() -> None:
    run = of(
        Scenario.from_document(RICH).replace({"coalition.rule": "offers", "force.guards": None, "force.school": None})
    )
    assert [formula.title for formula in nation_formulas(run, "one")][-1] == "What counts of it"
