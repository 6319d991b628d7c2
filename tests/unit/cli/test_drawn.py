"""The bars that Rich draws: late, and with the cursor left as it is."""

import io

from model.cli.drawn import drawn_on


def test_bars_are_drawn_once_their_work_has_taken_some_seconds() -> None:
    for after, is_drawn in ((0.0, True), (1_000.0, False)):
        screen = io.StringIO()
        with drawn_on(screen, after) as bars:
            bars.update(bars.add_task("Drawing", total=None), completed=1, total=4)
            bars.refresh()
        assert ("Drawing" in screen.getvalue()) == is_drawn
        assert ("25%" in screen.getvalue()) == is_drawn
        assert "\x1b[?25l" not in screen.getvalue()
