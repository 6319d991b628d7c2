"""The header of a file: what scenario it is of, where that opens, what made it, what was changed, on which claims."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from model.evidence.claims import Register
from model.export.texts import SIGNS, csv_text
from model.files.shipped import version
from model.letters import visible
from model.present.tables import force as tables
from model.present.tables.evidence import claims_used
from model.present.words.changes import counted
from model.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

NEXT_CELL = re.compile(rf"([,;|])(?=[\"{re.escape(''.join(SIGNS))}])")
"""Where a spreadsheet, which knows no comments, would begin a quoted cell or a formula."""


def made_with(register: Register) -> str:
    """Return which version of the program and of the evidence made a file."""
    return f"Made with roulement {version()}, evidence {register.digest[:8]}"


def header(start: Scenario, changes: Mapping[str, Any], link: str = "") -> list[str]:
    """Return the lines that head a file of a starting scenario with changes: name, link, version, changes, claims.

    Raises:
        ScenarioError: if a change is refused.
    """
    changed = start.replace(changes)
    rows = tables.changes_in_words(start, changed, changes).itertuples()
    claims = ", ".join(claim.id for claim in claims_used(changed))
    return [
        f"Scenario: {start.name}",
        f"{start.label}, {counted(changes)}",
        *([f"Link: {link}"] if link else []),
        made_with(start.register),
        *(f"Changed: {row[0]}: {row[1]} -> {row[2]}" for row in rows),
        f"Claims: {claims or 'none'}",
    ]


def comment(lines: Sequence[str]) -> str:
    """Return lines as comments, each of one line and of letters that are seen."""
    return "".join(f"# {visible(' '.join(line.split()))}\n" for line in lines)


def csv_with_header(frame: "pd.DataFrame", lines: Sequence[str]) -> str:
    """Return a frame as CSV, unrounded, below its header; `pandas.read_csv(..., comment="#")` reads it.

    Text is quoted, so that a `#` in a title begins no comment. A spreadsheet takes the header for cells, so none of
    them is a formula or opens a quote.
    """
    return comment([NEXT_CELL.sub(r"\1 ", line) for line in lines]) + csv_text(frame, quote_text=True)
