"""The commands that draw and sweep: what they print and write, and how they end."""

import json
from pathlib import Path

import pandas as pd
import pytest
from command import Call
from rich.console import Console

import model
from model.cli import ask, interrupts
from model.present.words.drivers import simulation_sentences

TOUR = "rotation.tour_months"
MANY = (
    "force:\n"
    + "".join(f"  part_{n}: {{strength: {{troops: {{low: 1, high: 2}}}}}}\n" for n in range(13))
    + "rotation: {tour_months: 6, dwell_ratio: 2}\n"
)


def test_a_sweep_is_written_and_told(tmp_path: Path, call: Call) -> None:
    file = tmp_path / "sweep.parquet"
    words = ("sweep", "dannatt", "--over", f"{TOUR}=4:8:2", "--over", "us_backstop.provided=true,false")
    code, out, err = call(*words, "--measures", "tied_up, throughput", "--out", str(file))
    assert (code, out) == (0, "")
    assert err == f"6 points\nWrote 6 rows to {file}\n"
    frame = pd.read_parquet(file)
    assert list(frame.columns)[:3] == [TOUR, "us_backstop.provided", "tied_up_low"]
    assert frame["throughput_central"].tolist() == [60_000, 60_000, 40_000, 40_000, 30_000, 30_000]


def test_a_sweep_on_workers_is_the_same(tmp_path: Path, call: Call) -> None:
    words = ("sweep", "dannatt", "--over", f"{TOUR}=4:8:1", "--measures", "tied_up", "--draws", "200", "--seed", "3")
    for name, workers in (("one.parquet", "1"), ("two.parquet", "2")):
        assert call(*words, "--out", str(tmp_path / name), "--workers", workers)[0] == 0
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


def test_a_sweep_that_is_stopped_says_how_to_go_on(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sweep.parquet"
    words = ("sweep", "dannatt", "--over", f"{TOUR}=4:8:1", "--draws", "1000", "--out", str(file))

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("model.export.sweep_file._join", stop)
        code, _, err = call(*words)
    assert code == 130
    kept = f"the parts that are done are kept in {file}.parts, and the same command goes on from there"
    assert interrupts._State.message == kept  # noqa: SLF001  (what the program says at its end)
    code, _, err = call(*words)
    assert (code, err.splitlines()[-1]) == (0, f"Wrote 5 rows to {file}, 1 of 1 parts from before")


@pytest.mark.parametrize(
    ("over", "message"),
    [
        (["tour"], "--over tour: write PATH=START:STOP:STEP or PATH=a,b,c, e.g. rotation.tour_months=4:8:1"),
        ([f"{TOUR}=4", f"{TOUR}=5"], f"--over: {TOUR}: is swept twice; keep one"),
        (["rotation.dwel_ratio=2,3"], "--over: rotation.dwel_ratio: no 'dwel_ratio' below rotation; did you mean"),
        (["x" * 5_000], f"--over {'x' * 60}: write PATH=START"),
        (["title=a\udcff"], "--over title:1:3: holds U+DCFF, which is not seen"),
        (["ti\udcff=1"], "--over ti\\udcff: the path holds U+DCFF, which is not seen"),
        ([f"{TOUR}=0.5,1e-300,-0.0"], "--over: rotation.tour_months: 0 is out of range; allowed: above 0"),
        (["rotation.dwell_ratio=0,1e-300,3"], "--over: rotation.dwell_ratio: 1e-300 is too near to 0; give 0 or at"),
        (
            [f"{TOUR}=1:240:0.0001", "rotation.dwell_ratio=0:20:0.0001"],
            "points, at most 100,000,000; take larger steps",
        ),
    ],
)
def test_a_sweep_that_cannot_be_gets_one_clear_line_and_writes_nothing(
    over: list[str], message: str, tmp_path: Path, call: Call
) -> None:
    words = [word for values in over for word in ("--over", values)]
    code, out, err = call("sweep", "dannatt", *words, "--out", str(tmp_path / "a.parquet"))
    assert (code, out) == (1, "")
    assert message in err
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_shows_a_bar_on_a_terminal(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "Console", lambda *, stderr: Console(stderr=stderr, force_terminal=True, width=100))
    _, _, err = call("sweep", "dannatt", "--over", f"{TOUR}=4,5", "--out", str(tmp_path / "a.parquet"))
    assert "Sweeping" in err
    assert "1/1" in err


def test_too_many_ranges_are_drawn_and_not_bounded(tmp_path: Path, call: Call) -> None:
    file = tmp_path / "many.yaml"
    file.write_text(MANY)
    code, out, err = call("run", str(file), "dannatt")
    assert code == 1
    words = "13 ranges, and low and high are worked out over at most 12: draw over them (roulement run --draws)"
    assert f"{file}:1:1: {words}" in err  # an error message of the command
    assert "dannatt" in out
    code, out, _ = call("run", str(file), "--draws", "1000")
    assert code == 0
    sentences = [*simulation_sentences(model.simulate(model.load(str(file)), draws=1_000))]
    assert sentences
    assert [sentence for sentence in sentences if f"many: {sentence}\n" not in out] == []
    folder = tmp_path / "results"
    code, out, _ = call("run", str(file), "--draws", "1000", "--format", "json", "--out", str(folder))
    assert (code, sorted(path.name for path in folder.iterdir())) == (0, ["manifest.json", "simulation.json"])
    assert [entry["scenario"] for entry in json.loads((folder / "manifest.json").read_text())["scenarios"]] == ["many"]
    _, out, _ = call("run", str(file), "dannatt", "--draws", "1000", "--format", "json")
    drawn, bounded = json.loads(out)
    assert (drawn["scenario"], bounded["scenario"]) == ("many", "dannatt")
    assert (drawn["headline"], drawn["measures"], drawn["simulation"]["draws"]) == (None, [], 1_000)
    assert drawn["notes"][0].startswith("13 ranges")
    code, out, err = call("check", str(file))
    assert (code, out) == (0, "many: sound\n")
    assert err.startswith(f"warning: {file}:1:1: 13 ranges")


def test_draws_are_no_table_of_measures(call: Call) -> None:
    code, _, err = call("run", "dannatt", "--draws", "10", "--format", "csv")
    assert code == 2
    assert "draws come as table or json, or with --out DIR" in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--seed", "1.5"), "--seed"), (("--seed", "-1"), "--seed"), (("--draws", "0"), "--draws"),
        (("--workers", "0"), "--workers"),
    ],
)  # fmt: skip
def test_numbers_that_are_none_exit_2(words: tuple[str, ...], message: str, call: Call) -> None:
    code, _, err = call("run", "dannatt", *words)
    assert code == 2
    assert message in err


def test_draws_on_workers_are_the_same(call: Call) -> None:
    words = ("run", "willing_chances", "--draws", "20000", "--seed", "1", "--format", "json")
    assert call(*words, "--workers", "2")[1] == call(*words)[1]
    code, _, err = call(*words, "--workers", "2", "--dask", "tcp://127.0.0.1:1")
    assert (code, err) == (1, "give --workers or --dask, not both\n")
