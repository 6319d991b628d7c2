"""The method in Markdown: the Method page's own prose, and every formula with the numbers of one scenario."""

from collections.abc import Iterable
from functools import cache

import pandas as pd
from reference import table

import model
from model.analysis.published import check, farthest_first
from model.engine.run import Run
from model.files.register import published_cases, shipped_register
from model.present.formulas import coalition, force, months
from model.present.formulas.latex import NEXT_LINE, typeset
from model.present.formulas.text import Formula
from model.present.path_labels import LINK
from model.present.tables import published
from model.present.tables.method import glossary_in_words
from model.present.words import method as words
from model.present.words import published as published_words

SHOWN = "reassurance_force"
"""The scenario whose numbers stand in the formulas."""
PLAIN_LINE = r" \\ "
"""The end of a line without the space below it that MathML has no word for."""
TRAINING = "multinational_force_ukraine"
"""A scenario with training."""


@cache
def _run(name: str) -> Run:
    return Run.of(model.load(name))


def method() -> str:
    """Return the method, section by section: formulas, checks against published sums, what is left out, terms."""
    run = _run(SHOWN)
    part, nation = force.worked_parts(run)[0], coalition.counted(run)[0]
    sections: dict[str, Iterable[str]] = {
        "One part of the force": _formulas(force.part_formulas(run, part)),
        "All parts together": _formulas(force.total_formulas(run)),
        "One nation": _formulas(coalition.nation_formulas(run, nation)),
        "All nations that take part": [
            *_prose("equal_strain", "by_priority", "offers"), *_formulas(coalition.coalition_formulas(run)),
        ],
        "The chance of keeping the force up": _prose("how_chance", "with_backstop"),
        "What would close the gap": _prose("break_even"),
        "Month by month": [
            _set(words.RECURSION), *_prose("how_months", "after_months", "whole_units"),
            *_formulas(months.month_formulas(run, part, nation)),
        ],
        "Training": _formulas(months.training_formulas(_run(TRAINING))),
        "Checked against others": [_checks(), published_words.PRECISION, *_prose("grades")],
        "What is left out": [_list("left_out"), _list("also_left_out")],
        "The terms": [_table(glossary_in_words())],
    }  # fmt: skip
    return "\n\n".join("\n\n".join((f"## {title}", *parts)) for title, parts in sections.items())


def _prose(*keys: str) -> list[str]:
    return [_unlinked(paragraph) for key in keys for paragraph in words.prose()[key]]


def _list(key: str) -> str:
    return "\n".join(f"- {entry}" for entry in _prose(key))


def _unlinked(text: str) -> str:
    """Text whose links to claims, which the pages open as cards, stand as the claims' ids."""
    return LINK.sub(r"\g<words> (`\g<claim>`)", text)


def _formulas(formulas: Iterable[Formula]) -> list[str]:
    return [part for formula in formulas for part in _formula(formula)]


def _formula(formula: Formula) -> list[str]:
    letters = "; ".join(f"*{letter}*: {word}" for letter, word in formula.legend.items())
    latex = typeset(formula).replace(NEXT_LINE, PLAIN_LINE)
    return [f"**{formula.title}.** {formula.means}", _set(latex), *([f"{letters}."] if letters else [])]


def _set(latex: str) -> str:
    return f"```{{math}}\n{latex}\n```"


def _checks() -> str:
    register = shipped_register()
    checks = farthest_first(check(case, register) for case in published_cases().values())
    return f"{published_words.title(checks)}.\n\n{_table(published.in_words(checks, register))}"


def _table(frame: pd.DataFrame) -> str:
    whole = frame.reset_index()
    return table(list(whole.columns), whole.itertuples(index=False))
