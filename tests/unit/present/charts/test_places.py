"""Places for words in a picture, by hand."""

from model.present.charts.places import Box, free, size_of


def test_rectangles_meet_where_they_share_a_point() -> None:
    box = Box(10, 10, 20, 20)
    assert box.meets(box)
    assert box.meets(Box(20, 20, 30, 30))
    assert not any(map(box.meets, (Box(21, 10, 30, 20), Box(0, 10, 9, 20), Box(10, 21, 20, 30), Box(10, 0, 20, 9))))


def test_the_first_free_place_is_taken_and_there_may_be_none() -> None:
    places = [Box(0, 0, 10, 10), Box(20, 0, 30, 10)]
    assert free(places, []) == places[0]
    assert free(places, [Box(5, 5, 6, 6)]) == places[1]
    assert free(places, [Box(0, 0, 30, 1)]) is None
    assert free([], []) is None


def test_lines_of_text_are_as_wide_as_the_longest() -> None:
    assert size_of("up to\n20,000\nshort", 10, 14) == (31.8, 42)
