"""Links: what the address holds comes back as the same scenario."""

import itertools
from urllib.parse import parse_qs, urlsplit

import pytest

import model
from model.files.scenarios import shipped_scenarios
from model.present import numbers
from model.present.tables import force as force_tables
from model.present.tables.evidence import KEY_FIGURES
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.present.words import months as months_words
from model.scenario.errors import ScenarioError
from model.ui.session import choices as session_choices
from model.ui.session import inputs


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_scenario_as_it_starts_changes_nothing(name: str) -> None:
    scenario = model.load(name)
    assert inputs.changes(scenario, inputs.starts(scenario)) == {}


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_10_a_full_link_holds_every_input_and_nothing_to_ignore(name: str) -> None:
    scenario = model.load(name)
    text = inputs.link("http://here/", scenario, inputs.starts(scenario), session_choices.starts(scenario))
    query = parse_qs(urlsplit(text).query, keep_blank_values=True)
    assert list(inputs.ignored(scenario, query, list(shipped_scenarios()), session_choices.checks(scenario))) == []
    dwell = "dwell" if scenario.rotation.dwell_ratio is None else "ratio"
    expected = {field.key for field in inputs.inputs(scenario) if field.short not in {"dwell", "ratio"} - {dwell}}
    assert set(query) == expected | {"v", "scenario", "dwell_as", *session_choices.starts(scenario)}
    last = {key: values[-1] for key, values in query.items()}
    assert session_choices.from_address(scenario, last) == session_choices.starts(scenario)
    assert inputs.from_address(scenario, last) == inputs.starts(scenario)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_the_dwell_in_its_other_form_is_the_same_at_this_tour(name: str) -> None:
    scenario = model.load(name)
    starts = inputs.starts(scenario)
    other = inputs.DWELL_MONTHS if starts[inputs.DWELL_AS] == inputs.DWELL_RATIO else inputs.DWELL_RATIO
    chosen = {**starts, inputs.DWELL_AS: other, **inputs.converted_dwell(scenario, starts, other)}
    changes = inputs.changes(scenario, chosen)
    assert len(changes) == 1
    first, second = (model.run(variant).measures for variant in (scenario, scenario.replace(changes)))
    columns = ["low", "central", "high"]
    assert second[columns].to_numpy() == pytest.approx(first[columns].to_numpy(), nan_ok=True)


def test_changed_inputs_become_the_readers_own() -> None:
    scenario = model.load("reassurance_force")
    chosen = {**inputs.starts(scenario), "troops": 20_000, "ratio_high": 4.0}
    choices = {**session_choices.starts(scenario), "backstop": "Withdrawn"}
    changes = inputs.changes(scenario, chosen) | session_choices.changes(scenario, choices)
    assert changes == {
        "force.reassurance_force.strength.troops": 20_000,
        "rotation.dwell_ratio": {"low": 2, "high": 4},
        "us_backstop.provided": False,
    }
    changed = scenario.replace(changes)
    assert changed.quantities()["rotation.dwell_ratio"].standing == "user"
    table = force_tables.changes_in_words(scenario, changed, changes)
    assert table["Now"].tolist() == ["20,000", "2 to 4", "withdrawn"]


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_input_starts_within_the_page(name: str) -> None:
    for field in inputs.inputs(model.load(name)):
        least, most, _ = field.bounds
        assert least <= field.start <= most, field.key


@pytest.mark.parametrize("name", ["reassurance_force", "british_norm"])
def test_the_switch_of_the_dwell_never_leaves_the_page(name: str) -> None:
    """At every corner of tour, dwell and mobilisation: within bounds, or refused in words."""
    scenario = model.load(name)
    known = {field.key: field for field in inputs.inputs(scenario)}
    moved = [key for key, field in known.items() if field.short in ("tour", "ratio", "dwell", "mobilisation")]
    for corner in itertools.product(*(known[key].bounds[:2] for key in moved)):
        chosen = {**inputs.starts(scenario), **dict(zip(moved, corner, strict=True))}
        for to in (inputs.DWELL_MONTHS, inputs.DWELL_RATIO):
            try:
                converted = inputs.converted_dwell(scenario, chosen, to)
            except ValueError as error:
                assert "the page takes" in str(error)  # noqa: PT017  (either way out is right)
            else:
                assert all(known[key].takes(str(value)) for key, value in converted.items())


def test_a_scenario_without_a_known_size_has_no_main_component() -> None:
    assert inputs.main_component(model.load("multinational_force_ukraine")) is None
    assert inputs.main_component(model.load("three_tier")) == "european_brigades"


def test_an_address_that_an_input_cannot_take_is_not_left_to_its_widget() -> None:
    scenario = model.load("dannatt")
    usable = {"tour": ["6"], "who": ["a", "b"], "claim": ["x"], "y": ["1"], inputs.INPUT_STYLE: ["x"]}
    refused = {"troops": ["inf"], "ratio_low": ["2", "3"], "dwell_as": ["Weeks"], "overlap": [""]}
    assert inputs.usable(scenario, usable | refused) == usable


