r"""Text made safe before pages show it, and the sources of numbers: links to claims, the line under a headline.

Streamlit reads Markdown in all that a page draws but code, charts, data frames and lists of options. So every
text goes through `shown`, every table through `table`, and a page puts emphasis around them afterwards.

A backslash keeps a mark from being read. Text that Streamlit replaces once the Markdown has been read (emoji and icon
codes, arrows, addresses) is parted by a word joiner, which nobody sees.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from model.files.register import shipped_register

# Relative, since a proxy may show the pages below a path of its own; all pages stand side by side.
CLAIM_LINK = "./sources?claim={}"
JOINER = "\u2060"

LINK = re.compile(r"(?<!!)\[(?!\s*\])([^\[\]]+)\]\(([^\s()]+)\)")
CLAIM, SCENARIO = re.compile(r"claim:([a-z0-9_.]+)"), re.compile(r"\./\?scenario=[a-z0-9_]+")
"""The pages of the explorer to which links of ours lead."""
REPLACED = re.compile(
    r"""
      https?:(?=//) | www(?=\.) | (?<=[\w.+-])@(?=[\w-])  # addresses, of which links are made
    | :(?=[\w+-]+:|material/)                             # codes of emoji and icons
    | -(?=[->]) | <(?=[-=]) | [>~](?==)                   # -> <- -- >= <= ~=
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Patterns that Streamlit replaces after it has read the Markdown, up to the place where a word joiner parts them."""
MARKS = re.compile(r"[\\`*\[\]#|<>$~]|!(?=\[)|&(?=[#A-Za-z])|:(?=[^\W\d])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
"""Characters with a meaning in Markdown, wherever they stand; a colon begins one of Streamlit's directives."""
NUMBER, SIGN = re.compile(r"^(\d+)([.)])(?=\s|$)"), re.compile(r"^(?=[-+](?:\s|$)|=+\s*$)")
"""Beginnings of a text that make a list, a rule or a heading."""


@lru_cache(maxsize=4096)
def shown(text: str) -> str:
    r"""Return the Markdown that shows a text as it stands, on one line; of its links only ours are links.

    Ours lead to a claim, to a scenario, or to the page that a claim of the register was published on.

    >>> print(shown("5*3 [x](y) [a.b](claim:a.b)"))
    5\*3 \[x\](y) [a.b](./sources?claim=a.b)
    """
    line = " ".join(text.split())
    if line in _sources():
        return f"[{_escaped(line)}]({line})"
    pieces, end = [], 0
    for link in LINK.finditer(line):
        claim = CLAIM.fullmatch(link[2])
        if claim or SCENARIO.fullmatch(link[2]) or link[2] in _sources():
            address = CLAIM_LINK.format(claim[1]) if claim else link[2]
            pieces += [_escaped(line[end : link.start()]), f"[{_escaped(link[1])}]({address})"]
            end = link.end()
    return "".join([*pieces, _escaped(line[end:])])


def literal(text: str) -> str:
    """Return the Markdown that shows a text as it stands, our links too: for text from an address."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """A text of one line without a link, so that nothing in it is a mark."""
    plain = MARKS.sub(r"\\\g<0>", REPLACED.sub(_parted, text))
    return SIGN.sub(r"\\", NUMBER.sub(r"\1\\\2", plain))


def _parted(mark: re.Match[str]) -> str:
    """The mark that the page would replace, parted by an invisible joiner from the text that follows."""
    return f"{mark[0]}{JOINER}"


@cache
def _sources() -> frozenset[str]:
    """The addresses that the register's claims were published at."""
    return frozenset(claim.url for claim in shipped_register().claims.values() if claim.url)


def table(frame: pd.DataFrame, where: Any = st) -> None:  # noqa: ANN401  (Streamlit itself, or a container of its)
    """Draw a table of words, all of it shown as it stands: `st.table` reads Markdown in cells, heads and index."""
    words = frame.map(_cell)
    words.index = pd.Index(map(_cell, frame.index), name=_cell(frame.index.name))
    words.columns = pd.Index(_heads(frame.columns), name=_cell(frame.columns.name))
    where.table(words)


def _cell(value: object) -> Any:  # noqa: ANN401  (what was there, text shown as it stands)
    return shown(value) if isinstance(value, str) else value


def _heads(columns: Iterable[object]) -> list[object]:
    """The heads of columns as shown; equal heads, which no table takes, are parted by an invisible joiner."""
    heads: list[object] = []
    for head in map(_cell, columns):
        apart = head
        while apart in heads:
            apart = f"{apart}{JOINER}"
        heads.append(apart)
    return heads
