"""Undo, Start over, what was changed, links old and new, and the way back, without a browser."""

import random
from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest
from controls import is_drawn, labels, move, press, shown_of, strip_page, widget
from pages import PAGES, html_of, words_of
from streamlit.testing.v1 import AppTest
from values import at_random, fitting

import model
from model.files.scenarios import shipped_scenarios
from model.scenario.errors import ScenarioError
from model.ui.session import cache, links, state
from model.ui.session.shown import Shown

Open = Callable[..., AppTest]
OF_THE_STRIP = ("explore", "contributors", "drivers")
TOUR = "rotation.tour_months"
RANDOM_LINKS = 20


@pytest.mark.parametrize("name", OF_THE_STRIP)
def test_the_strip_is_the_same_on_three_pages_and_undo_takes_back_what_was_set_there(
    name: str, open_page: Open
) -> None:
    page = open_page(name, scenario="dannatt", tour="4", rest_by="nato_2004")
    assert labels(page)[:5] == [
        "Lord Dannatt's 10,000, Feb 2025", "10,000 troops", "four-month tours", "4 at home per 1 away", "the UK",
    ]  # fmt: skip
    move(page, "troops", 12_000)
    assert "3 changes" in labels(page)
    press(page, "undo")
    assert labels(page)[1] == "10,000 troops"
    assert not is_drawn(page, "undo")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_leaves_frames_with_the_runs_that_are_kept(name: str, open_page: Open) -> None:
    page = open_page(name, scenario="dannatt", tour="4")
    assert set(vars(cache.run(shown_of(page)))) == {"runs"}


def test_undo_needs_no_run_that_is_kept(open_page: Open) -> None:
    page = open_page("explore", scenario="dannatt", tour="4")
    before = words_of(page)
    move(page, "troops", 12_000)
    cache.results.clear()
    press(page, "undo")
    assert words_of(page) == before


@pytest.mark.parametrize("name", PAGES)
def test_every_page_keeps_what_is_shown_in_its_address_and_says_what_of_the_link_is_not_used(
    name: str, open_page: Open
) -> None:
    page = open_page(name, scenario="dannatt", tour="4", nope="1", who="")
    assert shown_of(page).changes == {TOUR: 4, "coalition.contributors.united_kingdom.probability": 0}
    assert {key: page.query_params[key] for key in ("tour", "who", "tour_by")} in (
        {"tour": "4", "who": "", "tour_by": "own"},
        {"tour": ["4"], "who": [""], "tour_by": ["own"]},
    )
    assert [warning.value for warning in page.warning if warning.value.startswith("'nope' is not used")]


def test_t_15_three_edits_and_three_undo_are_back_at_the_start() -> None:
    page = strip_page()
    first = shown_of(page)
    assert not is_drawn(page, "undo")
    move(page, "troops", 20_000)
    move(page, "who", ["france", "poland"])
    move(page, "rest_by", "united_kingdom_harmony")
    assert "3 changes" in labels(page)
    for left in ("2 changes", "1 change"):
        press(page, "undo")
        assert left in labels(page)
    press(page, "undo")
    assert not is_drawn(page, "undo")
    assert shown_of(page) == first
    assert widget(page, "troops").value == 30_000
    assert widget(page, "who").value == ["france", "united_kingdom"]
    assert widget(page, "rest_by").value == "dannatt"


def test_t_15_a_plan_and_starting_over_are_one_step_each_and_a_refused_input_is_taken_back() -> None:
    page = strip_page(troops="20000", tour="4", rule="offers")
    assert not is_drawn(page, "undo")
    move(page, "plan_reassurance_force", "dannatt")
    assert "You opened “Lord Dannatt's 10,000, Feb 2025”: " in html_of(page)
    press(page, "undo")
    assert page.query_params.get("scenario") in (None, "reassurance_force", ["reassurance_force"])
    assert "3 changes" in labels(page)
    assert widget(page, "tour").value == 4
    press(page, "start_over")
    assert not is_drawn(page, "start_over")
    press(page, "undo")
    assert "3 changes" in labels(page)
    move(page, "overlap", 4.0)
    assert page.error
    assert "4 changes" in labels(page)
    move(page, "overlap", 1.0)
    assert not page.error
    press(page, "undo")
    press(page, "undo")
    assert not page.error
    assert "3 changes" in labels(page)


