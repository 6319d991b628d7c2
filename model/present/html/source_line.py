"""The line below a picture that says who its numbers come from: a name leads to its card, the other names open."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from markupsafe import Markup

from model.evidence.claims import Register
from model.present.html.text import claim_link, element, joined
from model.present.words.citations import named
from model.present.words.plain import spelled

AS_ABOVE = "as above"
MOST_NAMED = 1
"""Sources that stand below a picture; the others open."""


def source_line(register: Register, claims: Sequence[str], above: Collection[str] = ()) -> Markup:
    """Return the sources of a picture on a page, those that the page named above folded into two words.

    Args:
        register: the evidence.
        claims: the claims that the numbers rest on, the most important first.
        above: the claims that the page named further up.
    """
    return _line(register, tuple(claims), tuple(claim for claim in claims if claim not in above))


@lru_cache(maxsize=1_024)
def _line(register: Register, claims: tuple[str, ...], fresh: tuple[str, ...]) -> Markup:
    people, is_all = _links(register, fresh), len(fresh) == len(claims)
    head, end = "Source: " if is_all and len(people) == 1 else "Sources: ", "."
    if len(people) > MOST_NAMED + 1:
        more = _folded(f"and {spelled(len(people) - MOST_NAMED)} more", people[MOST_NAMED:])
        people, end = [*people[:MOST_NAMED], more], ""  # a full stop would stand alone below what opens
    elif not is_all:
        more = _folded(f"and {AS_ABOVE}" if people else AS_ABOVE, _links(register, claims))
        people, end = [*people, more], ""
    return element("div", head, joined(people, "; "), end, class_="src line")


@lru_cache(maxsize=1_024)
def _links(register: Register, claims: tuple[str, ...]) -> list[Markup]:
    return [claim_link(claim, words) for words, claim in named(register, claims).items()]


def _folded(words: str, links: Sequence[Markup]) -> Markup:
    """Links behind a few words that open them."""
    return element("details", element("summary", words), element("p", joined(links, "; "), "."))
