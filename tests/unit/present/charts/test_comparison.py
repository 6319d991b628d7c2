"""The chart of plans side by side: every measure on a scale of its own."""

from typing import Any

import pytest
from charts import validate
from coalitions import ROTATION, nation, scenario

import model
from model import Scenario
from model.engine.run import Run
from model.present.charts.comparison import STYLES, THIN, measures_chart
from model.present.charts.vega import Chart, contrast
from model.present.words.comparison import measured, sides

NAMES = ("reassurance_force", "willing_september_2025", "dannatt", "multinational_force_ukraine")


def chart(*runs: Run) -> Chart:
    return measures_chart(sides(runs), measured(runs))


def shipped(*names: str) -> Chart:
    return chart(*(model.run(model.load(name)).runs[0] for name in names))


def bars(drawn: Chart, place: str) -> list[dict[str, Any]]:
    return drawn.rows[place]


@pytest.mark.parametrize("width", [652, 322])
@pytest.mark.parametrize("count", [2, 4])
def test_it_is_sound_vega_lite_at_both_widths(count: int, width: int) -> None:
    drawn = validate(shipped(*NAMES[:count]), width)
    assert "This 90,000 to 120,000" in drawn
    is_mixed = count == len(NAMES)  # whole brigades beside plain troops
    assert f"That {'16,700 short to 15,600' if is_mixed else '30,000 short to 5,000'} to spare" in drawn
    assert ("Gap, counted soldier by soldier" in drawn) == is_mixed
    assert "just enough" in drawn
    if count == len(NAMES):
        assert "Third: £1bn to £4bn (another currency)" in drawn
        assert "Fourth: not known publicly" in drawn


def test_bars_go_from_the_lower_to_the_higher_end_on_the_scale_of_their_measure() -> None:
    drawn = shipped(*NAMES[:2])
    first, gap, *_ = bars(drawn, "This")
    assert (first["lo"], first["hi"]) == pytest.approx((90 / 120, 1))
    # from 30,000 short to 5,000 to spare, in whole brigades
    assert (gap["lo"], gap["hi"]) == pytest.approx((0, 25 / 35))
    (zero,) = drawn.rows["zero"]
    assert zero["lo"] == pytest.approx(30 / 35)
    assert [row["hi"] - row["lo"] for row in bars(drawn, "This")][2] == pytest.approx(THIN)
    tops = [row["y"] for row in bars(drawn, "This")]
    assert tops == sorted(tops)


def test_where_nothing_is_known_there_is_no_bar() -> None:
    drawn = shipped(*NAMES)
    assert len(bars(drawn, "Fourth")) == 0
    assert len(bars(drawn, "Third")) == 3  # not its cost, in pounds
    assert len(drawn.rows["tracks"]) == 4 + 4 + 3
    assert len(drawn.rows["numbers"]) == 4 * 4


def test_a_force_of_nothing_and_no_gap_to_draw() -> None:
    nobody = scenario(None, troops=0)
    drawn = chart(*(model.run(nobody).runs[0] for _ in range(2)))
    assert validate(drawn)
    assert drawn.rows["zero"] == []
    spare = scenario({"a": nation(80_000)})
    assert chart(*(model.run(spare).runs[0] for _ in range(2))).rows["zero"] == []
    short = model.run(scenario({"a": nation(800)})).runs[0]
    (zero,) = chart(short, short).rows["zero"]
    assert (zero["align"], zero["lo"]) == ("right", 1)


def test_plans_of_which_nothing_is_known_are_no_chart_that_fails() -> None:
    unknown = Scenario.from_document({"force": {"main": {"strength": "unknown"}}, "rotation": ROTATION})
    run = model.run(unknown).runs[0]
    assert validate(chart(run, run)) == []


def test_t_37_bars_differ_in_more_than_colour() -> None:
    looks = {(style["fill"], style["stroke"], str(style.get("strokeDash"))) for style in STYLES.values()}
    assert len(looks) == len(STYLES)
    for style in STYLES.values():
        assert max(contrast(style[part], "#FFFFFF") for part in ("fill", "stroke")) >= 3
