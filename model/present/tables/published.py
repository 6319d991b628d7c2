"""The tables of published cases: ours beside the published figure, in words and as numbers."""

from collections.abc import Iterable

import pandas as pd

from model.analysis.published import Check
from model.evidence.claims import Register
from model.present.numbers import joined, percent_off
from model.present.words.citations import people
from model.present.words.published import outcome


def in_words(checks: Iterable[Check], register: Register) -> pd.DataFrame:
    """Return published cases, a row each: ours beside the published figure, how far off, why, and who published it."""
    rows = [
        {
            "Case": check.case.title,
            "What": check.case.says,
            "Ours": outcome(check),
            "Off by": "0 %" if check.is_exact else joined(check.off.ends, percent_off),
            "Why": check.case.because,
            "Who published it": "; ".join(people(check.said, register)),
        }
        for check in checks
    ]
    return pd.DataFrame(rows, columns=["Case", "What", "Ours", "Off by", "Why", "Who published it"]).set_index("Case")


def as_numbers(checks: Iterable[Check]) -> pd.DataFrame:
    """Return published cases for a file, a row each, unrounded: both ends of the published figure and of ours."""
    rows = [
        {
            "case": check.case.title,
            "claim": check.claim.id,
            "unit": check.claim.unit,
            "bound": check.claim.bound,
            "published_low": check.published.low,
            "published_high": check.published.high,
            "ours_low": check.ours.low,
            "ours_high": check.ours.high,
            "off_low": check.off.low,
            "off_high": check.off.high,
            "agrees": check.agrees,
            "kind": check.case.grade,
            "norm": check.case.norm,
        }
        for check in checks
    ]
    return pd.DataFrame(rows)
