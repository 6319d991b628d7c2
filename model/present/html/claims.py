"""The card of a claim: the figure, what was said, who said it, how well we know it, what others say."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from model.evidence.claims import Claim, Register
from model.present.html.text import claim_link, element, page_link
from model.present.words import card as words
from model.present.words.citations import OUR_SUM, best, cite, quality, roots, twins
from model.present.words.claims import HOW
from model.present.words.evidence import Input
from model.present.words.figures import counted, figure, number
from model.present.words.plain import capital, plan
from model.scenario import Scenario

MOST_OTHERS = 6
"""Other answers to the same question that a card has room for."""
OPEN = "Open the source"
ALL, ADDRESS, EVERY = "All figures for this question", "Link to this card", "All figures and statements"
MOST_PLANS = 3
"""Plans that a row names; of more it says how many they are."""
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
        *_told(claim, register),
        *_others(claim, register),
        *_later(claim, register),
        _actions(
            claim,
            uses or {},
            page_link("sources", f"claim={claim.id}", ALL if words.rivals(claim, register) else ADDRESS),
        ),
        class_="claim",
    )


def record(register: Register, claim_id: str, uses: Uses, used_in: Iterable[tuple[Scenario, Sequence[str]]]) -> Markup:
    """Return all that is known of a claim beside its figure, for a page of its own.

    Args:
        register: the claims.
        claim_id: the claim.
        uses: addresses that try its figure.
        used_in: the plans that rest on it, each with the inputs that do.
    """
    claim = best(register.claims[claim_id], register)
    by_input: dict[str, list[Scenario]] = {}
    for scenario, labels in used_in:
        by_input.setdefault("; ".join(labels), []).append(scenario)
    plans = [
        element("p", element("b", "Plans that rest on it"), f" ({labels}): ", *_links(of), ".", class_="more")
        for labels, of in by_input.items()
    ]
    return element(
        "div",
        *_told(claim, register),
        *_twins(claim, register),
        *_later(claim, register),
        *plans,
        _actions(claim, uses, page_link("sources", "", EVERY)),
        class_="claim",
    )


def listed(register: Register, claims: Iterable[Claim]) -> Markup:
    """Return claims as a table: the figure, what it is of, who said it, where and when, and how."""
    heads = (("Figure", "r"), ("What", "what"), ("Who, where, when", ""), ("How", "how"))
    rows = (
        element(
            "tr",
            element("td", number(claim) and figure(claim), class_="r"),
            element("td", claim.says),
            element("td", claim_link(claim.id, capital(cite(claim, register)))),
            element("td", HOW[claim.kind], class_="how"),
        )
        for claim in claims
    )
    head = element("tr", *(element("th", word, class_=kind) for word, kind in heads))
    return element("table", element("thead", head), element("tbody", *rows), class_="t stack claims")


def positions(register: Register, claim: Claim) -> Markup | None:
    """Return the words of a claim's nation by date, this one marked; None for a claim that is no position."""
    words_of = [one for one in register.of_nation(claim.nation or "") if one.position]
    if claim not in words_of or len(words_of) == 1:
        return None
    rows = (
        element(
            "li",
            element("b", figure(one)) if one is claim else figure(one),
            ": ",
            claim_link(one.id, cite(one, register)),
        )
        for one in words_of
    )
    return element("div", element("ul", *rows), class_="claim")


def assumptions(listed_inputs: Iterable[tuple[str, Input, Sequence[Scenario]]], of_all: int) -> Markup:
    """Return assumptions as a table: input, value, our reason, the plans that make it, of so many in all."""
    rows = (
        element(
            "tr",
            element("td", label),
            element("td", one.figure, class_="r"),
            element("td", f"{capital(one.reason)}."),
            element("td", *_plans(plans, of_all)),
        )
        for label, one, plans in listed_inputs
    )
    heads = (
        element("th", word, class_="r" if word == "Value" else "") for word in ("Input", "Value", "Why", "Used by")
    )
    return element("table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="t stack")


def _plans(plans: Sequence[Scenario], of_all: int) -> Iterable[object]:
    """Plans as links; where more than a few make the same assumption, how many."""
    if len(plans) > MOST_PLANS:
        return [f"{'all' if len(plans) == of_all else len(plans)} plans"]
    return _links(plans)


def _links(plans: Iterable[Scenario]) -> Iterable[object]:
    """Links to plans, with commas between."""
    for number_, scenario in enumerate(plans):
        yield ", " if number_ else ""
        yield page_link("", f"scenario={scenario.name}", plan(scenario))


def _told(claim: Claim, register: Register) -> Iterable[Markup]:
    """The speaker, or the figures that a sum takes; how well we know it; the sums that take it."""
    yield from _of_a_sum(claim, register) if claim.kind == "derived" else _of_a_person(claim, register)
    yield from _consequences(claim, register)


def _figure(claim: Claim) -> Markup:
    """The figure big with what it counts, and the sentence; of a claim in words the sentence alone."""
    says = element("p", claim.says, class_="says")
    if not claim.bounds:
        return says
    return element("p", number(claim), " ", element("span", counted(claim)), class_="fig") + says


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
    """The parts of a sum of ours: whose figures it takes, its working, and how well the weakest of them is known."""
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


def _twins(claim: Claim, register: Register) -> Iterable[Markup]:
    """Other records of the same utterance, and other reports of the same event."""
    same = twins(claim, register)
    for twin in same:
        said = f": “{twin.quotation}”" if twin.quotation else ""
        yield element("p", element("b", "Also reported by "), words.when_and_where(twin), said, class_="more")
    reports = words.reports(claim, register)[:MOST_OTHERS]
    if reports:
        yield element("p", element("b", "Also reported of the same event"), class_="more")
        yield element("ul", *(element("li", _linked(other, register)) for other in reports))


def _others(claim: Claim, register: Register) -> Iterable[Markup]:
    """Other records and reports, and other answers to the same question."""
    yield from _twins(claim, register)
    rivals = words.rivals(claim, register)
    if rivals:
        latest = [element("li", _linked(other, register)) for other in rivals[-MOST_OTHERS:]]
        yield element("p", element("b", "Others say"), class_="more")
        yield element("ul", *latest)


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


def _actions(claim: Claim, uses: Uses, further: Markup) -> Markup:
    """The steps from here: to the source, with the figure into the sum, and further."""
    tries = [page_link("", query, label) for label, query in uses.items()]
    is_one = claim.url and claim.kind != "derived"
    source = [element("a", OPEN, href=claim.url or "", target="_blank", rel="noopener")] if is_one else []
    return element("p", *source, *tries, further, class_="acts")
