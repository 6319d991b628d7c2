"""The largest scenarios that the command and the pages accept: memory and CPU of each.

Run by hand: `python benchmarks/budgets.py [command|pages]`. Each kind of scenario grows until the budget
(`model/engine/budget.py`) refuses it; the largest that is accepted is worked out in a process of its own: every frame
and the JSON for the command, every page for the explorer. Asked: below 500 MB, and for the pages below 5 s of CPU for
the slowest page.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from model.engine import budget, cases
from model.scenario import Scenario

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from heavy import KINDS, Document, largest
from pages import PAGES
from writing import json_text, write_folder

ASKED_MB, ASKED_SECONDS = 500, 5
MIB = 2**10


def work_out(document: Document, limits: budget.Budget) -> list[tuple[str, float]]:
    """Work out all that the command can ask for, or every page; return the CPU seconds of each step."""
    if limits is budget.PAGES:
        return open_pages(document)
    import model  # noqa: PLC0415

    results = model.run(Scenario.from_document(document))
    steps = {
        "json": lambda: json_text(results),
        "folder": lambda: write_folder(results, Path(tempfile.mkdtemp()) / "results", "json", {}),
        "draws": lambda: model.simulate(results.runs[0].scenario, draws=100_000),
    }
    return [(name, seconds(step)) for name, step in steps.items()]


def open_pages(document: Document) -> list[tuple[str, float]]:
    """Open every page as a reader who has taken the scenario in; return the CPU seconds of each."""
    from streamlit.components.v2.component_manager import BidiComponentManager  # noqa: PLC0415
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    from model.files.scenarios import load_text  # noqa: PLC0415
    from model.ui.session import own  # noqa: PLC0415

    # AppTest alone looks for components in all packages before every run
    BidiComponentManager.discover_and_register_components = lambda *_, **__: None  # type: ignore[method-assign]
    heavy = load_text(json.dumps(document).encode(), "heavy.yaml")
    pages = []
    for page in PAGES:
        app = AppTest.from_string(f"from model.ui.pages import {page}\n{page}.page()", default_timeout=600)
        app.session_state[own.TAKEN] = {"heavy": heavy}
        app.query_params["scenario"] = "heavy"
        pages.append((page, seconds(app.run)))
        if app.exception:
            raise RuntimeError(app.exception[0].message)
    return pages


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def child(kind: str, who: str) -> None:
    """Work one kind out, in this process alone, and print what it took as JSON."""
    limits = {"command": budget.COMMAND, "pages": budget.PAGES}[who]
    scenario = Scenario.from_document(KINDS[kind](largest(KINDS[kind], limits)))
    size = budget.sizes([scenario], cases.check(scenario))
    shares = {name: size[name] / limit for name, limit in limits.limits.items()}
    fullest = max(shares, key=lambda name: shares[name])
    steps = work_out(scenario.document, limits)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    print(json.dumps({"fullest": f"{fullest} {size[fullest]:,}", "steps": steps, "memory": memory}))


def main(who: str) -> None:
    """Print the table."""
    print("| scenario | fullest count | memory, MB | CPU, s |\n|---|---|---|---|")
    for kind in KINDS:
        done = subprocess.run([sys.executable, __file__, who, kind], capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"| {kind} | {done.stderr.strip().splitlines()[-1][:150]} | | |", flush=True)
            continue
        row = json.loads(done.stdout)
        took = ", ".join(f"{name} {spent:.1f}" for name, spent in row["steps"])
        print(f"| {kind} | {row['fullest']} | {row['memory']:.0f} | {took} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:  # noqa: PLR2004
        child(sys.argv[2], sys.argv[1])
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else "command")
