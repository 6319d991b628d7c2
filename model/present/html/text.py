"""Text as HTML: all of it escaped here, and links to claims and to pages of the explorer."""

import html
from collections.abc import Iterable

from markupsafe import Markup

from model.evidence.claims import Register
from model.letters import visible
from model.present.words.citations import cite


def escaped(text: object) -> Markup:
    """Return text without a meaning to HTML; HTML that is escaped already stays.

    >>> escaped("a < b")
    Markup('a &lt; b')
    """
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(visible(str(text), but="\n")))  # noqa: S704  (escaped)


def element(tag: str, *content: object, **attributes: str) -> Markup:
    """Return an HTML element with escaped content; `class_` is the attribute `class`, an underscore a hyphen.

    >>> element("p", "a < b", class_="cs", data_claim="a.b")
    Markup('<p class="cs" data-claim="a.b">a &lt; b</p>')
    """
    names = {name: name.rstrip("_").replace("_", "-") for name in attributes}
    written = "".join([f' {names[name]}="{escaped(value)}"' for name, value in attributes.items()])
    return Markup(f"<{tag}{written}>{Markup('').join(map(escaped, content))}</{tag}>")  # noqa: S704  (escaped)


def joined(parts: Iterable[object], between: str = "") -> Markup:
    """Return parts one after another, escaped, with a text between them.

    >>> joined(["a", element("b", "c")], ", ")
    Markup('a, <b>c</b>')
    """
    return escaped(between).join(map(escaped, parts))


def claim_link(claim: str, words: object) -> Markup:
    """Return words that lead to a claim: its card opens in place, its address in a tab of its own."""
    return element("a", words, href=f"./sources?claim={claim}", data_claim=claim)


def citation(register: Register, claim: str) -> Markup:
    """Return the citation of a claim as a link to its card."""
    return claim_link(claim, cite(register.claims[claim], register))


def page_link(path: str, query: str, words: object, **attributes: str) -> Markup:
    """Return words that lead to another page of the explorer: `page_link("", "scenario=dannatt", "Open")`."""
    address = f"./{path}{'?' if query else ''}{query}"
    return element("a", words, href=address, data_page=path or "explore", data_query=query, **attributes)
