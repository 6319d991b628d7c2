"""The exhibit of published cases: how many sums of others come out as published, and how far the rest are off."""

from collections.abc import Iterable

from markupsafe import Markup

from model.analysis.published import Check, farthest_first
from model.evidence.claims import Register
from model.present.charts.published import Span, published_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.html.published import cases
from model.present.tables.published import as_numbers, in_words
from model.present.words import published as words


def published(checks: Iterable[Check], register: Register) -> Exhibit:
    """Return the sums that do not come out as published, the furthest off first; its tables hold the others too."""
    listed = farthest_first(checks)
    off = [check for check in listed if not check.agrees]
    return Exhibit(
        key="published",
        title=words.title(listed),
        subtitle=words.SUBTITLE,
        chart=published_chart(off, register),
        text=words.text(listed),
        table=in_words(listed, register),
        frame=lambda: as_numbers(listed),
        note=words.SOURCES,
        html=cases(off, register, Span.of(listed)),
    )


def as_published(checks: Iterable[Check], register: Register) -> Markup:
    """Return the rows of the sums that come out as published, the furthest of them first."""
    listed = farthest_first(checks)
    return cases([check for check in listed if check.agrees], register, Span.of(listed))
