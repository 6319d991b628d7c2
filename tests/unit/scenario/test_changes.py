"""What was changed, in words; warnings about inputs; the largest force fed back; no input that moves nothing."""

import datetime as dt

import pytest

import model
from model.engine.run import Run
from model.files.register import shipped_register
from model.files.scenarios import shipped_scenarios
from model.present import numbers
from model.present.charts import force as force_charts
from model.present.tables import force as force_tables
from model.present.tables.evidence import KEY_FIGURES
from model.present.words import cautions
from model.present.words import changes as changes_words
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.present.words import months as months_words
from model.present.words.cautions import Caution, largest_proposed
from model.present.words.notes import notes
from model.scenario.errors import ScenarioError
from model.ui.session import choices as session_choices
from model.ui.session import inputs

TROOPS = "force.reassurance_force.strength.troops"
NATION = "coalition.contributors.{}.probability"


def run(name: str = "reassurance_force", **changes: object) -> Run:
    paths = {path.replace("__", "."): value for path, value in changes.items()}
    return model.run(model.load(name).replace(paths)).runs[0]


def cautions_of(found: Run) -> dict[str, Caution]:
    return {each.path: each for each in cautions.cautions(found)}


def test_a_changed_scenarios_question_is_what_the_reader_started_from() -> None:
    start = model.load("dannatt")
    assert changes_words.question(start, {}) == start.question
    assert changes_words.question(start, {"rotation.tour_months": 4}) == f"Started from: {start.question}"
    assert not changes_words.question(start.replace({"question": ""}), {"rotation.tour_months": 4})


def test_nations_count_once_and_so_do_chances() -> None:
    chances = ["coalition.probability_by_position.declared", "coalition.probability_by_position.open"]
    changes = [NATION.format("france"), NATION.format("poland"), *chances, "rotation.tour_months"]
    assert changes_words.counted(changes) == "3 changes"
    start = model.load("reassurance_force")
    values = dict(zip(changes, (0.0, 1.0, 0.9, 0.3, 4), strict=True))
    assert list(changes_words.rows(start, start.replace(values), values)) == [
        ("Who is in, of those changed", "France", "Poland"),
        ("Nations take part", "in or out", "declared 0.9, open 0.3"),
        ("Tour", "6", "4"),
    ]
    back = list(changes_words.rows(start.replace(values), start, values))
    assert back[0] == ("Who is in, of those changed", "Poland", "France")
    own = {NATION.format("france"): 0.5}
    assert list(changes_words.rows(start, start.replace(own), own)) == [("France: probability", "not given", "0.5")]


