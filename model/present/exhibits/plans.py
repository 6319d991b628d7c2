"""The exhibit of all shipped proposals by date, and the rows of their versions."""

from collections.abc import Sequence
from functools import partial
from math import ceil

from markupsafe import Markup

from model.present.charts.plans import Squares, columns, plans_chart, squares, unit_of
from model.present.charts.vega import AWAY, HOME
from model.present.exhibits.exhibit import Exhibit
from model.present.html.squares import drawing
from model.present.html.text import element, joined, page_link
from model.present.numbers import amount
from model.present.tables.plans import plans_in_words, plans_table
from model.present.words import plans as plans_words
from model.present.words.force import size
from model.present.words.plans import Plan, sized_by

WIDEST = 26
"""Columns of squares that the widest card has at most."""
KEY = (("on tour", AWAY, AWAY), ("at home", HOME, HOME), ("outlined: needed only at the higher end", "#FFFFFF", HOME))
BY_DATE = "By date. Each square is {} troops in every card, so that cards can be compared."


def proposals(plans: Sequence[Plan]) -> Exhibit | None:
    """Return all proposals of known size as cards by date; None where there is none."""
    known = [plan for plan in plans if plan.kind == "proposal" and plan.is_known]
    if not known:
        return None
    claims = dict.fromkeys(claim for plan in known for claim in sized_by(plan.run))
    return Exhibit(
        key="proposals",
        title=plans_words.title(known),
        subtitle=BY_DATE.format(amount(unit_of(known))),
        chart=plans_chart(known),
        text=". ".join(map(_in_words, known)) + ".",
        table=plans_in_words(known),
        frame=partial(plans_table, plans),
        claims=tuple(claims),
        html=cards(known),
    )


def _in_words(plan: Plan) -> str:
    return f"{plan.date}, {plan.name}: {size(plan.run)} in the field, {plan.tied_up} tied up"


def cards(plans: Sequence[Plan]) -> Markup:
    """Return plans of known size as cards, each a link that opens the plan; squares stand for as many troops in all."""
    unit = unit_of(plans)
    by_plan = [squares(plan.run, unit) for plan in plans]
    most = max(sum(group.count for group in groups) for groups in by_plan)
    deep = max(ceil(most / WIDEST), 1)
    wide = max(columns(groups, deep) for groups in by_plan)
    listed = [_card(plan, groups, deep, wide) for plan, groups in zip(plans, by_plan, strict=True)]
    key = [
        element("span", element("i", style=f"background:{fill};border:2px solid {line}"), words)
        for words, fill, line in KEY
    ]
    return element("div", *key, class_="key") + element("ul", *listed, class_="plans")


def _card(plan: Plan, groups: Sequence[Squares], deep: int, wide: float) -> Markup:
    return element(
        "li",
        element("p", plan.date, class_="plan-date"),
        element("h3", opens(plan, plan.name)),
        drawing(groups, deep, wide, _in_words(plan)),
        element("p", plan.tied_up, class_="plan-number"),
        element("p", f"for {size(plan.run)} in the field. {plan.line}".strip(), class_="plan-line"),
        class_="plan",
    )


def opens(plan: Plan, words: object) -> Markup:
    """Return words that open a plan on Explore, at its start."""
    return page_link("", f"scenario={plan.scenario.name}", words)


def chips(plans: Sequence[Plan]) -> Markup:
    """Return plans as a row of links, each with its name and the troops that it ties up."""
    listed = [element("li", opens(plan, f"{plan.name}: {plan.tied_up}")) for plan in plans]
    return element("ul", *listed, class_="chips")


def without_a_size(plans: Sequence[Plan]) -> Markup:
    """Return a line for each proposal whose size nobody has published, with the way to what is known of it."""
    return joined(
        element(
            "p",
            element("b", f"{plan.date}: {plan.name}."),
            " Nobody has published a size, so there is no number to draw. ",
            opens(plan, "What is known, and what would follow"),
            class_="src",
        )
        for plan in plans
        if plan.kind == "proposal" and not plan.is_known
    )