def test_at_most_fifty_steps_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert state.MOST_STATES == 50
    monkeypatch.setattr(state, "MOST_STATES", 2)
    page = strip_page(scenario="british_norm")
    for tour in (5.0, 4.0, 3.0):
        move(page, "tour", tour)
    oldest, *latest = page.session_state[state.STATES]
    assert "scenario" not in vars(oldest)  # a tenth of a megabyte, which would stay with the server for each step
    assert all("scenario" in vars(step) for step in latest)
    press(page, "undo")
    press(page, "undo")
    assert not is_drawn(page, "undo")
    assert widget(page, "tour").value == 5


@pytest.mark.parametrize(
    ("address", "preset"),
    [({"troops": "20000"}, "dannatt"), ({"scenario": "chiefs_64000", "troops": "20000", "tour": "4"}, "")],
)
def test_t_14_starting_over_brings_every_input_back_to_the_start_of_a_plan_or_a_link(
    address: dict[str, str], preset: str
) -> None:
    page, name = strip_page(**address), preset or address["scenario"]
    if preset:
        move(page, "plan_reassurance_force", preset)
    for key, value in (("troops", 12_000), ("tour", 5.0), ("rest_by", "nato_2004"), ("starts", "Rested"), ("who", [])):
        move(page, key, value)
    assert "5 changes" in labels(page)
    press(page, "start_over")
    assert shown_of(page) == Shown.at_start(cache.scenarios()[name])
    untouched = strip_page(scenario=name)
    assert labels(page) == labels(untouched)
    assert drawn(page) == drawn(untouched)


def drawn(page: AppTest) -> dict[str, object]:
    """The value of every input that is drawn, by its key."""
    kinds = ("slider", "segmented_control", "radio", "multiselect")
    return {str(each.key).partition("~")[0]: each.value for kind in kinds for each in page.get(kind)}


def test_t_17_nothing_is_said_of_changes_until_there_is_one_and_then_label_old_and_new() -> None:
    page = strip_page()
    assert not [label for label in labels(page) if "change" in label]
    assert "Undo" not in [button.label for button in page.button]
    move(page, "troops", 20_000)
    move(page, "tour", 4.0)
    assert "2 changes" in labels(page)
    (table,) = (frame.value for frame in page.table if "Now" in frame.value.columns)
    assert table.to_dict("index") == {
        "Reassurance force: troops": {"At the start": "30,000", "Now": "20,000"},
        "Tour": {"At the start": "6", "Now": "4"},
    }
    assert "You set tours to four months: that would take 120,000 tours over two years, 40,000 more." in html_of(page)
    assert html_of(page).count("You set tours") == 1


def test_t_12_an_older_link_is_taken_under_todays_names_and_says_so(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "RENAMED", {"stay": "tour"})
    monkeypatch.setattr(links, "RENAMED_SCENARIOS", {"general": "dannatt"})
    for name in ("contributors", "sources"):
        page = open_page(name, v="00000000", scenario="general", stay="4")
        said = [warning.value for warning in page.warning]
        assert "'stay' of this older link is 'tour' now, and is taken so." in said
        assert "The scenario 'general' of this older link is 'dannatt' now." in said
        assert any(one.startswith("This link was made with other evidence (version 00000000; here ") for one in said)
        assert links.ALL_AT_ONCE in said
        assert shown_of(page).changes == {TOUR: 4, "schedule.start": "rested"}
        assert "stay" not in page.query_params
        assert "v" not in page.query_params


def links_to_try() -> list[tuple[str, int]]:
    """Every shipped scenario at its start, then twenty with inputs of their own."""
    names = list(shipped_scenarios())
    return [(name, 0) for name in names] + [(names[seed % len(names)], seed) for seed in range(1, RANDOM_LINKS + 1)]


def some_shown(name: str, seed: int) -> Shown:
    """A start with values that the model takes; as it starts for 0."""
    source, start = random.Random(seed), Shown.at_start(model.load(name))  # noqa: S311  (no secret)
    for _ in range(200):
        shown = fitting(start, source) if seed else start
        try:
            model.run(shown.scenario)
        except ScenarioError:
            continue
        return shown
    pytest.fail("none of these values go together")


@pytest.mark.parametrize(("name", "seed"), links_to_try())
def test_t_11_a_copied_link_opens_the_same_in_a_fresh_session(name: str, seed: int) -> None:
    shown = some_shown(name, seed)
    page = strip_page(**dict(parse_qsl(shown.link("").removeprefix("?"), keep_blank_values=True)))
    assert not page.warning or shown.changes
    assert not [warning for warning in page.warning if "link" in warning.value]
    assert shown_of(page).changes == shown.changes
    assert shown_of(page).query == shown.query


