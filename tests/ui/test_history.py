"""Undo, Reset, the line of what is shown, warnings beside inputs and older links, without a browser."""

from collections.abc import Callable
from functools import partial

import pytest
from pages import PAGES
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from model.present.words import cautions
from model.ui.session import inputs, state
from model.ui.shell import sidebar

Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]
PAGES_OF_A_SCENARIO = [name for name in PAGES if name != "method"]
"""Method stands for itself: it says nothing of the scenario that a link shows."""


@pytest.fixture
def explore(open_page: Open) -> Open:
    return partial(open_page, "explore")


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def is_disabled(page: AppTest, label: str) -> bool:
    return bool(next(button for button in page.button if button.label == label).disabled)


def ticks(page: AppTest) -> list[tuple[float, str]]:
    """The marks at the starting scenario's totals in the first chart: their troops and their words."""
    datasets = [
        convert_arrow_bytes_to_pandas_df(dataset.data.data) for dataset in page.get("vega_lite_chart")[0].proto.datasets
    ]
    return [
        (row["troops"], row["text"]) for frame in datasets if "side" in frame for row in frame.to_dict(orient="records")
    ]


@pytest.mark.parametrize("name", PAGES_OF_A_SCENARIO)
def test_every_page_says_what_is_shown_and_what_of_the_link_is_not_used(
    name: str, open_page: Open, texts: Read
) -> None:
    page = open_page(name, scenario="dannatt", tour="4", ratio_low="1", nope="1", who="")
    assert "Showing: *Lord Dannatt's arithmetic: 10,000 British troops*, 3 changes" in texts(page)
    assert [warning.value for warning in page.warning if warning.value.startswith("'nope' is not used")]


def test_t_15_three_edits_and_three_undo_are_back_at_the_start(explore: Open, texts: Read) -> None:
    page = explore()
    first = [metric.value for metric in page.metric]
    assert is_disabled(page, "Undo")
    page.slider(key="troops").set_value(20_000).run()
    page.multiselect(key="choice_who").set_value(["france", "poland"]).run()
    page.segmented_control(key="dwell_as").set_value("Months").run()
    assert "3 changes" in texts(page)
    for left in (2, 1, 0):
        press(page, "Undo")
        assert f"{left} change" in texts(page)
    assert is_disabled(page, "Undo")
    assert page.slider(key="troops").value == 30_000
    assert page.multiselect(key="choice_who").value == ["france", "united_kingdom"]
    assert page.segmented_control(key="dwell_as").value == "Ratio"
    assert [metric.value for metric in page.metric] == first


def test_t_15_a_scenario_and_a_reset_are_one_step_each_and_a_refused_input_is_taken_back(
    explore: Open, texts: Read
) -> None:
    page = explore(troops="20000", tour="4", rule="offers")
    assert is_disabled(page, "Undo")
    page.selectbox(key="starting_scenario").set_value("dannatt").run()
    sentence = "Last change: Starting scenario: “Reassurance force: 30,000 troops” to “Lord Dannatt's arithmetic"
    assert sentence in texts(page)
    press(page, "Undo")
    assert page.query_params["scenario"] in ("reassurance_force", ["reassurance_force"])
    assert "3 changes" in texts(page)
    assert page.slider(key="tour").value == 4
    press(page, "Reset")
    assert "0 changes" in texts(page)
    press(page, "Undo")
    assert "3 changes" in texts(page)
    page.slider(key="overlap").set_value(4.0).run()
    assert page.error[0].value.startswith("No result: ")
    assert "Showing: *Reassurance force: 30,000 troops*, 4 changes" in texts(page)
    page.slider(key="overlap").set_value(1.0).run()
    assert "Last change: Handover: 4 to 1; total no result to 80,000–106,500." in texts(page)
    press(page, "Undo")
    press(page, "Undo")
    assert not page.error
    assert "3 changes" in texts(page)


def test_after_a_range_that_is_upside_down_the_page_goes_on(explore: Open, texts: Read) -> None:
    page = explore()
    page.slider(key="ratio_low").set_value(10.0).run()
    assert "the range is upside down" in page.error[0].value
    page.slider(key="ratio_high").set_value(10.0).run()
    assert not page.exception
    assert "Last change: inputs that fit together again; total no result to 330,000." in texts(page)


def test_undo_on_other_pages_takes_back_their_choices(open_page: Open, texts: Read) -> None:
    for name in ("contributors", "drivers"):
        page = open_page(name, scenario="dannatt")
        page.slider(key="choice_share").set_value(0.5).run()
        assert "1 change" in texts(page)
        press(page, "Undo")
        assert "0 changes" in texts(page)
        assert page.slider(key="choice_share").value == 0.5345


def test_an_address_that_the_browser_brings_back_is_followed_and_can_be_undone(explore: Open, texts: Read) -> None:
    page = explore()
    page.segmented_control(key="choice_fill_in").set_value("Others fill in").run()
    assert "fill_in" in page.query_params
    del page.query_params["fill_in"]
    page.run()
    assert page.segmented_control(key="choice_fill_in").value == "Each its own"
    assert "0 changes" in texts(page)
    press(page, "Undo")
    assert page.segmented_control(key="choice_fill_in").value == "Others fill in"


def test_an_address_without_inputs_that_the_router_gave_is_left_alone_on_the_way_back(
    open_page: Open, texts: Read
) -> None:
    page = open_page("contributors", share="0.5")
    page.session_state["address_routed"] = True
    del page.query_params["share"]
    page.run()
    assert "1 change" in texts(page)
    assert "share" not in page.query_params
    page.slider(key="choice_share").set_value(0.6).run()
    assert page.query_params["share"] in ("0.6", ["0.6"])


