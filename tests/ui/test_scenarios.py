"""Compare without a browser: two to four plans, all that ship, the reader's own versions and files."""

import html
import json
import re
from collections.abc import Callable
from functools import partial

import pytest
from heavy import coalition
from pages import PAGES, html_of, page_of, words_of
from streamlit.testing.v1 import AppTest

from model.files.scenarios import shipped_scenarios
from model.ui.pages import saving
from model.ui.session import cache, own, state
from model.ui.shell import files

Open = Callable[..., AppTest]
MINE = b"extends: reassurance_force\nchanges: {title: Mine, rotation.tour_months: 4, rotation.dwell_months: 20}\n"
WILLING = "With ten nations instead of two, the gap shrinks to between 30,000 short and 5,000 to spare"
MANY_PARTS = (
    b"force:\n"
    + b"".join(b"  p%d: {strength: {troops: 1}}\n" % number for number in range(241))
    + b"rotation: {tour_months: 6, dwell_ratio: 2}\n"
)
BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
UNKNOWN_CHANGES = b"extends: dannatt\nchanges:\n" + b"".join(b"  rotation.k%d: 1\n" % number for number in range(3_000))


@pytest.fixture
def scenarios(open_page: Open) -> Open:
    return partial(open_page, "scenarios")


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def upload(page: AppTest, name: str, content: bytes) -> None:
    page.file_uploader(key=files.UPLOAD).upload(name, content, "application/yaml").run()
    assert not page.exception


def headline(page: AppTest) -> str:
    (title,) = page.title
    return str(title.value)


def places(page: AppTest) -> list[str]:
    """The labels of the popovers of the plans."""
    popovers = [block.proto.popover.label for block in page.get("popover")]
    return [label for label in popovers if re.match(r"(This|That|Third|Fourth): ", label)]


def cells(page: AppTest) -> list[list[str]]:
    """The rows of the table of what differs."""
    table = re.search(r'<table class="t differ">.*?</table>', html_of(page), re.DOTALL)
    assert table
    rows = re.findall(r"<tr>(.*?)</tr>", table[0])
    return [[html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows[1:]]


def test_the_start_stands_beside_the_latest_proposal_that_changes_it(scenarios: Open) -> None:
    page = scenarios()
    assert headline(page) == WILLING
    assert places(page) == ["This: Reassurance force, Feb 2025", "That: Coalition of the willing, Sept 2025"]
    assert cells(page) == [
        ["Force", "30,000 troops", "25,000 to 30,000 troops"],
        ["Who takes part", "France and the UK", "ten nations"],
        ["Offers and positions as of", "20 Feb 2025", "5 Sept 2025"],
    ]
    assert "The same in both: six-month tours" in words_of(page)


def test_what_is_shown_stands_beside_its_start(scenarios: Open) -> None:
    page = scenarios(tour="4")
    assert headline(page).startswith("With four-month tours instead of six-month ones, the total stays, but it would")
    assert places(page)[1] == "That: Reassurance force, Feb 2025: four-month tours"


def test_t_30_a_link_opens_the_whole_comparison_with_the_changes_of_each_plan(scenarios: Open) -> None:
    texts = ["dannatt", "reassurance_force;tour=4;who=france,poland", "three_tier", "multinational_force_ukraine"]
    page = scenarios(**dict(zip(("this", "that", "third", "fourth"), texts, strict=True)))
    assert [label.partition(":")[0] for label in places(page)] == ["This", "That", "Third", "Fourth"]
    rows = {label: row for label, *row in cells(page)}
    assert rows["Tours"] == ["six months", "four months", "six months", "six months"]
    assert rows["Who takes part"] == ["the UK", "France and Poland", "four nations", "ten nations"]
    assert not page.warning
    page.session_state["share_comparison"] = True
    page.run()
    link = next(code.value for code in page.code if "scenarios?" in code.value)
    assert "this=dannatt&that=reassurance_force;tour_by=own;tour=4;who=france,poland&third=three_tier" in link
    assert re.search(r"\?v=[0-9a-f]{8}&", link)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"that": "nope"}, "In “that”: 'nope' is no plan of this session"),
        ({"this": "dannatt;tour=abc"}, "In “this”: 'tour=abc' is not used; allowed: 0.5 to 24 months."),
        ({"third": "<b>x</b> *y* $z$"}, "is no plan of this session"),
        ({"fourth": "x" * 2_000}, "is no plan of this session"),
        ({"that": "dannatt;" + ";".join(f"k{number}=1" for number in range(50))}, "more parts of the link are not"),
    ],
)
def test_what_of_a_link_cannot_be_used_is_said_and_the_rest_is_compared(
    scenarios: Open, address: dict[str, str], words: str
) -> None:
    page = scenarios(**address)
    assert any(words in warning.value.replace("\\", "").replace("\u2060", "") for warning in page.warning)
    assert len(places(page)) == 2
    assert headline(page)


