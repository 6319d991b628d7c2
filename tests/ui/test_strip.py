"""The control strip without a browser: what it says, what each control does, what it refuses."""

import pytest
from controls import is_drawn, labels, move, press, shown_of, strip_page, widget
from pages import html_of, words_of
from streamlit.testing.v1 import AppTest

from model.engine import run as engine_run
from model.engine.cases import Cases
from model.engine.outcomes import Outcomes
from model.files.scenarios import load_text, shipped_scenarios
from model.ui.session import links, own, state
from model.ui.session.shown import Shown

SIZE, TOUR = "force.reassurance_force.strength.troops", "rotation.tour_months"
RATIO, MONTHS = "rotation.dwell_ratio", "rotation.dwell_months"


def said(page: AppTest) -> str:
    """The sentence on the last change."""
    return next(part for part in html_of(page).split("\n") if part.startswith("You ") or part == "")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "reassurance_force",
            ["Reassurance force, Feb 2025", "30,000 troops", "six-month tours", "2 or 3 at home per 1 away",
             "France and the UK"],
        ),
        ("three_tier", ["Three tiers, Aug 2025", "4 to 5 brigades of 3,000 to 10,000"]),
        ("demarcation_line", ["Demarcation line, March 2025", "1,100 to 1,300 km with 4.44 to 84.6 per km"]),
        (
            "german_norm",
            ["30,000 by the German rule, Feb 2025", "30,000 troops", "four-month tours", "20 months at home"],
        ),
        ("multinational_force_ukraine", ["Multinational Force Ukraine, Dec 2025", "size not known"]),
        ("dannatt", ["Lord Dannatt's 10,000, Feb 2025", "10,000 troops", "six-month tours", "2 or 3 at home per 1 away",
                     "the UK"]),
    ],
)  # fmt: skip
def test_the_labels_read_as_a_sentence(name: str, sentence: list[str]) -> None:
    page = strip_page(scenario=name)
    assert labels(page)[: len(sentence)] == sentence
    assert "All assumptions" in labels(page)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_plan_has_its_strip(name: str) -> None:
    page = strip_page(scenario=name)
    assert shown_of(page).changes == {}
    assert len(labels(page)) == 7
    assert not is_drawn(page, "undo")


def test_a_plan_is_chosen_by_its_title() -> None:
    page = strip_page(tour="4")
    assert 'data-page="scenarios" data-query="">Open a file of your own, on Compare</a>' in html_of(page)
    plans = widget(page, "plan_reassurance_force").options
    assert plans[0] == "10,000 British troops by the army's own rule, Feb 2025"
    move(page, "plan_reassurance_force", "three_tier")
    assert labels(page)[:2] == ["Three tiers, Aug 2025", "4 to 5 brigades of 3,000 to 10,000"]
    assert page.query_params["scenario"] in ("three_tier", ["three_tier"])
    assert shown_of(page).changes == {}
    press(page, "undo")
    assert labels(page)[2] == "four-month tours"


@pytest.mark.parametrize(("whose", "number"), [("size_by", "troops"), ("tour_by", "tour")])
def test_who_chooses_a_number_of_his_own_types_it(whose: str, number: str) -> None:
    page = strip_page()
    assert not is_drawn(page, f"box_{number}")
    move(page, whose, "own")
    assert is_drawn(page, f"box_{number}")
    assert not is_drawn(page, number)


def test_a_slider_makes_the_size_the_readers_own_and_a_published_size_brings_its_source_back() -> None:
    page = strip_page()
    move(page, "troops", 20_000)
    assert widget(page, "size_by").value == "own"
    assert shown_of(page).changes == {SIZE: 20_000}
    assert "You set the force to 20,000 troops" in html_of(page)
    move(page, "size_by", "times.troops_2025_04")
    assert widget(page, "troops").value == 64_000
    assert labels(page)[1] == "64,000 troops"
    assert shown_of(page).changes[SIZE]["claim"] == "times.troops_2025_04"
    move(page, "size_by", "rfe_rl.ground_force")
    assert labels(page)[1] == "25,000 to 30,000 troops"
    assert "Now 25,000 to 30,000; a number set here takes the place of both ends." in words_of(page)
    assert 'data-claim="rfe_rl.ground_force"' in html_of(page)
    move(page, "size_by", "times.troops")
    assert shown_of(page).changes == {}


