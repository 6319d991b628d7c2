"""Results whole or as they were: written into a draft beside their place, and put there at once.

A full disk, a second run or a kill at any moment leaves what stood there before, or what was to stand there, and no
mixture of the two. So everything is written first into a draft: a hidden folder beside the place, on its file system,
under a lock that ends with its writer, however that ends. A file is then moved to its place; a folder changes places
with the one that stands there, by one call of the system where it has one (Linux: `renameat2`), and by two moves
where it has none. The next run that writes beside a draft without a living writer ends the second of those moves if
that is what is missing, and removes the draft. Where files cannot be locked a draft counts as living, and stays.

A folder that is taken out of its place goes only if its manifest vouches for everything in it.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from model.scenario.errors import Problem, ScenarioError

if sys.platform != "win32":  # pragma: no branch  (tests run on Linux)
    import fcntl

MANIFEST, SEAL = "manifest.json", "manifest_sha256"
DRAFT = re.compile(r"\.roulement-[0-9a-f]{32}")
LOCK, NEW, OLD = "lock", "new", "old"
"""What a draft holds: the lock, which names the place; what is to stand there; in two moves, what stood there."""
MOST_NAMED = 3
NO_REPLACE, EXCHANGE = 1, 2
"""Flags of `renameat2`."""
AT_WORKING_FOLDER = -100
NOT_OFFERED = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
"""How a system or a file system says that it does not know these flags."""


@contextmanager
def draft_beside(place: Path) -> Iterator[Path]:
    """Yield a new draft on the file system of a place; it goes in the end, with what was not put in place.

    Drafts that dead writers left there are ended first.

    Raises:
        OSError: if nothing can be written there.
    """
    _end_dead_drafts(place.parent)
    draft, file = _begun(place)
    try:
        os.write(file, json.dumps({"program": "roulement", "place": place.name}).encode())
        yield draft
    finally:
        with contextlib.suppress(OSError):  # what cannot be removed now, the next run removes
            _remove(draft)
        os.close(file)


def write_file(
    draft: Path, place: Path, write: Callable[[BinaryIO], object], *, force: bool, lasting: bool = True
) -> None:
    """Write a file in a draft and put it in its place at once.

    One that is not `lasting` is not waited for until the disk has it: a power cut may leave a piece of it.

    Raises:
        FileExistsError: if something stands there, and `force` does not say to replace it.
        OSError: if it cannot be written.
    """
    new = draft / NEW
    with new.open("wb") as file:
        write(file)
        if lasting:
            wait_for_the_disk(file)
    if force:
        _keep_permissions(place, new)
        new.replace(place)
    elif not _renamed(new, place, NO_REPLACE):
        if os.path.lexists(place):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
        new.rename(place)


def begin_folder(draft: Path) -> Path:
    """Return a new, empty folder in a draft, to be filled, the manifest last, and put in its place.

    Raises:
        OSError: if it cannot be made.
    """
    new = draft / NEW
    new.mkdir()
    return new


def put_folder(draft: Path, place: Path) -> None:
    """Put the folder that was begun in a draft in its place at once.

    A folder that stands there keeps its permissions; what its manifest names goes with it.

    Raises:
        ScenarioError: if the folder that stands there holds what its manifest does not vouch for.
        OSError: if it cannot be put there.
    """
    new = draft / NEW
    if place.is_dir():
        refuse_others_files(place)
        _keep_permissions(place, new)
    try:
        new.rename(place)  # where nothing stands, or an empty folder
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        out = _exchanged(new, place)
        if others := not_vouched_for(out):  # somebody put it there since we looked
            _exchanged(out, place)
            raise _refusal_of(place, others) from error


def refuse_others_files(folder: Path) -> None:
    """Refuse a folder that holds anything its manifest does not vouch for.

    Raises:
        ScenarioError: which names the files, and the remedy.
    """
    if names := not_vouched_for(folder):
        raise _refusal_of(folder, names)


def _refusal_of(folder: Path, names: Sequence[str]) -> ScenarioError:
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    words = (
        f"holds what is not of an earlier run, or was changed since: {', '.join(names[:MOST_NAMED])}{more}; "
        "name a new or an empty folder, or move these away"
    )
    return ScenarioError([Problem((), words, str(folder))])


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return a manifest with a seal, the hash of all else in it: so a change by hand is seen."""
    return {**manifest, SEAL: _seal_of(manifest)}


def _seal_of(manifest: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def not_vouched_for(folder: Path) -> list[str]:
    """Return what a folder holds besides the files that its manifest names, as they were written; A to Z.

    All that it holds, if it has no manifest of ours. Links are not followed.
    """
    files = _vouched_for(folder)
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if not _is_as_written(entry, files))