def test_t_11_the_random_links_vary_every_kind_of_input() -> None:
    source, varied = random.Random(1), set()  # noqa: S311  (no secret)
    for name in ("reassurance_force", "british_norm", "three_tier", "willing_chances"):
        for _ in range(20):
            varied |= set(at_random(Shown.at_start(model.load(name)), source).query)
    kinds = {key.removesuffix("_low").removesuffix("_high") for key in varied}
    assert {"troops", "units", "tour", "ratio", "dwell", "overlap", "transit", "support", "element"} <= kinds
    assert {"size_by", "tour_by", "rest_by", "dwell_as", "who", "share", "rule", "backstop", "p_open"} <= kinds


def test_an_address_that_the_browser_brings_back_is_followed_and_can_be_undone() -> None:
    page = strip_page()
    move(page, "more_fill_in", "Others fill in")
    assert "fill_in" in page.query_params
    del page.query_params["fill_in"]
    page.run()
    assert shown_of(page).changes == {}
    press(page, "undo")
    assert shown_of(page).values["fill_in"] == "Others fill in"


def test_an_address_that_names_another_plan_later_is_followed() -> None:
    page = strip_page(troops="20000", tour="4")
    page.query_params["scenario"] = "dannatt"
    page.run()
    assert labels(page)[:3] == ["Lord Dannatt's 10,000, Feb 2025", "20,000 troops", "four-month tours"]


def test_what_an_input_cannot_take_is_left_aside_on_the_way_back_too() -> None:
    page = strip_page(troops="inf", tour="7")
    assert labels(page)[1:3] == ["30,000 troops", "seven-month tours"]
    page.query_params["troops"] = "1e999"
    page.run()
    assert not page.exception
    assert labels(page)[1:3] == ["30,000 troops", "seven-month tours"]
    assert "troops" not in page.query_params


def test_an_address_without_inputs_that_the_navigation_gave_is_left_alone_on_the_way_back() -> None:
    page = strip_page(share="0.5")
    page.session_state["address_routed"] = True
    del page.query_params["share"]
    page.run()
    assert shown_of(page).values["share"] == 0.5
    assert "share" not in page.query_params
    move(page, "share", 0.6)
    assert page.query_params["share"] in ("0.6", ["0.6"])


def test_a_link_to_the_plan_that_is_open_is_followed_from_a_page_of_links() -> None:
    page = strip_page(tour="4")
    page.session_state["had_links"] = True
    page.session_state["address_left"] = ("another page", {})
    page.query_params.clear()
    page.query_params["scenario"] = "reassurance_force"
    page.run()
    assert shown_of(page).changes == {}


def test_the_navigations_own_link_keeps_what_is_shown() -> None:
    page = strip_page(tour="4")
    page.session_state["address_left"] = ("another page", {})
    page.query_params.clear()
    page.run()
    assert shown_of(page).changes == {TOUR: 4}
    assert page.query_params["tour"] in ("4", ["4"])


def test_a_link_followed_in_place_opens_its_values() -> None:
    query = {"scenario": "dannatt", "rest_by": "nato_2004", "input": "Exact numbers"}

    def follow() -> None:
        import streamlit as st  # noqa: PLC0415  (a page's script stands for itself)

        from model.ui.session import state  # noqa: PLC0415

        state.enter()
        if st.button("Follow"):
            state.follow({"scenario": "dannatt", "rest_by": "nato_2004", "input": "Exact numbers"})

    followed = AppTest.from_function(follow, default_timeout=60).run()
    followed.button[0].click().run()
    assert not followed.exception
    assert shown_of(followed).query == {key: query[key] for key in ("scenario", "rest_by")}
    assert followed.session_state["input_style"] == "Exact numbers"


def test_t_42_two_sessions_do_not_meet() -> None:
    first, second = strip_page(), strip_page()
    move(first, "troops", 20_000)
    move(first, "who", [])
    second.run()
    assert shown_of(second).changes == {}
    assert not is_drawn(second, "undo")


def test_t_14_a_set_from_elsewhere_holds_whatever_the_browser_sends_of_the_older_widget() -> None:
    """A popover that is closed takes no new value: the browser goes on sending the older one under the older key."""
    page = strip_page()
    move(page, "troops", 20_000)
    assert "troops" in page.session_state
    press(page, "start_over")
    assert widget(page, "troops").key == "troops~1"
    page.session_state["troops"] = 20_000
    page.run()
    assert shown_of(page).changes == {}
    move(page, "troops", 25_000)
    assert labels(page)[1] == "25,000 troops"


def test_words_of_a_page_are_plain() -> None:
    assert "Showing:" not in words_of(strip_page(tour="4"))
