"""Figures side by side as HTML: places on the scale, shapes, words."""

import re

from model.present.html.strips import cells, legend, strip_rows
from model.present.numbers import amount
from model.present.words.strips import NAMED, OURS, SAID, UNNAMED, Strip


def row(claim: str, *ends: tuple[float, float], words: str = "", last: str = "", kind: str = SAID) -> Strip:
    return Strip((claim,), f"Who {claim}", ends, words, last or words, kind)


ONE = row("a.one", (50, 50), words="50")
RANGE = row("a.two", (10, 10), (25, 75), words="10 or 25 to 75", last="25 to 75", kind=UNNAMED)


def test_a_row_has_a_link_to_its_card_and_marks_at_their_place() -> None:
    drawn = str(strip_rows([ONE, row("a.three", (100, 100))], amount))
    assert '<a href="./sources?claim=a.one" data-claim="a.one">Who a.one</a>' in drawn
    assert '<i class="m c" style="left:47.17%"></i>' in drawn, "50 of 106"
    assert '<span class="v w" style="left:calc(47.17% + .7rem)">50</span>' in drawn
    assert '<i class="ax" style="left:94.34%"></i>' in drawn
    assert '<span style="left:94.34%">100</span>' in drawn


def test_a_range_is_a_bar_between_two_marks_and_a_phone_has_the_last_figure_alone() -> None:
    drawn = str(strip_rows([RANGE, row("a.three", (100, 100))], amount))
    assert '<i class="rg h" style="left:23.58%;width:47.17%"></i>' in drawn
    assert drawn.count('<i class="m d h" style') == 3
    assert '<span class="v n" style="right:calc(90.57% + .7rem)" aria-hidden="true">25 to 75</span>' in drawn
    assert "right:calc(90.57% + .7rem)" in drawn, "to the left of its first mark"


def test_what_is_in_use_is_a_rule_through_all_rows_and_may_lie_beyond_them() -> None:
    drawn = str(strip_rows([ONE], amount, [200]))
    assert drawn.count('<i class="use" style="left:100.00%"></i>') == 1
    assert "in use here: 200" in drawn
    assert "in use here" not in str(strip_rows([ONE], amount))


def test_one_row_stands_out() -> None:
    drawn = str(strip_rows([ONE, RANGE], amount, marked="a.two"))
    assert drawn.count('<div class="dot own">') == 1
    assert re.search(r"<b><a [^>]*>Who a.two</a></b>", drawn)


def test_the_key_has_the_shapes_that_are_drawn_alone() -> None:
    drawn = str(legend({SAID, OURS}, ["2", "3"]))
    assert "said by a named person" in drawn
    assert "our sum" in drawn
    assert "source not named" not in drawn
    assert "in use here: 2 and 3" in drawn
    assert "published by a named author or body" in str(legend({NAMED}))


def test_a_small_scale_stacks_its_marks_and_cites_the_least_and_the_greatest() -> None:
    rows = [row("a.low", (1, 1), words="1"), row("a.mid", (1, 2), words="1 to 2"), row("a.high", (4, 4), words="4")]
    drawn = str(cells([("Size: 1 to 4", rows, amount, [2.0])]))
    assert "bottom:0.20rem" in drawn
    assert "bottom:1.15rem" in drawn
    before, folded = drawn.split("<details>")
    assert "<b>1</b> <a" in before
    assert "<b>4</b> <a" in before
    assert "<summary>1 more</summary>" in folded
    assert "Who a.mid" in folded
    assert '<i class="use"' in drawn
    assert "height:3.15rem" in drawn


def test_a_small_scale_of_one_figure_cites_it_once_and_folds_nothing() -> None:
    drawn = str(cells([("Size: 1", [ONE], amount, [])]))
    assert drawn.count("Who a.one") == 1
    assert "<details>" not in drawn


def test_a_small_scale_grows_with_its_levels() -> None:
    rows = [row(f"a.r{number}", (5, 5), words="5") for number in range(5)]
    assert "height:5.05rem" in str(cells([("Five", rows, amount, [])]))


def test_a_small_scale_shows_every_tick_that_has_room() -> None:
    def ticks(most: float, unit: str = "") -> list[str]:
        rows = [row("a.one", (most, most), words="most"), row("a.two", (most / 2, most / 2), words="half")]
        drawn = str(cells([("How many", rows, lambda number: f"{unit}{amount(number)}", ())]))
        return re.findall(r'<span style="left:[^"]*">([^<]*)</span>', drawn)

    assert ticks(5) == ["0", "2", "4"]
    assert ticks(400_000, "£") == ["£0", "£200,000", "£400,000"]
