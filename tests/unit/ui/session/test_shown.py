"""What is shown: the changes that the values make, the scenario, the link."""

import functools
from urllib.parse import parse_qs, urlsplit

import pytest
from by_hand import two_by_hand

import model
from model.analysis import rest_rules
from model.files.scenarios import load_text, shipped_scenarios
from model.present.exhibits import page
from model.present.tables import force as force_tables
from model.present.words import backstop
from model.scenario.errors import ScenarioError
from model.ui.session import links, published, shown
from model.ui.session.shown import Shown


def query_of(link: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link).query, keep_blank_values=True)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_scenario_as_it_starts_changes_nothing(name: str) -> None:
    start = Shown.at_start(model.load(name))
    assert start.changes == {}
    assert start.query == {"scenario": name}
    assert start.scenario.document == start.start.document


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_10_a_full_link_holds_every_input_and_nothing_to_ignore(name: str) -> None:
    start = Shown.at_start(model.load(name))
    query = query_of(start.link("http://here/"))
    assert list(links.ignored(start, query, list(shipped_scenarios()))) == []
    other = rest_rules.DWELL_RATIO if start.values["dwell_as"] == "Months" else rest_rules.DWELL_MONTHS
    without = {field.key for field in start.inputs.ends(other)} | {
        key for key, value in start.values.items() if value is None
    }
    assert set(query) == (set(start.inputs) - without) | {"v", "scenario"}
    assert links.opened(start, query).values == start.values


def test_t_11_a_link_of_changes_opens_the_same_changes() -> None:
    start = Shown.at_start(model.load("reassurance_force"))
    register = start.start.register
    for values in (
        {"size_by": "own", "troops": 20_000.0, "who": "france,poland", "backstop": "Withdrawn"},
        {"rest_by": "own", "dwell_as": "Months", "dwell_low": 12.5, "dwell_high": 24.0, "overlap": 0.1},
        published.taken(start.inputs, register, "size_by", "rfe_rl.ground_force"),
        published.taken(start.inputs, register, "rest_by", "germany_norm") | {"tour": 5.0, "tour_by": "own"},
        published.taken(start.inputs, register, "rest_by", "united_kingdom_harmony"),
        {"chances": "With chances", "p_open": 0.25, "starts": "Rested", "fill_in": "Others fill in"},
    ):
        now = start.replace(values)
        assert now.changes
        for query in (query_of(now.link("http://here/")), {key: [text] for key, text in now.query.items()}):
            again = links.opened(start, query)
            assert again.changes == now.changes
            assert again.query == now.query


def test_changed_inputs_become_the_readers_own() -> None:
    start = Shown.at_start(model.load("reassurance_force"))
    changed = start.replace(
        {"size_by": "own", "troops": 20_000.0, "rest_by": "own", "ratio_high": 4.0, "backstop": "Withdrawn"}
    )
    assert changed.changes == {
        "force.reassurance_force.strength.troops": 20_000,
        "rotation.dwell_ratio": {"low": 2, "high": 4},
        "us_backstop.provided": False,
    }
    assert changed.scenario.quantities()["rotation.dwell_ratio"].standing == "user"
    table = force_tables.changes_in_words(start.start, changed.scenario, changed.changes)
    assert table["Now"].tolist() == ["20,000", "2 to 4", "withdrawn"]


@pytest.mark.parametrize("name", shipped_scenarios())
def test_the_rest_in_its_other_form_is_the_same_at_this_tour(name: str) -> None:
    start = Shown.at_start(model.load(name))
    form = {"Ratio": "Months", "Months": "Ratio"}[str(start.values["dwell_as"])]
    converted = published.converted(start.inputs, start.values, form)
    other = start.replace({"rest_by": "own", **converted})
    assert len(other.changes) == 1
    first, second = (model.run(shown.scenario).measures for shown in (start, other))
    columns = ["low", "central", "high"]
    assert second[columns].to_numpy() == pytest.approx(first[columns].to_numpy(), nan_ok=True)


def test_choices_about_the_coalition_become_changes() -> None:
    start = Shown.at_start(two_by_hand())
    assert start.values["who"] == "france,united_kingdom"
    changed = start.replace(
        {"who": "france,poland", "rule": "offers", "share": 0.5, "chances": "With chances", "p_open": 0.25}
    )
    changes = changed.changes
    assert changes["coalition.contributors.poland.probability"] == 1
    assert changes["coalition.contributors.united_kingdom.probability"] == 0
    assert (changes["coalition.rule"], changes["coalition.deployable_share"]) == ("offers", 0.5)
    assert changes["coalition.probability_by_position.open"] == 0.25
    (run,) = model.run(changed.scenario).runs
    assert run.outcomes.supply is not None
    counted = dict(zip(run.outcomes.supply.names, run.outcomes.supply.is_counted[:, 0], strict=True))
    assert [name for name in counted if counted[name]] == ["france", "poland"]


@pytest.mark.parametrize("name", ["reassurance_force", "willing_september_2025"])
def test_a_nation_that_volunteered_nothing_starts_without_a_chance(name: str) -> None:
    start = Shown.at_start(model.load(name))
    assert [start.values[key] for key in ("p_open", "p_undeclared", "p_refused")] == [0, 0, 0]
    (run,) = model.run(start.replace({"chances": "With chances"}).scenario).runs
    assert run.outcomes.supply is not None
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    assert {contributors[nation].position for nation in run.outcomes.supply.that_might} <= {"declared", "offered"}


def test_chances_that_a_scenario_brings_can_be_taken_away() -> None:
    start = Shown.at_start(model.load("willing_chances"))
    assert start.replace({"chances": "In or out"}).changes == {"coalition.probability_by_position": None}
    one = start.replace({"p_declared": 0.5}).changes
    assert one == {"coalition.probability_by_position.declared": 0.5}


