"""The tables of the Method page: published cases beside this model's results, and the terms in use."""

from collections.abc import Iterable

import pandas as pd

from model.analysis.published import Check
from model.evidence.claims import Claim
from model.present.numbers import joined, percent_off, worked
from model.present.path_labels import claim_link
from model.present.words.claims import number_in_words, said_by
from model.terms import TERMS

DIMENSIONLESS = ("ratio", "multiple", "share")


def checks_in_words(checks: Iterable[Check]) -> pd.DataFrame:
    """Return published cases, a row each: the published result, ours, the difference, its reason, the author."""
    rows = [
        {
            "Case": f"{check.case.title}: {check.case.says}",
            "Published": _published(check.claim),
            "Ours": joined(check.ours.ends, worked),
            "Difference": difference(check),
            "Why": check.case.because,
            "Kind": check.case.grade,
            "Who published it": _sources(check),
        }
        for check in checks
    ]
    table = pd.DataFrame(rows).set_index("Case")
    return table if table["Why"].any() else table.drop(columns="Why")


def checks_with_numbers(checks: Iterable[Check]) -> pd.DataFrame:
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


def glossary_in_words() -> pd.DataFrame:
    """Return every term with its symbol and meaning, A to Z."""
    terms = sorted(TERMS.values(), key=lambda term: term.word)
    rows = [(term.word, term.symbol, term.meaning) for term in terms]
    return pd.DataFrame(rows, columns=["Term", "Symbol", "Meaning"]).set_index("Term")


def _published(claim: Claim) -> str:
    """A claim's figure with its bound; its unit where that is something one counts."""
    unit = "" if claim.unit in DIMENSIONLESS else f" {claim.unit}"
    return f"{number_in_words(claim, worked)}{unit}"


def difference(check: Check) -> str:
    """Return the difference of our figure from the published one in per cent; 0 where it is but our own rounding."""
    return "0 %" if check.is_exact else joined(check.off.ends, percent_off)


def _sources(check: Check) -> str:
    """The claims that others made, by who said them when and where, with the page; and the norm that ours takes."""
    by_whom: dict[str, list[Claim]] = {}
    for claim in check.said:
        by_whom.setdefault(f"{said_by(claim)}{f' ([page]({claim.url}))' if claim.url else ''}", []).append(claim)
    sources = [f"{', '.join(claim_link(claim.id) for claim in claims)}: {who}" for who, claims in by_whom.items()]
    if check.case.norm is not None:
        sources.append(f"norm taken: {claim_link(check.case.norm)}")
    return "; ".join(sources)
