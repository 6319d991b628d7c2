"""The ways to close a gap as a picture: drawn for a wide column and a phone."""

import functools

import pytest
from charts import validate

import model
from model.analysis.ways import ways
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.charts.ways import LETTERS, ways_chart
from model.present.words.way_rows import Row, rows


@functools.cache  # working a plan out takes longer than all pictures of it
def listed(name: str) -> list[Row]:
    plan = Run.of(model.load(name))
    of_run = ways(plan)
    return rows(plan, of_run) if of_run else []


def test_every_row_stands_in_the_picture_with_its_line() -> None:
    chart = ways_chart(listed("reassurance_force"))
    assert {name: len(drawn) for name, drawn in chart.rows.items()} == {
        "sentences": 5, "notes": 5, "lines": 5, "ways": 3, "bars": 7, "gaps": 2, "rings": 4, "labels": 10,
    }  # fmt: skip
    (first, *_), (ring, *_) = chart.rows["sentences"], chart.rows["rings"]
    assert first["wide"] == "1. Send fewer: 8,200 to 26,900 troops instead of 30,000."
    assert first["narrow"] == "1. Send fewer: 8,200 to 26,900 troops instead\nof 30,000."
    assert first["wide_y"] - first["narrow_y"] == 2 * 16  # a line more of the sentence, and one of the note
    assert ring["x"] == 0.8
    assert [bar["fill"] for bar in chart.rows["bars"]].count("#FFFFFF") == 6


@pytest.mark.slow
def test_no_line_is_longer_than_its_picture_is_wide() -> None:
    for name in shipped_scenarios():
        for drawn in ways_chart(listed(name)).rows["sentences"]:
            for kind, letters in zip(("wide", "narrow"), LETTERS, strict=True):
                assert max(map(len, drawn[kind].split("\n"))) <= letters


@pytest.mark.parametrize("name", ["reassurance_force", "willing_chances", "three_tier"])
@pytest.mark.parametrize("width", [652, 322])
def test_the_picture_is_sound_and_says_what_the_rows_say(name: str, width: int) -> None:
    words = " ".join(validate(ways_chart(listed(name)), width))
    for number, row in enumerate(listed(name), 1):
        assert f"{number}. {row.name}" in words
        assert row.track.bar_words in words
        assert row.track.now_words in words
