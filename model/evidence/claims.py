"""Evidence: published claims, and the register that holds them.

A claim is one published figure or statement: who said it, when, where it was reported. The same
record serves the articles (`seeds/articles/`) and the reference figures (`seeds/reference/`).
"""

import calendar
import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from model.frozen import Finite, Frozen, FrozenMapping, Name, lazy

Standing = Literal["reported", "reference", "derived", "assumed", "user"]
Bound = Literal["exactly", "about", "up_to", "fewer_than", "at_least"]
Kind = Literal[
    "said", "offered", "decided", "refused", "opposed", "reported_unnamed", "estimated", "measured", "derived"
]
Position = Literal["declared", "offered", "open", "undeclared", "refused"]
Flag = Literal["signed", "leads"]
Figure = Literal["land_strength", "offer", "deployed_elsewhere"]
Question = Literal[
    "force_size", "british_part", "troops_in_cycle", "tour_months", "dwell_months", "dwell_ratio", "deployable_share",
    "land_strength", "offer", "deployed_elsewhere", "brigade_size", "battlegroup_size", "troops_per_km",
    "cost_per_deployed",
]  # fmt: skip
Unit = Literal[
    "troops", "months", "days", "ratio", "share", "multiple", "brigades", "battlegroups", "nations", "km",
    "troops_per_km", "troops_per_brigade", "troops_per_battlegroup", "per_1000_inhabitants", "people",
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
"""The units that only one question has."""
FLAGS: tuple[Flag, ...] = get_args(Flag)
"""What a claim may say of a nation besides its position."""
NATIONAL = get_args(Figure)
"""The questions that each nation has for itself."""

_DAY = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
MOST_QUOTED_WORDS = 12


def period(published: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that a published date can mean, or None for `unknown`.

    Raises ValueError for anything but `unknown`, YYYY, YYYY-MM, YYYY-MM-DD or START/END.

    >>> period("2025-02")
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    """
    if published == "unknown":
        return None
    (first, last), *rest = (_days_of(part) for part in published.split("/"))
    last = rest[-1][1] if rest else last
    if len(rest) > 1 or last < first:
        raise ValueError(f"'{published}' is no interval: write START/END, the earlier date first")
    return first, last


def latest_day(published: str) -> dt.date | None:
    """Return the last day that a published date can mean, or None for `unknown`; raises as `period` does.

    >>> latest_day("2025-01-16/2025-01-20")
    datetime.date(2025, 1, 20)
    """
    days = period(published)
    return days[1] if days else None


def _days_of(text: str) -> tuple[dt.date, dt.date]:
    match = _DAY.match(text)
    if not match:
        raise ValueError(f"'{text}' is no date: write YYYY, YYYY-MM, YYYY-MM-DD, START/END or unknown")
    year, first, last = int(match[1]), int(match[2] or 1), int(match[2] or 12)
    final_day = calendar.monthrange(year, last)[1]
    return dt.date(year, first, int(match[3] or 1)), dt.date(year, last, int(match[3] or final_day))


def _check_date(text: str) -> str:
    latest_day(text)
    return text


def _check_quotation(text: str) -> str:
    if len(text.split()) > MOST_QUOTED_WORDS:
        raise ValueError(f"a quotation has at most {MOST_QUOTED_WORDS} words; say the rest in own words")
    return text


PublishedOn = Annotated[str, AfterValidator(_check_date)]
ClaimId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z0-9_]+$")]


class Claim(Frozen):
    """One published figure or statement, in our own words.

    `question` is what the figure answers, where neither `figure` nor its unit says so; claims that answer the same
    one for the same nation stand side by side.
    """

    id: ClaimId
    says: str
    speaker: str
    role: str = ""
    said_on: PublishedOn
    reported_by: str
    reported_on: PublishedOn
    date_basis: Literal["stated", "worked_out"]
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
    superseded_by: ClaimId | None = None
    disputed_by: ClaimId | None = None
    derived_from: FrozenMapping[Name, ClaimId] = FrozenMapping()
    working: str | FrozenMapping[Literal["low", "high"], str] | None = None
    nation: Name | None = None
    position: Position | None = None
    figure: Figure | None = None
    question: Question | None = None
    signed: bool = False
    leads: bool = False

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
        return self

    @property
    def is_number(self) -> bool:
        """Whether the claim gives a value or a range, not only words."""
        return self.text is None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The claim's low and high, equal for a single value; None for words."""
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
        """`current`, or what came after it or against it."""
        if self.superseded_by:
            return f"superseded by {self.superseded_by}"
        return f"disputed by {self.disputed_by}" if self.disputed_by else "current"

    @lazy
    def latest_day(self) -> dt.date | None:
        """The day by which it had been said: the last it can have been said or reported on, whichever is earlier."""
        days = (latest_day(self.said_on), latest_day(self.reported_on))
        return min((day for day in days if day is not None), default=None)

    @lazy
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day it can have been said on, else reported on; None if neither is known."""
        return period(self.said_on) or period(self.reported_on)


def _by_day(claim: Claim) -> tuple[dt.date, str]:
    """The order of claims: by day, those without one first, those of one day by id."""
    return (claim.latest_day or dt.date.min, claim.id)


@dataclass(frozen=True)
class Register:
    """All claims by id. `digest` is the hash of the files they were read from."""

    claims: Mapping[str, Claim] = field(default_factory=FrozenMapping)
    digest: str = ""

    def nearest(self, claim_id: str) -> str | None:
        """Return the known id most like `claim_id`, if one is like it at all."""
        return next(iter(difflib.get_close_matches(claim_id, self.claims, n=1)), None)

    @lazy
    def _by_nation(self) -> dict[str, list[Claim]]:
        """Each nation's claims, the earliest first; those of one day by id."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            if claim.nation:
                found.setdefault(claim.nation, []).append(claim)
        for own in found.values():
            own.sort(key=_by_day)
        return found

    @lazy
    def rivals(self) -> dict[tuple[Question, Name | None], list[Claim]]:
        """For each question, and nation, that claims answer with different figures, all that answer it, by day."""
        found: dict[tuple[Question, Name | None], list[Claim]] = {}
        for claim in sorted(self.claims.values(), key=_by_day):
            if claim.answers and claim.bounds:
                found.setdefault((claim.answers, claim.nation if claim.answers in NATIONAL else None), []).append(claim)
        return {key: own for key, own in found.items() if len({(each.bounds, each.bound) for each in own}) > 1}

    def behind(self, claim: Claim) -> frozenset[str]:
        """Return the ids of the claims that one is worked out from, and those these are worked out from."""
        own = claim.derived_from.values()
        return frozenset(own).union(*(self.behind(self.claims[each]) for each in own))

    def of_speaker(self, speaker: str) -> list[Claim]:
        """Return all that one speaker said, the earliest first."""
        return sorted((claim for claim in self.claims.values() if claim.speaker == speaker), key=_by_day)

    def position(self, nation: str, day: dt.date | None = None) -> Claim | None:
        """Return a nation's latest position on or before a day; None if none is known."""
        return self._latest(nation, day, lambda claim: claim.position is not None)

    def figure(self, nation: str, figure: Figure, day: dt.date | None = None) -> Claim | None:
        """Return a nation's latest figure of a kind, on or before a day if one is given; None if none is known."""
        return self._latest(nation, day, lambda claim: claim.figure == figure)

    @lazy
    def largest_force(self) -> Claim | None:
        """The claim of the largest force proposed for Ukraine, of equals the first by id; None without any."""
        forces = sorted(name for name, claim in self.claims.items() if claim.question == "force_size" and claim.bounds)
        ends = {name: self.claims[name].bounds or (0.0, 0.0) for name in forces}
        most = max(forces, key=lambda name: (ends[name][1], ends[name][0]), default=None)
        return None if most is None else self.claims[most]

    def flagged(self, flag: Flag, day: dt.date | None = None) -> frozenset[str]:
        """Return the nations that signed or lead, by the claims on or before a day."""
        return frozenset(
            nation for nation in self.nations if self._latest(nation, day, lambda claim: getattr(claim, flag))
        )

    def _latest(self, nation: str, day: dt.date | None, is_wanted: Callable[[Claim], bool]) -> Claim | None:
        own = [claim for claim in self._by_nation.get(nation, []) if is_wanted(claim)]
        in_time = [claim for claim in own if day is None or (claim.latest_day is not None and claim.latest_day <= day)]
        return in_time[-1] if in_time else None

    @lazy
    def nations(self) -> frozenset[str]:
        """The nations that some claim is about."""
        return frozenset(self._by_nation)

    @lazy
    def latest_day(self) -> dt.date | None:
        """The latest day of any claim, None for an empty register; a scenario without a date is dated so."""
        return max((day for claim in self.claims.values() if (day := claim.latest_day)), default=None)
