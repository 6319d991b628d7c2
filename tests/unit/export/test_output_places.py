"""Where results go: nothing of the user's is touched, links are followed, devices written to, each refusal one line."""

import io
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from command import Call

from model.engine.results import COLUMNS
from model.export.output_places import file_place, folder_place, open_stream, write_new, write_report
from model.scenario.errors import ScenarioError

SWEEP = ("sweep", "dannatt", "--over", "rotation.tour_months=4,6", "--measures", "tied_up")
MINE = "force: {f: {strength: {troops: 20000}}}\nrotation: {tour_months: 6, dwell_ratio: 3}\n"


def every_name() -> list[str]:
    frames = [f"{name}.{suffix}" for name in (*COLUMNS, "simulation") for suffix in ("csv", "json", "parquet", "xlsx")]
    return [*frames, "manifest.json", "sweep.json", "00000000.parquet", "lock", "new", "old", "report.html", ".draft-a"]


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def kept(folder: Path) -> dict[str, object]:
    paths = sorted(folder.rglob("*"))
    return {str(path): (path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in (folder, *paths)}


def test_a_folder_full_of_the_users_own_files_is_touched_by_no_command(tmp_path: Path, call: Call) -> None:
    full = tmp_path / "full"
    for folder in (full, full / "sweep.parquet.parts", full / f".roulement-{'0' * 32}", full / "below"):
        folder.mkdir()
        for name in every_name():
            (folder / name).write_text("mine")
    (full / "mine.yaml").write_text(MINE)
    (full / "sweep2.parquet").write_text("mine")
    before = kept(tmp_path)
    mine = str(full / "mine.yaml")
    refusal = "full: holds files that no earlier run wrote, or that were changed since: .draft-a, "
    for form in ("table", "csv", "json", "parquet"):
        done = call("run", mine, "--out", str(full), "--format", form)
        assert done.code == 1
        assert refusal in done.err
        assert "more; name a new or an empty folder, or move these away\n" in done.err
        assert call("run", mine, "--out", str(full / "below"), "--format", form).code == 1
    assert call("run", mine, "--out", str(tmp_path)).code == 1
    assert call("report", mine, "--out", str(full / "report.html")).code == 1
    for name in ("sweep2.parquet", "sweep.parquet", "measures.parquet", "00000000.parquet"):
        assert call("sweep", mine, *SWEEP[2:], "--out", str(full / name)).code == 1
    assert call("sweep", mine, *SWEEP[2:], "--out", str(full / "sweep.parquet"), "--force").code == 1
    assert kept(tmp_path) == before
    assert call("report", mine, "--out", str(full / "report2.html")).code == 0
    assert call("run", mine, "--out", str(full / "results")).code == 0
    del before[str(full)]
    assert {path: state for path, state in kept(tmp_path).items() if path in before} == before


def test_what_the_user_changed_or_added_in_results_stays(tmp_path: Path, call: Call) -> None:
    out = tmp_path / "out"
    assert call("run", "dannatt", "--out", str(out)).code == 0
    for name, change in (
        ("measures.csv", lambda path: path.write_text(f"{path.read_text()}\n")),
        ("notes.txt", Path.touch),
        ("below", Path.mkdir),
        ("schedule.csv", lambda path: path.symlink_to(tmp_path)),
        ("timeline.csv", lambda path: (path.unlink(), os.mkfifo(path))),
    ):
        (tmp_path / "kept").mkdir()
        other = tmp_path / "kept" / "out"
        assert call("run", "dannatt", "--out", str(other)).code == 0
        change(other / name)
        before = sorted(path.name for path in other.iterdir())
        done = call("run", "dannatt", "--out", str(other))
        assert done.code == 1
        assert f"or that were changed since: {name}; name a new or an empty" in done.err
        assert sorted(path.name for path in other.iterdir()) == before
        other.rename(tmp_path / f"was_{name}")
        other.parent.rmdir()
    (out / "measures.csv").unlink()  # what is not there is nobody's
    assert call("run", "dannatt", "--out", str(out)).code == 0
    assert (out / "measures.csv").exists()


@pytest.mark.parametrize("text", ["", "[" * 100_000, "[]", '{"program": "roulement"}', '{"files": {"a": "b"}}', "\0"])
def test_a_manifest_that_is_not_ours_vouches_for_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ScenarioError, match=r"were changed since: manifest\.json; name a new"):
        folder_place(tmp_path)


