"""Giving faults their place: the line and column where the path, or the nearest part of it, stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from model.files.strict_yaml import Place
from model.scenario.errors import Path, Problem


def placed(problems: Iterable[Problem], places: Mapping[Path, Place], above: Path = ()) -> Iterator[Problem]:
    """Yield the problems with their places; their paths stand below `above` in `places`."""
    for problem in problems:
        yield problem if problem.place else replace(problem, place=str(_nearest(places, (*above, *problem.path))))


def _nearest(places: Mapping[Path, Place], path: Path) -> Place:
    while path not in places:
        path = path[:-1]
    return places[path]