def test_a_link_that_names_one_plan_is_completed(scenarios: Open) -> None:
    page = scenarios(that="german_norm")
    assert places(page) == ["This: Reassurance force, Feb 2025", "That: 30,000 by the German rule, Feb 2025"]


def test_plans_are_picked_added_and_left_out(scenarios: Open) -> None:
    page = scenarios()
    page.radio(key="plan_of_1").set_value("chiefs_64000").run()
    assert not page.exception
    assert headline(page).startswith("With 64,000 troops instead of 30,000, the gap grows")
    assert page.query_params["that"] == "chiefs_64000"
    press(page, "Add a third")
    assert len(places(page)) == 3
    page.radio(key="plan_of_2").set_value("dannatt").run()
    press(page, "Add a fourth")
    assert not [button for button in page.button if button.label.startswith("Add")]
    page.radio(key="plan_of_3").set_value("german_norm").run()
    press(page, "Leave it out")
    assert [label.partition(", ")[0] for label in places(page)][2:] == ["Third: 30,000 by the German rule"]
    assert "fourth" not in page.query_params


def test_a_size_that_nobody_has_published_is_the_answer(scenarios: Open) -> None:
    page = scenarios(that="multinational_force_ukraine")
    assert headline(page) == "Multinational Force Ukraine cannot be compared: nobody has published its size"
    assert "size not published" in words_of(page)


def test_values_that_are_refused_are_explained_and_the_others_compared(scenarios: Open) -> None:
    page = scenarios(this="dannatt", that="dannatt;overlap=6")
    assert headline(page) == "No comparison for these values"
    assert "That: " in page.error[0].value
    assert "overlap" in page.error[0].value.lower() or "handover" in page.error[0].value.lower()
    page = scenarios(this="dannatt", that="dannatt;overlap=6", third="german_norm")
    assert headline(page).startswith("30,000 troops would tie up 180,000; 10,000 would")
    assert [label.partition(":")[0] for label in places(page)] == ["This", "That", "Third"]


def test_each_change_alone_stands_below_for_those_who_ask(scenarios: Open) -> None:
    page = scenarios(that="german_norm")
    assert "alone moves" not in words_of(page)
    page.session_state["alone"] = True
    page.run()
    assert "“Months at home between tours” alone moves" in words_of(page)
    assert "Every input that differs" in words_of(page)
    page.selectbox(key="effect_on").set_value("margin").run()
    page.segmented_control(key="effect_end").set_value("Higher end").run()
    assert not page.exception
    assert page.table[-1].value.loc["In all", "At the higher end"] == "−9,200"
    page = scenarios(that="multinational_force_ukraine")
    page.session_state["alone"] = True
    page.run()
    assert "no difference to show (not known publicly)" in words_of(page)


def test_every_shipped_plan_can_be_opened_from_here(scenarios: Open) -> None:
    drawn = html_of(scenarios())
    for name in shipped_scenarios():
        assert f'data-query="scenario={name}"' in drawn
    assert "Seven proposals would tie up from 14,700 to 439,800 troops" in drawn
    assert drawn.index("Reassurance force</a>") < drawn.index("64,000 troops</a>") < drawn.index("Three tiers</a>")


