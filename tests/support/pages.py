"""The explorer's pages, and each without a browser before its first run."""

import html
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

LAST_WORDS = {
    "explore": "Reproduce these numbers",
    "contributors": "Who said what",
    "drivers": "How sure, over ranges of your own",
    "scenarios": "Your versions",
    "sources": "How we take a published figure: assumptions too",
    "method": "How to cite",
}
"""Words at the end of each page, by its module's name, in the order of the navigation."""
PAGES = tuple(LAST_WORDS)
"""The names of all pages; a test of the house compares them with app.py."""
TIMEOUT = 60
TAG = re.compile(r"<[^>]+>")


def path_of(name: str) -> str:
    """Return a page's path in an address: Explore stands at the root."""
    return "" if name == PAGES[0] else name


def page_of(name: str) -> "AppTest":
    """Return a page by its module's name: Explore as the router has it, the others alone."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415  (a second that readers of the list do without)

    from model.files.shipped import shipped_folder  # noqa: PLC0415

    if name == "explore":
        return AppTest.from_file(str(shipped_folder() / "app.py"), default_timeout=TIMEOUT)
    return AppTest.from_string(f"from model.ui.pages import {name}\n{name}.page()", default_timeout=TIMEOUT)


def html_of(page: "AppTest") -> str:
    """Return the HTML that a page draws: its own, and that whose links open cards in place."""
    parts = []
    for element in page:
        if element.type == "html":
            parts.append(element.proto.body)
        elif element.type == "bidi_component":
            parts += map(str, json.loads(element.proto.json).values())
    return "\n".join(parts)


def words_of(page: "AppTest") -> str:
    """Return the words that a page shows outside charts and tables of Streamlit: headings, texts, HTML without tags."""
    drawn = (*page.title, *page.header, *page.markdown, *page.caption, *page.warning, *page.error)
    texts = [str(element.value) for element in drawn]
    return "\n".join([*texts, html.unescape(TAG.sub(" ", html_of(page)))])
