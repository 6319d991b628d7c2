"""The commands that ask one thing of a scenario: what they print and write, and how they end."""

import io
import json
import sys
from pathlib import Path

import pandas as pd
import pytest
from command import Call

import model
from model.cli import app, ask, interrupts
from model.export.report import report

TOUR = "rotation.tour_months"


def test_a_sweep_is_written_and_told(tmp_path: Path, call: Call) -> None:
    file = tmp_path / "sweep.parquet"
    words = ("sweep", "dannatt", "--over", f"{TOUR}=4:8:2", "--over", "us_backstop.provided=true,false")
    code, out, err = call(*words, "--measures", "tied_up, throughput", "--out", str(file))
    assert (code, out) == (0, "")
    assert err == f"6 points\nWrote 6 rows to {file}\n"
    frame = pd.read_parquet(file)
    assert list(frame.columns)[:3] == [TOUR, "us_backstop.provided", "tied_up_low"]
    assert frame["throughput_central"].tolist() == [60_000, 60_000, 40_000, 40_000, 30_000, 30_000]


def test_the_points_of_a_table_are_swept_one_by_one(tmp_path: Path, call: Call) -> None:
    table, file = tmp_path / "points.csv", tmp_path / "points.parquet"
    table.write_text(f"{TOUR};us_backstop.provided;rotation.dwell_ratio\n4;true;2\n6;false;3\n")
    done = call("sweep", "dannatt", "--points", str(table), "--measures", "tied_up", "--out", str(file))
    assert (done.code, done.err) == (0, f"2 points\nWrote 2 rows to {file}\n")
    frame = pd.read_parquet(file)
    assert frame[[TOUR, "us_backstop.provided", "tied_up_high"]].to_numpy().tolist() == [
        [4, True, 30_000], [6, False, 40_000],
    ]  # fmt: skip


def test_points_may_have_names_which_are_passed_over(tmp_path: Path, call: Call) -> None:
    named, plain = tmp_path / "named.csv", tmp_path / "plain.csv"
    named.write_text(f"name,{TOUR}\na,4\n,6\n")
    plain.write_text(f"{TOUR}\n4\n6\n")
    for table in (named, plain):
        out = str(table.with_suffix(".out.csv"))
        assert call("sweep", "dannatt", "--points", str(table), "--out", out).code == 0
    assert named.with_suffix(".out.csv").read_bytes() == plain.with_suffix(".out.csv").read_bytes()
    named.write_text("name\na\n")
    done = call("sweep", "dannatt", "--points", str(named), "--out", str(tmp_path / "other.csv"))
    words = "the header names no path of a scenario; give a column to each"
    assert (done.code, done.err) == (1, f"{named}:1:1: {words}\n")


def test_every_bad_cell_of_a_table_of_points_is_named(tmp_path: Path, call: Call) -> None:
    table, out = tmp_path / "points.csv", tmp_path / "points.csv.parquet"
    words = ("sweep", "dannatt", "--points", str(table), "--out", str(out))
    missing = call(*words).err
    assert missing == f"{table}: no file 'points.csv' in its folder; no table (*.csv) is there\n"
    position = "coalition.contributors.united_kingdom.position"
    faults = {
        f"{TOUR},{position}\n-4,offered\n,maybe\nsix,offered\n": (
            f"{table}:2:1: {TOUR}: -4 is out of range; allowed: above 0, at most 240 months",
            f"{table}:3:1: {TOUR}: a point has a value of every path; give one, or write null to take it away",
            f"{table}:3:2: {position}: 'maybe' is not allowed here: Input should be 'declared', 'offered', 'open'",
            f"{table}:4:1: {TOUR}: 'six' is no number; write figures alone, and a range in {TOUR}.low and {TOUR}.high",
        ),
        f"{TOUR},rotation.tour_month\n4,5\n": (
            f"{table}:1:2: rotation.tour_month: no 'tour_month' below rotation; did you mean 'tour_months'?",
        ),
        f"{TOUR}\n0\n": (f"{table}:2:1: {TOUR}: 0 is out of range; allowed: above 0, at most 240 months",),
        "rotation.dwell_ratio,rotation.dwell_months\n2,12\n": ("--over: rotation.dwell_months: and",),
    }
    for text, messages in faults.items():
        table.write_text(text)
        done = call(*words)
        assert (done.code, done.out) == (1, ""), text
        for line, message in zip(done.err.splitlines(), messages, strict=True):
            assert line.startswith(message)
    assert not out.exists()


