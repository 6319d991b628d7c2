"""Bars: on a terminal alone, once something takes long, and never in the output."""

import io
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from model.cli import progress
from model.cli.progress import Bars, bar


class Screen(io.StringIO):
    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


def refresh(bars: Bars) -> None:
    """Draw the bars now; on a terminal they are drawn ten times a second."""
    drawn = bars._drawn  # noqa: SLF001
    assert drawn is not None
    drawn.refresh()


def test_a_bar_is_drawn_on_a_terminal_once_its_work_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    for after, is_drawn in ((0, True), (1_000, False)):
        monkeypatch.setattr(progress, "AFTER_SECONDS", after)
        screen = Screen(is_terminal=True)
        with Bars(screen) as bars, bars.bar("Drawing [bold]\x1b[2J") as show:
            show(1, 4)
            refresh(bars)
        text = screen.getvalue()
        assert ("Drawing [bold]\\x1b[2J" in text) == is_drawn
        assert ("25%" in text) == is_drawn
        assert "\x1b[?25l" not in text  # the cursor stays: a program that is stopped cannot bring it back


def test_no_bar_is_drawn_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AFTER_SECONDS", 0)
    screen = Screen(is_terminal=False)
    with Bars(screen) as bars, bars.bar("Drawing") as show:
        show(1, 4)
        with bars.aside():
            assert bars._drawn is None  # noqa: SLF001  (nothing draws)
    assert screen.getvalue() == ""


def test_no_bar_is_drawn_where_the_user_asked_for_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "is_quiet", lambda: True)
    monkeypatch.setattr(progress, "AFTER_SECONDS", 0)
    screen = Screen(is_terminal=True)
    with Bars(screen) as bars, bars.bar("Drawing") as show:
        show(1, 4)
        assert bars._drawn is None  # noqa: SLF001  (as above)
    assert screen.getvalue() == ""


def test_no_bar_goes_into_a_log_that_asks_for_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(progress, "AFTER_SECONDS", 0)
    screen = Screen(is_terminal=False)
    with Bars(screen) as bars:
        assert list(bars.over("abc", "Running")) == ["a", "b", "c"]
    assert screen.getvalue() == ""


def test_a_program_without_standard_error_has_no_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with bar("Comparing") as show:
        show(1, 2)


def test_items_count_as_done_when_the_next_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AFTER_SECONDS", 0)
    bars = Bars(Screen(is_terminal=True))
    drawn = bars._drawn  # noqa: SLF001
    assert drawn is not None
    completed = [drawn.tasks[0].completed for _ in bars.over("abc", "Running")]
    assert completed == [0, 1, 2]


def test_bars_go_aside_for_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AFTER_SECONDS", 0)
    screen = Screen(is_terminal=True)
    with Bars(screen) as bars, bars.bar("Drawing"):
        with bars.aside():
            before = screen.getvalue()
            time.sleep(0.3)
            assert screen.getvalue() == before
        refresh(bars)
        assert "Drawing" in screen.getvalue()[len(before) :]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_long_draws_show_a_bar_on_the_terminal_and_the_exact_results_first() -> None:
    ours, theirs = pty.openpty()
    command = [str(Path(sys.executable).with_name("python")), "-m", "model", "run", "willing_chances", "--draws"]
    with subprocess.Popen([*command, "900000000"], stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        text = b""
        while b"Drawing willing_chances" not in text:
            text += os.read(ours, 1_000)
        running.send_signal(2)
        assert running.stdout is not None
        out = running.stdout.read()
        assert running.wait() == 130
        while b"without draws" not in text:
            text += os.read(ours, 1_000)
    os.close(ours)
    assert b"tied_up" in out
    assert b"nine_tenths" not in out
    assert (
        text.replace(b"\r", b"")
        .rstrip()
        .endswith(b"stopped; the results above stand, without draws; no file was written")
    )
