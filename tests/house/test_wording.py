"""No sentence of ours uses a word of likelihood or duty (T-26), nor a word of analysts on a plain page (T-49).

The strings of the modules that word, draw and label are read off their code; pages themselves are read in a browser.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from wording import analysts_words, likelihood_words

ROOT = Path(__file__).parents[2] / "model"
WORDED = (
    "present/words",
    "present/exhibits",
    "present/html",
    "present/charts",
    "present/tables",
    "ui/pages",
    "ui/shell",
)
FILES = sorted(path for folder in WORDED for path in (ROOT / folder).glob("*.py"))
FOR_ANALYSTS = {
    "present/words/break_even.py": "the command line",
}
"""Modules whose sentences stand where terms of analysts may, each with the place."""
IN_FILES = {"within the dwell goal", "only below the dwell goal"}
"""The verdict on a coalition as files of results have it; pages word it anew."""


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module that may be read, each with its line: no docstrings, no keys, which are bare."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        if " " in node.value.strip() or node.value[:1].isupper():
            yield node.lineno, node.value


def in_file(path: Path, words: Callable[[str], list[str]]) -> list[str]:
    name = path.relative_to(ROOT).as_posix()
    return [f"{name}:{line}: {text}" for line, text in strings(path.read_text("utf-8")) if words(text)]


def test_no_sentence_uses_words_of_likelihood_or_duty() -> None:
    assert {str(path): words for path in FILES if (words := in_file(path, likelihood_words))} == {}


def test_no_sentence_uses_a_term_of_analysts_where_none_may_stand() -> None:
    for_everybody = [path for path in FILES if path.relative_to(ROOT).as_posix() not in FOR_ANALYSTS]
    terms = {str(path): in_file(path, lambda text: [] if text in IN_FILES else analysts_words(text))
             for path in for_everybody}  # fmt: skip
    assert {path: words for path, words in terms.items() if words} == {}


def test_every_exception_is_still_needed() -> None:
    assert [name for name in FOR_ANALYSTS if not in_file(ROOT / name, analysts_words)] == []
    assert {text for path in FILES for _, text in strings(path.read_text("utf-8"))} >= IN_FILES


def test_strings_that_are_keys_and_docstrings_are_no_sentences() -> None:
    code = '"""A pool."""\nx = run.measure("pool")\ny = "The pool is small"\nz = "Pool"\n'
    assert [text for _, text in strings(code)] == ["The pool is small", "Pool"]
