"""Changes in words: the rows, the last change, differences."""

import model
from model.present.words import changes as changes_words

TROOPS = "force.reassurance_force.strength.troops"
NATION = "coalition.contributors.{}.probability"


def test_nations_count_once_and_so_do_chances() -> None:
    chances = ["coalition.probability_by_position.declared", "coalition.probability_by_position.open"]
    changes = [NATION.format("france"), NATION.format("poland"), *chances, "rotation.tour_months"]
    assert changes_words.counted(changes) == "3 changes"
    start = model.load("reassurance_force")
    values = dict(zip(changes, (0.0, 1.0, 0.9, 0.3, 4), strict=True))
    assert list(changes_words.rows(start, start.replace(values), values)) == [
        ("Who takes part", "with France, without Poland", "with Poland, without France"),
        ("Taking part", "yes or no", "declared 0.9, open 0.3"),
        ("Tour", "6", "4"),
    ]
    back = list(changes_words.rows(start.replace(values), start, values))
    assert back[0] == ("Who takes part", "with Poland, without France", "with France, without Poland")
    changed = {NATION.format("france"): 0.5}
    assert list(changes_words.rows(start, start.replace(changed), changed)) == [
        ("France: probability", "not given", "50%")
    ]


def test_a_nation_alone_that_goes_is_told_by_its_usual_name() -> None:
    start, change = model.load("dannatt"), {NATION.format("united_kingdom"): 0.0}
    (row,) = changes_words.rows(start, start.replace(change), change)
    assert row == ("Who takes part", "with the UK", "without the UK")
    plain = {"force": {"a": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    alone = model.Scenario.from_document(plain)
    path = "coalition.probability_by_position"
    assert list(changes_words.rows(alone, alone, [path])) == [("Taking part", "yes or no", "yes or no")]


def test_a_nation_with_a_chance_between_is_neither_in_nor_out() -> None:
    start = model.load("reassurance_force")
    poland = NATION.format("poland")
    assert changes_words.is_nation(start, start.replace({poland: 1.0}), poland)
    assert not changes_words.is_nation(start, start.replace({poland: 0.5}), poland)
    assert not changes_words.is_nation(start, start, "rotation.tour_months")


def test_figures_of_the_readers_are_counted_but_not_who_is_in() -> None:
    start = model.load("reassurance_force")
    changed = start.replace({TROOPS: 20_000, "rotation.tour_months": 4, NATION.format("poland"): 1.0})
    assert changes_words.own_figures(changed) == changes_words.own_figures(start) + 2
    half = start.replace({NATION.format("poland"): 0.5})
    assert changes_words.own_figures(half, half) == changes_words.own_figures(start) + 1


def test_what_two_sets_of_changes_do_not_share() -> None:
    assert changes_words.changed_between({"a": 1, "b": 2}, {"b": 3}) == ["a", "b"]
