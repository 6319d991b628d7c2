"""Options and settings that several test folders share."""

import functools
import gc
import json
import signal
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import vl_convert

# A shell that starts the tests in the background has them ignore Ctrl-C, and the programs that they interrupt too.
signal.signal(signal.SIGINT, signal.default_int_handler)

gc.set_threshold(1_000_000, 20, 20)  # what is made while tests are collected is there to stay

# No test depends on the clock, and a red run can be run again to the same end.
hypothesis.settings.register_profile("roulement", deadline=None, derandomize=True)
hypothesis.settings.load_profile("roulement")


UNTRACED = (
    "tests/browser/", "tests/fuzz/", "tests/house/", "tests/properties/test_coalition.py",
    "tests/properties/test_comparison.py", "tests/properties/test_plurals.py", "tests/properties/test_schedule.py",
    "tests/properties/test_steady_state.py", "tests/ui/test_citations.py", "tests/ui/test_wording.py",
)  # fmt: skip
"""Tests that run for long what other tests cover: CI does not trace them."""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200"/>'


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate-golden", action="store_true", help="rewrite tests/golden/*.txt from today's results")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in a browser first, so that no process is left with them alone at the end; trace what is to cover.

    Tracing makes a test half as long again or more.
    """
    items.sort(key=lambda item: not item.nodeid.startswith("tests/browser/"))
    for item in items:
        if item.nodeid.startswith(UNTRACED):
            item.add_marker("no_cover")


def pytest_collection_finish() -> None:
    """Let the garbage collector leave the tests themselves alone, and look at less often what they make."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _each_chart_is_drawn_once() -> Iterator[None]:
    """Keep the drawings of a process: what is drawn depends on the specification alone, and takes 70 ms."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(vl_convert, "vegalite_to_svg", drawn_once)
        yield


@pytest.fixture
def one_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one drawing stand for every chart, where the pictures of a report are not the point."""
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda *_, **__: DRAWING)


def drawn_once(spec: dict[str, Any], **options: Any) -> str:  # noqa: ANN401  (vl_convert's own)
    return drawn(json.dumps(spec), json.dumps(options))


@functools.cache
def drawn(spec: str, options: str, draw: Any = vl_convert.vegalite_to_svg) -> str:  # noqa: ANN401
    return draw(json.loads(spec), **json.loads(options))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.option.markexpr == "not slow":
        terminalreporter.write_line("Not run: the tests marked slow. CI runs them too; `pytest -m slow` does by hand.")
