"""The pages without a browser: what they show, for every shipped scenario, and what they do with a bad address."""

import json
import sys
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import model
from model import cli, narrative, supply_words
from model.io.scenarios import shipped_scenarios
from model.io.shipped import shipped_folder
from model.ui import cache
from model.ui.explore import METRICS

TIMEOUT = 30


def explore(**address: str) -> AppTest:
    page = AppTest.from_file(str(shipped_folder() / "app.py"), default_timeout=TIMEOUT)
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def texts(page: AppTest) -> str:
    shown = (*page.title, *page.header, *page.markdown, *page.caption, *page.warning, *page.error)
    return "\n".join(str(each.value) for each in shown)


def measures(page: AppTest) -> list[dict[str, Any]]:
    return records(page.dataframe[0].value)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict(orient="records")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_page_command_and_library_give_the_same_numbers(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = explore(scenario=name)
    results = model.run(model.load(name))
    library = records(results.measures)
    monkeypatch.setattr(sys, "argv", ["roulement", "run", name, "--format", "json"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    (command,) = json.loads(capsys.readouterr().out)
    assert [{"scenario": name, **each} for each in command["measures"]] == library == measures(page)
    (run,) = results.runs
    assert command["headline"] == narrative.headline(run)
    assert narrative.headline(run) in texts(page)
    assert [metric.value for metric in page.metric] == [narrative.figure(run, measure) for measure in METRICS]
    assert str(supply_words.supply_sentence(run)) in texts(page)


def test_the_page_opens_on_the_reassurance_force() -> None:
    page = explore()
    assert page.title[0].value == "What would a force of 30,000 tie up?"
    assert "90,000 to 120,000" in texts(page)
    assert narrative.DISCLAIMER in texts(page)


def test_moving_an_input_moves_headline_and_figures() -> None:
    page = explore()
    page.slider(key="troops").set_value(20_000).run()
    assert "60,000 to 80,000" in texts(page)
    assert page.metric[0].value == "60,000–80,000"
    page.slider(key="ratio_high").set_value(4.0).run()
    assert page.metric[0].value == "60,000–100,000"


def test_the_switch_to_months_keeps_the_months_and_back_the_ratio() -> None:
    page = explore()
    page.segmented_control(key="dwell_as").set_value("Months").run()
    assert [page.slider(key=key).value for key in ("dwell_low", "dwell_high")] == [12, 18]
    assert page.metric[0].value == "90,000–120,000"
    page.slider(key="tour").set_value(4.0).run()
    assert page.metric[0].value == "120,000–165,000"
    page.segmented_control(key="dwell_as").set_value("Ratio").run()
    assert [page.slider(key=key).value for key in ("ratio_low", "ratio_high")] == [3, 4.5]
    assert page.metric[0].value == "120,000–165,000"


@pytest.mark.parametrize(
    ("address", "form", "kept"),
    [
        ({"tour": "24"}, "Months", "Dwell in months, high end would be 72"),
        ({"tour": "1", "dwell_as": "Months"}, "Ratio", "Dwell as a ratio, low end would be 12"),
        ({"scenario": "british_norm", "tour": "1", "dwell": "60"}, "Ratio", "Dwell as a ratio would be 60"),
    ],
)
def test_a_switch_that_the_page_has_no_room_for_is_refused_in_words(
    address: dict[str, str], form: str, kept: str
) -> None:
    page = explore(**address)
    before = [metric.value for metric in page.metric]
    page.segmented_control(key="dwell_as").set_value(form).run()
    assert not page.exception
    assert f"The dwell stays as it is. {kept}" in page.warning[0].value
    assert [metric.value for metric in page.metric] == before
    page.run()
    assert not page.warning


def test_exact_numbers_hold_what_a_slider_cannot_show() -> None:
    page = explore(input="Exact numbers", troops="12345")
    assert page.number_input(key="troops").value == 12_345
    assert "Keeping 12,345 troops deployed" in texts(page)
    assert "Allowed: 0 to 200,000 troops" in texts(page)
    page.segmented_control(key="input").set_value("Sliders").run()
    assert page.slider(key="troops").value == 12_345
    assert "Exact value 12,345" in texts(page)


def test_another_scenario_brings_its_own_inputs() -> None:
    page = explore(troops="20000")
    page.selectbox(key="starting_scenario").set_value("three_tier").run()
    assert page.slider(key="units_high").value == 5
    assert page.metric[0].value == "36,000–100,000"
    page.segmented_control(key="choice_backstop").set_value("Withdrawn").run()
    assert page.metric[0].value == "not known publicly"


def test_an_address_that_names_another_scenario_later_is_followed() -> None:
    page = explore(troops="20000", tour="4")
    page.query_params["scenario"] = "dannatt"
    page.run()
    assert "Keeping 20,000 troops deployed on four-month tours" in texts(page)
    assert "10,000 British troops" in texts(page)


def test_reset_returns_to_the_start() -> None:
    page = explore(troops="20000", tour="4")
    assert page.metric[0].value == "60,000–80,000"
    reset = next(button for button in page.button if button.label == "Reset")
    reset.click().run()
    assert page.metric[0].value == "90,000–120,000"
    assert "Nothing has been changed" in texts(page)


def test_a_refused_input_says_why_and_keeps_the_rest() -> None:
    page = explore(overlap="6")
    (error,) = page.error
    assert "an overlap of 6 months is not shorter than the tour of 6; shorten the overlap" in error.value
    page.slider(key="overlap").set_value(1.0).run()
    assert not page.error


def test_a_range_upside_down_says_why() -> None:
    page = explore(ratio_low="4")
    assert "the range is upside down: 4, 3.5, 3; write low first" in page.error[0].value


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ({"troops": "999999"}, "'troops=999999' is not used; allowed: 0 to 200,000 troops."),
        ({"troops": "abc"}, "'troops=abc' is not used; allowed: 0 to 200,000 troops."),
        ({"nope": "1"}, "'nope' is not used; this scenario has: troops, tour, ratio_low"),
        ({"scenario": "danatt"}, "'scenario=danatt' is not used; allowed: british_norm,"),
        ({"dwell_as": "Years"}, "'dwell_as=Years' is not used; allowed: Ratio, Months."),
        ({"v": "00000000"}, "This link was made with other evidence"),
        ({"dwell_low": "24"}, "'dwell_low' is not used: the dwell is given as ratio in this link."),
    ],
)
def test_what_of_an_address_is_not_used_is_said_and_the_rest_stands(address: dict[str, str], message: str) -> None:
    page = explore(**address)
    assert any(warning.value.startswith(message) for warning in page.warning)
    assert page.metric[0].value == "90,000–120,000"


def test_a_part_of_a_soldier_in_an_address_is_left_off_and_said_so() -> None:
    page = explore(troops="12345.7")
    assert page.warning[0].value == "'troops=12345.7' is taken as 12,345: whole numbers alone."
    assert "Keeping 12,345 troops" in texts(page)


def test_hostile_addresses_do_no_harm() -> None:
    page = explore(troops="<script>alert(1)</script>" * 100, **{"x" * 2_000: "y"})
    assert all(len(warning.value) < 300 for warning in page.warning)


def test_no_force_ties_up_nothing() -> None:
    page = explore(scenario="dannatt", troops="0")
    assert "No force is deployed, so nothing is tied up." in texts(page)
    assert page.metric[0].value == "0"


def test_the_same_inputs_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    real = cache.run_model

    def counted(scenario: model.Scenario) -> model.Results:
        calls.append(scenario.name)
        return real(scenario)

    monkeypatch.setattr(cache, "run_model", counted)
    page = explore(troops="54321")
    assert calls == ["reassurance_force"]
    page.run()
    page.slider(key="troops").set_value(54_500).run()
    page.slider(key="troops").set_value(54_321).run()
    assert calls == ["reassurance_force"] * 2


def sources(**address: str) -> AppTest:
    def draw() -> None:
        from model.ui import sources  # noqa: PLC0415  (the tester runs this body alone)

        sources.page()

    page = AppTest.from_function(draw, default_timeout=TIMEOUT)
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def test_sources_show_claims_and_assumptions_apart() -> None:
    page = sources()
    claims = page.dataframe[0].value
    assert len(claims) == len(model.load("dannatt").register.claims)
    assert [each.value for each in page.header] == ["Claims", "Assumptions"]
    assert "they serve at home" in page.table[0].value.to_string()


def test_sources_show_the_claim_that_was_asked_for() -> None:
    page = sources(claim="dannatt.dwell_ratio")
    assert page.header[0].value == "dannatt.dwell_ratio"
    assert "dannatt.tied_up, dannatt.deployed" in page.table[0].value.to_string()
    assert sources(claim="nobody.nothing").warning[0].value == "The claim in this link is not in the register."


def test_sources_can_be_searched() -> None:
    page = sources()
    page.text_input(key="find").set_value("Dannatt rotation").run()
    found = page.dataframe[0].value
    assert 0 < len(found) < 20
    assert found["Claim"].str.startswith("dannatt").any()
    page.multiselect[0].set_value([]).run()
    assert page.dataframe[0].value.empty


def contributors(**address: str) -> AppTest:
    def draw() -> None:
        from model.ui import contributors  # noqa: PLC0415  (the tester runs this body alone)

        contributors.page()

    page = AppTest.from_function(draw, default_timeout=TIMEOUT)
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize("name", shipped_scenarios())
def test_contributors_shows_every_scenario_with_its_nations(name: str) -> None:
    page = contributors(scenario=name)
    (run,) = model.run(model.load(name)).runs
    assert page.header[0].value == supply_words.supply_sentence(run)
    assert "0 changes" in texts(page)
    table = page.table[-1].value
    assert run.outcomes.supply is not None
    assert len(table) == len(run.outcomes.supply.names)


def test_a_nation_taken_in_counts_and_one_taken_out_does_not() -> None:
    page = contributors()
    who = page.multiselect(key="choice_who")
    assert who.value == ["france", "united_kingdom"]
    who.set_value(["france", "poland"]).run()
    assert "2 changes" in texts(page)
    table = page.table[-1].value
    assert table.loc[["France", "Poland", "United Kingdom"], "In"].tolist() == ["in", "in", "out"]
    who = page.multiselect(key="choice_who")
    who.set_value([]).run()
    assert "so nothing could be kept up" in page.header[0].value
    assert "No nation counts here." in texts(page)


def test_rule_share_and_chances_move_the_answer_and_reset_takes_them_back() -> None:
    page = contributors(scenario="willing_september_2025")
    first = page.header[0].value
    page.slider(key="choice_share").set_value(0.5).run()
    assert page.header[0].value != first
    page.segmented_control(key="choice_rule").set_value("offers").run()
    page.segmented_control(key="choice_chances").set_value("With chances").run()
    assert "nobody has measured them" in texts(page)
    assert "of 100 cases" in texts(page)
    page.slider(key="choice_p_offered").set_value(0.2).run()
    next(button for button in page.button if button.label == "Reset").click().run()
    assert page.header[0].value == first
    assert page.slider(key="choice_share").value == 0.4


def test_the_case_shown_can_be_switched() -> None:
    page = contributors(scenario="dannatt")
    high = page.table[-1].value.loc["United Kingdom", "Carries"]
    page.segmented_control(key="case_if 3×_if 4×").set_value("if 3×").run()
    assert (high, page.table[-1].value.loc["United Kingdom", "Carries"]) == ("7,500", "10,000")


def test_a_full_link_of_the_coalition_opens_as_it_was() -> None:
    page = contributors(who="france,poland", share="0.3", chances="With chances", p_refused="0.5", rule="by_priority")
    assert page.multiselect(key="choice_who").value == ["france", "poland"]
    assert page.slider(key="choice_share").value == 0.3
    assert page.slider(key="choice_p_refused").value == 0.5
    assert not page.warning


def test_a_choice_that_is_not_there_is_said() -> None:
    page = contributors(who="atlantis", share="7")
    assert [warning.value.split(" is not used")[0] for warning in page.warning] == ["'who=atlantis'", "'share=7'"]
    assert page.multiselect(key="choice_who").value == ["france", "united_kingdom"]


def test_the_switch_of_the_backstop_is_there_where_something_hangs_on_it() -> None:
    page = contributors(scenario="three_tier")
    page.segmented_control(key="choice_backstop").set_value("Withdrawn").run()
    assert "the size of the force is not known publicly" in page.header[0].value
    assert not [each for each in contributors().segmented_control if each.key == "choice_backstop"]


def test_what_is_refused_on_explore_is_told_on_contributors_too() -> None:
    page = contributors(overlap="6")
    assert "is not shorter than the tour of 6" in page.error[0].value
    assert "Overlap" in texts(page)


def test_a_scenario_without_a_coalition_or_without_a_common_share_has_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
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
    page = contributors(scenario="own")
    assert not [each for each in page.slider if each.key == "choice_share"]
    assert page.header[0].value.startswith("The nations counted could keep up about 1,500 troops")
    cache._run.clear()  # noqa: SLF001
