"""The sources of a page or a report: every claim behind its numbers, by who said it, with what its card says."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup

from model.evidence.claims import Claim, Register
from model.present.html.text import claim_link, element, escaped
from model.present.words.card import part_name, who, working
from model.present.words.citations import NO_OUTLET, cite, exact_day, named, outlet, quality, retold
from model.present.words.figures import figure
from model.present.words.plain import capital

MOST_OPEN = 12
"""Claims of one speaker that are not folded."""
OURS = "Roulement: our own sums"


def sources(register: Register, claims: Iterable[str]) -> Markup:
    """Return claims and all that they are worked out from, by speaker and outlet from A to Z, our own sums last.

    Each entry has the id `claim-` with the claim's own, so that the words of a report lead to it.
    """
    names = set(claims)
    names |= {behind for name in names for behind in register.behind(register.claims[name])}
    spoken: dict[str, list[Markup]] = {}
    for name in sorted(names):
        claim = register.claims[name]
        spoken.setdefault(_speaker(claim), []).append(_entry(claim, register))
    heads = sorted(spoken, key=lambda head: (head == OURS, head.lower()))
    return element("div", *(_of_one(head, spoken[head]) for head in heads), class_="sources")


def printed(register: Register, claims: Iterable[str]) -> Markup:
    """Return the sources of what a page prints, on paper alone: people, outlets and months, with an address of each."""
    addresses = {words: register.claims[first].url for words, first in named(register, claims).items()}
    entries = [element("li", words, ". ", address or "") for words, address in sorted(addresses.items())]
    return element("div", element("h2", "Sources", class_="ct"), element("ul", *entries), class_="printed")


def _of_one(head: str, entries: Sequence[Markup]) -> Markup:
    """All of one speaker; many figures of one yearbook are folded, and stay so on paper."""
    space = escaped(" ")  # on paper all of one speaker runs on
    listed = element("ul", space.join(entries))
    if len(entries) > MOST_OPEN and head != OURS:
        listed = element("details", element("summary", f"{len(entries)} figures"), listed)
    return element("div", element("h3", head), space, listed)


def _speaker(claim: Claim) -> str:
    """The speaker of a claim, the office, and the outlet that told it; an outlet that is the speaker stands once."""
    if claim.kind == "derived":
        return OURS
    name, role = who(claim)
    where = outlet(claim) or NO_OUTLET
    is_speakers = where.split(" (")[0].lower() in f"{name}, {role}".lower()
    return ", ".join(filter(None, (name, role, "" if is_speakers else where, retold(claim))))


def _entry(claim: Claim, register: Register) -> Markup:
    """How well we know a claim, its figure, its words, and its day and address or what it is worked out from."""
    mark, known = quality(claim, register)
    parts = [element("span", mark, title=known)]
    if claim.bounds:
        parts.append(element("b", f"{figure(claim)}."))
    parts.append(escaped(claim.says))
    if claim.quotation:
        parts.append(escaped(f"“{claim.quotation}”."))
    parts += _sum(claim, register) if claim.kind == "derived" else _day_and_address(claim)
    return element("li", escaped(" ").join(parts), id=f"claim-{claim.id}")


def _sum(claim: Claim, register: Register) -> Iterator[Markup]:
    """The sum, and the figures that it takes, by who gave them."""
    takes: dict[str, list[Markup]] = {}
    for name, part in claim.derived_from.items():
        takes.setdefault(cite(register.claims[part], register), []).append(claim_link(part, part_name(name)))
    given_by = [escaped(", ").join(names) + escaped(f" ({whose})") for whose, names in takes.items()]
    yield escaped(f"{capital('; '.join(working(claim)))}, from ") + escaped("; ").join(given_by) + escaped(".")


def _day_and_address(claim: Claim) -> Iterator[Markup]:
    """The day, which leads to where the claim can be read."""
    day = f"{capital(exact_day(claim))}."
    if claim.url:
        yield element("a", day, href=claim.url, title=urlsplit(claim.url).netloc.removeprefix("www."))
    else:
        yield escaped(day)
