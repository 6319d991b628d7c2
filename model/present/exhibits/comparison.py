"""The exhibits of a comparison: the measures of two to four plans, and the table of what differs."""

from collections.abc import Iterator, Sequence
from functools import partial

import pandas as pd
from markupsafe import Markup

from model.analysis.comparison import Comparison
from model.engine.run import Run
from model.evidence.claims import Register
from model.present.charts.comparison import STYLES, measures_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.html.text import citation, element, escaped, joined
from model.present.tables import effects
from model.present.tables.comparison import measures_in_words
from model.present.tables.effects import Held
from model.present.words import comparison as comparison_words
from model.present.words import plain
from model.present.words.comparison import Measured, Side
from model.present.words.largest import headline
from model.present.words.plans import sized_by
from model.terms import STANDINGS

DRAWN_AS = {"This": "solid", "That": "outlined", "Third": "pale", "Fourth": "dashed"}
"""The look of each plan's bars, in a word."""
OWN_SCALES = "Each measure has a scale of its own."
IN_UNITS = "The gap is counted in whole units; in files and “For analysts” soldier by soldier."
RESTS_ON = ("rotation.dwell_", "rotation.tour_months", "cost.")
SIZE = "Force size"
NOTHING = "Nothing: each input is the same."
NOT_NAMED = "nobody has named it"


def measures(sides: Sequence[Side], comparisons: Sequence[Comparison | None]) -> Exhibit:
    """Return the measures of the plans, each on a scale of its own; its title is the largest difference.

    Args:
        sides: the plans.
        comparisons: the comparison of each further plan with the first; None where it is too large to work out.
    """
    runs = [side.run for side in sides]
    measured = comparison_words.measured(runs)
    return Exhibit(
        key="comparison",
        title=headline(sides, comparisons),
        subtitle=" ".join([*_legend(sides), OWN_SCALES]),
        chart=measures_chart(sides, measured),
        text=_in_words(sides, measured),
        table=measures_in_words(sides, measured),
        frame=partial(_frame, sides, comparisons),
        claims=tuple(dict.fromkeys(claim for run in runs for claim in (*sized_by(run), *_further_claims(run)))),
        note=IN_UNITS if comparison_words.gap_measure(runs) == comparison_words.GAP_IN_UNITS else "",
    )


def _legend(sides: Sequence[Side]) -> Iterator[str]:
    return (f"{side.place} ({DRAWN_AS[side.place]}): {side.label}." for side in sides)


def _in_words(sides: Sequence[Side], measured: Sequence[Measured]) -> str:
    """The text alternative: every figure."""
    figures = (
        f"{measure.label}: "
        + "; ".join(f"{side.label} {words}" for side, words in zip(sides, measure.words, strict=True))
        for measure in measured
    )
    return ". ".join(figures) + "."


def _further_claims(run: Run) -> Iterator[str]:
    """The claims of the rest, the tour and the cost."""
    quantities = run.scenario.quantities().items()
    return (quantity.claim for path, quantity in quantities if quantity.claim and path.startswith(RESTS_ON))


def _frame(sides: Sequence[Side], comparisons: Sequence[Comparison | None]) -> pd.DataFrame:
    names = [f"{side.place}: {side.label}" for side in sides]
    worked_out = [comparison for comparison in comparisons if comparison is not None]
    if len(worked_out) == len(comparisons):
        return effects.comparison_table(sides[0].run, worked_out, names)
    return effects.measures_table([side.run for side in sides], names)


def key(sides: Sequence[Side]) -> Markup:
    """Return the key of the chart: the look of each plan's bars, its place and its name."""
    return element(
        "div",
        *(
            element("span", element("i", style=_swatch(side.place)), element("b", f"{side.place}: "), side.label)
            for side in sides
        ),
        class_="key",
    )


def _swatch(place: str) -> str:
    style = STYLES[place]
    line = "dashed" if "strokeDash" in style else "solid"
    return f"background:{style['fill']};border:2px {line} {style['stroke']}"


def cited(sides: Sequence[Side]) -> list[tuple[str, str]]:
    """Return the first claim that each plan's size rests on, under the plan's name; a claim of all of them once."""
    claims = [(side.label, claim) for side in sides for claim in sized_by(side.run)[:1]]
    return [(SIZE, claims[0][1])] if len({claim for _, claim in claims}) == 1 else claims


def differences(sides: Sequence[Side]) -> Markup:
    """Return the table of the properties in which the plans differ, whose their sizes are, and what they share."""
    runs = [side.run for side in sides]
    rows = comparison_words.rows(runs)
    head = element("tr", element("th", ""), *(element("th", side.place, scope="col") for side in sides))
    body = [
        element("tr", element("th", row.label, scope="row"), *(element("td", cell) for cell in row.cells))
        for row in rows
    ]
    table = element("table", element("thead", head), element("tbody", *body), class_="t differ")
    return joined(
        [
            table if rows else element("p", NOTHING, class_="cs"),
            *([element("p", f"{SIZE}. ", *sizes, class_="src")] if (sizes := list(_sizes(sides))) else []),
            element("p", _shared(runs), class_="src"),
        ]
    )


def every_input(sides: Sequence[Side]) -> Markup:
    """Return the table of every input in which the plans differ, each value with its source."""
    register = sides[0].run.scenario.register
    head = element("tr", element("th", "Input"), *(element("th", side.place, scope="col") for side in sides))
    body = [
        element(
            "tr", element("th", label, scope="row"), *(element("td", *_sourced(register, value)) for value in values)
        )
        for label, values in effects.inputs_that_differ([side.run.scenario for side in sides])
    ]
    if not body:
        return element("p", NOTHING, class_="cs")
    return element("table", element("thead", head), element("tbody", *body), class_="t differ")


def _sourced(register: Register, value: Held) -> Iterator[object]:
    yield value.words
    if value.claim:
        yield element("span", citation(register, value.claim), class_="src")
    elif value.standing:
        yield element("span", value.standing, class_="src")


def _sizes(sides: Sequence[Side]) -> Iterator[Markup]:
    """The people who named the size of each plan's force, as links to the claims' cards; else whose it is."""
    people = [_size_named_by(side.run) for side in sides]
    if len(set(people)) == 1:
        yield joined([people[0], "."])
        return
    for side, named in zip(sides, people, strict=True):
        yield joined([element("b", f"{side.place}: "), named, ". "])


def _size_named_by(run: Run) -> Markup:
    people = joined((citation(run.scenario.register, claim) for claim in sized_by(run)), "; ")
    return people or escaped(_whose(run))


def _whose(run: Run) -> str:
    """The standing of a size that no claim is behind."""
    parts = tuple(f"force.{part.component}.strength." for part in run.outcomes.own)
    standings = [quantity.standing for path, quantity in run.scenario.quantities().items() if path.startswith(parts)]
    return STANDINGS[standings[0]] if standings else NOT_NAMED


def _shared(runs: Sequence[Run]) -> str:
    shared = comparison_words.same(runs)
    which = "both" if len(runs) == comparison_words.LEAST else f"all {plain.spelled(len(runs))}"
    return f"The same in {which}: {shared}." if shared else ""
