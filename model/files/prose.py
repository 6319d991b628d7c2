"""Prose in Markdown files of the package, a section for each key."""

import functools
import re
from collections.abc import Mapping
from importlib.resources import files


@functools.cache
def prose(package: str, name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the sections of a file by heading: their paragraphs, or the entries of their list, each as one line."""
    _, *sections = re.split(r"^## ", (files(package) / name).read_text("utf-8"), flags=re.MULTILINE)
    return {key.strip(): _paragraphs(text) for key, _, text in (section.partition("\n") for section in sections)}


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in re.split(r"\n\n|^- ", text, flags=re.MULTILINE) if part.strip())
