"""Prose of the package: sections by key, each paragraph and each entry of a list as one line."""

from pathlib import Path

import pytest

from model.files import shipped
from model.present.words.method import prose


def test_a_section_is_found_by_its_key_and_folds_to_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Title\n\nof the file\n\n## one\n\nA word\nand more.\n\nB.\n\n## two\n\n- a\n  b - c\n- d\n"
    (tmp_path / "some.md").write_text(text)
    monkeypatch.setattr(shipped, "files", lambda _: tmp_path)
    assert shipped.prose("any", "some.md") == {"one": ("A word and more.", "B."), "two": ("a b - c", "d")}


def test_every_section_of_the_method_page_says_something_in_one_line_each() -> None:
    assert all(prose().values())
    assert all(text.isprintable() for section in prose().values() for text in section)
