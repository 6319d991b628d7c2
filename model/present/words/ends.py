"""The two ends of a range, named by the inputs that make them: those that move it most."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

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
    """Return the inputs that make two cases differ in a measure, in words: `the shorter rest and more of each army`.

    Of the kinds of inputs those that move the measure most; None where no kind with words does.
    """
    kinds = _kinds(run, first, second, but)
    effects = {kind: _effect(run, paths, first, second, measure) for kind, paths in kinds.items()}
    named = sorted(filter(effects.__getitem__, kinds), key=lambda kind: -effects[kind])[:most]
    pairs = [_words_of(run, kind, kinds[kind], first, second) for kind in KINDS if kind in named]
    if not pairs:
        return None
    one, other = (listed([pair[number] for pair in pairs]) for number in (0, 1))
    return one, other


def _kinds(run: Run, first: int, second: int, but: str) -> dict[_Kind, list[str]]:
    """The kinds of inputs whose values differ between two cases, each with the paths of these inputs."""
    kinds: dict[_Kind, list[str]] = {}
    for path in run.scenario.ranges:
        kind = _kind_of(path)
        differs = run.cases[path][first] != run.cases[path][second]
        if kind is not None and differs and not (but and kind == _kind_of(but)):
            kinds.setdefault(kind, []).append(path)
    return kinds


def _effect(run: Run, paths: Sequence[str], first: int, second: int, measure: str) -> float:
    """How much some inputs move a measure of the second case if they alone are as in the first: another corner."""
    is_so = np.ones(run.cases.count, bool)
    for path in run.scenario.ranges:
        values = run.cases[path]
        is_so &= values == values[first if path in paths else second]
    measured = run.values(measure)
    moved = abs(float(measured[is_so.argmax()] - measured[second]))
    return 0.0 if math.isnan(moved) else moved


def _kind_of(path: str) -> _Kind | None:
    return next((kind for kind in KINDS if kind.paths.search(path)), None)


def _words_of(run: Run, kind: _Kind, paths: Sequence[str], first: int, second: int) -> tuple[str, str]:
    """The words of a kind for the first and for the second case."""
    rises = sum(float(run.cases[path][second] - run.cases[path][first]) for path in paths)
    return (kind.smaller, kind.larger) if rises > 0 else (kind.larger, kind.smaller)
