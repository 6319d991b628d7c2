"""The description of the evidence names every field of a claim and every word that a field allows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin

from model.evidence.claims import UNIT_QUESTIONS, Claim, Standing

TEXT = (Path(__file__).resolve().parents[2] / "seeds" / "README.md").read_text()
MARKED = set(re.findall(r"`([^`]+)`", TEXT))
ROWS = re.findall(r"^\| (`.+?) \|", TEXT, re.MULTILINE)
HEADINGS = ("kind", "bound", "position", "unit", "question")


def allowed(annotation: object) -> Iterator[str]:
    """The words of every `Literal` within a type."""
    for part in get_args(annotation):
        if get_origin(annotation) is Literal:
            yield part
        else:
            yield from allowed(part)


FIELDS = {name: set(allowed(field.annotation)) for name, field in Claim.model_fields.items()}


def test_every_field_and_every_allowed_word_stands_in_it() -> None:
    assert sorted(set(FIELDS) - MARKED) == []
    assert FIELDS["kind"] >= {"said", "derived"}
    words = set().union(*FIELDS.values(), get_args(Standing))
    assert sorted(words - MARKED) == []


def test_its_tables_name_nothing_else() -> None:
    named = {word for row in ROWS for word in re.findall(r"`([^`]+)`", row)}
    assert sorted(named - set(FIELDS) - set().union(*FIELDS.values())) == []


def test_each_table_of_words_holds_the_words_of_its_field() -> None:
    for name in HEADINGS:
        table = TEXT.split(f"\n\n| `{name}` |", 1)[1].split("\n\n", 1)[0]
        firsts = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
        assert {word for first in firsts for word in re.findall("`(.+?)`", first)} == FIELDS[name], name


def test_the_units_that_say_their_question_are_named() -> None:
    (named,) = re.findall(r"These units alone say the question.*?\.\n", TEXT, re.DOTALL)
    assert all(f"`{unit}`" in named or unit.endswith("_per_soldier_year") for unit in UNIT_QUESTIONS)
    assert sum(unit.endswith("_per_soldier_year") for unit in UNIT_QUESTIONS) == 3
