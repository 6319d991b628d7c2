"""The bars that Rich draws on a terminal; where there is none, nothing imports this."""

import time
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn


class _Screen(Console):
    """A terminal whose cursor stays: a program that is stopped at once could not bring it back."""

    def show_cursor(self, show: bool = True) -> bool:  # noqa: ARG002, FBT001, FBT002  (the interface's own signature)
        """Leave the cursor as it is."""
        return False


class Late(Progress):
    """Bars that are drawn once their work has taken some seconds."""

    after_seconds = 0.0

    def start(self) -> None:
        """Begin to draw, some seconds after the first time."""
        self._begun: float = getattr(self, "_begun", time.monotonic())
        super().start()

    def get_renderables(self) -> Iterable[RenderableType]:
        """Yield the bars, if they are late enough."""
        if time.monotonic() - getattr(self, "_begun", time.monotonic()) >= self.after_seconds:
            yield from super().get_renderables()


def drawn_on(screen: TextIO, after_seconds: float) -> Late:
    """Return bars for a terminal, to be drawn once their work has taken some seconds."""
    drawn = Late(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(text_format_no_percentage=""),
        TimeRemainingColumn(),
        console=_Screen(file=screen, force_terminal=True),
        transient=True,
        redirect_stdout=False,
    )
    drawn.after_seconds = after_seconds
    return drawn