def test_at_most_fifty_steps_are_kept(explore: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    assert state.MOST_STATES == 50
    monkeypatch.setattr(state, "MOST_STATES", 2)
    page = explore(scenario="british_norm")
    for tour in (5.0, 4.0, 3.0):
        page.slider(key="tour").set_value(tour).run()
    press(page, "Undo")
    press(page, "Undo")
    assert is_disabled(page, "Undo")
    assert page.slider(key="tour").value == 5


def test_t_17_t_19_changes_are_listed_and_figures_bars_and_table_but_not_the_months_show_the_start(
    explore: Open, texts: Read
) -> None:
    page = explore()
    assert not any(metric.delta for metric in page.metric)
    assert ticks(page) == []
    assert not [column for frame in page.table for column in frame.value.columns if "at the start" in column]
    page.slider(key="troops").set_value(20_000).run()
    page.slider(key="tour").set_value(4.0).run()
    assert [metric.delta for metric in page.metric] == [
        "−30,000 to −40,000",
        "unchanged",
        "+10,000",
        "−EUR 1.3 billion to −EUR 2.1 billion",
    ]
    frames = [table.value for table in page.table]
    changes = next(frame for frame in frames if "Now" in frame.columns)
    assert changes.to_dict("index") == {
        "Reassurance force: troops": {"At the start": "30,000", "Now": "20,000"},
        "Tour": {"At the start": "6", "Now": "4"},
    }
    (totals,) = (frame for frame in frames if "at the start, if 4×" in frame.columns)
    assert totals.loc["Tied up in all"].to_dict() == {
        "if 3×": "60,000", "if 4×": "80,000", "at the start, if 3×": "90,000", "at the start, if 4×": "120,000",
    }  # fmt: skip
    assert ticks(page) == [(90_000, "start 90,000"), (120_000, "start 120,000")]
    total, months, _ = (chart.proto for chart in page.get("vega_lite_chart"))
    assert total.alt.endswith(" At the start: 90,000 to 120,000 troops.")
    assert "start 90,000" not in str(months.datasets), "the months have a starting series now: check it here"
    assert "At the start" not in months.alt
    assert "Last change: Tour: 6 to 4; total unchanged, 60,000–80,000." in texts(page)


def test_t_12_an_older_link_is_taken_under_todays_names_and_says_so(
    open_page: Open, texts: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "RENAMED", {"stay": "tour"})
    monkeypatch.setattr(inputs, "RENAMED_SCENARIOS", {"general": "dannatt"})
    for name in PAGES_OF_A_SCENARIO:
        page = open_page(name, v="00000000", scenario="general", stay="4")
        said = [warning.value for warning in page.warning]
        assert "'stay' of this older link is 'tour' now, and is taken so." in said
        assert "The scenario 'general' of this older link is 'dannatt' now." in said
        assert any(
            sentence.startswith("This link was made with other evidence (version 00000000; here ") for sentence in said
        )
        assert "10,000 British troops*, 1 change" in texts(page)
        assert "stay" not in page.query_params
        if name == "explore":
            assert page.slider(key="tour").value == 4


def test_t_28_warnings_stand_once_at_the_top_and_beside_their_inputs(open_page: Open, texts: Read) -> None:
    page = open_page("explore", troops="200000", support="0.5")
    (warning,) = page.warning
    for part in ("more than any size named", cautions.SMALLER_FORCE, "claim=zelensky.minimum"):
        assert part in warning.value
    captions = [paragraph.value for paragraph in page.sidebar.markdown]
    assert [
        caption for caption in captions if "more than any size named" in caption and cautions.SMALLER_FORCE in caption
    ]
    page = open_page("explore", overlap="6")
    beside = [paragraph.value for paragraph in page.sidebar.markdown if "shorten the handover" in paragraph.value]
    assert len(beside) == 1
    page = open_page("explore", preparation="13")
    assert [
        paragraph
        for paragraph in page.sidebar.markdown
        if "shorten them or lengthen the time at home" in paragraph.value
    ]
    page = open_page("contributors", scenario="german_norm", who="france,united_kingdom", share="0.4")
    assert [
        paragraph
        for paragraph in page.sidebar.markdown
        if "France was reported to offer about 10,000" in paragraph.value
    ]
    assert texts(page).count("France was reported to offer about 10,000 and could keep up about") == 2


def test_t_42_two_sessions_do_not_meet(explore: Open, texts: Read) -> None:
    first, second = explore(), explore()
    first.slider(key="troops").set_value(20_000).run()
    first.multiselect(key="choice_who").set_value([]).run()
    second.run()
    assert second.slider(key="troops").value == 30_000
    assert "0 changes" in texts(second)
    assert is_disabled(second, "Undo")


@pytest.mark.parametrize(("sent", "shown"), [(4.0, 6.0), (5.0, 5.0)])
def test_t_14_a_reset_holds_where_its_run_was_stopped_before_the_inputs_were_drawn(
    open_page: Open, sent: float, shown: float
) -> None:
    """The browser then sends what it holds: the value from before, or what the reader chose since."""
    page = open_page("explore", tour=str(sent))
    page.session_state[sidebar.UNDRAWN] = {"tour": (4.0, 6.0)}
    page.run()
    assert page.session_state["tour"] == shown
    assert sidebar.UNDRAWN not in page.session_state
    page.session_state["tour"] = 4.0  # the reader's own, once the inputs are there
    assert page.run().session_state["tour"] == 4.0
