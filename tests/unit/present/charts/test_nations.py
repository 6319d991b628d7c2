"""The map of nations: fills, circles, labels that do not meet, and a key, at the widths of pages and pictures."""

import itertools
import re

import pytest
import vl_convert
from charts import validate, width_of
from coalitions import nation, only, run

import model
from model.export.drawing import sized
from model.files.scenarios import shipped_scenarios
from model.present.charts import europe
from model.present.charts.labels import NARROWEST_FILE, ON_PAGES
from model.present.charts.nations import (
    BORDER,
    POSITION_FILLS,
    SHARE_FILLS,
    TRIED,
    circle,
    fill_of,
    label_of,
    map_chart,
)
from model.present.charts.vega import INK, Chart
from model.present.tables.coalition import Nation, nations

WIDTHS = (288, 322, 358, 440, 519, 540, 652, 680, 760)


def of(name: str, case: str = "high") -> list[Nation]:
    return nations(only(model.run(model.load(name))), case)


def one(rows: list[Nation], name: str) -> Nation:
    return next(row for row in rows if row.name == name)


@pytest.mark.parametrize("colour", ["position", "share"])
@pytest.mark.parametrize("width", [322, 652])
def test_the_map_is_sound_and_its_words_stand_within_it(colour: str, width: int) -> None:
    words = validate(map_chart(of("willing_september_2025"), colour), width)  # type: ignore[arg-type]
    assert "Ukraine" in words
    assert any(word.startswith("UK ") for word in words)
    assert ("Open, or on conditions" in words) == (colour == "position")


def boxes(chart: Chart, width: float) -> list[tuple[str, float, float, float, float]]:
    """Return the boxes of the labels shown at some width, reckoned by the font there."""
    boxes = []
    for row in chart.rows["labels"]:
        if row["least"] <= width < row["most"]:
            x, y = europe.pixel((row["lon"], row["lat"]), width)
            long = width_of(row["words"]) * row["size"] * (1.05 if row["weight"] == 600 else 1)
            long *= ON_PAGES if width < NARROWEST_FILE else 1
            left = x + row["dx"] - {"left": 0, "center": long / 2, "right": long}[row["align"]]
            boxes.append((row["words"], left, y + row["dy"] - 7, left + long, y + row["dy"] + 7))
    return boxes


@pytest.mark.parametrize("name", shipped_scenarios())
@pytest.mark.parametrize("case", ["low", "high"])
def test_t_47_labels_meet_at_no_width_and_stay_on_the_map(name: str, case: str) -> None:
    chart = map_chart(of(name, case), "position")
    for width in WIDTHS:
        for first, second in itertools.combinations(boxes(chart, width), 2):
            apart = first[3] <= second[1] or second[3] <= first[1] or first[4] <= second[2] or second[4] <= first[2]
            assert apart, (width, first, second)
        for words, left, top, right, bottom in boxes(chart, width):
            assert left > -3, (width, words)
            assert right < width + 3, (width, words)
            assert top > -1, (width, words)
            assert bottom <= europe.map_height(width), (width, words)


def test_nations_that_are_in_are_labelled_first() -> None:
    for width in WIDTHS:
        shown = [box[0] for box in boxes(map_chart(of("reassurance_force"), "position"), width)]
        assert shown[:2] == ["France 4,650", "UK 3,550"]


@pytest.mark.parametrize("name", ["reassurance_force", "willing_september_2025"])
def test_no_chart_shrinks_to_hold_its_marks(name: str) -> None:
    chart = map_chart(of(name), "position")
    for width in (288, 358, 652):
        svg = vl_convert.vegalite_to_svg(sized(chart, width))
        plot = re.search(r'class="background"[^>]* d="M0,0h([\d.]+)v([\d.]+)h', svg)
        assert plot is not None
        assert tuple(map(float, plot.groups())) == pytest.approx((width, europe.HEIGHT), abs=4)


def test_fills_say_what_a_nation_said_or_what_share_of_its_army_is_tied_up() -> None:
    rows = of("willing_september_2025")
    assert fill_of(one(rows, "poland"), "position") == "Ruled it out"
    assert fill_of(one(rows, "france"), "position") == "Ready, or named a number"
    assert fill_of(one(rows, "turkey"), "position") == "Open, or on conditions"
    assert fill_of(one(rows, "turkey"), "share") == "Not in, or not known"
    shares = {row.name: (fill_of(row, "share"), row.share) for row in rows if row.is_in and row.share is not None}
    assert shares["lithuania"][0] == "Under 10% of its army"
    assert shares["france"][0] == "10 to 25%"
    assert all((words == "25 to 50%") == (0.25 <= share < 0.5) for words, share in shares.values())


def test_labels_say_what_a_nation_could_keep_up_its_share_or_what_it_said() -> None:
    rows = of("willing_september_2025")
    assert label_of(one(rows, "united_kingdom"), "position") == "UK 3,450"
    assert label_of(one(rows, "united_kingdom"), "share") == "UK 18%"
    assert label_of(one(rows, "poland"), "share") == "Poland: ruled out"
    assert label_of(one(of("reassurance_force"), "greece"), "position") == "Greece: no position"


def test_t_27_a_nation_of_unknown_strength_has_no_circle_and_no_zero() -> None:
    rows = nations(only(run({"france": nation(None), "poland": nation(8_000)})), "high")
    chart = map_chart(rows, "position")
    assert [row["nation"] for row in chart.rows["circles"]] == ["Poland"]
    assert label_of(one(rows, "france"), "position") == "France not known publicly"
    assert circle(one(rows, "poland"))["could keep up"] != "0"


def test_t_47_positions_differ_by_more_than_colour() -> None:
    chart = map_chart(of("willing_september_2025"), "position")
    crosses = {row["nation"] for row in chart.rows["refused"]}
    assert {"Poland", "Italy", "Spain"} <= crosses
    assert {row["in"] for row in chart.rows["circles"]} == {True, False}
    dashed = [layer["mark"] for layer in chart.spec["layer"] if layer["mark"].get("strokeDash") == [3, 2]]
    assert len(dashed) == 2  # the circles of those that are not in, and their entry in the key
    assert [row["words"] for row in chart.rows["key"] if row["kind"] == "fill"][:4] == [
        "Ready, or named a number", "Open, or on conditions", "No position found", "Ruled it out ×",
    ]  # fmt: skip


def contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    one, other = sorted((light(first), light(second)))
    return (other + 0.05) / (one + 0.05)


def test_t_37_fills_of_the_map_are_parted_by_a_border_that_is_seen_on_each() -> None:
    pale = [fill for fill in POSITION_FILLS.values() if contrast(fill, "#FFFFFF") < 3]
    assert all(contrast(BORDER, "#FFFFFF") >= 3 for _ in pale)
    assert contrast(POSITION_FILLS["Ready, or named a number"], POSITION_FILLS["Open, or on conditions"]) >= 3
    assert contrast(INK, "#FFFFFF") > 4.5
    assert len(set(SHARE_FILLS.values())) == 4


def test_a_map_without_a_nation_that_is_drawn_has_its_key_and_ukraine() -> None:
    chart = map_chart(nations(only(run({"a": nation(8_000)})), "high"), "position")
    assert chart.rows["lands"] == []
    assert [row["words"] for row in chart.rows["labels"]] == ["Ukraine"]
    validate(chart)


def test_the_widths_tried_are_those_of_the_bands() -> None:
    for (least, _), widths, following in zip(europe.BANDS, TRIED, [*europe.BANDS[1:], (10_000, 0)], strict=True):
        assert all(least <= width < following[0] for width in widths)
