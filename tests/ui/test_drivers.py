"""Drivers without a browser: what every scenario shows, what can be chosen, what is worked out only when asked for."""

import itertools
import json
from collections.abc import Callable
from functools import partial

import pandas as pd
import pytest
from by_hand import by_hand
from heavy import coalition
from pages import page_of
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

import model
from model.analysis import sensitivity
from model.analysis.breakeven import levers
from model.files.scenarios import load_text, shipped_scenarios
from model.present.numbers import lever
from model.present.path_labels import label_with_unit
from model.present.words import drivers as drivers_words
from model.terms import MEASURES
from model.ui.session import cache, own

Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]
RATIO = "rotation.dwell_ratio"


@pytest.fixture
def drivers(open_page: Open) -> Open:
    return partial(open_page, "drivers")


def table(page: AppTest, column: str) -> pd.DataFrame:
    """The first table that has a column, wherever it stands."""
    frames = [pd.DataFrame(table.value) for table in page.table]
    return next(frame for frame in frames if any(column in str(each) for each in frame.columns))


def box(page: AppTest, label: str) -> TextInput:
    return next(field for field in page.text_input if field.label == label)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_22_drivers_shows_every_scenario_the_widest_bars_first(name: str, drivers: Open, texts: Read) -> None:
    page = drivers(scenario=name)
    scenario = model.load(name)
    assert page.header[0].value == drivers_words.headline(scenario, sensitivity.one_at_a_time(scenario))
    if model.run(scenario).measure("margin").low is None:
        assert texts(page).count("No break-even: ") == 1
        assert "No map: there is no margin to bring to zero" in texts(page)
    else:
        assert len(table(page, "Margin zero")) == len(levers(scenario))
    assert not page.text_input
    assert_the_widest_come_first(scenario, table(page, "Who gave the range"))


def assert_the_widest_come_first(scenario: model.Scenario, shown: pd.DataFrame) -> None:
    """T-22: the table's rows, by their texts, are the bars; their widths, unrounded, only fall within a measure."""
    ranged = any(quantity.is_range for quantity in scenario.quantities().values())
    moved = scenario if ranged else sensitivity.spread(scenario, levers(scenario))
    unrounded = {
        (MEASURES[bar.measure].short or MEASURES[bar.measure].label, label_with_unit(moved, bar.path)): bar
        for bar in sensitivity.one_at_a_time(moved)
    }
    drawn = [unrounded[str(measure), row["Input"]] for measure, row in shown.iterrows()]
    assert len(drawn) == len(set(drawn)) == len(unrounded)
    for bar, (_, row) in zip(drawn, shown.iterrows(), strict=True):
        assert [row["From"], row["To"]] == [lever(end) for end in (bar.input_low, bar.input_high)]
        if bar.central is not None:
            assert row["At its low end"] == drivers_words.troops(bar.at_low)
            assert row["At its high end"] == drivers_words.troops(bar.at_high)
    for measure in sensitivity.BAR_MEASURES:
        ends = [(bar.central, bar.at_low, bar.at_high) for bar in drawn if bar.measure == measure]
        known = [[end for end in each if end is not None] or [0.0] for each in ends]
        widths = [max(quantity) - min(quantity) for quantity in known]
        assert all(narrower <= wider + 1e-6 for wider, narrower in itertools.pairwise(widths)), (measure, widths)


def test_a_scenario_without_ranges_shows_each_lever_by_a_tenth(drivers: Open, texts: Read) -> None:
    page = drivers()
    without = by_hand({"rotation.dwell_ratio": 2, "cost": None})
    page.session_state[own.TAKEN] = {"mine": own.renamed(without, "mine")}
    page.query_params["scenario"] = "mine"
    page.run()
    assert page.header[0].value == drivers_words.NO_RANGES
    assert drivers_words.TENTHS in texts(page)
    bars = table(page, "Who gave the range")
    assert set(bars["Who gave the range"]) == {sensitivity.OUR_OWN}
    page.segmented_control(key="inputs_move_False").set_value("The scenario's ranges").run()
    assert drivers_words.TENTHS not in texts(page)
    assert not any("Who gave the range" in frame.value.columns for frame in page.table)


def test_the_switch_to_a_tenth_adds_bars_and_keeps_the_claimed(drivers: Open) -> None:
    page = drivers(scenario="dannatt")
    count = len(table(page, "Who gave the range"))
    page.segmented_control(key="inputs_move_True").set_value("Each lever ±10 %").run()
    bars = table(page, "Who gave the range")
    assert len(bars) > count
    assert bars["Who gave the range"].str.contains("dannatt.dwell_ratio").any()


def test_what_is_chosen_elsewhere_is_what_is_shown(drivers: Open, texts: Read) -> None:
    page = drivers(scenario="dannatt", troops="5000")
    assert "1 change" in texts(page)
    assert table(page, "Margin zero").loc["British force: troops", "Now"] == "5,000"
    page.slider(key="choice_share").set_value(0.5).run()
    assert "2 changes" in texts(page)


def test_another_scenario_in_the_address_is_followed(drivers: Open, texts: Read) -> None:
    page = drivers(scenario="dannatt")
    page.query_params["scenario"] = "three_tier"
    page.run()
    assert "Showing: *Three tiers" in texts(page)
    assert page.selectbox(key="first_lever").value == "force.european_brigades.strength.units"


def test_a_refused_choice_is_told_once(drivers: Open, texts: Read) -> None:
    page = drivers(scenario="dannatt", overlap="6", tour="5")
    assert page.error[0].value.startswith("No result: ")
    assert "not shorter than the tour" in texts(page)
    assert not page.table


