"""Published cases as rows of sentences with a mark each: ours as a share of the published figure."""

from collections.abc import Iterable

from markupsafe import Markup

from model.analysis.published import Check
from model.evidence.claims import Register
from model.present.charts.published import TICKS, Span
from model.present.html.text import citation, element, joined
from model.present.words.published import outcome

RIGHT_OF = 0.55
"""The part of the width up to which the figures stand at the right of their mark."""


def cases(checks: Iterable[Check], register: Register, span: Span) -> Markup:
    """Return a row for each published case: what it is, who published it, why it is off, the mark, both figures."""
    heads = [element("span", head, style=f"left:{_percent(span.place(share))}") for share, head in TICKS.items()]
    axis = element(
        "div", element("p"), element("div", *heads, class_="case-line"), class_="case heads", aria_hidden="true"
    )
    return joined([axis, *(_row(check, register, span) for check in checks)])


def _row(check: Check, register: Register, span: Span) -> Markup:
    names = dict.fromkeys(citation(register, claim.id) for claim in check.said)
    also: list[object] = ["; rule or figures taken: ", citation(register, check.case.norm)] if check.case.norm else []
    who = element("i", "(", joined(names, "; "), *also, ")")
    why = [element("i", check.case.because, class_="why")] if check.case.because else []
    return element(
        "div", element("p", f"{check.case.says} ", who, *why), element("div", *_marks(check, span), class_="case-line"),
        class_="case",
    )  # fmt: skip


def _marks(check: Check, span: Span) -> list[Markup]:
    low, high = (span.place(multiple) for multiple in sorted(check.multiples))
    lines = [
        element("i", class_="case-one" if share == 1 else "case-tick", style=f"left:{_percent(span.place(share))}")
        for share in TICKS
    ]
    between = [element("i", class_="case-between", style=f"left:{_percent(low)};width:{_percent(high - low)}")]
    dots = [element("i", class_="case-mark", style=f"left:{_percent(end)}") for end in dict.fromkeys((low, high))]
    side = f"left:calc({_percent(high)} + 0.7rem)" if high < RIGHT_OF else f"right:calc({_percent(1 - low)} + 0.7rem)"
    return [*lines, *between, *dots, element("b", outcome(check), style=side)]


def _percent(part: float) -> str:
    return f"{100 * part:.2f}%"
