"""The command `run`: measures and draws of one file or of many, printed and written."""

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest
from command import Call

import model
from model.analysis.simulation import simulate
from model.cli import interrupts
from model.present.numbers import NOT_KNOWN
from model.present.words import force as force_words
from model.present.words.drivers import kept_up_sentence, simulation_sentences
from model.present.words.notes import notes

PLAIN = "force: {main: {strength: {troops: 10000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"


def test_json_of_lord_dannatts_arithmetic(call: Call) -> None:
    done = call("run", "dannatt", "--format", "json")
    (summary,) = json.loads(done.out)
    (tied_up,) = (row for row in summary["measures"] if row["measure"] == "tied_up")
    nothing_else = dict.fromkeys(("bound", "low_why", "central_why", "high_why"))
    ends = {"low": 30_000, "central": 35_000, "high": 40_000}
    assert tied_up == {"measure": "tied_up", "unit": "troops", **ends, **nothing_else}
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
    cells = {run.why(name).central for name in run.measures if run.measure(name).central is None}
    lines = {f"\nmultinational_force_ukraine: {note}\n" for note in notes(run)}
    assert cells == {NOT_KNOWN, "no cost given"}
    assert len(lines) == 7  # three parts that are not known, two offers, two tasks that nobody has
    assert [text for text in cells | lines if text not in done.out] == []


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


def test_a_file_that_is_named_twice_is_not_to_be_renamed(tmp_path: Path, call: Call) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(PLAIN)
    again = str(tmp_path / "." / ".." / tmp_path.name / "mine.yaml")
    done = call("run", str(mine), again, "--format", "csv")
    assert (done.err, done.code) == (f"{again}: is named twice; name it once\n1 of 2 did not run\n", 1)


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


MANY = (
    "force:\n"
    + "".join(f"  part_{n}: {{strength: {{troops: {{low: 1, high: 2}}}}}}\n" for n in range(13))
    + "rotation: {tour_months: 6, dwell_ratio: 2}\n"
)


def test_too_many_ranges_are_drawn_and_not_bounded(tmp_path: Path, call: Call) -> None:
    file = tmp_path / "many.yaml"
    file.write_text(MANY)
    code, out, err = call("run", str(file), "dannatt")
    assert code == 1
    words = "13 ranges, and low and high are worked out over at most 12; draw over them (roulement run --draws"
    assert f"{file}:1:1: {words}" in err  # an error message of the command
    assert "dannatt" in out
    code, out, _ = call("run", str(file), "--draws", "1000")
    assert code == 0
    (sentence,) = simulation_sentences(model.simulate(model.load(str(file)), draws=1_000))
    assert f"many: {sentence}\n" in out
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


