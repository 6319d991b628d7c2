"""The scenarios that commands name: standard input beside files and shipped names, and the completion of words."""

import io
import sys
from pathlib import Path

import pytest
from command import Call

import model
from model.cli.scenarios import Source, complete_scenario
from model.files.strict_yaml import MOST_BYTES

PLAIN = b"force: {main: {strength: {troops: 10000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
VARIANT = b"extends: dannatt\nchanges: {rotation.dwell_ratio: 4}\n"


def put(text: bytes, monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Put a text into standard input."""
    stream = io.BytesIO(text)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    return stream


@pytest.mark.parametrize(
    "words",
    [
        ("run",),
        ("run", "dannatt"),
        ("check",),
        ("compare", "dannatt"),
        ("drivers",),
        ("solve", "--lever", "rotation.dwell_ratio"),
        ("report", "--out", "report.html"),
        ("sweep", "--over", "rotation.tour_months=4,6", "--measures", "tied_up", "--out", "sweep.csv"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_takes_a_scenario_from_standard_input_and_changes_of_it(
    words: tuple[str, ...], tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("model.export.report.report", lambda *_, **__: "")
    put(VARIANT, monkeypatch)
    done = call(*words, "-", "--set", "rotation.tour_months=0")
    assert done.code == 1
    assert "--set: rotation.tour_months: 0 is out of range" in done.err
    put(VARIANT, monkeypatch)
    done = call(*words, "-", "--set", "rotation.tour_months=5")
    assert done.code == 0, done.err


def test_the_scenario_of_standard_input_is_that_of_the_same_file(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stdin.yaml").write_bytes(PLAIN)
    put(PLAIN, monkeypatch)
    assert call("run", "-", "--format", "json") == call("run", str(tmp_path / "stdin.yaml"), "--format", "json")


def test_a_fault_of_standard_input_has_its_place(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    put(PLAIN.replace(b"troops", b"trops"), monkeypatch)
    assert call("check", "-").err == "<stdin>:1:27: force.main.strength.trops: unknown key; did you mean 'troops'?\n"
    put(b"extends: mine\n", monkeypatch)
    assert call("check", "-").err.startswith(
        "<stdin>:1:1: extends: no shipped scenario 'mine'; "
        "what stands in no folder, as on standard input, extends shipped scenarios alone; "
    )
    put(b"#" * (MOST_BYTES + 10), monkeypatch)
    assert call("check", "-").err.startswith("<stdin>:1:1: more than 200,000 bytes")


@pytest.mark.parametrize("words", [("check", ""), ("run", "dannatt", ""), ("drivers", "")])
def test_an_empty_word_is_not_standard_input(
    words: tuple[str, ...], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = put(PLAIN, monkeypatch)
    refused = "'' names nothing; name a file, a shipped scenario, or - for standard input\n"
    assert call(*words) == (1, "", refused)
    assert stream.tell() == 0


def test_standard_input_is_read_once_however_often_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = put(VARIANT, monkeypatch)
    source = Source("-")
    assert stream.tell() == 0
    assert source.load({"rotation.tour_months": 4.0}).rotation.tour_months.central == 4
    assert source.load().rotation.tour_months.central == 6
    assert source.file == ""


def test_standard_input_that_cannot_be_read_is_one_clear_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("compare", "-", "-") == (1, "", "-: standard input holds one scenario; name it once\n")
    monkeypatch.setattr(sys, "stdin", None)
    assert call("solve", "-", "--lever", "rotation.dwell_ratio").err == (
        "<stdin>: standard input is closed; name a file\n"
    )

    class Broken(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Broken()))
    assert call("drivers", "-").err == "<stdin>: cannot be read: Input/output error\n"


def test_standard_input_is_the_base_of_a_table_of_variants(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("variants.csv").write_text("name,rotation.tour_months\nfour,4\n")
    Path("base.yaml").write_bytes(PLAIN)
    words = ("--variants", "variants.csv", "--set", "rotation.dwell_ratio=3", "--format", "json")
    put(PLAIN, monkeypatch)
    assert call("run", "-", *words) == call("run", "base.yaml", *words)
    put(PLAIN.replace(b"troops", b"trops"), monkeypatch)
    done = call("run", "-", "--variants", "variants.csv")
    assert done.err == "<stdin>:1:27: force.main.strength.trops: unknown key; did you mean 'troops'?\n"


def completed(words: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a shell proposes for the last of some words."""
    monkeypatch.setenv("_ROULEMENT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    return call().out.split()


@pytest.mark.parametrize(
    ("words", "proposals"),
    [
        ("roulement so", ["solve", "sources"]),
        ("roulement run --draw", ["--draws"]),
        ("roulement run dannatt --format j", ["json"]),
        ("roulement compare dannatt na", ["nato_norm"]),
        ("roulement run dannatt three", ["three_tier"]),
        ("roulement solve dannatt --lever rotation.t", ["rotation.tour_months", "rotation.transit_months"]),
        ("roulement run dannatt --set rotation.dwell_r", ["rotation.dwell_ratio="]),
        ("roulement sweep dannatt --over coalition.d", ["coalition.deployable_share="]),
        ("roulement run --set rotation.t", []),
        ("roulement run danat --set rotation.t", []),
        ("roulement sources dannatt.tour", ["dannatt.tour_months"]),
    ],
)
def test_a_shell_completes_commands_options_scenarios_paths_and_claims(
    words: str, proposals: list[str], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert completed(words, call, monkeypatch) == proposals


def test_files_of_the_folder_are_proposed_but_none_that_a_shell_would_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mine.yaml", "my own.yaml", "m$(id).yaml", "m\\.yaml", "m.csv", "zürich.yaml"):
        (tmp_path / name).write_text("")
    assert [name for name, _ in complete_scenario("m")] == [
        "mnf_ground_force",
        "multinational_force_ukraine",
        "mine.yaml",
    ]
    assert [name for name, _ in complete_scenario("z")] == ["zürich.yaml"]
    assert dict(complete_scenario("dan")) == {"dannatt": model.load("dannatt").label}
