"""The command: what it prints, where, and how it exits."""

import io
import json
import os
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from command import Call

import model
from model.cli import app, interrupts
from model.cli import run as run_command
from model.files.register import shipped_register
from model.files.scenarios import load, shipped_scenarios
from model.present.words.figures import figure
from model.present.words.notes import warnings

PLAIN = "force: {main: {strength: {troops: 10000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"


def test_a_second_scenario_of_one_name_is_not_checked(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "dannatt.yaml"
    path.write_text("extends: dannatt\n")
    code, out, err = call("check", "dannatt", str(path))
    assert (code, out) == (1, "dannatt: sound\n")
    assert "a scenario named 'dannatt' is already there; rename one of the two files" in err


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
    assert (
        call("sources", "nobody").err == "sources: no claim's id or speaker holds nobody; roulement sources lists all\n"
    )
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
        assert line.startswith(f"note: {path}:{place}")
        assert line.endswith(problem.message)
    path.write_text(PLAIN + "coalition: {deployable_share: 0.4, contributors: {poland: {position: refused}}}\n")
    done = call("check", str(path))
    (problem,) = warnings(model.run(load(str(path))).runs[0])
    remedy = "give a nation that would take part a position, or a chance, that counts"
    assert done.err == f"warning: {path}:3:36: coalition.contributors: {problem.message}; {remedy}\n"


def test_a_strict_check_counts_warnings_as_faults_and_a_quiet_one_prints_none(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(PLAIN + "coalition: {deployable_share: 0.4, contributors: {poland: {position: refused}}}\n")
    done = call("check", str(path), "dannatt")
    assert (done.code, done.out) == (0, "mine: sound\ndannatt: sound\n")
    assert call("check", str(path), "--quiet") == (0, "mine: sound\n", "")
    strict = call("check", str(path), "dannatt", "--strict")
    assert strict == (1, "dannatt: sound\n", done.err)
    assert call("check", str(path), "--strict", "-q") == (1, "", done.err)
    assert call("check", "dannatt", "--strict").code == 0
    contributors = "{poland: {position: offered, offer_troops: 90000}}"
    path.write_text(f"{PLAIN}coalition: {{deployable_share: 0.4, contributors: {contributors}}}\n")
    code, out, err = call("check", str(path), "--strict")
    assert (code, out) == (0, "mine: sound\n")
    assert err.startswith(f"note: {path}:3:")
    assert call("check", str(path), "--strict", "--quiet") == (0, "mine: sound\n", "")
    assert call("check", "dannatt", "--set", "coalition.contributors.united_kingdom=null", "--strict").code == 1


def test_check_names_every_bad_row_of_a_table_of_variants(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text(PLAIN)
    Path("variants.csv").write_text("name,rotation.tour_months\nfour,4\nzero,0\n,5\nword,many\n")
    code, out, err = call("check", "mine.yaml", "--variants", "variants.csv")
    assert (code, out) == (1, "four: sound\n")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [
        "variants.csv:3:2", "variants.csv:4:1", "variants.csv:5:2",
    ]  # fmt: skip
    alone = 'name,coalition\nalone,\nnobody,"{deployable_share: 1, contributors: {poland: {position: refused}}}"\n'
    Path("variants.csv").write_text(alone)
    code, out, err = call("check", "mine.yaml", "--variants", "variants.csv", "--strict")
    assert (code, out) == (1, "alone: sound\n")
    assert err.startswith("warning: variants.csv:3:2: coalition.contributors: Nobody takes part")


def test_quiet_leaves_errors_alone_on_standard_error(tmp_path: Path, call: Call) -> None:
    out = str(tmp_path / "results")
    assert call("run", "dannatt", "--out", out, "--quiet").err == ""
    assert call("run", "dannatt", "--out", out).err == f"Wrote 8 files to {out}\n"
    words = ("sweep", "dannatt", "--over", "rotation.tour_months=4,6", "--measures", "tied_up", "-q", "--out")
    assert call(*words, str(tmp_path / "sweep.csv")) == (0, "", "")
    assert call(*words, str(tmp_path / "sweep.csv")).code == 1
    assert "danat" in call("run", "danat", "--quiet").err


def test_the_list_has_every_shipped_scenario_by_date(call: Call) -> None:
    rows = json.loads(call("list", "--format", "json").out)
    assert {row["name"] for row in rows} == set(shipped_scenarios())
    assert [row["as_of"] for row in rows] == sorted(row["as_of"] for row in rows)
    (dannatt,) = (row for row in rows if row["name"] == "dannatt")
    scenario = load("dannatt")
    assert dannatt == {
        "name": "dannatt", "as_of": "2025-02-20", "title": scenario.label, "question": scenario.question
    }  # fmt: skip
    head, first, *_ = call("list").out.splitlines()
    assert (head.split(), first.split()[:3]) == (["name", "as_of", "title"], ["british_norm", "2025-02-20", "10,000"])
    assert call("list", "--format", "csv").out.startswith("name,as_of,title,question\n")


def test_help_says_what_it_is_for(call: Call) -> None:
    text = call("--help").out
    assert "what a proposed force of so many troops would tie up" in " ".join(text.split())
    assert call("-h").out == text
    assert "..." not in text.partition("Commands:")[2]  # no first sentence is cut
    for name in app.COMMANDS:
        of_command = call(name, "-h").out
        assert all(line in of_command for line in (*app.EXAMPLES[name], "Exit status: 0 done; 1 a bad scenario"))
        assert max(map(len, of_command.splitlines())) <= 80


def test_every_argument_and_option_is_explained_in_a_whole_sentence() -> None:
    commands = typer.main.get_command(app.app).commands  # type: ignore[attr-defined]
    helps = {(name, what.name): what.help for name, command in commands.items() for what in command.params}
    assert list(commands) == list(app.COMMANDS) == list(app.EXAMPLES)
    assert [where for where, text in helps.items() if not text or not text.endswith((".", ")"))] == []
    assert [where for where, text in helps.items() if not text[0].isupper()] == []


def test_every_example_of_the_help_runs(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("model.export.report.report", lambda *_, **__: "")
    monkeypatch.setattr("streamlit.web.cli.main", lambda *_: sys.exit(1))  # no server starts
    (tmp_path / "mine.yaml").write_text(PLAIN)
    (tmp_path / "variants.csv").write_text("name,rotation.tour_months\nfour,4\n")
    (tmp_path / "points.csv").write_text("rotation.tour_months,rotation.dwell_ratio\n4,2\n")
    for line in (line for name, lines in app.EXAMPLES.items() if name != "explore" for line in lines):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAIN.encode())))
        words = shlex.split(line.rpartition("| ")[2].partition(" >")[0])
        assert call(*words[1:]).code == 0, line


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["dannatt"], "'dannatt' is no command. Did you mean roulement run with this scenario?"),
        (["mine.yaml"], "'mine.yaml' is no command. Did you mean roulement run with this scenario?"),
        (["rum", "dannatt"], "No such command 'rum'. Did you mean 'run'?"),
        (["run"], "Missing argument 'FILE'."),
        (["compare", "dannatt"], "Missing argument 'VARIANT'."),
        (["run", "dannatt", "--format", "xml"], "Invalid value for '--format': 'xml' is not one of 'table', 'json'"),
        (["run", "dannatt", "--frmat", "csv"], "No such option: --frmat (Possible options: --format)"),
        (["list", "--format", "parquet"], "this command prints table, json or csv"),
    ],
)
def test_a_mistake_in_words_and_options_has_a_remedy_and_exits_2(words: list[str], message: str, call: Call) -> None:
    done = call(*words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "-h' for help." in done.err


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


HEAVY = ("altair", "jinja2", "model.cli.drawn", "model.cli.screen", "pandas", "pyarrow", "rich.console", "ssl",
         "vl_convert", "webbrowser")  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "run dannatt",
        "run dannatt --format csv",
        "run dannatt --out results",
        "run dannatt --out results --format json --wide",
        "compare reassurance_force nato_norm --format csv",
        "drivers dannatt --format csv",
    ],
)
def test_numbers_are_printed_and_written_without_what_other_commands_want(words: str, tmp_path: Path) -> None:
    lines = (
        "import contextlib, sys, model.cli.app as app\n"
        f"sys.argv = ['roulement', *{words.split()}]\n"
        "with contextlib.suppress(SystemExit):\n"
        "    app.main()\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_the_report_imports_no_altair() -> None:
    lines = (
        "import sys, model\n"
        "from model.export.report import report\n"
        "start = model.load('dannatt')\n"
        "assert report(model.run(start).runs[0], start, {}).startswith('<!')\n"
        "print([name for name in sys.modules if name.partition('.')[0] == 'altair'])"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
