"""The picture of the arithmetic: squares, groups, outlines, brackets and words, for forces of any size."""

from typing import Any

import pytest
from by_hand import by_hand
from charts import validate
from coalitions import of_force, only, run

import model
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.charts import vega
from model.present.charts.force import FILLED, MOST_SQUARES, OUTLINED, SIDE, Squares, squares_chart
from model.present.words import arithmetic as words

TROOPS = "force.reassurance_force.strength.troops"
EVERYTHING = {
    "overlap_months": 0.5, "transit_months": 0.5, "mobilisation_months": 1,
    "preparation_months": 3, "recovery_months": 1,
}  # fmt: skip
WIDE, NARROW = 652, 322


def shipped(changes: dict[str, Any] | None = None) -> Run:
    return Run.of(model.load("reassurance_force").replace(changes or {}))


def squares(laid_out: Squares, kind: str) -> float:
    """Return how many squares are of a kind; parts count as parts."""
    return sum((cell["x2"] - cell["x"]) / SIDE for cell in laid_out.cells if cell["kind"] == kind)


def test_a_group_is_as_large_as_the_force_and_outlined_is_what_the_higher_end_alone_takes() -> None:
    """30,000 with two or three at home: 90 squares of 1,000 filled in three groups, 30 outlined in the fourth."""
    laid_out = Squares(shipped())
    assert (laid_out.square, laid_out.num_groups, laid_out.num_rows, laid_out.num_columns) == (1_000, 4, 6, 5)
    assert (squares(laid_out, FILLED), squares(laid_out, OUTLINED)) == pytest.approx((90, 30))
    assert {cell["phase"] for cell in laid_out.cells if float(cell["x"]) < laid_out.begins(1)} == {"deployed"}
    assert {cell["phase"] for cell in laid_out.cells if float(cell["x"]) >= laid_out.begins(1)} == {"resting"}
    assert laid_out.end_of("low") == pytest.approx(laid_out.begins(3) - 1 - 1 + SIDE)
    assert laid_out.end_of("high") == pytest.approx(laid_out.width - 1 + SIDE)


def test_of_a_range_of_sizes_the_first_squares_of_each_group_are_filled() -> None:
    """25,000 to 30,000: 25 of each of three groups filled and 5 outlined, then 30 outlined."""
    laid_out = Squares(Run.of(model.load("mnf_ground_force")))
    assert (squares(laid_out, FILLED), squares(laid_out, OUTLINED)) == pytest.approx((75, 45))
    assert laid_out.total(0, "low") == 25_000
    assert laid_out.total(3, "low") == 0


def test_four_to_five_brigades_of_unequal_size_are_drawn_alike() -> None:
    """12,000 to 50,000, two or three at home: 36,000 filled of 200,000, at 2,000 a square."""
    laid_out = Squares(Run.of(model.load("three_tier")))
    assert laid_out.square == 2_000
    assert (squares(laid_out, FILLED), squares(laid_out, OUTLINED)) == pytest.approx((18, 82))


def test_every_phase_of_a_scenario_has_its_tint_its_squares_and_its_line() -> None:
    one = shipped({f"rotation.{key}": months for key, months in EVERYTHING.items()})
    chart, laid_out = squares_chart(one), Squares(one)
    troops = dict.fromkeys(words.IN_THE_PICTURE, 0.0)
    for cell in laid_out.cells:
        if cell["kind"] == FILLED:
            troops[str(cell["phase"])] += (float(cell["x2"]) - float(cell["x"])) / SIDE * laid_out.square
    for phase, held in words.by_phase(one, "low").items():
        assert troops[phase] == pytest.approx(held, rel=0.15), phase  # thin edges part them
    assert [row["phase"] for row in chart.rows["key"]] == list(words.by_phase(one, "high"))
    assert chart.rows["key"][0]["text"] == "30,000 on tour"
    assert "labels" not in chart.rows
    assert {"2,500 handing over", "5,500 called up", "on leave"} & set(validate(chart, NARROW))


def test_a_square_with_two_fills_is_parted_by_a_gap() -> None:
    laid_out = Squares(shipped({f"rotation.{key}": months for key, months in EVERYTHING.items()}))
    parts = [cell for cell in laid_out.cells if float(cell["x2"]) - float(cell["x"]) < SIDE - 0.01]
    assert parts
    for cell in parts:
        beside = [
            other for other in parts if other["y"] == cell["y"] and 0 < float(other["x"]) - float(cell["x2"]) < 0.5
        ]
        assert all(float(other["x"]) - float(cell["x2"]) > 0.07 for other in beside)


@pytest.mark.parametrize(("troops", "square"), [(1, 1), (40, 1), (41, 2), (30_000, 1_000), (10_000_000, 500_000)])
def test_one_soldier_and_ten_million_have_as_many_squares_as_one_can_see(troops: float, square: float) -> None:
    one = shipped({TROOPS: troops})
    assert Squares(one).square == square
    assert squares(Squares(one), FILLED) + squares(Squares(one), OUTLINED) <= MOST_SQUARES


