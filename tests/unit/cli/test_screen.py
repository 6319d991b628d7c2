"""Answers at a terminal: a short report, a table of several, bars; the same words as everywhere, none cut."""

from pathlib import Path

import pytest
from command import Call
from hostile import HOSTILE, as_yaml, hostile_everywhere
from terminals import terminal

import model
from model.analysis.sensitivity import Bar
from model.cli import layout, screen
from model.files.scenarios import shipped_scenarios
from model.letters import is_hidden
from model.present.words import effects as effects_words
from model.present.words import force as force_words
from model.present.words import one_at_a_time, short_report
from model.present.words.coalition import sentences
from model.present.words.drivers import NOTHING_MOVES
from model.present.words.notes import notes

PLAIN = "force: {main: {strength: {troops: 10}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
ALL = sorted(shipped_scenarios())


def words_of(text: str) -> str:
    return " ".join(text.split())


def test_one_scenario_reads_like_a_short_report(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    assert call("run", "reassurance_force").code == 0
    (run,) = model.run(model.load("reassurance_force")).runs
    name, headline, *_ = shown.text.splitlines()
    assert name == "Reassurance force, Feb 2025 (reassurance_force)"
    assert headline == f"{force_words.headline(run)}."
    figures = (
        f"\n  Troops in the field   30,000             {9 * '█'}\n"
        f"  Tied up in all        90,000 to 120,000  {28 * '█'}{9 * '░'}\n"
        f"  Could be kept up      0 to 25,000        {8 * '░'}\n"
        "  Gap                   Short by 5,000 to 30,000\n"
    )
    assert figures in shown.text
    text = words_of(shown.text)
    for sentence in (*sentences(run), *notes(run), *(people for _, people in short_report.cited(run))):
        assert str(sentence) in text


def test_bars_have_one_scale_and_are_pale_between_the_ends(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch, width=100)
    call("run", "reassurance_force")
    size, tied_up, capacity = (
        line.split()[-1] for line in shown.text.splitlines() if line.endswith(("█", "░")) and ":" not in line
    )
    assert size == 10 * "█"  # 30,000, of 40 columns for 120,000
    assert tied_up == 30 * "█" + 10 * "░"
    assert capacity == 8 * "░"


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (("run", "three_tier"), ("run", "multinational_force_ukraine"), ("run", *ALL), ("drivers", "dannatt"),
                  ("compare", "reassurance_force", "nato_norm", "german_norm")):  # fmt: skip
        shown = terminal(monkeypatch, width=width)
        assert call(*words).code == 0
        assert max(map(len, shown.text.splitlines())) <= min(width, 100), words
        assert "…" not in shown.text


def test_on_a_narrow_terminal_there_are_no_bars_and_no_number_is_cut(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = terminal(monkeypatch, width=30)
    call("run", "dannatt")
    assert "█" not in shown.text
    assert max(map(len, shown.text.splitlines())) <= 30
    assert "Tied up in all  30,000 to\n                40,000\n" in shown.text


def test_a_figure_too_long_for_its_line_goes_on_in_the_next(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch, width=60)
    call("run", "three_tier")
    assert "  Gap                   Between 50,000 short and 6,000 to\n                        spare\n" in shown.text


def test_several_scenarios_are_a_row_each(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    call("run", *ALL)
    lines = shown.text.splitlines()
    rows = {name: line.split() for name in ALL for line in lines if line.split()[:1] == [name]}
    assert set(rows) == set(ALL)
    assert rows["dannatt"] == ["dannatt", "30,000–40,000", "3,550–16,900", "−6,450", "to", "+6,900"]
    assert "not known" in next(line for line in lines if line.startswith("multinational_force_ukraine"))
    assert shown.text.count("roulement run NAME") == 1


def test_a_scenario_without_nations_says_so_in_its_row(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text(
        "force: {main: {strength: {troops: 10}}}\nrotation: {tour_months: 6, dwell_ratio: 2}"
    )
    shown = terminal(monkeypatch)
    call("run", str(tmp_path / "a.yaml"), "dannatt")
    (line,) = [line for line in shown.text.splitlines() if line.startswith("a ")]
    assert words_of(line) == "a 30 no nation named no nation named"


def test_a_scenario_of_unknown_size_has_no_bars_and_says_why(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    call("run", "multinational_force_ukraine", "--set", "coalition=null")
    assert "█" not in shown.text
    assert "Tied up in all        not known publicly" in shown.text.replace("Troops ", "")
    assert "Trained in a month" in shown.text


def test_draws_come_below_the_report(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    call("run", "willing_chances", "--draws", "50")
    report, _, draws = shown.text.partition("\nmeasure ")
    assert "Chance of keeping the force up" in report
    assert "In 8 of 10 draws" in draws
    shown = terminal(monkeypatch)
    call("run", "willing_chances", "dannatt", "--draws", "50")
    assert shown.text.count("In 8 of 10 draws") == shown.text.count("To spare or short") == 2
    assert "roulement run NAME" not in shown.text


def test_drivers_are_bars_about_the_middle(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    call("drivers", "dannatt")
    lines = shown.text.splitlines()
    assert lines[:3] == [
        "How long units rest would move the total tied up most.",
        "  How long units rest: 30,000 tied up at 2, 40,000 tied up at 3.",
        "    ░░░░░░░░░░░░░░░░░░░░│████████████████████",
    ]
    assert "the margin would be zero" in words_of(shown.text)


def test_where_no_input_moves_anything_drivers_say_so(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, sentence in (
        (("multinational_force_ukraine",), one_at_a_time.NOT_KNOWN_SIZE),
        (
            ("dannatt", "--set", "rotation.dwell_ratio=2", "--set", "coalition=null"),
            NOTHING_MOVES,
        ),
    ):
        shown = terminal(monkeypatch)
        assert call("drivers", *words).code == 0
        assert words_of(shown.text).startswith(sentence)


def test_an_end_that_is_refused_has_no_bar() -> None:
    bar = Bar("tied_up", "rotation.dwell_ratio", 2, 3, central=35_000, at_low=None, at_high=40_000)
    lines = [line.plain for line in screen.drivers(model.load("dannatt"), [bar], ["And so on."], 80)]
    assert lines[1:3] == [
        "  How long units rest: months that do not fit one another at 2, 40,000 tied up",
        "  at 3.",
    ]
    assert lines[3] == "    │" + 40 * "█"
    assert lines[-1] == "And so on."


def test_variants_are_compared_in_a_table_and_each_by_its_changes(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    call("compare", "reassurance_force", "nato_norm", "german_norm")
    table, nato, german = shown.text.split("\n\n", 1)[0], *shown.text.partition("\ngerman_norm: ")[::2]
    names = ["Scenario", "reassurance_force", "nato_norm", "german_norm"]
    assert [line.split()[0] for line in table.splitlines()] == [*names, "Counted"]  # soldier by soldier
    assert "+60,000 to +30,000  −2,300 to −7,300\n" in nato
    assert "Tour: 6 → 4" in german
    compared = model.compare(model.load("reassurance_force"), model.load("german_norm"))
    for sentence in effects_words.comparison_sentences(compared):
        assert sentence in words_of(german)


def test_a_change_refused_alone_and_a_variant_like_its_base_are_told(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "same.yaml").write_text("extends: dannatt\nchanges: {}\n")
    changes = "{rotation.overlap_months: 6, rotation.tour_months: 8}"
    (tmp_path / "refused.yaml").write_text(f"extends: dannatt\nchanges: {changes}\n")
    shown = terminal(monkeypatch)
    assert call("compare", "dannatt", str(tmp_path / "same.yaml"), str(tmp_path / "refused.yaml")).code == 0
    assert "Nothing differs." in shown.text
    assert "Handover: 0 → 6     refused alone" in shown.text


def test_colours_are_for_terminals_that_want_them(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    call("run", "dannatt")
    assert "\x1b[36m█" in shown.written
    assert "\x1b[1mKeeping 10,000 troops" in shown.written
    shown = terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    call("run", "dannatt")
    call("sources", "dannatt.deployed")
    assert "█" in shown.written
    assert "\x1b" not in shown.written


def test_a_pipe_gets_the_table_of_all_measures_without_colours(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = call("run", "dannatt").out
    assert "\x1b" not in out
    assert "people_within_horizon" in out
    assert "█" not in out


def test_a_terminal_without_blocks_shows_bars_in_other_signs(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch, encoding="ascii")
    call("run", "dannatt", "reassurance_force")
    assert "-21,800 to -3,100" in shown.text
    shown = terminal(monkeypatch, encoding="ascii")
    call("run", "reassurance_force", "--set", "cost=null")
    (line,) = [line for line in shown.text.splitlines() if "Tied up in all" in line]
    assert set(line.split()[-1]) == {"#", "-"}
    call("drivers", "dannatt")
    assert "\\u" not in shown.text
    assert "--|##" in shown.text


def test_text_of_anybodys_is_text_on_a_terminal(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for text in HOSTILE.values() if text.strip() and text.isprintable()]
    (tmp_path / "mine.yaml").write_text(as_yaml(hostile_everywhere(texts)))
    for words in (("run",), ("run", "dannatt"), ("drivers",), ("compare", "dannatt")):
        shown = terminal(monkeypatch)
        assert call(*words, str(tmp_path / "mine.yaml")).code == 0
        assert not {letter for letter in shown.text if is_hidden(letter) and letter != "\n"}


def test_every_sign_of_bars_has_another_in_its_place() -> None:
    assert layout.BLOCKS.translate(layout.PLAIN) == "#-|"
