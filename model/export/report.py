"""The report: one HTML file that holds all of a scenario's answers, and the sources of every number.

It prints what the pages draw, in their order and words; `report.html.jinja` says where the rest stands. It asks
nothing of a network, and says nothing of the day it was made: the same scenario gives the same bytes.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from model.engine.run import Run
from model.evidence.claims import Register
from model.export.drawing import drawn, text_of
from model.export.fonts import fonts
from model.export.html import claims_in, filled, in_one_file, picture, style
from model.export.pictures import NARROW, WIDE
from model.export.scenario_file import in_python, on_the_command_line
from model.letters import visible
from model.present.exhibits.exhibit import Exhibit
from model.present.exhibits.page import Part, parts
from model.present.html.evidence import how_solid, rests_on
from model.present.html.sources import sources
from model.present.tables import evidence as evidence_tables
from model.present.tables import force as force_tables
from model.present.words import changes as changes_words
from model.present.words import files as files_words
from model.present.words.citations import cite, source_line
from model.present.words.evidence import solid
from model.present.words.plain import plan
from model.scenario import Scenario

OUT = "--out report.html"
CENTRAL = "Where only a range is given, the central value is its midpoint: our arithmetic, nobody's claim."
HALF = 325
"""Pixels of a picture that stands beside another on paper, or alone on a phone."""
PAIRS = ({"gap", "months"}, {"map", "join"}, {"ways", "size_against_rest"})
"""The exhibits that stand beside one another, where there are both."""

Values = dict[str, Any]
"""Values of the template by name: texts, lists of texts, frames and pictures."""


def report(run: Run, start: Scenario, changes: Mapping[str, Any], *, link: str = "") -> str:
    """Return the report of a run as one HTML file.

    Args:
        run: the run of the changed scenario.
        start: the scenario that the changes start from.
        changes: dotted path -> value.
        link: the explorer's address of it, if there is one.
    """
    listed = list(parts(run, Run.of(start) if changes else None))
    evidence = {"how_solid": how_solid(run), "rests_on": rests_on(run)}
    values = {
        "fonts": style(fonts()),
        "plan": plan(run.scenario),
        "parts": [_part(part, run) for part in listed],
        "solid": solid(run),
        **{name: in_one_file(piece, link) for name, piece in evidence.items()},
        "sources": in_one_file(sources(start.register, _claims(run, listed, evidence.values())), link),
        **_again(run, start, changes),
        "citation": files_words.citation(run, link),
        "link": link,
        "foot": files_words.foot(start.register),
    }
    return filled("report.html.jinja", values)


def _part(part: Part, run: Run) -> Values:
    """The values of one part: its headline and its exhibits."""
    register = run.scenario.register
    beside = {key for pair in PAIRS if pair <= part.exhibits.keys() for key in pair}
    return {
        "question": part.question,
        "headline": part.headline,
        "standfirst": part.standfirst,
        "cited": [
            {"what": what, "id": claim, "who": cite(register.claims[claim], register)} for what, claim in part.cited
        ],
        "exhibits": [_figure(exhibit, register, is_half=exhibit.key in beside) for exhibit in part.exhibits.values()],
        "sentences": part.sentences,
    }


def _figure(exhibit: Exhibit, register: Register, *, is_half: bool) -> Values:
    """The values of an exhibit: one picture where it is narrow anyway, else one for paper and one for phones."""
    sizes = {"half": HALF} if is_half else {"wide": WIDE, "narrow": NARROW}
    return {
        "of": exhibit,
        "pictures": [_picture(exhibit, width, kind) for kind, width in sizes.items()],
        "source": source_line(register, exhibit.claims, is_ours=False, most=files_words.MOST_NAMED) or files_words.SUM,
        "is_half": is_half,
    }


def _picture(exhibit: Exhibit, width: int, kind: str) -> Markup:
    """A chart with its text alternative; a style sheet shows each kind where it belongs."""
    drawing = drawn(exhibit.chart, width, f"{exhibit.key}-{kind}")
    drawing.attrib |= {"class": kind, "role": "img", "aria-label": visible(exhibit.text)}
    return picture(text_of(drawing))


def _claims(run: Run, listed: Iterable[Part], pieces: Iterable[Markup]) -> set[str]:
    """The claims that anything in the report rests on or leads to."""
    used = {claim.id for claim in evidence_tables.claims_used(run.scenario)}
    for part in listed:
        used |= {claim for _, claim in part.cited}
        used |= {claim for exhibit in part.exhibits.values() for claim in exhibit.claims}
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
