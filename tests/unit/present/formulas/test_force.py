"""The formulas of the Method page: what is shown is the run's, and works out as it says."""

import math

import pytest
from by_hand import by_hand
from rich_runs import RUNS, every, of

import model
from model.engine.run import Run
from model.present.formulas.coalition import coalition_formulas, counted, nation_formulas
from model.present.formulas.force import part_formulas, total_formulas, worked_parts
from model.present.formulas.latex import typeset
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
        "People who would serve": "people_within_horizon", "Cost of a year": "cost_per_year",
        "What all could keep up": "capacity", "Troops to spare, or missing": "margin",
        "Troops that no nation carries": "shortfall", "Load on all armies": "strain",
        "Tours served, all parts together": "throughput",
    }  # fmt: skip
    for title, measure in measures.items():
        if title in totals:
            assert same(results(totals[title]), ends(run, measure)), title
    rows = model.Results((run,)).requirement.set_index(["component", "case"])
    for part in worked_parts(run):
        formulas = {formula.title: formula for formula in part_formulas(run, part)}
        by_result = {formula.result: formula for formula in formulas.values()}
        for measure in ("deployed", "tied_up", "multiplier"):
            expected = {float(rows.loc[(part, case), measure]) for case in ("low", "high")}
            assert same(results(by_result[measure]), expected), measure
    nations = model.Results((run,)).contributors.set_index(["contributor", "case"])
    columns = {"pool": "pool", "sustained": "sustained", "tied_up": "tied_up", "strain": "strain"}
    for nation in counted(run):
        for formula in nation_formulas(run, nation):
            if formula.result in columns:
                expected = {float(nations.loc[(nation, case), columns[formula.result]]) for case in ("low", "high")}
                assert same(results(formula), expected), formula.title


def test_dannatts_arithmetic_line_by_line() -> None:
    blocks = {formula.title: typeset(formula) for formula in every(of(by_hand()))}
    home = blocks["Months at home"]
    assert r"d = n \times \left(\tau + b\right)" in home
    assert r"\text{with the shorter rest:} \\[5pt] &\quad 2 \times \left(6 + 0\right) = 12\ \text{months}" in home
    assert r"\text{with the longer rest:} \\[5pt] &\quad 3 \times \left(6 + 0\right) = 18\ \text{months}" in home
    assert r"C = b + x + \tau + d" in blocks["From one departure to the next"]
    assert r"0 + 0 + 6 + 18 = 24\ \text{months}" in blocks["From one departure to the next"]
    assert r"\dfrac{24}{6 - 0} = 4\ \text{for each one away}" in blocks["Soldiers for each one away"]
    assert r"10{,}000 \times 4 = 40{,}000\ \text{troops}" in blocks["Troops tied up"]
    assert r"&10{,}000\ \text{troops}" in blocks["Troops in the field"]
    assert r"7{,}500 - 10{,}000 = -2{,}500\ \text{troops}" in blocks["Troops to spare, or missing"]
    assert r"\max\left(0,\ 10{,}000 - 7{,}500\right) \\ &\quad = 2{,}500" in blocks["Troops that no nation carries"]
