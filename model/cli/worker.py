"""A worker: a process that works tasks out for its parent, and ends when the parent is gone.

Tasks come in at standard input, answers go out at standard output, each a pickle of the bytes of a pickle: the outer
one is read without importing anything. This module imports little, so that a worker whose parent dies while it
starts notices soon.
"""

import contextlib
import os
import pickle
import queue
import sys
import threading
import traceback
from typing import BinaryIO


def main() -> None:
    """Work tasks out until the parent is gone; the output of a task goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Answer every task. When the tasks end, this process ends at once, even amid a task."""
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=receive, args=(tasks, waiting), daemon=True).start()
    while True:
        answer = answer_to(waiting.get())
        with contextlib.suppress(BrokenPipeError):  # the parent is gone; `receive` ends the process
            pickle.dump(answer, answers)
            answers.flush()


def receive(tasks: BinaryIO, waiting: "queue.SimpleQueue[bytes]") -> None:
    """Queue tasks as they come, and end the process when no more can come."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            waiting.put(pickle.load(tasks))  # noqa: S301  (our own program's, through a pipe of its own)
    os._exit(0)


def answer_to(task: bytes) -> bytes:
    """Return the pickle of (True, the task's result) or of (False, its error with its traceback as a note)."""
    try:
        return pickle.dumps((True, pickle.loads(task)()))  # noqa: S301  (as above)
    except Exception as error:  # noqa: BLE001  (the parent raises it)
        error.add_note(traceback.format_exc())
        return pickle.dumps((False, error))
