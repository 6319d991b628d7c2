"""A scenario file out and in: what is written is read back, with the same measures; faults have their place."""

import ast
import contextlib
import io
import json
import os
import random
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from amounts import amounts
from hostile import BASE, HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from values import fitting

import model
from model.cli import app
from model.export.scenario_file import in_python, on_the_command_line, scenario_text
from model.files.scenarios import load_text, shipped_scenarios
from model.files.strict_yaml import parse
from model.frozen import Range
from model.letters import hidden_in, visible
from model.present.words.changes import counted
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.scenario.quantity import fault_of
from model.ui.session.shown import Shown

TOUR, APOSTROPHE = "rotation.tour_months", "'"


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
        f"# {start.label}, {counted([TOUR])}",
        "# Link: http://x/?tour=4",
        f"# Made with roulement {model.files.shipped.version()}, evidence {start.register.digest[:8]}",
        "# Changed: Tour: 6 -> 4",
        "extends: dannatt",
        "changes:",
        f"  title: '{start.label.replace(APOSTROPHE, 2 * APOSTROPHE)} ({counted([TOUR])})'",
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
    changes = {"rotation.tour_months": 4, "horizon_months": 12}
    text, two = scenario_text(start, changes), counted(changes)
    assert text.startswith(f"# two lines: !, {two}\n# Made with")
    assert "&" not in text
    back = load_text(text.encode(), "mine.yaml")
    assert back.rotation.tour_months.central == 4
    assert back.title == f"two lines: ! ({two})"
    assert {key: value for key, value in back.document.items() if key != "title"} == {
        **PLAIN,
        "rotation": {"tour_months": 4, "dwell_months": shared},
        "horizon_months": 12,
    }


def test_a_change_that_is_refused_is_not_written() -> None:
    with pytest.raises(model.ScenarioError, match="no 'tor' below rotation"):
        scenario_text(model.load("dannatt"), {"rotation.tor": 3})


FILE = b"force: {main: {strength: {troops: 20000}}}\nrotation: {tour_months: 6, dwell_ratio: {low: 2, high: 3}}\n"


def random_changes(scenario: Scenario, seed: str) -> dict[str, Any]:
    """Changes as the page makes them: published figures, sliders and exact numbers, words, who is in."""
    source = random.Random(seed)  # noqa: S311  (no secret)
    for _ in range(200):
        shown = fitting(Shown.at_start(scenario), source, least=2)
        with contextlib.suppress(ScenarioError):
            model.run(shown.scenario)
            return shown.changes
    raise AssertionError(scenario.name)