def test_t_18_versions_are_kept_opened_compared_renamed_replaced_and_deleted(scenarios: Open) -> None:
    page = scenarios(tour="4", who="france")
    assert "None yet." in words_of(page)
    page.text_input(key="name_of_version").set_value(" A ").run()
    press(page, "Keep this version")
    kept = page.session_state[own.SAVED]["A"]
    assert (kept.start.name, kept.values["tour"], kept.values["who"]) == ("reassurance_force", 4, "france")
    query = re.search(r'data-query="(scenario=reassurance_force&amp;[^"]*)"', html_of(page))
    assert query
    assert {"tour=4", "who=france"} <= set(query[1].split("&amp;"))
    assert places(page)[1] == "That: A"

    page.session_state[state.SHOWN] = page.session_state[state.SHOWN].replace({"tour": 5.0})
    page.run()
    page.text_input(key="name_of_version").set_value("A").run()
    press(page, "Keep this version")
    assert "There is a version “A” already." in page.warning[0].value
    assert page.session_state[own.SAVED]["A"].values["tour"] == 4
    page.text_input(key="name_of_version").set_value("B").run()
    assert not page.warning
    page.text_input(key="name_of_version").set_value("A").run()
    press(page, "Keep this version")
    press(page, "Keep this version")
    assert not page.warning
    assert page.session_state[own.SAVED]["A"].values["tour"] == 5

    press(page, "Keep this version")
    assert list(page.session_state[own.SAVED]) == ["A", "Reassurance force, Feb 2025, 2 changes"]
    page.text_input(key="rename_1").set_value("A").run()
    page.text_input(key="rename_1").set_value("C").run()
    assert list(page.session_state[own.SAVED]) == ["A", "C"]
    page.button(key="compare_1").click().run()
    assert places(page)[1] == "That: C"
    page.button(key="delete_0").click().run()
    page.button(key="delete_0").click().run()
    assert not page.exception
    assert page.session_state[own.SAVED] == {}


def test_what_has_no_result_is_not_kept(scenarios: Open) -> None:
    page = scenarios(overlap="6")
    assert "so there is nothing to keep" in words_of(page)
    assert "Keep this version" not in [button.label for button in page.button]


def test_the_way_to_a_file_of_ones_own_stands_at_the_top(scenarios: Open) -> None:
    drawn = html_of(scenarios())
    assert drawn.index('href="#your-file"') < drawn.index("What differs") < drawn.index('id="your-file"')


