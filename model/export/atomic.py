"""Atomic writes: results go into a draft beside their place, and are put in place at once.

A full disk, a second run or a kill at any moment leaves the old results or the new ones, and no mixture of the two.
So everything is written first into a draft: a hidden folder beside the place, on its file system, under a lock that
ends with its writer, however that ends. A file is then moved to its place; a folder changes places with the old one,
by one call of the system where there is one (Linux: `renameat2`), else by two moves. The next run that writes beside
a draft without a living writer makes the second of the two moves, if it is missing, and removes the draft. Where
files cannot be locked a draft counts as living, and stays.

A folder that is taken out of its place is removed only if its manifest vouches for everything in it.
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
"""The entries of a draft: the lock, which names the place; the new results; between two moves, the old ones."""
MOST_NAMED = 3
NO_REPLACE, EXCHANGE = 1, 2
"""Flags of `renameat2`."""
AT_WORKING_FOLDER = -100
NOT_OFFERED = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
"""The errors of a system or a file system that does not know these flags."""


@contextmanager
def draft_beside(place: Path) -> Iterator[Path]:
    """Yield a new draft on the file system of a place; in the end it is removed with all that was not put in place.

    First, drafts that dead writers left there are ended.

    Raises:
        OSError: if nothing can be written there.
    """
    _end_dead_drafts(place.parent)
    draft, file = _begun(place)
    try:
        os.write(file, json.dumps({"program": "roulement", "place": place.name}).encode())
        yield draft
    finally:
        with contextlib.suppress(OSError):  # the next run removes the rest
            _remove(draft)
        os.close(file)


def write_file(
    draft: Path, place: Path, write: Callable[[BinaryIO], object], *, force: bool, lasting: bool = True
) -> None:
    """Write a file in a draft and put it in its place at once.

    Without `lasting` it does not wait until the disk has the file: a power cut may leave a piece of it.

    Raises:
        FileExistsError: if a file stands there, and `force` is not set.
        OSError: if it cannot be written.
    """
    new = draft / NEW
    with new.open("w+b") as file:
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
    """Return a new, empty folder in a draft. Fill it, write the manifest last, and put it in its place.

    Raises:
        OSError: if it cannot be made.
    """
    new = draft / NEW
    new.mkdir()
    return new


def put_folder(draft: Path, place: Path) -> None:
    """Put the folder that was begun in a draft in its place at once.

    It takes the permissions of a folder that stands there; that folder goes with all that its manifest names.

    Raises:
        ScenarioError: if the folder that stands there holds files that its manifest does not vouch for.
        OSError: if it cannot be put there.
    """
    new = draft / NEW
    if place.is_dir():
        refuse_unlisted(place)
        _keep_permissions(place, new)
    try:
        new.rename(place)  # where nothing stands, or an empty folder
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        out = _exchanged(new, place)
        if others := unlisted(out):  # put there since the check above
            _exchanged(out, place)
            raise _refusal_of(place, others) from error


def refuse_unlisted(folder: Path) -> None:
    """Refuse a folder with files that its manifest does not vouch for.

    Raises:
        ScenarioError: if there are any; it names them, and the remedy.
    """
    if names := unlisted(folder):
        raise _refusal_of(folder, names)


def named(names: Sequence[str]) -> str:
    """Return the first of some names, and how many more there are."""
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def _refusal_of(folder: Path, names: Sequence[str]) -> ScenarioError:
    words = (
        f"holds files that no earlier run wrote, or that were changed since: {named(names)}; "
        "name a new or an empty folder, or move these away"
    )
    return ScenarioError([Problem((), words, str(folder))])


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return a manifest with a seal, the hash of its other entries, which shows a change by hand."""
    return {**manifest, SEAL: digest_of(manifest)}


