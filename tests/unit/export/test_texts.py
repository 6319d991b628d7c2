"""Text by its place: hidden letters, cells of a sheet, comments, JSON, a title that a file's name would spoil."""

import csv
import io
import json
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hostile import BASE, HOSTILE

import model
from model import letters
from model.cli import app
from model.export import html, texts
from model.export.headers import csv_with_header
from model.export.scenario_file import scenario_text
from model.export.texts import csv_cell, csv_lines, csv_text, json_text
from model.files.scenarios import load_text
from model.scenario import Scenario
from model.scenario.errors import MOST_KEYS, Problem, ScenarioError


def test_every_letter_that_hides_is_shown_as_its_code_and_no_other() -> None:
    beyond = range(0x20000, 0x110000)  # hardly any is assigned: some of them, and the two that end each plane
    for number in (*range(0x20000), *beyond[::251], *beyond[0xFFFE::0x10000], *beyond[0xFFFF::0x10000]):
        letter = chr(number)
        shown = letters.visible(letter)
        is_hidden = unicodedata.category(letter) in letters.HIDDEN or number & 0xFFFE == 0xFFFE
        assert (shown == letter) != is_hidden
        assert shown.isascii() or not is_hidden


def test_a_hidden_letter_is_named_with_its_remedy() -> None:
    assert letters.hidden_in("a\x1bb") == "holds U+001B, which is not seen or changes how a line is; leave it out"
    assert letters.hidden_in("a\u200bb").startswith("holds U+200B, ZERO WIDTH SPACE, which")
    assert letters.hidden_in("a\u00a0b\nc", but="\n") == ""
    assert letters.hidden_in("10\u202f000 é 😀") == ""


def test_a_quoted_value_is_short_and_of_one_line() -> None:
    assert letters.quoted(10**5_000) == "a number of too many digits"
    assert letters.quoted("\x1b" * 5_000) == f"'{chr(92)}x1b{f'{chr(92)}x1b' * 59}'"
    assert letters.quoted(12.5) == "'12.5'"


