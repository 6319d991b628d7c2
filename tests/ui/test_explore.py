"""Explore without a browser: what it shows, for every shipped scenario, and what it does with a bad address."""

import json
import re
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import pytest
from pages import PAGES, page_of
from streamlit.testing.v1 import AppTest

import model
from model.cli import app
from model.engine import run as engine_run
from model.engine.cases import Cases
from model.engine.outcomes import Outcomes
from model.files.scenarios import load_text, shipped_scenarios
from model.present.tables import months as months_tables
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.present.words import months as months_words
from model.ui.pages.explore import METRICS
from model.ui.session import choices as session_choices
from model.ui.session import inputs, own
from model.ui.shell import cited, sidebar

Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]


@pytest.fixture
def explore(open_page: Open) -> Open:
    return partial(open_page, "explore")


def measures(page: AppTest) -> list[dict[str, Any]]:
    return records(page.dataframe[0].value)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict(orient="records")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_page_command_and_library_give_the_same_numbers(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, explore: Open, texts: Read
) -> None:
    page = explore(scenario=name)
    results = model.run(model.load(name))
    library = records(results.measures)
    monkeypatch.setattr(sys, "argv", ["roulement", "run", name, "--format", "json"])
    with pytest.raises(SystemExit) as ended:
        app.main()
    assert not ended.value.code
    (command,) = json.loads(capsys.readouterr().out)
    assert [{"scenario": name, **row} for row in command["measures"]] == library == measures(page)
    (run,) = results.runs
    assert command["headline"] == force_words.headline(run)
    assert force_words.headline(run) in texts(page)
    assert [metric.value for metric in page.metric] == [force_words.figure(run, measure) for measure in METRICS]
    assert str(coalition_words.supply_sentence(run)) in texts(page)


def test_the_page_opens_on_the_reassurance_force(explore: Open, texts: Read) -> None:
    page = explore()
    assert page.title[0].value == "What would a force of 30,000 tie up?"
    assert "90,000 to 120,000" in texts(page)
    assert force_words.DISCLAIMER in texts(page)


def test_t_03_moving_an_input_moves_headline_and_figures(explore: Open, texts: Read) -> None:
    page = explore()
    page.slider(key="troops").set_value(20_000).run()
    assert "60,000 to 80,000" in texts(page)
    assert page.metric[0].value == "60,000–80,000"
    page.slider(key="ratio_high").set_value(4.0).run()
    assert page.metric[0].value == "60,000–100,000"


def test_the_switch_to_months_keeps_the_months_and_back_the_ratio(explore: Open) -> None:
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
        ({"tour": "24"}, "Months", "Months at home between tours, high end would be 72"),
        ({"tour": "1", "dwell_as": "Months"}, "Ratio", "Months at home for each month away, low end would be 12"),
        (
            {"scenario": "british_norm", "tour": "1", "dwell": "60"},
            "Ratio",
            "Months at home for each month away would be 60",
        ),
    ],
)
def test_a_switch_that_the_page_has_no_room_for_is_refused_in_words(
    address: dict[str, str], form: str, kept: str, explore: Open
) -> None:
    page = explore(**address)
    before = [metric.value for metric in page.metric]
    page.segmented_control(key="dwell_as").set_value(form).run()
    assert not page.exception
    assert f"The dwell stays as it is. {kept}" in page.warning[0].value
    assert [metric.value for metric in page.metric] == before
    page.run()
    assert not [warning for warning in page.warning if "The dwell stays" in warning.value]


def test_t_07_exact_numbers_hold_what_a_slider_cannot_show(explore: Open, texts: Read) -> None:
    page = explore(input="Exact numbers", troops="12345")
    assert page.text_input(key="box_troops").value == "12345"
    assert "Keeping 12,345 troops deployed" in texts(page)
    assert "Allowed: 0 to 200,000 troops" in texts(page)
    page.segmented_control(key="input").set_value("Sliders").run()
    assert page.slider(key="troops").value == 12_345
    assert "Exact value 12,345" in texts(page)


