"""Options and settings that several test folders share."""

import hypothesis
import pytest

# No test depends on the clock, and a red run can be run again to the same end.
hypothesis.settings.register_profile("roulement", deadline=None, derandomize=True)
hypothesis.settings.load_profile("roulement")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate-golden", action="store_true", help="rewrite tests/golden/*.txt from today's results")
