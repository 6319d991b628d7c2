"""The header of a file: its scenario, the link that opens it, versions, changes and claims."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from model.evidence.claims import Register
from model.export.texts import SIGNS, csv_text
from model.files.shipped import version
from model.letters import visible
from model.present.tables import force as force_tables
from model.present.tables.evidence import claims_used
from model.present.words.changes import counted
from model.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

NEXT_CELL = re.compile(rf"([,;|])(?=[\"{re.escape(''.join(SIGNS))}])")
"""A separator after which a spreadsheet, which knows no comments, would begin a quoted cell or a formula."""


def made_with(register: Register) -> str:
    """Return the versions of the program and the evidence that made a file."""
    return f"Made with roulement {version()}, evidence {register.digest[:8]}"


def header(start: Scenario, changes: Mapping[str, Any], link: str = "") -> list[str]:
    """Return the header's lines for a starting scenario with changes: name, link, version, changes, claims.

    Raises:
        ScenarioError: if a change is refused.
    """
    changed = start.replace(changes)
    rows = force_tables.changes_in_words(start, changed, changes).itertuples()
    claims = ", ".join(claim.id for claim in claims_used(changed))
    return [
        f"Scenario: {start.name}",
        *origin(start, changes, link, (f"{row[0]}: {row[1]} -> {row[2]}" for row in rows)),
        f"Claims: {claims or 'none'}",
    ]


def origin(start: Scenario, changes: Iterable[str], link: str, changed: Iterable[str]) -> list[str]:
    """Return the lines that any header has: title and number of changes (by path), link, versions, changes in words."""
    return [
        f"{start.label}, {counted(changes)}",
        *([f"Link: {link}"] if link else []),
        made_with(start.register),
        *(f"Changed: {words}" for words in changed),
    ]


def comment(lines: Sequence[str]) -> str:
    """Return lines as comments, with letters that hide as their codes."""
    return "".join(f"# {visible(' '.join(line.split()))}\n" for line in lines)


def csv_with_header(frame: "pd.DataFrame", lines: Sequence[str]) -> str:
    """Return a frame as CSV, unrounded, below its header; `pandas.read_csv(..., comment="#")` reads it.

    Text is quoted, so that a `#` in a title begins no comment. A spreadsheet takes the header's words for cells, so
    none of them begins a formula or a quote.
    """
    return comment([NEXT_CELL.sub(r"\1 ", line) for line in lines]) + csv_text(frame, quote_text=True)
