"""The files that "Use this chart" and "Share or download" offer, each made when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from model.export.embed import embed
from model.export.headers import csv_with_header
from model.export.origin import Origin
from model.export.pictures import NARROW, png, svg
from model.export.texts import csv_bytes
from model.present.exhibits.exhibit import Exhibit
from model.present.words import files as words

PNG, SVG, CSV, HTML = "image/png", "image/svg+xml", "text/csv", "text/html"


@dataclass(frozen=True)
class Offer:
    """A file that a page offers: the words on its button, its name, its kind, and the function that makes it."""

    label: str
    name: str
    mime: str
    make: Callable[[], str | bytes]


def offers(exhibit: Exhibit, origin: Origin, stem: str) -> list[Offer]:
    """Return the files of one exhibit: pictures for a wide column and for phones, numbers, HTML to paste.

    Args:
        exhibit: the exhibit.
        origin: where its numbers come from.
        stem: the names of the files, without their endings.
    """
    return [
        Offer(words.PICTURE_WIDE, f"{stem}.png", PNG, lambda: png(exhibit, origin)),
        Offer(words.PICTURE_PHONE, f"{stem}_phone.png", PNG, lambda: png(exhibit, origin, NARROW)),
        Offer(words.DRAWING_WIDE, f"{stem}.svg", SVG, lambda: svg(exhibit, origin)),
        Offer(words.DRAWING_PHONE, f"{stem}_phone.svg", SVG, lambda: svg(exhibit, origin, NARROW)),
        Offer(words.NUMBERS, f"{stem}.csv", CSV, lambda: numbers(exhibit, origin)),
        Offer(words.TO_PASTE, f"{stem}.html", HTML, lambda: embed(exhibit, origin)),
    ]


def numbers(exhibit: Exhibit, origin: Origin) -> bytes:
    """Return the numbers of an exhibit as CSV, below where they come from, what they show, and the note on them."""
    lines = filter(None, (*origin.header(), exhibit.title, exhibit.note))
    return csv_bytes(csv_with_header(exhibit.frame(), list(lines)))
