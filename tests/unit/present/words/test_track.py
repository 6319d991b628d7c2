"""The line under a sentence: places by hand."""

from model.present.words.track import LEAST_BAR, Label, Track


def track(**changes: object) -> Track:
    parts = {"most": 40.0, "now": (30.0, 30.0), "bars": ((10.0, 20.0),), "now_words": "today 30", "bar_words": "closes"}
    return Track(**{**parts, "is_sure": True, **changes})  # type: ignore[arg-type]


def test_rings_and_bars_stand_at_their_share_of_the_line() -> None:
    line = track(now=(20.0, 30.0))
    assert line.rings == [0.5, 0.75]
    assert line.stretches == [(0.25, 0.5)]
    assert [label.share for label in line.labels] == [0.375, 0.625]


def test_a_bar_of_one_value_can_be_seen_and_stays_on_the_line() -> None:
    ((start, end),) = track(bars=((20.0, 20.0),)).stretches
    assert (start + end, round(end - start, 3)) == (1, LEAST_BAR)
    assert track(bars=((40.0, 40.0),)).stretches[0][1] == 1


def test_the_way_goes_from_todays_nearest_value_to_the_bar() -> None:
    assert track().way == (0.5, 0.75)
    assert track(now=(4.0, 8.0)).way == (0.2, 0.25)
    assert track(now=(4.0, 15.0)).way is None
    assert track(now=()).way is None
    assert track(gap=(0.0, 10.0)).way is None


def test_troops_missing_stand_from_where_they_begin() -> None:
    assert track(gap=(10.0, 30.0)).missing == (0.25, 0.75)
    assert track().missing is None


def test_words_stay_within_the_line() -> None:
    assert [Label("a", share).align for share in (0.05, 0.5, 0.9)] == ["left", "center", "right"]
    assert track(now=()).labels[1].share == 0
