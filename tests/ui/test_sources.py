"""Sources without a browser."""

from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

import model

Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]


@pytest.fixture
def sources(open_page: Open) -> Open:
    return partial(open_page, "sources")


def test_sources_show_claims_and_assumptions_apart(sources: Open) -> None:
    page = sources()
    claims = page.dataframe[0].value
    assert len(claims) == len(model.load("dannatt").register.claims)
    assert [each.value for each in page.header] == ["Claims", "Assumptions"]
    assert "they serve at home" in page.table[0].value.to_string()


def test_sources_show_the_claim_that_was_asked_for(sources: Open) -> None:
    page = sources(claim="dannatt.dwell_ratio")
    assert page.header[0].value == "dannatt.dwell_ratio"
    assert "dannatt.tied_up, dannatt.deployed" in page.table[0].value.to_string()
    assert sources(claim="nobody.nothing").warning[0].value == "The claim in this link is not in the register."


def test_sources_can_be_searched(sources: Open) -> None:
    page = sources()
    page.text_input(key="find").set_value("Dannatt rotation").run()
    found = page.dataframe[0].value
    assert 0 < len(found) < 20
    assert found["Claim"].str.startswith("dannatt").any()
    page.multiselect[0].set_value([]).run()
    assert page.dataframe[0].value.empty
