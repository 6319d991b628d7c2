"""How solid the numbers are, and what each rests on, as a page draws them."""

from collections.abc import Callable

import pytest
from pages import words_of
from streamlit.testing.v1 import AppTest

TIMEOUT = 60
PAGE = """
import streamlit as st
from model.ui.session import cache, state
from model.ui.shell import grounds

shown = state.enter()
run = cache.run(shown).runs[0]
grounds.how_solid(run)
grounds.rests_on(run)
"""


@pytest.fixture
def open_grounds() -> Callable[..., AppTest]:
    """Open a page that draws nothing but the grounds of what an address shows."""

    def open_one(*, is_open: bool = True, **address: str) -> AppTest:
        page = AppTest.from_string(PAGE, default_timeout=TIMEOUT)
        page.session_state["solid"] = is_open
        for key, value in address.items():
            page.query_params[key] = value
        page.run()
        assert not page.exception
        return page

    return open_one


def test_t_28_old_and_weak_figures_stand_under_how_solid_is_this(open_grounds: Callable[..., AppTest]) -> None:
    page = open_grounds(scenario="reassurance_force")
    (line,) = page.expander
    assert line.label.startswith("How solid is this? 2 reported figures (one from an unnamed source), 3 sums of ours")
    text = words_of(page)
    assert "The lower end rests on a figure from 2010." in text
    assert "and we count the smaller of the two." in text
    assert not page.warning
    folded = words_of(open_grounds(is_open=False, scenario="reassurance_force"))
    assert "The lower end rests on a figure from 2010." not in folded
    assert "Taken as zero (49)" in folded


def test_t_28_a_figure_of_the_readers_stands_as_the_readers(open_grounds: Callable[..., AppTest]) -> None:
    text = words_of(open_grounds(scenario="dannatt", troops="200000", support="0.5"))
    assert "300,000 troops are more than any force proposed in our sources: the largest is 200,000." in text
    assert "British force: troops : 200,000 troops yours." in " ".join(text.split())
    assert "Yours (2)" in text
