"""Evidence: published claims, and the register that holds them.

A claim is one published figure or statement with its speaker, its dates and the outlet that reported it. Articles
(`seeds/articles/`) and reference figures (`seeds/reference/`) share one record; `seeds/README.md` explains its fields.
"""

import calendar
import datetime as dt
import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from model.frozen import Finite, Frozen, FrozenMapping, Name, lazy

Standing = Literal["reported", "reference", "derived", "assumed", "user"]
Bound = Literal["exactly", "about", "up_to", "fewer_than", "at_least"]
Kind = Literal[
    "said", "offered", "decided", "refused", "opposed", "reported_unnamed", "estimated", "measured", "derived"
]
Position = Literal["declared", "offered", "open", "undeclared", "refused"]
Figure = Literal["land_strength", "offer", "posted_elsewhere", "deployed_elsewhere"]
Question = Literal[
    "force_size", "british_part", "troops_in_cycle", "tour_months", "dwell_months", "dwell_ratio", "deployable_share",
    "land_strength", "offer", "posted_elsewhere", "deployed_elsewhere", "brigade_size", "battlegroup_size",
    "troops_per_km", "cost_per_deployed",
]  # fmt: skip
Unit = Literal[
    "troops", "people", "months", "days", "ratio", "share", "multiple", "brigades", "battlegroups", "contingents",
    "nations", "km", "troops_per_km", "troops_per_brigade", "troops_per_battlegroup",
    "gbp", "eur", "usd", "gbp_per_soldier_year", "eur_per_soldier_year", "usd_per_soldier_year",
]  # fmt: skip

UNIT_QUESTIONS: dict[str, Question] = {
    "multiple": "troops_in_cycle",
    "troops_per_brigade": "brigade_size",
    "troops_per_battlegroup": "battlegroup_size",
    "troops_per_km": "troops_per_km",
    "gbp_per_soldier_year": "cost_per_deployed",
    "eur_per_soldier_year": "cost_per_deployed",
    "usd_per_soldier_year": "cost_per_deployed",
}
"""The question of each unit that belongs to one question only."""
COMMITMENTS: tuple[Figure, ...] = ("posted_elsewhere", "deployed_elsewhere")
"""The figures of a nation that come off the troops it can deploy."""
NATIONAL = get_args(Figure)
"""The questions that have an answer for each nation."""

SAME = 1e-6
"""The most, as a share of it, that two writings of one figure differ by."""

_NAMES = re.compile(r"[a-z]\w*")
_DAY = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
MOST_QUOTED_WORDS = 12
MOST_LOOKED_UP = 20_000
"""Answers that a register keeps; the days of readers' own files are without number."""


