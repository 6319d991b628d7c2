"""The formulas of the Method page: what is shown is the run's, and works out as it says."""

import math

import pytest
from by_hand import by_hand
from rich_runs import RUNS, every, in_lines, of

import model
from model.engine.run import Run
from model.present.formulas.coalition import coalition_formulas, counted, nation_formulas
from model.present.formulas.force import part_formulas, total_formulas, worked_parts
from model.present.formulas.text import Formula
from model.present.numbers import worked


def results(formula: Formula) -> set[float]:
    return {line.result for line in formula.lines}


def ends(run: Run, measure: str) -> set[float]:
    """A measure in the low and the high case, or its own ends."""
    measure_range = run.measure(measure)
    ends = (
        {measure_range.low, measure_range.high}
        if measure in ("throughput", "people_within_horizon", "cost_per_year")
        else set()
    )
    by_case = ends or {run.at(case, measure) for case in ("low", "high")}
    return {math.nan if end is None else end for end in by_case}


def same(actual: set[float], expected: set[float]) -> bool:
    known, needed = ({worked(number) for number in numbers} for numbers in (actual, expected))
    return known == needed


@pytest.mark.parametrize("name", RUNS)
def test_what_is_shown_is_what_the_run_has(name: str) -> None:
    run = RUNS[name]
    totals = {formula.title: formula for formula in (*total_formulas(run), *coalition_formulas(run))}
    measures = {
        "People who would serve": "people_within_horizon", "Cost": "cost_per_year", "Capacity": "capacity",
        "Margin": "margin", "Shortfall": "shortfall", "Strain of all together": "strain",
        "Tours served, all parts together": "throughput",
    }  # fmt: skip
    for title, measure in measures.items():
        if title in totals:
            assert same(results(totals[title]), ends(run, measure)), title
    rows = model.Results((run,)).requirement.set_index(["component", "case"])
    for part in worked_parts(run):
        formulas = {formula.title: formula for formula in part_formulas(run, part)}
        for title in ("Deployed", "Tied up", "Multiplier"):
            expected = {float(rows.loc[(part, case), title.lower().replace(" ", "_")]) for case in ("low", "high")}
            assert same(results(formulas[title]), expected), title
    nations = model.Results((run,)).contributors.set_index(["contributor", "case"])
    columns = {"Pool": "pool", "Could keep up": "sustained", "It would tie up": "tied_up", "Strain": "strain"}
    for nation in counted(run):
        for formula in nation_formulas(run, nation):
            if formula.title in columns:
                expected = {float(nations.loc[(nation, case), columns[formula.title]]) for case in ("low", "high")}
                assert same(results(formula), expected), formula.title


def test_dannatts_arithmetic_line_by_line() -> None:
    blocks = {formula.title: in_lines(formula) for formula in every(of(by_hand()))}
    assert "if 3×: 2 × (6 + 0) = 12 months\nif 4×: 3 × (6 + 0) = 18 months" in blocks["Dwell"]
    assert "C = b + x + τ + d\ncycle = mobilisation + transit + tour + dwell" in blocks["Cycle"]
    assert "if 4×: 0 + 0 + 6 + 18 = 24 months" in blocks["Cycle"]
    assert "if 4×: 24 / (6 − 0) = 4 in the cycle for each one deployed" in blocks["Multiplier"]
    assert "if 4×: 10,000 × 4 = 40,000 troops" in blocks["Tied up"]
    assert "10,000 troops" in blocks["Deployed"]
    assert "7,500 − 10,000 = −2,500 troops" in blocks["Margin"]
    assert "max(0, 10,000 − 7,500) = 2,500 troops" in blocks["Shortfall"]
