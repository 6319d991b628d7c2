"""The report: one HTML file that holds all of a scenario's answers, and the sources of every number.

It prints what the pages draw, in their order and words; `report.html.jinja` says where the rest stands. It asks
nothing of a network, and says nothing of the day it was made: the same scenario gives the same bytes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from model.engine.run import Run
from model.export.drawing import drawn, text_of
from model.export.fonts import fonts
from model.export.html import claims_in, filled, in_one_file, picture, style
from model.export.origin import Origin
from model.export.pictures import NARROW, WIDE
from model.export.scenario_file import in_python, on_the_command_line
from model.present.exhibits.exhibit import Exhibit
from model.present.exhibits.page import Part, parts
from model.present.html.evidence import how_solid, rests_on
from model.present.html.sources import sources
from model.present.tables import evidence as evidence_tables
from model.present.tables import force as force_tables
from model.present.words import changes as changes_words
from model.present.words import files as files_words
from model.present.words.citations import cite
from model.present.words.evidence import solid
from model.present.words.plain import plan
from model.scenario import Scenario

OUT = "--out report.html"
CENTRAL = "Where only a range is given, the central value is its midpoint: our arithmetic, nobody's claim."
HALF = 325
"""Pixels of a picture that stands beside another on paper."""
BESIDE = frozenset({"gap", "months"})
"""The exhibits that stand beside one another, where there are both."""

Values = dict[str, Any]
"""Values of the template by name: texts, lists of texts, frames and pictures."""


@dataclass(frozen=True)
class Figure:
    """An exhibit as the report has it: its words, the pictures for paper and phones, its source and its table."""

    title: str
    subtitle: str
    wide: Markup
    narrow: Markup
    note: str
    source: str
    table: pd.DataFrame
    is_half: bool


def report(run: Run, start: Scenario, changes: Mapping[str, Any], *, link: str = "") -> str:
    """Return the report of a run as one HTML file.

    Args:
        run: the run of the changed scenario.
        start: the scenario that the changes start from.
        changes: dotted path -> value.
        link: the explorer's address of it, if there is one.
    """
    origin = Origin.of(start, changes, link)
    listed = list(parts(run))
    evidence = {"how_solid": how_solid(run), "rests_on": rests_on(run)}
    values = {
        "fonts": style(fonts()),
        "plan": plan(run.scenario),
        "parts": [_part(part, run, origin) for part in listed],
        "solid": solid(run),
        **{name: in_one_file(piece, link) for name, piece in evidence.items()},
        "sources": in_one_file(sources(start.register, _claims(run, listed, evidence.values())), link),
        **_again(run, start, changes),
        "citation": files_words.citation(run, link),
        "link": link,
        "foot": files_words.foot(start.register),
    }
    return filled("report.html.jinja", values)


def _part(part: Part, run: Run, origin: Origin) -> Values:
    """The values of one part: its headline and its exhibits."""
    register = run.scenario.register
    are_beside = {exhibit.key for exhibit in part.exhibits} >= BESIDE
    return {
        "question": part.question,
        "headline": part.headline,
        "standfirst": part.standfirst,
        "cited": [
            {"what": what, "id": claim, "who": cite(register.claims[claim], register)} for what, claim in part.cited
        ],
        "exhibits": [
            _figure(exhibit, origin, is_half=are_beside and exhibit.key in BESIDE) for exhibit in part.exhibits
        ],
    }


def _figure(exhibit: Exhibit, origin: Origin, *, is_half: bool) -> Figure:
    wide, narrow = (
        _picture(exhibit, width, kind) for width, kind in ((HALF if is_half else WIDE, "wide"), (NARROW, "narrow"))
    )
    return Figure(
        exhibit.title, exhibit.subtitle, wide, narrow, exhibit.note, origin.sources(exhibit), exhibit.table, is_half
    )


def _picture(exhibit: Exhibit, width: int, kind: str) -> Markup:
    """A chart with its text alternative, for paper or for phones: a style sheet shows the one or the other."""
    drawing = drawn(exhibit.chart, width, f"{exhibit.key}-{kind}")
    drawing.attrib |= {"class": kind, "role": "img", "aria-label": exhibit.text}
    return picture(text_of(drawing))


def _claims(run: Run, listed: Iterable[Part], pieces: Iterable[Markup]) -> set[str]:
    """The claims that anything in the report rests on or leads to."""
    used = {claim.id for claim in evidence_tables.claims_used(run.scenario)}
    for part in listed:
        used |= {claim for _, claim in part.cited}
        used |= {claim for exhibit in part.exhibits for claim in exhibit.claims}
    return used | {claim for piece in pieces for claim in claims_in(piece)}


def _again(run: Run, start: Scenario, changes: Mapping[str, Any]) -> Values:
    """The changes, and the ways to get the same numbers again."""
    return {
        "changed": force_tables.changes_in_words(start, run.scenario, changes) if changes else None,
        "changed_caption": f"{changes_words.counted(changes)}, {start.label}",
        "snippets": [
            on_the_command_line(start, changes),
            on_the_command_line(start, changes, "report", OUT),
            in_python(start, changes),
        ],
        "measures": evidence_tables.all_measures(run),
        "central": CENTRAL,
    }
