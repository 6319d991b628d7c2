"""Contributors without a browser: what it shows, what can be chosen, what of a link it takes."""

from collections.abc import Callable
from functools import partial

import pytest
from pages import page_of
from streamlit.testing.v1 import AppTest

import model
from model.files.scenarios import shipped_scenarios
from model.present.words import coalition as coalition_words
from model.ui.session import cache, own

Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]


@pytest.fixture
def contributors(open_page: Open) -> Open:
    return partial(open_page, "contributors")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_contributors_shows_every_scenario_with_its_nations(name: str, contributors: Open, texts: Read) -> None:
    page = contributors(scenario=name)
    (run,) = model.run(model.load(name)).runs
    assert page.header[0].value == coalition_words.supply_sentence(run)
    assert "0 changes" in texts(page)
    assumed = coalition_words.elsewhere_sentence(run)
    assert assumed is None or assumed in texts(page)
    table = page.table[-1].value
    assert run.outcomes.supply is not None
    assert len(table) == len(run.outcomes.supply.names)


def test_a_nation_taken_in_counts_and_one_taken_out_does_not(contributors: Open, texts: Read) -> None:
    page = contributors()
    who = page.multiselect(key="choice_who")
    assert who.value == ["france", "united_kingdom"]
    who.set_value(["france", "poland"]).run()
    assert "1 change" in texts(page)
    table = page.table[-1].value
    assert table.loc[["France", "Poland", "United Kingdom"], "In"].tolist() == ["in", "in", "out"]
    who = page.multiselect(key="choice_who")
    who.set_value([]).run()
    assert "so nothing could be kept up" in page.header[0].value
    assert "No nation counts here." in texts(page)


def test_rule_share_and_chances_move_the_answer_and_reset_takes_them_back(contributors: Open, texts: Read) -> None:
    page = contributors(scenario="willing_september_2025")
    first = page.header[0].value
    page.slider(key="choice_share").set_value(0.5).run()
    assert page.header[0].value != first
    page.segmented_control(key="choice_rule").set_value("offers").run()
    page.segmented_control(key="choice_chances").set_value("With chances").run()
    assert "nobody has measured them" in texts(page)
    assert "of 100 combinations" in texts(page)
    page.slider(key="choice_p_offered").set_value(0.2).run()
    next(button for button in page.button if button.label == "Reset").click().run()
    assert page.header[0].value == first
    assert page.slider(key="choice_share").value == 0.5345
    assert "The scenario counts with 0.3 to 0.769" in texts(page)


def test_the_case_shown_can_be_switched(contributors: Open) -> None:
    page = contributors(scenario="dannatt")
    high = page.table[-1].value.loc["United Kingdom", "Carries"]
    page.segmented_control(key="case_if 3×_if 4×").set_value("if 3×").run()
    assert (high, page.table[-1].value.loc["United Kingdom", "Carries"]) == ("3,550", "10,000")


def test_a_full_link_of_the_coalition_opens_as_it_was(contributors: Open) -> None:
    page = contributors(who="france,poland", share="0.3", chances="With chances", p_refused="0.5", rule="by_priority")
    assert page.multiselect(key="choice_who").value == ["france", "poland"]
    assert page.slider(key="choice_share").value == 0.3
    assert page.slider(key="choice_p_refused").value == 0.5
    assert len(page.warning) == 1  # old figures alone


def test_a_choice_that_is_not_there_is_said(contributors: Open) -> None:
    page = contributors(who="atlantis", share="7")
    assert [warning.value.split(" is not used")[0] for warning in page.warning][:-1] == ["'who=atlantis'", "'share=7'"]
    assert page.multiselect(key="choice_who").value == ["france", "united_kingdom"]


def test_the_switch_of_the_backstop_is_there_where_something_hangs_on_it(contributors: Open) -> None:
    page = contributors(scenario="three_tier")
    page.segmented_control(key="choice_backstop").set_value("Withdrawn").run()
    assert "nobody has published how big this force would be" in page.header[0].value
    assert not [control for control in contributors().segmented_control if control.key == "choice_backstop"]


def test_what_is_refused_on_explore_is_told_on_contributors_too(contributors: Open, texts: Read) -> None:
    page = contributors(overlap="6")
    assert "is not shorter than the tour of 6" in page.error[0].value
    assert "Handover" in texts(page)


def test_a_scenario_without_a_coalition_or_without_a_common_share_has_its_page(
    monkeypatch: pytest.MonkeyPatch,
    contributors: Open,
    texts: Read,
    open_page: Open,
) -> None:
    plain = {"force": {"a": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    own = {"contributors": {"a": {"land_strength": 9_000, "deployable_share": 0.5, "position": "offered"}}}
    found = {
        "reassurance_force": model.Scenario.from_document(plain, name="reassurance_force"),
        "own": model.Scenario.from_document({**plain, "coalition": own}, name="own"),
    }
    monkeypatch.setattr(cache, "scenarios", lambda: found)
    cache._run.clear()  # noqa: SLF001  (runs of the shipped scenarios of these names)
    page = contributors()
    assert "This scenario names no coalition." in texts(page)
    explore = open_page("explore")
    assert [metric.label for metric in explore.metric][2] == "People who would serve"
    page = contributors(scenario="own")
    assert not [slider for slider in page.slider if slider.key == "choice_share"]
    assert page.header[0].value.startswith("A could keep about 1,500 troops")
    cache._run.clear()  # noqa: SLF001


def test_an_address_that_names_another_scenario_later_is_followed_by_the_boxes_too(contributors: Open) -> None:
    page = contributors(scenario="willing_september_2025")
    assert len(page.multiselect(key="choice_who").value) > 2
    page.query_params["scenario"] = "dannatt"
    page.run()
    assert not page.exception
    assert page.multiselect(key="choice_who").value == ["united_kingdom"]


def test_the_address_keeps_what_differs_from_its_start_alone(contributors: Open) -> None:
    page = contributors(scenario="dannatt", tour="4", share="0.3")
    assert page.query_params["tour"] in ("4", ["4"])
    page.slider(key="choice_share").set_value(0.5345).run()
    assert "share" not in page.query_params


def test_explore_takes_up_what_was_chosen_before_it_was_open(open_page: Open) -> None:
    start = cache.scenarios()["dannatt"]
    page = open_page("explore", scenario="dannatt")
    fresh = page_of("explore")
    for key in ("choices", "ignored"):
        fresh.session_state[key] = page.session_state[key]
    fresh.session_state["start_name"] = start.name
    fresh.session_state["chosen"] = {**page.session_state["chosen"], "tour": 4.0}
    fresh.run()
    assert fresh.slider(key="tour").value == 4
    assert "on four-month tours" in fresh.header[0].value


def test_what_a_reader_gave_as_deployed_elsewhere_is_called_no_assumption(contributors: Open, texts: Read) -> None:
    start = model.load("dannatt")
    changes = {f"coalition.contributors.{name}.deployed_elsewhere": 100 for name in start.coalition.contributors}  # type: ignore[union-attr]
    page = contributors()
    page.session_state[own.TAKEN] = {"mine": own.renamed(start.replace(changes), "mine")}
    page.query_params["scenario"] = "mine"
    page.run()
    assert not page.exception
    assert "What each nation would carry" in texts(page)
    assert "counts as 0, an assumption of ours" not in texts(page)