def test_t_53_a_typed_number_is_read_as_meant_or_refused_in_words_and_the_last_one_stays(
    explore: Open, texts: Read
) -> None:
    page = explore(input="Exact numbers")
    page.text_input(key="box_tour").set_value("1,5").run()
    assert [error.value for error in page.error] == ["Tour: '1,5' has a comma: write 1.5. It stays at 6."]
    assert page.text_input(key="box_tour").value == "1,5"
    assert "0 changes" in texts(page)
    for text, tour in (("1.5", "1.5-month"), ("20.000", "20-month"), ("\u00a07 ", "seven-month")):
        page.text_input(key="box_tour").set_value(text).run()
        assert f"troops deployed on {tour} tours" in texts(page)
        assert not page.error
    page.text_input(key="box_troops").set_value("30,000 troops").run()
    page.text_input(key="box_ratio_high").set_value("4").run()
    assert "Keeping 30,000 troops" in texts(page)
    assert "2 changes" in texts(page)
    assert len(page.error) == 1
    next(button for button in page.button if button.label == "Reset").click().run()
    boxes = ("troops", "tour", "ratio_low", "ratio_high")
    assert [page.text_input(key=f"box_{key}").value for key in boxes] == ["30000", "6", "2", "3"]
    assert not page.error


def test_the_number_of_the_file_typed_again_is_no_change(explore: Open, texts: Read) -> None:
    page = explore(input="Exact numbers")
    for text in ("7", "6.0"):
        page.text_input(key="box_tour").set_value(text).run()
    assert "0 changes" in texts(page)


def test_a_typed_number_holds_although_the_browser_sends_an_older_slider(explore: Open, texts: Read) -> None:
    page = explore(input="Exact numbers")
    page.text_input(key="box_troops").set_value("20000").run()
    page.slider(key="troops").set_value(30_000)
    page.text_input(key="box_tour").set_value("5").run()
    assert "Keeping 20,000 troops deployed on five-month tours" in texts(page)
    assert page.slider(key="troops").value == 20_000
    page.segmented_control(key="dwell_as").set_value("Months").run()
    assert [page.text_input(key=f"box_{key}").value for key in ("dwell_low", "dwell_high")] == ["10", "15"]


def test_a_slider_that_was_moved_just_before_the_switch_to_exact_numbers_counts(explore: Open, texts: Read) -> None:
    page = explore()
    page.slider(key="troops").set_value(20_000)
    page.segmented_control(key="input").set_value("Exact numbers").run()
    assert "Keeping 20,000 troops" in texts(page)
    assert page.text_input(key="box_troops").value == "20000"


@pytest.mark.parametrize(
    ("troops", "tour"), [("19500.5", "6"), ("250000", "6"), ("20000", "30"), ("20000", "4.333333333333333")]
)
def test_numbers_of_a_file_between_the_steps_of_a_slider_or_beyond_its_ends_are_no_change(
    troops: str, tour: str, texts: Read
) -> None:
    page = page_of("explore")
    text = f"force: {{f: {{strength: {{troops: {troops}}}}}}}\nrotation: {{tour_months: {tour}, dwell_ratio: 2}}\n"
    page.session_state[own.TAKEN] = {"mine": load_text(text.encode(), "mine.yaml")}
    page.query_params["scenario"], page.query_params["input"] = "mine", "Exact numbers"
    page.run()
    assert not page.exception
    assert "0 changes" in texts(page)
    assert [page.text_input(key=f"box_{key}").value for key in ("troops", "tour")] == [troops, tour]
    for typed in ("7", tour):
        page.text_input(key="box_tour").set_value(typed).run()
    assert not page.error
    assert "0 changes" in texts(page)


