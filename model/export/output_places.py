"""Places for results: every refusal comes before any work, and no file of the user's is overwritten.

Links are followed. A stream that is open already (`-`, /dev/stdout), a device or a pipe is written to, never replaced.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from model.export.atomic import draft_beside, refuse_unlisted, write_file
from model.files.disk import files_read
from model.scenario.errors import Problem, ScenarioError

FILE_SUFFIXES = (".csv", ".htm", ".html", ".json", ".parquet", ".xlsx", ".yaml", ".yml")
"""Suffixes that the name of a folder of results may not have: it would be taken for a file."""
REPORT_SUFFIXES = (".html", ".htm")
BOOK = ".xlsx"
"""The ending of a workbook's name."""
MOST_LINKS = 40
MOST_SHOWN = 200
STANDARD_OUTPUT = Path("-")
Kind = Literal["file", "new file", "folder"]
"""A new file never replaces another; a file does with --force."""
IN_A_FOLDER = "name a file in a folder that can"
INSTEAD: dict[Kind, str] = {"file": IN_A_FOLDER, "new file": IN_A_FOLDER, "folder": "name a folder that can"}
INSTEAD_OF_ANOTHER: dict[Kind, str] = {
    "file": "name another file, or say --force to replace it",
    "new file": "name another file",
    "folder": "name another folder",
}


def is_book(place: Path | None) -> bool:
    """Return whether results at a place are one workbook: its name says so."""
    return place is not None and place.suffix.lower() == BOOK


@contextmanager
def faults_told(out: Path, kind: Kind) -> Iterator[None]:
    """Turn a fault of the system into a refusal of one line with its remedy.

    Raises:
        ScenarioError: for any OSError.
    """
    try:
        yield
    except FileExistsError as error:
        raise _refusal(out, f"is there already; {INSTEAD_OF_ANOTHER[kind]}") from error
    except OSError as error:
        raise _refusal(out, f"cannot be written: {error.strerror}; {INSTEAD[kind]}") from error


def folder_place(out: Path) -> Path:
    """Return the place of a folder of results, after checks that it can stand there.

    Raises:
        ScenarioError: if it is named like a file, holds files of no earlier run, is the current folder, or
            cannot be written.
    """
    with faults_told(out, "folder"):
        _check_name(out)
        if out == STANDARD_OUTPUT:
            raise _refusal(out, "results go into a folder; name one, e.g. results")
        if out.suffix.lower() in FILE_SUFFIXES:
            words = "results go into a folder, and this is named like a file"
            raise _refusal(out, f"{words}; name one, e.g. {out.stem}, and a --format")
        place, mode = _followed(out)
        if mode is not None and not stat.S_ISDIR(mode):
            raise NotADirectoryError(0, "it is not a folder")
        if mode is not None:
            if place.samefile(Path.cwd()):
                words = "is the current folder, which cannot be replaced under you; name one in it, e.g. results"
                raise _refusal(out, words)
            if os.path.ismount(place):
                words = "is a disk of its own, which cannot be replaced; name a folder in it"
                raise _refusal(out, f"{words}, e.g. {out / 'results'}")
            if not os.access(place, os.W_OK):
                raise PermissionError(0, "it may not be changed")
            refuse_unlisted(out)
        with draft_beside(missing_folders(place)[0]):  # shows that one can write there
            return place


def missing_folders(place: Path) -> list[Path]:
    """Return the missing folders above a place, the outermost first, and the place itself."""
    missing = [place]
    while not missing[0].parent.exists():
        missing.insert(0, missing[0].parent)
    return missing


def file_place(out: Path, suffixes: Sequence[str], *, kind: Kind = "file", force: bool = False) -> Path | None:
    """Return the place of a file of results; None if it goes to an open stream, a device or a pipe.

    Args:
        out: the file as the user names it.
        suffixes: the endings that its name may have.
        kind: the words of a refusal.
        force: whether it may replace a file that stands there; never one that the command reads.

    Raises:
        ScenarioError: if it may not, its name does not fit, or it is a folder.
    """
    with faults_told(out, kind):
        _check_name(out)
        if not out.name:
            raise _refusal(out, "is no file; name one to write")
        if _descriptor(out) is not None:
            return None
        place, mode = _followed(out)
        if mode is not None and (stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)):
            return None
        if mode is not None and not stat.S_ISREG(mode):
            raise IsADirectoryError(0, "it is a folder" if stat.S_ISDIR(mode) else "it is not a file")
        if out.suffix.lower() not in suffixes:
            words = f"has the name of another kind of file; name a file that ends in {' or '.join(suffixes)}"
            raise _refusal(out, words)
        refuse_if_read(out)
        if mode is not None and not force:
            raise FileExistsError
        return place


