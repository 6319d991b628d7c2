"""HTML from templates of the package: every text in it is escaped here, and letters that hide show as their codes."""

import re
from html import unescape
from urllib.parse import urljoin

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from model.present.html.text import escaped

_CLAIM = re.compile(r"\[([^\]\[]+)\]\(claim:([a-z0-9_.]+)\)")
_CARD = re.compile(r'href="\./sources\?claim=([a-z0-9_.]+)" data-claim="\1"')
_PAGE = re.compile(r'<a href="\./([^"]*)" data-page="[^"]*" data-query="[^"]*">(.*?)</a>')


def prose(text: object) -> Markup:
    """Return text escaped, with links to claims as links within the same file.

    >>> print(prose("<b> said [a.b_c](claim:a.b_c)"))
    &lt;b&gt; said <a href="#claim-a.b_c">a.b_c</a>
    """
    return Markup(_CLAIM.sub(_link, str(escaped(text))))  # noqa: S704  (escaped)


def _link(claim: re.Match[str]) -> str:
    return f'<a href="#claim-{claim[2]}">{claim[1]}</a>'


def claims_in(piece: Markup) -> list[str]:
    """Return the claims that a piece of a page leads to."""
    claims: list[str] = _CARD.findall(str(piece))
    return claims


def in_one_file(piece: Markup, link: str) -> Markup:
    """Return a piece of a page for a file: claims stand in the same file, pages where an address of the explorer's is.

    >>> print(in_one_file(Markup('<a href="./drivers?a=1" data-page="drivers" data-query="a=1">All</a>'), ""))
    All
    """

    def page(its: re.Match[str]) -> str:
        return f'<a href="{escaped(urljoin(link, unescape(its[1])))}">{its[2]}</a>' if link else its[2]

    of_pages = _PAGE.sub(page, str(piece))
    return Markup(_CARD.sub(lambda card: f'href="#claim-{card[1]}"', of_pages))  # noqa: S704  (escaped already)


def picture(svg: str) -> Markup:
    """Return an SVG of `drawing`, its texts escaped already, as a part of a page."""
    return Markup(svg)  # noqa: S704  (from `drawing`)


def style(sheet: str) -> Markup:
    """Return a style sheet of ours as a part of a page."""
    return Markup(sheet)  # noqa: S704  (holds no text but ours)


TEMPLATES = Environment(
    loader=PackageLoader("model.export", ""),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=escaped,  # before Jinja's own escaping, which knows no letters that hide
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
"""The templates beside this module, each read once."""
TEMPLATES.filters["prose"] = prose


def filled(name: str, values: dict[str, object]) -> str:
    """Return a template with values put in; all text is escaped."""
    return TEMPLATES.get_template(name).render(values)