def test_what_an_input_cannot_take_never_reaches_its_widget(explore: Open, texts: Read) -> None:
    page = explore(input="Exact numbers", troops="inf", tour="7")
    assert [page.text_input(key=f"box_{key}").value for key in ("troops", "tour")] == ["30000", "7"]
    assert "'troops=inf' is not used; allowed: 0 to 200,000 troops." in texts(page)
    page.query_params["troops"] = "1e999"  # Back leads to such an address once more
    page.run()
    assert not page.exception
    assert [page.text_input(key=f"box_{key}").value for key in ("troops", "tour")] == ["30000", "7"]
    assert "Keeping 30,000 troops deployed on seven-month tours" in texts(page)


def test_another_scenario_brings_its_own_inputs(explore: Open) -> None:
    page = explore(troops="20000")
    page.selectbox(key="starting_scenario").set_value("three_tier").run()
    assert page.slider(key="units_high").value == 5
    assert page.metric[0].value == "36,000–200,000"
    page.segmented_control(key="choice_backstop").set_value("Withdrawn").run()
    assert page.metric[0].value == "not known publicly"


def test_an_address_that_names_another_scenario_later_is_followed(explore: Open, texts: Read) -> None:
    page = explore(troops="20000", tour="4")
    page.query_params["scenario"] = "dannatt"
    page.run()
    assert "Keeping 20,000 troops deployed on four-month tours" in texts(page)
    assert "10,000 British troops" in texts(page)


@pytest.mark.parametrize(
    ("address", "preset", "changed"),
    [
        ({"troops": "20000"}, "dannatt", 5),
        ({"scenario": "chiefs_64000", "troops": "20000", "tour": "4", "rule": "offers"}, "", 6),
    ],
)
def test_t_14_reset_brings_every_value_and_choice_back_to_the_start_a_preset_or_a_link(
    address: dict[str, str], preset: str, changed: int, explore: Open, texts: Read
) -> None:
    page, name = explore(**address), preset or address["scenario"]
    if preset:
        page.selectbox(key="starting_scenario").set_value(preset).run()
    untouched = explore(scenario=name)
    for key, value in (("troops", 12_000), ("tour", 5.0), ("ratio_high", 4.5)):
        page.slider(key=key).set_value(value).run()
    page.segmented_control(key="choice_starts").set_value("Rested").run()
    page.multiselect(key="choice_who").set_value([]).run()
    assert f"{changed} changes" in texts(page)
    next(button for button in page.button if button.label == "Reset").click().run()
    assert not page.exception
    start = model.load(name)
    assert "0 changes" in texts(page)
    assert "Nothing has been changed" in texts(page)
    assert page.session_state["start_name"] == name
    assert page.session_state["chosen"] == inputs.starts(start)
    assert page.session_state["choices"] == session_choices.starts(start)
    assert drawn(page) == drawn(untouched)
    assert [metric.value for metric in page.metric] == [metric.value for metric in untouched.metric]
    assert not any(metric.delta for metric in page.metric)
    assert page.header[0].value == untouched.header[0].value


def drawn(page: AppTest) -> dict[str, object]:
    """What every input and choice beside the page stands at, by its key."""
    kinds = ("selectbox", "slider", "segmented_control", "multiselect")
    return {widget.key: widget.value for kind in kinds for widget in page.sidebar.get(kind)}


def test_a_refused_input_says_why_and_keeps_the_rest(explore: Open) -> None:
    page = explore(overlap="6")
    (error,) = page.error
    assert "a handover of 6 months is not shorter than the tour of 6; shorten the handover" in error.value
    page.slider(key="overlap").set_value(1.0).run()
    assert not page.error


def test_a_range_upside_down_says_why(explore: Open) -> None:
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
def test_what_of_an_address_is_not_used_is_said_and_the_rest_stands(
    address: dict[str, str], message: str, explore: Open
) -> None:
    page = explore(**address)
    assert any(warning.value.startswith(message) for warning in page.warning)
    assert page.metric[0].value == "90,000–120,000"


