"""Method without a browser: every scenario's pictures and formulas, choices, and sentences where there is nothing."""

import re
from collections.abc import Callable

import pytest
from pages import html_of, page_of, words_of
from streamlit.testing.v1 import AppTest

import model
from model.files.register import published_cases, shipped_register
from model.files.scenarios import shipped_scenarios
from model.present.words import method as method_words
from model.present.words.rotation import NOTHING_ROTATES
from model.present.words.steps import UNKNOWN_SIZE
from model.ui.session import cache, own
from model.ui.session.shown import evidence_version

Open = Callable[..., AppTest]
TWO_PARTS = {
    "force": {"small": {"strength": {"troops": 100}}, "large": {"strength": {"troops": 900}}},
    "rotation": {"tour_months": 6, "dwell_ratio": 2},
}


FOLDS = ("part", "nation", "coalition", "chance", "gap", "months", "training", "met", "more", "terms")


@pytest.fixture
def method() -> Open:
    """Open the page at an address with all of its parts unfolded."""

    def open_one(**address: str) -> AppTest:
        page = page_of("method")
        for fold in FOLDS:
            page.session_state[f"fold_{fold}"] = True
        for key, value in address.items():
            page.query_params[key] = value
        page.run()
        assert not page.exception
        return page

    return open_one


@pytest.fixture
def own_file(monkeypatch: pytest.MonkeyPatch, method: Open) -> Callable[[dict[str, object]], AppTest]:
    """Open the page on a file of the session."""

    def open_one(document: dict[str, object]) -> AppTest:
        mine = {"mine": model.Scenario.from_document(document, name="mine")}
        monkeypatch.setattr(own, "taken_in", lambda: mine)
        return method(scenario="mine")

    return open_one


def formulas(page: AppTest) -> str:
    return "\n".join(latex.value for latex in page.latex)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_scenario_has_its_rotation_its_formulas_and_all_the_rest(name: str, method: Open) -> None:
    page = method(scenario=name)
    html = html_of(page)
    assert page.title[0].value.startswith("To keep one soldier away, an army needs ")
    assert all(f'href="#{anchor}"' in html and f'id="{anchor}"' in html for anchor in method_words.SECTIONS)
    assert r"m = \dfrac{C}{\tau - o}" in formulas(page)
    assert method_words.RECURSION in formulas(page)
    assert html.count('<div class="case">') == len(published_cases())
    claims = set(re.findall(r'data-claim="([\w.]+)"', html))
    assert len(claims) > 40
    assert claims <= set(shipped_register().claims)
    assert f"scenario={name}" in page.code[-1].value
    assert evidence_version(cache.scenarios()[name]) in page.code[-1].value


def test_the_numbers_are_those_of_what_was_changed(method: Open) -> None:
    page = method(scenario="dannatt", tour="4", tour_by="own")
    assert r"2 \times \left(4 + 0\right) = 8\ \text{months}" in formulas(page)
    assert "A soldier is away for four months, then at home for eight or 12" in words_of(page)


def test_the_largest_army_is_worked_through_and_another_nation_can_be_chosen(method: Open) -> None:
    page = method(scenario="three_tier")
    nation = next(box for box in page.selectbox if box.label == "Nation worked through")
    assert nation.value == "france"
    assert r"120{,}000 \times 0.3 - 9{,}050" in formulas(page)
    nation.set_value("united_kingdom").run()
    assert r"75{,}000 \times 0.3 - 3{,}000" in formulas(page)
    assert r"120{,}000 \times 0.3" not in formulas(page)


def test_the_part_that_is_worked_through_can_be_chosen_where_there_are_several(
    own_file: Callable[[dict[str, object]], AppTest],
) -> None:
    page = own_file(dict(TWO_PARTS))
    part = next(box for box in page.selectbox if box.label == "Part worked through")
    assert part.value == "large"
    assert r"900 \times 3 = 2{,}700\ \text{troops}" in formulas(page)
    assert "One soldier of Large, by this plan's rule of rest." in words_of(page)
    part.set_value("small").run()
    assert r"100 \times 3 = 300\ \text{troops}" in formulas(page)
    assert r"100 + 900 = 1{,}000\ \text{troops}" in formulas(page)


def test_where_nobody_takes_part_it_is_told(method: Open) -> None:
    assert method_words.text("no_nation") in words_of(method(scenario="dannatt", who=""))


def test_where_no_size_is_published_the_sum_says_where_it_ends(method: Open) -> None:
    assert UNKNOWN_SIZE in words_of(method(scenario="multinational_force_ukraine"))


def test_refused_values_say_why_and_leave_the_page_at_that(method: Open) -> None:
    page = method(overlap="6")
    assert "is not shorter than the tour of 6" in page.error[0].value
    assert not page.latex


def test_a_file_in_which_nothing_takes_turns_is_cited_as_a_file_and_says_so(
    own_file: Callable[[dict[str, object]], AppTest],
) -> None:
    page = own_file({
        "force": {"a": {"strength": {"troops": 5}, "provider": "ukraine"}},
        "rotation": {"tour_months": 6, "dwell_ratio": 2},
    })  # fmt: skip
    assert page.title[0].value == NOTHING_ROTATES
    assert method_words.text("no_part") in words_of(page)
    assert method_words.text("no_coalition") in words_of(page)
    assert "scenario file mine.yaml" in page.code[-1].value


def test_what_is_folded_is_not_worked_out(open_page: Open) -> None:
    assert not open_page("method").latex
