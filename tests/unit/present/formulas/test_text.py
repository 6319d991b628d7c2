"""Formulas and their numbers: each line works out to its result, every letter has its words."""

import ast
import math
import operator
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich_runs import RUNS, every

from model.present.formulas.text import Formula, Line, result_in_words
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


@pytest.mark.parametrize("name", RUNS)
def test_every_input_of_a_formula_is_one_of_the_scenario(name: str) -> None:
    run = RUNS[name]
    assert all(path in run.scenario.quantities() for formula in every(run) for path in formula.paths)


def test_a_letter_has_its_words_and_a_word_needs_none() -> None:
    by_title = {formula.title: formula for formula in every(RUNS["dannatt"])}
    assert by_title["Soldiers for each one away"].legend == {
        "m": "soldiers for each one away", "C": "from one departure to the next", "τ": "tour", "o": "handover",
    }  # fmt: skip
    assert "what it carries" not in by_title["It would tie up"].legend
    assert by_title["What all could keep up"].legend == {}


def test_a_result_has_its_unit_or_says_why_there_is_none() -> None:
    known = Formula("", "strain", "{pool}", "", (), "months")
    assert result_in_words(known, Line("", {"pool": 2.0}, 2.0)) == ("2", "months")
    assert result_in_words(known, Line("", {"pool": math.nan}, math.nan)) == (NOT_KNOWN, "")
    assert result_in_words(known, Line("", {"pool": 0.0}, math.nan)) == ("no pool", "")
    assert result_in_words(replace(known, result="D"), Line("", {"pool": 0.0}, math.nan)) == (NOT_KNOWN, "")


def test_numbers_keep_six_digits() -> None:
    assert [worked(number) for number in (0.0, 1e-7, 999_999.6, 0.4, math.inf)] == [
        "0", "0.0000001", "1,000,000", "0.4", NOT_KNOWN,
    ]  # fmt: skip