def test_a_part_of_a_soldier_in_an_address_is_left_off_and_said_so(explore: Open, texts: Read) -> None:
    page = explore(troops="12345.7")
    assert page.warning[0].value == "'troops=12345.7' is taken as 12,345: whole numbers alone."
    assert "Keeping 12,345 troops" in texts(page)


HOSTILE = "<script>alert(1)</script>[x](http://evil.test)![i](http://evil.test/i.png)<img src=x onerror=alert(1)>"
READ_AS_MARKUP = re.compile(r"(?<!\\)<\s*(script|img)|(?<!\\)\](\(|\[)[^/]|(?<!\\)!\[", re.IGNORECASE)


@pytest.mark.parametrize("name", PAGES)
def test_t_43_hostile_addresses_are_shown_escaped_on_every_page(name: str, open_page: Open, texts: Read) -> None:
    address: dict[str, Any] = {
        "tour": "9" * 2_000,
        "troops": HOSTILE,
        "element": (HOSTILE * 40)[:2_000],
        "support": [HOSTILE, HOSTILE],
        "ratio_low": ["2", "2.5"],
        "who": HOSTILE,
        "rule": HOSTILE,
        "dwell_as": HOSTILE,
        "v": HOSTILE,
        HOSTILE: "y",
        "x" * 2_000: "z" * 2_000,
    }
    page = open_page(name, scenario=[HOSTILE, HOSTILE], **address)
    said = [warning.value for warning in page.warning]
    assert len([sentence for sentence in said if "is not used" in sentence]) == 8
    assert (
        len([sentence for sentence in said if "stands 2 times in the link, so none of them is used." in sentence]) == 3
    )
    assert len([sentence for sentence in said if "was made with other evidence" in sentence]) == 1
    assert all(len(sentence) < 2_000 for sentence in said)
    notices = "\n".join(said)
    assert r"\<script\>alert(1)\</script" in notices
    assert not READ_AS_MARKUP.search(re.sub(r"\]\(\./sources\?claim=[\w.]+\)", "", texts(page)))
    assert "Showing: *Reassurance force: 30,000 troops*, 0 changes" in texts(page)


def test_what_markup_is_looked_for_is_seen_and_what_is_escaped_is_not() -> None:
    for text in ("<script>", "< IMG src=x>", "[x](http://evil.test)", "![i](x)"):
        assert READ_AS_MARKUP.search(text)
        assert not READ_AS_MARKUP.search(cited.shown(text))


def test_no_force_ties_up_nothing(explore: Open, texts: Read) -> None:
    page = explore(scenario="dannatt", troops="0")
    assert "No force is deployed, so nothing is tied up." in texts(page)
    assert page.metric[0].value == "0"


def test_t_41_moving_one_input_is_worked_out_once_and_the_same_inputs_not_again(
    monkeypatch: pytest.MonkeyPatch, explore: Open
) -> None:
    calls: list[str] = []
    real = engine_run.evaluate

    def counted(cases: Cases) -> Outcomes:
        calls.append(cases.scenario.name)
        return real(cases)

    monkeypatch.setattr(engine_run, "evaluate", counted)
    page = explore(scenario="chiefs_64000")
    calls.clear()
    page.slider(key="troops").set_value(54_321).run()
    assert calls == ["chiefs_64000"]
    page.run()
    (switch,) = (control for control in page.segmented_control if str(control.key).startswith("case_"))
    switch.set_value("if 3×").run()
    assert calls == ["chiefs_64000"]
    page.slider(key="troops").set_value(54_500).run()
    page.slider(key="troops").set_value(54_321).run()
    assert calls == ["chiefs_64000"] * 2