def period(published: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that a published date can mean, or None for `unknown`.

    Raises ValueError for anything but `unknown`, YYYY, YYYY-MM, YYYY-MM-DD or START/END.

    >>> period("2025-02")
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    >>> period("2025-01-16/2025-01-20")
    (datetime.date(2025, 1, 16), datetime.date(2025, 1, 20))
    """
    if published == "unknown":
        return None
    (first, last), *rest = (_days_of(part) for part in published.split("/"))
    last = rest[-1][1] if rest else last
    if len(rest) > 1 or last < first:
        raise ValueError(f"'{published}' is not an interval: write START/END, the earlier date first")
    return first, last


def _days_of(text: str) -> tuple[dt.date, dt.date]:
    match = _DAY.match(text)
    if not match:
        raise ValueError(f"'{text}' is not a date: write YYYY, YYYY-MM, YYYY-MM-DD, START/END or unknown")
    year, first, last = int(match[1]), int(match[2] or 1), int(match[2] or 12)
    final_day = calendar.monthrange(year, last)[1]
    return dt.date(year, first, int(match[3] or 1)), dt.date(year, last, int(match[3] or final_day))


def _check_date(text: str) -> str:
    period(text)
    return text


def _check_quotation(text: str) -> str:
    if len(text.split()) > MOST_QUOTED_WORDS:
        raise ValueError(f"a quotation has at most {MOST_QUOTED_WORDS} words; say the rest in own words")
    return text


PublishedOn = Annotated[str, AfterValidator(_check_date)]
ClaimId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z0-9_]+$")]


class Claim(Frozen):
    """One published figure or statement, in our own words.

    `question` names the question that the figure answers, where neither `figure` nor the unit does. Claims that answer
    one question for one nation stand side by side. `same_event` names the event that the claim tells in one of several
    versions, or the utterance that it records once more.
    """

    id: ClaimId
    says: str
    speaker: str
    role: str = ""
    said_on: PublishedOn
    reported_by: str
    reported_on: PublishedOn
    date_basis: Literal["stated", "worked_out", "unknown"]
    kind: Kind
    bound: Bound | None = None
    value: Finite | None = None
    low: Finite | None = None
    high: Finite | None = None
    text: str | None = None
    unit: Unit | None = None
    count: int | None = None
    quotation: Annotated[str, AfterValidator(_check_quotation)] | None = None
    seed: str | None = None
    url: str | None = None
    read_in: Literal["primary", "secondary"] | None = None
    provenance: Literal["weak"] | None = None
    same_event: Name | None = None
    superseded_by: ClaimId | None = None
    disputed_by: ClaimId | None = None
    derived_from: FrozenMapping[Name, ClaimId] = FrozenMapping()
    working: str | FrozenMapping[Literal["low", "high"], str] | None = None
    nation: Name | None = None
    position: Position | None = None
    supports_outside: bool = False
    figure: Figure | None = None
    question: Question | None = None
    signed: str | None = None
    leads: str | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        forms = [self.value is not None, self.low is not None or self.high is not None, self.text is not None]
        if sum(forms) != 1:
            raise ValueError("give exactly one of value, low and high, text")
        if forms[1] and (self.low is None or self.high is None or self.low > self.high):
            raise ValueError("give both low and high, low not above high")
        if self.is_number and (self.unit is None or self.bound is None):
            raise ValueError("a claim with a number needs its unit and its bound")
        if (self.seed is None) == (self.url is None):
            raise ValueError("give exactly one of seed (an article) and url")
        if (self.kind == "derived") != bool(self.derived_from and self.working):
            raise ValueError("a derived claim, and no other, names derived_from and working")
        if (self.position or self.signed or self.leads) and self.nation is None:
            raise ValueError("a position, what was signed and what is led need their nation")
        if self.supports_outside and self.position not in ("open", "refused"):
            raise ValueError("support from outside stands beside the position open or refused")
        return self

    @property
    def is_number(self) -> bool:
        """Whether the claim gives a value or a range, not only words."""
        return self.text is None

    @lazy
    def bounds(self) -> tuple[float, float] | None:
        """The claim's low and high, equal for a single value; None for a claim in words."""
        if self.value is not None:
            return (self.value, self.value)
        if self.low is not None and self.high is not None:
            return (self.low, self.high)
        return None

    @property
    def answers(self) -> Question | None:
        """The question that the claim's figure answers, by its own field, its nation's figure or its unit."""
        return self.question or self.figure or UNIT_QUESTIONS.get(self.unit or "")

    @property
    def standing(self) -> Standing:
        """`derived` for our own working, `reported` for an article's claim, else `reference`."""
        if self.kind == "derived":
            return "derived"
        return "reported" if self.seed else "reference"

    @property
    def status(self) -> str:
        """`current`, or the claim that supersedes or disputes this one."""
        if self.superseded_by:
            return f"superseded by {self.superseded_by}"
        return f"disputed by {self.disputed_by}" if self.disputed_by else "current"

    @property
    def sourcing(self) -> tuple[bool, bool, bool]:
        """The order of versions of one event, the best-sourced first: not weak, with a page, read in the source."""
        return (self.provenance == "weak", self.url is None, self.read_in != "primary")

    @lazy
    def latest_day(self) -> dt.date | None:
        """The day by which the claim had been made: the last possible day of saying or reporting, the earlier one."""
        periods = (period(self.said_on), period(self.reported_on))
        return min((days[1] for days in periods if days is not None), default=None)

    @lazy
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and last possible day of saying, else of reporting; None if neither is known."""
        return period(self.said_on) or period(self.reported_on)


def _by_day(claim: Claim) -> tuple[dt.date, str]:
    """The order of claims: by day, claims without a day first, then by id."""
    return (claim.latest_day or dt.date.min, claim.id)


@dataclass(frozen=True)
class Register:
    """All claims by id. `digest` is the hash of the claims files."""

    claims: Mapping[str, Claim] = field(default_factory=FrozenMapping)
    digest: str = ""

    def __hash__(self) -> int:
        return hash(self.digest)  # that of all claims, which are many

    def __reduce__(self) -> tuple[type[Self], tuple[Mapping[str, Claim], str]]:
        """Take the claims alone to another process: what was looked up and remembered stays here."""
        return type(self), (self.claims, self.digest)

    def nearest(self, claim_id: str) -> str | None:
        """Return the id of a claim that is most like `claim_id`; None if no id is like it."""
        return next(iter(difflib.get_close_matches(claim_id, self.claims, n=1)), None)

    @lazy
    def remembered(self) -> dict[Any, Any]:
        """The blocks of scenarios that were validated on these claims; see `model.scenario.remembered`."""
        return {}

    @lazy
    def _by_nation(self) -> dict[str, list[Claim]]:
        """Each nation's claims by day, then by id."""
        claims: dict[str, list[Claim]] = {}
        for claim in sorted(self.claims.values(), key=_by_day):
            if claim.nation:
                claims.setdefault(claim.nation, []).append(claim)
        return claims

    @lazy
    def _answers(self) -> dict[Question, list[Claim]]:
        """The claims, by day, that answer each question with a figure."""
        answers: dict[Question, list[Claim]] = {}
        for claim in sorted(self.claims.values(), key=_by_day):
            if claim.answers and claim.bounds:
                answers.setdefault(claim.answers, []).append(claim)
        return answers

    def answering(self, question: Question) -> list[Claim]:
        """Return the claims that answer a question with a figure, by day."""
        return self._answers.get(question, [])

    @lazy
    def rivals(self) -> dict[tuple[Question, Name | None], list[Claim]]:
        """The claims, by day, that answer one question (of one nation) with more than one figure."""
        answers: dict[tuple[Question, Name | None], list[Claim]] = {}
        for question, claims in self._answers.items():
            for claim in claims:
                answers.setdefault((question, claim.nation if question in NATIONAL else None), []).append(claim)
        return {key: claims for key, claims in answers.items() if len({(c.bounds, c.bound) for c in claims}) > 1}

    @lazy
    def events(self) -> dict[Name, list[Claim]]:
        """The versions of each event or utterance, the best-sourced first, then by day."""
        versions: dict[Name, list[Claim]] = {}
        for claim in sorted(self.claims.values(), key=lambda claim: (claim.sourcing, _by_day(claim))):
            if claim.same_event:
                versions.setdefault(claim.same_event, []).append(claim)
        return versions

    def versions(self, claim: Claim) -> list[Claim]:
        """Return the other versions of the event that a claim tells, the best-sourced first."""
        return [other for other in self.events.get(claim.same_event or "", []) if other is not claim]

    def behind(self, claim: Claim) -> frozenset[str]:
        """Return the ids of all claims that a derived claim rests on, directly or indirectly."""
        sources = claim.derived_from.values()
        return frozenset(sources).union(*(self.behind(self.claims[source]) for source in sources))

    def behind_end(self, claim: Claim, end: Literal[0, 1]) -> list[Claim]:
        """Return the published claims that one end of a claim's range rests on: itself, if it is no derived one.

        An end is that of the parts that have it themselves, where there are such parts; else every part of its working
        makes it.
        """
        parts = {name: self.claims[source] for name, source in claim.derived_from.items()}
        if not parts:
            return [claim]
        number, working = (claim.bounds or (math.nan, math.nan))[end], claim.working
        text = working["high" if end else "low"] if isinstance(working, FrozenMapping) else working or ""
        worked = [part for name, part in parts.items() if name in _NAMES.findall(text)]
        same = [part for part in worked if part.bounds and math.isclose(part.bounds[end], number, rel_tol=SAME)]
        return [one for part in same or worked for one in self.behind_end(part, end)]

    def position(self, nation: str, day: dt.date | None = None) -> Claim | None:
        """Return a nation's latest position on or before a day; None if none is known."""
        return self._latest(nation, day, "")

    def figure(self, nation: str, figure: Figure, day: dt.date | None = None) -> Claim | None:
        """Return a nation's latest figure of a kind, on or before a day if one is given; None if none is known."""
        return self._latest(nation, day, figure)

    def of_nation(self, nation: str, day: dt.date | None = None) -> list[Claim]:
        """Return the claims about a nation by day, those on or before a day if one is given."""
        claims = self._by_nation.get(nation, [])
        return [claim for claim in claims if day is None or (claim.latest_day is not None and claim.latest_day <= day)]

    def _latest(self, nation: str, day: dt.date | None, figure: Figure | Literal[""]) -> Claim | None:
        """The latest figure of a kind, else the latest position, of a nation; looked up once for each day."""
        key, known = (nation, day, figure), self._looked_up
        if key in known:  # of two threads neither takes an entry away
            return known[key]
        claims = reversed(self.of_nation(nation, day))
        alike = (claim for claim in claims if (claim.figure == figure if figure else claim.position is not None))
        latest = next(alike, None)
        if len(known) < MOST_LOOKED_UP:  # pragma: no branch  (more days than anybody asks for)
            known[key] = latest
        return latest

    @lazy
    def _looked_up(self) -> dict[tuple[str, dt.date | None, str], Claim | None]:
        """Claims of nations that were asked for, by nation, day and figure; '' stands for the position."""
        return {}

    @lazy
    def nations(self) -> frozenset[str]:
        """The nations that have a claim."""
        return frozenset(self._by_nation)

    @lazy
    def latest_day(self) -> dt.date | None:
        """The latest day of any claim, None for an empty register: the date of a scenario that gives none."""
        return max((day for claim in self.claims.values() if (day := claim.latest_day)), default=None)
