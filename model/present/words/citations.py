"""Citations: who said it, in what capacity, when; of a sum of ours, whose figures it takes. Never a claim's id."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from model.evidence.claims import Claim, Register, period
from model.present.words.plain import MONTHS, day, listed, month, spelled

ROLES = {
    "head of the British Army 2006 to 2009": "ex-head of the British Army",
    "head of the Canadian Army 2000 to 2003": "ex-head of the Canadian Army",
    "Secretary of Defense of the United States": "US Secretary of Defense",
    "Secretary of State for Defence of the United Kingdom": "UK Defence Secretary",
    "Parliamentary Under-Secretary at the Ministry of Defence": "UK defence minister",
    "Chief of Staff of the United States Army": "head of the US Army",
    "Commandant of the United States Marine Corps": "head of the US Marine Corps",
    "Chairman of the Joint Chiefs of Staff of the United States": "chairman of the US Joint Chiefs of Staff",
    "director of staff, Strategic Joint Staff of Canada": "Strategic Joint Staff of Canada",
    "commander of the United Nations force in Cyprus": "commander of the UN force in Cyprus",
    "chair of the defence committee of the French National Assembly": "French National Assembly",
    "chief of staff of the President of Ukraine": "chief of staff to Ukraine's President",
    "parliamentary leader of La France insoumise": "La France insoumise",
    "president of the foundation council of the Munich Security Conference": "Munich Security Conference",
    "International Institute for Strategic Studies": "IISS",
    "dissertation at the Pardee RAND Graduate School": "Pardee RAND Graduate School",
    "defence ministers, on the targets of the Istanbul summit": "",
    "as a book chapter cites a publication of 2011": "",
    "final evaluation of the Dutch part in ISAF": "",
    "Strategic Defence and Security Review": "",
    "an account on a social network": "an account on a social network",
}
"""Short forms of offices that a line has no room for; '' for what a record says beside a name that is no office."""
LONGEST_ROLE = 40
NO_OFFICE = ("under ", "report ", "note ", "commentary")
"""Beginnings of what a record says beside a body's name that is no office of a person."""
BODIES = {"United States Central Intelligence Agency": "CIA World Factbook", "Agence France-Presse": "AFP"}
"""Names under which bodies are known better than by their own: of a yearbook, its title."""
DESCRIBED = ("unnamed ", "unknown", "a representative ", "authors ", "spokesman ")
"""Beginnings of a speaker who is described and not named."""
BESIDE = (", with officials from Brussels", ", with the heads of the European Council and the European Commission")
"""People who stood beside the speakers of a statement, whom a line has no room for."""
AGENCIES = ("AFP", "AP", "RFI", "Sky News", "Radio Free Europe/Radio Liberty")
"""Outlets that report rather than print: `reported by AFP`, not `in AFP`."""
OUTLETS = {"Prime Minister's Office": "UK Prime Minister's Office", "i": "the i newspaper"}
"""Names of outlets that a record shortens to what its page says elsewhere."""
THE = ("Financial Times",)
"""Outlets whose name takes an article within a sentence."""
OUR_SUM = "(our sum)"
MOST_CITED = 2
"""People whom one citation names; of more it names the first and says how many there are."""
UNNAMED_OUTLET = "an outlet that is not named"
NO_DATE = "date not known"
NO_OUTLET = "outlet not known"
MARKS = {
    "●": "read in the original",
    "◐": "read in another outlet's report",
    "○": "outlet or date not known",
    "◇": "our assumption",
}
"""How well a figure is known, the best first."""
ORIGIN = re.compile(r"^[^,]+, retelling (.+)$")
"""An outlet that tells what another one published first."""
RETOLD = re.compile(
    r"(?:, | (?=retold))"
    r"(?=retold|carried|copied|reposted|after|transcript|abstract|in a headline|page|section|HC|gov\.uk|with |on )"
)
"""Where the name of an outlet ends and what is said of the copy begins."""


def outlet(claim: Claim) -> str:
    """Return where a claim was first published, without who retold it; '' where that is not known.

    >>> import model
    >>> claims = model.load("reassurance_force").register.claims
    >>> [outlet(claims[name]) for name in ("times.troops", "italy_2025.army", "hegseth.not_nato")]
    ['The Times', 'La Repubblica', '']
    """
    name = claim.reported_by
    if origin := ORIGIN.match(name):
        return origin[1]
    first = RETOLD.split(name, maxsplit=1)[0]
    return "" if first in ("unknown", "our arithmetic", UNNAMED_OUTLET) else OUTLETS.get(first, first)