@pytest.mark.parametrize("both", [(), ("--points", "points.csv", "--over", f"{TOUR}=4,6")])
def test_a_sweep_takes_combinations_or_points(both: tuple[str, ...], call: Call) -> None:
    done = call("sweep", "dannatt", *both, "--out", "s.csv")
    assert done.code == 2
    assert "give --over PATH=VALUES for every combination, or --points TABLE for points of your own" in " ".join(
        done.err.replace("│", " ").split()
    )


def test_the_ending_of_a_name_decides_the_format_and_one_that_fits_none_is_refused(tmp_path: Path, call: Call) -> None:
    words = ("sweep", "dannatt", "--over", f"{TOUR}=4,6", "--measures", "tied_up", "--out")
    assert call(*words, str(tmp_path / "s.csv")).code == 0
    assert pd.read_csv(tmp_path / "s.csv")["tied_up_low"].tolist() == [30_000, 30_000]
    refused = (
        (*words, "s.xlsx", "s.xlsx: has the name of another kind of file; name a file that ends in .parquet or .csv"),
        ("report", "dannatt", "--out", "r.pdf", "r.pdf: has the name of another kind of file; name a file that ends"),
        (
            "run",
            "dannatt",
            "--out",
            "r.csv",
            "r.csv: results go into a folder, and this is named like a file; name one",
        ),
    )
    for *refused_words, message in refused:
        done = call(*refused_words)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(message)


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
    sentence = f"the parts that are done are kept in {file}.parts, and the same command goes on from there"
    assert interrupts._State.message == sentence  # noqa: SLF001  (what the program says at its end)
    code, _, err = call(*words)
    assert (code, err.splitlines()[-1]) == (0, f"Wrote 5 rows to {file}, 1 of 1 part from before")


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


def test_a_report_is_worked_out_apart_where_an_interrupt_ends_it(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "apart", lambda *_: "<p>from elsewhere</p>")
    assert call("report", "dannatt", "--out", str(tmp_path / "report.html")).code == 0
    assert (tmp_path / "report.html").read_text() == "<p>from elsewhere</p>"


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


def test_a_report_without_a_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("model.export.report.report", lambda *_, **__: "")
    monkeypatch.setattr("sys.argv", ["roulement", "report", "dannatt", "--out", ""])
    with pytest.raises(SystemExit):
        app.main()
    assert capsys.readouterr().err == ".: is no file; name one to write\n"


def test_a_link_that_hides_letters_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "report.html"
    monkeypatch.setattr("sys.argv", ["roulement", "report", "dannatt", "--out", str(out), "--link", "http://x/\u202e"])
    with pytest.raises(SystemExit):
        app.main()
    assert not out.exists()


def test_options_refuse_a_count_that_can_mean_two_numbers(tmp_path: Path, call: Call) -> None:
    troops, out = "force.british_force.strength.troops", str(tmp_path / "x.parquet")
    for words in (
        ("run", "dannatt", "--set", f"{troops}=15.000"),
        ("sweep", "dannatt", "--over", f"{troops}=15.000,20.000", "--out", out),
        ("solve", "dannatt", "--lever", troops, "--between", "15.000:20000"),
    ):
        code, _, err = call(*words)
        assert code == 1
        assert "'15.000' can mean two numbers: write 15000, or 15" in err
        assert words[2] in err or words[4] in err
    assert call("run", "dannatt", "--set", f"{troops}=15000.0")[0] == 0
    assert call("solve", "dannatt", "--lever", "rotation.dwell_ratio", "--between", "1.125:4")[0] == 0


def test_options_reach_a_nation_by_any_name(call: Call) -> None:
    lever = "coalition.contributors.{}.land_strength"
    assert call("solve", "dannatt", "--lever", lever.format("GB")) == call(
        "solve", "dannatt", "--lever", lever.format("uk")
    )
    code, _, err = call("run", "dannatt", "--set", "coalition.contributors.germny={}")
    assert code == 1
    assert "--set: coalition.contributors.germny: is not in the register; did you mean 'germany'?" in err


