r"""Formulas as a book sets them: a template becomes LaTeX, with symbols or with numbers in its operands' places.

The template is read as what it is, a sum, and never as text: names of a reader's file cannot become commands. Words
stand in `\text{…}`, with every sign that LaTeX would take for its own escaped.
"""

import ast
import re
from collections.abc import Callable

from model.letters import visible
from model.present.formulas.text import NAME, SUM, Formula, Line, result_in_words
from model.present.numbers import worked

SIGNS = {"×": "*", "−": "-", "⌈": "ceil(", "⌉": ")", "⌊": "floor(", "⌋": ")"}
"""Signs of a template as Python writes them, so that Python's own reader can take the template apart."""
OPERATORS: dict[type[ast.operator], tuple[str, int]] = {
    ast.Add: (" + ", 1), ast.Sub: (" - ", 1), ast.Mult: (r" \times ", 2)
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
IN_A_ROW = 6
NEXT_LINE = r" \\[6pt] "


def typeset(formula: Formula) -> str:
    r"""Return a formula as LaTeX, its lines below one another: in symbols, then with the numbers of each case.

    >>> line = Line("with the longer rest", {"cycle": 24.0, "tour": 6.0}, 4.0)
    >>> print(typeset(Formula("", "multiplier", "{cycle} / {tour}", "", (line,), "")).replace(NEXT_LINE, "\n"))
    \begin{aligned}&m = \dfrac{C}{\tau}
    &\dfrac{24}{6} = 4 \quad\text{with the longer rest}\end{aligned}
    """
    lines = [_in_symbols(formula), *(_in_numbers(formula, line) for line in formula.lines)]
    return r"\begin{aligned}" + NEXT_LINE.join(f"&{line}" for line in lines) + r"\end{aligned}"


def _in_symbols(formula: Formula) -> str:
    if formula.sum_of:
        summed = rf"\sum {symbol(formula.sum_of.removeprefix(SUM).strip())}"
    else:
        summed = worked_into(formula.template, lambda name: symbol(formula.symbol_of(name)))
    return f"{symbol(formula.symbol)} = {summed}"


def _in_numbers(formula: Formula, line: Line) -> str:
    result, unit = result_in_words(formula, line)
    numbers = {name: number(worked(operand)) for name, operand in line.operands.items()}
    in_all = _in_rows(list(numbers.values())) if formula.sum_of else worked_into(formula.template, numbers.__getitem__)
    sides = [in_all, number(result)]
    after = escaped(", ".join(filter(None, (unit, line.label))))
    return " = ".join(dict.fromkeys(sides)) + (rf" \quad\text{{{after}}}" if after else "")


def _in_rows(numbers: list[str]) -> str:
    """A sum of many numbers, a few of them in each row."""
    rows = (" + ".join(numbers[at : at + IN_A_ROW]) for at in range(0, len(numbers), IN_A_ROW))
    return r" \\ &\quad {} + ".join(rows)


def worked_into(template: str, words: Callable[[str], str]) -> str:
    r"""Return a template as LaTeX, with the words of each operand in its place.

    >>> print(worked_into("({a} − {b}) × {c} / ({d} + 1)", str))
    \dfrac{\left(a - b\right) \times c}{d + 1}
    >>> print(worked_into("max(0, ⌈{a}⌉)", str))
    \max\left(0,\ \left\lceil a \right\rceil\right)
    """
    code = NAME.sub(r"_\1", template)
    for sign, written in SIGNS.items():
        code = code.replace(sign, written)
    return _latex(ast.parse(code, mode="eval").body, words)


def _latex(node: ast.expr, words: Callable[[str], str]) -> str:
    match node:
        case ast.Name(id=name):
            return words(name.removeprefix("_"))
        case ast.Constant(value=value):
            return str(value)
        case ast.Call(func=ast.Name(id=name), args=args):
            opening, closing = BRACKETS[name]
            return opening + r",\ ".join(_latex(each, words) for each in args) + closing
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return rf"\dfrac{{{_latex(left, words)}}}{{{_latex(right, words)}}}"
        case ast.BinOp(left=left, op=operator, right=right):
            sign, binds = OPERATORS[type(operator)]
            return sign.join(
                (_within(left, binds, words), _within(right, binds + isinstance(operator, ast.Sub), words))
            )
    raise ValueError(f"no formula: {ast.dump(node)}")


def _within(node: ast.expr, binds: int, words: Callable[[str], str]) -> str:
    """A part of a sum or a product, in brackets where it binds less closely than what it stands in."""
    written = _latex(node, words)
    is_looser = isinstance(node, ast.BinOp) and OPERATORS.get(type(node.op), ("", binds))[1] < binds
    return rf"\left({written}\right)" if is_looser else written


def symbol(text: str) -> str:
    r"""Return a symbol or a word as LaTeX.

    >>> [symbol(text) for text in ("m", "C′", "τ", "land strength", "50 % & more")]
    ['m', "C'", '\\tau', '\\text{land strength}', '\\text{50 \\% \\& more}']
    """
    one = ONE_LETTER.fullmatch(text)
    if one is None:
        return rf"\text{{{escaped(text)}}}"
    return LETTERS.get(one[1], one[1]) + one[2].replace("′", "'")


def number(text: str) -> str:
    r"""Return a number in words as LaTeX; what stands in its place where there is none, as words.

    >>> [number(text) for text in ("30,000", "−2.5", "not known publicly")]
    ['30{,}000', '-2.5', '\\text{not known publicly}']
    """
    is_number = text.removeprefix("−")[:1].isdigit()
    return text.replace(",", "{,}").replace("−", "-") if is_number else rf"\text{{{escaped(text)}}}"


def escaped(text: str) -> str:
    r"""Return words as LaTeX shows them as they stand, on one line.

    >>> print(escaped("a_b $5 \\int {x}"))
    a\_b \$5 \textbackslash{}int \{x\}
    """
    return "".join(OF_TEX.get(sign, sign) for sign in visible(" ".join(text.split())))
