"""The sentences about the chances of nations taking part."""

import pytest
from coalitions import nation, only, run

import model
from model.present.words import chances as chance_words

THREE = {
    "a": nation(8_000, probability=0.5),
    "b": nation(8_000, position="open"),
    "c": nation(8_000, position="refused", probability=1),
    "d": nation(8_000, probability=0),
}


def test_chances_in_words() -> None:
    """Two of three armies are needed and one is sure: 1 − 0.5 · 0.75 of the combinations."""
    one = only(run(THREE, coalition={"probability_by_position": {"open": 0.25}}, troops=2_000))
    assert chance_words.chance_sentence(one) == (
        "With the chances you gave each nation, it could be kept up in 62 of 100 combinations. The chances are yours, "
        "not measurements."
    )
    assert chance_words.pivotal_sentence(one) == (
        "Whether A takes part would matter most (75 of 100 combinations), then B (50)."
    )


def test_whose_the_chances_are_is_said_and_what_is_counted_in_whole_units_elsewhere() -> None:
    one = only(model.run(model.load("willing_chances")))
    assert chance_words.chance_sentence(one) == (
        "With the chances assumed for each nation, it could be kept up in 41 to more than 99 of 100 combinations, "
        "counted soldier by soldier. The chances are assumptions, not measurements."
    )
    assert not chance_words.are_readers(one)


def test_what_the_nations_that_matter_most_said_stands_beside_them() -> None:
    quiet = {
        "a": nation(8_000),
        "b": nation(4_000, position="undeclared", probability=0.5),
        "c": nation(4_000, position="refused", probability=0.5),
    }
    assert chance_words.pivotal_sentence(only(run(quiet, troops=1_400))) == (
        "Whether B takes part would matter most (50 of 100 combinations), then C (50). C had ruled troops out. No "
        "position was found for B."
    )


@pytest.mark.parametrize("troops", [1_000, 1_001])
def test_without_chances_nothing_is_said_of_them(troops: int) -> None:
    one = only(run({"a": nation(8_000)}, troops=troops))
    assert not chance_words.has_chances(one)
    assert chance_words.chance_sentence(one) is None
    assert chance_words.pivotal_sentence(one) is None
    assert not chance_words.has_chances(only(run(None)))


def test_drawn_chances_have_their_error() -> None:
    force = {task: {"strength": {"troops": 100}, "task": task} for task in ("deterrence", "air", "maritime")}
    many = {f"{task}_{number}": nation(400, tasks=[task], probability=0.3) for task in force for number in range(6)}
    one = only(run(many, force=force))
    assert "by draws with a standard error of up to" in str(chance_words.chance_sentence(one))


def test_a_chance_of_which_a_nation_of_unknown_strength_could_make_more_is_at_least_so_great() -> None:
    one = only(run({"a": nation(50_000), "b": nation(None, position="open", probability=0.5)}, troops=8_000))
    assert one.bound("probability_kept_up") == "at_least"
    assert one.bound("contributors_needed") == "at_most"
    assert one.why("contributors_needed").first == "not known publicly"
    assert chance_words.chance_sentence(one) is None  # at least none says nothing
    enough = only(run({"a": nation(80_000, probability=0.5), "b": nation(None, probability=0.5)}, troops=8_000))
    assert "at least 50 of 100" in str(chance_words.chance_sentence(enough))


def test_who_would_matter_most_is_said_of_nations_with_a_chance_alone() -> None:
    one = only(run({"a": nation(8_000), "b": nation(8_000, position="open", probability=0.5)}, troops=1_500))
    assert chance_words.pivotal_sentence(one) == "Whether B takes part would matter most (100 of 100 combinations)."


def test_less_of_100_combinations_are_fewer() -> None:
    assert chance_words.fewer("less than 1 to 40") == "fewer than 1 to 40"
