"""Bars on standard error while something takes more than a second: on a terminal alone, never in a pipe or a log.

Text for standard output is printed with the bars taken away (`Bars.aside`), so that the two never mix.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TextIO, TypeVar

from model.analysis.tasks import Progress, unheard
from model.cli.terminal import is_quiet
from model.letters import visible

Item = TypeVar("Item")

AFTER_SECONDS = 1.0
"""The time that passes before a bar is drawn: most commands are done by then."""


class Bars:
    """The bars of a command, one below the other; none where standard error is no terminal."""

    def __init__(self, screen: TextIO | None = None) -> None:
        screen = screen or sys.stderr
        self._drawn = None
        if screen is not None and screen.isatty() and not is_quiet():  # a pipe is none for FORCE_COLOR either
            from model.cli.drawn import drawn_on  # noqa: PLC0415  (Rich, a tenth of the start of other commands)

            self._drawn = drawn_on(screen, AFTER_SECONDS)

    def __enter__(self) -> Self:
        if self._drawn is not None:
            self._drawn.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn is not None:
            self._drawn.stop()

    @contextmanager
    def bar(self, words: str) -> Iterator[Progress]:
        """Give a function that takes how many steps are done, and of how many; until it is called, the bar pulses."""
        if self._drawn is None:
            yield unheard
            return
        drawn = self._drawn
        task = drawn.add_task(visible(words), total=None)
        try:
            yield lambda done, count: drawn.update(task, completed=done, total=count)
        finally:
            drawn.remove_task(task)

    def over(self, items: Sequence[Item], words: str) -> Iterator[Item]:
        """Yield items; each counts as done when the next one is asked for."""
        with self.bar(words) as show:
            for done, item in enumerate(items):
                show(done, len(items))
                yield item

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bars away while text is printed to standard output."""
        self.__exit__(None, None, None)
        try:
            yield
        finally:
            self.__enter__()


@contextmanager
def bar(words: str) -> Iterator[Progress]:
    """Give the function of a single bar; see `Bars.bar`."""
    with Bars() as bars, bars.bar(words) as show:
        yield show
