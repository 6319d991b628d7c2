"""A reader's own file with changes in its text: comments stay, and what is read back is what was meant."""

from typing import Any

import pytest

import model
from model import Scenario, ScenarioError
from model.export.own_text import with_changes
from model.export.scenario_file import NOT_KEPT, keeps_comments, scenario_text
from model.files.scenarios import load_text, shipped_scenarios

MINE = """\
# yaml-language-server: $schema=schema.json
# My force
title: Mine  # a title
as_of: 2025-09-05
force:
  # the main part
  f: {strength: {troops: 20000}}   # twenty thousand
rotation:
  tour_months: {low: 4, high: 6, because: "a guess"}  # guessed
  dwell_ratio: 2    # two
# the nations
coalition:
  deployable_share: 0.4
  contributors:
    uk: {}   # us
    france: {offer_troops: 5000}
    poland: {position: refused}  # no
    germany:
      priority: 1  # first
# the end
"""
VARIANT = """\
extends: dannatt
changes:
  # four months
  rotation.tour_months: 4
  coalition.contributors.GB.offer_troops: 9000  # less
"""
BLOCKS = """\
force:
  f:
    strength:
      troops:
        low: 3   # three
        high: 4
rotation: {tour_months: 6, dwell_ratio: 2}  # ours
"""
TOUR, NATIONS = "rotation.tour_months", "coalition.contributors"


def kept(text: str, changes: dict[str, Any]) -> list[str]:
    """The lines of the file with changes, after a check that they are read back, and without the header and title."""
    start = load_text(text.encode(), "mine.yaml")
    changed = scenario_text(start, changes, text=text, link="http://x/", changed=["a -> b"])
    back = load_text(changed.encode(), "mine.yaml").document
    assert {**back, "title": ""} == {**start.replace(changes).document, "title": ""}
    lines = changed.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("# Changed: a -> b"))
    return lines[first + 1 :]


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        ({"force.f.strength.troops": 25_000}, "troops: 20000}}   #", "troops: 25000}}   #"),
        ({"rotation.tour_months.low": 3}, "{low: 4, high", "{low: 3, high"),
        (
            {"rotation.tour_months": {"low": 3.0, "high": 6.0}},
            'tour_months: {low: 4, high: 6, because: "a guess"}  #', "tour_months: {low: 3, high: 6}  #",
        ),
        ({"rotation.tour_months": 5}, 'tour_months: {low: 4, high: 6, because: "a guess"}', "tour_months: 5"),
        ({"rotation.dwell_months": 18}, "  dwell_ratio: 2    # two", "  dwell_months: 18    # two"),
        ({f"{NATIONS}.united_kingdom.probability": 1.0}, "uk: {}", "uk: {probability: 1}"),
        ({f"{NATIONS}.france.probability": 0.0}, "{offer_troops: 5000}", "{offer_troops: 5000, probability: 0}"),
        ({f"{NATIONS}.poland": None}, "    poland: {position: refused}  # no\n", ""),
        ({f"{NATIONS}.poland.position": None}, "{position: refused}", "{}"),
        ({f"{NATIONS}.germany.probability": 1.0}, "priority: 1  # first", "priority: 1  # first\n      probability: 1"),
        ({"coalition.rule": "offers"}, "# first\n", "# first\n  rule: offers\n"),
        ({"schedule.start": "evenly_spread"}, "# first\n", "# first\nschedule: {start: evenly_spread}\n"),
    ],
)  # fmt: skip
def test_a_change_touches_its_own_line(changes: dict[str, Any], before: str, after: str) -> None:
    text = MINE.replace("Mine  #", "Mine (1 change)  #").replace(before, after)
    assert kept(MINE, changes) == text.splitlines()[1:]


def test_a_variant_keeps_its_form_and_its_comments() -> None:
    changes = {"rotation.tour_months": 5, f"{NATIONS}.united_kingdom.offer_troops": 7_000, "horizon_months": 30}
    lines = kept(VARIANT, changes)
    assert lines[:5] == [
        "extends: dannatt", "changes:", "  # four months", "  rotation.tour_months: 5",
        "  coalition.contributors.GB.offer_troops: 7000  # less",
    ]  # fmt: skip
    assert lines[-2] == "  horizon_months: 30"
    assert kept("extends: dannatt  # alone\n", {"horizon_months": 30})[0] == "extends: dannatt  # alone"


def test_a_variant_names_the_dwell_once() -> None:
    text = VARIANT.replace("tour_months: 4", "dwell_ratio: 2  # ours")
    assert kept(text, {"rotation.dwell_months": 9})[3] == "  rotation.dwell_months: 9  # ours"


def test_ends_of_a_range_in_a_block_are_changed_where_they_stand() -> None:
    lines = kept(BLOCKS, {"force.f.strength.troops": {"low": 3, "high": 5}})
    assert lines[4:6] == ["        low: 3   # three", "        high: 5"]


