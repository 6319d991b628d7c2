"""Sources without a browser."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from pages import html_of, words_of
from streamlit.testing.v1 import AppTest

from model.files.register import shipped_register
from model.ui.pages.sources import FEW, SOME

Open = Callable[..., AppTest]
REGISTER = shipped_register()


@pytest.fixture
def sources(open_page: Open) -> Open:
    return partial(open_page, "sources")


def rows(page: AppTest) -> list[str]:
    """The rows of the table of claims, as HTML."""
    (table,) = re.findall(r'<table class="t stack claims">(.*?)</table>', html_of(page)) or [""]
    return re.findall(r"<tr>(.*?)</tr>", table)[1:]


def test_the_page_leads_with_the_sizes_that_were_named(sources: Open) -> None:
    page = sources()
    assert [title.value for title in page.title] == ["From 10,000 to 200,000: how big a force has been named"]
    text = words_of(page)
    assert "6 of 13 figures lie above 30,000, the size used here" in text
    assert "On rest they differ, too: from two at home for each one away to five" in text
    assert "What we assume" in text
    assert len(rows(page)) == FEW


def test_the_size_in_use_is_that_of_the_plan_shown(sources: Open) -> None:
    text = words_of(sources(scenario="chiefs_64000"))
    assert "2 of 13 figures lie above 64,000, the size used here" in text
    assert "in use here: 64,000" in text
    unknown = words_of(sources(scenario="multinational_force_ukraine"))
    assert "13 figures for the size of a force, from 10,000 to 200,000" in unknown


def test_the_page_holds_where_the_values_are_refused(sources: Open) -> None:
    text = words_of(sources(tour="1", overlap="6"))
    assert "13 figures for the size of a force" in text


def test_show_all_shows_all(sources: Open) -> None:
    page = sources()
    page.button(key="show_all").click().run()
    assert len(rows(page)) == len(REGISTER.claims)
    assert not [button for button in page.button if button.key == "show_all"]


def test_what_the_page_sends_at_first_is_light(sources: Open) -> None:
    """The whole table was 335 kB; it is sent to those who ask for it, and shorter."""
    page = sources()
    assert len(html_of(page)) < 60_000
    page.button(key="show_all").click().run()
    assert len(html_of(page)) < 260_000


def test_a_search_narrows_the_table_and_leaves_the_rest_out(sources: Open) -> None:
    page = sources(find="Dannatt rotation")
    text = words_of(page)
    assert re.search(r"\d+ of 367 figures and statements", text)
    assert "the size used here" not in text
    assert "What we assume" not in text
    assert 0 < len(rows(page)) < FEW
    assert all("Dannatt" in row for row in rows(page))
    nothing = words_of(sources(find="nothing is called so"))
    assert "0 of 367 figures and statements" in nothing


def test_a_topic_narrows_the_table_up_to_a_screenful(sources: Open) -> None:
    page = sources(about="Positions")
    assert len(rows(page)) == SOME
    assert "ruled out" in words_of(page)
    page.button(key="show_all").click().run()
    assert len(rows(page)) > SOME


def test_a_claim_has_a_page_with_its_figure_as_the_headline(sources: Open) -> None:
    page = sources(claim="dannatt.dwell_ratio")
    assert [title.value for title in page.title] == ["2 to 3 at home for each one away"]
    text = words_of(page)
    assert "Our sum" in text
    assert "Two other figures: how many months at home for each month away?" in text
    assert "Plans that rest on it" in text
    assert 'data-query="scenario=dannatt"' in html_of(page)


def test_a_claim_in_words_has_its_sentence_as_the_headline_and_what_its_nation_said(sources: Open) -> None:
    page = sources(claim="tusk.refused_2025_12")
    assert page.title[0].value.startswith("He turned the plan down for Poland")
    assert "What Poland said on sending troops" in words_of(page)
    alone = words_of(sources(claim="gcsp.line_km"))
    assert "Nobody else gives a figure for this" in alone
    word = words_of(sources(claim="times.france_leads"))
    assert "Nobody else gives a figure for this" not in word


def test_a_claim_that_is_not_there_is_told_with_the_nearest(sources: Open) -> None:
    page = sources(claim="danatt.tied_up")
    (warning,) = page.warning
    assert "danatt.tied_up' is not used; no claim in the register has this name" in warning.value
    assert 'data-claim="dannatt.tied_up">30,000 to 40,000 troops</a>' in html_of(page)
    hostile = sources(claim="<b>`" + "9" * 100)
    assert hostile.warning[0].value.startswith(r"'claim=\<b\>\`" + "9" * 36 + "' is not used")
    assert "nearest name" not in html_of(hostile)


def test_how_a_claim_is_taken_is_folded(sources: Open) -> None:
    page = sources()
    before = html_of(page)
    page.session_state["readings"] = True
    page.run()
    after = html_of(page)
    assert "taken for every nation that has none of its own".capitalize() not in before
    assert "Taken for every nation that has none of its own" in after


def test_t_24_no_claim_id_stands_in_visible_text(sources: Open) -> None:
    pages = [sources(), sources(find="troops"), *(sources(claim=name) for name in list(REGISTER.claims)[::40])]
    for page in pages:
        visible = re.sub(r"<[^>]+>", " ", html_of(page))
        ids = [name for name in REGISTER.claims if re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", visible)]
        assert ids == []
