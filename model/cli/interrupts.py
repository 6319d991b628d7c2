"""Interrupts: Ctrl-C and SIGTERM end the program within a second, whatever it is doing, with one line that says so.

The first raises KeyboardInterrupt, so that drafts are removed and the terminal is restored; others change nothing.
If the main thread does not end in time (a library holds it, or swallowed the exception), another thread ends the
program. This module imports little, so that interrupts are watched before the rest of the program is there.
"""

import os
import signal
import sys
from _thread import allocate_lock

TYPE_CHECKING = False  # as in `typing`, whose import would take longer than this whole module
if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from types import FrameType
    from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM)
STATUS = 130
"""The exit status of an interrupted program."""
GRACE_SECONDS = 0.5
"""The time that the main thread has to clear away."""


class _State:
    """The state of the one program in this process."""

    message = "nothing was written"
    is_interrupted = False
    is_ending = False
    telling = allocate_lock()


def keep(text: str) -> None:
    """Set the message of an interrupt from here on: the work that is kept, and how to go on."""
    _State.message = text


def watched(command: "Callable[[], None]") -> None:
    """Run a program; an interrupt ends the process with status 130 and one line on standard error.

    A signal that is ignored when the program starts stays ignored, as `nohup` and shells want it.
    """
    try:
        try:
            for number in SIGNALS:
                if signal.getsignal(number) is not signal.SIG_IGN:
                    signal.signal(number, _interrupt)
            _watch()
            command()
        finally:
            _State.is_ending = True
    except BaseException:
        if not _State.is_interrupted:
            raise
        _end()


def _watch() -> None:
    """Start a thread that learns of every signal too."""
    import socket  # noqa: PLC0415  (once interrupts are taken care of)
    import threading  # noqa: PLC0415

    sys.unraisablehook = _unraisable
    reader, writer = socket.socketpair()
    writer.settimeout(0)  # a signal never waits
    threading.Thread(target=_end_in_time, args=(reader, writer), daemon=True).start()
    signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)


def _interrupt(_number: int, _frame: "FrameType | None") -> None:
    _State.is_interrupted = True
    if not _State.is_ending:
        _State.is_ending = True
        raise KeyboardInterrupt


def _unraisable(raised: "sys.UnraisableHookArgs") -> None:
    """Print no interrupt that a finaliser caught: no exception leaves it, and the thread ends the program."""
    if not isinstance(raised.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(raised)


def _end_in_time(reader: "socket.socket", writer: "socket.socket") -> None:
    """End the program some time after a signal. Its number arrives here even while the main thread is held."""
    import time  # noqa: PLC0415

    with reader, writer:
        while reader.recv(1)[0] not in SIGNALS:
            pass
        _State.is_interrupted = True  # also where a server has put its own handler in the place of ours
        time.sleep(GRACE_SECONDS)
        _end()


def _end() -> "NoReturn":
    """Print the message once, and exit without waiting for threads; worker processes notice and exit too."""
    with _State.telling:  # a second thread waits here until the process is gone
        try:
            os.write(2, f"stopped; {_State.message}\n".encode(errors="backslashreplace"))
        finally:  # also if standard error is closed
            os._exit(STATUS)
