"""Results that users hold: of one and of many; headline, charts, files, report, cards; each fault in a sentence."""

import json
from pathlib import Path

import pandas as pd
import pytest
from charts import vega_lite

import model
from model import Results, ScenarioError
from model.engine.results import COLUMNS
from model.engine.run import Run
from model.frozen import Range
from model.library.results import scenario_card

KINDS = ("phases", "gap", "timeline", "schedule", "contributors", "map", "chances")


@pytest.fixture(scope="module")
def willing() -> Results:
    return model.run("willing_chances")


@pytest.fixture(scope="module")
def many() -> Results:
    return model.run_many(["dannatt", model.load("reassurance_force"), "multinational_force_ukraine"])


def test_a_scenario_is_run_by_its_name_or_as_it_is() -> None:
    dannatt = model.run("dannatt")
    assert isinstance(dannatt, Results)
    assert dannatt.measure("tied_up") == model.run(model.load("dannatt")).measure("tied_up") == Range(30e3, 35e3, 40e3)
    assert dannatt.headline == "Keeping 10,000 troops in the field would tie up 30,000 to 40,000"
    assert repr(dannatt) == f"<Results of dannatt: {dannatt.headline}>"
    assert isinstance(dannatt.runs[0], Run)
    assert isinstance(dannatt.phases, pd.DataFrame)


def test_the_results_of_many_hold_those_of_each(many: Results) -> None:
    assert many.names == ("dannatt", "reassurance_force", "multinational_force_ukraine")
    assert len(many) == 3
    assert [one.names for one in many] == [(name,) for name in many.names]
    assert many["reassurance_force"].measure("tied_up").high == 120_000
    assert repr(many) == "<Results of 3 scenarios>"
    with pytest.raises(ScenarioError, match=r"^no scenario 'danat' here; did you mean 'dannatt'\?$"):
        many["danat"]
    for ask in (lambda: many.headline, lambda: many.measure("tied_up"), many.chart):
        with pytest.raises(ScenarioError, match=r"results of 3 scenarios \('dannatt' .*\): take one, results\[name\]"):
            ask()


def test_a_list_of_scenarios_is_needed_for_many() -> None:
    for one in ("dannatt", model.load("dannatt"), {"extends": "dannatt"}, model.scenarios()):
        with pytest.raises(ScenarioError, match=r"^scenarios: expected a list, .*; for one alone, write run"):
            model.run_many(one)
    dannatt = model.load("dannatt")
    with pytest.raises(ScenarioError, match="a scenario named 'dannatt' is already there; give replace a name"):
        model.run_many([dannatt, dannatt.replace({"rotation.tour_months": 4})])


def test_a_measure_that_is_none_has_the_nearest_and_one_that_is_lacking_the_reason() -> None:
    dannatt = model.run("dannatt")
    with pytest.raises(ScenarioError, match=r"^no measure 'tied' of this scenario; did you mean 'tied_up'\?$"):
        dannatt.measure("tied")
    alone = model.run(model.load("dannatt").replace({"coalition": None}))
    with pytest.raises(ScenarioError, match=r"^no measure 'margin' of this scenario: no coalition$"):
        alone.measure("margin")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart_is_vega_lite(kind: str, willing: Results) -> None:
    chart = willing.chart(kind, case="low")
    vega_lite().validate(chart.to_dict())
    assert chart.title
    assert len(chart.frame())


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("gap", "the size of the force is not known, or nobody is away, or the scenario names no nations"),
        ("timeline", "the size of the force is not known, or nobody is away, or the scenario names no nations"),
        ("schedule", "no whole units rotate: give a component an `element`"),
        ("contributors", "fewer than three nations would carry a part"),
        ("map", "the scenario names no nations that could take part"),
        ("chances", "every nation is in or out for certain: give one a `probability`"),
    ],
)
def test_a_chart_that_there_is_none_of_says_why(kind: str, why: str) -> None:
    alone = model.run(model.load("dannatt").replace({"coalition": None}))
    with pytest.raises(ScenarioError, match=f"^no chart of {kind}: {why}"):
        alone.chart(kind)


def test_a_size_that_is_not_known_has_no_phases_and_an_unknown_kind_or_case_its_nearest(willing: Results) -> None:
    with pytest.raises(ScenarioError, match=r"^no chart of phases: the size of the force is not known"):
        model.run("multinational_force_ukraine").chart()
    with pytest.raises(ScenarioError, match=r"^no chart 'phase' here; did you mean 'phases'\?$"):
        willing.chart("phase")
    with pytest.raises(ScenarioError, match=r"^no case 'central' here; allowed: high, low$"):
        willing.chart("map", case="central")
    with pytest.raises(ScenarioError, match=r"^no case 'hihg' here; did you mean 'high'\?$"):
        willing.chart("schedule", case="hihg")


