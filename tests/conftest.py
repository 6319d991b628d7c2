"""Options and settings that several test folders share."""

import signal

import hypothesis
import pytest

# A shell that starts the tests in the background has them ignore Ctrl-C, and the programs that they interrupt too.
signal.signal(signal.SIGINT, signal.default_int_handler)

# No test depends on the clock, and a red run can be run again to the same end.
hypothesis.settings.register_profile("roulement", deadline=None, derandomize=True)
hypothesis.settings.load_profile("roulement")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate-golden", action="store_true", help="rewrite tests/golden/*.txt from today's results")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.option.markexpr == "not slow":
        terminalreporter.write_line("Not run: the tests marked slow. CI runs them too; `pytest -m slow` does by hand.")
