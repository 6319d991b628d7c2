"""The vocabulary: every measure and phase has its record, and its label stands nowhere else."""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

import model
from model.analysis.sensitivity import BAR_MEASURES
from model.analysis.simulation import DRAWN_MEASURES
from model.engine.cases import CYCLE
from model.engine.results import COLUMNS
from model.evidence.claims import Bound, Kind, Position, Standing
from model.files.scenarios import shipped_scenarios
from model.kernels import rotation, timetable
from model.present.words.effects import MOVED
from model.scenario.coalition import Rule
from model.scenario.component import Place, Provider
from model.scenario.rotation import AWAY, IN_DWELL, Rotation
from model.terms import (
    BOUNDS,
    IN_CYCLE,
    KINDS,
    MEASURES,
    PHASES,
    PLACES,
    POSITIONS,
    PROVIDERS,
    RULES,
    STANDINGS,
    TERMS,
)
from model.ui.session import inputs


def _words_of(record: object) -> Iterator[str]:
    """The words of a record that a reader sees, or the record itself where it is words."""
    yield from [record] if isinstance(record, str) else (getattr(record, name, "") for name in FIELDS)


ALONE = re.compile(r"\n|<[^>]*>|\{\{.*?\}\}|\{%.*?%\}|\|")
"""The ends of lines, marks and fields that part the texts of a page from one another."""
RECORDS: tuple[Mapping[str, Any], ...] = (
    MEASURES, PHASES, PROVIDERS, PLACES, RULES, STANDINGS, KINDS, BOUNDS, POSITIONS, TERMS,
)  # fmt: skip
FIELDS = ("label", "short", "in_a_sentence", "after_a_number", "word")
WORDS = {text for records in RECORDS for record in records.values() for text in _words_of(record) if text}
PHRASES = {words.lower() for words in WORDS if " " in words}
"""Words of several parts: they are nobody's key, so that they are found in capitals and without."""
LABELS = {words for words in WORDS if words[0].isupper()}
OTHER_MEANINGS = {"Case": ["present/tables/method.py"]}
"""Words that stand for something else in some files: a published case is no case of a scenario."""


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_measure_and_phase_of_a_run_has_its_record(name: str) -> None:
    (run,) = model.run(model.load(name)).runs
    assert set(run.measures) <= set(MEASURES)
    assert set(run.outcomes.phases) == set(IN_CYCLE)


def test_phases_are_those_of_the_kernels_and_of_the_frames() -> None:
    assert tuple(PHASES) == timetable.UNIT_PHASES
    assert tuple(PHASES)[: len(IN_CYCLE)] == IN_CYCLE
    assert set(PHASES) <= set(COLUMNS["timeline"])


def test_every_duration_is_away_or_at_home_and_the_kernels_take_it() -> None:
    durations = {key for key in Rotation.model_fields if key.endswith("_months")}
    assert durations == {*CYCLE, *IN_DWELL, "dwell_floor_months"}
    assert set(inspect.signature(rotation.away_months).parameters) == set(AWAY)
    assert set(inspect.signature(rotation.tied_up_phases).parameters) == {*CYCLE, *IN_DWELL, "deployed_troops"}
    assert set(inspect.signature(timetable.timetable).parameters) == {*durations, "steps_per_month"}
    assert {f"rotation.{key}" for key in durations - {"dwell_floor_months"}} <= {
        path for _, path in inputs.NUMBERS.values()
    }
    assert {f"{key}_months" for key in TERMS} >= durations - {"dwell_floor_months"}


def test_every_option_has_its_words() -> None:
    for words, options in (
        (PROVIDERS, Provider), (PLACES, Place), (RULES, Rule), (STANDINGS, Standing), (KINDS, Kind), (BOUNDS, Bound),
        (POSITIONS, Position), (inputs.POSITIONS, Position),
    ):  # fmt: skip
        assert set(words) == set(get_args(options))


@pytest.mark.parametrize("name", sorted({*MOVED, *BAR_MEASURES, *DRAWN_MEASURES, *MEASURES}))
def test_a_measure_has_words_wherever_it_can_be_named(name: str) -> None:
    measure = MEASURES[name]
    assert measure.label
    assert measure.short
    assert measure.in_a_sentence
    assert not measure.in_a_sentence[0].isupper()


def test_a_synonym_stands_for_one_term() -> None:
    synonyms = [synonym for term in TERMS.values() for synonym in term.synonyms]
    assert len(synonyms) == len(set(synonyms)) > 0
    assert not set(synonyms) & {term.word for term in TERMS.values()}


EVERYDAY = {
    "at home", "at home between tours", "could keep up", "could be kept up", "tied up", "called up",
    "tour", "case", "ukraine", "your figure", "our arithmetic", "as offered", "by priority",
    "reported, source not named",
}  # fmt: skip
"""Labels that are plain words as well, which sentences, pictures and heads of columns hold as words."""


def test_no_other_module_spells_a_label_out() -> None:
    folder = Path(model.__file__).parent
    spelt = [
        f"{file}:{node.lineno}: {node.value}"
        for file in map(str, sorted(path.relative_to(folder) for path in folder.rglob("*.py")))
        if file != "terms.py" and not file.startswith("scenario/")  # where an input has its own label and meaning
        for node in ast.walk(ast.parse((folder / file).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_spelt(node.value)
        if node.value.lower() not in EVERYDAY
        if file not in OTHER_MEANINGS.get(node.value, [])
    ]
    assert spelt == []


def test_no_text_or_template_spells_a_label_out() -> None:
    """A heading, a cell or a line in bold of its own; running text may use the words of the glossary."""
    folder = Path(model.__file__).parent
    files = [path for ending in ("*.md", "*.jinja") for path in folder.rglob(ending)]
    parts = [(path.name, part.strip(" *#`|")) for path in files for part in ALONE.split(path.read_text("utf-8"))]
    assert len(files) == 4
    assert [(name, part) for name, part in parts if _is_spelt(part)] == []


def _is_spelt(text: str) -> bool:
    return text in LABELS or text.lower() in PHRASES
