"""Tests stand where the code stands, and the list of what the explorer is held to names those that hold it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
TYPES_ALONE = {"arrays"}
NUMBER = re.compile(r"(?<=t_)\d\d(?=_)")


@pytest.mark.parametrize("package", ["kernels", "engine"])
def test_every_module_has_a_test_file_of_its_name(package: str) -> None:
    modules = {path.stem for path in (ROOT / "model" / package).glob("*.py")} - {"__init__"} - TYPES_ALONE
    tests = {path.stem.removeprefix("test_") for path in (TESTS / "unit" / package).glob("test_*.py")}
    assert modules == tests


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
