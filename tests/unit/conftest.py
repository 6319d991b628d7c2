"""Fixtures that several folders of unit tests share."""

import pytest
from command import Call, caller


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command in this process."""
    return caller(capsys)
