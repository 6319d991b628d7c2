"""The tables of the Method page: published cases beside what this model makes of them, and the terms in use."""

from collections.abc import Collection

import pandas as pd

from model.evidence import Claim
from model.formulas import shown
from model.glossary import TERMS
from model.narrative import figure_in_words, said_by
from model.published import Check, Ends


def checks_in_words(checks: Collection[Check], claim_link: str) -> pd.DataFrame:
    """Return every published case, those that are missed first: what was published, by whom, ours, and how far off.

    `{}` in the link stands for a claim's id.
    """
    rows = [
        {
            "Case": check.case.says,
            "Agrees": "yes" if check.agrees else "no",
            "Published": figure_in_words(check.claim),
            "Ours": _ends(check.ours),
            "Difference": _difference(check),
            "Why it differs": check.case.because,
            "Who published it": _published_by(check.claim, claim_link),
            "Norm taken": "" if check.norm is None else _published_by(check.norm, claim_link),
            "Kind": check.case.grade,
        }
        for check in sorted(checks, key=lambda check: check.agrees)
    ]
    return pd.DataFrame(rows).set_index("Case")


def glossary_in_words() -> pd.DataFrame:
    """Return every term with its symbol and meaning, A to Z."""
    terms = sorted(TERMS.values(), key=lambda term: term.word)
    rows = [(term.word, term.symbol, term.meaning) for term in terms]
    return pd.DataFrame(rows, columns=["Term", "Symbol", "Meaning"]).set_index("Term")


def _ends(found: Ends) -> str:
    return " to ".join(dict.fromkeys(shown(end) for end in (found.low, found.high)))


def _difference(check: Check) -> str:
    """How far ours is from the published, in per cent, low and high; 0 where they agree but for rounding."""
    if check.agrees:
        return "0 %"
    ends = (check.off.low, check.off.high)
    return " to ".join(dict.fromkeys(f"{100 * end:+.1f} %".replace("-", "−") for end in ends))


def _published_by(claim: Claim, claim_link: str) -> str:
    """A claim's link, who said it when and where it was reported, and the page itself."""
    page = f" ([page]({claim.url}))" if claim.url else ""
    return f"[{claim.id}]({claim_link.format(claim.id)}): {said_by(claim)}{page}"
