"""Citations: who said it, in what capacity, when; of a sum of ours, whose figures it takes. Never a claim's id."""

from collections.abc import Iterable, Sequence

from model.evidence.claims import Claim, Register
from model.present.words.plain import day, month

ROLES = {
    "head of the British Army 2006 to 2009": "ex-head of the British Army",
    "head of the Canadian Army 2000 to 2003": "ex-head of the Canadian Army",
}
LONGEST_ROLE = 40
NO_OFFICE = ("under ", "report ", "note ", "as a ", "on ", "defence ministers")
"""Beginnings of what a record says beside a body's name that is no office of a person."""
OUR_SUM = "(our sum)"
MOST_CITED = 2
"""People whom one citation names; of more it says how many there are."""
UNNAMED_OUTLET = "an outlet that is not named"


def outlet(claim: Claim) -> str:
    """Return where a claim was first published, without who retold it; '' where that is not known.

    >>> import model
    >>> outlet(model.load("reassurance_force").register.claims["times.troops"])
    'The Times'
    """
    name = claim.reported_by
    for retold in (", retold", ", carried", ", after", ", in a headline", ", with ", ", on ", ", page", ", section"):
        name = name.split(retold)[0]
    return "" if name in ("unknown", "our arithmetic") or name.startswith(UNNAMED_OUTLET) else name


def is_unnamed(claim: Claim) -> bool:
    """Whether a claim's speaker is not named."""
    speaker = claim.speaker
    return speaker.startswith(("unnamed", "unknown")) or "not named" in speaker


def speaker(claim: Claim) -> str:
    """Return who made a claim: a name, or `unnamed` with what is known of him."""
    if not is_unnamed(claim):
        return claim.speaker
    who = claim.speaker.replace(", not named", "")
    if who == "unknown":
        return f"unnamed {claim.role}" if claim.role else "unnamed source"
    return who if who.startswith("unnamed") else f"unnamed {who}"


def office(claim: Claim) -> str:
    """Return the short form of a speaker's office; '' where it is long or no office."""
    role = ROLES.get(claim.role, claim.role)
    return "" if len(role) > LONGEST_ROLE or role.startswith(NO_OFFICE) or is_unnamed(claim) else role


def when(claim: Claim) -> str:
    """Return the month in which a claim was made, else reported; '' where neither is known."""
    return month(claim.said_on) or month(claim.reported_on)


def roots(claim: Claim, register: Register) -> list[Claim]:
    """Return the claims that somebody made behind one that is worked out, each once; else the claim itself."""
    if claim.kind != "derived":
        return [claim]
    behind: dict[str, Claim] = {}
    for source in claim.derived_from.values():
        behind |= {root.id: root for root in roots(register.claims[source], register)}
    return list(behind.values())


def best(claim: Claim, register: Register) -> Claim:
    """Return the best-sourced record of the same utterance with the same figure: with an address before without."""
    same = [
        other for other in register.versions(claim) if other.speaker == claim.speaker and other.bounds == claim.bounds
    ]
    return min([claim, *same], key=lambda one: one.sourcing)


def of_one(claim: Claim) -> str:
    """Return the citation of a claim that somebody made.

    >>> import model
    >>> of_one(model.load("reassurance_force").register.claims["times.troops"])
    'unnamed European military chiefs, in The Times, Feb 2025'
    """
    who = speaker(claim)
    if is_unnamed(claim):
        where = outlet(claim)
        where = "" if where.split(" (")[0].lower() in who.lower() else f"in {where}"
        return ", ".join(filter(None, (who, where, when(claim))))
    return ", ".join(filter(None, (who, office(claim), when(claim))))


def cite(claim: Claim, register: Register) -> str:
    """Return the citation of a claim: of a figure that is worked out, of all whose figures it takes.

    >>> import model
    >>> register = model.load("reassurance_force").register
    >>> cite(register.claims["dannatt.dwell_ratio"], register)
    'Lord Dannatt, ex-head of the British Army, Feb 2025 (our sum)'
    """
    people = list(dict.fromkeys(of_one(best(root, register)) for root in roots(claim, register)))
    more = len(people) - 1
    words = "; ".join(people) if len(people) <= MOST_CITED else f"{people[0]}; and {more} others"
    return f"{words} {OUR_SUM}" if claim.kind == "derived" else words


def source_line(register: Register, claims: Iterable[str], *, is_ours: bool = True) -> str:
    """Return the source line of a picture that a newspaper can print: people, outlets, months; whose the sums are."""
    cited = list(dict.fromkeys(cite(register.claims[claim], register).removesuffix(f" {OUR_SUM}") for claim in claims))
    ours = "Arithmetic: Roulement." if is_ours else ""
    head = "Sources" if len(cited) > 1 else "Source"
    return " ".join(filter(None, (f"{head}: {'; '.join(cited)}." if cited else "", ours)))


def exact_day(claim: Claim) -> str:
    """Return the day on which a claim was said for its card, else of its report, else that neither is known."""
    said, reported = day(claim.said_on), day(claim.reported_on)
    if said:
        return said
    return f"day not stated; reported {reported}" if reported else "day not known"


def people(claims: Sequence[Claim], register: Register) -> list[str]:
    """Return the citations of several claims, each once."""
    return list(dict.fromkeys(cite(claim, register) for claim in claims))