def test_every_published_rule_of_rest_can_be_chosen_and_ones_own() -> None:
    page = strip_page()
    assert len(widget(page, "rest_by").options) == 8
    assert not is_drawn(page, "ratio_low")
    move(page, "rest_by", "germany_norm")
    assert labels(page)[2:4] == ["four-month tours", "20 months at home"]
    assert widget(page, "tour_by").value == "germany_norm.tour_months"
    assert shown_of(page).changes[MONTHS]["claim"] == "germany_norm.dwell_months"
    move(page, "rest_by", "nato_2004")
    assert labels(page)[2:4] == ["six-month tours", "4 at home per 1 away"]
    move(page, "rest_by", "own")
    assert [widget(page, key).value for key in ("ratio_low", "ratio_high")] == [4, 4]
    move(page, "ratio_low", 3.0)
    assert shown_of(page).changes == {RATIO: {"low": 3, "high": 4}}
    assert labels(page)[3] == "3 or 4 at home per 1 away"


def test_the_switch_to_months_keeps_the_months_and_back_the_ratio() -> None:
    page = strip_page(rest_by="own")
    move(page, "dwell_as", "Months")
    assert [widget(page, key).value for key in ("dwell_low", "dwell_high")] == [12, 18]
    move(page, "tour", 4.0)
    assert shown_of(page).changes[MONTHS] == {"low": 12, "high": 18}
    move(page, "dwell_as", "Ratio")
    assert [widget(page, key).value for key in ("ratio_low", "ratio_high")] == [3, 4.5]


@pytest.mark.parametrize(
    ("address", "form", "words"),
    [
        ({"tour": "24", "rest_by": "own"}, "Months", "Months at home between tours would be 72"),
        ({"tour": "1", "dwell_as": "Months"}, "Ratio", "Months at home for each month away would be 12"),
    ],
)
def test_a_switch_that_the_page_has_no_room_for_is_refused_in_words(
    address: dict[str, str], form: str, words: str
) -> None:
    page = strip_page(**address)
    before = shown_of(page)
    move(page, "dwell_as", form)
    assert f"The rest stays as it is. {words}" in page.warning[0].value
    assert shown_of(page) == before
    assert widget(page, "dwell_as").value != form
    page.run()
    assert not page.warning


def test_nations_that_ruled_troops_out_are_named_in_the_list_and_below_the_strip() -> None:
    page = strip_page()
    nations = widget(page, "who")
    assert "Poland (ruled out)" in nations.options
    assert "ruled out sending troops" not in html_of(page)
    move(page, "who", ["france", "poland", "united_kingdom"])
    assert labels(page)[4] == "France, Poland and the UK"
    assert "Poland had ruled out sending troops" in words_of(page)
    assert "Donald Tusk, Prime Minister of Poland, Feb 2025" in html_of(page)
    assert "You have added it anyway" in words_of(page)
    assert "You added Poland: " in html_of(page)
    assert "Positions and offers as of 20 Feb 2025." in words_of(page)


def test_the_backstop_is_asked_where_something_depends_on_it() -> None:
    page = strip_page()
    move(page, "backstop", "Withdrawn")
    assert shown_of(page).changes == {"us_backstop.provided": False}
    alone = strip_page(scenario="demarcation_line")
    assert not is_drawn(alone, "backstop")
    assert "Nothing in this plan depends on a US backstop." in words_of(alone)


def test_a_plan_without_a_coalition_has_no_nations_to_choose() -> None:
    text = (
        b"force: {a: {strength: {troops: 5}}, b: {strength: {troops: 9}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
    )
    page = with_file(text)
    assert not is_drawn(page, "who")
    assert labels(page)[:2] == ["mine", "5 troops and one more part"]
    assert [widget(page, key).label for key in ("troops", "b.troops")] == ["A: troops", "B: troops"]
    move(page, "b.troops", 20_000)
    assert shown_of(page).changes == {"force.b.strength.troops": 20_000}


def test_a_force_of_others_alone_has_no_size_to_set() -> None:
    text = b"force: {a: {strength: {troops: 5}, provider: neutral}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
    page = with_file(text)
    assert "The coalition provides no part of this force." in words_of(page)


def with_file(text: bytes, **address: str) -> AppTest:
    """The page at a reader's own file."""
    page = strip_page()
    page.session_state[own.TAKEN] = {"mine": load_text(text, "mine.yaml")}
    page.query_params.clear()
    for key, value in {"scenario": "mine", **address}.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def test_a_size_that_nobody_has_published_is_chosen_among_named_ones() -> None:
    page = strip_page(scenario="multinational_force_ukraine")
    assert "Nobody has published how big this force would be." in words_of(page)
    move(page, "size_of_variant", "times.troops_2026_01")
    assert shown_of(page).start.name == "mnf_ground_force"
    assert labels(page)[:2] == ["Multinational Force, on the ground, Dec 2025", "15,000 troops"]