@pytest.mark.parametrize(
    ("out", "words"),
    [
        (".", ".: is the current folder, which cannot be replaced under you; name one in it, e.g. results"),
        ("", ".: is the current folder"),
        ("-", "-: results go into a folder; name one, e.g. results"),
        ("x.csv", "x.csv: results go into a folder, and this is named like a file; name one, e.g. x, and a --format"),
        ("book.XLSX", "named like a file; name one, e.g. book, and a --format"),
        ("/proc", "/proc: is a disk of its own, which cannot be replaced; name a folder in it, e.g. /proc/results"),
        ("/dev/null", "/dev/null: cannot be written: it is not a folder; name a folder that can"),
        ("file", "file: cannot be written: it is not a folder"),
        ("file/below", "file/below: cannot be written: Not a directory"),
        ("x" * 300, f"{'x' * 200}: cannot be written: File name too long; name a folder that can"),
        ("loop", "loop: cannot be written: Too many levels of symbolic links"),
        ("a\0b", "holds a zero byte, which no name can; name another"),
        ("a\ud800b", "holds half a letter, which no name can; name another"),
    ],
)
def test_where_no_folder_of_results_can_stand(
    tmp_path: Path, out: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    if "file" in out:
        Path("file").touch()
    before = names()
    if out in {".", ""}:
        Path("loop").unlink()
        before = []
    with pytest.raises(ScenarioError) as error:
        folder_place(Path(out))
    assert words in str(error.value)
    assert len(error.value.problems) == 1
    assert names() == before


def test_a_folder_that_may_not_be_changed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for a user who is not root
    with pytest.raises(ScenarioError, match="cannot be written: it may not be changed; name a folder that can"):
        folder_place(tmp_path)


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("", ".: is no file; name one to write"),
        ("/", "/: is no file; name one to write"),
        ("..", "..: cannot be written: it is a folder; name a file in a folder that can"),
        ("x.pdf", "x.pdf: has the name of another kind of file; name a file that ends in .html or .htm"),
        ("report", "report: has the name of another kind of file; name a file that ends in .html or .htm"),
        ("file.html", "file.html: is there already; name another file, or say --force to replace it"),
        ("none/x.html", "none/x.html: cannot be written: No such file or directory; name a file in a folder that can"),
        (f"{'x' * 300}.html", "cannot be written: File name too long; name a file in a folder that can"),
        ("dangling.html", "dangling.html: cannot be written: No such file or directory"),
        ("loop.html", "loop.html: cannot be written: Too many levels of symbolic links"),
        ("/dev/fd/999", "/dev/fd/999: cannot be written: "),
        ("a\0b.html", "holds a zero byte, which no name can; name another"),
        ("a\ud800b.html", "holds half a letter, which no name can; name another"),
    ],
)
def test_where_no_report_can_stand(tmp_path: Path, out: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.html").write_text("mine")
    Path("dangling.html").symlink_to("none/x.html")
    Path("loop.html").symlink_to("loop.html")
    before = names()
    with pytest.raises(ScenarioError) as error:
        write_report("words", Path(out))
    assert words in str(error.value)
    assert len(error.value.problems) == 1
    assert (names(), Path("file.html").read_text()) == (before, "mine")


def test_a_disk_is_never_written_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    block = os.stat_result((0o060660, *range(9)))
    monkeypatch.setattr("model.export.output_places._followed", lambda out: (out, block.st_mode))
    with pytest.raises(ScenarioError, match="cannot be written: it is not a file; name a file in a folder that can"):
        write_report("words", tmp_path / "x.html", force=True)


def test_force_replaces_a_file_but_never_what_is_read(tmp_path: Path, call: Call) -> None:
    parent, child = tmp_path / "parent.yaml", tmp_path / "child.yaml"
    parent.write_text(MINE)
    changes = "{coalition.contributors_table: n.html, coalition.deployable_share: 1}"
    child.write_text(f"extends: parent\nchanges: {changes}\n")
    (tmp_path / "n.html").write_text("nation\nGB\n")
    (tmp_path / "link.html").symlink_to(child)
    (tmp_path / "link.parquet").symlink_to(parent)
    os.link(parent, tmp_path / "hard.html")
    before = kept(tmp_path)
    for out in ("link.html", "hard.html", "n.html"):
        for force in ((), ("--force",)):
            done = call("report", str(child), "--out", str(tmp_path / out), *force)
            assert done.code == 1
            assert f"{out}: is a file that this command reads; name another file\n" in done.err
    assert call("sweep", str(child), *SWEEP[2:], "--out", str(tmp_path / "link.parquet"), "--force").code == 1
    assert call("report", str(child), "--out", str(child), "--force").code == 1
    assert kept(tmp_path) == before
    out = tmp_path / "out.html"
    out.write_text("old")
    out.chmod(0o600)
    assert call("report", str(child), "--out", str(out)).code == 1
    assert out.read_text() == "old"
    assert call("report", str(child), "--out", str(out), "--force").code == 0
    assert (out.read_text()[:9].lower(), out.stat().st_mode & 0o777) == ("<!doctype", 0o600)
    assert call(*SWEEP, "--out", str(tmp_path / "s.parquet")).code == 0
    first = (tmp_path / "s.parquet").stat().st_ino
    assert call(*SWEEP, "--out", str(tmp_path / "s.parquet")).code == 1
    assert (tmp_path / "s.parquet").stat().st_ino == first
    assert call(*SWEEP, "--out", str(tmp_path / "s.parquet"), "--force").code == 0


POINTS = "rotation.tour_months\n4\n6\n"
NATIONS = "coalition.contributors_table=n.csv"
OVER = ("--over", "rotation.tour_months=4,6")
READ_TABLES = {
    "points": ("p.csv", ("sweep", "dannatt", "--points", "p.csv")),
    "points through a link": ("link.csv", ("sweep", "dannatt", "--points", "p.csv")),
    "points by the name of a link": ("p.csv", ("sweep", "dannatt", "--points", "link.csv")),
    "a table that --set names": ("n.csv", ("sweep", "dannatt", "--set", NATIONS, *OVER)),
    "of a scenario on standard input": ("n.csv", ("sweep", "-", "--set", NATIONS, *OVER)),
    "a workbook's": ("n.xlsx", ("run", "mine.yaml", "--set", "coalition.contributors_table=n.xlsx")),
    "a variant's": ("n.xlsx", ("run", "mine.yaml", "--variants", "v.csv")),
    "a variant's that is refused": ("n.xlsx", ("run", "mine.yaml", "--variants", "bad.csv")),
    "a report's": ("n.html", ("report", "mine.yaml", "--set", "coalition.contributors_table=n.html")),
}


@pytest.mark.parametrize("case", READ_TABLES)
def test_force_replaces_no_table_that_is_read(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    monkeypatch.chdir(tmp_path)
    text = MINE + "coalition: {deployable_share: 0.5, contributors: {uk: {}}}\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    Path("mine.yaml").write_text(text)
    Path("p.csv").write_text(POINTS)
    Path("link.csv").symlink_to("p.csv")
    for name in ("n.csv", "n.xlsx", "n.html"):
        Path(name).write_text("nation\nGB\n")
    Path("v.csv").write_text("name,coalition.contributors_table\none,\ntwo,n.xlsx\n")
    Path("bad.csv").write_text("name,coalition.contributors_table,rotation.tour_months\none,,4\ntwo,n.xlsx,-4\n")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    out, words = READ_TABLES[case]
    done = call(*words, "--out", out, "--force")
    assert done.code == 1
    assert f"{out}: is a file that this command reads; name another file\n" in done.err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert Path("link.csv").is_symlink()


def test_links_are_followed_and_stay(call: Call, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    for link, target in (("out", "real/out"), ("r.html", "real/to.html"), ("s.parquet", "real/s.parquet")):
        (tmp_path / link).symlink_to(target)
    for _ in range(2):
        assert call("run", "dannatt", "--out", str(tmp_path / "out")).code == 0
    write_report("one", tmp_path / "r.html")
    write_report("two", tmp_path / "r.html", force=True)
    assert call(*SWEEP, "--out", str(tmp_path / "s.parquet")).code == 0
    assert all((tmp_path / link).is_symlink() for link in ("out", "r.html", "s.parquet"))
    assert sorted(path.name for path in (tmp_path / "real").iterdir()) == ["out", "s.parquet", "to.html"]
    assert ((tmp_path / "real" / "to.html").read_text(), len(list((tmp_path / "out").iterdir()))) == ("two", 8)


def through_a_pipe(call: Call, path: Path, words: Sequence[str]) -> bytes:
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()))
    reader.start()
    assert call(*words, "--out", str(path)).code == 0
    reader.join(60)
    return got[0]


def test_a_pipe_or_a_device_is_written_to_and_stays(call: Call, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert through_a_pipe(call, pipe, ("report", "dannatt"))[:9].lower() == b"<!doctype"
    assert through_a_pipe(call, pipe, ("run", "dannatt", "--wide", "--format", "xlsx"))[:2] == b"PK"
    rows = through_a_pipe(call, pipe, SWEEP)
    (tmp_path / "rows.parquet").write_bytes(rows)
    assert len(pd.read_parquet(tmp_path / "rows.parquet")) == 2
    assert pipe.is_fifo()
    null = Path("/dev/null").stat()
    assert call("report", "dannatt", "--out", "/dev/null", "--force").code == 0
    assert (Path("/dev/null").is_char_device(), Path("/dev/null").stat().st_ino) == (True, null.st_ino)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".parquet"] == ["pipe"]


@pytest.mark.parametrize("form", ["/dev/fd/{}", "/proc/self/fd/{}", "link"])
def test_what_is_open_already_is_gone_on_with(tmp_path: Path, form: str) -> None:
    file = tmp_path / "open.txt"
    with file.open("wb") as opened:
        opened.write(b"before ")
        opened.flush()
        out = Path(form.format(opened.fileno()))
        if form == "link":
            out = tmp_path / form
            out.symlink_to(f"/dev/fd/{opened.fileno()}")
        write_report("words", out)
        opened.write(b" after")
    assert file.read_text() == "before words after"


def test_a_dash_is_standard_output() -> None:
    assert file_place(Path("-"), (".html",)) is None
    with open_stream(Path("-")) as stream:
        assert os.path.sameopenfile(stream.fileno(), 1)


@pytest.mark.parametrize("name", [os.fsdecode(b"n\xff"), "\u202e\n=1+1", "  "])
def test_strange_names_are_names(call: Call, tmp_path: Path, name: str) -> None:
    assert call("run", "dannatt", "--out", str(tmp_path / name)).code == 0
    assert call(*SWEEP, "--out", str(tmp_path / f"{name}.parquet")).code == 0
    assert call("report", "dannatt", "--out", str(tmp_path / f"{name}.html")).code == 0
    assert {path.name for path in tmp_path.iterdir()} == {name, f"{name}.parquet", f"{name}.html"}


def test_a_new_file_of_bytes_is_written_as_it_is(tmp_path: Path) -> None:
    write_new(b"\x89PNG\r\n", tmp_path / "chart.png", (".png",))
    assert (tmp_path / "chart.png").read_bytes() == b"\x89PNG\r\n"
    with pytest.raises(ScenarioError, match="is there already; name another file"):
        write_new(b"other", tmp_path / "chart.png", (".png",))
    assert (tmp_path / "chart.png").read_bytes() == b"\x89PNG\r\n"
