"""Words of a claim's card beside the figure: who, when and where; the working of a sum; other answers and reports."""

import re

from model.evidence.claims import NATIONAL, Claim, Register
from model.frozen import FrozenMapping
from model.present.words.citations import days, exact_day, is_unnamed, outlet, retold, speaker, twins
from model.present.words.plain import capital
from model.terms import spaced

WEAK = "Weak: a retelling, and we found no better source behind it."
NO_ADDRESS = "We have the text of this article alone, which states no address."
UNKNOWN_OUTLET = "an outlet that we could not identify"
SIGNS = {"*": "×", "/": "÷", "-": "−"}
"""Signs of arithmetic as a reader knows them."""


def who(claim: Claim) -> tuple[str, str]:
    """Return the speaker of a claim, and the office as the record has it; '' where it has none."""
    role = "" if is_unnamed(claim) and claim.role in speaker(claim) else claim.role
    name = claim.speaker if not is_unnamed(claim) else speaker(claim)
    return capital(name), role


def when_and_where(claim: Claim) -> str:
    """Return when a claim was said and where it was reported, as far as either is known.

    >>> import model
    >>> claims = model.load("reassurance_force").register.claims
    >>> when_and_where(claims["dannatt.deployed_2025_02_radio"])
    '15 Feb 2025 · BBC Radio 4, retold by Inhumannews, Feb 2025'
    >>> when_and_where(claims["hegseth.not_nato"])
    'day not stated; reported 19 or 20 Feb 2025 · an outlet that we could not identify'
    """
    said, reported = days(claim.said_on), days(claim.reported_on)
    where = ", ".join(filter(None, (outlet(claim) or UNKNOWN_OUTLET, retold(claim))))
    again = reported if said and reported != said else ""
    return f"{exact_day(claim)} · {', '.join(filter(None, (where, again)))}"


def working(claim: Claim) -> list[str]:
    """Return the sum behind a claim that we worked out, a line for each end that has a formula of its own.

    >>> import model
    >>> working(model.load("reassurance_force").register.claims["dannatt.dwell_ratio"])
    ['tied up ÷ deployed − 1']
    """
    if isinstance(claim.working, FrozenMapping):
        if all(re.fullmatch(r"(min|max)\(.+\)", formula) for formula in claim.working.values()):
            return ["from the lowest to the highest of these"]
        return [f"{end}: {_signs(formula)}" for end, formula in claim.working.items()]
    return [_signs(claim.working)] if claim.working else []


def _signs(formula: str) -> str:
    """A formula with the signs and names that a reader knows."""
    return spaced(re.sub(r"[*/-]", lambda sign: SIGNS[sign[0]], formula))


def part_name(name: str) -> str:
    """Return the name of a figure within a working as a label."""
    return spaced(name)


def rivals(claim: Claim, register: Register) -> list[Claim]:
    """Return the other claims that answer the same question, of the same nation where it is of one, by day.

    Other records of the same utterance are none, nor are figures in another unit or those that it is worked out from.
    """
    if not claim.answers:
        return []
    nation = claim.nation if claim.answers in NATIONAL else None
    same = {claim.id, *(twin.id for twin in twins(claim, register)), *register.behind(claim)}
    return [
        other
        for other in register.rivals.get((claim.answers, nation), [])
        if other.id not in same and other.unit == claim.unit
    ]


def reports(claim: Claim, register: Register) -> list[Claim]:
    """Return the reports of a claim's event by others that are no answers to its question, the best-sourced first."""
    answers = {rival.id for rival in rivals(claim, register)}
    return [
        other
        for other in register.versions(claim)
        if other.id not in answers and other.speaker != claim.speaker and bool(other.bounds) == bool(claim.bounds)
    ]


def worked_out_from(claim: Claim, register: Register) -> list[Claim]:
    """Return the claims that we worked out from a claim, or from another record of it."""
    same = {claim.id, *(twin.id for twin in twins(claim, register))}
    return [one for one in register.claims.values() if same & set(one.derived_from.values())]
