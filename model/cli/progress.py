"""Bars on standard error while something takes more than a second: on a terminal alone, never in a pipe or a log.

Text for standard output is printed with the bars taken away (`Bars.aside`), so that the two never mix.
"""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TextIO, TypeVar

from rich.console import Console, RenderableType
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Drawn

from model.analysis.tasks import Progress
from model.cli.terminal import is_quiet
from model.letters import visible

Item = TypeVar("Item")

AFTER_SECONDS = 1.0
"""The time that passes before a bar is drawn: most commands are done by then."""


class Bars:
    """The bars of a command, one below the other; none where standard error is no terminal."""

    def __init__(self, screen: TextIO | None = None) -> None:
        screen = screen or sys.stderr
        is_terminal = screen is not None and screen.isatty() and not is_quiet()  # a pipe is none for FORCE_COLOR either
        self._drawn = _Late(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(text_format_no_percentage=""),
            TimeRemainingColumn(),
            console=_Screen(file=screen, force_terminal=is_terminal),
            transient=True,
            redirect_stdout=False,
            disable=not is_terminal,
        )

    def __enter__(self) -> Self:
        self._drawn.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drawn.stop()

    @contextmanager
    def bar(self, words: str) -> Iterator[Progress]:
        """Give a function that takes how many steps are done, and of how many; until it is called, the bar pulses."""
        task = self._drawn.add_task(visible(words), total=None)
        try:
            yield lambda done, count: self._drawn.update(task, completed=done, total=count)
        finally:
            self._drawn.remove_task(task)

    def over(self, items: Sequence[Item], words: str) -> Iterator[Item]:
        """Yield items; each counts as done when the next one is asked for."""
        with self.bar(words) as show:
            for done, item in enumerate(items):
                show(done, len(items))
                yield item

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bars away while text is printed to standard output."""
        self._drawn.stop()
        try:
            yield
        finally:
            self._drawn.start()


@contextmanager
def bar(words: str) -> Iterator[Progress]:
    """Give the function of a single bar; see `Bars.bar`."""
    with Bars() as bars, bars.bar(words) as show:
        yield show


class _Screen(Console):
    """A terminal whose cursor stays: a program that is stopped at once could not bring it back."""

    def show_cursor(self, show: bool = True) -> bool:  # noqa: ARG002, FBT001, FBT002  (the interface's own signature)
        """Leave the cursor as it is."""
        return False


class _Late(Drawn):
    """Bars that are drawn once their work has taken a second."""

    def start(self) -> None:
        """Begin to draw, a second after the first time."""
        self._begun: float = getattr(self, "_begun", time.monotonic())
        super().start()

    def get_renderables(self) -> Iterable[RenderableType]:
        """Yield the bars, if they are late enough."""
        if time.monotonic() - getattr(self, "_begun", time.monotonic()) >= AFTER_SECONDS:
            yield from super().get_renderables()
