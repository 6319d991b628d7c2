"""Many combinations of the reader's ranges, in sentences."""

import numpy as np
import pytest
from by_hand import by_hand

import model
from model.analysis.sensitivity import with_ranges
from model.analysis.simulation import Simulation, Tally, simulate
from model.present.words import combinations

RATIO, SHARE = "rotation.dwell_ratio", "coalition.deployable_share"


def tried(*margins: int, tied_up: int = 30_000) -> Simulation:
    """Twenty combinations: these, and the last again and again."""
    every = np.array([*margins, *[margins[-1]] * (20 - len(margins))])
    tallies = {"tied_up": Tally(tied_up, np.array([20])), "margin": Tally.of(every)}
    return Simulation(by_hand(), 20, 3, tallies)


@pytest.mark.parametrize(
    ("margins", "title"),
    [
        ([-14_000, -13_500, -13_000, *[-11_000] * 14, -9_500], "9,500 to 13,000 would be missing"),
        ([4_000, 4_000, *[5_000] * 15, 6_000], "5,000 to 6,000 would be to spare"),
        ([-9_000, -8_000, *[-7_000] * 8, 500], ": from 500 to spare to 7,000 missing"),
        ([0], " nobody would be missing"),
        ([-500, -500, *[-300] * 15, 0], "0 to 300 would be missing"),
    ],
)
def test_the_title_is_where_the_middle_sixteen_of_twenty_lie(margins: list[int], title: str) -> None:
    assert combinations.title(tried(*margins), "margin").replace("  ", " ") in (
        f"In 16 of 20 combinations {title}", f"In 16 of 20 combinations{title}",
    )  # fmt: skip


def test_twenty_dots_are_the_troops_missing_the_least_first() -> None:
    dots = combinations.dots(tried(-3, -2, 5), "margin")
    assert dots == [-5] * 18 + [2, 3]
    assert combinations.middle(dots) == (-5, -5)
    assert combinations.dots(tried(0), "tied_up") == [30_000] * 20


def test_what_is_tied_up_has_a_title_of_its_own() -> None:
    simulation = tried(0)
    assert combinations.title(simulation, "tied_up") == "In 16 of 20 combinations 30,000 would be tied up"
    assert combinations.subtitle(simulation, "tied_up") == (
        "Each dot is one combination in twenty: troops tied up. No gap in 100 of 100."
    )
    alone = Simulation(by_hand(), 20, 0, {"tied_up": simulation.tallies["tied_up"]})
    assert combinations.subtitle(alone, "tied_up").endswith("troops tied up.")


def test_the_subtitle_says_in_how_many_there_is_no_gap() -> None:
    assert combinations.subtitle(tried(-3, -2, 5), "margin") == (
        "Each dot is one combination in twenty: troops missing or to spare, counted soldier by soldier. No gap in 90 "
        "of 100."
    )


def test_the_note_names_the_ranges_and_whose_they_are() -> None:
    ranges = {RATIO: (2.0, 3.0), SHARE: (0.3, 0.5)}
    assert combinations.note(tried(0), ranges) == (
        "20 combinations, seed 3. How long units rest from 2 to 3 and the share of each army that can be sent from 30% "
        "to 50%: the ranges are the plan's."
    )
    of_reader = by_hand().replace({RATIO: {"low": 2.0, "high": 4.0}})
    words = combinations.ranges_in_words(of_reader, {RATIO: (2.0, 4.0), SHARE: (0.3, 0.5)})
    assert words.endswith(": the ranges are the plan's, and some yours.")
    assert combinations.ranges_in_words(of_reader, {RATIO: (2.0, 4.0)}).endswith(" 2 to 4: the ranges are yours.")
    assert combinations.note(tried(0), {}).endswith("Nothing moves: choose an input.")


def test_the_text_alternative_has_all_dots() -> None:
    text = combinations.text(tried(-3_000, -2_000, 5_000), "margin")
    assert text.count("−5,000") == 18
    assert text.endswith("2,000, 3,000. Below zero: to spare.")
    assert "Below zero" not in combinations.text(tried(-3_000), "margin")


def test_t_21_the_same_ranges_and_seed_give_the_same_sentence() -> None:
    ranged = with_ranges(model.load("reassurance_force"), {RATIO: (2, 3), SHARE: (0.3, 0.5)})
    first, again, other = (simulate(ranged, draws=10_000, seed=seed) for seed in (1, 1, 2))
    assert combinations.text(first, "margin") == combinations.text(again, "margin")
    assert first.tallies["margin"] is not other.tallies["margin"]
    assert combinations.text(first, "margin") != combinations.text(other, "margin")
