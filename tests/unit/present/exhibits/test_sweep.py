"""A sweep as an exhibit: bands, numbers in words, the claims of what is not swept; none where nothing is known."""

import model
from model.analysis.sweep import sweep
from model.present.exhibits.sweep import fault_of, swept

RATIO, TOUR = "rotation.dwell_ratio", "rotation.tour_months"


def test_a_sweep_says_what_its_measure_comes_to_and_what_it_rests_on() -> None:
    over = sweep(model.load("dannatt"), {RATIO: [2.0, 2.5, 3.0]})
    exhibit = swept(over, over.frame(), "tied_up")
    assert exhibit is not None
    assert exhibit.title == "Tied up in all: 30,000 to 40,000"
    assert exhibit.subtitle == "Tied up in all (troops) by months at home for each month away, low to high."
    assert exhibit.text == "Tied up in all: 30,000 to 40,000. at 2 30,000; at 2.5 35,000; at 3 40,000."
    assert exhibit.table.iloc[:, 0].tolist() == ["30,000", "35,000", "40,000"]
    assert "dannatt.deployed" in exhibit.claims
    assert "dannatt.dwell_ratio" not in exhibit.claims
    assert len(exhibit.frame()) == 3


def test_a_range_that_is_left_makes_a_band_and_a_second_path_one_for_each_value() -> None:
    over = sweep(model.load("dannatt"), {TOUR: [6.0, 12.0], "coalition.rule": ["offers", "equal_strain"]})
    exhibit = swept(over, over.frame(), "tied_up")
    assert exhibit is not None
    assert {(row["low"], row["high"]) for row in exhibit.chart.rows["points"]} == {(30_000, 40_000)}
    assert "one band for each value of rule of sharing" in exhibit.subtitle
    assert exhibit.table.shape == (4, 2)


def test_nothing_known_is_no_exhibit_and_points_side_by_side_are_one_band() -> None:
    unknown = sweep(model.load("multinational_force_ukraine"), {TOUR: [4.0]})
    assert swept(unknown, unknown.frame(), "tied_up") is None
    points = sweep(model.load("dannatt"), {TOUR: [6.0, 4.0], RATIO: [2.0, 3.0]}, zipped=True)
    assert fault_of(points) == ""
    exhibit = swept(points, points.frame(), "tied_up")
    assert exhibit is not None
    assert [row["x"] for row in exhibit.chart.rows["points"]] == [4, 6]
