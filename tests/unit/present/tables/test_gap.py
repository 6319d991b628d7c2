"""The table of the gap: nations, together, needed, short; in words and for files."""

from by_hand import two_by_hand
from coalitions import brigades, nation

from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.present.tables.gap import by_nation, gap_frame, gap_in_words


def test_each_nation_has_its_range_and_below_them_stands_the_sum() -> None:
    one = Run.of(two_by_hand())
    largest_force = kept_up(one)
    assert largest_force is not None
    assert gap_in_words(one, largest_force)["Could keep up"].to_dict() == {
        "France": "10,000",
        "United Kingdom": "5,000 to 10,000",
        "Together": "15,000 to 20,000",
        "Needed": "30,000",
        "Short or to spare": "Short by 10,000 to 15,000",
    }


def test_t_04_files_have_the_same_not_rounded() -> None:
    one = Run.of(two_by_hand())
    largest_force = kept_up(one)
    assert largest_force is not None
    assert gap_frame(one, largest_force).to_dict("list") == {
        "scenario": ["reassurance_force"] * 5,
        "what": ["France", "United Kingdom", "capacity_units", "deployed", "to_spare"],
        "low": [10_000, 5_000, 15_000, 30_000, -15_000],
        "high": [10_000, 10_000, 20_000, 30_000, -10_000],
    }


def test_nations_that_share_units_are_named() -> None:
    nations = {name: nation(4_000) for name in "abcd"}
    one = brigades(nations, troops=5_000)
    largest_force = kept_up(one)
    assert largest_force is not None
    assert by_nation(one, largest_force) == {"A, B, C, D": (5_000, 5_000)}