def test_the_map_follows_its_levers_and_its_case(drivers: Open, texts: Read) -> None:
    page = drivers(scenario="dannatt")
    assert "troops 10,000 and Months at home for each month away 3, the margin would be 6,500 short." in texts(page)
    assert page.selectbox(key="second_lever").value == RATIO
    page.segmented_control(key="levers_go").set_value("As far as on Explore").run()
    assert table(page, "the margin would be zero").index[-1] == "16,667"
    page.segmented_control(key="case_if 3×_if 4×").set_value("if 3×").run()
    assert "troops 10,000 and Months at home for each month away 2, the margin would be" in texts(page)
    page.selectbox(key="first_lever").set_value(RATIO).run()
    assert page.selectbox(key="second_lever").value != RATIO
    assert "At the scenario's own values, Months at home for each month away 2 and" in texts(page)
    page.selectbox(key="first_lever").set_value("rotation.tour_months").run()
    page.selectbox(key="second_lever").set_value("rotation.recovery_months").run()
    assert drivers_words.NO_LINE in texts(page)


def test_nothing_is_drawn_from_ranges_before_it_is_asked_for(
    drivers: Open, texts: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    simulate = cache.simulate

    def counted(*given: object, **named: int) -> object:
        asked.append(named["draws"])
        return simulate(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(cache, "simulate", counted)
    page = drivers(scenario="dannatt", troops="9000")
    assert asked == []
    page.toggle(key="simulate").set_value(True).run()
    assert asked == [10_000]
    assert "If Months at home for each month away could be anywhere from 2 to 3" in texts(page)
    assert drivers_words.YOUR_RANGES in texts(page)
    assert "Worked out exactly" in texts(page)
    first = texts(page)
    page.segmented_control(key="draws_count").set_value("100,000").run()
    assert "more than 100,000 draws" in texts(page)
    page.segmented_control(key="draws_count").set_value("10,000").run()
    assert texts(page) == first
    assert asked == [10_000, 100_000]
    page.text_input(key="box_draws_seed").set_value("20.000").run()
    assert page.error[0].value == "Seed: '20.000' can mean two numbers: write 20000, or 20. It stays at 0."
    assert "(seed 0)" in texts(page)
    page.text_input(key="box_draws_seed").set_value("3").run()
    assert "(seed 3)" in texts(page)


def test_ranges_of_the_readers_own_are_taken_or_refused(drivers: Open, texts: Read) -> None:
    page = drivers(scenario="dannatt")
    page.toggle(key="simulate").set_value(True).run()
    vary = page.multiselect(key="vary_dannatt")
    assert vary.value == [RATIO, "coalition.deployable_share"]
    vary.set_value([RATIO, "rotation.tour_months", "rotation.overlap_months"]).run()
    box(page, "Tour (months), to").set_value("9").run()
    box(page, "Handover (months), to").set_value("1").run()
    box(page, "Tour (months), from").set_value("0").run()
    refused = "Tour (months), from: '0' is out of range: write above 0, at most 240 months. It stays at 6."
    assert [error.value for error in page.error] == [refused]
    assert "Tour could be anywhere from 6 to 9" in texts(page)
    box(page, "Tour (months), from").set_value("6").run()
    page.toggle(key="shares").set_value(True).run()
    assert "of 100 parts of the variance of the margin of the coalition" in texts(page)
    assert len(table(page, "In all it takes part in")) == 3
    box(page, "Handover (months), to").set_value("7").run()
    assert [error.value.count("No draws: ") for error in page.error] == [1]
    assert "an overlap of 7 months is not shorter than the tour" in page.error[0].value
    page.multiselect(key="vary_dannatt").set_value([]).run()
    assert "If nothing varied, 8 in 10 runs" in texts(page)
    assert not [toggle for toggle in page.toggle if toggle.key == "shares"]


def test_indices_say_where_they_have_nothing_to_explain(drivers: Open, texts: Read) -> None:
    page = drivers(scenario="dannatt")
    page.toggle(key="simulate").set_value(True).run()
    page.multiselect(key="vary_dannatt").set_value(["rotation.tour_months"]).run()
    box(page, "Tour (months), to").set_value("9").run()
    page.toggle(key="shares").set_value(True).run()
    assert drivers_words.NOTHING_MOVES in texts(page)
    unknown = drivers(scenario="multinational_force_ukraine")
    unknown.toggle(key="simulate").set_value(True).run()
    unknown.toggle(key="shares").set_value(True).run()
    assert texts(unknown).count(drivers_words.NOT_KNOWN_SIZE) == 2
    assert "the troops tied up are not known publicly" in texts(unknown)


def test_without_a_coalition_draws_are_about_what_is_tied_up(
    drivers: Open, texts: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = {"dannatt": model.load("dannatt").replace({"coalition": None})}
    monkeypatch.setattr(cache, "scenarios", lambda: alone)
    page = drivers(scenario="dannatt", troops="8000")
    assert "moves the troops tied up most" in page.header[0].value
    assert "No break-even: there is no margin" in texts(page)
    page.toggle(key="simulate").set_value(True).run()
    assert "troops of margin" not in texts(page)
    page.toggle(key="shares").set_value(True).run()
    assert "parts of the variance of the troops tied up" in texts(page)


def test_more_draws_than_the_pages_take_are_for_the_command() -> None:
    text = json.dumps(coalition(50, parts=4, troops=20_000)).encode()
    page = page_of("drivers")
    page.session_state[own.TAKEN] = {"heavy": load_text(text, "heavy.yaml")}
    page.query_params["scenario"] = "heavy"
    page.run()
    page.toggle(key="simulate").set_value(True).run()
    page.segmented_control(key="draws_count").set_value("1,000,000").run()
    assert not page.exception
    assert "1,000,000 draws come to 200,000,000 pairs of a part and a nation" in page.error[0].value