def test_a_file_of_unknown_size_takes_a_number_or_a_named_size() -> None:
    text = b"force: {a: {strength: unknown}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
    page = with_file(text)
    assert labels(page)[1] == "size not known"
    move(page, "box_troops", "5000")
    assert labels(page)[1] == "5,000 troops"
    move(page, "size_by", "gady.troops")
    assert labels(page)[1] == "40,000 troops"
    move(page, "size_by", "unknown")
    assert labels(page)[1] == "size not known"
    assert shown_of(page).changes == {}


def test_chances_stand_under_all_assumptions_once_they_are_wanted() -> None:
    page = strip_page()
    assert not is_drawn(page, "p_open")
    move(page, "chances", "With chances")
    move(page, "p_open", 0.5)
    assert shown_of(page).changes["coalition.probability_by_position.open"] == 0.5
    assert labels(page)[4] == "two nations for certain, others by chance"


def test_a_share_that_is_a_range_shows_its_ends_and_not_their_middle_as_exact() -> None:
    page = strip_page()
    words = words_of(page)
    assert "Now 30% to 77%; a number set here takes the place of both ends." in words
    assert "Exact value" not in words
    move(page, "share", 0.5)
    assert "Now 30%" not in words_of(page)


def test_the_shared_share_says_whom_it_does_not_move() -> None:
    assert "France and Italy have shares of their own, which this does not move." in words_of(strip_page())


def test_the_months_begin_as_chosen_above_them_or_under_all_assumptions() -> None:
    page = strip_page()
    move(page, "starts", "Rested")
    assert widget(page, "more_starts").value == "Rested"
    assert shown_of(page).changes == {"schedule.start": "rested"}
    move(page, "more_starts", "Staggered")
    assert widget(page, "starts").value == "Staggered"


def test_t_07_exact_numbers_hold_what_a_slider_cannot_show() -> None:
    page = strip_page(input="Exact numbers", troops="12345")
    assert widget(page, "box_troops").value == "12345"
    assert labels(page)[1] == "12,345 troops"
    assert "Allowed: 0 to 200,000 troops" in words_of(page)
    assert "Allowed: 0 to 1 (0.4 is 40%)" in words_of(page)
    move(page, "input", "Sliders")
    assert widget(page, "troops").value == 12_345
    assert "Exact value 12,345" in words_of(page)
    assert "input" not in page.query_params


def test_t_08_t_53_a_typed_number_is_read_as_meant_or_refused_in_words_and_the_last_one_stays() -> None:
    page = strip_page(input="Exact numbers", rest_by="own")
    move(page, "box_tour", "1,5")
    assert [error.value for error in page.error] == ["Tour in months: '1,5' has a comma: write 1.5. It stays at 6."]
    assert widget(page, "box_tour").value == "1,5"
    assert shown_of(page).changes == {}
    for text, tour in (("1.5", 1.5), ("20.000", 20), ("\u00a07 ", 7), ("1e1", 10)):
        move(page, "box_tour", text)
        assert shown_of(page).changes[TOUR] == tour
        assert not page.error
    for text in ("30,000 troops", "20.000", "20 000", "999999", "abc", ""):
        move(page, "box_troops", text)
        assert SIZE not in shown_of(page).changes
        assert len(page.error) == 1
    move(page, "box_ratio_high", "4")
    assert len(page.error) == 1
    press(page, "start_over")
    assert [widget(page, f"box_{key}").value for key in ("troops", "tour")] == ["30000", "6"]
    assert not page.error


def test_the_number_of_the_plan_typed_again_is_no_change() -> None:
    page = strip_page(input="Exact numbers")
    for text in ("7", "6.0"):
        move(page, "box_tour", text)
    assert shown_of(page).changes == {}


@pytest.mark.parametrize(
    ("troops", "tour"), [("19500.5", "6"), ("250000", "6"), ("20000", "30"), ("20000", "4.333333333333333")]
)
def test_numbers_of_a_file_between_the_steps_of_a_slider_or_beyond_its_ends_are_no_change(
    troops: str, tour: str
) -> None:
    text = f"force: {{f: {{strength: {{troops: {troops}}}}}}}\nrotation: {{tour_months: {tour}, dwell_ratio: 2}}\n"
    page = with_file(text.encode(), input="Exact numbers")
    assert shown_of(page).changes == {}
    assert [widget(page, f"box_{key}").value for key in ("troops", "tour")] == [troops, tour]
    for typed in ("7", tour):
        move(page, "box_tour", typed)
    assert not page.error
    assert shown_of(page).changes == {}


