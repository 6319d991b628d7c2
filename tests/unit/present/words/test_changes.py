"""Changes in words: the question, the rows, the last change, differences."""

import model
from model.engine.run import Run
from model.present.tables.evidence import KEY_FIGURES
from model.present.words import changes as changes_words

TROOPS = "force.reassurance_force.strength.troops"
NATION = "coalition.contributors.{}.probability"


def run(name: str = "reassurance_force", **changes: object) -> Run:
    paths = {path.replace("__", "."): value for path, value in changes.items()}
    return model.run(model.load(name).replace(paths)).runs[0]


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
        ("Who takes part", "with France, without Poland", "with Poland, without France"),
        ("Taking part", "yes or no", "declared 0.9, open 0.3"),
        ("Tour", "6", "4"),
    ]
    back = list(changes_words.rows(start.replace(values), start, values))
    assert back[0] == ("Who takes part", "with Poland, without France", "with France, without Poland")
    changed = {NATION.format("france"): 0.5}
    assert list(changes_words.rows(start, start.replace(changed), changed)) == [
        ("France: probability", "not given", "0.5")
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


def test_differences_are_written_as_their_figures_are() -> None:
    start, now = run(), run(**{TROOPS: 20_000})
    differences = {key_figure: changes_words.difference(start, now, key_figure) for key_figure in KEY_FIGURES}
    assert differences["tied_up"] == "−30,000 to −40,000"
    assert differences["multiplier"] == "unchanged"
    assert differences["margin"] == "+10,000"
    assert differences["cost_per_year"] == "−EUR 1.3 billion to −EUR 2.1 billion"
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
