"""Comparisons that users hold: of any number of variants, by names that tell them apart, as frame, chart and card."""

import pytest

import model
from model import Comparison, ScenarioError

TOUR = "rotation.tour_months"


@pytest.fixture(scope="module")
def four() -> Comparison:
    return model.compare("reassurance_force", "nato_norm", "british_norm", "french_norm")


def test_each_variant_is_compared_with_the_baseline(four: Comparison) -> None:
    assert four.names == ["reassurance_force", "nato_norm", "british_norm", "french_norm"]
    assert four.difference("tied_up").high == four.all[0].difference("tied_up").high == 30_000
    assert four.all[2].difference("tied_up").high == 0
    frame = four.frame()
    assert frame["scenario"].unique().tolist() == four.names
    effect = frame.query("scenario == 'nato_norm' and measure == 'tied_up' and what == 'effect'")
    assert effect[["low", "high"]].to_numpy().tolist() == [[60_000, 30_000]]
    assert repr(four) == "<Comparison of reassurance_force with nato_norm, british_norm, french_norm>"


def test_each_pair_is_a_comparison_of_its_own(four: Comparison) -> None:
    assert [type(pair) for pair in (*four.all, *four.others)] == [Comparison] * 5
    assert [pair.names[1] for pair in four.all] == four.names[1:]
    assert [len(pair.frame()["scenario"].unique()) for pair in four.all] == [2, 2, 2]
    assert "nato_norm" in repr(four.all[0])
    assert four.all[1:] == four.others
    with pytest.raises(ScenarioError, match=r"^no measure 'tied'; did you mean 'tied_up'\?$"):
        four.difference("tied")
    with pytest.raises(ScenarioError, match=r"^measure: expected a name in quotes, found 5$"):
        four.remainder(5)  # type: ignore[arg-type]


def test_versions_of_one_scenario_are_told_apart() -> None:
    start, steps = model.load("reassurance_force"), []
    comparison = model.compare(start, start.replace({TOUR: 4}), progress=lambda *step: steps.append(step))
    assert comparison.names == [
        "Reassurance force, Feb 2025: six-month tours",
        "Reassurance force, Feb 2025: four-month tours",
    ]
    assert comparison.frame()["scenario"].nunique() == 2
    assert steps == [(1, 1)]


def test_the_chart_shows_two_to_four_and_the_card_their_effects(four: Comparison) -> None:
    chart = four.chart()
    assert chart.origin.shown_link == "Scenario reassurance_force, nato_norm, british_norm and french_norm."
    card = four._repr_html_()
    assert chart.title in card
    assert card.count("each change alone: the troops tied up") == 3


def test_more_than_four_have_tables_alone(four: Comparison) -> None:
    more = model.compare("reassurance_force", "nato_norm", "british_norm", "french_norm", "german_norm")
    with pytest.raises(ScenarioError, match=r"^a chart shows 2 to 4 plans; compare fewer, or take frame\(\)$"):
        more.chart()
    card = more._repr_html_()
    assert "4 variants of reassurance_force" in card
    assert card.count("<table") == 4
    assert len(more.frame()) > len(four.frame())


def test_changes_that_move_the_gap_alone_are_shown_by_it() -> None:
    start = model.load("reassurance_force")
    other = start.replace({"coalition.deployable_share": 0.5}, name="other")
    assert "each change alone: what is to spare or short" in model.compare(start, other)._repr_html_()
    alone = {"coalition": None}
    same = model.compare(start.replace(alone, name="one"), start.replace(alone, name="two"))
    assert "each change alone: the troops tied up" in same._repr_html_()