def command(text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(sys, "argv", [*shlex.split(text), "--format", "json"])
    with contextlib.suppress(SystemExit):
        app.main()
    return read(capsys.readouterr().out)


def read(text: str) -> dict[str, Any]:
    (document,) = json.loads(text)
    return {row["measure"]: (row["low"], row["central"], row["high"]) for row in document["measures"]}


def expected(scenario: Scenario) -> dict[str, Any]:
    (run,) = model.run(scenario).runs
    return {
        name: (measure.low, measure.central, measure.high) for name in run.measures if (measure := run.measure(name))
    }


def printed(lines: str) -> Range:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(lines, {})  # noqa: S102  (our own lines)
    return eval(out.getvalue(), {"Range": Range})  # type: ignore[no-any-return]  # noqa: S307  (what they print)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_both_snippets_give_the_pages_numbers_unrounded(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = model.load(name)
    for changes in ({}, random_changes(scenario, name)):
        changed = scenario.replace(changes)
        assert command(on_the_command_line(scenario, changes), capsys, monkeypatch) == expected(changed)
        assert printed(in_python(scenario, changes)) == model.run(changed).measure("tied_up")


def test_a_shell_and_a_fresh_python_take_them_as_they_stand(tmp_path: Path) -> None:
    scenario = model.load("willing_chances")
    changes = {
        "rotation.dwell_ratio": {"low": 2.0, "high": 2.5},
        "title": 'it\'s `$HOME` & "more"',
        "coalition.rule": "offers",
    }
    lines = on_the_command_line(scenario, changes).replace("roulement", f"{shlex.quote(sys.executable)} -m model", 1)
    root = str(Path(model.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": root}
    for words in (["bash", "-c", f"{lines} --format json"], [sys.executable, "-c", in_python(scenario, changes)]):
        done = subprocess.run(words, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
        tied_up = model.run(scenario.replace(changes)).measure("tied_up")
        if words[0] == "bash":
            assert read(done.stdout)["tied_up"] == (tied_up.low, tied_up.central, tied_up.high)
        else:
            assert done.stdout == f"{tied_up}\n"


@pytest.mark.parametrize("is_saved_with_changes", [False, True])
def test_of_a_readers_own_file_they_use_the_file(
    *,
    is_saved_with_changes: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = load_text(FILE, "my file's.yaml")
    changes = {"rotation.tour_months": 4.0, "horizon_months": 12}
    assert "'my file'\"'\"'s.yaml'" in on_the_command_line(start, changes)
    text = scenario_text(start, changes if is_saved_with_changes else {})
    (tmp_path / "my file's.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    assert command(on_the_command_line(start, changes), capsys, monkeypatch) == expected(start.replace(changes))
    assert printed(in_python(start, changes)) == model.run(start.replace(changes)).measure("tied_up")


def test_lists_and_what_is_taken_away_are_written_as_python() -> None:
    start = model.load("willing_chances")
    changes = {"coalition.counted_positions": ["declared"], "coalition.probability_by_position": None}
    assert '"coalition.counted_positions": ["declared"],\n    "coalition.probability_by_position": None,' in in_python(
        start, changes
    )
    assert "--set 'coalition.counted_positions=[declared]'" in on_the_command_line(start, changes)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_values_and_file_names_are_quoted_so_that_they_are_read_back(name: str) -> None:
    text = HOSTILE[name]
    changes: dict[str, Any] = {"title": text, "question": {"of": [text]}, "horizon_months": 24.0}
    stem = text.strip()[:60] if not hidden_in(text) and text.strip() else "-x"
    start = Scenario.from_document(BASE, name=stem)
    words = shlex.split(on_the_command_line(start, changes).replace(" \\\n    ", " "))
    assert words[:2] == ["roulement", "run"]
    assert words[2].removeprefix("./") == f"{stem}.yaml"
    assert not words[2].startswith("-")
    settings = [word.partition("=") for word in words[4::2]]
    assert words[3::2] == ["--set"] * len(changes)
    (path, _, value), _, months = settings
    assert path == "title"
    assert months == ("horizon_months", "=", "24")
    if hidden_in(text, but="\n\t"):  # which `--set` refuses, as a file does
        with pytest.raises(ScenarioError):
            parse(value, "--set title")
    else:
        assert parse(value, "--set title").data == text
    lines = in_python(start, changes)
    assert all(visible(line) == line for line in lines.splitlines())
    called = [element for element in ast.walk(ast.parse(lines)) if isinstance(element, ast.Call)]
    (replaced,) = (call for call in called if getattr(call.func, "attr", "") == "replace")
    (loaded,) = (call for call in called if getattr(call.func, "attr", "") == "load")
    assert ast.literal_eval(replaced.args[0]) == {**changes, "horizon_months": 24}
    assert ast.literal_eval(loaded.args[0]) == words[2]


@pytest.mark.parametrize("name", ["=1+1", "![x](y)", "x" * 995, "-x", "10. x"])
def test_a_scenario_of_any_name_is_written_as_a_file_that_is_read_back(name: str) -> None:
    start = Scenario.from_document({key: value for key, value in BASE.items() if key != "title"}, name=name)
    back = load_text(scenario_text(start, {TOUR: 4}).encode(), "mine.yaml")
    assert back.rotation.tour_months.central == 4
    assert back.title in ("", f"{name} ({counted([TOUR])})")


def test_a_text_of_several_lines_is_written_in_one() -> None:
    start = Scenario.from_document({**BASE, "question": "a\n\nb: c\n"}, name="mine")
    text = scenario_text(start, {})
    assert 'question: "a\\n\\nb: c\\n"\n' in text
    assert load_text(text.encode(), "mine.yaml").document == start.document
