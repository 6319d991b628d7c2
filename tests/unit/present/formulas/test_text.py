"""Formulas as text: each line works out to its result, and every input has its source."""

import ast
import math
import operator
import re
from collections.abc import Callable

import pytest
from rich_runs import RUNS, every

from model.present.formulas.text import inputs_of
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
        exact = re.sub(r"\{(\w+)\}", lambda match, line=line: repr(line.operands[match[1]]), formula.template)
        assert worked_out(exact) == pytest.approx(line.result, rel=ROUNDING, abs=ROUNDING * size), formula.title
        numbers, result = formula.in_numbers(line)
        assert worked_out(numbers) == pytest.approx(worked_out(result), rel=SHOWN, abs=SHOWN * size), formula.title


@pytest.mark.parametrize("name", RUNS)
def test_every_input_of_a_formula_is_one_of_the_scenario_and_told_with_its_source(name: str) -> None:
    run = RUNS[name]
    for formula in every(run):
        inputs = inputs_of(run.scenario, formula)
        assert bool(inputs) == bool(formula.paths)
        for path in formula.paths:
            quantity = run.scenario.quantities()[path]
            assert quantity.claim is None or f"[{quantity.claim}](claim:{quantity.claim})" in inputs


def test_numbers_keep_six_digits() -> None:
    assert [worked(number) for number in (0.0, 1e-7, 999_999.6, 0.4, math.inf)] == [
        "0", "0.0000001", "1,000,000", "0.4", NOT_KNOWN,
    ]  # fmt: skip
