"""Tasks on any executor: their results in order, with few of them waiting at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

Progress = Callable[[int, int], None]
"""A function that is called with the number of steps that are done, and of how many."""
AHEAD = 32
"""Tasks handed out before the first result is taken: work for every worker, and bounded memory."""


def in_order(
    work: Callable[[Task], Result], tasks: Iterable[Task], executor: Executor | None = None
) -> Iterator[Result]:
    """Yield the result of every task in the order of the tasks; here and now without an executor.

    Waiting tasks are cancelled when a task fails or the iterator is closed.

    >>> list(in_order(abs, [-1, 2]))
    [1, 2]
    """
    if executor is None:
        yield from map(work, tasks)
        return
    waiting: deque[Future[Result]] = deque()
    try:
        for task in tasks:
            waiting.append(executor.submit(work, task))
            if len(waiting) == AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def unheard(_done: int, _count: int) -> None:
    """Take no notice of the steps: the progress that nobody asked for."""


def counted(results: Iterable[Result], count: int, progress: Progress) -> Iterator[Result]:
    """Yield results, and say after each how many of them are done.

    >>> list(counted("ab", 2, print))
    1 2
    2 2
    ['a', 'b']
    """
    for done, result in enumerate(results, 1):
        progress(done, count)
        yield result