def lock(file: int) -> bool | None:
    """Lock an open file for as long as it is open; False if another process has it, None where there are no locks."""
    if sys.platform == "win32":  # pragma: no cover  (tests run on Linux)
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _begun(place: Path) -> tuple[Path, int]:
    """A draft, and its lock; another one, if a tidying run took it for dead before it was locked."""
    draft = place.with_name(f".roulement-{secrets.token_hex(16)}")
    draft.mkdir(0o700)
    try:
        file = os.open(draft / LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileNotFoundError:
        return _begun(place)
    except OSError:
        draft.rmdir()
        raise
    if lock(file) is False or os.fstat(file).st_nlink == 0:
        os.close(file)
        return _begun(place)
    return draft, file


def wait_for_the_disk(file: BinaryIO) -> None:
    """Return when the disk has a file: a power cut leaves nothing in place whose content never came there."""
    file.flush()
    os.fsync(file.fileno())


def _keep_permissions(place: Path, new: Path) -> None:
    """Give what is to stand in a place the owner, if we may, and the mode of what stands there."""
    with contextlib.suppress(FileNotFoundError):
        before = place.stat()
        with contextlib.suppress(PermissionError, AttributeError):  # the latter where files have no owner
            os.chown(new, before.st_uid, before.st_gid)
        shutil.copymode(place, new)


def _end_dead_drafts(folder: Path) -> None:
    """End what dead writers of this user began in a folder; drafts of the living, and what nobody drafted, stay."""
    if sys.platform == "win32":  # pragma: no cover  (tests run on Linux)
        return
    with os.scandir(folder) as entries:
        drafts = [entry for entry in entries if DRAFT.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)]
    for entry in drafts:
        with contextlib.suppress(OSError):  # another run is ending it
            if entry.stat().st_uid == os.geteuid():  # nobody else can have put anything into it
                _end_if_dead(Path(entry))


def _end_if_dead(draft: Path) -> None:
    try:
        file = os.open(draft / LOCK, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        draft.rmdir()  # its writer died before it locked it; nothing else is removed so
        return
    try:
        if lock(file):
            name = _vouched(os.read(file, 10_000)).get("place")
            if isinstance(name, str):
                _end_the_move(draft, draft.parent / Path(name).name)
            if isinstance(name, str) or os.listdir(draft) == [LOCK]:  # noqa: PTH208  (names)
                _remove(draft)
    finally:
        os.close(file)


def _end_the_move(draft: Path, place: Path) -> None:
    """Make the second of two moves, if its writer died between them."""
    if (draft / OLD).exists() and (draft / NEW).exists() and not os.path.lexists(place):
        (draft / NEW).rename(place)


def _remove(draft: Path) -> None:
    """Remove a draft, the lock last; not if a folder in it holds what its manifest does not vouch for."""
    for part in (draft / NEW, draft / OLD):
        if part.is_symlink() or not part.is_dir():
            part.unlink(missing_ok=True)
        elif _vouched_for(part) is None or not not_vouched_for(part):
            # Without a manifest it was being written, or removed: so that goes first.
            (part / MANIFEST).unlink(missing_ok=True)
            for path in part.iterdir():
                path.unlink()
            part.rmdir()
    if set(os.listdir(draft)) == {LOCK}:  # noqa: PTH208  (names)
        (draft / LOCK).unlink()
        draft.rmdir()


def _exchanged(folder: Path, place: Path) -> Path:
    """Put a draft's folder in place of the one that stands there, and return where that one is now."""
    if _renamed(folder, place, EXCHANGE):
        return folder
    out = folder.with_name(OLD if folder.name == NEW else NEW)
    place.rename(out)
    try:
        folder.rename(place)
    except OSError:
        out.rename(place)
        raise
    return out


def _renamed(path: Path, place: Path, flag: int) -> bool:
    """Rename with a flag of `renameat2`; False where the system or the file system does not know it."""
    if sys.platform != "linux":  # pragma: no cover  (tests run on Linux)
        return False
    import ctypes  # noqa: PLC0415  (commands that write nothing do without)

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # an older C library
        return False
    paths = (AT_WORKING_FOLDER, os.fsencode(path), AT_WORKING_FOLDER, os.fsencode(place))
    if renameat2(*paths, flag) == 0:
        return True
    code = ctypes.get_errno()
    if code in NOT_OFFERED:
        return False
    raise OSError(code, os.strerror(code), str(place))


def _vouched_for(folder: Path) -> Mapping[str, Any] | None:
    """The hash of each file that a folder's manifest names; None without a manifest of ours."""
    path = folder / MANIFEST
    if not path.is_file() or path.is_symlink():
        return None
    manifest = _vouched(path.read_bytes())
    seal, files = manifest.pop(SEAL, None), manifest.get("files")
    is_unchanged = seal is None or seal == _seal_of(manifest)  # without one it is of an earlier version
    return files if isinstance(files, dict) and is_unchanged else None


def _vouched(text: bytes) -> dict[str, Any]:
    """What a text of ours says; nothing if it is not ours, or not whole."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) and data.get("program") == "roulement" else {}


def _is_as_written(entry: "os.DirEntry[str]", files: Mapping[str, Any] | None) -> bool:
    if files is None or not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return False
    if entry.name == MANIFEST:
        return True
    if entry.name not in files:
        return False
    with Path(entry).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == files[entry.name]