def test_a_nation_alone_that_goes_leaves_none_of_those_changed() -> None:
    start, change = model.load("dannatt"), {NATION.format("united_kingdom"): 0.0}
    (row,) = changes_words.rows(start, start.replace(change), change)
    assert row == ("Who is in, of those changed", "United Kingdom", "none of them")
    plain = {"force": {"a": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    alone = model.Scenario.from_document(plain)
    path = "coalition.probability_by_position"
    assert list(changes_words.rows(alone, alone, [path])) == [("Nations take part", "in or out", "in or out")]


def test_the_last_change_is_told_with_what_it_did_to_the_total() -> None:
    row = [("Tour", "6", "4")]
    assert changes_words.last_change(row, run(), run(**{TROOPS: 20_000})) == (
        "Last change: Tour: 6 to 4; total 90,000–120,000 to 60,000–80,000."
    )
    assert changes_words.last_change(row, run(), run()).endswith("; total unchanged, 90,000–120,000.")
    assert changes_words.last_change(row, None, run()).endswith("; total no result to 90,000–120,000.")


def test_differences_are_written_as_their_figures_are() -> None:
    start, now = run(), run(**{TROOPS: 20_000})
    shown = {each: changes_words.difference(start, now, each) for each in KEY_FIGURES}
    assert shown["tied_up"] == "−30,000 to −40,000"
    assert shown["multiplier"] == "unchanged"
    assert shown["margin"] == "+10,000"
    assert shown["cost_per_year"] == "−EUR 1.3 billion"
    cost = {"low": 100_000, "high": 400_000, "because": "so"}
    ranged = run(cost__per_deployed_year=cost)
    fewer = run(cost__per_deployed_year=cost, **{TROOPS: 20_000})
    assert changes_words.difference(ranged, fewer, "cost_per_year") == "−EUR 1 billion to −EUR 4 billion"
    one_more = run(cost__per_deployed_year=cost, **{TROOPS: 30_100})
    assert changes_words.difference(ranged, one_more, "cost_per_year") == "+EUR 10 million to +EUR 40 million"
    wider = run(rotation__dwell_ratio={"low": 2, "high": 4})
    assert changes_words.difference(start, wider, "multiplier") == "0 to +1"
    assert changes_words.difference(start, run("three_tier", us_backstop__provided=False), "tied_up") is None
    assert changes_words.difference(run("demarcation_line"), run("demarcation_line"), "cost_per_year") is None


def test_t_19_table_and_chart_hold_the_start_when_something_is_changed() -> None:
    start, now = run(), run(**{TROOPS: 20_000})
    table = force_tables.phases_in_words(now, start)
    assert table.loc["Tied up in all"].to_dict() == {
        "if 3×": "60,000", "if 4×": "80,000", "at the start, if 3×": "90,000", "at the start, if 4×": "120,000",
    }  # fmt: skip
    written = str(force_charts.phases_chart(now, start).to_dict())
    assert "start 90,000" in written
    assert "start 120,000" in written
    assert "'tick'" in written
    assert changes_words.total_at_the_start(start) == "At the start: 90,000 to 120,000 troops."
    assert "'tick'" not in str(force_charts.phases_chart(now).to_dict())
    assert "at the start" not in str(force_tables.phases_in_words(now).columns)


def test_a_start_that_holds_other_phases_or_other_ends_has_its_marks_too() -> None:
    handing_over, one = run(rotation__overlap_months=1), run(rotation__dwell_ratio=2)
    assert force_tables.phases_in_words(one, handing_over).loc["Handing over"].tolist()[0] == "0"
    written = force_charts.phases_chart(one, handing_over).to_dict()
    marks = next(rows for rows in written["datasets"].values() if "side" in rows[0])
    assert {each["row"] for each in marks} == {"if 3×"}
    larger = force_charts.phases_chart(run(**{TROOPS: 200_000}), run()).to_dict()
    assert {each["side"] for rows in larger["datasets"].values() for each in rows if "side" in each} == {"left"}


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_23_the_largest_force_fed_back_leaves_no_margin(name: str) -> None:
    found, scenario = run(name), model.load(name)
    part = inputs.main_component(scenario)
    assert coalition_words.largest_force(found)
    if part is None or found.measure("margin").low is None:
        return
    support = scenario.force[part].support_per_deployed.high
    capacity = found.measure("capacity")
    for end, at in ((capacity.low, 0), (capacity.high, -1)):
        assert end is not None
        shown = numbers.round_off(end)
        again = model.run(scenario.replace({f"force.{part}.strength": {"troops": shown / (1 + support)}})).runs[0]
        margin = again.measure("margin")
        left = (margin.low, margin.high)[at]
        assert left is not None
        assert abs(left) <= abs(shown - end) + 1e-6
        assert abs(left) <= 250


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_16_every_input_moves_something_shown(name: str) -> None:
    scenario = model.load(name)
    start = inputs.starts(scenario)
    first = shown(scenario, start)
    for each in inputs.inputs(scenario):
        form = {"ratio": "Ratio", "dwell": "Months"}.get(each.short, str(start["dwell_as"]))
        base = first if form == start["dwell_as"] else shown(scenario, {**start, "dwell_as": form})
        for value in each.bounds[:2]:
            if value != each.start:
                moved = shown(scenario, {**start, "dwell_as": form, each.key: float(value)})
                assert moved != base, f"{each.key} at {value} moves nothing"


def shown(scenario: model.Scenario, chosen: dict[str, float | str]) -> str:
    """What Explore says, apart from the list of inputs and their own values."""
    try:
        found = model.run(scenario.replace(inputs.changes(scenario, chosen))).runs[0]
    except ScenarioError as error:
        return str(error)
    key_figures = [force_words.figure(found, measure) for measure in KEY_FIGURES]
    words = [force_words.headline(found), *coalition_words.sentences(found), *months_words.sentences(found)]
    words += [force_words.throughput_sentence(found) or "", force_tables.phases_in_words(found).to_string()]
    if force_tables.phases_table(found).empty:
        words.append(months_words.cycle_sentence(found))
    return "\n".join([*words, *key_figures])


def test_a_force_of_unknown_size_has_its_cycle_told() -> None:
    found = run("multinational_force_ukraine", rotation__recovery_months=1)
    assert months_words.cycle_sentence(found) == (
        "Whatever its size, a soldier would be 6 months away and 12 to 18 months at home, 1 of them recovering."
    )
    plain = run("multinational_force_ukraine")
    assert months_words.cycle_sentence(plain).endswith("6 months away and 12 to 18 months at home.")
    called = run(
        "multinational_force_ukraine",
        rotation__mobilisation_months=1, rotation__preparation_months={"low": 0, "high": 2},
        rotation__recovery_months=1,
    )  # fmt: skip
    assert months_words.cycle_sentence(called) == (
        "Whatever its size, a soldier would be 1 month called up, 6 months away and 14 to 21 months at home, 0 to 2 of "
        "them preparing and 1 of them recovering."
    )


def test_an_offer_with_two_ends_has_both_told_and_what_is_kept_up_is_rounded() -> None:
    start = model.load("reassurance_force")
    offer = {"claim": "france.offer_2025_04", "because": "as reported"}
    found = model.run(
        start.replace({
            "coalition.contributors.france.offer_troops": offer,
            "coalition.contributors.france.land_strength": {"value": 70_000, "because": "a test"},
        })
    ).runs[0]  # fmt: skip
    message = "France is reported to offer 5,000 to 10,000 and could keep up about 7,000 to 9,500; no more is counted"
    assert cautions_of(found)["coalition.contributors.france.offer_troops"].message == message


def test_t_28_an_offer_above_what_the_pool_keeps_up() -> None:
    found = cautions_of(run("german_norm"))["coalition.contributors.france.offer_troops"]
    assert found == Caution(
        "coalition.contributors.france.offer_troops",
        "France is reported to offer about 10,000 and could keep up about 8,000; no more is counted",
        cautions.LOWER_THE_OFFER,
        "france.offer_2025_02",
    )
    others = cautions.other_notes(run("german_norm"), [found])
    assert f"{found.message}." in notes(run("german_norm"))
    assert f"{found.message}." not in others
    assert len(others) == len(notes(run("german_norm"))) - 1


def test_t_28_a_least_dwell_below_preparation_and_recovery() -> None:
    own = {"rotation.dwell_floor_ratio": 1, "rotation.preparation_months": 5, "rotation.recovery_months": 2}
    found = cautions_of(run(**own))["rotation.preparation_months"]
    assert found.message == (
        "At the least dwell of 6 months, preparation and recovery of 7 months together would be shortened in proportion"
    )
    assert found.fix == cautions.LONGER_FLOOR
    assert "rotation.preparation_months" not in cautions_of(run(**{**own, "rotation.recovery_months": 1}))
    with pytest.raises(ScenarioError, match="do not fit into a dwell of 12"):
        run(rotation__preparation_months=13)


def test_t_28_a_force_larger_than_any_that_was_named() -> None:
    support = {"force.reassurance_force.support_per_deployed": 0.5}
    found = cautions_of(run(**{TROOPS: 200_000, **support}))[TROOPS]
    assert found.message.startswith("About 300,000 troops deployed are more than any size named")
    assert found.claim == "zelensky.minimum"
    assert TROOPS not in cautions_of(run(**{TROOPS: 200_000}))
    largest = largest_proposed(shipped_register())
    assert largest is not None
    assert largest.bounds == (200_000, 200_000)
    assert largest_proposed(model.evidence.claims.Register()) is None


def test_t_28_a_figure_more_than_five_years_older_than_the_scenario() -> None:
    share = "coalition.deployable_share"
    found = cautions_of(run())[share]
    assert found.message == (
        "Deployable share: a figure of 2004, more than five years before the scenario's date, 2025-02-20"
    )
    assert found.in_words().endswith("([nato_2004.deployable_share](claim:nato_2004.deployable_share))")
    assert share not in cautions_of(run(coalition__deployable_share=0.4))
    day = dt.date(2009, 10, 13)
    assert share not in cautions_of(run(as_of=day))
    assert share in cautions_of(run(as_of=dt.date(2009, 10, 14)))


def test_warnings_with_one_remedy_stand_together() -> None:
    found = [Caution("a", "A", "Do."), Caution("b", "B", "Do.", "x.y"), Caution("c", "C", "Else.")]
    assert cautions.in_words(found) == ["A; B ([x.y](claim:x.y)). Do.", "C. Else."]


def test_t_12_older_names_become_those_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "RENAMED", {"rest": "dwell", "force": "troops"})
    monkeypatch.setattr(inputs, "RENAMED_SCENARIOS", {"general": "dannatt"})
    given = {"rest_low": ["9"], "force": ["5"], "troops": ["6"], "scenario": ["general"]}
    found, told = inputs.migrated(given)
    assert found == {"force": ["5"], "troops": ["6"], "dwell_low": ["9"], "scenario": ["dannatt"]}
    assert told == [
        "'rest_low' of this older link is 'dwell_low' now, and is taken so.",
        "The scenario 'general' of this older link is 'dannatt' now.",
    ]


def test_every_name_that_a_link_was_ever_given_is_known_today() -> None:
    now = {*inputs.SHORT_NAMES, *session_choices.WORDS, "who", "share"}
    assert set(inputs.RENAMED.values()) <= now
    assert not set(inputs.RENAMED) & now
    assert set(inputs.RENAMED_SCENARIOS.values()) <= set(shipped_scenarios())