def test_a_scenario_without_a_coalition_changes_its_backstop_and_its_months() -> None:
    document = {"force": {"a": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    start = Shown.at_start(model.Scenario.from_document(document))
    values = {"backstop": "Withdrawn", "starts": "Rested", "fill_in": "Others fill in"}
    assert start.replace(values).changes == {
        "us_backstop.provided": False, "schedule.start": "rested", "schedule.backfill": True,
    }  # fmt: skip


def test_a_force_without_a_part_of_the_coalition_has_a_link_too() -> None:
    force = {"a": {"strength": {"troops": 5}, "provider": "neutral"}}
    document = {"force": force, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    start = Shown.at_start(model.Scenario.from_document(document))
    assert start.replace({"tour_by": "own", "tour": 5.0}).changes == {"rotation.tour_months": 5}


def test_values_that_do_not_fit_have_ends_in_words_all_the_same() -> None:
    start = Shown.at_start(model.load("reassurance_force"))
    upside_down = start.replace({"rest_by": "own", "ratio_low": 10.0})
    with pytest.raises(ScenarioError, match="upside down"):
        _ = upside_down.scenario
    assert upside_down.ends("rotation.dwell_ratio") == (10, 3)
    assert upside_down.ends("rotation.tour_months") == (6, 6)
    assert upside_down.ends("rotation.dwell_floor_months") is None


def test_a_readers_own_file_has_no_link_and_keeps_its_text() -> None:
    text = "# mine\nforce: {a: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
    mine = Shown.at_start(load_text(text.encode(), "mine.yaml"))
    assert mine.is_own
    assert mine.link("http://here/") == ""
    changed = mine.replace({"tour_by": "own", "tour": 5.0})
    assert "# mine" in changed.file("http://here/", text)
    assert "tour_months: 5" in changed.file("http://here/", text)
    assert changed.header("http://here/")[0] == "Scenario: mine"


def test_a_shipped_plan_writes_its_link_into_its_files() -> None:
    start = Shown.at_start(model.load("dannatt"))
    assert not start.is_own
    changed = start.replace({"tour_by": "own", "tour": 5.0})
    assert f"Link: {changed.link('http://here/')}" in changed.header("http://here/")
    assert "Tour: 6 -> 5" in changed.file("http://here/")


def test_numbers_in_an_address_are_short_and_exact() -> None:
    assert [shown.as_text(value) for value in (0.1, 30_000.0, "Months", 0.0)] == ["0.1", "30000", "Months", "0"]


def said(shown: Shown) -> str:
    """All that Explore and Contributors show of a result: answers, pictures with their numbers, every measure."""
    try:
        return said_of(shown.scenario)
    except ScenarioError as error:
        return str(error)


@functools.lru_cache(maxsize=8)  # the start, which every input is moved from, is worked out once
def said_of(scenario: model.Scenario) -> str:
    (run,) = (results := model.run(scenario)).runs
    parts = [page.answer(run), *([page.carried(run)] if run.outcomes.supply is not None else [])]
    exhibits = [exhibit for part in parts for exhibit in part.exhibits.values()]
    pictures = [(exhibit.title, exhibit.subtitle, exhibit.text, exhibit.chart.rows) for exhibit in exhibits]
    words = [[part.headline, part.standfirst, *part.sentences] for part in parts]
    return repr([words, pictures, results.measures.to_csv()])


FAST = ("reassurance_force", "multinational_force_ukraine")
"""Plans that are tried at once; the others are alike."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in FAST else pytest.mark.slow) for name in shipped_scenarios()]
)
def test_t_16_every_number_and_share_moves_something_shown(name: str) -> None:
    start = Shown.at_start(model.load(name))
    readers = start.replace({"size_by": "own", "tour_by": "own", "rest_by": "own"})
    chances = readers.replace({"chances": "With chances"}) if "chances" in start.inputs else readers
    for key, field in start.inputs.items():
        if field.kind not in ("number", "share"):
            continue
        form = {rest_rules.DWELL_RATIO: "Ratio", rest_rules.DWELL_MONTHS: "Months"}.get(field.path)
        base = chances if key.startswith("p_") else readers
        base = base.replace({"dwell_as": form}) if form else base
        contributors = start.start.coalition.contributors.values() if start.start.coalition else ()
        if key.startswith("p_") and not any(nation.position == key.removeprefix("p_") for nation in contributors):
            continue  # no nation has that position
        if start.values["size_by"] == "unknown" and key in ("support", "preparation", "recovery"):
            continue  # it is not drawn
        first = said(base)
        moved = {value: said(base.replace({key: float(value)})) for value in field.bounds[:2] if value != field.start}
        assert [value for value, words in moved.items() if words == first] == [], key


@pytest.mark.parametrize("name", ["no_us_backstop_assumed", "reassurance_force"])
def test_t_16_every_word_and_every_nation_moves_something_shown(name: str) -> None:
    start = Shown.at_start(model.load(name))
    first = said(start)
    depends = ("backstop",) if backstop.depends_on_backstop(start.start) else ()
    for key in (*depends, "starts", "fill_in", "rule", "chances", "rest_by", "tour_by"):
        field = start.inputs[key]
        others = {option for option in field.options if option not in (field.start, "own", "by_priority")}
        for option in others:
            assert said(start.replace({key: option})) != first or option in SAME, (key, option)
    for nation in start.inputs["who"].options:
        names = set(str(start.values["who"]).split(",")) ^ {nation}
        assert said(start.replace({"who": ",".join(sorted(filter(None, names)))})) != first, nation


SAME = {"Others fill in"}
"""Words that move nothing where each nation has its own troops for its own turn."""
