"""Formulas as LaTeX: what is typeset works out to what stands beside it, and words of a file stay words."""

import math
import re
from collections.abc import Callable

import pytest
from rich_runs import RUNS, every, of

from model import Scenario
from model.present.formulas.force import total_formulas
from model.present.formulas.latex import MOST, NEXT_LINE, Piece, escaped, number, symbol, typeset, worked_into
from model.present.formulas.text import Formula, Line

SHOWN = 2e-5  # six digits of each operand
FUNCTIONS: dict[str, Callable[..., float]] = {
    r"\max": max, r"\min": min, r"\operatorname{round}": round,
}  # fmt: skip
TOKEN = re.compile(r"\\operatorname\{round\}|\\[a-z]+|[\d.]+|[-+(){},|]")


class Reader:
    """Works out typeset numbers, as someone with a pencil would."""

    def __init__(self, text: str) -> None:
        plain = re.sub(r"\\(begin|end)\{aligned\}|\\\\|&|\\quad|\\ |\{\} ", "", text.replace("{,}", ""))
        plain = plain.replace(r"\left\lceil", "(C").replace(r"\left\lfloor", "(F")
        plain = plain.replace(r"\right\rceil", ")").replace(r"\right\rfloor", ")")
        self.tokens = re.findall(r"\(C|\(F|" + TOKEN.pattern, plain.replace(r"\left", "").replace(r"\right", ""))

    def next(self) -> str:
        return self.tokens.pop(0)

    def sum(self) -> float:
        value = self.product()
        while self.tokens[:1] in (["+"], ["-"]):
            value = value + self.product() if self.next() == "+" else value - self.product()
        return value

    def product(self) -> float:
        value = self.factor()
        while self.tokens[:1] == [r"\times"]:
            self.next()
            value *= self.factor()
        return value

    def within(self) -> float:
        value = self.sum()
        assert self.next() in ("}", ")")
        return value

    def factor(self) -> float:
        sign = self.next()
        if sign == "-":
            return -self.factor()
        if sign in ("(C", "(F"):
            return math.ceil(self.within() - SHOWN) if sign == "(C" else math.floor(self.within() + SHOWN)
        if sign == "(":
            return self.within()
        if sign == r"\dfrac":
            self.next()
            above = self.within()
            self.next()
            return above / self.within()
        if sign in FUNCTIONS:
            self.next()
            values = [self.sum()]
            while self.next() == ",":
                values.append(self.sum())
            return FUNCTIONS[sign](*values)
        return float(sign)


def typeset_lines(formula: Formula) -> list[str]:
    body = typeset(formula).removeprefix(r"\begin{aligned}&").removesuffix(r"\end{aligned}")
    return body.split(f"{NEXT_LINE}&")


def of_numbers(formula: Formula) -> list[str]:
    """The lines with the numbers of a case, without the lines that name the cases."""
    return [line for line in typeset_lines(formula)[1:] if not re.fullmatch(r"\\text\{[^{}]+:\}", line)]


@pytest.mark.parametrize("name", RUNS)
def test_every_typeset_line_works_out_to_its_result(name: str) -> None:
    count = 0
    for formula in every(RUNS[name]):
        symbols = typeset_lines(formula)[0]
        assert re.match(r"([A-Za-z]'?|\\text\{[^{}]+\})( \\\\ &\\quad)? = ", symbols), symbols
        lines = of_numbers(formula)
        assert len(lines) == len(formula.lines)
        for typeset_line, line in zip(lines, formula.lines, strict=True):
            if not math.isfinite(line.result):
                assert r"\text{n" in typeset_line  # not known publicly, or that there is none
                continue
            sides = typeset_line.split(r"\ \text")[0].split(" = ")
            size = max(map(abs, (*line.operands.values(), line.result, 1.0)))
            for side in sides:
                reader = Reader(side)
                assert reader.sum() == pytest.approx(line.result, rel=SHOWN, abs=SHOWN * size), side
                assert reader.tokens == []
            count += 1
    assert count > 8


@pytest.mark.parametrize("name", RUNS)
def test_braces_pair_and_no_word_stands_outside_a_text(name: str) -> None:
    for formula in every(RUNS[name]):
        written = typeset(formula)
        bare = re.sub(r"\\[\\{}$&#_%]|\\[a-z]+", "", written)
        assert bare.count("{") == bare.count("}")
        assert written.count(r"\left") == written.count(r"\right")
        outside = re.sub(r"\\(text|operatorname)\{[^{}]*\}", "", re.sub(r"\\[{}$&#_%]", "", written))
        assert re.findall(r"(?<![\\a-z])[a-z]{2,}", re.sub(r"\{aligned\}|\[5pt\]", "", outside)) == []


