"""Drafts: what is put in place is whole, in one call or two moves; the next run ends what a dead writer began."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from model.export import atomic
from model.export.atomic import begin_folder, draft_beside, put_folder, write_file
from model.scenario.errors import ScenarioError

HEX = "0123456789abcdef" * 2


def results(words: str, *names: str) -> dict[str, bytes]:
    files = {name: f"{words} {name}".encode() for name in names or ("a.csv", "b.csv")}
    hashes = {name: sha256(content).hexdigest() for name, content in files.items()}
    return files | {"manifest.json": json.dumps({"program": "roulement", "files": hashes}).encode()}


def put(place: Path, files: dict[str, bytes]) -> None:
    with draft_beside(place) as draft:
        folder = begin_folder(draft)
        for name, text in files.items():
            (folder / name).write_bytes(text)
        put_folder(draft, place)


def content(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["one call", "two moves"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to exchange: a system that has `renameat2`, and one that has not."""
    if request.param == "two moves":
        monkeypatch.setattr(atomic, "_renamed", lambda *_: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_folder_is_new_and_then_another(tmp_path: Path) -> None:
    for files in (results("one"), results("two"), results("three", "c.csv")):
        put(tmp_path / "out", files)
        assert content(tmp_path / "out") == files
        assert names(tmp_path) == ["out"]


def between(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> None:
    """Do something between the last look at a folder and its exchange."""
    real, left = shutil.copymode, [work]

    def copymode(place: Path, new: Path) -> None:
        real(place, new)
        if left:
            left.pop()()

    monkeypatch.setattr(shutil, "copymode", copymode)


@pytest.mark.usefixtures("way")
def test_what_comes_in_at_the_last_moment_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    put(out, results("one"))
    between(monkeypatch, lambda: (out / "precious.txt").write_text("mine"))
    with pytest.raises(ScenarioError, match=r"were changed since: precious\.txt; name a new"):
        put(out, results("two"))
    assert content(out) == results("one") | {"precious.txt": b"mine"}
    assert names(tmp_path) == ["out"]


@pytest.mark.usefixtures("way")
def test_of_two_runs_at_once_one_wins_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    put(out, results("one"))
    between(monkeypatch, lambda: put(out, results("two", "c.csv")))
    put(out, results("three"))
    assert (content(out), names(tmp_path)) == (results("three"), ["out"])


def test_a_run_that_comes_between_two_moves_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    put(out, results("one"))
    real = Path.rename

    def rename(path: Path, place: Path) -> Path:
        moved = real(path, place)
        if place.name == "old":
            monkeypatch.setattr(Path, "rename", real)
            put(out, results("two"))
        return moved

    monkeypatch.setattr(atomic, "_renamed", lambda *_: False)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="not empty"):
        put(out, results("three"))
    assert (content(out), names(tmp_path)) == (results("two"), ["out"])


def test_a_move_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    put(out, results("one"))
    real, calls = Path.rename, [0]

    def rename(path: Path, place: Path) -> Path:
        calls[0] += path.name == "new"
        if path.name == "new" and calls[0] == 2:
            raise OSError(errno.EIO, "Input/output error")
        return real(path, place)

    monkeypatch.setattr(atomic, "_renamed", lambda *_: False)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="Input/output"):
        put(out, results("two"))
    assert (content(out), names(tmp_path)) == (results("one"), ["out"])
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(errno.EXDEV, "Invalid cross-device")))
    with pytest.raises(OSError, match="cross-device"):
        put(out, results("two"))
    assert (content(out), names(tmp_path)) == (results("one"), ["out"])


@pytest.mark.usefixtures("way")
def test_a_file_replaces_nothing_unless_it_is_forced(tmp_path: Path) -> None:
    file = tmp_path / "file"
    with draft_beside(file) as draft:
        write_file(draft, file, lambda new: new.write(b"one"), force=False)
    with pytest.raises(FileExistsError), draft_beside(file) as draft:
        write_file(draft, file, lambda new: new.write(b"two"), force=False)
    assert file.read_bytes() == b"one"
    with draft_beside(file) as draft:
        write_file(draft, file, lambda new: new.write(b"two"), force=True)
    assert (file.read_bytes(), names(tmp_path)) == (b"two", ["file"])


@pytest.mark.parametrize(
    ("name", "value"), [("model.export.atomic.NO_REPLACE", 1 << 10), ("ctypes.CDLL", lambda *_, **__: object())]
)
def test_a_system_that_does_not_know_the_call_does_without(
    tmp_path: Path, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name, value)
    file = tmp_path / "file"
    with draft_beside(file) as draft:
        write_file(draft, file, lambda new: new.write(b"one"), force=False)
    assert (file.read_bytes(), names(tmp_path)) == (b"one", ["file"])


def test_any_other_fault_of_the_call_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), draft_beside(tmp_path / "file") as draft:
        write_file(draft, tmp_path / "none" / "file", lambda new: new.write(b"one"), force=False)
    assert names(tmp_path) == []


def dead(folder: Path, **parts: dict[str, bytes] | bytes) -> Path:
    draft = folder / f".roulement-{HEX}"
    draft.mkdir()
    for name, part in parts.items():
        if isinstance(part, bytes):
            (draft / name).write_bytes(part)
            continue
        (draft / name).mkdir()
        for inner, text in part.items():
            (draft / name / inner).write_bytes(text)
    return draft


