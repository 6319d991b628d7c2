r"""Formulas as a book sets them: a template becomes LaTeX, with symbols or with numbers in its operands' places.

The template is read as what it is, a sum, and never as text: names of a reader's file cannot become commands. Words
stand in `\text{…}`, with every sign that LaTeX would take for its own escaped. LaTeX breaks no line by itself, so what
a phone has no room for is broken here: sums before a sign, lists of a function after a comma.
"""

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from model.letters import visible
from model.present.formulas.text import NAME, SUM, Formula, Line, result_in_words
from model.present.numbers import worked

SIGNS = {"×": "*", "−": "-", "⌈": "ceil(", "⌉": ")", "⌊": "floor(", "⌋": ")"}
"""Signs of a template as Python writes them, so that Python's own reader can take the template apart."""
OPERATORS: dict[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", 1), ast.Sub: ("-", 1), ast.Mult: (r"\times", 2)
}  # fmt: skip
"""How each is written, and how closely it binds."""
BRACKETS = {
    "ceil": (r"\left\lceil ", r" \right\rceil"),
    "floor": (r"\left\lfloor ", r" \right\rfloor"),
    **{name: (rf"\{name}\left(", r"\right)") for name in ("max", "min")},
    "round": (r"\operatorname{round}\left(", r"\right)"),
}
LETTERS = {"τ": r"\tau", "π": r"\pi", "λ": r"\lambda"}
ONE_LETTER = re.compile(r"([A-Za-zτπλ])(′?)")
OF_TEX = {
    "\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}  # fmt: skip
"""Signs with a meaning to LaTeX, as it writes them in words."""
MOST = 28
"""Signs that a phone of 320 pixels has room for in a line."""
NEXT_LINE = r" \\[5pt] "
AROUND_SIGN, IN_BRACKETS, OF_FUNCTION = 2, 2, 5
"""Signs that a sign with its spaces, brackets, and a function with its brackets take."""


@dataclass(frozen=True)
class Piece:
    """A part of a formula as LaTeX, and how many signs wide it is."""

    latex: str
    width: int


Words = Callable[[str], Piece]
"""The piece in an operand's place, by the operand's name."""


def typeset(formula: Formula) -> str:
    r"""Return a formula as LaTeX, its lines below one another: in symbols, then with the numbers of each case.

    >>> line = Line("with the longer rest", {"cycle": 24.0, "tour": 6.0}, 4.0)
    >>> print(typeset(Formula("", "multiplier", "{cycle} / {tour}", "", (line,), "")).replace(NEXT_LINE, "\n"))
    \begin{aligned}&m = \dfrac{C}{\tau}
    &\text{with the longer rest:}
    &\quad \dfrac{24}{6} = 4\end{aligned}
    """
    lines = [_equal(symbol(formula.symbol), _in_symbols(formula))]
    for line in formula.lines:
        if line.label:
            lines.append(rf"\text{{{escaped(line.label)}:}}")
        lines.append((r"\quad " if line.label else "") + _in_numbers(formula, line))
    return r"\begin{aligned}" + NEXT_LINE.join(f"&{line}" for line in lines) + r"\end{aligned}"


def _equal(left: Piece, right: Piece) -> str:
    """An equation, broken before its sign where it is too long for one line and more than a letter stands before it."""
    fits = left.width <= len("C′") or left.width + AROUND_SIGN + right.width <= MOST
    return f"{left.latex} = {right.latex}" if fits else rf"{left.latex} \\ &\quad = {right.latex}"


def _in_symbols(formula: Formula) -> Piece:
    if formula.sum_of:
        summed = symbol(formula.sum_of.removeprefix(SUM).strip())
        return Piece(rf"\sum {summed.latex}", AROUND_SIGN + summed.width)
    return worked_into(formula.template, lambda name: symbol(formula.symbol_of(name)))


def _in_numbers(formula: Formula, line: Line) -> str:
    text, unit = result_in_words(formula, line)
    result = number(text)
    if unit:
        result = Piece(rf"{result.latex}\ \text{{{escaped(unit)}}}", result.width + 1 + len(unit))
    if NAME.fullmatch(formula.template):
        return result.latex
    return _equal(worked_into(formula.template, lambda name: number(worked(line.operands[name]))), result)


def worked_into(template: str, words: Words) -> Piece:
    r"""Return a template as LaTeX, with the words of each operand in its place.

    >>> print(worked_into("({a} − {b}) × {c} / ({d} + 1)", symbol).latex)
    \dfrac{\left(a - b\right) \times c}{d + 1}
    >>> print(worked_into("max(0, ⌈{a}⌉)", symbol).latex)
    \max\left(0,\ \left\lceil a \right\rceil\right)
    """
    code = NAME.sub(r"_\1", template)
    for sign, written in SIGNS.items():
        code = code.replace(sign, written)
    return _piece(ast.parse(code, mode="eval").body, words)


def _piece(node: ast.expr, words: Words) -> Piece:
    match node:
        case ast.Name(id=name):
            return words(name.removeprefix("_"))
        case ast.Constant(value=value):
            return Piece(str(value), len(str(value)))
        case ast.Call(func=ast.Name(id=name), args=args):
            opening, closing = BRACKETS[name]
            inside = _in_rows([(",", _piece(argument, words)) for argument in args], is_list=True)
            return Piece(opening + inside.latex + closing, inside.width + OF_FUNCTION)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            above, below = _piece(left, words), _piece(right, words)
            return Piece(rf"\dfrac{{{above.latex}}}{{{below.latex}}}", max(above.width, below.width))
        case ast.BinOp(op=operator) if type(operator) in OPERATORS:
            return _in_rows(list(_terms(node, OPERATORS[type(operator)][1], words)))
    raise ValueError(f"no formula: {ast.dump(node)}")


def _terms(node: ast.expr, binds: int, words: Words) -> Iterator[tuple[str, Piece]]:
    """The terms of a sum or the factors of a product, each with the sign before it."""
    if isinstance(node, ast.BinOp) and OPERATORS.get(type(node.op), ("", 0))[1] == binds:
        sign, _ = OPERATORS[type(node.op)]
        yield from _terms(node.left, binds, words)
        if sign == "-":  # a sum that is taken off stands in brackets
            yield sign, _within(node.right, binds + 1, words)
        else:
            first, *others = _terms(node.right, binds, words)
            yield sign, first[1]
            yield from others
    else:
        yield "", _within(node, binds, words)


def _within(node: ast.expr, binds: int, words: Words) -> Piece:
    """A part of a sum or a product, in brackets where it binds less closely than what it stands in."""
    piece = _piece(node, words)
    if isinstance(node, ast.BinOp) and OPERATORS.get(type(node.op), ("", binds))[1] < binds:
        return Piece(rf"\left({piece.latex}\right)", piece.width + IN_BRACKETS)
    return piece


def _in_rows(terms: Sequence[tuple[str, Piece]], *, is_list: bool = False) -> Piece:
    """Terms with the sign before each, or a list with a comma behind each, in as many rows as it takes."""
    rows: list[Piece] = []
    for at, (sign, term) in enumerate(terms):
        last = at == len(terms) - 1
        latex = f"{term.latex}{'' if last else sign}" if is_list else f"{sign} {term.latex}".strip()
        width = term.width + AROUND_SIGN * bool(sign)
        if rows and rows[-1].width + width <= MOST:
            between = r"\ " if is_list else " "
            rows[-1] = Piece(f"{rows[-1].latex}{between}{latex}", rows[-1].width + width)
        else:
            rows.append(Piece(latex, width))
    if len(rows) == 1:
        return rows[0]
    inside = r" \\ ".join(f"&{'' if is_list or not at else '{} '}{row.latex}" for at, row in enumerate(rows))
    return Piece(rf"\begin{{aligned}}{inside}\end{{aligned}}", max(row.width for row in rows))


def symbol(text: str) -> Piece:
    r"""Return a symbol or a word as LaTeX.

    >>> [symbol(text).latex for text in ("m", "C′", "τ", "land strength", "50 % & more")]
    ['m', "C'", '\\tau', '\\text{land strength}', '\\text{50 \\% \\& more}']
    """
    one = ONE_LETTER.fullmatch(text)
    if one is None:
        return Piece(rf"\text{{{escaped(text)}}}", len(text))
    return Piece(LETTERS.get(one[1], one[1]) + one[2].replace("′", "'"), len(text))


def number(text: str) -> Piece:
    r"""Return a number in words as LaTeX; what stands in its place where there is none, as words.

    >>> [number(text).latex for text in ("30,000", "−2.5", "not known publicly")]
    ['30{,}000', '-2.5', '\\text{not known publicly}']
    """
    is_number = text.removeprefix("−")[:1].isdigit()
    latex = text.replace(",", "{,}").replace("−", "-") if is_number else rf"\text{{{escaped(text)}}}"
    return Piece(latex, len(text))


def escaped(text: str) -> str:
    r"""Return words as LaTeX shows them as they stand, on one line.

    >>> print(escaped("a_b $5 \\int {x}"))
    a\_b \$5 \textbackslash{}int \{x\}
    """
    return "".join(OF_TEX.get(sign, sign) for sign in visible(" ".join(text.split())))