def refuse_if_read(out: Path) -> None:
    """Refuse a file of results that is one of those that the command has read, under whatever name.

    Raises:
        ScenarioError: naming it.
    """
    if out.exists() and any(path.exists() and path.samefile(out) for path in files_read()):
        raise _refusal(out, "is a file that this command reads; name another file")


def report_place(file: Path, *, force: bool = False) -> Path | None:
    """Return the place of a report, after a check that a file can be written there; see `file_place`."""
    return result_place(file, REPORT_SUFFIXES, force=force)


def result_place(file: Path, suffixes: Sequence[str], *, force: bool = False) -> Path | None:
    """Return the place of a file of results, after a check that it can be written there; see `file_place`."""
    place = file_place(file, suffixes, force=force)
    if place is not None:
        with faults_told(file, "file"), draft_beside(place):
            pass
    return place


def write_report(text: str, file: Path, *, force: bool = False) -> None:
    """Write a report to a file, as `write_result` does."""
    write_result(text.encode(), file, REPORT_SUFFIXES, force=force)


def write_result(content: bytes, file: Path, suffixes: Sequence[str], *, force: bool = False) -> None:
    """Write a file of results, whole or not at all, or to a device or a pipe.

    Raises:
        ScenarioError: if it may not or cannot be written there (see `file_place`); an earlier file stays.
    """
    _write(content, file, result_place(file, suffixes, force=force), "file", force=force)


def write_new(content: str | bytes, file: Path, suffixes: Sequence[str]) -> None:
    """Write text or bytes to a new file with one of these endings, whole or not at all, or to a device or a pipe.

    Raises:
        ScenarioError: if a file stands there, or it cannot be written there.
    """
    _write(content, file, file_place(file, suffixes, kind="new file"), "new file", force=False)


def _write(content: str | bytes, file: Path, place: Path | None, kind: Kind, *, force: bool) -> None:
    whole = content.encode() if isinstance(content, str) else content
    with faults_told(file, kind):
        if place is None:
            with open_stream(file) as stream:
                stream.write(whole)
        else:
            with draft_beside(place) as draft:
                write_file(draft, place, lambda new: new.write(whole), force=force)


def open_stream(out: Path) -> BinaryIO:
    """Open a device or a pipe for writing, or an open stream again, which goes on from its position.

    Raises:
        OSError: if it cannot be opened.
    """
    descriptor = _descriptor(out)
    file = os.open(out, os.O_WRONLY) if descriptor is None else os.dup(descriptor)
    return os.fdopen(file, "wb")


def _followed(out: Path) -> tuple[Path, int | None]:
    """The place that a path leads to, links followed, and the mode of the file there; None for no file."""
    place = Path(os.path.realpath(out))
    try:
        return place, out.stat().st_mode
    except FileNotFoundError:
        return place, None


def _check_name(out: Path) -> None:
    try:
        if "\0" in os.fsencode(out).decode("latin-1"):
            raise _refusal(out, "holds a zero byte, which no name can; name another")
    except UnicodeEncodeError as error:
        raise _refusal(out, "holds half a letter, which no name can; name another") from error


def _descriptor(out: Path) -> int | None:
    """The number of the open file of this process that a path stands for: `-`, /dev/stdout, /dev/fd/1."""
    if out == STANDARD_OUTPUT:
        return 1
    path = out
    for _ in range(MOST_LINKS):
        folder = os.path.realpath(path.parent)
        if folder in (f"/proc/{os.getpid()}/fd", "/dev/fd") and path.name.isdecimal():
            return int(path.name)
        if not path.is_symlink():
            break
        path = Path(folder, path.readlink())
    return None


def _refusal(out: Path, words: str) -> ScenarioError:
    return ScenarioError([Problem((), words, str(out)[:MOST_SHOWN])])