LOCK = json.dumps({"program": "roulement", "place": "out"}).encode()


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({}, {}),
        ({"lock": b""}, {}),
        ({"lock": LOCK[:9]}, {}),
        ({"lock": LOCK}, {}),
        ({"lock": LOCK, "new": b"half a fi"}, {}),
        ({"lock": LOCK, "new": {"a.csv": b"half a fi"}}, {}),
        ({"lock": LOCK, "new": {"a.csv": b"", "manifest.json": b'{"program": "roul'}}, {}),
        ({"lock": LOCK, "new": results("old")}, {}),
        ({"lock": LOCK, "old": results("old")}, {}),
        ({"lock": LOCK, "old": results("old"), "new": results("new")}, results("new")),  # between two moves
    ],
)
def test_the_draft_of_a_dead_writer_is_ended(
    tmp_path: Path, parts: dict[str, dict[str, bytes] | bytes], place: dict[str, bytes]
) -> None:
    dead(tmp_path, **parts)
    with draft_beside(tmp_path / "other"):
        assert len(names(tmp_path)) == 1 + bool(place)
    assert names(tmp_path) == ["out"] * bool(place)
    if place:
        assert content(tmp_path / "out") == place


def test_two_moves_are_not_ended_over_what_stands_there_now(tmp_path: Path) -> None:
    dead(tmp_path, lock=LOCK, old=results("old"), new=results("new"))
    (tmp_path / "out").mkdir()
    with draft_beside(tmp_path / "other"):
        pass
    assert (names(tmp_path), names(tmp_path / "out")) == (["out"], [])


@pytest.mark.parametrize(
    "parts",
    [
        {"mine": b"mine"},
        {"lock": b"mine", "new": b"mine"},
        {"lock": LOCK, "mine": b"mine"},
        {"lock": b"", "new": b"mine"},
        {"lock": b'{"program": "another", "place": "out"}', "new": b"mine"},
        {"lock": LOCK, "new": results("new") | {"mine": b"mine"}},
        {"lock": LOCK, "old": results("old") | {"a.csv": b"mine"}},
    ],
)
def test_what_nobody_drafted_stays(tmp_path: Path, parts: dict[str, dict[str, bytes] | bytes]) -> None:
    draft = dead(tmp_path, **parts)
    before = {path: path.is_file() and path.read_bytes() for path in draft.rglob("*")}
    for name in (f".roulement-{'A' * 32}", ".roulement-notes", f".roulement-{HEX}.bak", f"x.roulement-{HEX}"):
        (tmp_path / name).mkdir()
    (tmp_path / f".roulement-{'0' * 32}").touch()
    (tmp_path / f".roulement-{'1' * 32}").symlink_to(draft)
    there = names(tmp_path)
    with draft_beside(tmp_path / "other"):
        pass
    assert names(tmp_path) == there
    assert {path: path.is_file() and path.read_bytes() for path in draft.rglob("*")} == before


def test_the_draft_of_another_user_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = dead(tmp_path, lock=LOCK)
    monkeypatch.setattr(os, "geteuid", lambda: draft.stat().st_uid + 1)
    with draft_beside(tmp_path / "other"):
        pass
    assert names(draft) == ["lock"]


def test_links_in_a_draft_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "mine").touch()
    draft = dead(tmp_path, lock=LOCK)
    (draft / "new").symlink_to(tmp_path / "precious")
    with draft_beside(tmp_path / "other"):
        pass
    assert (names(tmp_path), names(tmp_path / "precious")) == (["precious"], ["mine"])


def test_the_draft_of_a_living_writer_stays_and_that_of_a_killed_one_goes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from model.export.atomic import draft_beside\n"
        "with draft_beside(Path(sys.argv[1])): print('on', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "out")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"on\n"
        (theirs,) = names(tmp_path)
        with draft_beside(tmp_path / "other"):
            assert theirs in names(tmp_path)
        assert names(tmp_path) == [theirs]
        writer.kill()
        writer.wait()
        assert names(tmp_path) == [theirs]
        with draft_beside(tmp_path / "other"):
            pass
    assert names(tmp_path) == []


def test_where_files_cannot_be_locked_drafts_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dead(tmp_path, lock=LOCK)

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    put(tmp_path / "out", results("one"))
    assert names(tmp_path) == [f".roulement-{HEX}", "out"]


@pytest.mark.parametrize("moment", ["before the lock", "as it locks"])
def test_a_draft_that_is_taken_for_dead_before_it_is_locked_is_begun_again(
    tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open, real_lock, left = os.open, atomic.lock, [1]

    def take() -> None:
        if left and left.pop():
            with draft_beside(tmp_path / "other"):
                pass

    def open_(path: Path, *rest: int) -> int:
        if moment == "before the lock" and rest[0] & os.O_CREAT:
            take()
        return real_open(path, *rest)

    def lock(file: int) -> bool | None:
        if moment == "as it locks":
            take()
        return real_lock(file)

    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(atomic, "lock", lock)
    put(tmp_path / "out", results("one"))
    assert (left, names(tmp_path), content(tmp_path / "out")) == ([], ["out"], results("one"))


@pytest.mark.parametrize("name", ["open", "write"])
def test_a_disk_that_is_full_already_is_left_as_it_was(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, name, full)
    with pytest.raises(OSError, match="No space left"):
        put(tmp_path / "out", results("one"))
    assert names(tmp_path) == []


def test_a_manifest_that_was_changed_by_hand_vouches_for_nothing(tmp_path: Path) -> None:
    content = {"program": "roulement", "files": {}}
    (tmp_path / "manifest.json").write_text(json.dumps(atomic.sealed(content)))
    assert atomic.unlisted(tmp_path) == []
    (tmp_path / "manifest.json").write_text(json.dumps({**atomic.sealed(content), "note": "mine"}))
    assert atomic.unlisted(tmp_path) == ["manifest.json"]
