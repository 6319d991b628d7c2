"""Interrupts within one process: who ends it, with which words. Whole programs are interrupted in `tests/processes`."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from model.cli import interrupts
from model.cli.interrupts import _State, watched  # the state of the program that this process is not


@pytest.fixture(autouse=True)
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Leaving the process is told and leaves the test running; afterwards all is as it was."""
    left = threading.Event()

    def leave(code: int) -> None:
        left.set()
        if threading.current_thread() is threading.main_thread():
            raise SystemExit(code)

    handlers = {number: signal.getsignal(number) for number in interrupts.SIGNALS}
    monkeypatch.setattr(interrupts.os, "_exit", leave)
    monkeypatch.setattr(interrupts, "GRACE_SECONDS", 0)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    fresh = {"message": "nothing was written", "is_interrupted": False, "is_ending": False}
    for name, value in fresh.items():  # other tests of this process may have run commands, which keep their words
        monkeypatch.setattr(_State, name, value)
    before = set(threading.enumerate())
    yield left
    with contextlib.suppress(OSError):  # it is closed if a signal came
        os.write(signal.set_wakeup_fd(-1), bytes([signal.SIGTERM]))
    for number, handler in handlers.items():
        signal.signal(number, handler)
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=60)


def lines(capfd: pytest.CaptureFixture[str]) -> set[str]:
    """Return the lines on standard error, once the thread that ends the process has written its own.

    A line that is written while the others are read would be lost.
    """
    for thread in threading.enumerate():
        if interrupts._end_in_time.__name__ in thread.name:  # noqa: SLF001  (the thread's own function)
            thread.join(timeout=60)
    return set(capfd.readouterr().err.splitlines())


def to_itself(number: int) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", interrupts.SIGNALS)
def test_an_interrupt_ends_with_130_and_says_what_is_kept(number: int, capfd: pytest.CaptureFixture[str]) -> None:
    interrupts.keep("the first half is kept")
    with pytest.raises(SystemExit) as end:
        watched(to_itself(number))
    assert end.value.code == interrupts.STATUS == 130
    assert lines(capfd) == {"stopped; the first half is kept"}


def test_a_main_thread_that_swallows_it_is_ended_all_the_same(
    ended: threading.Event, capfd: pytest.CaptureFixture[str]
) -> None:
    class Finalised:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    def command() -> None:
        Finalised()
        assert ended.wait(timeout=60)

    watched(command)
    assert lines(capfd) == {"stopped; nothing was written"}


def test_other_signals_interrupt_nothing(ended: threading.Event) -> None:
    signal.signal(signal.SIGWINCH, lambda *_: None)
    try:
        watched(to_itself(signal.SIGWINCH))
        assert not ended.is_set()
    finally:
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)


def test_further_interrupts_change_nothing() -> None:
    def command() -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            for _ in range(3):
                os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(SystemExit) as end:
        watched(command)
    assert end.value.code == 130


def test_a_command_that_ends_by_itself_ends_as_it_does(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError):
        watched(lambda: print(1 // 0))  # noqa: T201
    assert capfd.readouterr().err == ""


def test_what_else_meets_a_finaliser_is_told_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "__unraisablehook__", reported.append)
    watched(lambda: None)
    error, interrupt = SimpleNamespace(exc_value=ValueError()), SimpleNamespace(exc_value=KeyboardInterrupt())
    for unraisable in (interrupt, error):
        sys.unraisablehook(unraisable)
    assert reported == [error]


def test_what_is_ignored_stays_ignored(ended: threading.Event) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    watched(to_itself(signal.SIGINT))
    assert not ended.is_set()
