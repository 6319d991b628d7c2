"""Local names and docstrings of the code name the thing: no `found`, no sentence that begins with "What"."""

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "model").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py"), ROOT / "app.py"])
NAMED_TESTS = sorted(
    path
    for folder in ("cases", "golden", "house", "support", "typing", "unit")
    for path in (ROOT / "tests" / folder).rglob("*.py")
    if path.parent.name not in ("engine", "kernels")
)
"""Tests whose local names name the thing too; those of the engine, the kernels and the pages still have others."""
VAGUE = {"found", "given", "told", "made", "own", "each", "asked", "wanted", "kept", "taken"}
RIDDLE = re.compile(
    r"(?:(?:Return|Yield|Draw|Hold|Give|Set) )?(?:what|who|whose|which|those|whatever)\b", re.IGNORECASE
)


def vague_names(source: str) -> set[str]:
    """Return the vague names that are bound in functions or modules; fields of records and modules may have them."""
    tree = ast.parse(source)
    fields = {
        field.target for record in ast.walk(tree) if isinstance(record, ast.ClassDef)
        for field in record.body if isinstance(field, ast.AnnAssign)
    }  # fmt: skip
    bound = {node.id for node in ast.walk(tree)
             if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node not in fields}  # fmt: skip
    arguments = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return VAGUE & (bound | arguments)


def texts(source: str) -> Iterator[str]:
    """Yield docstrings and the first lines of comments."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield " ".join(node.value.value.split())
    before = -1
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            if token.start[0] != before + 1:
                yield token.string.lstrip("#: ")
            before = token.start[0]


def riddles(source: str) -> list[str]:
    return [text for text in texts(source) if RIDDLE.match(text)]


def test_local_names_name_the_thing() -> None:
    vague = {str(path): names for path in (*SOURCES, *NAMED_TESTS) if (names := vague_names(path.read_text()))}
    assert vague == {}


def test_docstrings_and_comments_begin_with_the_thing() -> None:
    schema = json.dumps(json.loads((ROOT / "scenarios/schema.json").read_text()), ensure_ascii=False)
    texts_of = {str(path): [text for text in riddles(path.read_text()) if text not in schema] for path in SOURCES}
    assert {path: texts for path, texts in texts_of.items() if texts} == {}


@pytest.mark.parametrize(
    "source",
    [
        "found = 1", "for each in ():\n    pass", "[each for each in ()]", "def f(given: int) -> None: ...",
        "f = lambda told: told", "if made := 1:\n    pass", "class A:\n    def f(self):\n        own = 1",
    ],
)  # fmt: skip
def test_a_vague_name_is_seen(source: str) -> None:
    assert vague_names(source)


@pytest.mark.parametrize("source", ["foundation = 1", "run.own.found", "f(given=1)", "class A:\n    own: int"])
def test_a_noun_a_field_and_a_use_are_no_vague_names(source: str) -> None:
    assert not vague_names(source)


@pytest.mark.parametrize(
    "source", ['"""What a claim says."""', "# those left", 'def f():\n    """Return who comes."""']
)
def test_a_riddle_is_seen(source: str) -> None:
    assert riddles(source)


@pytest.mark.parametrize("source", ['"""Whole units."""', "x = 'What a claim says'", "# one line\n# which goes on"])
def test_a_sentence_about_the_thing_is_no_riddle(source: str) -> None:
    assert not riddles(source)
