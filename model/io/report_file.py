"""A report as a file: written whole, or not at all."""

import errno
from pathlib import Path

from model.scenario.errors import Problem, ScenarioError


def write_report(text: str, file: Path) -> None:
    """Write a report beside its place, and move it there when it is whole.

    Raises:
        ScenarioError: if it cannot be written there; what stood there stays.
    """
    if not file.name:
        raise ScenarioError([Problem((), "name a file to write", "--out")])
    draft = file.with_name(f".{file.name}.draft")
    try:
        if file.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        try:
            draft.write_bytes(text.encode())
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        words = f"cannot be written: {error.strerror}; name a file in a folder that can"
        raise ScenarioError([Problem((), words, str(file))]) from error
