"""The two ends of a range, named by the inputs that make them: those that move it most."""

import re
from typing import NamedTuple

import numpy as np

from model.engine.cases import at
from model.engine.outcomes import evaluate
from model.engine.run import Run
from model.present.words.force import MORE_OR_LESS
from model.present.words.plain import listed

MOST_NAMED = 2
LEAST_OR_MOST = {"low": "with the least tied up", "high": "with the most tied up"}


class _Kind(NamedTuple):
    """Inputs that one word tells: which paths they have, and what a smaller and a larger one is called."""

    paths: re.Pattern[str]
    smaller: str
    larger: str


KINDS = (
    _Kind(re.compile(r"dwell_(months|ratio)$"), "the shorter rest", "the longer rest"),
    _Kind(re.compile(r"tour_months$"), "the shorter tours", "the longer tours"),
    _Kind(re.compile(r"^force\..*\.element\.troops$"), "the smaller units", "the larger units"),
    _Kind(re.compile(r"^force\.(?!.*\.(rotation|training)\.)"), "the smaller force", "the larger force"),
    _Kind(re.compile(r"deployable_share$"), "less of each army", "more of each army"),
    _Kind(re.compile(r"land_strength$"), "the smaller armies", "the larger armies"),
    _Kind(re.compile(r"offer_troops$"), "the smaller offers", "the larger offers"),
    _Kind(re.compile(r"(posted|deployed)_elsewhere$"), "fewer troops elsewhere", "more troops elsewhere"),
)
"""The kinds of inputs that have words for their ends, in the order in which a sentence names them."""


def ends_in_words(run: Run, most: int = MOST_NAMED, *, measure: str = "", but: str = "") -> dict[str, str]:
    """Return the names of the low and the high case by what differs between them: those inputs that move most.

    `with the shorter rest and more of each army`. Where no input of these kinds moves the measure, the low case is the
    one that ties up least, or as much and is easier to carry.

    Args:
        run: the run.
        most: how many kinds of inputs are named at most.
        measure: the measure whose ends they are; by default what is to spare, else the troops tied up.
        but: the path of an input that is named elsewhere and left out here.
    """
    low, high = run.case_numbers["low"], run.case_numbers["high"]
    names = what_differs(run, low, high, measure or _measure(run), most=most, but=but)
    if names is None:
        is_same = run.at("low", "tied_up") == run.at("high", "tied_up")
        return dict(MORE_OR_LESS if is_same else LEAST_OR_MOST)
    return {case: f"with {words}" for case, words in zip(("low", "high"), names, strict=True)}


def _measure(run: Run) -> str:
    """The measure that the ends are those of: what is to spare, where nations and the size of the force are known."""
    if run.outcomes.supply is None:
        return "tied_up"
    return "margin" if run.measure("deployed").is_known else "capacity"


def what_differs(
    run: Run, first: int, second: int, measure: str, *, most: int = MOST_NAMED, but: str = ""
) -> tuple[str, str] | None:
    """Return what makes two cases differ in a measure, for each the words: `the shorter rest and more of each army`.

    Of the kinds of inputs those that move the measure most; None where no kind with words does.
    """
    effects = _effects(run, first, second, measure)
    left = [kind for kind in effects if effects[kind] > 0 and not (but and _kind_of(but) == kind)]
    named = sorted(left, key=lambda kind: -effects[kind])[:most]
    pairs = [_words_of(run, kind, first, second) for kind in KINDS if kind in named]
    if not pairs:
        return None
    one, other = (listed([pair[number] for pair in pairs]) for number in (0, 1))
    return one, other


def _effects(run: Run, first: int, second: int, measure: str) -> dict[_Kind, float]:
    """How much each kind of inputs moves a measure of the second case if it alone is as in the first."""
    kinds = {kind: paths for kind in KINDS if (paths := _paths(run, kind, first, second))}
    values = {path: np.full(1 + len(kinds), float(at(run.cases[path], second))) for path in run.scenario.ranges}
    for row, paths in enumerate(kinds.values(), 1):
        for path in paths:
            values[path][row] = float(at(run.cases[path], first))
    measured = np.nan_to_num(evaluate(run.cases.with_values(values, 1 + len(kinds)))[measure])
    return {kind: float(abs(moved - measured[0])) for kind, moved in zip(kinds, measured[1:], strict=True)}


def _kind_of(path: str) -> _Kind | None:
    return next((kind for kind in KINDS if kind.paths.search(path)), None)


def _paths(run: Run, kind: _Kind, first: int, second: int) -> list[str]:
    """The ranges of a kind whose values differ between two cases."""
    differing = (path for path in run.scenario.ranges if at(run.cases[path], first) != at(run.cases[path], second))
    return [path for path in differing if _kind_of(path) == kind]


def _words_of(run: Run, kind: _Kind, first: int, second: int) -> tuple[str, str]:
    """The words of a kind for the first and for the second case."""
    values = [run.cases[path] for path in _paths(run, kind, first, second)]
    rises = sum(float(at(value, second) - at(value, first)) for value in values)
    return (kind.smaller, kind.larger) if rises > 0 else (kind.larger, kind.smaller)
