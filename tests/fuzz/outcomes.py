"""What comes of one input, within this process: a placed refusal, or a run that puts out finite numbers alone."""

import json
import re
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from mutations import Option

from model.analysis.breakeven import solve
from model.analysis.simulation import simulate
from model.analysis.sweep import sweep
from model.cli.ask import _interval, _over, _solved
from model.cli.terminal import changes_from
from model.engine.cases import has_corners
from model.engine.results import Results, run_many
from model.export.frame_files import summary_text
from model.export.report import report
from model.export.texts import csv_text
from model.files.scenarios import load, load_with_places
from model.files.strict_yaml import placed
from model.present.words import months as months_words
from model.present.words.coalition import sentences
from model.present.words.force import headline
from model.present.words.notes import notes
from model.present.words.notes import warnings as warnings_of
from model.scenario.errors import ScenarioError

LONGEST_REFUSAL = 1_000
"""Letters of one problem, but for its place."""
LARGEST_GRID = 10_000
LEVER = "rotation.tour_months"
NO_NUMBER = re.compile(r"(?<![\w.])-?(nan|inf|infinity)(?![\w.])", re.IGNORECASE)
PLACE = re.compile(r"[^\n]*:[1-9]\d*:[1-9]\d*")


@dataclass(frozen=True)
class Outcome:
    """`ran`, `refused` or `find`; of a refusal its words, of a find its kind in one line and what is known of it."""

    kind: str
    words: str = ""
    detail: str = ""


def of_file(path: Path, *, draws: bool = False, with_report: bool = False) -> Outcome:
    """Return what comes of a scenario file: read, checked, run, and everything that is put out."""

    def work() -> None:
        scenario, places = load_with_places(path)
        if has_corners(scenario):
            results = run_many([scenario])
            list(placed(warnings_of(results.runs[0]), places))
            _see(results)
            if with_report:
                _see_text(report(results.runs[0], scenario, {}))
        if draws:
            _see_json(summary_text(None, simulate(scenario, draws=200)))

    return _outcome(work, lambda place: PLACE.fullmatch(place) is not None)


def of_option(option: Option) -> Outcome:
    """Return what comes of an option's values with a shipped scenario."""

    def work() -> None:
        if option.name == "--set":
            changes = changes_from(option.values)
            scenario = load(option.scenario, changes=changes, changes_from="--set")
            _see_json(json.dumps(changes, allow_nan=False))
            if has_corners(scenario):
                _see(run_many([scenario]))
        elif option.name == "--over":
            grid = sweep(load(option.scenario), _over(list(option.values)))
            for name, column in grid.part(0).items() if grid.count <= LARGEST_GRID else ():
                _see_numbers(name, column)
        else:
            solution = solve(load(option.scenario), LEVER, _interval(LEVER, option.values[0]))
            _see_json(json.dumps(_solved(solution), allow_nan=False))

    # what an option makes of a file's own values may stand in the file
    return _outcome(work, lambda place: place.startswith(option.name) or PLACE.fullmatch(place) is not None)


def _outcome(of: Callable[[], None], is_placed: Callable[[str], bool]) -> Outcome:
    """What comes of a piece of work; `is_placed` says of a refusal's place whether it will do."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            of()
    except ScenarioError as error:
        return _refused(error, is_placed)
    except Exception as error:  # noqa: BLE001  (any other is what is looked for)
        return Outcome("find", _kind(error), "".join(traceback.format_exception(error))[-2_000:])
    return Outcome("ran")


def _refused(error: ScenarioError, is_placed: Callable[[str], bool]) -> Outcome:
    words = str(error)
    for problem in error.problems:
        if not is_placed(problem.place):
            return Outcome("find", "a refusal without place", f"{problem!r:.500}")
        if not str(problem).isprintable():
            return Outcome("find", "a refusal with letters that hide", f"{problem!r:.500}")
        if len(str(problem)) > LONGEST_REFUSAL + len(problem.place):
            return Outcome("find", "a refusal of too many letters", f"{problem!r:.500}")
    return Outcome("refused", words) if words else Outcome("find", "a refusal without words")


def _see(results: Results) -> None:
    """Look at everything that a run puts out."""
    for name, frame in results.frames().items():
        for column in frame.columns:
            _see_numbers(f"{name}.{column}", frame[column].to_numpy())
        _see_text(csv_text(frame))
    for run in results.runs:
        _see_json(summary_text(run, None))
        _see_text("\n".join((headline(run), *sentences(run), *months_words.sentences(run), *notes(run))))


def _see_json(text: str) -> None:
    _see_text(text)
    json.loads(text, parse_constant=_no_constant)


def _no_constant(word: str) -> None:
    raise AssertionError(f"JSON holds {word}")


def _see_numbers(name: str, column: np.ndarray) -> None:
    if column.dtype.kind == "f" and np.isinf(column).any():
        raise AssertionError(f"{name} is not finite")


def _see_text(text: str) -> None:
    """See that a text can be written, and tells of no number that is none."""
    text.encode()
    if found := NO_NUMBER.search(text):
        raise AssertionError(f"tells of {found[0]}: {text[max(0, found.start() - 60) : found.end() + 20]}")


def _kind(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if "/model/" in frame.filename), frames[-1])
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}: {str(error)[:80]!r}"
