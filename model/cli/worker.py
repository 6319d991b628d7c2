"""A worker: a process that works tasks out for another one, and ends when that one is gone.

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
    """Work tasks out until there is nobody to work for; what a task prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Answer every task. The tasks' end is the end of this process, at once, whatever it is at."""
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=receive, args=(tasks, waiting), daemon=True).start()
    while True:
        answer = answer_to(waiting.get())
        with contextlib.suppress(BrokenPipeError):  # nobody reads it: the end of the tasks is near
            pickle.dump(answer, answers)
            answers.flush()


def receive(tasks: BinaryIO, waiting: "queue.SimpleQueue[bytes]") -> None:
    """Put tasks aside as they come, and end the process when no more can come."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            waiting.put(pickle.load(tasks))  # noqa: S301  (our own program's, through a pipe of its own)
    os._exit(0)


def answer_to(task: bytes) -> bytes:
    """Return the pickle of (True, the task's result) or of (False, its error, which tells where it arose)."""
    try:
        return pickle.dumps((True, pickle.loads(task)()))  # noqa: S301  (as above)
    except Exception as error:  # noqa: BLE001  (whatever it is, the other process raises it)
        error.add_note(traceback.format_exc())
        return pickle.dumps((False, error))
