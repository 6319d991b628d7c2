"""Tests stand where the code stands, and the list of what the explorer is held to names those that hold it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
NUMBER = re.compile(r"(?<=t_)\d\d(?=_)")
MIRRORED = (
    "analysis", "cli", "engine", "evidence", "export", "files", "kernels", "library", "present/charts",
    "present/formulas", "present/tables", "present/words", "scenario",
)  # fmt: skip
PART = ("present", "present/exhibits", "present/html", "ui/pages", "ui/session", "ui/shell")
"""Packages whose modules are run elsewhere, as pages by tests/ui or by all that shows their words; some have tests of
their own beside that."""
WITHOUT = {"kernels/arrays": "types alone"}
"""Modules without a test file of their name, each with the reason."""


def modules_of(package: str) -> set[str]:
    return {path.stem for path in (ROOT / "model" / package).glob("*.py")} - {"__init__"}


def files_of(package: str) -> set[str]:
    return {path.stem.removeprefix("test_") for path in (TESTS / "unit" / package).glob("test_*.py")}


@pytest.mark.parametrize("package", MIRRORED)
def test_every_module_has_a_test_file_of_its_name(package: str) -> None:
    excused = {name.rpartition("/")[2] for name in WITHOUT if name.rpartition("/")[0] == package}
    assert modules_of(package) - excused == files_of(package)


@pytest.mark.parametrize("package", PART)
def test_every_test_file_has_a_module_of_its_name(package: str) -> None:
    assert files_of(package) <= modules_of(package)


def test_no_package_is_left_out_of_the_mirror() -> None:
    holding = {path.parent.relative_to(TESTS / "unit").as_posix() for path in (TESTS / "unit").rglob("test_*.py")}
    assert holding - {"."} <= {*MIRRORED, *PART}


def test_the_list_of_the_explorer_names_every_test_of_a_line() -> None:
    rows = re.findall(r"^\| T-(\d\d) \| [^|]+ \| ([^|]+) \|$", (TESTS / "browser/README.md").read_text(), re.MULTILINE)
    listed = {number: set(re.findall(r"`([^`]+)`", places)) for number, places in rows}
    holding: dict[str, set[str]] = {number: set() for number in listed}
    for path in TESTS.rglob("test_*.py"):
        for name in re.findall(r"def (test_t_\w+)", path.read_text()):
            for number in NUMBER.findall(name):
                holding[number].add(path.relative_to(TESTS).as_posix())
    assert listed == holding
    assert len(listed) == 54
