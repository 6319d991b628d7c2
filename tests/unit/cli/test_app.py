"""The command: what it prints, where, and how it exits."""

import io
import itertools
import json
import os
import runpy
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from command import Call
from rich.console import Console

import model
from model.cli import app, ask, interrupts, terminal
from model.cli import run as run_command
from model.export.report import report
from model.files.register import shipped_register
from model.files.scenarios import load
from model.present.words import force as force_words
from model.present.words.claims import figure_in_words
from model.present.words.notes import notes, warnings

PLAIN = "force: {main: {strength: {troops: 10000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"


def test_json_of_lord_dannatts_arithmetic(call: Call) -> None:
    done = call("run", "dannatt", "--format", "json")
    (summary,) = json.loads(done.out)
    (tied_up,) = (row for row in summary["measures"] if row["measure"] == "tied_up")
    assert tied_up == {"measure": "tied_up", "unit": "troops", "low": 30_000, "central": 35_000, "high": 40_000}
    assert (done.code, done.err) == (0, "")


def test_the_table_starts_with_the_sentence(call: Call) -> None:
    done = call("run", "reassurance_force")
    sentence, _, table = done.out.partition("\n\n")
    (run,) = model.run(model.load("reassurance_force")).runs
    assert " ".join(sentence.split()) == force_words.headline(run)
    assert "105,000" in table


def test_many_files_give_one_table_with_their_notes(call: Call) -> None:
    done = call("run", "dannatt", "multinational_force_ukraine")
    assert done.out.count("tied_up") == 2
    (run,) = model.run(model.load("multinational_force_ukraine")).runs
    cells = {force_words.missing(run, name) for name in run.measures if run.measure(name).central is None}
    lines = {f"\nmultinational_force_ukraine: {note}\n" for note in notes(run)}
    assert cells
    assert lines
    assert [text for text in cells | lines if text not in done.out] == []


def test_set_changes_every_scenario(call: Call) -> None:
    done = call("run", "dannatt", "--set", "rotation.dwell_ratio=4", "--format", "csv")
    assert "dannatt,tied_up,troops,50000.0,50000.0,50000.0\n" in done.out


def test_a_set_value_is_yaml(call: Call) -> None:
    setting = "rotation.tour_months={low: 4, high: 6}"
    done = call("run", "dannatt", "--set", setting, "--set", "cost=null", "--format", "csv")
    assert "dannatt,throughput,tours,40000.0,48000.0,60000.0\n" in done.out


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            ["rotation.tuor_months=4"],
            "--set: rotation.tuor_months: no 'tuor_months' below rotation; did you mean 'tour_",
        ),
        (["rotation.tour_months"], "--set rotation.tour_months: write PATH=VALUE, e.g. rotation.tour_months=4"),
        (["rotation.tour_months=[1"], "--set rotation.tour_months:2:1: this is not YAML"),
        (["title=a", "title=b"], "--set: title: is set twice; keep one"),
        (["title=a\udcff"], "--set title:1:2: holds U+DCFF, which is not seen"),
        (["ti\x1b[2Jtle=a"], "--set ti\\x1b[2Jtle: the path holds U+001B, which is not seen"),
        (["x" * 5_000], f"--set {'x' * 60}: write PATH=VALUE"),
        ([f"{'x' * 5_000}=1"], f"--set: {'x' * 60}: no '{'x' * 60}' in a scenario; allowed: "),
        (
            ["rotation.tour_months=5e-324"],
            "--set: rotation.tour_months: 4.94065645841247e-324 is too near to 0",
        ),
        (
            [f"force.{'x' * 5_000}.task.a=1"],
            f"--set: force.{'x' * 60}.task.a: no 'a' below force.{'x' * 54}; nothing is",
        ),
        (["force.a\u0301.task=air"], "--set: force.a\u0301.task: no 'a\u0301' below force to change; allowed: "),
    ],
)
def test_a_set_that_cannot_be_used_gets_one_clear_line(setting: list[str], message: str, call: Call) -> None:
    words = [word for change in setting for word in ("--set", change)]
    done = call("run", "dannatt", *words)
    assert done.code == 1
    assert done.err.startswith(message)
    assert done.out == ""


def test_in_a_batch_the_good_files_still_run(tmp_path: Path, call: Call) -> None:
    (tmp_path / "good.yaml").write_text(PLAIN)
    (tmp_path / "bad.yaml").write_text("force: 5\n")
    files = [str(tmp_path / name) for name in ("good.yaml", "bad.yaml", "missing.yaml")]
    done = call("run", *files, "--format", "csv")
    assert done.code == 1
    assert "good,tied_up,troops,30000.0" in done.out
    assert "bad.yaml:1:1: force: expected keys and values below it" in done.err
    assert done.err.rstrip().endswith("2 of 3 did not run")


def test_two_files_of_one_name_do_not_share_a_table(tmp_path: Path, call: Call) -> None:
    (tmp_path / "dannatt.yaml").write_text(PLAIN)
    done = call("run", "dannatt", str(tmp_path / "dannatt.yaml"))
    assert done.code == 1
    assert "a scenario named 'dannatt' is already there; rename one of the two files" in done.err


def test_nothing_is_written_when_nothing_runs(tmp_path: Path, call: Call) -> None:
    done = call("run", "danatt", "--out", str(tmp_path / "out"))
    assert done.code == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("form", "suffix"), [("table", "csv"), ("csv", "csv"), ("json", "json"), ("parquet", "parquet")]
)
def test_out_writes_a_file_for_each_frame(tmp_path: Path, form: str, suffix: str, call: Call) -> None:
    done = call("run", "dannatt", "--out", str(tmp_path / "out"), "--format", form)
    frames = ("chances", "contributors", "inputs", "measures", "phases", "requirement", "timeline")
    expected = {"manifest.json", *(f"{frame}.{suffix}" for frame in frames)}
    assert {path.name for path in (tmp_path / "out").iterdir()} == expected
    assert done.err == f"Wrote 8 files to {tmp_path / 'out'}\n"