LONG = """\
title: >-  # folded
  Mine,
  and mine

force: {f: {strength: {troops: 9}}}
rotation:
  tour_months:  # from him
    # the claim
    claim: dannatt.tour_months
    because: >-
      some words

  # the dwell
  dwell_ratio:
    value: 2
"""


ODD = (
    "# x\nforce: {f: {strength: {troops: 9}}}\nrotation:\n  ? tour_months\n  : low: 3\n    high: 4\n  dwell_ratio: 2\n"
)
"""Keys and values in a form of YAML that nobody writes."""


def test_blocks_are_replaced_by_a_number() -> None:
    assert kept(LONG, {TOUR: 9, "rotation.dwell_ratio": 3}) == [
        "title: 'Mine, and mine (2 changes)'", "", "force: {f: {strength: {troops: 9}}}", "rotation:",
        "  tour_months: 9  # from him", "    # the claim", "", "  # the dwell", "  dwell_ratio: 3",
    ]  # fmt: skip
    assert kept(LONG, {"rotation.dwell_months": 9})[-1] == "  dwell_months: 9"
    assert kept(BLOCKS, {"force.f.strength.troops": 9})[3] == "      troops: 9"
    listed = "force: {f: {strength: unknown}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
    listed += "coalition:\n  counted_positions:\n"
    listed += "    - open\n    - declared  # both\n  deployable_share: 1\n  contributors: {uk: {}}\n"
    assert "  counted_positions: [open]" in kept(listed, {"coalition.counted_positions": ["open"]})


def test_a_file_without_changes_is_the_readers_text_below_a_header() -> None:
    for text in (MINE, VARIANT, BLOCKS, MINE.removesuffix("\n")):
        written = scenario_text(load_text(text.encode(), "mine.yaml"), {}, text=text)
        assert written.endswith(text.split("schema.json\n")[-1])
    windows = MINE.replace("\n", "\r\n")
    assert kept(windows, {"horizon_months": 30}) == kept(MINE, {"horizon_months": 30})
    assert kept(BLOCKS.removesuffix("\n"), {"horizon_months": 30})[-2] == "horizon_months: 30"


def test_a_file_that_comes_back_has_one_header() -> None:
    once = scenario_text(load_text(MINE.encode(), "mine.yaml"), {"horizon_months": 30}, text=MINE)
    again = scenario_text(load_text(once.encode(), "mine.yaml"), {"horizon_months": 36}, text=once)
    assert again.count("# Made with") == 1
    assert again.splitlines()[0] == MINE.splitlines()[0]
    assert "# My force" in again


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (VARIANT.replace("rotation.tour_months: 4", "rotation: {tour_months: 4, dwell_ratio: 2}"), {TOUR: 9}),
        (ODD, {TOUR: 9}),
    ],
)
def test_what_does_not_fit_into_the_lines_is_written_anew_and_says_so(text: str, changes: dict[str, Any]) -> None:
    start = load_text(text.encode(), "mine.yaml")
    written = scenario_text(start, changes, text=text)
    assert f"# {NOT_KEPT}" in written.splitlines()
    assert not keeps_comments(start, changes, text)
    assert load_text(written.encode(), "mine.yaml").document["rotation"] == start.replace(changes).document["rotation"]
    assert with_changes(start, text, changes, lambda _: "x: 1") is None


def test_a_file_without_comments_has_none_to_lose() -> None:
    text = BLOCKS.replace("# three", "").replace("# ours", "")
    start = load_text(text.encode(), "mine.yaml")
    assert keeps_comments(start, {"force.f.strength.troops": 9}, text)
    assert NOT_KEPT not in scenario_text(start, {"force.f.strength.troops": 9}, text=text)
    assert keeps_comments(model.load("dannatt"), {"horizon_months": 12}, "")


def test_a_change_that_is_refused_is_refused() -> None:
    with pytest.raises(ScenarioError, match="out of range"):
        scenario_text(load_text(MINE.encode(), "mine.yaml"), {"rotation.tour_months": -1}, text=MINE)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_shipped_files_keep_every_comment_through_changes(name: str) -> None:
    path = shipped_scenarios()[name]
    text = (
        path.read_text(encoding="utf-8")
        .replace("\nextends: ", "\n# here\nextends: ")
        .replace("\nforce:", "\n# force\nforce:")
    )
    start = Scenario.from_document(load_text(text.encode(), path.name).document, name="mine")
    changes = {
        "rotation.tour_months": 5,
        "rotation.dwell_months": 20,
        "horizon_months": 36,
        "us_backstop.provided": False,
    }
    written = scenario_text(start, changes, text=text)
    assert NOT_KEPT not in written
    assert sum(line.startswith("# ") for line in written.splitlines()) > 2
    back, goal = load_text(written.encode(), "mine.yaml").document, start.replace(changes).document
    assert {**back, "title": ""} == {**goal, "title": ""}
