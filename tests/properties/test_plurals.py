"""Of one thing a sentence speaks in the singular: scenarios with one of everything, over all that is said of them."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import caller

import model
from model import Scenario
from model.analysis.breakeven import solve_all
from model.analysis.sensitivity import one_at_a_time, sobol
from model.analysis.simulation import simulate
from model.engine.run import Run
from model.export.report import report
from model.present.exhibits import force, months
from model.present.words import coalition as coalition_words
from model.present.words import drivers as drivers_words
from model.present.words import effects as effects_words
from model.present.words import force as force_words
from model.present.words import months as months_words
from model.present.words.break_even import solution_sentence
from model.present.words.notes import notes

ONE_OF_MANY = re.compile(
    r"(?<![\d,.–−-])\b1 (?!(?:as|is|has|this|was|plus|less|alias|across|contributors_needed)\b)[a-z]+s\b|\b1 people\b"
)
"""One of a thing in the plural, and the words with an s at their end that are none."""
PART: dict[str, Any] = {"strength": {"troops": 1}}
NATIONS: dict[str, Any] = {"a": {"title": "A", "position": "declared", "land_strength": 1}}
ROTATION: dict[str, Any] = {"tour_months": 1, "dwell_months": 1}
TRAINING = {"trainers": 1, "trainees_per_trainer": 1, "course_months": 1, "target": 1}
WHOLE = {"element": {"name": "brigade", "troops": 1}}


def of_one(part: dict[str, Any], nations: dict[str, Any], **keys: Any) -> Scenario:  # noqa: ANN401
    """A force of one part, and a coalition if there are nations; the other keys are the scenario's own."""
    document: dict[str, Any] = {"force": {"main": part}, "rotation": ROTATION, "horizon_months": 1, **keys}
    if nations:
        document["coalition"] = {"deployable_share": 1, "contributors": nations}
    return Scenario.from_document(document)


def land(troops: float, **keys: object) -> dict[str, Any]:
    """One nation with so many troops."""
    return {"a": {**NATIONS["a"], "land_strength": troops, **keys}}


FLOOR = {
    "tour_months": 1, "dwell_months": 2, "dwell_floor_months": 1, "preparation_months": 1, "mobilisation_months": 1,
}  # fmt: skip
SCENARIOS = {
    "one soldier": of_one(PART, {}),
    "of one nation": of_one(PART, NATIONS),
    "that one nation keeps up": of_one(PART, land(2)),
    "in one brigade": of_one({**PART, **WHOLE}, land(2)),
    "one brigade short of two": of_one({"strength": {"units": 2, "troops_per_unit": 1}}, land(2)),
    "one brigade at most": of_one({"strength": {"units": 1, "troops_per_unit": 1}}, land(1), rotation=FLOOR),
    "without home": of_one(PART, NATIONS, rotation={"tour_months": 1, "dwell_months": 0, "mobilisation_months": 1}),
    "of two, one short": of_one({"strength": {"troops": 2}}, land(2), horizon_months=6),
    "one to spare": of_one(PART, land(4), horizon_months=6),
    "trained": of_one({**PART, "training": TRAINING}, NATIONS),
    "trained in two parts": of_one({**PART, "training": TRAINING}, NATIONS).replace({
        "force.second": {**PART, "training": {**TRAINING, "trainers": 0.5, "trainees_per_trainer": 1}},
        "force.main.training.trainers": 0.5,
    }),
    "in a range": of_one({"strength": {"troops": {"low": 1, "high": 2}}}, land(2)),
    "one offered": of_one(PART, land(4, position="offered", offer_troops=1, probability=0.5)),
    "at the floor": of_one(PART, land(3), rotation=FLOOR),
}  # fmt: skip


def texts(run: Run) -> Iterator[str]:
    """Yield all that is said of a run, drivers and a comparison among it."""
    scenario = run.scenario
    yield from (force_words.headline(run), force_words.standfirst(run), months_words.start_in_words(run))
    yield from coalition_words.sentences(run)
    yield from months_words.sentences(run)
    yield from notes(run)
    yield from _exhibits(run)
    yield from filter(
        None, (drivers_words.top_sentence(scenario, one_at_a_time(scenario), name) for name in ("tied_up",))
    )
    yield from drivers_words.sobol_sentences(scenario, sobol(scenario, points=16))
    yield from drivers_words.simulation_sentences(simulate(scenario, draws=1))
    for solution in solve_all(scenario)[0] if scenario.coalition else ():
        yield solution_sentence(solution)
    changed = scenario.replace({"force.main.strength": {"troops": 2}, "horizon_months": 2})
    yield from effects_words.comparison_sentences(model.compare(scenario, changed))
    page = report(run, scenario, {})
    yield html.unescape(re.sub(r"<(style|script|svg)\b.*?</\1>|<[^>]+>", " | ", page, flags=re.DOTALL))


def _exhibits(run: Run) -> Iterator[str]:
    """Yield all that the exhibits of the force and of the months say of a run."""
    drawn = (
        force.arithmetic(run, run), force.gap(run), force.rules_of_rest(run), months.months(run), months.turns(run),
    )  # fmt: skip
    for exhibit in filter(None, drawn):
        yield from (exhibit.title, exhibit.subtitle, exhibit.text, exhibit.note)
        # a heading above a number is no sentence with it
        yield " | ".join(f"{cell} |" for row in exhibit.table.reset_index().to_numpy().tolist() for cell in row)
        for rows in exhibit.chart.rows.values():
            yield " | ".join(str(value) for row in rows for value in row.values() if isinstance(value, str))


@pytest.mark.usefixtures("one_drawing")
@pytest.mark.parametrize("name", SCENARIOS)
def test_one_of_a_thing_is_told_in_the_singular(name: str) -> None:
    (run,) = model.run(SCENARIOS[name]).runs
    wrong = [text[max(0, at.start() - 40) : at.end() + 30] for text in texts(run) for at in ONE_OF_MANY.finditer(text)]
    assert wrong == []


def test_the_command_tells_one_of_a_thing_in_the_singular(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call, path = caller(capsys), tmp_path / "one.yaml"
    path.write_text(json.dumps(SCENARIOS["of one nation"].document))
    for arguments in (
        ("run", str(path), "--draws", "1"),
        ("run", str(path), "--out", str(tmp_path / "out")),
        ("drivers", str(path)),
        ("sweep", str(path), "--over", "horizon_months=1", "--out", str(tmp_path / "one.parquet")),
        ("check", str(path)),
    ):
        done = call(*arguments)
        assert done.code == 0
        assert ONE_OF_MANY.findall(re.sub(r" {2,}", " | ", done.out + done.err)) == [], arguments
