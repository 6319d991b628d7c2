"""The command: what it prints, where, and how it exits."""

import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from command import Call

import model
from model.cli import app, interrupts
from model.cli import run as run_command
from model.files.register import shipped_register
from model.files.scenarios import load
from model.present.words.figures import figure
from model.present.words.notes import warnings

PLAIN = "force: {main: {strength: {troops: 10000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"


def test_unknown_options_exit_2(call: Call) -> None:
    assert call("run", "dannatt", "--nope").code == 2
    assert call("run", "dannatt", "--format", "xml").code == 2
    assert call("run", "dannatt", "--format", "parquet").code == 2
    assert call("sources", "--format", "parquet").code == 2


def test_check_names_the_sound_and_every_fault(tmp_path: Path, call: Call) -> None:
    (tmp_path / "bad.yaml").write_text(PLAIN.replace("6", "0").replace("troops", "trops"))
    done = call("check", "dannatt", str(tmp_path / "bad.yaml"))
    assert done.out == "dannatt: sound\n"
    assert len(done.err.splitlines()) == 2
    assert done.code == 1
    assert call("check", "dannatt").code == 0


def test_schema_is_json(call: Call) -> None:
    assert json.loads(call("schema").out)["title"] == "Roulement scenario"


def test_sources_lists_who_said_what(call: Call) -> None:
    table = call("sources", "dannatt.").out
    claim = shipped_register().claims["dannatt.tied_up"]
    assert claim.speaker in table
    assert figure(claim) in table
    assert "dannatt.tied_up" in call("sources", "LORD DANNATT", "--format", "csv").out
    assert call("sources", "nobody").err == "sources: no claim's id or speaker holds nobody\n"
    (row,) = json.loads(call("sources", "clash_report.troops", "--format", "json").out)
    assert row["figure"] == figure(shipped_register().claims["clash_report.troops"])


def test_an_output_that_is_full_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_command.Printed, "tell", full)
    done = call("run", "dannatt")
    assert (done.code, done.err) == (1, "cannot print: No space left on device\n")


@pytest.mark.parametrize(("stdout", "code"), [(None, 1), (io.StringIO(), 0)])
def test_a_closed_output_is_told_and_any_other_taken(
    stdout: io.StringIO | None, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", stdout)
    monkeypatch.setattr(sys, "argv", ["roulement", "run", "dannatt"])
    with pytest.raises(SystemExit) as ended:
        app.main()
    assert int(ended.value.code or 0) == code
    assert ("standard output is closed" in capsys.readouterr().err) == bool(code)


def test_the_output_is_made_to_take_every_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    bytes_out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(bytes_out, encoding="ascii", write_through=True))
    monkeypatch.setattr(sys, "argv", ["roulement", "run", "dannatt"])
    with pytest.raises(SystemExit):
        app.main()
    assert b"30,000" in bytes_out.getvalue()


def test_letters_that_the_terminal_lacks_do_not_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("title: Ż\n" + PLAIN, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "model", "run", str(path), "dannatt", "--format", "json"]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert b"tied_up" in done.stdout


def test_the_version_is_told(call: Call) -> None:
    assert call("--version").out == f"roulement {model.files.shipped.version()}\n"


def test_check_warns_of_what_is_taken_otherwise_with_its_place(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        PLAIN + "coalition:\n  deployable_share: 0.4\n  contributors:\n"
        "    a: {position: offered, land_strength: 10000, offer_troops: 9000}\n"
        "    b: {position: offered, land_strength: 10000, deployed_elsewhere: 4000}\n"
        "    c: {position: offered, land_strength: unknown}\n"
    )
    done = call("check", str(path))
    assert done.code == 0
    (run,) = model.run(load(str(path))).runs
    places = (
        "6:50: coalition.contributors.a.offer_troops",
        "7:50: coalition.contributors.b.deployed_",
        "8:5: coalition.",
    )
    lines = done.err.splitlines()
    for line, place, problem in zip(lines, places, warnings(run), strict=True):
        assert line.startswith(f"warning: {path}:{place}")
        assert line.endswith(problem.message)
    path.write_text(PLAIN + "coalition: {deployable_share: 0.4, contributors: {poland: {position: refused}}}\n")
    done = call("check", str(path))
    (problem,) = warnings(model.run(load(str(path))).runs[0])
    assert done.err == f"warning: {path}:3:36: coalition.contributors: {problem.message}\n"


def test_help_says_what_it_is_for(call: Call) -> None:
    assert "what a proposed force of so many troops would tie up" in call("--help").out


def test_python_m_model_is_the_same_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["model", "run", "dannatt", "--format", "csv"])
    monkeypatch.setattr(interrupts, "watched", lambda command: command())  # this process goes on
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("model", run_name="__main__")
    assert not ended.value.code
    assert capsys.readouterr().out == model.export.texts.csv_text(model.run(model.load("dannatt")).measures)
    with pytest.raises(SystemExit):
        runpy.run_module("model.__main__", run_name="model.__main__")["main"]()
    assert "dannatt,tied_up" in capsys.readouterr().out


def test_the_command_starts_without_what_only_a_report_wants() -> None:
    late = {"altair", "jinja2", "pandas", "pyarrow", "vl_convert"}
    lines = f"import sys, model.cli.app; print([name for name in sys.modules if name in {late}])"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
