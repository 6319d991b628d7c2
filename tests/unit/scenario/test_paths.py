"""Dotted paths: the type and the domain at each, the keys of a record, the nearest known key."""

import pytest

from model.scenario import Scenario
from model.scenario.paths import ANY_NAME, is_mapping, keys_of, nearest, steps, type_at
from model.scenario.quantity import Quantity
from model.scenario.rotation import Rotation


def test_a_path_leads_through_records_and_through_names_of_the_readers_own() -> None:
    kind, domain = type_at(Scenario, ("force", "any_name", "strength", "troops"))
    assert kind is Quantity
    assert domain is not None
    assert (domain.label, domain.most) == ("Troops", 10_000_000)
    assert is_mapping(type_at(Scenario, ("force",))[0])
    assert not is_mapping(type_at(Scenario, ("rotation",))[0])


def test_steps_end_at_the_last_key_that_exists() -> None:
    reached = steps(Scenario, ("rotation", "tuor_months", "low"))
    assert [kind for kind, _ in reached] == [Scenario, Rotation]
    with pytest.raises(LookupError, match="no 'tuor_months' below rotation; did you mean 'tour_months'"):
        type_at(Scenario, ("rotation", "tuor_months", "low"))


def test_a_records_keys_are_those_of_a_file_and_a_mapping_has_none() -> None:
    assert keys_of(Quantity) == ["claim", "low", "value", "high", "because"]
    assert keys_of(type_at(Scenario, ("force",))[0]) == []
    assert ANY_NAME not in keys_of(Scenario)


def test_an_unknown_word_is_answered_with_the_nearest_or_with_all() -> None:
    assert nearest("tuor", ["tour_months", "dwell_ratio"]) == "did you mean 'tour_months'?"
    assert nearest("zzz", ["b", "a"]) == "allowed: a, b"
    assert nearest("zzz", []) == "nothing is allowed below here"
