"""What changes it, without a browser: what every plan shows, what can be chosen, what waits until it is asked for."""

import json
from collections.abc import Callable
from functools import partial

import pandas as pd
import pytest
from by_hand import by_hand
from heavy import coalition
from pages import html_of, page_of, words_of
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

import model
from model.analysis.breakeven import levers
from model.analysis.sensitivity import OUR_OWN, one_at_a_time
from model.analysis.ways import ways
from model.engine.run import Run
from model.files.scenarios import load_text, shipped_scenarios
from model.present.words import combinations
from model.present.words import drivers as drivers_words
from model.present.words import one_at_a_time as alone_words
from model.present.words import ways as ways_words
from model.present.words.way_rows import rows
from model.ui.session import cache, own

Open = Callable[..., AppTest]
RATIO, SHARE, OVERLAP = "rotation.dwell_ratio", "coalition.deployable_share", "rotation.overlap_months"
ALONE = "use_alone_margin"


@pytest.fixture
def drivers(open_page: Open) -> Open:
    return partial(open_page, "drivers")


def of_own(scenario: model.Scenario) -> AppTest:
    """The page of a reader's own scenario."""
    page = page_of("drivers")
    page.session_state[own.TAKEN] = {"mine": own.renamed(scenario, "mine")}
    page.query_params["scenario"] = "mine"
    page.run()
    assert not page.exception
    return page


def opened(page: AppTest, *keys: str) -> AppTest:
    """The page with popovers or folds open."""
    for key in keys:
        page.session_state[key] = True
    page.run()
    assert not page.exception
    return page


def table(page: AppTest, column: str) -> pd.DataFrame:
    """The first table that has a column, wherever it stands."""
    frames = [pd.DataFrame(one.value) for one in page.table]
    return next(frame for frame in frames if any(column in str(head) for head in frame.columns))


def box(page: AppTest, label: str) -> TextInput:
    return next(field for field in page.text_input if field.label == label)


def range_key(name: str, path: str, low: float, high: float) -> str:
    return f"{name}_{path}_{low:.12g}_{high:.12g}"


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_plan_shows_its_answer_its_ways_and_its_sizes(name: str, drivers: Open) -> None:
    page = drivers(scenario=name)
    run = Run.of(model.load(name))
    of_run = ways(run)
    assert page.title[0].value.replace("\\", "") == ways_words.headline(run, of_run)
    words = " ".join(words_of(page).split())
    assert ways_words.standfirst(run) in words
    for number, row in enumerate(rows(run, of_run) if of_run else (), 1):
        assert f"{number}. {row.name}: {row.answer}" in words
    assert "sizes named in public" in words
    assert not page.table
    assert (ways_words.leads_on(run) in words) == (of_run is None)
    assert bool([toggle for toggle in page.toggle if toggle.key == "simulate"]) == run.measure("deployed").is_known


def test_t_22_the_table_of_the_bars_has_both_ends_of_input_and_result_the_widest_first(drivers: Open) -> None:
    page = opened(drivers(scenario="three_tier"), ALONE)
    shown = table(page, "Who gave the range")
    bars = one_at_a_time(model.load("three_tier"))
    assert len(shown) == len(bars)
    mine = shown[shown.index == "Gap"]
    assert mine.iloc[0, :5].tolist() == [
        "European brigades: troops in a unit",
        "3,000",
        "10,000",
        "3,500 to spare",
        "28,000 short",
    ]
    widths = [bar.width for bar in bars if bar.measure == "margin"]
    assert widths == sorted(widths, reverse=True)
    assert "one at a time" in words_of(page)


def test_with_fewer_than_three_ranges_the_page_says_why_and_tells_the_rest() -> None:
    page = of_own(by_hand({"cost": None}))
    words = words_of(page)
    assert alone_words.TOO_FEW in words
    assert "How long units rest: just enough at 2, 2,500 short at 3." in words
    page.toggle(key="inputs_tenth").set_value(True).run()
    assert alone_words.TOO_FEW not in words_of(page)
    assert "At zero, where a tenth would be nothing: " in words_of(page)
    assert OUR_OWN in set(table(opened(page, ALONE), "Who gave the range")["Who gave the range"])


