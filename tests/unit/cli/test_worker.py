"""The process of a worker: its streams, its answers, its end."""

import functools
import io
import operator
import os
import pickle
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from model.cli import worker
from model.cli.executors import WORKER

one_over = functools.partial(operator.floordiv, 1)


def test_a_worker_ends_with_its_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr(worker.os, "_exit", left.append)
    waiting: SimpleQueue[bytes] = SimpleQueue()
    for tasks in (pickle.dumps(b"a task"), pickle.dumps(b"half a task")[:-4]):
        worker.receive(io.BytesIO(tasks), waiting)
    assert (left, waiting.get(), waiting.empty()) == ([0, 0], b"a task", True)


def test_a_worker_answers_until_it_is_told_to_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker.os, "_exit", lambda _: None)
    calls = (functools.partial(abs, -1), functools.partial(one_over, 0), functools.partial(sys.exit, 3))
    tasks = io.BytesIO(b"".join(pickle.dumps(pickle.dumps(call)) for call in calls))
    answers = io.BytesIO()
    with pytest.raises(SystemExit):
        worker.serve(tasks, answers)
    answers.seek(0)
    (is_first_done, result), (is_done, error) = (pickle.loads(pickle.load(answers)) for _ in range(2))  # noqa: S301  (our own)
    assert (is_first_done, result) == (True, 1)
    assert (is_done, type(error)) == (False, ZeroDivisionError)
    assert "in answer_to" in error.__notes__[0]


def test_a_worker_speaks_through_its_own_streams(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    served: list[Any] = []
    moved: list[tuple[int, int]] = []
    monkeypatch.setattr(worker.os, "dup2", lambda *arguments: moved.append(arguments))
    monkeypatch.setattr(worker.os, "dup", lambda _: os.open(tmp_path / "answers", os.O_WRONLY | os.O_CREAT))
    monkeypatch.setattr(worker, "serve", lambda *arguments: served.append(arguments))
    monkeypatch.setattr(worker.sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    worker.main()
    tasks, answers = served[0]
    assert (tasks, answers.mode, moved) == (worker.sys.stdin.buffer, "wb", [(2, 1)])
    answers.close()


def test_a_worker_without_a_parent_ends_at_once_and_says_nothing() -> None:
    command = [sys.executable, "-c", WORKER, *sys.path]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_workers_import_what_their_parent_does() -> None:
    lines = "import sys; import model.cli.worker; print([n for n in ('numpy', 'pydantic', 'yaml') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"  # and no more than they need before they watch for its end