def test_a_square_that_is_not_full_is_drawn_in_part() -> None:
    """12,345 at 500 a square: 24 squares and 0.69 of one."""
    laid_out = Squares(shipped({TROOPS: 12_345}))
    assert laid_out.square == 500
    assert squares(laid_out, FILLED) == pytest.approx(3 * 12_345 / 500, rel=0.01)


def test_few_squares_make_no_more_rows_than_they_are() -> None:
    assert [Squares(shipped({TROOPS: troops})).num_rows for troops in (1, 4, 11, 12, 15, 22)] == [1, 4, 5, 6, 5, 6]


def test_groups_are_named_where_they_have_room_else_phases_are() -> None:
    labels = squares_chart(shipped()).rows["labels"]
    assert [(row["number"], row["what"]) for row in labels] == [
        ("30,000", "on tour"), ("30,000", "at home"), ("30,000", "at home"), ("30,000", "at home too?"),
    ]  # fmt: skip
    many = squares_chart(shipped({"rotation.dwell_ratio": 9}))
    assert [row["text"] for row in many.rows["key"]] == ["30,000 on tour", "270,000 at home"]
    ranges = squares_chart(Run.of(model.load("mnf_ground_force"))).rows["labels"]
    assert (ranges[0]["number"], ranges[0]["lines"], ranges[3]["number"]) == (
        "25,000 to 30,000", "25,000 to\n30,000", "30,000",
    )  # fmt: skip


def test_brackets_name_both_totals_and_one_where_they_agree() -> None:
    assert [row["long"] for row in squares_chart(shipped()).rows["totals"]] == [
        "90,000: two at home for each one away", "120,000: three at home for each one away",
    ]  # fmt: skip
    (one,) = squares_chart(Run.of(model.load("german_norm"))).rows["totals"]
    assert (one["long"], one["short"]) == ("180,000: five at home for each one away", "180,000: five at home")


def test_where_the_larger_force_takes_less_for_each_one_all_its_troops_are_drawn() -> None:
    """1,000 to 9,000 at two in the cycle beside 1,000 at ten: the mean falls as the force grows."""
    quick = {"strength": {"troops": {"low": 1_000, "high": 9_000}}, "rotation": {"dwell_months": 6}}
    force = {"quick": quick, "slow": {"strength": {"troops": 1_000}, "rotation": {"dwell_months": 54}}}
    laid_out = Squares(only(of_force(force)))
    assert squares(laid_out, FILLED) * laid_out.square == pytest.approx(12_000, rel=0.01)
    assert (squares(laid_out, FILLED) + squares(laid_out, OUTLINED)) * laid_out.square == pytest.approx(
        28_000, rel=0.01
    )


def test_a_profile_is_drawn_at_its_peak() -> None:
    one = only(run(None, force={"main": {"strength": {"troops": 1_000}, "profile": {"7": 3}}}))
    assert Squares(one).of["high"]["deployed"] == 3_000


def test_a_force_from_nothing_on_has_its_first_group_outlined() -> None:
    laid_out = Squares(shipped({TROOPS: {"low": 0, "high": 1_000}}))
    assert squares(laid_out, FILLED) == 0
    assert squares(laid_out, OUTLINED) * laid_out.square == pytest.approx(4_000)
    assert laid_out.end_of("low") == 0


@pytest.mark.parametrize("name", [*shipped_scenarios(), "by hand"])
def test_every_shipped_force_is_drawn_whole(name: str) -> None:
    one = Run.of(by_hand() if name == "by hand" else model.load(name))
    if not one.measure("tied_up").is_known:
        return
    laid_out = Squares(one)
    in_all = (squares(laid_out, FILLED) + squares(laid_out, OUTLINED)) * laid_out.square
    assert in_all == pytest.approx(one.at("high", "tied_up"), rel=0.02)
    assert squares(laid_out, FILLED) * laid_out.square == pytest.approx(one.at("low", "tied_up"), rel=0.05)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("changes", [{}, {TROOPS: 1}, {TROOPS: 10_000_000}, {TROOPS: {"low": 4_900, "high": 109_950}}])
def test_the_picture_is_sound_and_no_word_runs_out_of_it(changes: dict[str, Any], width: int) -> None:
    assert validate(squares_chart(shipped(changes)), width)


def test_t_37_squares_that_touch_are_parted_and_every_fill_is_named() -> None:
    """Filled squares have a white edge and a gap of at least two pixels at the narrowest; tints differ from white."""
    chart = squares_chart(shipped())
    pitch = NARROW / Squares(shipped()).width
    filled, outlined = chart.spec["layer"][:2]
    assert filled["mark"]["stroke"] == "white"
    assert (1 - SIDE) * pitch + filled["mark"]["strokeWidth"] >= 2
    assert outlined["mark"]["fill"] == "white"
    for edge in outlined["encoding"]["stroke"]["scale"]["range"]:
        assert vega.contrast(edge, "#FFFFFF") >= 3
    assert vega.contrast(vega.AWAY, vega.HOME) >= 3
    assert set(words.IN_THE_PICTURE) == set(vega.TINTS)