def digest_of(document: Mapping[str, Any]) -> str:
    """Return the hash of plain data; the order of keys does not matter."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, default=str).encode()).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unlisted(folder: Path) -> list[str]:
    """Return the names, A to Z, of all entries that the manifest does not name, or that were changed since.

    Without a manifest of ours these are all entries. Links are not followed.
    """
    files = _manifest_hashes(folder)
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if not _is_as_written(entry, files))


def lock(file: int) -> bool | None:
    """Lock a file until it is closed; return False if another process holds the lock, None where there are no locks."""
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
    """A new draft and its lock; another draft if a tidying run removed the first before it was locked."""
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
    """Wait until the disk has a file, so that a power cut after it is put in place cannot empty it."""
    file.flush()
    os.fsync(file.fileno())


def _keep_permissions(place: Path, new: Path) -> None:
    """Give the new file or folder the mode of the old one in its place, and its owner, if we may."""
    with contextlib.suppress(FileNotFoundError):
        before = place.stat()
        with contextlib.suppress(PermissionError, AttributeError):  # the latter where files have no owner
            os.chown(new, before.st_uid, before.st_gid)
        shutil.copymode(place, new)


def _end_dead_drafts(folder: Path) -> None:
    """End the drafts of this user's dead writers in a folder; drafts of living writers and other entries stay."""
    if sys.platform == "win32":  # pragma: no cover  (tests run on Linux)
        return
    with os.scandir(folder) as entries:
        drafts = [entry for entry in entries if DRAFT.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)]
    for entry in drafts:
        with contextlib.suppress(OSError):  # another run is ending it
            if entry.stat().st_uid == os.geteuid():  # no other process can have put files into it
                _end_if_dead(Path(entry))


def _end_if_dead(draft: Path) -> None:
    try:
        file = os.open(draft / LOCK, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        draft.rmdir()  # its writer died before it locked the draft, which is empty
        return
    try:
        if lock(file):
            name = _json_of_ours(os.read(file, 10_000)).get("place")
            if isinstance(name, str):
                place = draft.parent / Path(name).name
                if (draft / OLD).exists() and (draft / NEW).exists() and not os.path.lexists(place):
                    (draft / NEW).rename(place)  # the second of two moves: the writer died between them
            if isinstance(name, str) or os.listdir(draft) == [LOCK]:  # noqa: PTH208  (names)
                _remove(draft)
    finally:
        os.close(file)


def _remove(draft: Path) -> None:
    """Remove a draft, the lock last. It stays if a folder in it holds files that the manifest does not vouch for."""
    for part in (draft / NEW, draft / OLD):
        if part.is_symlink() or not part.is_dir():
            part.unlink(missing_ok=True)
        elif _manifest_hashes(part) is None or not unlisted(part):
            # A folder without a manifest was being written or removed; so the manifest goes first.
            (part / MANIFEST).unlink(missing_ok=True)
            for path in part.iterdir():
                path.unlink()
            part.rmdir()
    if set(os.listdir(draft)) == {LOCK}:  # noqa: PTH208  (names)
        (draft / LOCK).unlink()
        draft.rmdir()


def _exchanged(folder: Path, place: Path) -> Path:
    """Exchange a draft's folder with the folder in its place; return the path of the old folder afterwards."""
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
    """Rename with a flag of `renameat2`; return False where the system or the file system does not know it."""
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


def _manifest_hashes(folder: Path) -> Mapping[str, Any] | None:
    """The hash of each file that a folder's manifest names; None without a manifest of ours."""
    path = folder / MANIFEST
    if not path.is_file() or path.is_symlink():
        return None
    manifest = _json_of_ours(path.read_bytes())
    seal, files = manifest.pop(SEAL, None), manifest.get("files")
    is_unchanged = seal is None or seal == digest_of(manifest)  # without one it is of an earlier version
    return files if isinstance(files, dict) and is_unchanged else None


def _json_of_ours(text: bytes) -> dict[str, Any]:
    """The entries of a manifest or a lock of ours; none if the text is not ours, or not whole."""
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
    return entry.name in files and digest_of_file(Path(entry)) == files[entry.name]
