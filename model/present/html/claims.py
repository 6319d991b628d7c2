"""The card of a claim: the figure, what was said, who said it, how well we know it, what others say."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from model.evidence.claims import Claim, Register
from model.present.html.text import claim_link, element, page_link
from model.present.words import card as words
from model.present.words.citations import OUR_SUM, best, cite, quality, roots, twins
from model.present.words.figures import counted, figure, number

MOST_OTHERS = 6
"""Other answers to the same question that a card has room for."""
OPEN = "Open the source"
ALL, ADDRESS = "All figures for this question", "Link to this card"
Uses = Mapping[str, str]
"""Queries of Explore's address that try a claim's figure, by the words of the link."""


def card(register: Register, claim_id: str, uses: Uses | None = None) -> Markup:
    """Return the card of a claim: of a figure on several records, that of the best-sourced one.

    Args:
        register: the claims.
        claim_id: the claim whose card it is.
        uses: addresses that try its figure (`model.ui.session.rivals`).
    """
    claim = best(register.claims[claim_id], register)
    return element(
        "div",
        _figure(claim),
        *(_of_a_sum(claim, register) if claim.kind == "derived" else _of_a_person(claim, register)),
        *_consequences(claim, register),
        *_others(claim, register),
        *_later(claim, register),
        _actions(claim, register, uses or {}),
        class_="claim",
    )


def _figure(claim: Claim) -> Markup:
    """The figure big with what it counts, and the sentence; of a claim in words the sentence alone."""
    says = element("p", claim.says, class_="says")
    if not claim.bounds:
        return says
    shown = number(claim), counted(claim)
    return element("p", shown[0], " ", element("span", shown[1]), class_="fig") + says


def _of_a_person(claim: Claim, register: Register) -> Iterable[Markup]:
    """Quotation, speaker, day and outlet, and how well we know it."""
    name, role = words.who(claim)
    mark, known = quality(claim, register)
    if claim.quotation:
        yield element("p", f"“{claim.quotation}”", class_="quote")
    yield element("p", element("b", name), f", {role}" if role else "", class_="by")
    yield element("p", words.when_and_where(claim), class_="at")
    yield element("p", element("span", mark, aria_hidden="true"), f" {known}", class_="known")
    if claim.provenance:
        yield element("p", words.WEAK, class_="known")
    if claim.seed:
        yield element("p", words.NO_ADDRESS, class_="known")


def _of_a_sum(claim: Claim, register: Register) -> Iterable[Markup]:
    """That the sum is ours, from whose figures, how it is worked out, and how well the weakest of them is known."""
    mark, known = quality(claim, register)
    parts = [
        element("li", f"{words.part_name(name)}: ", _linked(best(register.claims[source], register), register))
        for name, source in claim.derived_from.items()
    ]
    yield element("p", element("b", "Our sum"), ", from:", class_="by")
    yield element("ul", *parts)
    yield element("p", "; ".join(words.working(claim)), class_="at")
    many = " (the weakest of them)" if len(roots(claim, register)) > 1 else ""
    yield element("p", element("span", mark, aria_hidden="true"), f" {known}{many}", class_="known")


def _consequences(claim: Claim, register: Register) -> Iterable[Markup]:
    for derived in words.worked_out_from(claim, register):
        yield element("p", element("b", "What we worked out from it: "), claim_link(derived.id, figure(derived)),
                      f". {derived.says}", class_="more")  # fmt: skip


def _others(claim: Claim, register: Register) -> Iterable[Markup]:
    """Other records of the same utterance; other versions of the event; other answers to the same question."""
    for twin in twins(claim, register):
        said = f": “{twin.quotation}”" if twin.quotation else ""
        yield element("p", element("b", "Also reported by "), words.when_and_where(twin), said, class_="more")
    rivals = words.rivals(claim, register)
    if rivals:
        shown = [element("li", _linked(other, register)) for other in rivals[-MOST_OTHERS:]]
        yield element("p", element("b", "Others say"), class_="more")
        yield element("ul", *shown)


def _later(claim: Claim, register: Register) -> Iterable[Markup]:
    others = register.claims.values()
    named = (
        ("Replaced by", [register.claims[claim.superseded_by]] if claim.superseded_by else []),
        ("Disputed by", [register.claims[claim.disputed_by]] if claim.disputed_by else []),
        ("Replaces", [other for other in others if other.superseded_by == claim.id]),
        ("Disputes", [other for other in others if other.disputed_by == claim.id]),
    )
    for label, claims in named:
        for other in claims:
            yield element("p", element("b", f"{label}: "), _linked(other, register), class_="more")


def _linked(claim: Claim, register: Register) -> Markup:
    """A claim's figure or words, and its citation as a link to its card."""
    who = cite(claim, register).removesuffix(f" {OUR_SUM}")
    ours = f" {OUR_SUM}" if claim.kind == "derived" else ""
    return element("span", f"{figure(claim)}: ", claim_link(claim.id, who), ours)


def _actions(claim: Claim, register: Register, uses: Uses) -> Markup:
    """What the reader can do: open the source, put the figure into the sum, see all figures for the question."""
    tries = [page_link("", query, label) for label, query in uses.items()]
    here = page_link("sources", f"claim={claim.id}", ALL if words.rivals(claim, register) else ADDRESS)
    is_one = claim.url and claim.kind != "derived"
    source = [element("a", OPEN, href=claim.url or "", target="_blank", rel="noopener")] if is_one else []
    return element("p", *source, *tries, here, class_="acts")
