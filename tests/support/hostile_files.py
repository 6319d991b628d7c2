"""Whole files that pages take in, with a text of its own in every place where a file may hold one."""

import functools
import json
from collections.abc import Callable, Iterable
from typing import Any

import hostile
from reading import marks

from model.files.scenarios import load_text
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.scenario.quantity import MOST_LETTERS

HARMLESS, FIRST_NUMBER = "Qq", 1_000
CODES = ":smile: :+1: :material/home: :red -> x -- y &lt; &#58;smile&#58;"
"""What Streamlit and entities make of plain letters."""


def harmless(number: int) -> str:
    """Return a word without a mark that bears a number."""
    return f"{HARMLESS}{number}"


def marked(number: int) -> str:
    """Return a text that begins like a list, bears a number and holds all that is read as a mark in a file."""
    return f"{number}. {CODES} {' · '.join(_marks_in_files())}"[:MOST_LETTERS]


@functools.cache
def _marks_in_files() -> list[str]:
    texts = [text for text in hostile.HOSTILE.values() if marks(text) != marks("x")]
    return [text for text in texts if loaded(hostile.with_text(("title",), text))]


def loaded(document: dict[str, Any]) -> Scenario | None:
    try:
        return load_text(hostile.as_yaml(document).encode(), "mine.yaml")
    except ScenarioError:
        return None


@functools.cache
def numbered_places() -> dict[int, hostile.Path]:
    """Return every place where a file may hold a text, by a number of four digits."""
    paths = (path for path in hostile.places() if loaded(hostile.with_text(path, HARMLESS)))
    return dict(enumerate(paths, FIRST_NUMBER))


def documents(text: Callable[[int], str]) -> list[dict[str, Any]]:
    """Return a few sound documents that hold, between them, the text of its own number in every place."""
    left, filled = numbered_places(), []
    while left:
        document, placed = hostile.BASE, dict[int, hostile.Path]()
        for number, path in left.items():
            if path[-2:] in (placed_path[-2:] for placed_path in placed.values()):
                continue  # the rhythm or the share of a part hides that of the whole
            more = hostile.with_text(path, text(number), start=document)
            if _holds(more, map(text, [*placed, number])) and loaded(more):
                document, placed[number] = more, path
        assert placed, f"these places take {HARMLESS!r} alone: {left}"
        filled.append(document)
        left = {number: path for number, path in left.items() if number not in placed}
    return filled


def _holds(document: dict[str, Any], texts: Iterable[str]) -> bool:
    """Whether a document holds all of these texts: one may take the place of another."""
    written = json.dumps(document)
    return all(json.dumps(text) in written for text in texts)