def retold(claim: Claim) -> str:
    """Return how the text that we read had it from the outlet: `retold by Caliber`; '' where it is the outlet's own.

    >>> import model
    >>> retold(model.load("reassurance_force").register.claims["gady.troops"])
    'retold by Caliber'
    """
    name = claim.reported_by
    if origin := ORIGIN.match(name):
        return f"retold by {name.removesuffix(origin[1]).removesuffix(', retelling ')}"
    parts = RETOLD.split(name, maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def is_unnamed(claim: Claim) -> bool:
    """Whether a claim's speaker is not named."""
    return claim.speaker.startswith(DESCRIBED) or "not named" in claim.speaker


def speaker(claim: Claim) -> str:
    """Return the speaker of a claim: a name, or `unnamed` with what is known of him."""
    name = claim.speaker
    for beside in BESIDE:
        name = name.removesuffix(beside)
    if not is_unnamed(claim):
        return BODIES.get(name, name)
    who = name.replace(", not named", "").removeprefix("a ")
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


def twins(claim: Claim, register: Register) -> list[Claim]:
    """Return the other records of the same utterance with the same figure, the best-sourced first."""
    if not claim.bounds:
        return []
    utterance = (claim.speaker, claim.bounds, claim.bound)
    return [one for one in register.versions(claim) if (one.speaker, one.bounds, one.bound) == utterance]


@lru_cache(maxsize=4_096)
def best(claim: Claim, register: Register) -> Claim:
    """Return the best-sourced record of the same utterance with the same figure: with an address before without."""
    return min([claim, *twins(claim, register)], key=lambda one: one.sourcing)


def named_outlet(claim: Claim) -> str:
    """Return the outlet in a line, `in The Times`, that it is not known, or nothing where it is the speaker.

    >>> import model
    >>> claims = model.load("reassurance_force").register.claims
    >>> [named_outlet(claims[name]) for name in ("times.troops", "afp.ready_2025_04", "hegseth.backstop_in_plan")]
    ['in The Times', 'reported by AFP', 'outlet not known']
    """
    where = outlet(claim)
    if not where:
        return NO_OUTLET
    if where.split(" (")[0].lower() in speaker(claim).lower():
        return ""
    article = "the " if where in THE else ""
    return f"reported by {where}" if where in AGENCIES else f"in {article}{where}"


def of_one(claim: Claim) -> str:
    """Return the citation of a claim that somebody made.

    >>> import model
    >>> of_one(model.load("reassurance_force").register.claims["times.troops"])
    'unnamed European military chiefs, in The Times, Feb 2025'
    """
    beside = named_outlet(claim) if is_unnamed(claim) else office(claim)
    return ", ".join(filter(None, (speaker(claim), beside, when(claim) or NO_DATE)))


def in_full(claim: Claim) -> str:
    """Return the citation of a claim with its outlet also where the speaker is named, as a source line has it.

    >>> import model
    >>> in_full(model.load("reassurance_force").register.claims["dannatt.deployed_2025_02_radio"])
    'Lord Dannatt, ex-head of the British Army, BBC Radio 4, Feb 2025'
    """
    return f"{_who_and_where(claim)}, {when(claim) or NO_DATE}"


def _who_and_where(claim: Claim) -> str:
    """The speaker of a claim, the office, and the outlet, each once."""
    if is_unnamed(claim):
        return ", ".join(filter(None, (speaker(claim), named_outlet(claim))))
    where = outlet(claim) or NO_OUTLET
    where = "" if where.split(" (")[0] in f"{speaker(claim)}, {claim.role}" else where
    return ", ".join(filter(None, (speaker(claim), office(claim), where)))


@lru_cache(maxsize=4_096)
def cite(claim: Claim, register: Register) -> str:
    """Return the citation of a claim: of a figure that is worked out, of all whose figures it takes.

    >>> import model
    >>> register = model.load("reassurance_force").register
    >>> cite(register.claims["dannatt.dwell_ratio"], register)
    'Lord Dannatt, ex-head of the British Army, Feb 2025 (our sum)'
    """
    cited = list(dict.fromkeys(of_one(best(root, register)) for root in roots(claim, register)))
    more = len(cited) - 1
    words = "; ".join(cited) if len(cited) <= MOST_CITED else f"{cited[0]}, and {spelled(more)} others"
    return f"{words} {OUR_SUM}" if claim.kind == "derived" else words


def source_line(register: Register, claims: Iterable[str], *, is_ours: bool = True, most: int | None = None) -> str:
    """Return the source line of a picture that a newspaper can print: people, outlets, months; whose the sums are.

    Args:
        register: the evidence.
        claims: the claims that the numbers rest on, the most important first.
        is_ours: whether the line says whose the sums are.
        most: how many sources a page has room for; of the rest it says how many they are.

    >>> import model
    >>> register = model.load("reassurance_force").register
    >>> source_line(register, ["france.land_strength", "united_kingdom.land_strength"], is_ours=False)
    'Source: CIA World Factbook, 2024 and 2025.'
    """
    ours = "Arithmetic: Roulement." if is_ours else ""
    return " ".join(filter(None, (_sources(register, tuple(claims), most), ours)))


@lru_cache(maxsize=1_024)
def _sources(register: Register, claims: tuple[str, ...], most: int | None) -> str:
    cited = list(named(register, claims))
    head = "Sources" if len(cited) > 1 else "Source"
    if most is not None and len(cited) > most + 1:
        cited = [*cited[:most], f"and {spelled(len(cited) - most)} more"]
    return f"{head}: {'; '.join(cited)}." if cited else ""


def named(register: Register, claims: Iterable[str]) -> dict[str, str]:
    """Return the people and outlets behind claims, with their months, and of each the first claim.

    >>> import model
    >>> named(model.load("reassurance_force").register, ["times.troops", "times.backstop"])
    {'unnamed European military chiefs, in The Times, Feb 2025': 'times.troops', \
'unnamed official, in The Times, Feb 2025': 'times.backstop'}
    """
    behind = [best(root, register) for claim in claims for root in roots(register.claims[claim], register)]
    first: dict[str, str] = {}
    for claim in behind:
        first.setdefault(_who_and_where(claim), claim.id)
    days_of: dict[str, list[str]] = {who: [] for who in first}
    for claim in sorted(behind, key=lambda claim: str(claim.latest_day or "")):
        days_of[_who_and_where(claim)].append(when(claim) or NO_DATE)
    return {f"{who}, {listed(dict.fromkeys(days_of[who]))}": first[who] for who in days_of}


def exact_day(claim: Claim) -> str:
    """Return the day on which a claim was said for its card, else of its report, else that neither is known.

    >>> import model
    >>> claims = model.load("reassurance_force").register.claims
    >>> exact_day(claims["times.troops"]), exact_day(claims["zelensky.minimum"])
    ('day not stated; reported 19 Feb 2025', '21 or 22 Jan 2025')
    """
    said, reported = days(claim.said_on), days(claim.reported_on)
    if said:
        return said
    return f"day not stated; reported {reported}" if reported else "day not known"


def days(published: str) -> str:
    """Return a published date to the day, of an interval the two days that it lies between; '' where it is not known.

    >>> days("2025-02-15"), days("2025-02-19/2025-02-20"), days("2025-04-10/2025-04-29"), days("2011/2016")
    ('15 Feb 2025', '19 or 20 Feb 2025', '10 to 29 April 2025', '2011–2016')
    """
    ends = published.split("/")
    is_to_the_day = len(ends) > 1 and all(end.count("-") > 1 for end in ends)
    between = period(published) if is_to_the_day else None
    if between is None:
        return day(published)
    first, last = between
    joiner = " or " if last - first == dt.timedelta(days=1) else " to "
    is_one_month = (first.year, first.month) == (last.year, last.month)
    begin = str(first.day) if is_one_month else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{begin}{joiner}{day(ends[1])}"


def quality(claim: Claim, register: Register) -> tuple[str, str]:
    """Return the mark of how well we know a claim, and the same in words; of a sum of ours, of its weakest figure.

    >>> import model
    >>> register = model.load("reassurance_force").register
    >>> quality(register.claims["dannatt.deployed_2025_02_radio"], register)
    ('◐', "read in another outlet's report")
    """
    if claim.kind == "derived":
        marks = [quality(best(root, register), register) for root in roots(claim, register)]
        return max(marks, key=lambda one: list(MARKS).index(one[0]))
    missing = listed([name for name, is_known in (("outlet", outlet(claim)), ("date", when(claim))) if not is_known])
    is_original = claim.read_in == "primary" or (claim.seed and not retold(claim))
    read = MARKS["●" if is_original else "◐"]
    if missing:
        return "○", f"{missing} not known" + (f"; {read}" if claim.url else "")
    return ("●" if is_original else "◐"), read


def people(claims: Sequence[Claim], register: Register) -> list[str]:
    """Return the citations of several claims, each once."""
    return list(dict.fromkeys(cite(claim, register) for claim in claims))
