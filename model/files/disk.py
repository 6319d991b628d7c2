"""Files that are read from disk, noted while a command runs, so that its results replace none of them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_noted: ContextVar[dict[Path, None] | None] = ContextVar("_noted", default=None)


@contextmanager
def noting() -> Iterator[None]:
    """Note each scenario and table that is read from here on."""
    token = _noted.set({})
    try:
        yield
    finally:
        _noted.reset(token)


def files_read() -> Collection[Path]:
    """Return the files that were read, in their order; none where nothing is noted."""
    return _noted.get() or ()


def read(file: Path, most_bytes: int) -> bytes:
    """Return a file's content, of a larger file one byte more than the most.

    Raises:
        OSError: if it cannot be read.
    """
    noted = _noted.get()
    if noted is not None:
        noted[file] = None
    with file.open("rb") as stream:
        return stream.read(most_bytes + 1)
