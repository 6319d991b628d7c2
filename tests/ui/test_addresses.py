"""Hostile addresses on every page: what they hold is shown as it stands, and the rest of the page is as ever."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from controls import shown_of
from pages import PAGES
from streamlit.testing.v1 import AppTest

from model.ui.shell import cited

HOSTILE = "<script>alert(1)</script>[x](http://evil.test)![i](http://evil.test/i.png)<img src=x onerror=alert(1)>"
READ_AS_MARKUP = re.compile(r"(?<!\\)<\s*(script|img)|(?<!\\)\](\(|\[)[^/]|(?<!\\)!\[", re.IGNORECASE)


@pytest.mark.parametrize("name", PAGES)
def test_t_43_hostile_addresses_are_shown_escaped_on_every_page(name: str, open_page: Callable[..., AppTest]) -> None:
    address: dict[str, Any] = {
        "tour": "9" * 2_000,
        "troops": HOSTILE,
        "element": (HOSTILE * 40)[:2_000],
        "support": [HOSTILE, HOSTILE],
        "ratio_low": ["2", "2.5"],
        "who": HOSTILE,
        "rule": HOSTILE,
        "rest_by": HOSTILE,
        "dwell_as": HOSTILE,
        "v": HOSTILE,
        HOSTILE: "y",
        "x" * 2_000: "z" * 2_000,
    }
    page = open_page(name, scenario=[HOSTILE, HOSTILE], **address)
    said = [warning.value for warning in page.warning]
    assert len([sentence for sentence in said if "is not used" in sentence]) == 9
    twice = "stands 2 times in the link, so none of them is used."
    assert len([sentence for sentence in said if twice in sentence]) == 3
    assert len([sentence for sentence in said if "was made with other evidence" in sentence]) == 1
    assert all(len(sentence) < 2_000 for sentence in said)
    notices = "\n".join(said)
    assert r"\<script\>alert(1)\</script" in notices
    assert not READ_AS_MARKUP.search(notices)
    assert shown_of(page).changes == {"schedule.start": "rested"}  # of other evidence: an older link


def test_what_markup_is_looked_for_is_seen_and_what_is_escaped_is_not() -> None:
    for text in ("<script>", "< IMG src=x>", "[x](http://evil.test)", "![i](x)"):
        assert READ_AS_MARKUP.search(text)
        assert not READ_AS_MARKUP.search(cited.shown(text))
