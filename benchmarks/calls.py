"""Calls of functions that one change of a slider on Explore causes: of all Python, and of `model/` by module.

Run by hand: `python benchmarks/calls.py`. The page of the reassurance force is opened with a rest of the reader's own;
then the low end of the months at home for each month away goes to 2.7, and every call of a Python function is counted
until the page is whole again. A count, not a time: it is the same on every machine. Asked: at most 15,000 within
`model/`, at most 150,000 in all.
"""

import collections
import logging
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = f"{ROOT / 'model'}/"
SCENARIO, SLIDER, VALUE = "reassurance_force", "ratio_low", 2.7
ASKED, ASKED_IN_ALL, MOST_ROWS = 15_000, 150_000, 25


def counted(page: AppTest) -> tuple[collections.Counter[tuple[str, str]], int]:
    """Return how often each function of `model/` was called for one change, by file and function, and calls in all."""
    calls: collections.Counter[tuple[str, str]] = collections.Counter()
    in_all = 0

    def count(frame: FrameType, event: str, _: Any) -> None:  # noqa: ANN401  (what a profiler is handed)
        nonlocal in_all
        if event == "call":
            in_all += 1
            if frame.f_code.co_filename.startswith(PACKAGE):
                calls[frame.f_code.co_filename.removeprefix(PACKAGE), frame.f_code.co_qualname] += 1

    page.slider(key=SLIDER).set_value(VALUE)
    threading.setprofile(count)  # the page runs in a thread of its own
    try:
        page.run()
    finally:
        threading.setprofile(None)
    return calls, in_all


def main() -> int:
    """Print the count, the modules and the functions that are called most."""
    logging.disable()
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    page.query_params["scenario"], page.query_params["rest_by"] = SCENARIO, "own"
    page.run()
    calls, in_all = counted(page)
    modules: collections.Counter[str] = collections.Counter()
    for (file, _), times in calls.items():
        modules[file] += times
    print(f"{calls.total():,} calls in {len(modules)} modules (asked: at most {ASKED:,})")
    print(f"{in_all:,} calls in all (asked: at most {ASKED_IN_ALL:,})")
    for file, times in modules.most_common(MOST_ROWS):
        print(f"{times:8,}  {file}")
    print()
    for (file, name), times in calls.most_common(MOST_ROWS):
        print(f"{times:8,}  {file}  {name}")
    return calls.total() > ASKED or in_all > ASKED_IN_ALL


if __name__ == "__main__":
    sys.exit(main())
