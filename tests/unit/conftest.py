"""Fixtures that several folders of unit tests share."""

import pytest
import vl_convert
from command import Call, caller

from model.cli import ask

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200"/>'


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command in this process: one drawing stands for all charts of a report, which no process makes apart.

    Drawings and processes have tests of their own, and the blocks of the documentation make reports as a reader does.
    """
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda *_, **__: DRAWING)
    monkeypatch.setattr(ask, "apart", lambda function, *args: function(*args))
    return caller(capsys)