def test_on_a_phone_numbers_are_typed_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "default_style", lambda: links.EXACT)
    page = strip_page(troops="20000")
    assert widget(page, "box_troops").value == "20000"
    assert "input" not in page.query_params
    move(page, "input", "Sliders")
    assert page.query_params["input"] in ("Sliders", ["Sliders"])


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ({"troops": "999999"}, "'troops=999999' is not used; allowed: 0 to 200,000 troops."),
        ({"troops": "inf"}, "'troops=inf' is not used; allowed: 0 to 200,000 troops."),
        ({"nope": "1"}, "'nope' is not used; this scenario has: "),
        ({"scenario": "danatt"}, "'scenario=danatt' is not used; allowed: british"),
    ],
)
def test_t_09_a_bad_link_is_named_and_the_rest_stands(address: dict[str, str], message: str) -> None:
    page = strip_page(tour="4", **address)
    assert [warning.value for warning in page.warning if warning.value.replace("\\", "").startswith(message)]
    assert shown_of(page).changes == {TOUR: 4}
    press(page, "start_over")
    assert not page.warning


def test_a_refused_value_says_why_and_keeps_the_rest() -> None:
    page = strip_page(overlap="6")
    (error,) = page.error
    assert error.value.startswith("Handover: a handover of 6 months is not shorter than the tour of 6; shorten the")
    assert "1 change" in labels(page)
    move(page, "overlap", 1.0)
    assert not page.error
    assert shown_of(page).changes == {"rotation.overlap_months": 1}


def test_a_range_upside_down_says_why_and_the_page_goes_on() -> None:
    page = strip_page(ratio_low="4")
    assert "the range is upside down: 4, 3; write low first" in page.error[0].value
    assert labels(page)[3] == "4 to 3 at home per 1 away"
    assert "Months at home for each month away" in words_of(page)
    move(page, "ratio_high", 5.0)
    assert not page.error
    assert "The inputs fit together again: it would tie up 150,000 to 180,000." in html_of(page)


def test_what_the_readers_own_figures_call_for_stands_below_the_strip() -> None:
    page = strip_page(troops="200000", support="0.5")
    (warning,) = page.warning
    assert "300,000 troops are more than any force proposed in our sources" in warning.value
    assert not strip_page().warning


def test_three_questions_stand_on_a_first_visit_until_the_first_change() -> None:
    page = strip_page()
    assert [button.label for button in page.button] == [
        "What would the British Army's own rule mean?", "What if Poland joined?", "What if tours were four months?",
    ]  # fmt: skip
    press(page, "starter_1")
    assert shown_of(page).values["who"] == "france,poland,united_kingdom"
    assert not is_drawn(page, "starter_0")
    press(page, "undo")
    assert is_drawn(page, "starter_0")
    press(page, "starter_0")
    assert labels(page)[3] == "24 months at home"
    press(page, "start_over")
    press(page, "starter_2")
    assert labels(page)[2] == "four-month tours"
    assert not is_drawn(strip_page(scenario="dannatt"), "starter_0")


def test_t_41_moving_one_input_is_worked_out_once_and_the_same_inputs_not_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[str] = []
    real = engine_run.evaluate

    def counted(cases: Cases) -> Outcomes:
        calls.append(cases.scenario.name)
        return real(cases)

    monkeypatch.setattr(engine_run, "evaluate", counted)
    page = strip_page(scenario="chiefs_64000")
    calls.clear()
    move(page, "troops", 54_321)
    assert calls == ["chiefs_64000"]
    page.run()
    move(page, "input", "Exact numbers")
    assert calls == ["chiefs_64000"]
    move(page, "box_troops", "54500")
    move(page, "box_troops", "54321")
    assert calls == ["chiefs_64000"] * 2


def test_a_change_works_its_consequences_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[Shown] = []
    real = Shown.__init__

    def counted(self: Shown, *args: object, **kwargs: object) -> None:
        replaced.append(self)
        real(self, *args, **kwargs)  # type: ignore[arg-type]

    page = strip_page()
    monkeypatch.setattr(Shown, "__init__", counted)
    move(page, "troops", 21_000)
    assert len([one for one in replaced if one.values["troops"] == 21_000]) == 1
