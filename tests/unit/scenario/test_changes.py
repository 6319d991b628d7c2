"""Changes by dotted path: what they reach, what they leave alone, which paths are refused."""

from typing import Any

import pytest
from changed import FORCE, ROTATION, built, coalition

from model.scenario import Scenario
from model.scenario.changes import make_changes, one_after_another
from model.scenario.errors import ScenarioError
from model.scenario.scenario import varied


def test_replace_validates_again_and_leaves_the_first_alone() -> None:
    scenario = built()
    changed = scenario.replace({"rotation.tour_months": 4, "rotation.dwell_months": 20})
    assert changed.rotation.dwell.central == 20
    assert changed.rotation.dwell_ratio is None
    assert scenario.rotation.tour_months.central == 6
    with pytest.raises(ScenarioError, match="-4 is out of range"):
        scenario.replace({"rotation.tour_months": -4})


def test_replace_adds_and_takes_away_whole_entries() -> None:
    scenario = built().replace({"force.second": {"strength": "unknown"}, "force.main": None, "title": "New"})
    assert list(scenario.force) == ["second"]
    assert scenario.label == "New"


def test_replace_reaches_below_what_the_file_leaves_out() -> None:
    scenario = built(
        force={"main": {"strength": "unknown"}}, **coalition(contributors={"other": {"land_strength": "unknown"}})
    )
    scenario = scenario.replace({"force.main.strength.troops": 5, "coalition.contributors.france.priority": 1})
    assert scenario.quantities()["force.main.strength.troops"].central == 5
    assert scenario.coalition is not None
    assert scenario.coalition.contributors["france"].priority == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rotation.tuor_months": 4}, "no 'tuor_months' below rotation; did you mean 'tour_months'?"),
        ({"rotatoin.tour_months": 4}, "no 'rotatoin' in a scenario; did you mean 'rotation'?"),
        ({"force.mian.strength.troops": 4}, "no 'mian' below force to change; did you mean 'main'?"),
        ({"force.third": None}, "nothing named 'third' to take away; allowed: main"),
        ({"coalition.contributors.frnce.priority": 1}, "no 'frnce' below coalition.contributors to change; did"),
        ({"horizon_months.x": 4}, "no 'x' below horizon_months; nothing is allowed below here"),
        ({"": 4}, "no '' in a scenario; "),
        ({"rotation": ROTATION, "rotation.tour_months": 4}, "is changed twice: 'rotation' holds it; keep one"),
    ],
)  # fmt: skip
def test_a_path_that_does_not_exist_is_named_with_the_nearest(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        built().replace(changes)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rotation": {"tour_months": 4}}, "; this change replaces all of rotation; {}rotation.tour_months: 4"),
        (
            {"rotation": {"dwell_ratio": 2}},
            "tour_months: is required and not given; this change replaces all of rotation; {}rotation.dwell_ratio: 2",
        ),
        ({"force.main": {"profile": {"1": 0.5}}}, "; this change replaces all of force.main; {}force.main.profile"),
        (
            {"coalition": {"contributors": {"france": {}}}},
            "; this change replaces all of coalition; {}coalition.contributors",
        ),
    ],
)
def test_a_record_that_a_change_would_replace_in_part_is_changed_by_dotted_paths(
    changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        built(**coalition()).replace(changes)
    assert str(caught.value).endswith(message.format("to change one key of it, write "))


@pytest.mark.parametrize("changes", [{"force.second": {"title": "New"}}, {"rotation": {}}, {"rotation": None}])
def test_a_change_that_replaces_no_keys_or_gives_none_is_told_its_fault_alone(changes: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError) as caught:
        built().replace(changes)
    assert str(caught.value).endswith("is required and not given")


def test_a_record_that_a_change_replaces_is_plain_data_again() -> None:
    document = built().replace({"rotation": ROTATION}).document
    assert type(document["rotation"]) is dict


def test_changes_do_not_touch_what_they_are_made_from() -> None:
    document = {"force": FORCE, "rotation": dict(ROTATION)}
    changed, _ = make_changes(document, {"rotation.dwell_months": 3}, Scenario, {})
    assert "dwell_ratio" in document["rotation"]
    assert "dwell_ratio" not in changed["rotation"]


def test_changes_of_the_models_own_are_not_the_readers() -> None:
    document = {"force": {"main": {"strength": {"troops": 1}}}, "rotation": {"tour_months": 6, "dwell_months": 18}}
    readers = Scenario.from_document(document).replace({"rotation.tour_months": 5, "rotation.dwell_months": 20})
    spread = varied(readers, {"rotation.tour_months": {"low": 4, "high": 6}})
    assert spread.rotation.tour_months.is_range
    assert spread.changed == ("rotation.dwell_months",)
    assert spread.changed_to == {"rotation.dwell_months": 20}


def test_a_later_change_replaces_those_at_its_path_below_it_and_of_its_pair() -> None:
    before = {"rotation.tour_months": 6, "rotation.dwell_ratio": 2, "force.main.strength.troops": 5, "title": "A"}
    later = {"rotation.dwell_months": 24, "force.main": {"strength": {"troops": 7}}, "title": "B"}
    assert one_after_another(before, later, Scenario) == {"rotation.tour_months": 6, **later}
