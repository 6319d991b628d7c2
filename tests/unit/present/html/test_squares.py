"""Squares as a drawing within HTML."""

from model.present.charts.plans import Squares
from model.present.html.squares import drawing


def test_a_path_for_each_look_and_room_for_all_columns() -> None:
    groups = [Squares("on tour", "#123456", 2, 1), Squares("at home", "#654321", 0, 1)]
    drawn = str(drawing(groups, 2, 1, "three & one"))
    assert drawn.count("<path") == 3
    assert 'd="M0 0h8.2v8.2h-8.2zM0 10h8.2v8.2h-8.2z" fill="#123456"' in drawn
    assert 'd="M10 0h8.2v8.2h-8.2z" fill="#FFFFFF" stroke="#123456"' in drawn
    assert 'd="M25 0h8.2v8.2h-8.2z"' in drawn
    assert 'viewBox="-1 -1 36 21"' in drawn
    assert 'aria-label="three &amp; one"' in drawn


def test_a_drawing_of_nothing_keeps_its_room() -> None:
    assert drawing([Squares("on tour", "#123456", 0, 0)], 3, 5, "") == (
        '<svg viewBox="-1 -1 51 31" role="img" aria-label=""></svg>'
    )
