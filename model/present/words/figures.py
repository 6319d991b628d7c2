"""The figure of a claim as a paper prints it: its number, and what it counts."""

from collections.abc import Callable
from functools import partial

from model.evidence.claims import Claim, Question
from model.present.numbers import entered, joined, rounded, tenths, with_unit
from model.terms import BOUNDS, spaced

Words = Callable[[float], str]

SIGNS = {"gbp": "£", "eur": "€", "usd": "$"}
LARGE = ((1e9, "bn"), (1e6, "m"))
PER_HEAD = "a soldier a year"
COUNTED: dict[str, str] = {
    "multiple": "in all for each one away",
    "ratio": "",
    "share": "",
    "troops_per_brigade": "troops in a brigade",
    "troops_per_battlegroup": "troops in a battlegroup",
    "troops_per_km": "troops for each km",
}
"""Things that a number counts, where the name of its unit reads badly; '' where the claim's sentence says it."""
AT_HOME: dict[Question, str] = {"dwell_ratio": "at home for each one away", "deployable_share": "of an army"}
"""Things that a number counts by the question that it answers."""
WHOLE = 1e-6
"""The most that a number worked out is off a whole one that it is taken for."""


def number(claim: Claim) -> str:
    """Return a claim's number with its bound, without what it counts; '' for a claim in words.

    What somebody published stands as published; what we worked out is rounded as everywhere.

    >>> import model
    >>> claims = model.load("reassurance_force").register.claims
    >>> number(claims["telegraph.troops"]), number(claims["germany_lithuania.cost_per_deployed"])
    ('up to 30,000', 'about €200,000 to €208,500')
    >>> number(claims["united_kingdom_2025.deployable_share"]), number(claims["united_kingdom.aid_gbp"])
    ('up to 76.9%', '£12.8bn')
    """
    if claim.bounds is None:
        return ""
    return f"{BOUNDS[claim.bound or 'exactly'].before}{joined(claim.bounds, writer_of(claim))}"


def writer(unit: str, words: Words = entered) -> Words:
    """Return how numbers of a unit are written, `words` where it is neither a share nor money.

    >>> [writer(unit)(0.4) for unit in ("share", "ratio")], writer("eur_per_soldier_year")(125_928)
    (['40%', '0.4'], '€125,928')
    """
    if unit == "share":
        return partial(per_cent, words=rounded if words is rounded else tenths)
    sign = SIGNS.get(unit.partition("_")[0])
    return partial(_sum, sign=sign, words=words) if sign else words


def writer_of(claim: Claim) -> Words:
    """Return how a claim's numbers are written: rounded where they are worked out and not whole, else as published."""
    is_whole = all(abs(end - round(end)) < WHOLE for end in claim.bounds or ())
    return writer(claim.unit or "", entered if claim.kind != "derived" or is_whole else rounded)


def counted(claim: Claim) -> str:
    """Return the thing that a claim's number counts: `troops`, `a soldier a year`; '' where its sentence says it.

    >>> import model
    >>> claims = model.load("reassurance_force").register.claims
    >>> counted(claims["dannatt.dwell_ratio"]), counted(claims["times.troops"])
    ('at home for each one away', 'troops')
    """
    unit = claim.unit or ""
    if unit.partition("_")[0] in SIGNS:
        return PER_HEAD if "_" in unit else ""
    return AT_HOME.get(claim.answers or "force_size") or COUNTED.get(unit, spaced(unit))


def figure(claim: Claim) -> str:
    """Return a claim's figure in full, `up to 30,000 troops`; of a claim in words its words.

    >>> import model
    >>> claims = model.load("reassurance_force").register.claims
    >>> figure(claims["dannatt.tour_months"]), figure(claims["tusk.refused_2025_12"])
    ('6 months', 'no Polish troops for the force')
    """
    return with_unit(number(claim), counted(claim)) if claim.bounds else claim.text or ""


def per_cent(share: float, words: Words = tenths) -> str:
    """Return a share as it was entered, in per cent: `40%`."""
    return f"{words(100 * share)}%"


def _sum(money: float, *, sign: str, words: Words) -> str:
    size, word = next((large for large in LARGE if money >= large[0]), (1.0, ""))
    return f"{sign}{entered(round(money / size, 3)) if word else words(money)}{word}"
