"""Killed at each step that a writer takes in the file system: old or new, and the next run ends it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = Path(__file__).parents[2] / "support" / "kills.py"


def steps(kind: str, start: str, way: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, str(KILLS), "steps", kind, start, way], capture_output=True, text=True, check=True
    )
    found: list[dict[str, object]] = json.loads(done.stdout)
    assert [each["killed"] for each in found] == [True] * (len(found) - 1) + [False]
    assert len(found) > 15  # the steps are seen
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "start", "way"),
    [
        ("run", "none", "exchange"), ("run", "old", "exchange"), ("run", "old", "moves"),
        ("report", "none", "exchange"), ("report", "old", "exchange"), ("report", "none", "moves"),
    ],
)  # fmt: skip
def test_a_kill_leaves_the_old_or_the_new_and_the_next_run_ends_it(kind: str, start: str, way: str) -> None:
    found = steps(kind, start, way)
    lefts = [each["left"] for each in found]
    # Between two moves nothing stands there; then the next run that writes beside it has put the new in place.
    assert [each["then"] for each in found if each["left"] != each["then"]] == ["new"] * (start == "old") * (
        way == "moves"
    )
    thens = [each["then"] for each in found]
    assert thens == sorted(thens, key=[start, "new"].index)
    assert set(lefts) <= {"none", start, "new"}
    assert {each["again"] for each in found} == {0}
    assert all(each["same"] for each in found)
    assert {tuple(each["names"]) for each in found} == {("out" if kind == "run" else "out.html",)}  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_sweep_that_is_killed_is_whole_or_not_there_and_goes_on() -> None:
    found = steps("sweep", "none", "exchange")
    assert {each["left"] for each in found} == {"none", "old"}  # both versions are the same sweep
    assert all(each["left"] == each["then"] for each in found)
    assert all(each["same"] and each["names"] == ["out.parquet"] for each in found)
    # Once the parts have gone, too, it is a file that stands there like any other, and is not replaced.
    again = [each["again"] for each in found]
    assert again == sorted(again)
    assert {each["left"] for each in found if each["again"]} == {"old"}
