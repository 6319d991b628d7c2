"""The control strip: the inputs as a sentence, each with what can be said in its place."""

from model.engine.run import Run
from model.ui.session.shown import Shown


def draw(shown: Shown, run: Run | None) -> None:
    """Draw the strip."""
