"""The formulas of the Method page: what is shown is the run's, and works out as it says."""

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import model
from model import Scenario
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.formulas.coalition import coalition_formulas, counted, nation_formulas
from model.present.formulas.force import part_formulas, total_formulas, worked_parts
from model.present.formulas.months import month_formulas, training_formulas
from model.present.formulas.text import Formula, inputs_of, line_in_words
from model.present.numbers import NOT_KNOWN, worked

ROUNDING = 1e-9
SHOWN = 2e-5  # six digits of each operand
OPERATORS: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
FUNCTIONS: dict[str, Callable[..., float]] = {
    "min": min, "max": max, "round": round, "ceil": lambda x: math.ceil(x - SHOWN),
    "floor": lambda x: math.floor(x + SHOWN),
}  # fmt: skip
SIGNS = {"×": "*", "−": "-", "⌈": "ceil(", "⌉": ")", "⌊": "floor(", "⌋": ")"}
RICH: dict[str, Any] = {
    "horizon_months": 18,
    "force": {
        "main": {
            "strength": {"units": {"low": 2, "high": 3}, "troops_per_unit": 1_000},
            "support_per_deployed": 0.5,
            "profile": {6: 0.5, 12: 0.75},
        },
        "guards": {
            "strength": {"sites": 4, "troops_per_site": 100},
            "task": "protection",
            "rotation": {"dwell_months": 12, "overlap_months": 0.5},
            "training": {"trainers": 10, "trainees_per_trainer": 3, "course_months": 2, "target": 500},
        },
        "school": {
            "strength": {"troops": 50},
            "task": "training",
            "training": {"trainers": 20, "trainees_per_trainer": 2, "course_months": 4, "target": 900},
        },
    },
    "rotation": {
        "tour_months": {"low": 5, "high": 6},
        "dwell_months": 20,
        "dwell_floor_months": 10,
        "overlap_months": 0.25,
        "mobilisation_months": 1,
        "transit_months": 0.5,
        "preparation_months": 4,
        "recovery_months": 1,
    },
    "coalition": {
        "rule": "by_priority",
        "deployable_share": {"low": 0.3, "high": 0.5},
        "contributors": {
            "one": {"position": "offered", "land_strength": 40_000, "deployed_elsewhere": 500, "priority": 1},
            "two": {"position": "offered", "land_strength": 20_000, "deployable_share": 0.4, "offer_troops": 900},
            "three": {"position": "offered"},
            "four": {"position": "refused", "land_strength": 9_000},
        },
    },
    "cost": {"per_deployed_year": {"low": 1e5, "high": 2e5}, "currency": "EUR"},
}


def only(scenario: Scenario) -> Run:
    (run,) = model.run(scenario).runs
    return run


def rich(changes: dict[str, Any] | None = None) -> Run:
    return only(Scenario.from_document(RICH).replace(changes or {}))


RUNS = {name: only(model.load(name)) for name in shipped_scenarios()} | {
    "rich": rich(),
    "one part": rich({"force.guards": None, "force.school": None}),
    "plain days": rich({"force": {"main": {"strength": {"troops": 100}}}, "horizon_months": 4}),
    "months asked for": rich({"schedule.step": "month"}),
}


def every(run: Run) -> Iterator[Formula]:
    parts, nations = worked_parts(run), counted(run)
    for part in parts:
        yield from part_formulas(run, part)
        for nation in nations or [None]:
            yield from month_formulas(run, part, nation)
    yield from total_formulas(run)
    for nation in nations:
        yield from nation_formulas(run, nation)
    yield from coalition_formulas(run)
    yield from training_formulas(run)


def compute(node: ast.AST) -> float:
    match node:
        case ast.Expression(body=body):
            return compute(body)
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATORS[type(op)](compute(left), compute(right))
        case ast.UnaryOp(operand=operand):
            return -compute(operand)
        case ast.Call(func=ast.Name(id=name), args=args):
            return FUNCTIONS[name](*map(compute, args))
        case ast.Constant(value=int() | float() as value):
            return value
    raise AssertionError(f"unexpected in a formula: {ast.dump(node)}")