def test_without_a_range_the_page_says_so() -> None:
    page = of_own(by_hand({RATIO: 2, "cost": None}))
    assert alone_words.NO_RANGE in words_of(page)


def test_without_nations_the_page_is_about_what_is_tied_up() -> None:
    page = of_own(by_hand({"coalition": None}))
    assert page.title[0].value == ways_words.NO_NATIONS
    assert "It would tie up 30,000 to 40,000." in words_of(page)
    assert 'data-page="explore"' in html_of(page)
    assert "sizes named in public" not in words_of(page)
    page.toggle(key="simulate").set_value(True).run()
    assert "would be tied up" in words_of(page)
    opened(page, "for_analysts")
    assert "No value: there is no margin" in words_of(page)
    assert not [one for one in page.selectbox if one.key == "first_lever"]
    page.toggle(key="shares").set_value(True).run()
    assert "accounts for 100 of 100 parts" in words_of(page)


def test_what_is_changed_elsewhere_is_what_is_shown(drivers: Open) -> None:
    page = drivers(scenario="dannatt", troops="3000")
    assert page.title[0].value == "There is no gap to close: 550 to 13,900 to spare"
    page = drivers(scenario="dannatt", overlap="6", tour="5")
    assert page.title[0].value == "No answer for these values"
    assert "not shorter than the tour" in page.error[0].value


