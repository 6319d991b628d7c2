"""Scenarios without a browser: cards, saved scenarios, the comparison, files out and in, one reader's and another's."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from heavy import coalition
from pages import page_of
from streamlit.testing.v1 import AppTest

import model
from model.files.scenarios import shipped_parents, shipped_scenarios
from model.ui.session import cache, own, state
from model.ui.shell import files

Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]
MINE = b"extends: reassurance_force\nchanges: {title: Mine, rotation.tour_months: 4, rotation.dwell_months: 20}\n"
TABLES = {"measures": 0, "inputs": 1}


@pytest.fixture
def scenarios(open_page: Open) -> Open:
    return partial(open_page, "scenarios")


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def names(page: AppTest) -> list[str]:
    return list(page.table[TABLES["measures"]].value)


def upload(page: AppTest, name: str, content: bytes) -> None:
    page.file_uploader(key=files.UPLOAD).upload(name, content, "application/yaml").run()
    assert not page.exception


def test_every_shipped_scenario_has_a_card_with_its_question_date_and_range(scenarios: Open, texts: Read) -> None:
    page = scenarios()
    shown = texts(page)
    links = [link.proto for link in page.get("page_link")]
    assert {link.query_string for link in links} == {f"scenario={name}" for name in shipped_scenarios()}
    titles = [link.label.strip("*") for link in links]
    proposals = len(shipped_scenarios()) - len(shipped_parents())
    assert titles[:proposals] == sorted(titles[:proposals])
    assert titles[proposals:] == sorted(titles[proposals:])
    for name in shipped_scenarios():
        scenario = model.load(name)
        assert scenario.question in shown
        assert scenario.label in titles
    assert "As of 2025-02-20. Tied up in all: **30,000–40,000**." in shown
    assert "would be 6,450 short." in shown
    assert "Variant of “Three tiers without the United States backstop”." in shown


def test_the_start_and_its_first_variant_are_compared_until_something_is_changed(scenarios: Open) -> None:
    assert names(scenarios()) == ["Reassurance force: 30,000 troops", model.load("chiefs_64000").label]
    assert names(scenarios(scenario="german_norm"))[1] == "Reassurance force: 30,000 troops"
    page = scenarios(tour="4")
    assert names(page)[1] == "Shown, 1 change: Reassurance force: 30,000 troops"
    assert page.table[TABLES["inputs"]].value.loc["Tour"].tolist() == [
        "6 ([dannatt.tour_months](./sources?claim=dannatt.tour_months))",
        "4 (your figure)",
    ]
    assert names(scenarios(scenario="three_tier", units_high="4"))[1].startswith("Shown, 1 change: Three tiers")


def test_up_to_four_are_compared_the_first_being_the_baseline(scenarios: Open, texts: Read) -> None:
    page = scenarios()
    four = ["dannatt", "british_norm", "german_norm", "no_us_backstop"]
    page.multiselect(key="compared_widget").set_value([f"start: {name}" for name in four]).run()
    assert not page.exception
    assert len(names(page)) == 4
    assert texts(page).count("would move the troops tied up most") == 3
    assert "Tied up in all: no difference to show (not known publicly)." in texts(page)
    page.multiselect(key="compared_widget").set_value(["start: dannatt"]).run()
    assert "Choose two to four; the first is the baseline." in texts(page)


def test_the_measure_and_the_end_of_the_effects_can_be_chosen(scenarios: Open) -> None:
    page = scenarios(scenario="german_norm")
    page.selectbox[0].set_value("margin").run()
    page.segmented_control(key="effects_end").set_value("high").run()
    assert not page.exception
    assert page.table[-1].value.loc["In all", "At the high end"] == "+9,200"


def test_what_is_shown_is_saved_replaced_after_saying_so_and_deleted(scenarios: Open) -> None:
    page = scenarios(tour="4", who="france", ratio_high="4")
    assert page.text_input[0].value == "Reassurance force: 30,000 troops, 3 changes"
    page.text_input[0].set_value(" A ").run()
    press(page, "Save what is shown")
    assert own.SAVED in page.session_state
    kept = page.session_state[own.SAVED]["A"]
    assert (kept.start, kept.chosen["tour"], kept.choices["who"]) == ("reassurance_force", 4, "france")
    (link,) = [link.proto for link in page.get("page_link") if link.proto.label == "**A**"]
    assert link.query_string == "scenario=reassurance_force&tour=4&ratio_high=4&who=france"
    assert "v=" in page.code[-1].value
    assert "ratio_low=2&ratio_high=4" in page.code[-1].value

    page.query_params["tour"] = "5"
    page.session_state["chosen"] = {**page.session_state["chosen"], "tour": 5.0}
    press(page, "Save what is shown")
    assert "“A” is saved already" in page.warning[0].value
    assert page.session_state[own.SAVED]["A"].chosen["tour"] == 4
    page.text_input[0].set_value("B").run()
    assert not page.warning
    page.text_input[0].set_value("A").run()
    press(page, "Save what is shown")
    assert page.session_state[own.SAVED]["A"].chosen["tour"] == 4
    press(page, "Save what is shown")
    assert not page.warning
    assert page.session_state[own.SAVED]["A"].chosen["tour"] == 5

    page.multiselect(key="compared_widget").set_value(["start: reassurance_force", "saved: A", "shown"]).run()
    assert names(page)[1:] == ["Saved: A", "Shown, 3 changes: Reassurance force: 30,000 troops"]
    press(page, "Delete “A”")
    assert page.session_state[own.SAVED] == {}
    assert len(names(page)) == 2
    assert not [link for link in page.get("page_link") if link.proto.label == "**A**"]


def test_an_empty_name_becomes_the_one_that_was_proposed(scenarios: Open) -> None:
    page = scenarios(tour="4")
    page.text_input[0].set_value("  ").run()
    press(page, "Save what is shown")
    assert list(page.session_state[own.SAVED]) == ["Reassurance force: 30,000 troops, 1 change"]


def test_what_has_no_result_is_neither_saved_nor_compared_nor_written(scenarios: Open, texts: Read) -> None:
    page = scenarios(overlap="6")
    assert "so there is nothing to save" in texts(page)
    assert "so there is no file of it" not in texts(page)
    assert names(page)[1] == model.load("chiefs_64000").label
    page = scenarios(ratio_low="4")
    assert "so there is no file of it" in texts(page)


def test_a_file_becomes_a_starting_scenario_of_this_session(scenarios: Open, texts: Read) -> None:
    page = scenarios()
    upload(page, "mine.yaml", MINE)
    assert "“Mine” is a starting scenario of this session now, under the name mine." in page.success[0].value
    assert page.header[0].value == "Your files"
    page.multiselect(key="compared_widget").set_value(["start: mine", "start: german_norm"]).run()
    assert page.table[0].value.loc["Tied up in all"].tolist() == ["180,000", "180,000"]
    upload(page, "mine.yaml", MINE)
    upload(page, "mine.yaml", MINE.replace(b"20", b"8"))
    upload(page, "dannatt.yaml", MINE)
    assert list(page.session_state[own.TAKEN]) == ["mine", "mine_2", "dannatt_2"]
    page.query_params["scenario"] = "mine_2"
    page.run()
    assert "Showing: *Mine*, 0 changes" in texts(page)
    press(page, "Save what is shown")
    assert files.NO_LINK in texts(page)


def test_a_file_taken_in_works_on_every_page(scenarios: Open, texts: Read) -> None:
    page = scenarios()
    upload(page, "mine.yaml", MINE)
    explore = page_of("explore")
    explore.session_state[own.TAKEN] = page.session_state[own.TAKEN]
    explore.session_state["copy_link"] = True
    explore.query_params["scenario"] = "mine"
    explore.run()
    assert not explore.exception
    assert explore.metric[0].value == "180,000"
    assert explore.selectbox(key="starting_scenario").value == "mine"
    assert files.NO_LINK in texts(explore)
    for name in ("contributors", "sources"):
        other = page_of(name)
        other.session_state[own.TAKEN] = page.session_state[own.TAKEN]
        other.query_params["scenario"] = "mine"
        other.run()
        assert not other.exception
        assert "Showing: *Mine*, 0 changes" in texts(other)


def test_every_problem_of_a_file_is_shown_and_nothing_is_taken_in(scenarios: Open) -> None:
    page = scenarios()
    upload(page, "bad.yaml", b"extends: dannatt\nchanges:\n  rotation.dwel: 3\n  rotation.tour_months: 0\n")
    assert "The file is not taken in." in page.error[0].value
    assert page.code[-1].value.splitlines() == [
        "bad.yaml:3:3: rotation.dwel: no 'dwel' below rotation; did you mean 'dwell_ratio'?",
        "bad.yaml:4:3: rotation.tour_months: 0 is out of range; allowed: above 0, at most 240 months",
    ]
    assert own.TAKEN not in page.session_state
    page.file_uploader(key=files.UPLOAD).set_value(None).run()
    assert not page.error


MANY_PARTS = (
    b"force:\n"
    + b"".join(b"  p%d: {strength: {troops: 1}}\n" % number for number in range(241))
    + b"rotation: {tour_months: 6, dwell_ratio: 2}\n"
)
BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
UNKNOWN_CHANGES = b"extends: dannatt\nchanges:\n" + b"".join(b"  rotation.k%d: 1\n" % number for number in range(3_000))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (bytes(range(256)), "bad.yaml:3:115: byte 0x80 is not text in UTF-8; give a YAML file, saved as UTF-8"),
        (b"#" * 200_001, "bad.yaml:1:1: more than 200,000 bytes; a scenario has a few thousand"),
        (BOMB, "bad.yaml:1:4: a: anchors and aliases (& and *) are not read; write the value out"),
        (b"a: " + b"[" * 100_000, "bad.yaml:1:24: a.0.0: nested more than 20 deep"),
        (b"a: !!python/name:os.system x", "bad.yaml:1:4: a: tags (tag:yaml.org,2002:python/name:os.system) are not"),
        (UNKNOWN_CHANGES, "and the 2,800 changes from here on are not looked at"),
        (MANY_PARTS, "bad.yaml:1:1: force: 241 pairs of a part and a nation, and the pages take 240"),
    ],
)
def test_hostile_files_are_explained_and_lose_nothing(scenarios: Open, content: bytes, told: str) -> None:
    page = scenarios()
    upload(page, "mine.yaml", MINE)
    upload(page, "bad.yaml", content)
    assert told in page.code[-1].value
    assert list(page.session_state[own.TAKEN]) == ["mine"]


def test_no_name_of_a_file_is_a_link(scenarios: Open) -> None:
    page = scenarios()
    upload(page, "[x](mailto:a).yaml", MINE)
    assert list(page.session_state[own.TAKEN]) == ["[x_mailto:a)"]
    assert "\\[x_mailto\\:a)" in page.success[0].value


def test_two_readers_files_of_one_name_do_not_meet(scenarios: Open) -> None:
    first, second = scenarios(), scenarios()
    upload(first, "mine.yaml", MINE)
    upload(second, "mine.yaml", MINE.replace(b"20", b"8"))
    for page, tied_up in ((first, "180,000"), (second, "90,000")):
        page.multiselect(key="compared_widget").set_value(["start: dannatt", "start: mine"]).run()
        assert page.table[0].value.loc["Tied up in all", "Mine"] == tied_up
    keys = {cache.key_of(page.session_state[own.TAKEN]["mine"]) for page in (first, second)}
    assert len(keys) == 2
    assert "mine" not in cache.scenarios()


def test_titles_that_two_have_stay_apart(scenarios: Open) -> None:
    page = scenarios()
    upload(page, "mine.yaml", MINE)
    upload(page, "other.yaml", MINE.replace(b"20", b"8"))
    page.multiselect(key="compared_widget").set_value(["start: mine", "start: other"]).run()
    assert names(page) == ["Mine", "Mine_2"]


def test_links_from_here_open_on_explore(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        url = "http://127.0.0.1/roulement/scenarios"

    monkeypatch.setattr(files.st, "context", Context)
    assert files.explore_address() == "http://127.0.0.1/roulement/"


def test_what_of_an_address_is_not_used_is_said_here_too(scenarios: Open) -> None:
    page = scenarios(nope="1")
    assert "'nope' is not used" in page.warning[0].value


def test_a_file_may_have_any_name_and_more_than_twelve_ranges_are_refused(scenarios: Open) -> None:
    page = scenarios()
    plain = b"force: {main: {strength: {troops: 1000}}}\nrotation: {tour_months: 6, dwell_ratio: 3}\n"
    for name in ("shown", "saved: x"):
        page.file_uploader(key=files.UPLOAD).set_value((f"{name}.yaml", plain, "application/yaml")).run()
        page.multiselect(key="compared_widget").set_value(["start: dannatt", f"start: {name}"]).run()
        assert not page.exception
        assert "1,000" in str(page.table[TABLES["measures"]].value)
    parts = "".join(f"  part_{n}: {{strength: {{troops: {{low: 1, high: 2}}}}}}\n" for n in range(13)).encode()
    many = b"force:\n" + parts + b"rotation: {tour_months: 6, dwell_ratio: 3}\n"
    page.file_uploader(key=files.UPLOAD).set_value(("many.yaml", many, "application/yaml")).run()
    assert not page.exception
    assert "13 ranges, and low and high are worked out over at most 12" in page.code[-1].value


def test_what_is_too_large_to_compare_is_refused_with_the_number_and_the_limit(scenarios: Open) -> None:
    page = scenarios()
    upload(page, "heavy.yaml", json.dumps(coalition(40, ranges=8, troops=20_000)).encode())
    page.multiselect(key="compared_widget").set_value(["start: heavy", "start: dannatt"]).run()
    assert not page.exception
    assert page.error[0].value.startswith("No comparison: ")
    assert "changes, each made alone, come to" in page.error[0].value
    assert "the pages take 150,000" in page.error[0].value


def test_the_comments_of_a_file_go_out_as_they_came_in(
    scenarios: Open, texts: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def offer(label: str, data: Any, *_: Any, **__: Any) -> None:  # noqa: ANN401  (streamlit's own)
        if label == "Download as YAML":
            offered.append(data())

    monkeypatch.setattr(files.st, "download_button", offer)
    text = MINE.decode() + "# end\n"
    page = scenarios()
    upload(page, "mine.yaml", text.encode())
    page.query_params["scenario"] = "mine"
    page.run()
    assert offered[-1].endswith(text)
    upload(page, "mine.yaml", f"# begin\n{text}".encode())
    assert offered[-1].endswith(f"# begin\n{text}")
    page.session_state[state.CHOSEN] = page.session_state[state.CHOSEN] | {"tour": 5.0}
    page.run()
    assert "rotation.tour_months: 5" in offered[-1]
    assert offered[-1].endswith("}\n# end\n")
    assert files.COMMENTS_GO not in texts(page)


def test_comments_that_cannot_go_out_are_announced(scenarios: Open, texts: Read) -> None:
    page = scenarios()
    odd = b"# odd\nforce: {f: {strength: {troops: 9}}}\nrotation:\n  ? dwell_ratio\n  : 2\n  tour_months: 6\n"
    upload(page, "odd.yaml", odd)
    page.query_params["scenario"] = "odd"
    page.run()
    assert files.COMMENTS_GO not in texts(page)
    page.session_state[state.CHOSEN] = page.session_state[state.CHOSEN] | {"dwell_as": "Months", "dwell": 18.0}
    page.run()
    assert files.COMMENTS_GO in texts(page)
