"""Killed at each step that a writer takes in the file system: old or new, and the next run ends it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = Path(__file__).parents[1] / "support" / "kills.py"


def steps(kind: str, start: str, way: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, str(KILLS), "steps", kind, start, way], capture_output=True, text=True, check=True
    )
    document: list[dict[str, object]] = json.loads(done.stdout)
    assert [step["killed"] for step in document] == [True] * (len(document) - 1) + [False]
    assert len(document) > 15  # the steps are seen
    return document


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "start", "way"),
    [
        ("run", "none", "exchange"), ("run", "old", "exchange"), ("run", "old", "moves"),
        ("report", "none", "exchange"), ("report", "old", "exchange"), ("report", "none", "moves"),
    ],
)  # fmt: skip
def test_a_kill_leaves_the_old_or_the_new_and_the_next_run_ends_it(kind: str, start: str, way: str) -> None:
    kills = steps(kind, start, way)
    lefts = [step["left"] for step in kills]
    # Between two moves nothing stands there; then the next run that writes beside it has put the new in place.
    assert [step["then"] for step in kills if step["left"] != step["then"]] == ["new"] * (start == "old") * (
        way == "moves"
    )
    thens = [step["then"] for step in kills]
    assert thens == sorted(thens, key=[start, "new"].index)
    assert set(lefts) <= {"none", start, "new"}
    assert {step["again"] for step in kills} == {0}
    assert all(step["same"] for step in kills)
    assert {tuple(step["names"]) for step in kills} == {("out" if kind == "run" else "out.html",)}  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_sweep_that_is_killed_is_whole_or_not_there_and_goes_on() -> None:
    kills = steps("sweep", "none", "exchange")
    assert {step["left"] for step in kills} == {"none", "old"}  # both versions are the same sweep
    assert all(step["left"] == step["then"] for step in kills)
    assert all(step["same"] and step["names"] == ["out.parquet"] for step in kills)
    # Once the parts have gone, too, it is a file that stands there like any other, and is not replaced.
    again = [step["again"] for step in kills]
    assert again == sorted(again)
    assert {step["left"] for step in kills if step["again"]} == {"old"}
