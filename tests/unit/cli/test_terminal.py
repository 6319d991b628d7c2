"""The grammar that the commands share: settings of an option, and the rows of a table."""

import itertools
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command import Call
from rich.console import Console
from rich.text import Text

import model
from model.cli import app, layout, terminal
from model.files.scenarios import shipped_scenarios


def test_set_changes_every_scenario(call: Call) -> None:
    done = call("run", "dannatt", "--set", "rotation.dwell_ratio=4", "--format", "csv")
    assert "dannatt,tied_up,troops,50000.0,50000.0,50000.0,,,,\n" in done.out


def test_a_set_value_is_yaml(call: Call) -> None:
    setting = "rotation.tour_months={low: 4, high: 6}"
    done = call("run", "dannatt", "--set", setting, "--set", "cost=null", "--format", "csv")
    assert "dannatt,throughput,tours,40000.0,48000.0,60000.0,,,,\n" in done.out


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


SHIPPED = sorted(shipped_scenarios())
TABLES = (
    *(("run", name) for name in SHIPPED),
    ("run", *SHIPPED),
    ("run", "willing_september_2025", "--draws", "500"),
    *(("drivers", name) for name in SHIPPED),
    ("solve", "willing_september_2025", "--lever", "force.reassurance_force.strength.troops"),
    *(("compare", "willing_september_2025", name) for name in ("chiefs_64000", "german_norm")),
    ("sources",),
)
NUMBER = re.compile(r"[-−]?\d(?:[\d.,]*\d)?")


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
def test_no_number_is_cut_on_a_terminal_of_any_width(
    words: tuple[str, ...], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables: list[tuple[Any, ...]] = []
    monkeypatch.setattr(terminal, "tell_table", lambda *table, right: tables.append((*table, right)))
    assert call(*words).code == 0
    assert tables
    for columns, cells, right in tables:
        rows = list(cells)
        numbers = Counter(NUMBER.findall(" ".join(itertools.chain.from_iterable(rows))))
        for width in (60, 80, 120, 200):
            lines = list(layout.table(columns, rows, width=width, right=right))
            assert max(map(len, lines)) <= width
            text = "\n".join(lines)
            assert "…" not in text
            assert Counter(NUMBER.findall(text)) == numbers


@pytest.mark.parametrize("width", [80, 120])
def test_a_table_is_as_wide_as_the_terminal(width: int, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "WIDTH_OF_A_PIPE", width)
    lines = call("run", "willing_september_2025").out.splitlines()
    assert max(map(len, lines)) <= width
    assert sum("EUR 3." in line and "cost_per_year" in line for line in lines) == 1


def test_a_terminal_shows_emoji_codes_and_markup_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / ":smile: [bold]x[-bold].yaml"
    file.write_text("force: {main: {strength: {troops: 10000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n")
    monkeypatch.setattr("sys.argv", ["roulement", "run", str(file), "dannatt"])
    with pytest.raises(SystemExit):
        app.main()
    out = capsys.readouterr().out
    assert out.count(":smile: [bold]x[-bold]") == out.count(model.load(file).name) > 10


def test_a_number_without_words_of_its_own_stands_with_its_separators(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_rows(("place", "troops"), [("here", 1_234.5)], sentences=[], output=terminal.Format.TABLE)
    assert "1,234.5" in capsys.readouterr().out


TEXTS = (
    "",
    "one line",
    "a line\n\nand another one after it \n",
    "   spaces before and after   ",
    "兵力 e\u0301 Łódź “−3” ×",
    "a long line of short words " * 40,
    f"{'兵力' * 150} of wide letters {'y' * 500}",
    "[bold]x[/bold] :smile: \x1b[2J\t\u202e",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_pipe_gets_the_sentences_that_rich_would_print(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Console(highlight=False, markup=False, emoji=False, color_system=None, width=400).print(terminal.printable(text))
    by_rich = capsys.readouterr().out
    terminal.tell_sentence(text)
    assert capsys.readouterr().out == by_rich


def test_a_pipe_gets_the_tables_that_rich_would_print(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [(text.replace("\n", " "), str(number)) for number, text in enumerate(TEXTS)]
    console = Console(highlight=False, markup=False, emoji=False, color_system=None, width=400)
    cells = [tuple(map(terminal.printable, row)) for row in rows]
    for line in layout.table(("text", "number"), cells, width=400, right=[1]):
        console.print(Text(line), soft_wrap=True)
    by_rich = capsys.readouterr().out
    terminal.tell_table(("text", "number"), rows, right=[1])
    assert capsys.readouterr().out == by_rich