@pytest.mark.parametrize(
    ("template", "latex"),
    [
        ("{a} − ({b} − {c})", r"a - \left(b - c\right)"),
        ("{a} + ({b} − {c})", "a + b - c"),
        ("{a} × ({b} + {c}) × {d}", r"a \times \left(b + c\right) \times d"),
        ("({a} + {b}) / ({c} × {d})", r"\dfrac{a + b}{c \times d}"),
        ("{a} / ({b} / {c})", r"\dfrac{a}{\dfrac{b}{c}}"),
        ("⌊{a}⌋ + round({b})", r"\left\lfloor a \right\rfloor + \operatorname{round}\left(b\right)"),
        ("max({a}, {b} × {c})", r"\max\left(a,\ b \times c\right)"),
    ],
)
def test_brackets_stand_where_a_sum_wants_them_and_nowhere_else(template: str, latex: str) -> None:
    assert worked_into(template, symbol).latex == latex


def test_what_has_no_room_on_a_phone_is_broken_before_a_sign_or_behind_a_comma() -> None:
    long = Piece("L", MOST - 8)
    wide = {"a": long, "b": Piece("x", 1), "c": Piece("y", 9)}.__getitem__
    assert worked_into("{a} − {b} − {c}", wide).latex == r"\begin{aligned}&L - x \\ &{} - y\end{aligned}"
    assert worked_into("{a} × {c}", wide).latex == r"\begin{aligned}&L \\ &{} \times y\end{aligned}"
    assert worked_into("max({b}, {a}, {c})", wide).latex == (
        r"\max\left(\begin{aligned}&x,\ L, \\ &y\end{aligned}\right)"
    )
    assert worked_into("{a} − {c}", wide).width == MOST - 8


def test_what_is_no_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="no formula"):
        worked_into("{a} < {b}", symbol)


def test_a_name_in_a_template_may_be_any_word() -> None:
    assert worked_into("{lambda} + {1st_army}", symbol).latex == r"\text{lambda} + \text{1st\_army}"


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("m", "m"), ("K′", "K'"), ("π", r"\pi"), ("offer", r"\text{offer}"), ("a $5 & #1_", r"\text{a \$5 \& \#1\_}"),
        ("\\input{x}", r"\text{\textbackslash{}input\{x\}}"), ("~^%", r"\text{\textasciitilde{}\textasciicircum{}\%}"),
    ],
)  # fmt: skip
def test_a_letter_is_a_symbol_and_all_else_words(text: str, latex: str) -> None:
    assert symbol(text).latex == latex


def test_numbers_and_what_stands_for_none() -> None:
    assert [number(text).latex for text in ("1,234.5", "−7", "no pool")] == ["1{,}234.5", "-7", r"\text{no pool}"]
    assert escaped("two\nlines \u202e") == r"two lines \textbackslash{}u202e"


def test_a_case_is_named_over_its_numbers_and_no_number_is_repeated() -> None:
    line = Line("with the longer rest", {"sustained": 7_500.0}, 7_500.0)
    alone = Formula("", "capacity", "{sustained}", "", (line,), "troops")
    assert typeset_lines(alone) == [
        r"\text{what all could keep up} = K", r"\text{with the longer rest:}", r"\quad 7{,}500\ \text{troops}",
    ]  # fmt: skip


def test_an_equation_too_long_for_a_line_is_broken_before_its_sign() -> None:
    line = Line("", {"sustained": 7_500.0, "offer": 9_000.0}, 7_500.0)
    long = Formula("", "capacity", "min({sustained}, {offer})", "", (line,), "troops of this kind or another")
    assert typeset_lines(long) == [
        r"\text{what all could keep up} \\ &\quad = \min\left(K,\ \text{offer}\right)",
        r"\min\left(7{,}500,\ 9{,}000\right) \\ &\quad = 7{,}500\ \text{troops of this kind or another}",
    ]


def test_a_sum_of_many_is_broken_into_rows() -> None:
    parts = {f"part_{number}": {"strength": {"troops": 100 + number}} for number in range(8)}
    document = {"force": parts, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    run = of(Scenario.from_document(document))
    deployed = next(formula for formula in total_formulas(run) if formula.result == "deployed")
    symbols, line = typeset_lines(deployed)
    assert symbols == r"D = \sum D"
    assert line == (
        r"\begin{aligned}&100 + 101 + 102 + 103 + 104 + 105 \\ &{} + 106 + 107\end{aligned} "
        r"\\ &\quad = 828\ \text{troops}"
    )
