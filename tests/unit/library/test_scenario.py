"""The scenario that users hold: loaded from anything, changed, described, written, and shown as a card."""

import copy
import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import model
from model import Scenario, ScenarioError
from model import scenario as core
from model.library.scenario import held, origin
from model.scenario.scenario import varied

TOUR, DWELL, TROOPS = "rotation.tour_months", "rotation.dwell_ratio", "force.british_force.strength.troops"
PLAIN = {"force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}


def test_a_scenario_is_loaded_by_name_path_data_or_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    dannatt = model.load("dannatt")
    dannatt.to_yaml(path)
    assert type(dannatt) is type(model.load(path)) is type(model.load(PLAIN)) is Scenario
    assert model.load(path).document == model.load(str(path)).document == dannatt.document
    assert model.load(dannatt, changes={TOUR: 4}, name="four").changed == (TOUR,)
    assert model.load(dannatt, name="other").name == "other"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (5, "5"),
        (None, "nothing"),
        (b"dannatt", "an object of the type bytes"),
        (["dannatt"], "an object of the type list"),
        (pd.DataFrame(), "an object of the type DataFrame"),
    ],
)
def test_anything_else_is_refused_with_what_can_be_loaded(source: object, shown: str) -> None:
    words = f"^source: expected a scenario, the name of a shipped one, a path, or a mapping .* found {shown}$"
    with pytest.raises(ScenarioError, match=words):
        model.load(source)  # type: ignore[arg-type]


def test_a_change_in_place_of_a_scenario_says_where_it_goes() -> None:
    with pytest.raises(ScenarioError, match=r"rotation.tour_months: unknown key; a dotted path is a change"):
        model.compare("dannatt", {TOUR: 4})


def test_a_scenario_is_not_made_by_its_class() -> None:
    for call in (lambda: Scenario("dannatt"), lambda: Scenario(**PLAIN)):  # type: ignore[call-arg, arg-type, misc]
        with pytest.raises(ScenarioError, match=r"^Scenario: a scenario is not made by its class; write model.load"):
            call()


def test_a_scenario_of_the_packages_below_becomes_one_of_the_library() -> None:
    below = core.Scenario.from_document(PLAIN, name="below").replace({TOUR: 4})
    one = held(below)
    assert (one.name, one.document, one.changed) == ("below", below.document, (TOUR,))
    assert held(one) is one
    assert held("dannatt").name == "dannatt"


def test_a_changed_scenario_knows_its_start_and_its_changes() -> None:
    start = model.load("dannatt")
    changed = start.replace({TOUR: 4}).replace({DWELL: 3}, name="other")
    assert changed.start == start
    assert start.start is start
    assert (changed.changes, start.changes) == ({TOUR: 4, DWELL: 3}, {})
    twins = [copy.copy(changed), copy.deepcopy(changed), pickle.loads(pickle.dumps(changed))]  # noqa: S301  (our own)
    assert all(twin == changed and twin.start == start for twin in twins)


@pytest.mark.parametrize("four", [np.int64(4), np.float64(4), pd.Series([4]).iloc[0], pd.Series([4.0]).iloc[0]])
def test_scalars_of_other_libraries_are_numbers(four: object) -> None:
    assert model.load("dannatt").replace({TOUR: four, "horizon_months": np.int64(12)}).rotation.tour_months.central == 4


def test_changes_that_are_no_mapping_or_name_no_path_are_refused() -> None:
    dannatt = model.load("dannatt")
    with pytest.raises(
        ScenarioError, match=r"^changes: expected paths with their values, such as {'rotation.tour_months': 4}"
    ):
        dannatt.replace([(TOUR, 4)])  # type: ignore[arg-type]
    with pytest.raises(ScenarioError, match=r"^5: no '5' in a scenario; allowed: as_of"):
        dannatt.replace({5: 4})  # type: ignore[dict-item]


def test_every_input_is_described_by_its_path_with_whom_it_rests_on() -> None:
    frame = model.load("dannatt").replace({TOUR: 4}).describe()
    assert list(frame.columns) == ["input", "value", "rests_on"]
    assert frame.loc[TROOPS].tolist() == [
        "British force: troops", "10,000 troops", "Lord Dannatt, ex-head of the British Army, Feb 2025",
    ]  # fmt: skip
    assert frame.loc[TOUR].tolist() == ["Tour", "4 months", "your figure"]
    assert frame.loc["rotation.overlap_months", "rests_on"] == "not given: taken as zero"


