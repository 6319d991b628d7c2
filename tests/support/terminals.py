"""A terminal in place of standard output."""

import io
import re
import sys

import pytest

ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Terminal(io.TextIOWrapper):
    """A terminal that keeps what is written to it."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)

    def isatty(self) -> bool:
        """Return that it is one."""
        return True

    @property
    def written(self) -> str:
        """All that was written, with its colours."""
        return self.buffer.getvalue().decode(self.encoding)  # type: ignore[attr-defined]

    @property
    def text(self) -> str:
        """All that was written, without its colours."""
        return ESCAPE.sub("", self.written)


def terminal(monkeypatch: pytest.MonkeyPatch, *, width: int = 80, encoding: str = "utf-8") -> Terminal:
    """Put a terminal of a width in place of standard output."""
    put = Terminal(encoding)
    monkeypatch.setattr(sys, "stdout", put)
    for name, value in (("COLUMNS", str(width)), ("TERM", "xterm-256color")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return put
