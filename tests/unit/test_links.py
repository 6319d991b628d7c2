"""Links: what the address holds comes back as the same scenario."""

from urllib.parse import parse_qs, urlsplit

import pytest

import model
from model.io.scenarios import shipped_scenarios
from model.ui import links


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_scenario_as_it_starts_changes_nothing(name: str) -> None:
    scenario = model.load(name)
    assert links.changes(scenario, links.starts(scenario)) == {}


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_full_link_holds_every_input_and_nothing_to_ignore(name: str) -> None:
    scenario = model.load(name)
    text = links.link("http://here/", scenario, links.starts(scenario))
    given = parse_qs(urlsplit(text).query)
    assert list(links.ignored(scenario, given, list(shipped_scenarios()))) == []
    dwell = "dwell" if scenario.rotation.dwell_ratio is None else "ratio"
    expected = {each.key for each in links.inputs(scenario) if each.short not in {"dwell", "ratio"} - {dwell}}
    assert set(given) == expected | {"v", "scenario", "dwell_as", "backstop"}


@pytest.mark.parametrize("name", shipped_scenarios())
def test_the_dwell_in_its_other_form_is_the_same_at_this_tour(name: str) -> None:
    scenario = model.load(name)
    starts = links.starts(scenario)
    other = links.DWELL_MONTHS if starts[links.DWELL_AS] == links.DWELL_RATIO else links.DWELL_RATIO
    chosen = {**starts, links.DWELL_AS: other, **links.converted_dwell(scenario, starts, other)}
    changes = links.changes(scenario, chosen)
    assert len(changes) == 1
    first, second = (model.run(each).measures for each in (scenario, scenario.replace(changes)))
    columns = ["low", "central", "high"]
    assert second[columns].to_numpy() == pytest.approx(first[columns].to_numpy(), nan_ok=True)


def test_changed_inputs_become_the_readers_own() -> None:
    scenario = model.load("reassurance_force")
    chosen = {**links.starts(scenario), "troops": 20_000, "ratio_high": 4.0, "backstop": links.WITHOUT_BACKSTOP}
    changes = links.changes(scenario, chosen)
    assert changes == {
        "force.reassurance_force.strength.troops": 20_000,
        "rotation.dwell_ratio": {"low": 2, "high": 4},
        "us_backstop.provided": False,
    }
    changed = scenario.replace(changes)
    assert changed.quantities()["rotation.dwell_ratio"].standing == "user"
    table = model.tables.changes_in_words(scenario, changed, changes)
    assert table["Now"].tolist() == ["20,000", "2 to 4", "withdrawn"]


def test_a_scenario_without_a_known_size_has_no_main_component() -> None:
    assert links.main_component(model.load("multinational_force_ukraine")) is None
    assert links.main_component(model.load("three_tier")) == "european_brigades"


def test_a_key_that_stands_twice_is_named() -> None:
    scenario = model.load("dannatt")
    given = {"troops": ["1", "2"]}
    assert list(links.ignored(scenario, given, [])) == ["'troops' stands 2 times in the link; one is used."]