def test_an_out_that_cannot_be_written_exits_1(tmp_path: Path, call: Call) -> None:
    (tmp_path / "file").write_text("")
    done = call("run", "dannatt", "--out", str(tmp_path / "file"))
    assert done.code == 1
    assert "cannot be written" in done.err


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
    assert figure_in_words(claim) in table
    assert "dannatt.tied_up" in call("sources", "LORD DANNATT", "--format", "csv").out
    assert call("sources", "nobody").err == "sources: no claim's id or speaker holds nobody\n"
    (row,) = json.loads(call("sources", "clash_report.troops", "--format", "json").out)
    assert row["figure"] == figure_in_words(shipped_register().claims["clash_report.troops"])


def test_explore_serves_the_pages_on_this_machine(monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    started: list[list[str]] = []

    def serve(words: list[str]) -> None:
        started.append(words)
        sys.exit(len(started) - 1)

    monkeypatch.setattr("streamlit.web.cli.main", serve)
    done = call("explore", "--port", "8599")
    assert done.code == 130  # the server ends when it is stopped
    assert done.out == "The explorer is at http://127.0.0.1:8599 (stop it with Ctrl-C)\n"
    (words,) = started
    assert words[2:] == ["--server.address", "127.0.0.1", "--server.port", "8599"]  # whatever the environment says
    assert Path(words[1]).name == "app.py"
    assert Path(words[1]).is_file()
    assert call("explore", "--port", "8599").code == 1  # it did not start, and said why


def test_explore_says_that_a_port_is_in_use_before_it_names_an_address(call: Call) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = call("explore", "--port", str(port))
    words = f"--port {port}: cannot be used: Address already in use; give another, e.g. --port {port % 65_535 + 1}\n"
    assert (done.code, done.out, done.err) == (1, "", words)


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
        "    c: {position: offered}\n"
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


@pytest.mark.parametrize(
    ("seconds_a_file", "is_terminal", "is_shown"), [(1.0, True, True), (0.01, True, False), (1.0, False, False)]
)
def test_a_bar_shows_on_a_terminal_once_a_second_of_work_is_ahead(
    *, seconds_a_file: float, is_terminal: bool, is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = itertools.count(step=seconds_a_file)
    monkeypatch.setattr(run_command, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=is_terminal)
    seen = [file for file in run_command._with_progress(["a", "b", "c"], console) if not console.print(file)]  # noqa: SLF001
    assert seen == ["a", "b", "c"]
    assert ("Running scenarios" in screen.getvalue()) == is_shown


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


def test_report_writes_one_file_whole_and_the_same_again(tmp_path: Path, call: Call) -> None:
    out = tmp_path / "report.html"
    words = ("report", "dannatt", "--out", str(out), "--set", "rotation.tour_months=4")
    done = call(*words)
    assert (done.code, done.out, done.err) == (0, "", f"Wrote {out}\n")
    first = out.read_bytes()
    assert b"--set rotation.tour_months=4" in first
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    (run,) = model.run(model.load("dannatt").replace({"rotation.tour_months": 4.0})).runs
    assert report(run, model.load("dannatt"), {"rotation.tour_months": 4.0}).encode() == first
    changes = {"rotation.tour_months": 4}
    assert ask._report_text(model.load("dannatt"), changes, "").encode() == first  # noqa: SLF001  (on a worker)


def test_a_report_that_cannot_be_written_is_one_clear_line(tmp_path: Path, call: Call) -> None:
    for out, why in ((tmp_path, "it is a folder"), (tmp_path / "none" / "report.html", "No such file or directory")):
        done = call("report", "dannatt", "--out", str(out))
        assert (done.code, done.out) == (1, "")
        assert done.err == f"{out}: cannot be written: {why}; name a file in a folder that can\n"
    assert list(tmp_path.iterdir()) == []


def test_a_report_of_a_bad_change_or_file_says_so(tmp_path: Path, call: Call) -> None:
    out = str(tmp_path / "report.html")
    done = call("report", "dannatt", "--out", out, "--set", "rotation.tour_months=many")
    assert (done.code, done.err.startswith("--set: rotation.tour_months: ")) == (1, True)
    assert call("report", "dannat", "--out", out).code == 1
    done = call("report", "dannatt", "--out", out, "--link", "https://a\udcff")
    assert (done.code, done.err.startswith("--link: holds U+DCFF")) == (1, True)
    done = call("report", "dannatt", "--out", out, "--link", "javascript:alert(1)")
    assert (done.code, done.err.startswith("--link: 'javascript:alert(1)' is not an address")) == (1, True)
    assert not Path(out).exists()
    address = "https://example.org/?scenario=dannatt"
    assert call("report", "dannatt", "--out", out, "--link", address).code == 0
    assert f'<a href="{address}">' in Path(out).read_text()
    assert call("report", "dannatt").code == 2


def test_the_command_starts_without_what_only_a_report_wants() -> None:
    late = {"altair", "jinja2", "pandas", "pyarrow", "vl_convert"}
    lines = f"import sys, model.cli.app; print([name for name in sys.modules if name in {late}])"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_long_table_is_the_same_in_pieces(monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    names = ("dannatt", "three_tier", "willing_chances", "chiefs_64000")
    whole = call("run", *names).out
    monkeypatch.setattr(terminal, "ROWS_AT_ONCE", 7)
    assert call("run", *names).out == whole
