"""Headers, and the lines that give the page's numbers again: run for every scenario, changed as the page would."""

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

import pandas as pd
import pytest
from hostile import BASE, HOSTILE

import model
from model.cli import app
from model.export.headers import csv_with_header, header
from model.export.scenario_file import in_python, on_the_command_line, scenario_text
from model.files.scenarios import load_text, shipped_scenarios
from model.files.strict_yaml import parse
from model.frozen import Range
from model.letters import hidden_in, visible
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.ui.session import choices as session_choices
from model.ui.session import inputs

FILE = b"force: {main: {strength: {troops: 20000}}}\nrotation: {tour_months: 6, dwell_ratio: {low: 2, high: 3}}\n"


def random_changes(scenario: Scenario, seed: str) -> dict[str, Any]:
    """Changes as the page makes them: sliders and exact numbers, words, who is in; such as the model takes."""
    source = random.Random(seed)  # noqa: S311  (no secret)
    for _ in range(200):
        chosen, choices = inputs.starts(scenario), session_choices.starts(scenario)
        for field in source.sample(inputs.inputs(scenario), 2):
            least, most, _step = field.bounds
            chosen[field.key] = source.choice([round(source.uniform(least, most), 3), float(round(most / 2))])
        for key in source.sample(list(choices), 3):
            if key == session_choices.WHO and scenario.coalition is not None:
                names = sorted(scenario.coalition.contributors)
                choices[key] = ",".join(source.sample(names, source.randint(0, len(names))))
            elif key in session_choices.WORDS:
                choices[key] = source.choice(session_choices.WORDS[key])
            else:
                choices[key] = source.choice([1e-05, 0.25, 1.0])
        changes = inputs.changes(scenario, chosen) | session_choices.changes(scenario, choices)
        with contextlib.suppress(ScenarioError):
            model.run(scenario.replace(changes))
            if len(changes) > 1:
                return changes
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
    return {name: (found.low, found.central, found.high) for name in run.measures if (found := run.measure(name))}


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


def test_t_29_a_csv_begins_with_its_header_and_pandas_reads_the_rest() -> None:
    start = load_text(b'title: "Forty #2\\n# of all"\n' + FILE, "mine.yaml")
    changes = {"rotation.tour_months": 4.0}
    lines = header(start, changes, "http://127.0.0.1/?tour=4")
    assert lines[:3] == ["Scenario: mine", "Forty #2 # of all, 1 change", "Link: http://127.0.0.1/?tour=4"]
    assert lines[3].startswith("Made with roulement ")
    assert lines[4:] == ["Changed: Tour: 6 -> 4", "Claims: none"]
    frame = pd.DataFrame({"title": ["a # b", 'a "c", d', None], "low": [1 / 3, None, 2.5]})
    text = csv_with_header(frame, lines)
    assert text.startswith("# Scenario: mine\n# Forty #2 # of all, 1 change\n# Link: ")
    pd.testing.assert_frame_equal(pd.read_csv(io.StringIO(text), comment="#"), frame)


def test_a_header_names_every_claim_behind_the_numbers_and_the_positions() -> None:
    start = model.load("reassurance_force")
    (claims,) = (line for line in header(start, {}) if line.startswith("Claims: "))
    for claim in ("dannatt.dwell_ratio", "dannatt.tied_up", "times.troops", "poland.position_2025_02"):
        assert claim in claims
    assert "Link" not in "".join(header(start, {}))


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
