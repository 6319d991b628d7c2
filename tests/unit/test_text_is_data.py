"""Hostile text in every place of a file and in every option: it is told as text or refused, in every way out."""

import csv
import io
import json
import shlex
import sys
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import distributed
import pytest
import typer
import vl_convert
from command import Call, Done
from hostile import BASE, HOSTILE, as_yaml, hostile_everywhere, places, with_text

import model
from model.cli import app
from model.export.texts import SIGNS
from model.files.scenarios import load_text
from model.scenario.errors import ScenarioError

SECRET = "kept-in-the-environment"  # noqa: S105  (nobody's)
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
FORMATS = ("table", "json", "csv")
FROM_A_SHELL = {name: text for name, text in HOSTILE.items() if name not in ("null", "lone surrogate")}
"""What an argument of a program can be."""
TURNS = 72
"""Into how many parts the product of all texts and all places is cut; the first one is always run, the rest is slow."""
TURNS_OF_OPTIONS, ROTATIONS = 24, 4
RUNNING = {
    "run": ["mine.yaml", "--draws", "9"],
    "check": ["mine.yaml"],
    "compare": ["mine.yaml", "base.yaml"],
    "drivers": ["mine.yaml"],
    "solve": ["mine.yaml", "--lever", "rotation.dwell_months"],
    "report": ["mine.yaml", "--out", "report.html"],
    "sweep": ["mine.yaml", "--over", "rotation.tour_months=4:5:1", "--out", "sweep.parquet"],
    "list": [],
    "sources": ["dannatt"],
    "new": ["other"],
    "schema": [],
    "explore": [],
}
"""Each command with what it needs to run."""


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder deep enough that no path leads out of the test's own, a secret, and no network."""
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    monkeypatch.setenv("DB_PASSWORD", SECRET)
    monkeypatch.setattr("streamlit.web.cli.main", lambda *_: sys.exit(1))  # no server starts
    monkeypatch.setattr(distributed, "Client", _no_client)
    Path("base.yaml").write_text(as_yaml(BASE))
    Path("mine.yaml").write_text(as_yaml(BASE))


def _no_client(*_: object, **__: object) -> None:
    raise OSError("no cluster here")


DRAW = vl_convert.vegalite_to_svg


@pytest.fixture
def call(call: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command and check what it prints; an exception that is not ours fails the test."""
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", DRAW)  # a chart holds the file's words

    def checked(*words: str) -> Done:
        done = call(*words)
        check_text(done.out)
        check_text(done.err)
        assert max(map(len, done.err.splitlines()), default=0) < 5_000
        return done

    return checked


def check_text(text: str) -> None:
    """No letter that hides but the ends of lines, and nothing of what a format language would have put in."""
    hidden = {letter for letter in text if letter != "\n" and unicodedata.category(letter) in HIDDEN}
    assert hidden == set()
    for evaluated in (SECRET, "Traceback", "<frame", "<class", "<module", " " * 10_000):
        assert evaluated not in text


def check_csv(text: str) -> None:
    check_text(text)
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            assert not cell.startswith(SIGNS) or _is_number(cell), cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes, and all addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name) for name, _ in attrs} | {(tag, "")}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src", "xlink:href", "action")}

    def handle_data(self, data: str) -> None:
        self.words += data


def check_report(text: str, harmless: Elements, link: str = "") -> Elements:
    """The report of a hostile file holds no other elements, attributes and addresses than that of a harmless one."""
    check_text(text)
    page = Elements(text)
    assert page.found <= harmless.found
    assert page.addresses <= harmless.addresses | ({link} if link else set())
    return page


def everything(file: str, call: Call) -> None:
    """Run every command on a file, and look at all that it prints and writes but its report."""
    for output in FORMATS:
        for words in (["run", file], ["compare", "base.yaml", file], ["drivers", file],
                      ["solve", file, "--lever", "rotation.tour_months"]):  # fmt: skip
            code, out, err = call(*words, "--format", output)
            assert (code, err) == (0, ""), words
            if output == "json":
                json.loads(out)
            elif output == "csv":
                check_csv(out)
    for words in (["check", file], ["run", file, "--out", "csv", "--format", "csv"], ["run", file, "--draws", "20"],
                  ["run", file, "--out", "json", "--format", "json"], ["report", file, "--out", "report.html"],
                  ["sweep", file, "--over", "rotation.tour_months=4:5:1", "--out", "sweep.parquet"]):  # fmt: skip
        assert call(*words)[0] == 0, words
    for path in Path("csv").glob("*.csv"):
        check_csv(path.read_text())
    for path in Path("json").glob("*.json"):
        check_text(path.read_text())
        json.loads(path.read_text())


def taken() -> list[str]:
    """The texts that plain text may be."""
    return [text for text in HOSTILE.values() if _is_taken(text)]


def _is_taken(text: str) -> bool:
    try:
        model.Scenario.from_document(with_text(("title",), text))
    except ScenarioError:
        return False
    return True


def hostile_files(turn: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place with some of the texts: which ones depends on the turn; all turns together are all."""
    paths = list(places())
    for number, (name, text) in enumerate(HOSTILE.items()):
        for path in paths[(turn - number) % TURNS :: TURNS]:
            yield f"{name} at {'.'.join(path)}", with_text(path, text)


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in range(1, TURNS))])
def test_text_in_any_place_of_a_file_is_taken_as_text_or_refused_in_a_few_safe_lines(turn: int) -> None:
    sound = 0
    for what, document in hostile_files(turn):
        try:
            scenario = load_text(as_yaml(document).encode(), "mine.yaml")
        except ScenarioError as error:
            text = str(error)
        else:
            text = f"mine.yaml: {scenario.title} {scenario.question} {' '.join(map(scenario.title_of, scenario.force))}"
            sound += 1
        check_text(text)
        assert text.startswith("mine.yaml"), what
    assert 50 / 3 < sound < 600 / 3


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(ROTATIONS))
def test_text_that_a_file_may_hold_is_text_on_the_terminal_in_files_and_in_the_report(turn: int, call: Call) -> None:
    texts = [text for text in taken() if text.strip()]
    first = turn * len(texts) // ROTATIONS
    Path("harmless.yaml").write_text(as_yaml(hostile_everywhere(["Some text"])))
    Path("hostile.yaml").write_text(as_yaml(hostile_everywhere([*texts[first:], *texts[:first]])))
    assert call("report", "harmless.yaml", "--out", "harmless.html")[0] == 0
    everything("hostile.yaml", call)
    page = check_report(Path("report.html").read_text(), Elements(Path("harmless.html").read_text()))
    assert " ".join(texts[first].split()) in page.words


