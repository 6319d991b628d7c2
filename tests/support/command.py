"""The command, called in this process."""

import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from model.cli import app as cli


class Done(NamedTuple):
    """How a call ended and what it printed."""

    code: int
    out: str
    err: str


Call = Callable[..., Done]


def caller(capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that calls the command with these words; an exception that is not SystemExit goes through."""

    def call(*words: str) -> Done:
        before, sys.argv = sys.argv, ["roulement", *words]
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            sys.argv = before
        return Done(code, *capsys.readouterr())

    return call