def test_results_are_written_as_files_and_replace_only_their_own(tmp_path: Path, many: Results) -> None:
    folder = tmp_path / "results"
    many.write(folder)
    assert len(pd.read_csv(folder / "measures.csv")["scenario"].unique()) == 3
    many.write(str(folder), format="json")
    many.write(tmp_path / "book.xlsx")
    assert (tmp_path / "book.xlsx").read_bytes().startswith(b"PK")
    with pytest.raises(ScenarioError, match="named like a file"):
        many.write(tmp_path / "other.xlsx", format="csv")
    assert {path.suffix for path in folder.iterdir()} == {".json"}
    assert [one["scenario"] for one in json.loads((folder / "manifest.json").read_text())["scenarios"]] == [*many.names]
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(ScenarioError, match=r"mine.txt"):
        many.write(folder)
    with pytest.raises(ScenarioError, match=r"^no format 'jsno' here; did you mean 'json'\?$"):
        many.write(tmp_path / "other", format="jsno")  # type: ignore[arg-type]


def test_a_report_says_what_was_changed_and_replaces_a_file_only_if_asked(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    changed = model.run(model.load("dannatt").replace({"rotation.tour_months": 4}, name="four"))
    changed.report(path)
    text = path.read_text(encoding="utf-8")
    assert "What was changed" in text
    assert 'model.load("dannatt").replace({' in text.replace("&quot;", '"')
    with pytest.raises(ScenarioError, match=r"is there already; name another file, or say force=True to replace it$"):
        changed.report(path)
    model.run("dannatt").report(str(path), force=True)
    assert "What was changed" not in path.read_text(encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"name a file that ends in .html"):
        changed.report(tmp_path / "report.pdf")


def test_a_report_is_refused_before_it_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.export.report.report", lambda *_: pytest.fail("drawn"))
    with pytest.raises(ScenarioError, match=r"name a file that ends in .html"):
        model.run("dannatt").report(tmp_path / "report.pdf")


def test_a_frame_that_a_reader_changes_stays_as_it_was_for_the_next() -> None:
    results = model.run("willing_chances")
    names = [*results.frames()]
    assert set(names) == set(COLUMNS)
    for name in names:
        before = getattr(results, name).copy()
        frame = getattr(results, name)
        frame.loc[:, frame.columns[-1]] = frame.iloc[::-1, -1].to_numpy()
        del frame[frame.columns[0]]
        pd.testing.assert_frame_equal(getattr(results, name), before)


def test_a_card_has_the_headline_the_key_figures_the_picture_and_the_sources() -> None:
    card = model.run("reassurance_force")._repr_html_()
    for words in (
        "Reassurance force, Feb 2025", "Keeping 30,000 troops in the field would tie up 90,000 to 120,000",
        "90,000 to 120,000", "Could France and the UK keep that up?", "Short by 5,000 to 30,000", "€3.8bn to €6.2bn",
        "data:image/svg+xml;base64,", "One soldier away means two or three at home", "How solid is this?",
        "Lord Dannatt, ex-head of the British Army", "Illustrative: not a forecast.",
    ):  # fmt: skip
        assert words in card, words


def test_the_card_of_a_force_of_unknown_size_says_what_is_known() -> None:
    card = model.run("multinational_force_ukraine")._repr_html_()
    assert "Nobody has published how big this force would be" in card
    assert "What is known, and what is not" in card
    assert "keep that up?" not in card


def test_the_card_of_many_is_a_table(many: Results) -> None:
    card = many._repr_html_()
    assert "3 scenarios" in card
    assert "90,000 to 120,000" in card
    assert "Short by 5,000 to 30,000" in card  # as the card of one and the pages have it, in whole brigades
    assert "0 to 25,000" in card
    assert "not known publicly" in card
    alone = model.load("dannatt").replace({"coalition": None}, name="alone")
    assert "no coalition" in model.run_many(["dannatt", alone])._repr_html_()
    nobody = model.load("dannatt").replace({"force.british_force.strength.troops": 0}, name="nobody")
    assert "nothing deployed" in model.run_many(["dannatt", nobody])._repr_html_()


def test_no_scenarios_have_no_results() -> None:
    nothing = model.run_many([])
    assert "0 scenarios" in nothing._repr_html_()
    assert nothing.measures.empty
    with pytest.raises(ScenarioError, match=r"^no scenario was run, so there are no results$"):
        nothing.measure("tied_up")


def test_a_scenarios_card_begins_with_its_question() -> None:
    dannatt = model.load("dannatt")
    assert scenario_card(dannatt).sentences[0] == dannatt.question
