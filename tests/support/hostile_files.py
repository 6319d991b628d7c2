"""Whole files that pages take in, with one text in every place where a file may hold a text."""

import json
from typing import Any

import hostile
import pytest
from reading import marks

from model.files.scenarios import load_text
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.scenario.quantity import MOST_LETTERS

HARMLESS = "Qq"
CODES = ":smile: :+1: :material/home: :red -> x -- y &lt; &#58;smile&#58;"
"""What Streamlit and entities make of plain letters."""


def marked() -> str:
    """Return one text that begins like a list and holds all that is read as a mark, as far as a file takes it."""
    texts = [each for each in hostile.HOSTILE.values() if marks(each) != marks("x")]
    taken = [each for each in texts if loaded(hostile.with_text(("title",), each))]
    return f"10. {CODES} {' · '.join(taken)}"[:MOST_LETTERS]


def loaded(document: dict[str, Any]) -> Scenario | None:
    try:
        return load_text(hostile.as_yaml(document).encode(), "mine.yaml")
    except ScenarioError:
        return None


def documents(text: str) -> list[dict[str, Any]]:
    """Return sound documents that hold a text, between them, in every place where one may hold it."""
    left = [path for path in hostile.places() if loaded(hostile.with_text(path, HARMLESS))]
    found = []
    while left:
        document, later = hostile.BASE, []
        for path in left:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(hostile, "BASE", document)
                more = hostile.with_text(path, text)
            if json.dumps(more).count(json.dumps(text)) > json.dumps(document).count(json.dumps(text)) and loaded(more):
                document = more
            else:  # it would take the place of one that is there
                later.append(path)
        assert len(later) < len(left), f"these places take {HARMLESS!r} alone: {later}"
        found.append(document)
        left = later
    return found
