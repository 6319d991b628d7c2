"""Figures side by side as pictures: places, shapes, words, on a wide column and on a phone."""

import pytest
from charts import validate

from model.present.charts.claims import AXIS, HEAD, LEVEL, ROW, questions_chart, sizes_chart
from model.present.numbers import amount
from model.present.words.strips import OURS, SAID, UNNAMED, Strip

LONG = "International Institute for Strategic Studies, Ben Barry and co-authors, March 2025"


def row(who: str, *ends: tuple[float, float], words: str = "", kind: str = SAID) -> Strip:
    return Strip(("a.b",), who, ends, words, words, kind)


ROWS = [
    row("A, Jan 2025", (50, 50), words="50"),
    row(LONG, (10, 10), (25, 75), words="10 or 25 to 75", kind=UNNAMED),
    row("B (our sum)", (100, 100), words="100 or more", kind=OURS),
]


@pytest.mark.parametrize("width", [680, 350])
def test_rows_stand_with_people_words_numbers_and_key(width: int) -> None:
    texts = validate(sizes_chart(ROWS, amount, [30]), width)
    assert {"A, Jan 2025", "50", "10 or 25 to 75", "100 or more", "0", "75"} <= set(texts)
    key = "● said by a named person · ◇ source not named · pale: our sum"
    assert (key if width > 560 else "● said · ◇ not named · pale: our sum") in texts


def test_a_long_name_takes_two_lines_on_a_phone_alone() -> None:
    wide, narrow = (validate(sizes_chart(ROWS, amount), width) for width in (680, 350))
    assert LONG in wide
    assert LONG not in narrow
    assert {"International Institute for Strategic Studies,", "Ben Barry and co-authors, March 2025"} <= set(narrow)


def test_marks_stand_at_their_figures_a_range_from_end_to_end() -> None:
    chart = sizes_chart(ROWS, amount, [30])
    assert [(mark["x"], mark["x2"], mark["kind"]) for mark in chart.rows["marks"]] == [
        (50, 50, SAID), (10, 10, UNNAMED), (25, 75, UNNAMED), (100, 100, OURS),
    ]  # fmt: skip
    assert chart.spec["height"] == ROW * len(ROWS) + AXIS
    assert chart.rows["used"] == [{"x": 30}]
    words = {label["words"]: (label["x"], label["is_right"]) for label in chart.rows["words"]}
    assert words == {"50": (50, True), "10 or 25 to 75": (10, False), "100 or more": (100, False)}


def test_without_a_figure_in_use_there_is_no_rule() -> None:
    assert not [layer for layer in sizes_chart(ROWS, amount).spec["layer"] if layer["data"]["name"] == "used"]


@pytest.mark.parametrize("width", [680, 350])
def test_each_question_has_a_line_of_marks_on_its_own_scale(width: int) -> None:
    cells = {
        "A tour: 4 to 6 months": [row("A", (4, 4)), row("B", (6, 6))],
        "Cost: 1 to 2": [row("A", (1, 2)), row("B", (1, 1))],
    }
    chart = questions_chart(cells, {"A tour: 4 to 6 months": [6.0]})
    assert set(cells) <= set(validate(chart, width))
    tours, costs = chart.rows["marks"][:2], chart.rows["marks"][2:]
    assert [round(mark["x"], 3) for mark in tours] == [0.629, 0.943]
    assert (round(costs[0]["x"], 3), round(costs[0]["x2"], 3)) == (0.472, 0.943)
    assert costs[0]["y"] - costs[1]["y"] == LEVEL, "what would touch stands higher"
    (rule,) = chart.rows["rules"]
    assert rule["x"] == pytest.approx(6 / 6.36)
    assert chart.spec["height"] == 2 * HEAD + LEVEL * 3 + 16