def file_names() -> dict[str, str]:
    names = {name: text for name, text in FROM_A_SHELL.items() if text.strip() and "/" not in text and len(text) < 200}
    return {**names, "path": "..x..", "picture": "![x](y)", "claim": "[dannatt.deployed](#claim-dannatt.deployed)"}


@pytest.mark.parametrize("name", file_names())
def test_a_file_of_any_name_is_run_or_refused(name: str, call: Call) -> None:
    file = f"./{file_names()[name]}.yaml"
    Path(file).write_text(as_yaml(BASE))
    for words in (["check", file], ["run", file], ["run", file, "--format", "csv"], ["run", file, "--format", "json"],
                  ["compare", file, "base.yaml", "--format", "csv"]):  # fmt: skip
        code, out, err = call(*words)
        assert (code == 1) == any(unicodedata.category(letter) in HIDDEN or letter == "\ufffe" for letter in file), err
        if words[-1] == "csv":
            check_csv(out)


@pytest.mark.parametrize("name", ["sheet formula", "rich markup", "emoji code", "code", "shell", "entity"])
@pytest.mark.slow
def test_a_report_of_a_file_of_any_name_is_text(name: str, call: Call) -> None:
    file = f"{HOSTILE[name].replace('/', '_')}.yaml"
    Path(file).write_text(as_yaml(BASE))
    assert call("report", "base.yaml", "--out", "base.html", "--link", "http://x/")[0] == 0
    assert call("report", f"./{file}", "--out", "mine.html", "--link", "http://x/?a=\"'><b>")[0] == 0
    page = check_report(Path("mine.html").read_text(), Elements(Path("base.html").read_text()), "http://x/?a=\"'><b>")
    assert shlex.quote(file) in page.words  # in the line of the command


def options() -> list[tuple[str, str]]:
    """Every command with each of its options and arguments that take a value, as the program itself lists them."""
    commands: dict[str, Any] = typer.main.get_command(app.app).commands  # type: ignore[attr-defined]
    return [
        (command, option.opts[0] if option.param_type_name == "option" else "")
        for command, what in commands.items()
        for option in what.params
        if not getattr(option, "is_flag", False)
    ]


def test_the_options_known_today_are_found() -> None:
    assert {command for command, _ in options()} == set(RUNNING) - {"schema"}
    known = {("run", "--set"), ("run", "--dask"), ("sweep", "--over"), ("solve", "--between"), ("report", "--link"),
             ("sources", ""), ("explore", "--port"), ("drivers", "--format"), ("run", "--workers")}  # fmt: skip
    assert known <= set(options())


@pytest.mark.parametrize("part", ["some", pytest.param("others", marks=pytest.mark.slow)])
@pytest.mark.parametrize(("command", "option"), options(), ids=lambda word: word or "argument")
def test_text_in_any_option_is_taken_or_refused_in_a_few_safe_lines(
    command: str, option: str, part: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "model.export.report.report", lambda *_, **__: ""
    )  # seconds each; what it holds is looked at above
    first = options().index((command, option))
    for number, text in enumerate(FROM_A_SHELL.values()):
        if ((number + first) % TURNS_OF_OPTIONS == 0) != (part == "some"):
            continue
        needed = RUNNING[command]
        if not option:  # behind `--` nothing is an option
            words = [[*needed[1:], "--", *([text] * (2 if command == "compare" else 1))]]
        else:
            others = [word for at, word in enumerate(needed) if option not in needed[max(at - 1, 0) : at + 1]]
            words = [[*others, option, text]]
        if option in ("--set", "--over"):
            words += [[*others, option, f"title={text}"], [*others, option, f"{text}=1"]]
        for arguments in words:
            code, out, err = call(command, *arguments)
            assert code in (0, 1, 2)
            assert out or err or code == 0 or command == "explore"  # a server that started ends by an interrupt


def test_an_option_that_no_command_has_is_refused_in_safe_lines(call: Call) -> None:
    for text in FROM_A_SHELL.values():
        for words in (
            [text],
            [f"--{text}"],
            ["run", f"--{text}"],
            ["schema", text],
            ["run", "--seed", text, "base.yaml"],
        ):
            code, _, err = call(*words)
            assert (code, bool(err)) != (0, True)
