"""Places of labels, on a drawing whose marks one can see before one's eyes."""

from dataclasses import replace

from model.present.charts.labels import Drawing, Mark, Placed, length, placed


def at(x: float, y: float) -> object:
    return lambda _: (x, y)


def mark(words: str, x: float, y: float, radius: float = 5, **more: object) -> Mark:
    return Mark(words, at(x, y), (radius,), **more)  # type: ignore[arg-type]


def drawing(
    width: float = 400, height: float = 200, most: int = 9, obstacles: tuple[tuple[float, ...], ...] = ()
) -> Drawing:
    return Drawing([[width]], [height], [most], lambda _: obstacles)  # type: ignore[arg-type, return-value]


def labels(on: Drawing, *marks: Mark) -> dict[str, Placed]:
    return {one.mark.words: one for one in placed(on, marks)}


def test_a_label_stands_to_the_right_where_there_is_room() -> None:
    (label,) = placed(drawing(), [mark("Here", 100, 100)])
    assert (label.align, label.dx, label.dy) == ("left", 9, 0)
    left, top, right, bottom = label.box(400)
    assert (left, top, bottom) == (109, 92, 108)
    assert right == 109 + length("Here")


def test_at_an_edge_it_stands_on_the_other_side() -> None:
    (label,) = placed(drawing(), [mark("Here", 390, 100)])
    assert label.align == "right"
    assert label.box(400)[2] == 381


def test_a_label_meets_neither_another_label_nor_a_mark_nor_what_is_taken() -> None:
    two = labels(drawing(), mark("First of two", 100, 100), mark("Second", 100, 112))
    first, second = (one.box(400) for one in two.values())
    assert first[2] <= second[0] or second[2] <= first[0] or first[3] <= second[1] or second[3] <= first[1]
    beside = labels(drawing(), mark("Here", 100, 100), mark("", 118, 100))
    assert beside["Here"].align == "right"
    placed = labels(drawing(obstacles=((105, 90, 200, 110),)), mark("Here", 100, 100))
    assert placed["Here"].align == "right"


def test_where_no_place_is_free_there_is_no_label() -> None:
    assert labels(drawing(width=20, height=10), mark("Here", 10, 5)) == {}


def test_the_first_marks_may_cover_the_least_where_there_is_no_other_place() -> None:
    around = [mark("", 100 + x, 50 + y, 14, rank=0) for x in (-40, 0, 40) for y in (-24, 0, 24) if x or y]
    assert labels(drawing(200, 100), mark("Here", 100, 50, rank=0), *around) == {}
    assert list(labels(drawing(200, 100), mark("Here", 100, 50), *around)) == ["Here"]
    ranked = [replace(other, rank=1) for other in around]
    assert labels(drawing(200, 100), mark("Here", 100, 50), *ranked) == {}


def test_a_dot_may_be_covered_and_no_more_labels_are_placed_than_asked_for() -> None:
    dotted = labels(drawing(), mark("Here", 100, 100), mark("", 118, 100, 1))
    assert dotted["Here"].align == "left"
    assert list(labels(drawing(most=1), mark("One", 50, 50), mark("Two", 150, 150))) == ["One"]


def test_a_label_has_a_place_for_each_band_that_fits_all_widths_of_it() -> None:
    moving = Mark("Here", lambda width: (width / 2, 50), (5, 5))
    bands = Drawing([[60, 300], [300, 400]], [100, 100], [9, 9], lambda _: ())
    narrow, wide = placed(bands, [moving])
    assert (narrow.band, narrow.align) == (0, "center")
    assert (wide.band, wide.align) == (1, "left")


def test_narrow_letters_take_less_room() -> None:
    assert length("ill") < length("and") < length("mow")