def test_the_months_follow_the_switch_and_the_start(explore: Open, texts: Read) -> None:
    page = explore(scenario="reassurance_force", starts="Rested", fill_in="Others fill in")
    (run,) = model.run(
        model.load("reassurance_force").replace({"schedule.start": "rested", "schedule.backfill": True})
    ).runs
    assert str(months_words.gap_sentence(run)) in texts(page)
    assert months_words.start_in_words(run) in texts(page)
    (switch,) = (control for control in page.segmented_control if str(control.key).startswith("case_"))
    switch.set_value("if 3×").run()
    frames = [table.value for table in page.table if "Required" in table.value.columns]
    pd.testing.assert_frame_equal(frames[0], months_tables.months_in_words(run, "low"), check_names=False)


def test_a_force_without_units_or_without_a_size_says_so(explore: Open, texts: Read) -> None:
    assert "names no unit that is relieved as a whole" in texts(explore(scenario="dannatt"))
    assert "Troops month by month: not known publicly." in texts(explore(scenario="multinational_force_ukraine"))


def test_the_size_of_a_unit_moves_the_plan(explore: Open, texts: Read) -> None:
    page = explore(scenario="reassurance_force", element="2000")
    assert "In whole brigades of 2,000, 15 at a time." in texts(page)


def test_an_end_of_the_range_without_a_force_has_no_months(explore: Open, texts: Read) -> None:
    page = explore(scenario="willing_september_2025", troops_low="0")
    (switch,) = (control for control in page.segmented_control if str(control.key).startswith("case_"))
    switch.set_value("0 at 3×").run()
    assert not page.exception
    assert "Troops month by month: not known publicly." not in texts(page)
    assert "Troops month by month: nobody is required." in texts(page)


def said(page: AppTest) -> set[str]:
    """What Explore says of the result: no list of inputs, no line on what was changed or on whose the figures are."""
    main = page.main
    kinds = (main.title, main.header, main.markdown, main.caption, main.metric)
    texts = {str(part.value) for kind in kinds for part in kind}
    tables = {table.value.to_string() for table in main.table if "Who said it, or why" not in table.value.columns}
    return {text for text in texts if not text.startswith(("Showing:", "Last change:", ":small["))} | tables


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "part"), [*(("slider", part) for part in range(4)), ("segmented_control", 0), ("multiselect", 0)]
)
def test_t_16_every_input_and_choice_as_drawn_moves_something_said(explore: Open, kind: str, part: int) -> None:
    page = explore(scenario="no_us_backstop_assumed")
    shown_another_way = {"input", "dwell_as"}  # the same numbers as before, by intent
    values = {
        "slider": lambda widget: [widget.min, widget.max],
        "segmented_control": lambda widget: list(widget.options),
        "multiselect": lambda _: [[]],
    }[kind]
    first = said(page)
    keys = [widget.key for widget in page.sidebar.get(kind)]
    tried = keys[part::4] if kind == "slider" else keys
    assert tried
    for key in tried:
        widget = next(widget for widget in page.sidebar.get(kind) if widget.key == key)
        start = widget.value
        for value in values(widget):
            if value != start and key not in shown_another_way:
                next(widget for widget in page.sidebar.get(kind) if widget.key == key).set_value(value).run()
                assert not page.exception
                assert said(page) - first, f"{key} at {value} moves nothing"
        next(widget for widget in page.sidebar.get(kind) if widget.key == key).set_value(start).run()
    assert said(page) == first


def test_what_the_inputs_hold_counts_where_it_was_not_read_before(
    explore: Open, texts: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = explore()
    reads: list[dict[str, float | str]] = []
    real = sidebar._held  # noqa: SLF001  (as if the widgets had taken something up since)

    def late(start: model.Scenario) -> dict[str, float | str]:
        reads.append(inputs.starts(start) if not reads else real(start))
        return reads[-1]

    monkeypatch.setattr(sidebar, "_held", late)
    page.slider(key="troops").set_value(20_000).run()
    assert len(reads) == 2
    assert "Keeping 20,000 troops deployed" in texts(page)
