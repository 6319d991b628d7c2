"""HTML from templates of the package: every text in it is escaped here, and letters that hide show as their codes."""

import html
import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from model.letters import visible

_CLAIM = re.compile(r"\[([a-z0-9_.]+)\]\(claim:\1\)")
_CODE = re.compile(r"`([^`]+)`")


def escaped(text: object) -> Markup:
    """Return text without a meaning to HTML; HTML that is escaped already stays.

    >>> escaped("a < b")
    Markup('a &lt; b')
    """
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(visible(str(text), but="\n")))  # noqa: S704  (escaped)


def prose(text: object) -> Markup:
    """Return text escaped, with links to claims as links within the same file.

    >>> print(prose("<b> said [a.b_c](claim:a.b_c)"))
    &lt;b&gt; said <a href="#claim-a.b_c">a.<wbr>b_<wbr>c</a>
    """
    return Markup(_CLAIM.sub(_link, str(escaped(text))))  # noqa: S704  (escaped)


def coded(text: str) -> Markup:
    """Return prose with `code` marked as code: for words of ours and of the evidence, never for a reader's own."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(prose(text))))  # noqa: S704  (escaped)


def _link(claim: re.Match[str]) -> str:
    """A link to a claim, whose id can be broken between its words."""
    label = claim[1].replace(".", ".<wbr>").replace("_", "_<wbr>")
    return f'<a href="#claim-{claim[1]}">{label}</a>'


def picture(svg: str) -> Markup:
    """Return an SVG that `pictures.svg` made, its texts escaped already, as a part of a page."""
    return Markup(svg)  # noqa: S704  (from `pictures.svg`)


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
TEMPLATES.filters |= {"prose": prose, "coded": coded}


def filled(name: str, values: dict[str, object]) -> str:
    """Return a template with values put in; all text is escaped."""
    return TEMPLATES.get_template(name).render(values)
