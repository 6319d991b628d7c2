"""Method without a browser: every scenario's formulas, what can be chosen, what is told where there is nothing."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

import model
from model.files.register import published_cases, shipped_register
from model.files.scenarios import shipped_scenarios
from model.present.words import method as method_words
from model.ui.session import cache, inputs, own

Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]
HEADERS = [
    "Every formula, with the numbers of what is shown", "Checks against published cases", "What is left out",
    "The terms in use", "How to cite",
]  # fmt: skip


@pytest.fixture
def method(open_page: Open) -> Open:
    return partial(open_page, "method")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_scenario_has_its_formulas_and_all_the_rest(name: str, method: Open, texts: Read) -> None:
    page = method(scenario=name)
    text = texts(page)
    assert [header.value for header in page.header] == HEADERS
    assert "m = C / (τ − o)" in text
    assert "0 changes" in text
    assert method_words.RECURSION in text
    assert len(page.table[0].value) + len(page.table[1].value) == len(published_cases())
    asked = set(re.findall(r"/sources\?claim=([\w.]+)", text))
    assert asked <= set(shipped_register().claims)
    assert len(asked) > 2
    assert f"scenario={name}" in page.code[-1].value
    assert inputs.evidence_version(cache.scenarios()[name]) in page.code[-1].value


def test_the_numbers_are_those_of_what_was_changed(method: Open, texts: Read) -> None:
    page = method(scenario="dannatt", tour="4")
    assert "1 change" in texts(page)
    assert "- if 3×: 2 × (4 + 0) = **8** months" in texts(page)


def test_the_largest_pool_is_worked_through_and_another_nation_can_be_chosen(method: Open, texts: Read) -> None:
    page = method(scenario="three_tier")
    (nation,) = page.selectbox
    assert (nation.label, nation.value) == ("Nation worked through", "france")
    assert "120,000 × 0.3 − 9,050 − 2,110 × 4" in texts(page)
    nation.set_value("united_kingdom").run()
    assert "75,000 × 0.3 − 3,000 − 1,444 × 4" in texts(page)
    assert "120,000 × 0.3" not in texts(page)


def test_the_part_that_is_worked_through_can_be_chosen_where_there_are_several(
    monkeypatch: pytest.MonkeyPatch, method: Open, texts: Read
) -> None:
    document = {
        "force": {"small": {"strength": {"troops": 100}}, "large": {"strength": {"troops": 900}}},
        "rotation": {"tour_months": 6, "dwell_ratio": 2},
    }
    mine = {"mine": model.Scenario.from_document(document, name="mine")}
    monkeypatch.setattr(own, "taken_in", lambda: mine)
    page = method(scenario="mine")
    part = page.selectbox(key="method_part")
    assert part.value == "large"
    assert "900 × 3 = **2,700** troops" in texts(page)
    part.set_value("small").run()
    assert "100 × 3 = **300** troops" in texts(page)
    assert "900 + 100" not in texts(page)
    assert "100 + 900 = **1,000** troops" in texts(page)


def test_where_nobody_counts_and_where_nothing_rotates_it_is_told(method: Open, texts: Read) -> None:
    page = method(scenario="dannatt", who="")
    assert method_words.text("no_nation") in texts(page)
    assert not page.selectbox


def test_what_is_refused_leaves_the_formulas_and_the_citation_out_alone(method: Open, texts: Read) -> None:
    page = method(overlap="6")
    assert "is not shorter than the tour of 6" in page.error[0].value
    assert [header.value for header in page.header] == HEADERS[1:-1]
    assert method_words.TITLE in texts(page)


def test_a_file_of_the_session_without_coalition_is_cited_as_a_file(
    monkeypatch: pytest.MonkeyPatch, method: Open, texts: Read
) -> None:
    document = {
        "force": {"a": {"strength": {"troops": 5}, "provider": "ukraine"}},
        "rotation": {"tour_months": 6, "dwell_ratio": 2},
    }
    mine = {"mine": model.Scenario.from_document(document, name="mine")}
    monkeypatch.setattr(own, "taken_in", lambda: mine)
    page = method(scenario="mine")
    assert method_words.text("no_part") in texts(page)
    assert method_words.text("no_coalition") in texts(page)
    assert "scenario file mine.yaml" in page.code[-1].value