@pytest.mark.parametrize(("text", "remedy"), [("15.000", "write 15000, or 15"), ("15,000", "write 15000, or 15")])
def test_a_count_that_can_mean_two_numbers_is_not_taken_from_an_address(text: str, remedy: str) -> None:
    scenario = model.load("dannatt")
    address = {"troops": [text], "ratio_low": ["2.125"], "overlap": ["1,5"]}
    assert inputs.usable(scenario, address) == {"ratio_low": ["2.125"]}
    assert inputs.from_address(scenario, {"troops": text})["troops"] == 10_000
    assert list(inputs.ignored(scenario, address, [], {})) == [
        f"'troops={text}' is not used; {remedy}.", "'overlap=1,5' is not used; write 1.5.",
    ]  # fmt: skip
    assert inputs.from_address(scenario, {"troops": "15000.0"})["troops"] == 15_000


def test_a_key_of_another_page_that_stands_twice_is_taken_as_streamlit_takes_it() -> None:
    (sentence,) = inputs.ignored(model.load("dannatt"), {"find": ["a", "b"]}, [], {})
    assert sentence == "'find' stands 2 times in the link; the last one is used."


def test_of_many_notices_a_page_shows_the_first() -> None:
    many = [str(number) for number in range(900)]
    assert inputs.first_of(many[:20]) == many[:20]
    assert inputs.first_of(many) == [*many[:20], "880 more parts of the link are not used."]


def test_a_key_that_stands_twice_is_named() -> None:
    scenario = model.load("dannatt")
    address = {"troops": ["1", "2"]}
    assert list(inputs.ignored(scenario, address, [], {})) == [
        "'troops' stands 2 times in the link, so none of them is used."
    ]


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_23_the_largest_force_fed_back_leaves_no_margin(name: str) -> None:
    scenario = model.load(name)
    run = model.run(scenario).runs[0]
    part = inputs.main_component(scenario)
    assert coalition_words.largest_force(run)
    if part is None or run.measure("margin").low is None:
        return
    support = scenario.force[part].support_per_deployed.high
    capacity = run.measure("capacity")
    for end, at in ((capacity.low, 0), (capacity.high, -1)):
        assert end is not None
        size = numbers.round_off(end)
        again = model.run(scenario.replace({f"force.{part}.strength": {"troops": size / (1 + support)}})).runs[0]
        margin = again.measure("margin")
        left = (margin.low, margin.high)[at]
        assert left is not None
        assert abs(left) <= abs(size - end) + 1e-6
        assert abs(left) <= 250


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_16_every_input_moves_something_shown(name: str) -> None:
    scenario = model.load(name)
    start = inputs.starts(scenario)
    first = shown(scenario, start)
    for field in inputs.inputs(scenario):
        form = {"ratio": "Ratio", "dwell": "Months"}.get(field.short, str(start["dwell_as"]))
        base = first if form == start["dwell_as"] else shown(scenario, {**start, "dwell_as": form})
        for value in field.bounds[:2]:
            if value != field.start:
                moved = shown(scenario, {**start, "dwell_as": form, field.key: float(value)})
                assert moved != base, f"{field.key} at {value} moves nothing"


def shown(scenario: model.Scenario, chosen: dict[str, float | str]) -> str:
    """Return the text of Explore, apart from the list of inputs and their own values."""
    try:
        run = model.run(scenario.replace(inputs.changes(scenario, chosen))).runs[0]
    except ScenarioError as error:
        return str(error)
    key_figures = [force_words.figure(run, measure) for measure in KEY_FIGURES]
    words = [force_words.headline(run), *coalition_words.sentences(run), *months_words.sentences(run)]
    words += [force_words.throughput_sentence(run) or "", force_tables.phases_in_words(run).to_string()]
    if force_tables.phases_table(run).empty:
        words.append(months_words.cycle_sentence(run))
    return "\n".join([*words, *key_figures])


def test_t_12_older_names_become_those_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "RENAMED", {"rest": "dwell", "force": "troops"})
    monkeypatch.setattr(inputs, "RENAMED_SCENARIOS", {"general": "dannatt"})
    address = {"rest_low": ["9"], "force": ["5"], "troops": ["6"], "scenario": ["general"]}
    migrated, notices = inputs.migrated(address)
    assert migrated == {"force": ["5"], "troops": ["6"], "dwell_low": ["9"], "scenario": ["dannatt"]}
    assert notices == [
        "'rest_low' of this older link is 'dwell_low' now, and is taken so.",
        "The scenario 'general' of this older link is 'dannatt' now.",
    ]


def test_every_name_that_a_link_was_ever_given_is_known_today() -> None:
    now = {*inputs.SHORT_NAMES, *session_choices.WORDS, "who", "share"}
    assert set(inputs.RENAMED.values()) <= now
    assert not set(inputs.RENAMED) & now
    assert set(inputs.RENAMED_SCENARIOS.values()) <= set(shipped_scenarios())


@pytest.mark.parametrize(
    ("address", "style"), [({}, "so far"), ({"input": "x"}, "so far"), ({"input": "Exact numbers"}, inputs.EXACT)]
)
def test_an_address_names_an_input_style_or_leaves_it(address: dict[str, str], style: str) -> None:
    assert inputs.style(address, "so far") == style