def worked_out(text: str) -> float:
    """Work out a formula as it is written, thousands with commas and all."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for sign, meant in SIGNS.items():
        plain = plain.replace(sign, meant)
    return compute(ast.parse(plain, mode="eval"))


@pytest.mark.parametrize("name", RUNS)
def test_every_line_works_out_to_its_result(name: str) -> None:
    lines = [(formula, line) for formula in every(RUNS[name]) for line in formula.lines if math.isfinite(line.result)]
    assert len(lines) > 8
    for formula, line in lines:
        size = max(map(abs, (*line.operands.values(), line.result, 1.0)))
        exact = re.sub(r"\{(\w+)\}", lambda found, line=line: repr(line.operands[found[1]]), formula.template)
        assert worked_out(exact) == pytest.approx(line.result, rel=ROUNDING, abs=ROUNDING * size), formula.title
        numbers, result = formula.in_numbers(line)
        assert worked_out(numbers) == pytest.approx(worked_out(result), rel=SHOWN, abs=SHOWN * size), formula.title


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


def same(found: set[float], expected: set[float]) -> bool:
    known, wanted = ({worked(number) for number in numbers} for numbers in (found, expected))
    return known == wanted


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


@pytest.mark.parametrize("name", RUNS)
def test_every_input_of_a_formula_is_one_of_the_scenario_and_told_with_its_source(name: str) -> None:
    run = RUNS[name]
    for formula in every(run):
        inputs = inputs_of(run.scenario, formula)
        assert bool(inputs) == bool(formula.paths)
        for path in formula.paths:
            quantity = run.scenario.quantities()[path]
            assert quantity.claim is None or f"[{quantity.claim}](claim:{quantity.claim})" in inputs


def in_lines(formula: Formula) -> str:
    """A formula with its symbols, in words, and a line for each case with the numbers put in."""
    lines = (" ".join(filter(None, line_in_words(formula, line))) for line in formula.lines)
    return "\n".join((formula.in_symbols(), formula.in_words(), *lines))


def test_dannatts_arithmetic_line_by_line() -> None:
    blocks = {formula.title: in_lines(formula) for formula in every(RUNS["dannatt"])}
    assert "if 3×: 2 × (6 + 0) = 12 months\nif 4×: 3 × (6 + 0) = 18 months" in blocks["Dwell"]
    assert "C = b + x + τ + d\ncycle = mobilisation + transit + tour + dwell" in blocks["Cycle"]
    assert "if 4×: 0 + 0 + 6 + 18 = 24 months" in blocks["Cycle"]
    assert "if 4×: 24 / (6 − 0) = 4 in the cycle for each one deployed" in blocks["Multiplier"]
    assert "if 4×: 10,000 × 4 = 40,000 troops" in blocks["Tied up"]
    assert "10,000 troops" in blocks["Deployed"]
    assert "7,500 − 10,000 = −2,500 troops" in blocks["Margin"]
    assert "max(0, 10,000 − 7,500) = 2,500 troops" in blocks["Shortfall"]


def test_the_units_of_a_force_and_of_a_pool_by_hand() -> None:
    blocks = {formula.title: in_lines(formula) for formula in every(RUNS["reassurance_force"])}
    assert "⌈30,000 / 5,000⌉ = 6 units" in blocks["Units required"]
    units = [f for f in month_formulas(RUNS["reassurance_force"], "reassurance_force", "france") if "pool" in f.title]
    assert "⌊48,000 / 5,000⌋ = 9 units" in in_lines(units[0])


def test_units_too_large_for_a_pool_at_both_ends_are_left_out() -> None:
    force = {"main": {"strength": {"troops": 4_000}, "element": {"troops": {"low": 500, "high": 2_000}}}}
    nation = {"one": {"position": "offered", "land_strength": 2_000}}
    coalition = {"deployable_share": 0.5, "contributors": nation}
    document = {"force": force, "rotation": {"tour_months": 6, "dwell_months": 18}, "coalition": coalition}
    run = only(Scenario.from_document(document))
    assert "one" in [row.name for row in run.plan.components[0].rows]
    titles = [formula.title for formula in month_formulas(run, "main", "one")]
    assert titles == ["Units required", "Relief interval", "Cycle at the dwell floor"]


def test_what_is_not_known_is_said_to_be_so() -> None:
    run = RUNS["multinational_force_ukraine"]
    margin = next(formula for formula in coalition_formulas(run) if formula.title == "Margin")
    assert all(line_in_words(margin, line)[1] == NOT_KNOWN for line in margin.lines)
    assert [formula.title for formula in part_formulas(run, "skies")][-1] == "Tours served"
    assert list(month_formulas(run, "skies", None)) == []


def test_without_a_coalition_there_is_no_nation_and_no_margin() -> None:
    run = rich({"coalition": None})
    assert counted(run) == []
    assert list(nation_formulas(run, "one")) == []
    assert list(coalition_formulas(run)) == []


def test_where_nobody_counts_capacity_has_no_parts() -> None:
    run = rich({"coalition.counted_positions": ["declared"]})
    assert counted(run) == []
    assert [formula.title for formula in coalition_formulas(run)] == ["Margin", "Shortfall"]


def test_a_nation_that_carries_nothing_has_no_strain() -> None:
    run = only(
        Scenario.from_document(RICH).replace({"coalition.rule": "offers", "force.guards": None, "force.school": None})
    )
    assert [formula.title for formula in nation_formulas(run, "one")][-1] == "Its capacity"


def test_the_notes_of_a_step_too_short_leave_the_months_out() -> None:
    run = rich({"rotation.overlap_months": 4.999})
    assert run.plan.is_too_short
    assert list(month_formulas(run, "main", None)) == []


def test_numbers_keep_six_digits() -> None:
    assert [worked(number) for number in (0.0, 1e-7, 999_999.6, 0.4, math.inf)] == [
        "0", "0.0000001", "1,000,000", "0.4", NOT_KNOWN,
    ]  # fmt: skip
