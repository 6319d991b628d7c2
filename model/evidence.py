"""Evidence: published claims, and the register that holds them.

A claim is one published figure or statement: who said it, when, where it was reported. The same
record serves the articles (`seeds/articles/`) and the reference figures (`seeds/reference/`).
"""

import calendar
import datetime as dt
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from model.frozen import Finite, Frozen, FrozenMapping, Name

Standing = Literal["reported", "reference", "derived", "assumed", "user"]
Bound = Literal["exactly", "about", "up_to", "fewer_than", "at_least"]
Kind = Literal[
    "said", "offered", "decided", "refused", "opposed", "reported_unnamed", "estimated", "measured", "derived"
]
Position = Literal["declared", "offered", "open", "undeclared", "refused"]
Unit = Literal[
    "troops", "months", "days", "ratio", "share", "multiple", "brigades", "battlegroups", "nations", "km",
    "troops_per_km", "troops_per_brigade", "troops_per_battlegroup", "per_1000_inhabitants", "people",
    "gbp", "eur", "usd", "gbp_per_soldier_year", "eur_per_soldier_year", "usd_per_soldier_year",
]  # fmt: skip

_DAY = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
MOST_QUOTED_WORDS = 12


def latest_day(published: str) -> dt.date | None:
    """Return the last day that a published date can mean, or None for `unknown`.

    Raises ValueError for anything but `unknown`, YYYY, YYYY-MM, YYYY-MM-DD or START/END.

    >>> latest_day("2025-02")
    datetime.date(2025, 2, 28)
    >>> latest_day("2025-01-16/2025-01-20")
    datetime.date(2025, 1, 20)
    """
    if published == "unknown":
        return None
    first, *rest = (_last_day_of(part) for part in published.split("/"))
    last = rest[-1] if rest else first
    if len(rest) > 1 or last < first:
        raise ValueError(f"'{published}' is no interval: write START/END, the earlier date first")
    return last


def _last_day_of(text: str) -> dt.date:
    match = _DAY.match(text)
    if not match:
        raise ValueError(f"'{text}' is no date: write YYYY, YYYY-MM, YYYY-MM-DD, START/END or unknown")
    year, month = int(match[1]), int(match[2] or 12)
    return dt.date(year, month, int(match[3] or calendar.monthrange(year, month)[1]))


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
    """One published figure or statement, in our own words."""

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
    figure: Literal["land_strength", "offer", "deployed_elsewhere"] | None = None
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

    @property
    def latest_day(self) -> dt.date | None:
        """The last day on which it can have been said, else reported; None if neither is known."""
        return latest_day(self.said_on) or latest_day(self.reported_on)


@dataclass(frozen=True)
class Register:
    """All claims by id. `digest` is the hash of the files they were read from."""

    claims: Mapping[str, Claim] = field(default_factory=FrozenMapping)
    digest: str = ""

    def nearest(self, claim_id: str) -> str | None:
        """Return the known id most like `claim_id`, if one is like it at all."""
        return next(iter(difflib.get_close_matches(claim_id, self.claims, n=1)), None)

    @property
    def nations(self) -> frozenset[str]:
        """The nations that some claim is about."""
        return frozenset(claim.nation for claim in self.claims.values() if claim.nation)

    @property
    def latest_day(self) -> dt.date | None:
        """The latest day of any claim, None for an empty register; a scenario without a date is dated so."""
        return max((day for claim in self.claims.values() if (day := claim.latest_day)), default=None)
