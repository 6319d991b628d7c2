"""The picture of the gap: segments end to end, what is outlined, what is missing, the line of the force."""

import pytest
from by_hand import two_by_hand
from charts import validate
from coalitions import brigades, crosswise, nation, only, run

import model
from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.present.charts import vega
from model.present.charts.gap import gap_chart
from model.present.charts.vega import Chart

REST = {"rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}}
PAGE, NARROW = 440, 322


def chart(one: Run) -> Chart:
    largest_force = kept_up(one)
    assert largest_force is not None
    return gap_chart(one, largest_force)


def segments(one: Run, rows: str) -> list[tuple[object, ...]]:
    return [(row["name"], row["number"], row["x"], row["x2"]) for row in chart(one).rows.get(rows, [])]


def test_each_nation_stands_end_to_end_then_what_only_one_end_has_then_what_is_missing() -> None:
    """10,000 of France and 5,000 of the UK, 5,000 more with the shorter rest, 10,000 missing of 30,000."""
    one = Run.of(two_by_hand())
    assert segments(one, "sure") == [("France", "10,000", 0, 10_000), ("UK", "5,000", 10_000, 15_000)]
    assert segments(one, "more") == [("", "", 15_000, 20_000)]
    assert segments(one, "missing") == [("missing", "", 20_000, 30_000)]
    assert chart(one).rows["needed"] == [{"x": 30_000}]
    (words,) = chart(one).rows["words"]
    assert (words["over"], words["under"]) == ("needed: 30,000", "could keep up 15,000 to 20,000")


def test_where_nothing_is_sure_the_nations_stand_in_the_outline() -> None:
    one = Run.of(model.load("reassurance_force"))
    assert segments(one, "sure") == []
    assert segments(one, "more") == [("UK", "15,000", 0, 15_000), ("France", "10,000", 15_000, 25_000)]


def test_enough_has_nothing_missing_and_a_range_has_two_lines() -> None:
    enough = only(run({"a": nation(8_000)}, troops={"low": 700, "high": 900}))
    assert segments(enough, "missing") == segments(enough, "more") == []
    assert chart(enough).rows["needed"] == [{"x": 700}, {"x": 900}]
    assert chart(enough).rows["words"][0]["over"] == "needed: 700 to 900"


def test_nations_without_room_for_their_name_stand_together() -> None:
    many = {f"nation_{number}": nation(1_200 + number) for number in range(20)} | {"large": nation(80_000)}
    named = segments(only(run(many, troops=20_000)), "sure")
    assert [name for name, *_ in named] == ["Large", "20 more"]
    assert named[-1][3] == pytest.approx((80_000 + 24_190) / 8)
    tiny = segments(only(run({"a": nation(800), "b": nation(800)}, troops=90_000)), "sure")
    assert [(name, x, x2) for name, _, x, x2 in tiny] == [("A and B", 0, 200)]


def test_nations_too_small_for_a_unit_each_share_some() -> None:
    """Four of 4,000 make three brigades of 5,000, of which one is out at a time."""
    small = brigades({"a": nation(4_000), "b": nation(4_000), "c": nation(4_000), "d": nation(4_000)}, troops=5_000)
    assert segments(small, "sure") == [("shared", "5,000", 0, 5_000)]


def test_where_nations_are_not_summed_up_they_stand_as_one() -> None:
    """200 for the air and 20 for the sea keep up 20 of each, not 220."""
    force, three = crosswise()
    del three["b"]
    (row,) = segments(only(run(three, force=force)), "sure")
    assert (row[0], row[3]) == ("A and C", pytest.approx(40))


@pytest.mark.parametrize("width", [PAGE, NARROW])
@pytest.mark.parametrize("name", ["reassurance_force", "mnf_ground_force", "demarcation_line"])
def test_the_picture_is_sound_and_no_word_runs_out_of_it(name: str, width: int) -> None:
    assert any(words.startswith("needed: ") for words in validate(chart(Run.of(model.load(name))), width))


def test_t_37_bars_that_touch_are_three_to_one_or_parted_by_an_edge() -> None:
    """Filled ones have a white edge, outlined and missing ones an edge that differs from both sides."""
    layers = chart(Run.of(two_by_hand())).spec["layer"]
    looks = {layer["data"]["name"]: layer["mark"] for layer in layers if layer["mark"]["type"] == "rect"}
    assert (looks["sure"]["stroke"], looks["sure"]["strokeWidth"]) == ("white", 2)
    assert vega.contrast(looks["sure"]["color"], looks["more"]["color"]) >= 3
    for name in ("more", "missing"):
        for side in (looks["more"]["color"], looks["missing"]["color"], "#FFFFFF"):
            assert vega.contrast(looks[name]["stroke"], side) >= 3


def test_no_line_of_the_size_strikes_a_name_through() -> None:
    """The names are drawn over the line, each over a halo of its bar's fill."""
    layers = [(layer["data"]["name"], layer["mark"]) for layer in chart(Run.of(two_by_hand())).spec["layer"]]
    line = layers.index(next(layer for layer in layers if layer[0] == "needed"))
    fills = {name: mark["color"] for name, mark in layers if mark["type"] == "rect"}
    named = [(name, mark) for name, mark in layers if mark["type"] == "text" and name in fills]
    assert all(layers.index(layer) > line for layer in named)
    halos = [(name, mark["stroke"]) for name, mark in named if "stroke" in mark]
    assert halos == [(name, fill) for name, fill in fills.items() for _ in range(2)]
