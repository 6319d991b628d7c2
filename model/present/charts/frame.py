"""The frame of every chart: title, scenario and source stand inside, so that a picture carries them along."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from model.evidence.claims import Register
from model.files.shipped import version
from model.present.numbers import with_unit
from model.present.words import changes as changes_words
from model.scenario import Scenario

Chart = alt.LayerChart | alt.FacetChart
DARK, RULE, INK = "#12436D", "#801650", "#1F2933"
LETTER = 6.5
"""Pixels of a letter of the words in a chart."""
ON_DARK, ON_LIGHT = "#FFFFFF", "#14191F"
TITLE_LETTERS, SUBTITLE_LETTERS = 34, 45
"""Letters of a line that the narrowest phone, or a page four times as large, has room for."""
TITLE_LINE, SUBTITLE_LINE = 18, 14
"""Pixels of a line: pages fit the whole picture into the height given."""


def titled_for(scenario: Scenario, text: str, *subtitle: str, shown_as: str = "") -> alt.TitleParams:
    """Return the title of a chart of one scenario: the subject, the name with its changes, and the source.

    `shown_as` says which end of the range it is, where there are two.
    """
    scenario_line = f"Scenario {changes_words.named(scenario)}{f', {shown_as}' if shown_as else ''}"
    return titled(text, *subtitle, scenario_line, source=source(scenario))


def source(*scenarios: Scenario) -> list[str]:
    """Return the lines on the sources of a chart of these scenarios: tool, evidence, claims, reader."""
    figures = changes_words.own_figures(*scenarios)
    entered = [f"and {with_unit(str(figures), 'figures')} of the reader's"] if figures else []
    return [
        made_by(*(scenario.register for scenario in scenarios)),
        "our arithmetic on the claims under Sources",
        *entered,
    ]


def made_by(*registers: Register) -> str:
    """Return the line that says which version of the program made a chart, on which evidence."""
    evidence = " and ".join(dict.fromkeys(register.digest[:8] for register in registers))
    return f"Source: Roulement {version()}, evidence {evidence},"


def titled(text: str, *subtitle: str, source: Sequence[str]) -> alt.TitleParams:
    """Return the title of a chart, in lines that a phone has room for, over its subtitle and the source."""
    lines = [
        line for paragraph in subtitle for line in textwrap.wrap(paragraph, SUBTITLE_LETTERS, break_on_hyphens=False)
    ]
    return alt.TitleParams(
        text=textwrap.wrap(text, TITLE_LETTERS),
        subtitle=[*lines, *source],
        anchor="start",
        color=INK,
        subtitleColor=INK,
        fontSize=15,
    )


def framed(title: alt.TitleParams, height: float, *layers: alt.Chart) -> Chart:
    """Return layers under a title as one chart, of a height that its title's lines come on top of."""
    lines = TITLE_LINE * len(title["text"]) + SUBTITLE_LINE * len(title["subtitle"])
    return alt.layer(*layers).properties(height=lines + height, title=title)


def texts(
    base: alt.Chart,
    field: str,
    x: alt.X | Mapping[str, object],
    *,
    has_halo: bool = False,
    **mark: Any,  # noqa: ANN401  (Altair's own)
) -> list[alt.Chart]:
    """Return a field of the rows as text that begins at x, in ink; with a halo, so that no line strikes it through."""
    words, style = base.encode(x=x, text=alt.Text(f"{field}:N")), {"align": "left", **mark}
    return haloed(words, **style) if has_halo else [words.mark_text(color=INK, **style)]


def haloed(base: alt.Chart, **mark: Any) -> list[alt.Chart]:  # noqa: ANN401  (Altair's own)
    """Return a text twice: as a white halo, so that no line strikes it through, and in ink over it."""
    return [base.mark_text(**mark, stroke="white", strokeWidth=4), base.mark_text(**mark, color=INK)]