def test_a_file_becomes_a_plan_to_show_and_to_compare(scenarios: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    page = scenarios()
    upload(page, "mine.yaml", MINE)
    assert page.success[0].value == "“Mine” is open, for as long as this session lasts."
    press(page, "Compare it")
    assert places(page)[1] == "That: Mine, Feb 2025"
    page.session_state["share_comparison"] = True
    page.run()
    assert "One of these plans starts from a file of yours, so no link holds the comparison." in words_of(page)
    upload(page, "mine.yaml", MINE)
    upload(page, "mine.yaml", MINE.replace(b"20", b"8"))
    upload(page, "dannatt.yaml", MINE)
    assert list(page.session_state[own.TAKEN]) == ["mine", "mine_2", "dannatt_2"]
    opened: list[object] = []
    monkeypatch.setattr("model.ui.pages.saving.frame.PAGES", {"explore": "explore"})
    monkeypatch.setattr("model.ui.pages.saving.st.switch_page", lambda *there, **query: opened.extend([*there, query]))
    press(page, "Show it now")
    assert opened == ["explore", {"query_params": {"scenario": "dannatt_2"}}]
    assert page.session_state[state.SHOWN].start.name == "dannatt_2"


def test_a_file_taken_in_works_on_every_page(scenarios: Open) -> None:
    page = scenarios()
    upload(page, "mine.yaml", MINE)
    for name in PAGES:
        other = page_of(name)
        other.session_state[own.TAKEN] = page.session_state[own.TAKEN]
        other.query_params["scenario"] = "mine"
        other.run()
        assert not other.exception
        assert other.session_state[state.SHOWN].start.name == "mine"


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
    upload(
        page, "[x](mailto:a).yaml", b"force: {a: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
    )
    assert list(page.session_state[own.TAKEN]) == ["[x_mailto:a)"]
    assert "\\[x_mailto\\:a)" in page.success[0].value


def test_two_readers_files_of_one_name_do_not_meet(scenarios: Open) -> None:
    first, second = scenarios(), scenarios()
    upload(first, "mine.yaml", MINE)
    upload(second, "mine.yaml", MINE.replace(b"20", b"8"))
    for page, rest in ((first, "five"), (second, "two")):
        press(page, "Compare it")
        assert {label: row for label, *row in cells(page)}["At home for each one away"] == ["two or three", rest]
    keys = {cache.key_of(page.session_state[own.TAKEN]["mine"]) for page in (first, second)}
    assert len(keys) == 2
    assert "mine" not in cache.scenarios()


def test_what_is_too_large_to_make_each_change_alone_is_compared_without_a_cause(scenarios: Open) -> None:
    page = scenarios()
    upload(page, "heavy.yaml", json.dumps(coalition(40, ranges=8, troops=20_000)).encode())
    press(page, "Compare it")
    assert headline(page).startswith(("In “heavy”", "“heavy”"))
    page.session_state["alone"] = True
    page.run()
    assert not page.exception
    assert "too many changes to make each of them alone here" in words_of(page)


TABLE = "nation;land_strength;offer_troops\nFrance;120000;5000\nCôte d'Ivoire;9000;\n".encode()
BAD_TABLE = b'nation,land_strength,offer_troops\nGB,75000,1000\nGrmany,,\nPoland,"20,000",\nFrance,,5000\n'
NAMES_TABLE = b"""force: {main: {strength: {troops: 10000}}}
rotation: {tour_months: 6, dwell_ratio: 2}
coalition: {deployable_share: 0.5, contributors_table: nations.csv}
"""


def upload_table(page: AppTest, content: bytes) -> None:
    page.file_uploader(key=files.TABLE).upload("nations.csv", content, "text/csv").run()
    assert not page.exception


def test_a_table_of_nations_goes_into_the_plan_that_is_picked(scenarios: Open) -> None:
    page = scenarios()
    assert "Put them in" not in [button.label for button in page.button]
    upload_table(page, TABLE)
    picker = page.selectbox(key=saving.INTO)
    assert picker.value == "reassurance_force"
    picker.set_value("dannatt").run()
    press(page, "Put them in")
    label = f"{cache.scenarios()['dannatt'].label}, nations of nations.csv"
    assert page.success[0].value == f"“{label}” is open, for as long as this session lasts."
    plan = page.session_state[own.TAKEN]["dannatt_nations"]
    assert {name: nation.title for name, nation in plan.coalition.contributors.items()} == {
        "france": "", "cote_d_ivoire": "Côte d'Ivoire"
    }  # fmt: skip
    assert plan.force == cache.scenarios()["dannatt"].force
    press(page, "Compare it")
    assert places(page)[1].startswith("That: ")
    page.file_uploader(key=files.TABLE).set_value(None).run()
    assert not page.success


def test_bad_rows_of_a_table_are_listed_and_the_good_ones_kept_by_a_press(scenarios: Open) -> None:
    page = scenarios()
    upload_table(page, BAD_TABLE)
    press(page, "Put them in")
    assert "The table is not taken in." in page.error[0].value
    at, remedy = "coalition.contributors", "If it is another, give its land_strength, or `land_strength: unknown`"
    assert page.code[-1].value.splitlines() == [
        f"nations.csv:3:1: {at}.grmany: is not in the register; did you mean 'germany'? {remedy}",
        f"nations.csv:4:2: {at}.poland.land_strength: '20,000' can mean two numbers: write 20000, or 20",
    ]
    assert own.TAKEN not in page.session_state
    press(page, "Keep the good rows (2)")
    plan = page.session_state[own.TAKEN]["reassurance_force_nations"]
    assert list(plan.coalition.contributors) == ["united_kingdom", "france"]
    assert plan.coalition.contributors["united_kingdom"].offer_troops.central == 1_000
    assert not page.error


def test_a_table_without_a_good_row_has_none_to_keep(scenarios: Open) -> None:
    page = scenarios()
    upload_table(page, b"country,land_strength\nFrance,5\n")
    press(page, "Put them in")
    names = "the header names no column 'nation'; it names country, land_strength"
    assert page.code[-1].value == (
        f"nations.csv:1:1: {names}; put the columns' names in the first line, "
        "with commas, semicolons or tabs between them"
    )
    assert [button.label for button in page.button if "good rows" in button.label] == []
    upload_table(page, TABLE)
    assert not page.error


def test_a_file_and_the_table_that_it_names_are_opened_together(scenarios: Open) -> None:
    page = scenarios()
    upload(page, "mine.yaml", NAMES_TABLE)
    assert "on Compare upload both" in page.code[-1].value
    upload_table(page, TABLE)
    assert page.success[0].value == "“mine” is open, for as long as this session lasts."
    assert list(page.session_state[own.TAKEN]["mine"].coalition.contributors) == ["france", "cote_d_ivoire"]
    upload(page, "second.yaml", NAMES_TABLE)
    assert "second" in page.session_state[own.TAKEN]


def test_links_from_here_open_on_explore(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        url = "http://127.0.0.1/roulement/scenarios"

    monkeypatch.setattr(files.st, "context", Context)
    assert files.explore_address() == "http://127.0.0.1/roulement/"


def test_what_of_an_address_is_not_used_is_said_here_too(scenarios: Open) -> None:
    page = scenarios(nope="1")
    assert "'nope' is not used" in page.warning[0].value
