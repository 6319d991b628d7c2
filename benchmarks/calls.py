"""Calls of functions that one change of a slider on Explore causes: of all Python, and of `model/` by module.

Run by hand: `python benchmarks/calls.py [functions]`, which lists the modules and functions that are called most. The
page of the reassurance force is opened with a rest of the reader's own; then the low end of the months at home for each
month away goes to 2.7, and every call of a Python function is counted until the page is whole again. A count, not a
time: it is the same on every machine. Asked: at most 15,000 within `model/`, at most 150,000 in all.
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


def main(*, with_functions: bool) -> None:
    """Print the counts, and if wanted the modules and the functions that are called most."""
    logging.disable()
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    page.query_params["scenario"], page.query_params["rest_by"] = SCENARIO, "own"
    page.run()
    calls, in_all = counted(page)
    print("| one change of a slider on Explore | calls | asked |\n|---|---|---|")
    print(f"| {SCENARIO}, `{SLIDER}` to {VALUE}, within `model/` | {calls.total():,} | at most {ASKED:,} |")
    print(f"| the same, of all Python functions | {in_all:,} | at most {ASKED_IN_ALL:,} |")
    if with_functions:
        modules: collections.Counter[str] = collections.Counter()
        for (file, _), times in calls.items():
            modules[file] += times
        for file, times in modules.most_common(MOST_ROWS):
            print(f"{times:8,}  {file}")
        for (file, name), times in calls.most_common(MOST_ROWS):
            print(f"{times:8,}  {file}  {name}")


if __name__ == "__main__":
    main(with_functions=sys.argv[1:] == ["functions"])
