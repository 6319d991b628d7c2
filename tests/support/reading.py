"""Markdown as the pages' browser reads it: what is seen of it, and every mark that comes out.

CommonMark and GitHub's tables and strikethrough are read by a parser; what Streamlit replaces afterwards, in the text
that is left, is looked for with the patterns of its front end (`StreamlitMarkdown`, `remark-emoji`).
"""

import re
from collections import Counter
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

JOINER = "\u2060"
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
REPLACED = {
    "address": r"(?i)(https?://|www(?=\.))[-.\w]+|(?<![^\s\W])[-.\w+]+@[-\w]+(?:\.[-\w]+)+",
    "emoji": r":[\w+-]+:|:material[/_]",
    "arrow": r"(?:^|\s)(<->|->|<-|--|>=|<=|~=)(?=\s|$)",
}
DIRECTIVE, FORMULA = re.compile(r"(?<!\\)(?:\\\\)*:(?=[^\W\d])"), re.compile(r"(?<!\\)(?:\\\\)*\$")
SMALL = re.compile(r":small\[")
"""The one directive that our pages use."""


def seen(markdown: str) -> str:
    """Return the text that a reader sees, without the word joiners that nobody sees."""
    return "".join(token.content for token in _tokens(markdown) if token.type in ("text", "code_inline")).replace(
        JOINER, ""
    )


def marks(markdown: str) -> Counter[str]:
    """Return every mark that comes out, each with where it leads if it is a link or a picture."""
    tokens = [token for token in _tokens(markdown) if token.nesting != -1 and token.type not in ("text", "inline")]
    counts = Counter(" ".join(filter(None, (token.type, str(_target(token))))) for token in tokens)
    texts = [token.content for token in _tokens(markdown) if token.type == "text"]
    for kind, pattern in REPLACED.items():
        counts[kind] += sum(len(re.findall(pattern, text)) for text in texts)
    counts["directive"] = len(DIRECTIVE.findall(SMALL.sub("", markdown)))
    counts["formula"] = len(FORMULA.findall(markdown))
    return +counts


def _target(token: Token) -> str:
    return str(token.attrGet("href") or token.attrGet("src") or "")


def _tokens(markdown: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(markdown):
        yield token
        yield from token.children or ()