def test_the_head_of_a_written_scenario_counts_the_changes_that_it_holds(tmp_path: Path) -> None:
    dannatt = model.load("dannatt")
    assert dannatt.to_yaml().startswith(f"# {dannatt.title}, 0 changes\n")
    changed = dannatt.replace({TOUR: 4}).replace({"horizon_months": 12})
    assert changed.to_yaml().startswith(f"# {dannatt.title}, 2 changes\n")
    changed.to_yaml(tmp_path / "mine.yaml")
    assert model.load(tmp_path / "mine.yaml").to_yaml().startswith(f"# {dannatt.title}, 0 changes\n")


def test_a_scenario_is_written_as_a_new_file(tmp_path: Path) -> None:
    scenario = model.load("dannatt").replace({"coalition.contributors.holland": {}, "horizon_months": 12}, name="mine")
    path = tmp_path / "mine.yaml"
    text = scenario.to_yaml(path)
    assert text == path.read_text(encoding="utf-8") == scenario.to_yaml() == scenario.to_yaml(str(tmp_path / "x.yml"))
    assert model.load(path).document == scenario.document
    with pytest.raises(
        ScenarioError, match=r"mine.yaml: is there already; name another file, or say force=True to repl"
    ):
        scenario.to_yaml(path)
    with pytest.raises(ScenarioError, match=r"name a file that ends in .yaml"):
        scenario.to_yaml(tmp_path / "mine.csv")
    assert path.read_text(encoding="utf-8") == text
    scenario.replace({TOUR: 4}).to_yaml(path, force=True)
    assert model.load(path).rotation.tour_months.central == 4


def test_a_scenario_keeps_its_evidence_and_plain_data_brings_its_register() -> None:
    dannatt = model.load("dannatt")
    assert model.load(dannatt.document, register=dannatt.register).register is dannatt.register
    with pytest.raises(
        ScenarioError, match=r"^register: a scenario keeps the evidence that it was loaded with; load its"
    ):
        model.load(dannatt, register=dannatt.register)


def test_the_differences_of_two_scenarios_are_changes() -> None:
    dannatt = model.load("dannatt")
    assert dannatt.differences(dannatt.replace({TOUR: 4})) == {TOUR: 4}
    with pytest.raises(ScenarioError, match=r"^other: expected a scenario, as load returns it, found 'nato_norm'$"):
        dannatt.differences("nato_norm")  # type: ignore[arg-type]


def test_only_a_readers_changes_are_among_those_of_a_varied_scenario() -> None:
    start = model.load("dannatt")
    ours = varied(start.replace({TOUR: 4}), {DWELL: 3})
    assert (ours.changed, ours.start is start) == ((TOUR,), True)
    with pytest.raises(
        ScenarioError, match=r"got an unexpected keyword argument 'is_readers'; write replace\(changes, na"
    ):
        start.replace({TOUR: 4}, is_readers=False)  # type: ignore[call-arg]


def test_a_scenario_shows_its_question_and_its_answer() -> None:
    dannatt = model.load("dannatt")
    card = dannatt._repr_html_()
    assert "Keeping 10,000 troops in the field would tie up 30,000 to 40,000" in card
    assert "What would 10,000 British troops on six-month tours tie up" in card
    words = "<Scenario dannatt: Lord Dannatt's 10,000: British troops on six-month tours>"
    assert repr(dannatt) == str(dannatt) == words


def test_a_scenario_without_an_answer_says_why() -> None:
    months = {"low": 1, "high": 7}
    card = model.load(PLAIN).replace({TOUR: {"low": 2, "high": 6}, "rotation.overlap_months": months})._repr_html_()
    assert "No answer yet: scenario" in card
    assert "overlap" in card


def test_the_origin_of_numbers_names_each_scenario_and_its_changes() -> None:
    start = model.load("dannatt")
    changed = start.replace({TOUR: 4}, name="four")
    both = origin(start, changed)
    assert both.shown_link == "Scenario dannatt and four (1 change)."
    assert both.own_figures() == 1
    lines = both.header()
    assert [line for line in lines if line.startswith("Scenario: ")] == ["Scenario: dannatt"] * 2
    assert "Changed: Tour: 6 -> 4" in lines
