"""Shipped files: the folder of scenarios, evidence and page, the version, prose in Markdown files, outlines in JSON."""

import functools
import json
import re
from collections.abc import Mapping
from importlib.metadata import version as installed_version
from importlib.resources import files
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_folder() -> Path:
    """Return the folder of `scenarios/`, `seeds/` and `app.py`: beside the package, or inside it when installed."""
    packed = _PACKAGE / "shipped"
    return packed if packed.is_dir() else _PACKAGE.parent


@functools.cache
def version() -> str:
    """Return the installed version of Roulement."""
    return installed_version("roulement")


@functools.cache
def prose(package: str, name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the sections of a file by heading: their paragraphs, or the entries of their list, each as one line."""
    _, *sections = re.split(r"^## ", (files(package) / name).read_text("utf-8"), flags=re.MULTILINE)
    return {key.strip(): _paragraphs(text) for key, _, text in (section.partition("\n") for section in sections)}


@functools.cache
def data(package: str, name: str) -> Any:  # noqa: ANN401  (whatever the file holds)
    """Return the content of a JSON file of the package; it is read once and is not to be changed."""
    return json.loads((files(package) / name).read_text("utf-8"))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in re.split(r"\n\n|^- ", text, flags=re.MULTILINE) if part.strip())
