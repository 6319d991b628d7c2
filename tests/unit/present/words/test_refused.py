"""Values that do not fit together, in words."""

import pytest

import model
from model.present.words.refused import refused
from model.scenario.errors import Problem, ScenarioError


def test_a_fault_names_its_input_and_its_remedy() -> None:
    scenario = model.load("reassurance_force")
    with pytest.raises(ScenarioError) as caught:
        model.run(scenario.replace({"rotation.overlap_months": 6}))
    assert list(refused(scenario, caught.value)) == [
        "Handover: a handover of 6 months is not shorter than the tour of 6; shorten the handover or lengthen the tour."
    ]


def test_a_fault_of_the_whole_is_a_sentence_of_its_own() -> None:
    error = ScenarioError([Problem((), "too much for the pages")])
    assert list(refused(model.load("dannatt"), error)) == ["Too much for the pages."]
