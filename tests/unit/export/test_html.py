"""Text in the report: links, code and hidden letters."""

import pandas as pd

from model.export import html


def test_only_an_address_of_the_web_is_a_link() -> None:
    parts = html.TEMPLATES.get_template("parts.html.jinja").module
    anchor = parts.anchor  # type: ignore[attr-defined]
    assert anchor("https://x/?a=1&b") == '<a href="https://x/?a=1&amp;b">https://x/?a=1&amp;b</a>'
    for address in ("javascript:alert(1)", "//evil.example", "data:text/html,x", "HTTP://x"):
        assert anchor(address) == address


def test_html_shows_hidden_letters_as_codes_and_makes_no_code_of_a_readers_backticks() -> None:
    assert html.escaped("a\u202eb\x1b\x07") == "a\\u202eb\\x1b\\x07"
    assert html.prose("`a` <b>") == "`a` &lt;b&gt;"
    assert html.coded("`a` <b>") == "<code>a</code> &lt;b&gt;"


def test_a_table_without_rows_is_none() -> None:
    parts = html.TEMPLATES.get_template("parts.html.jinja").module
    assert parts.table(pd.DataFrame(), "Every tour") == ""  # type: ignore[attr-defined]
