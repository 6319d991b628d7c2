"""The words of published cases: how many come out as published, and what of each row says how far it is off."""

from collections.abc import Collection

from model.analysis.published import Check
from model.evidence.claims import Claim
from model.frozen import Range
from model.present.numbers import joined, rounded, tenths
from model.present.words.figures import number
from model.terms import BOUNDS

SUBTITLE = (
    "Ours as a share of the published figure, the furthest off first. This shows whether the sums are done right, not "
    "whether armies keep to one rule of rest."
)
PRECISION = (
    "“As published” means as near as the figure is stated: within half of its last digit where it is called about, at "
    "least or up to, at most 5 per cent of it; within half of one where whole brigades or contingents are counted; "
    "else exactly."
)
SOURCES = "Each row names who published the figure."
UNITS = {"multiple": "for each one away", "ratio": "at home for each one away", "share": ""}
"""The things counted, where the unit's own name does not say it."""
AFTER = {"up_to": "at most", "at_least": "or more"}
ONE_DECIMAL_BELOW = 100


def title(checks: Collection[Check]) -> str:
    """Return how many published sums come out as published, and how many do not."""
    off = sum(not check.agrees for check in checks)
    if not off:
        return f"All {len(checks)} published sums come out as published"
    does = "does" if off == 1 else "do"
    return f"{len(checks) - off} of {len(checks)} published sums come out as published; {off} {does} not"


def outcome(check: Check) -> str:
    """Return our figure beside the published one: `200,000 troops, not up to 100,000`; once where they are the same."""
    unit = UNITS.get(str(check.claim.unit), str(check.claim.unit))
    ours = f"{_written(check, check.ours)} {unit}".strip()
    if check.is_exact:
        return ours
    return f"{ours}, {'published as' if check.agrees else 'not'} {_published(check.claim)}"


def _published(claim: Claim) -> str:
    """A published figure behind a `not`, its bound after it: `100,000 at most`."""
    before = BOUNDS[claim.bound].before if claim.bound else ""
    after = AFTER.get(claim.bound or "", "")
    return f"{number(claim).removeprefix(before)} {after}" if after else number(claim)


def _written(check: Check, figure: Range) -> str:
    """A figure of ours: a share in per cent, a few brigades with a decimal, many troops rounded."""
    if check.claim.unit == "share":
        return joined(figure.ends, lambda share: f"{tenths(100 * share)}%")
    if max(figure.ends, default=0) < ONE_DECIMAL_BELOW:
        return joined(figure.ends, tenths)
    return joined(figure.ends, rounded)


def text(checks: Collection[Check]) -> str:
    """Return the text alternative of the picture: every sum that is off, the furthest first."""
    off = [f"{check.case.title}: {outcome(check)}" for check in checks if not check.agrees]
    return ". ".join([title(checks), *off]) + "."
