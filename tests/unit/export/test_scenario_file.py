"""A scenario file out and in: what is written is read back, with the same measures; faults have their place."""

from pathlib import Path
from typing import Any

import pytest
from amounts import amounts
from hypothesis import given, settings
from hypothesis import strategies as st

import model
from model import Scenario
from model.export.scenario_file import scenario_text
from model.files.scenarios import load_text, shipped_parents, shipped_scenarios
from model.files.strict_yaml import MOST_BYTES
from model.scenario.quantity import fault_of


def is_plain(text: str) -> bool:
    return not fault_of(text)


NAMES = list(shipped_scenarios())
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "rotation.tour_months": st.floats(2, 12),
    "rotation.dwell_months": st.integers(6, 36) | st.just({"low": 10.5, "high": 20.0}),
    "rotation.overlap_months": amounts(0, 1),
    "coalition.deployable_share": st.floats(1e-5, 1),
    "coalition.rule": st.sampled_from(["equal_strain", "offers"]),
    "coalition.contributors.france.probability": st.sampled_from([0.0, 0.25, 1.0]),
    "us_backstop.provided": st.booleans(),
    "schedule.start": st.sampled_from(["rested", "evenly_spread"]),
    "cost": st.none(),
    "question": st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=30).filter(is_plain)
    | st.sampled_from(["NO", "1e3", "12:30", "true", "~", "inf", "0x1F", "# no"]),
}
SOME = st.lists(st.sampled_from(sorted(CHANGES)), unique=True, max_size=5).flatmap(
    lambda paths: st.fixed_dictionaries({path: CHANGES[path] for path in paths})
)
PLAIN = {"force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}


def problems(text: str, name: str = "mine.yaml") -> list[str]:
    with pytest.raises(model.ScenarioError) as raised:
        load_text(text.encode(), name)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=6)
@given(changes=SOME)
def test_what_is_written_is_read_back_with_the_same_measures(name: str, changes: dict[str, Any]) -> None:
    start = model.load(name)
    changed = start.replace(changes)
    text = scenario_text(start, changes, link="http://x/?a=1", changed=["a: 1 -> 2"])
    back = load_text(text.encode(), f"{name}.yaml")
    assert {key: value for key, value in back.document.items() if key != "title"} == {
        key: value for key, value in changed.document.items() if key != "title"
    }
    assert model.run(back).measures.equals(model.run(changed).measures)


def test_a_variant_of_a_shipped_scenario_extends_it_and_says_how_it_was_made() -> None:
    start = model.load("dannatt")
    lines = scenario_text(
        start, {"rotation.tour_months": 4.0}, link="http://x/?tour=4", changed=["Tour: 6 -> 4"]
    ).splitlines()
    assert lines == [
        "# Lord Dannatt's arithmetic: 10,000 British troops, 1 change",
        "# Link: http://x/?tour=4",
        f"# Made with roulement {model.files.shipped.version()}, evidence {start.register.digest[:8]}",
        "# Changed: Tour: 6 -> 4",
        "extends: dannatt",
        "changes:",
        "  title: 'Lord Dannatt''s arithmetic: 10,000 British troops (1 change)'",
        "  rotation.tour_months: 4.0",
    ]
    unchanged = scenario_text(start, {})
    assert unchanged.splitlines()[-2:] == ["extends: dannatt", "changes: {}"]
    assert load_text(unchanged.encode(), "dannatt.yaml").document == start.document


def test_any_other_start_is_written_out_whole_and_no_comment_runs_over() -> None:
    shared = {"value": 3.0, "because": "x"}
    start = Scenario.from_document(
        {**PLAIN, "title": "two\nlines: \t!", "rotation": {"tour_months": shared, "dwell_months": shared}},
        name="dannatt",
    )
    text = scenario_text(start, {"rotation.tour_months": 4, "horizon_months": 12})
    assert text.startswith("# two lines: !, 2 changes\n# Made with")
    assert "&" not in text
    back = load_text(text.encode(), "mine.yaml")
    assert back.rotation.tour_months.central == 4
    assert back.title == "two lines: ! (2 changes)"
    assert {key: value for key, value in back.document.items() if key != "title"} == {
        **PLAIN,
        "rotation": {"tour_months": 4, "dwell_months": shared},
        "horizon_months": 12,
    }


def test_a_change_that_is_refused_is_not_written() -> None:
    with pytest.raises(model.ScenarioError, match="no 'tor' below rotation"):
        scenario_text(model.load("dannatt"), {"rotation.tor": 3})


def test_a_text_has_the_name_of_its_file_and_every_fault_its_place() -> None:
    text = "force: {main: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
    assert load_text(text.encode(), "mine.yaml").name == "mine"
    assert problems(f"{text}forse: 3\nhorizon_months: 0\n") == [
        "mine.yaml:4:1: horizon_months: '0' is out of range; allowed: 1 or more",
        "mine.yaml:3:1: forse: unknown key; did you mean 'force'?",
    ]
    (broken,) = problems("a: [1")
    assert "this is not YAML" in broken
    assert problems("") == ["mine.yaml:1:1: a scenario holds `force` and `rotation`, or `extends` and `changes`"]
    (large,) = problems("#" * (MOST_BYTES + 1))
    assert "more than 200,000 bytes" in large
    (overlap,) = problems(text.replace("dwell_ratio: 2", "dwell_ratio: 2, overlap_months: 6"))
    assert overlap.startswith("mine.yaml:2:44: rotation.overlap_months: an overlap of 6 months")


def test_a_text_extends_shipped_scenarios_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "beside.yaml").write_text("extends: dannatt\n")
    (fault,) = problems("extends: beside\n")
    assert fault.startswith("mine.yaml:1:1: extends: no scenario 'beside' here or shipped; ")
    (fault,) = problems("extends: danatt\n")
    assert "did you mean 'dannatt'?" in fault
    two = problems("extends: dannatt\nchanges:\n  rotation.dwel: 3\n  rotation.tour_months: 0\n")
    assert [scenario.split(": ")[0] for scenario in two] == ["mine.yaml:3:3", "mine.yaml:4:3"]
    mine = load_text(b"extends: dannatt\nchanges: {rotation.dwell_ratio: 4}\n", "dannatt.yaml")
    assert model.run(mine).measure("tied_up").high == 50_000


def test_every_shipped_variant_has_its_parent() -> None:
    parents = shipped_parents()
    assert parents["no_us_backstop_assumed"] == "no_us_backstop"
    assert set(parents.values()) <= set(NAMES)
    assert "dannatt" not in parents