def test_a_problem_is_one_bounded_line_whatever_it_quotes() -> None:
    problem = Problem(("a\nb" * 100,) * 100, "x\x1b" * 5_000, "file\n.yaml")
    assert len(str(problem).splitlines()) == 1
    assert len(str(problem)) < 20_000
    assert str(problem).startswith("file\\n.yaml: a\\nba")
    assert str(problem).count("a\\nb" * 20) == MOST_KEYS
    assert problem.path[0] == "a\nb" * 100


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (
            {"as_of": "{error.__traceback__.tb_frame.f_globals}"},
            "'{error.__traceback__.tb_frame.f_globals}' is not a date",
        ),
        ({"as_of": "{found:>300000000}"}, "as_of: '{found:>300000000}' is not a date: write YYYY-MM-DD"),
        ({"as_of": "{"}, "as_of: '{' is not a date"),
        ({"as_of": {"a": "b"}}, "as_of: 'a dict' is not a date"),
        ({"as_of": 10**5_000}, "as_of: a number of too many digits is not a date"),
        ({"horizon_months": "{found.__class__}"}, "expected a whole number, found '{found.__class__}'"),
        ({"title": "\ud800"}, "title: holds U+D800, which is not seen"),
        ({"force": {"a\ud800": {}}}, "'a\\ud800' holds half a letter; leave it out"),
        ({"title": "a\u202eb"}, "title: holds U+202E, RIGHT-TO-LEFT OVERRIDE, which"),
        ({"schedule": {"start": "{ge}"}}, "'{ge}' is not known here; allowed: 'rested' or 'evenly_spread'"),
    ],
)
def test_what_a_file_says_is_quoted_as_it_stands(document: dict[str, object], words: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        Scenario.from_document({**BASE, **document})
    assert words in str(raised.value)


def test_plain_text_is_of_one_line() -> None:
    assert Scenario.from_document({**BASE, "title": " a\n\n# b\t\tc "}).title == "a # b c"


def test_a_scenarios_name_hides_no_letter() -> None:
    with pytest.raises(ScenarioError, match=r"the scenario's name holds U\+000A, .* rename its file"):
        Scenario.from_document(BASE, name="a\nb")


WHOLE_LETTERS = [text for text in HOSTILE.values() if not any(unicodedata.category(letter) == "Cs" for letter in text)]
"""What a frame can hold."""


@pytest.mark.parametrize("text", WHOLE_LETTERS)
def test_a_cell_of_text_is_text_in_a_sheet(text: str) -> None:
    frame = pd.DataFrame({text: [text, None], "number": [-1.5, float("nan")], "whole": [-1, 2], "any": [None, -3]})
    frame["any"] = frame["any"].astype(object)
    frame["of few"] = pd.Categorical([text, text])
    for written in (
        csv_text(frame),
        csv_text(frame, quote_text=True),
        csv_lines(list(frame), frame.to_numpy().tolist()),
    ):
        rows = list(csv.reader(io.StringIO(written)))
        for cell in (rows[0][0], rows[1][0], rows[1][4]):
            assert cell == csv_cell(text)
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert letters.visible(cell) == cell
        assert rows[1][1:3] == ["-1.5", "-1"]
        assert float(rows[2][3]) == -3


def test_a_header_is_no_formula_in_a_sheet_and_opens_no_quote() -> None:
    frame = pd.DataFrame({"title": ["a,=1+1"]})
    text = csv_with_header(frame, ['Title,=1+1;@x|-y,"=2', "Link: http://x/?a=1,2&b=-1", "a\nb\x1b"])
    head = text.splitlines()[:3]
    assert head == ['# Title, =1+1; @x| -y, "=2', "# Link: http://x/?a=1,2&b=-1", "# a b\\x1b"]
    for separator in ",;|":
        for row in csv.reader(head, delimiter=separator):
            assert not any(cell.startswith(texts.SIGNS) for cell in row)


@pytest.mark.parametrize("text", HOSTILE.values())
def test_json_holds_plain_letters_alone_and_says_the_same(text: str) -> None:
    written = json_text({text: [text]}, 1)
    assert written.replace("\n", "").isprintable()
    assert written.isascii()
    assert json.loads(written) == {text: [text]}


def test_json_holds_no_number_that_is_none() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text([float("inf")])


@pytest.mark.parametrize("name", ["=1+1", "![x](y)", "x" * 995, "-x", "10. x"])
def test_a_scenario_of_any_name_is_written_as_a_file_that_is_read_back(name: str) -> None:
    start = Scenario.from_document({key: value for key, value in BASE.items() if key != "title"}, name=name)
    back = load_text(scenario_text(start, {"rotation.tour_months": 4}).encode(), "mine.yaml")
    assert back.rotation.tour_months.central == 4
    assert back.title in ("", f"{name} (1 change)")


def test_a_text_of_several_lines_is_written_in_one() -> None:
    start = Scenario.from_document({**BASE, "question": "a\n\nb: c\n"}, name="mine")
    text = scenario_text(start, {})
    assert 'question: "a\\n\\nb: c\\n"\n' in text
    assert load_text(text.encode(), "mine.yaml").document == start.document


def test_only_an_address_of_the_web_is_a_link() -> None:
    parts = html.TEMPLATES.get_template("parts.html.jinja").module
    anchor = parts.anchor  # type: ignore[attr-defined]
    assert anchor("https://x/?a=1&b") == '<a href="https://x/?a=1&amp;b">https://x/?a=1&amp;b</a>'
    for address in ("javascript:alert(1)", "//evil.example", "data:text/html,x", "HTTP://x"):
        assert anchor(address) == address


def test_html_shows_hidden_letters_as_codes_and_makes_no_code_of_a_readers_backticks() -> None:
    assert html.escaped("a\u202eb\x1b\x07") == "a\\u202eb\\x1b\\x07"
    assert html.prose("`a` <b>") == "`a` &lt;b&gt;"
    assert html.coded("`a` <b>") == "<code>a</code> &lt;b&gt;"


def test_a_report_without_a_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("model.export.report.report", lambda *_, **__: "")
    monkeypatch.setattr("sys.argv", ["roulement", "report", "dannatt", "--out", ""])
    with pytest.raises(SystemExit):
        app.main()
    assert capsys.readouterr().err == "--out: name a file to write\n"


def test_a_link_that_hides_letters_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "report.html"
    monkeypatch.setattr("sys.argv", ["roulement", "report", "dannatt", "--out", str(out), "--link", "http://x/\u202e"])
    with pytest.raises(SystemExit):
        app.main()
    assert not out.exists()


def test_a_terminal_shows_emoji_codes_and_markup_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / ":smile: [bold]x[-bold].yaml"
    file.write_text("force: {main: {strength: {troops: 10000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n")
    monkeypatch.setattr("sys.argv", ["roulement", "run", str(file)])
    with pytest.raises(SystemExit):
        app.main()
    out = capsys.readouterr().out
    assert out.count(":smile: [bold]x[-bold]") == out.count(model.load(file).name) > 10