def test_nothing_is_drawn_from_ranges_before_it_is_asked_for(drivers: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []
    simulate = cache.simulate

    def counted(*values: object, **named: int) -> object:
        counts.append(named["draws"])
        return simulate(*values, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(cache, "simulate", counted)
    page = drivers(scenario="dannatt", troops="9100")
    assert counts == []
    assert combinations.HEADING in words_of(page)
    page.toggle(key="simulate").set_value(True).run()
    assert counts == [10_000]
    first = words_of(page)
    assert "In 16 of 20 combinations" in first
    assert "10,000 combinations, seed 0. How long units rest from 2 to 3" in first
    opened(page, "for_analysts")
    assert "give or take" in words_of(page)
    page.segmented_control(key="draws_count").set_value("100,000").run()
    assert "100,000 combinations" in words_of(page)
    page.text_input(key="box_draws_seed").set_value("20.000").run()
    assert page.error[0].value == "Seed: '20.000' can mean two numbers: write 20000, or 20. It stays at 0."
    page.text_input(key="box_draws_seed").set_value("3").run()
    assert "seed 3." in words_of(page)
    assert counts == [10_000, 100_000, 100_000]


def test_ranges_are_the_readers_and_a_refused_one_is_told(drivers: Open) -> None:
    page = drivers(scenario="dannatt")
    page.toggle(key="simulate").set_value(True).run()
    rest = page.slider(key=range_key("dannatt", RATIO, 2, 3))
    assert (rest.value, rest.label) == ((2, 3), "Months at home for each month away: from, to")
    rest.set_value((1.0, 2.5)).run()
    assert "How long units rest from 1 to 2.5 and the share of each army" in words_of(page)
    opened(page, "for_analysts")
    page.multiselect(key="vary_dannatt").set_value([RATIO, "rotation.tour_months", OVERLAP]).run()
    page.slider(key=range_key("dannatt", OVERLAP, 0, 0)).set_value((0.0, 1.0)).run()
    words = words_of(page)
    assert "how long a handover takes from 0 to 1" in words
    assert "the share of each army" not in words.partition("combinations, seed")[2].partition("ranges are")[0]
    page.toggle(key="shares").set_value(True).run()
    assert "parts of the spread" in words_of(page)
    page.slider(key=range_key("dannatt", OVERLAP, 0, 0)).set_value((0.0, 6.0)).run()
    assert [error.value.count("No combinations: ") for error in page.error] == [1]
    page.multiselect(key="vary_dannatt").set_value([]).run()
    assert "Nothing moves: choose an input." in words_of(page)
    assert not [toggle for toggle in page.toggle if toggle.key == "shares"]


def test_exact_numbers_have_boxes_for_both_ends(drivers: Open) -> None:
    page = drivers(scenario="dannatt", input="Exact numbers")
    page.toggle(key="simulate").set_value(True).run()
    label = "Months at home for each month away: from, to"
    box(page, f"{label}, to").set_value("2.5").run()
    box(page, f"{label}, from").set_value("1.25").run()
    assert "How long units rest from 1.25 to 2.5" in words_of(page)
    box(page, f"{label}, from").set_value("-1").run()
    assert "out of range" in page.error[0].value


def test_a_range_beyond_its_slider_makes_the_slider_longer(drivers: Open) -> None:
    page = drivers(scenario="willing_september_2025")
    page.toggle(key="simulate").set_value(True).run()
    offer = page.slider(
        key=range_key("willing_september_2025", "coalition.contributors.france.offer_troops", 5_000, 10_000)
    )
    assert (offer.min, offer.max) == (0, 40_000)
    wide = of_own(by_hand({RATIO: {"low": 2, "high": 20}}))
    wide.toggle(key="simulate").set_value(True).run()
    assert wide.slider(key=range_key("mine", RATIO, 2, 20)).max == 20


def test_indices_say_where_they_have_nothing_to_explain(drivers: Open) -> None:
    page = drivers(scenario="dannatt")
    page.toggle(key="simulate").set_value(True).run()
    opened(page, "for_analysts")
    page.multiselect(key="vary_dannatt").set_value(["rotation.tour_months"]).run()
    page.slider(key=range_key("dannatt", "rotation.tour_months", 6, 6)).set_value((6.0, 9.0)).run()
    page.toggle(key="shares").set_value(True).run()
    assert drivers_words.NOTHING_MOVES.replace("the ", "") in words_of(page).replace("the ", "")


def test_the_exact_values_of_all_inputs_are_for_analysts(drivers: Open) -> None:
    page = opened(drivers(scenario="three_tier"), "for_analysts")
    shown = table(page, "Nothing missing")
    assert len(shown) == len(levers(model.load("three_tier")))
    assert shown.loc["Handover (months)"].tolist() == ["0", "3.844 (whole: 3)", "no value from 0 to 6"]


def test_any_two_inputs_can_be_set_against_one_another(drivers: Open) -> None:
    page = opened(drivers(scenario="dannatt"), "for_analysts")
    words = words_of(page)
    assert "“British force: troops” against “Months at home for each month away”" in words
    assert "troops 10,000 and Months at home for each month away 3: 6,500 short." in words
    page.selectbox(key="map_case").set_value("low").run()
    assert "troops 10,000 and Months at home for each month away 2: 6,900 to spare." in words_of(page)
    page.segmented_control(key="levers_go").set_value("As far as on The answer").run()
    assert table(opened(page, "use_two_inputs"), "at which nothing would be missing").index[-1] == "50,000"
    page.selectbox(key="first_lever").set_value(RATIO).run()
    assert page.selectbox(key="second_lever").value != RATIO
    same = opened(of_own(by_hand({RATIO: 2})), "for_analysts")
    assert not [one for one in same.selectbox if one.key == "map_case"]


def test_more_draws_than_the_pages_take_are_for_the_command() -> None:
    text = json.dumps(coalition(50, parts=4, troops=20_000)).encode()
    page = page_of("drivers")
    page.session_state[own.TAKEN] = {"heavy": load_text(text, "heavy.yaml")}
    page.query_params["scenario"] = "heavy"
    page.run()
    page.toggle(key="simulate").set_value(True).run()
    opened(page, "for_analysts")
    page.segmented_control(key="draws_count").set_value("1,000,000").run()
    assert not page.exception
    assert "1,000,000 draws come to 200,000,000 pairs of a part and a nation" in page.error[0].value
