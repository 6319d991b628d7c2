"""HTML for files, piece by piece: whatever is text is escaped here, and nowhere is it put in otherwise."""

import html
import re

import pandas as pd

from model.letters import visible

CLAIM_LINK = "#claim-{}"
"""Where a claim stands in the same file; `{}` stands for its id."""
_CLAIM = re.compile(r"\[([a-z0-9_.]+)\]\(claim:\1\)")
_CODE = re.compile(r"`([^`]+)`")
STYLE = """
:root { color: #1f2933; background: #fff; font: 16px/1.5 "Liberation Sans", Arial, Helvetica, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
dd, pre, h1, h2, h3, p { overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 0.5em; }
h1 { font-size: 1.8rem; margin-top: 0; }
h2 { font-size: 1.35rem; border-top: 1px solid #8a94a0; padding-top: 0.7em; }
h3 { font-size: 1.1rem; }
a { color: #12436d; }
.headline { font-size: 1.2rem; font-weight: bold; }
.small, caption, dd { font-size: 0.875rem; }
figure { margin: 1rem 0; }
svg { display: block; max-width: 100%; height: auto; }
svg.narrow { display: none; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1rem; font-size: 0.875rem; }
caption { text-align: left; padding: 0.3rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.5rem; border-bottom: 1px solid #c5cbd3; }
thead th { border-bottom: 2px solid #1f2933; }
pre { background: #f2f4f6; padding: 0.6rem; white-space: pre-wrap; }
dt { font-weight: bold; margin-top: 0.6rem; }
dd { margin: 0; }
@media screen and (max-width: 40rem) {
  svg.wide { display: none; }
  svg.narrow { display: block; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tbody, tr, tbody th { display: block; }
  tr { border-bottom: 1px solid #8a94a0; padding: 0.3rem 0; overflow-wrap: anywhere; }
  tbody th, td { border: 0; padding: 0; }
  td { display: inline; }
  td:empty { display: none; }
  td::before { content: attr(data-label) ": "; color: #4a5560; }
  td:not(:last-child)::after { content: "; "; }
}
@media print {
  @page { size: A4; margin: 14mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  table, dd, .small, caption { font-size: 8pt; }
  th, td { padding: 1mm; }
  h1, h2, h3, caption { break-after: avoid; }
  figure, tr, dt, pre { break-inside: avoid; }
  dt { break-after: avoid; }
  thead { display: table-header-group; break-after: avoid; }
  thead + tbody tr:first-child { break-before: avoid; }
  svg.wide { max-height: 245mm; }
}
"""
"""Readable at any width, with a second, narrow picture for phones, where tables turn into lists; A4 on paper."""


def element(tag: str, text: object, **attributes: str) -> str:
    """Return an element with text, escaped like its attributes.

    >>> element("p", "a < b", lang="en")
    '<p lang="en">a &lt; b</p>'
    """
    return around(tag, _escaped(text), **attributes)


def around(tag: str, inside: str, **attributes: str) -> str:
    """Return an element around HTML; `class_` stands for class, `data_label` for data-label."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    given = "".join(f' {name}="{_escaped(value)}"' for name, value in named.items())
    return f"<{tag}{given}>{inside}</{tag}>"


def _escaped(text: object) -> str:
    """Text without a meaning to HTML, the code of each hidden letter in its place."""
    return html.escape(visible(str(text), but="\n"))


def prose(text: object) -> str:
    """Return text escaped, with links to the claims of the same file.

    >>> prose("<b> said [a.b_c](claim:a.b_c)")
    '&lt;b&gt; said <a href="#claim-a.b_c">a.<wbr>b_<wbr>c</a>'
    """
    return _CLAIM.sub(_link, _escaped(text))


def coded(text: str) -> str:
    """Return prose with `code` as such: for words of ours and of the evidence, never for a reader's own."""
    return _CODE.sub(r"<code>\1</code>", prose(text))


def anchor(text: str, address: str) -> str:
    """Return a link to an address of the web; the text alone where it is none."""
    if not address.startswith(("http://", "https://")):
        return prose(text)
    return element("a", text, href=address)


def _link(claim: re.Match[str]) -> str:
    """A link to a claim, whose id can be broken between its words."""
    shown = claim[1].replace(".", ".<wbr>").replace("_", "_<wbr>")
    return f'<a href="#claim-{claim[1]}">{shown}</a>'


def paragraph(text: str, **attributes: str) -> str:
    """Return a paragraph of prose."""
    return around("p", prose(text), **attributes)


def table(frame: pd.DataFrame, caption: str) -> str:
    """Return a table of words with its caption; its index heads the rows. Nothing where there is no row."""
    if frame.empty:
        return ""
    columns = [str(column) for column in frame.columns]
    heads = "".join(element("th", column, scope="col") for column in (frame.index.name or "", *columns))
    rows = "\n".join(
        around("tr", around("th", prose(name), scope="row") + _cells(columns, row))
        for name, *row in frame.itertuples(name=None)
    )
    head = around("thead", around("tr", heads))
    return around("table", f"{element('caption', caption)}\n{head}\n{around('tbody', rows)}")


def _cells(columns: list[str], row: list[object]) -> str:
    return "".join(around("td", prose(value), data_label=column) for column, value in zip(columns, row, strict=True))


def document(title: str, body: str) -> str:
    """Return a whole HTML file in English that asks for nothing else: no script, no font, no picture from elsewhere."""
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    head = "\n".join((
        '<meta charset="utf-8">',
        policy,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", title),
        f"<style>{STYLE}</style>",
    ))  # fmt: skip
    whole = around("head", f"\n{head}\n") + "\n" + around("body", f"\n{around('main', body)}\n")
    return f"<!DOCTYPE html>\n{around('html', whole, lang='en')}\n"
