"""Text in the report: links, code and hidden letters."""

import pandas as pd

from model.export import html
from model.present.html.text import claim_link, element, page_link


def test_only_an_address_of_the_web_is_a_link() -> None:
    parts = html.TEMPLATES.get_template("parts.html.jinja").module
    anchor = parts.anchor  # type: ignore[attr-defined]
    assert anchor("https://x/?a=1&b") == '<a href="https://x/?a=1&amp;b">https://x/?a=1&amp;b</a>'
    for address in ("javascript:alert(1)", "//evil.example", "data:text/html,x", "HTTP://x"):
        assert anchor(address) == address


def test_html_shows_hidden_letters_as_codes_and_leaves_backticks() -> None:
    assert html.prose("a\u202eb\x1b\x07") == "a\\u202eb\\x1b\\x07"
    assert html.prose("`a` <b>") == "`a` &lt;b&gt;"


def test_links_to_claims_lead_to_the_sources_of_the_same_file() -> None:
    assert html.prose("[the <b>](claim:a.b_c)") == '<a href="#claim-a.b_c">the &lt;b&gt;</a>'
    piece = element("p", claim_link("a.b_c", "who"), page_link("drivers", "x=1&y=2", "All"))
    assert html.claims_in(piece) == ["a.b_c"]
    assert html.in_one_file(piece, "") == '<p><a href="#claim-a.b_c">who</a>All</p>'
    assert html.in_one_file(piece, "http://a.org/") == (
        '<p><a href="#claim-a.b_c">who</a><a href="http://a.org/drivers?x=1&amp;y=2">All</a></p>'
    )


def test_a_table_without_rows_is_none() -> None:
    parts = html.TEMPLATES.get_template("parts.html.jinja").module
    assert parts.table(pd.DataFrame(), "Every tour") == ""  # type: ignore[attr-defined]