def test_several_variants_are_compared_with_one_baseline(call: Call) -> None:
    one, other = (call("compare", "dannatt", name, "--format", "json").out for name in ("british_norm", "nato_norm"))
    both = call("compare", "dannatt", "british_norm", "nato_norm", "--format", "json").out
    assert json.loads(both) == [json.loads(one), json.loads(other)]
    head, *rows = call("compare", "dannatt", "british_norm", "nato_norm", "--format", "csv").out.splitlines()
    assert head.startswith("variant,measure,what,path,low,")
    _, *alone = call("compare", "dannatt", "nato_norm", "--format", "csv").out.splitlines()
    assert [row.removeprefix("nato_norm,") for row in rows if row.startswith("nato_norm,")] == alone
    table = call("compare", "dannatt", "british_norm", "nato_norm").out
    assert table.startswith("variant")
    assert "\nbritish_norm: Tied up: " in table
    assert "\nnato_norm: Tied up: " in table


def test_a_change_is_made_on_every_scenario_that_is_compared(call: Call) -> None:
    changed = call("compare", "dannatt", "british_norm", "--set", "rotation.tour_months=4", "--format", "json").out
    base, variant = (model.load(name).replace({"rotation.tour_months": 4.0}) for name in ("dannatt", "british_norm"))
    compared = model.compare(base, variant)
    assert json.loads(changed) == ask._compared(compared)  # noqa: SLF001  (the document that it prints)


def test_a_file_that_is_named_twice_is_not_compared(call: Call) -> None:
    twice = call("compare", "dannatt", "nato_norm", "nato_norm")
    assert (twice.code, twice.out, twice.err) == (1, "", "nato_norm: is named twice; name it once\n")


def test_scenarios_of_one_name_are_told_apart(tmp_path: Path, call: Call) -> None:
    files = [tmp_path / folder / "plan.yaml" for folder in ("old", "new", "same")]
    for file, months in zip(files, (6, 4, 6), strict=True):
        file.parent.mkdir()
        file.write_text(f"extends: dannatt\nchanges: {{title: Ours, rotation.tour_months: {months}}}\n")
    old, new, same = map(str, files)
    words = call("compare", old, new).out.splitlines()
    names = [f"Ours, Feb 2025: {tour}-month tours" for tour in ("six", "four")]
    assert f"Tied up: 30,000–40,000 in {names[0]}, 30,000–40,000 in {names[1]}." in words
    compared = json.loads(call("compare", old, new, same, "--format", "json").out)
    assert [(one["baseline"], one["variant"]) for one in compared] == [
        (f"{names[0]} (1)", names[1]), (f"{names[0]} (1)", f"{names[0]} (2)"),
    ]  # fmt: skip


def test_a_file_is_compared_with_an_earlier_version_on_standard_input(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "base.yaml").write_text("extends: dannatt\nchanges: {rotation.tour_months: 4}\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"extends: dannatt\n")))
    compared = json.loads(call("compare", "-", str(tmp_path / "base.yaml"), "--format", "json").out)
    assert (compared["baseline"], compared["variant"]) == ("stdin", "base")
    assert [effect["path"] for effect in compared["measures"][0]["effects"]] == ["rotation.tour_months"]


def test_every_command_changes_its_scenario_with_set(tmp_path: Path, call: Call) -> None:
    ratio = ("--set", "rotation.dwell_ratio=4")
    (row,) = [
        row
        for row in json.loads(call("drivers", "dannatt", *ratio, "--format", "json").out)["one_at_a_time"]
        if (row["measure"], row["path"]) == ("margin", "coalition.deployable_share")
    ]
    changed = model.load("dannatt").replace({"rotation.dwell_ratio": 4.0})
    assert row["central"] == model.run(changed).measure("margin").central
    lever = ("--lever", "coalition.deployable_share", "--format", "json")
    assert call("solve", "dannatt", *ratio, *lever) != call("solve", "dannatt", *lever)
    out = tmp_path / "sweep.csv"
    call("sweep", "dannatt", *ratio, "--over", f"{TOUR}=4,6", "--measures", "tied_up", "--out", str(out))
    assert pd.read_csv(out)["tied_up_low"].tolist() == [50_000, 50_000]


def test_a_driver_that_is_not_known_says_so_in_files_and_in_its_cells_of_the_table(call: Call) -> None:
    words = ("drivers", "multinational_force_ukraine", "--format")
    rows = call(*words, "csv").out.splitlines()
    assert rows[0] == "measure,path,input_low,input_high,central,at_low,at_high,why"
    assert rows[1].endswith(',,,,"central, at_low, at_high: not known publicly"')
    (bar, *_) = json.loads(call(*words, "json").out)["one_at_a_time"]
    assert (bar["at_low"], bar["why"]) == (None, "central, at_low, at_high: not known publicly")
    assert " why" not in call(*words, "table").out.splitlines()[0]
