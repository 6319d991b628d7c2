"""Fixtures that several folders of unit tests share."""

import pytest
from command import Call, caller

from model.cli import ask


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, one_drawing: None) -> Call:
    """Call the command in this process, its report too; one drawing stands for every chart of it.

    Drawings and processes have tests of their own, and the blocks of the documentation make reports as a reader does.
    """
    del one_drawing
    monkeypatch.setattr(ask, "apart", lambda function, *args: function(*args))
    return caller(capsys)