def test_the_exact_results_are_printed_before_the_draws(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    bounded = call("run", "willing_chances").out
    drawn = call("run", "willing_chances", "--draws", "500").out
    assert drawn.startswith(bounded)
    monkeypatch.setattr("model.cli.run.simulate", stop)
    done = call("run", "willing_chances", "--draws", "500")
    assert (done.code, done.out) == (130, bounded)
    assert interrupts._State.message == "the results above stand, without draws; no file was written"  # noqa: SLF001
    assert call("run", "willing_chances", "--draws", "500", "--format", "json").out == ""


MISFIT = PLAIN.replace("tour_months: 6", "tour_months: 6, overlap_months: 6")


def test_a_file_that_is_refused_takes_no_name_from_another(tmp_path: Path, call: Call) -> None:
    files = []
    for folder, text in (("a", MISFIT), ("b", PLAIN)):
        (tmp_path / folder).mkdir()
        files.append(tmp_path / folder / "same.yaml")
        files[-1].write_text(text)
    assert text != MISFIT
    done = call("run", *map(str, files), "--format", "csv")
    assert done.out.splitlines()[1].startswith("same,")
    assert done.err.splitlines()[1:] == ["1 of 2 did not run"]


def test_faults_of_a_batch_come_in_the_order_of_its_files(tmp_path: Path, call: Call) -> None:
    texts = [MISFIT, "force: {}", PLAIN, MISFIT, "none"]
    files = [tmp_path / f"f{number}.yaml" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    done = call("run", *map(str, files), "--format", "csv")
    stems = [Path(line.partition(":")[0]).stem for line in done.err.splitlines()[:-1]]
    assert list(dict.fromkeys(stems)) == ["f0", "f1", "f3", "f4"]
    assert done.err.splitlines()[-1] == "4 of 5 did not run"


def test_each_of_a_batch_is_printed_with_its_draws_under_its_name(call: Call) -> None:
    out = call("run", "willing_chances", "dannatt", "--draws", "500").out
    heads = [line.split() for line in out.splitlines() if line.startswith("scenario ")]
    bounded, drawn = ["measure", "unit", "low", "midpoint", "high"], ["measure", "tenth", "half", "nine_tenths", "mean"]
    assert [head[1:] for head in heads] == [bounded, drawn] * 2
    assert [out.count(f"\n{name} ") for name in ("willing_chances", "dannatt")] == [
        len(rows)
        for rows in (
            [*model.run(model.load("willing_chances")).runs[0].measures, *range(5)],
            [*model.run(model.load("dannatt")).runs[0].measures, *range(5)],
        )
    ]


def test_a_table_of_one_scenario_does_not_repeat_its_name(call: Call) -> None:
    assert "\nmeasure  " in call("run", "dannatt").out
    assert call("run", "dannatt", "three_tier").out.startswith("scenario  ")
    assert call("run", "dannatt", "--format", "csv").out.startswith("scenario,")


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


def test_draws_from_the_command_line(call: Call, tmp_path: Path) -> None:
    options = ("--draws", "500", "--seed", "4")
    simulation = simulate(model.load("willing_chances"), draws=500, seed=4)
    assert simulation.kept_up is not None
    assert simulation.tallies["margin"] is not None
    code, out, err = call("run", "willing_chances", *options)
    assert (code, err) == (0, "")
    for sentence in simulation_sentences(simulation):
        assert f"willing_chances: {sentence}\n" in out
    assert sentence == kept_up_sentence(simulation)
    _, out, _ = call("run", "willing_chances", "multinational_force_ukraine", *options, "--format", "json")
    first, second = json.loads(out)
    assert first["simulation"]["kept_up"] == simulation.kept_up
    assert (first["simulation"]["draws"], first["simulation"]["seed"]) == (500, 4)
    assert second["simulation"]["kept_up"] is None
    assert second["simulation"]["measures"][0] == {
        "measure": "deployed", "tenth": None, "half": None, "nine_tenths": None, "mean": None,
    }  # fmt: skip
    call("run", "willing_chances", *options, "--out", str(tmp_path))
    frame = pd.read_csv(tmp_path / "simulation.csv").set_index("measure")
    assert frame.loc["margin", "half"] == simulation.tallies["margin"].quantile(0.5)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert (manifest["seed"], manifest["draws"]) == (4, 500)
    call("run", "willing_chances", "--out", str(tmp_path))
    assert not (tmp_path / "simulation.csv").exists()
    code, out, err = call("run", "multinational_force_ukraine", *options)
    assert (code, err) == (0, "")
    assert list(simulation_sentences(simulate(model.load("multinational_force_ukraine"), draws=500, seed=4))) == []
    assert "multinational_force_ukraine: In " not in out
    code, _, err = call("run", "dannatt", "--draws", "x")
    assert (code, "--draws" in err) == (2, True)


@pytest.mark.parametrize("sign", "=+-@")
def test_a_file_named_like_a_formula_is_no_formula_in_a_spreadsheet(sign: str, tmp_path: Path, call: Call) -> None:
    path = tmp_path / f"{sign}1+1.yaml"
    path.write_text(PLAIN)
    done = call("run", str(path), "--format", "csv")
    assert done.code == 0
    assert all(line.startswith(f"'{sign}1+1,") for line in done.out.splitlines()[1:])
    assert call("run", str(path), "--out", str(tmp_path / "out"), "--format", "csv").code == 0
    for file in (tmp_path / "out").glob("*.csv"):
        assert all(line.startswith(f"'{sign}1+1,") for line in file.read_text().splitlines()[1:]), file.name


def test_each_row_of_a_table_of_variants_runs_and_the_good_ones_run_all_the_same(tmp_path: Path, call: Call) -> None:
    table = tmp_path / "variants.csv"
    table.write_text("name,rotation.tour_months\nfour,4\nzero,0\nsix,\nfour,5\n")
    done = call("run", "dannatt", "--variants", str(table), "--set", "rotation.dwell_ratio=4", "--format", "csv")
    assert [line.partition(",tied_up,troops,") for line in done.out.splitlines() if ",tied_up," in line] == [
        (name, ",tied_up,troops,", "50000.0,50000.0,50000.0,,,,") for name in ("four", "six")
    ]
    assert done.err.splitlines() == [
        f"{table}:3:2: rotation.tour_months: 0 is out of range; allowed: above 0, at most 240 months",
        f"{table}:5:1: the variant of line 2 is called 'four' too; rename one of the two",
        "2 of 4 did not run",
    ]
    assert done.code == 1


def test_a_batch_of_variants_says_what_differs_between_them(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("nations.csv").write_text("nation\nGB\nFR\n")
    Path("variants.csv").write_text(
        "name,title,rotation.tour_months,rotation.dwell_ratio,us_backstop.provided,coalition.contributors_table\n"
        "short,Short,4,3,false,nations.csv\nlong,Long,9,,true,\n"
    )
    words = ("run", "dannatt", "--variants", "variants.csv", "--set", "rotation.dwell_months=24")
    changes = {
        "short": {
            "title": "Short", "rotation.tour_months": 4, "rotation.dwell_ratio": 3, "us_backstop.provided": False,
            "coalition.contributors_table": "nations.csv",
        },
        "long": {
            "rotation.dwell_months": 24, "title": "Long", "rotation.tour_months": 9, "us_backstop.provided": True
        },
    }  # fmt: skip
    summaries = json.loads(call(*words, "--format", "json").out)
    assert {summary["scenario"]: summary["changes"] for summary in summaries} == changes
    assert call(*words, "--out", "out").code == 0
    manifest = json.loads(Path("out/manifest.json").read_text())
    assert {entry["scenario"]: entry["changes"] for entry in manifest["scenarios"]} == changes
    assert manifest["changes"] == {"rotation.dwell_months": 24}
    call(*words, "--out", "book.xlsx")
    origin = pd.read_excel("book.xlsx", sheet_name="origin").set_index(["scenario", "what"])["value"]
    assert origin["short", "changed: coalition.contributors_table"] == "nations.csv"


def test_a_row_for_each_variant_begins_with_the_values_that_vary(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("nations.csv").write_text("nation\nGB\nFR\n")
    Path("variants.csv").write_text(
        "name,rotation.tour_months,rotation.dwell_ratio,us_backstop.provided,coalition.contributors_table\n"
        "short,4,2,false,nations.csv\nlong,,,true,\n"
    )
    words = ("run", "dannatt", "--variants", "variants.csv", "--wide", "--measures", "tied_up")
    short, long = json.loads(call(*words, "--format", "json").out)
    ends = '{"low": 2.0, "value": 2.5, "high": 3.0}'
    assert list(short.items())[:5] == [
        ("scenario", "short"), ("rotation.tour_months", 4), ("rotation.dwell_ratio", "2.0"),
        ("us_backstop.provided", False), ("coalition.contributors_table", "nations.csv"),
    ]  # fmt: skip
    assert list(long.values())[:5] == ["long", 6, ends, True, None]
    assert call(*words, "--format", "csv").out.startswith(f"{','.join(short)}\nshort,4.0,2.0,False,nations.csv,")
    head, *rows = call(*words).out.splitlines()
    assert head.split()[:5] == list(short)[:5]
    assert rows[0].split()[:5] == ["short", "4", "2.0", "false", "nations.csv"]
    call(*words, "--out", "out", "--format", "parquet")
    frame = pd.read_parquet("out/wide.parquet")
    assert frame["rotation.tour_months"].tolist() == [4, 6]
    assert frame["us_backstop.provided"].tolist() == [False, True]


def test_a_table_of_variants_has_one_base(tmp_path: Path, call: Call) -> None:
    done = call("run", "dannatt", "three_tier", "--variants", str(tmp_path / "variants.csv"))
    assert done.code == 2
    assert "a table holds variants of one scenario: name one FILE" in done.err


def test_the_manifest_has_the_hash_of_every_table(tmp_path: Path, call: Call) -> None:
    nations, variants = tmp_path / "nations.csv", tmp_path / "variants.csv"
    nations.write_text("nation\nGB\n")
    variants.write_text("name\none\n")
    coalition = "coalition: {deployable_share: 0.5, contributors_table: nations.csv}\n"
    (tmp_path / "mine.yaml").write_text(PLAIN + coalition)
    out = tmp_path / "out"
    assert call("run", str(tmp_path / "mine.yaml"), "--variants", str(variants), "--out", str(out)).code == 0
    (entry,) = json.loads((out / "manifest.json").read_text())["scenarios"]
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (nations, variants)}
    assert (entry["scenario"], entry["tables"]) == ("one", hashes)
    call("run", "dannatt", "--out", str(out))
    assert "tables" not in json.loads((out / "manifest.json").read_text())["scenarios"][0]


def test_a_workbook_is_written_by_its_format_or_beside_the_table_by_its_name(tmp_path: Path, call: Call) -> None:
    for number, words in enumerate([("--format", "xlsx"), ()]):
        book = tmp_path / f"{number}.xlsx"
        done = call("run", "dannatt", "multinational_force_ukraine", "--out", str(book), *words)
        assert (done.code, done.err) == (0, f"Wrote 9 sheets to {book}\n")
        assert ("tied_up" in done.out) is not words
        assert pd.read_excel(book)["scenario"].unique().tolist() == ["dannatt", "multinational_force_ukraine"]
    assert (tmp_path / "0.xlsx").read_bytes() == (tmp_path / "1.xlsx").read_bytes()
    again = call("run", "dannatt", "--out", str(book))
    assert (again.code, again.err) == (
        1,
        f"{book}: is there already; name another file, or say --force to replace it\n",
    )
    assert call("run", "dannatt", "--out", str(book), "--force").code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--out", "book.csv"), "results go into a folder"),
        (("--format", "xlsx", "--out", "book"), "book: has the name of another kind of file; name a file that ends in"),
        (("--measures", "tied_upp"), "--measures: no measure 'tied_upp'; did you mean 'tied_up'?"),
        (("--measures", ""), "--measures: no measure ''; allowed: "),
    ],
)
def test_measures_and_places_that_are_none_write_nothing(
    words: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    monkeypatch.chdir(tmp_path)
    done = call("run", "dannatt", *words)
    assert done.code in (1, 2)
    assert message in " ".join(done.err.split())
    assert not list(tmp_path.iterdir())


def test_a_choice_of_measures_in_every_format(call: Call) -> None:
    words = ("run", "three_tier", "--measures", "margin, tied_up")
    assert [row["measure"] for row in json.loads(call(*words, "--format", "json").out)[0]["measures"]] == [
        "margin", "tied_up",
    ]  # fmt: skip
    assert [line.split(",")[1] for line in call(*words, "--format", "csv").out.splitlines()] == [
        "measure", "margin", "tied_up",
    ]  # fmt: skip
    table = call(*words).out.splitlines()
    head = next(number for number, line in enumerate(table) if line.startswith("measure  "))
    assert [line.split()[0] for line in table[head + 1 : head + 3]] == ["margin", "tied_up"]


def test_a_measure_that_a_scenario_does_not_have_is_told_with_the_reason(tmp_path: Path, call: Call) -> None:
    (tmp_path / "alone.yaml").write_text(PLAIN)
    words = ("run", str(tmp_path / "alone.yaml"), "--measures", "margin")
    assert "\nmargin   troops  no coalition  no coalition  no coalition\n" in call(*words).out
    assert call(*words, "--format", "csv").out.endswith(
        "\nalone,margin,troops,,,,,no coalition,no coalition,no coalition\n"
    )


def test_a_row_for_each_scenario(tmp_path: Path, call: Call) -> None:
    (tmp_path / "alone.yaml").write_text(PLAIN)
    words = ("run", "dannatt", str(tmp_path / "alone.yaml"), "--wide", "--measures", "tied_up,margin")
    table = [line.split("  ") for line in call(*words).out.splitlines()]
    assert [cell.strip() for cell in table[0] if cell][:4] == [
        "scenario", "tied_up_low", "tied_up_midpoint", "tied_up_high",
    ]  # fmt: skip
    alone = [cell.strip() for cell in table[2] if cell]
    assert alone == ["alone", *["30,000"] * 3, *["no coalition"] * 3]
    assert "Rounded for reading" in call(*words).out
    (dannatt, other) = json.loads(call(*words, "--format", "json").out)
    assert (dannatt["tied_up_central"], dannatt["margin_low_why"]) == (35_000, None)
    assert (other["margin_low"], other["margin_low_why"]) == (None, "no coalition")
    rows = call(*words, "--format", "csv").out.splitlines()
    assert rows[0] == ",".join(dannatt)
    assert rows[2] == "alone,30000.0,30000.0,30000.0,,,,no coalition,no coalition,no coalition"


def test_draws_stand_below_the_rows_of_all_scenarios(call: Call) -> None:
    words = ("run", "willing_chances", "dannatt", "--wide", "--measures", "margin", "--draws", "50")
    heads = [line.split() for line in call(*words).out.splitlines() if line.startswith("scenario ")]
    assert [head[-1] for head in heads] == ["margin_high", "mean"]


def test_draws_alone_have_no_row(tmp_path: Path, call: Call) -> None:
    (tmp_path / "many.yaml").write_text(MANY)
    done = call("run", str(tmp_path / "many.yaml"), "--wide", "--draws", "50")
    assert done.code == 0
    assert done.out.startswith("measure   tenth")


@pytest.mark.parametrize("read", ["mine.yaml", "parent.yaml", "nations.csv", "variants.csv"])
def test_a_workbook_replaces_no_file_that_is_read_under_whatever_name(
    read: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    monkeypatch.chdir(tmp_path)
    coalition = "coalition: {deployable_share: 0.5, contributors_table: nations.csv}\n"
    for name, text in {
        "parent.yaml": PLAIN + coalition, "nations.csv": "nation\nGB\n", "variants.csv": "name\none\n",
        "mine.yaml": "extends: parent\n",
    }.items():  # fmt: skip
        Path(name).write_text(text)
    Path("book.xlsx").symlink_to(read)
    before = Path(read).read_bytes()
    done = call("run", "mine.yaml", "--variants", "variants.csv", "--out", "book.xlsx", "--force")
    assert (done.code, done.err) == (
        1,
        "book.xlsx: is a file that this command reads; name another file\n",
    )
    assert Path(read).read_bytes() == before


def test_a_table_that_a_scenario_names_is_no_workbook_before_anything_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("n.xlsx").write_text("nation\nGB\n")
    monkeypatch.setattr("model.cli.run.runs", lambda _: pytest.fail("it was run"))
    done = call("run", "dannatt", "--set", "coalition.contributors_table=n.xlsx", "--out", "n.xlsx", "--force")
    assert (done.code, done.out, done.err) == (1, "", "n.xlsx: is a file that this command reads; name another file\n")


def test_a_bad_file_of_a_batch_is_told_once_where_a_workbook_is_replaced(tmp_path: Path, call: Call) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"")
    done = call("run", "dannatt", "no_such", "--out", str(book), "--force")
    assert done.code == 1
    assert done.err.count("no_such: no such file") == 1
    assert book.read_bytes().startswith(b"PK")
