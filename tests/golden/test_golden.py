"""Each shipped scenario's results, beside this file as text: a change shows as a diff and goes into CHANGELOG.

Rewrite them on purpose with `pytest tests/golden --regenerate-golden`.
"""

from pathlib import Path

import pytest

import model
from model.engine.results import measure_rows, phase_rows
from model.engine.run import Run
from model.engine.units import ALONE
from model.files.shipped import shipped_folder
from model.present.words import months as months_words
from model.present.words.force import headline
from model.present.words.notes import notes

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in (shipped_folder() / "scenarios").glob("*.yaml"))


def as_text(name: str) -> str:
    (run,) = model.run(model.load(name)).runs
    rows = [
        f"{measure:24}{unit:28}" + "".join(f"{'null' if end is None else f'{end:.10g}':>16}" for end in ends)
        for _, measure, unit, *ends, _, _, _, _ in measure_rows(run)
    ]
    phases = [
        f"{case:24}{phase:28}{'null' if troops is None else f'{troops:.10g}':>16}"
        for _, case, phase, troops in phase_rows(run)
    ]
    months = [line for case in ("low", "high") for line in month_by_month(run, case)]
    sentences = [*months_words.sentences(run), *notes(run)]
    return (
        "\n".join([run.scenario.label, headline(run), "", *rows, "", *phases, "", *months, *sentences]).rstrip() + "\n"
    )


def month_by_month(run: Run, case: str) -> list[str]:
    together = [row for row in run.months(case) if row.component == ALONE and row.required.any()]
    lines = [
        f"{case:8}{name:16}" + " ".join(f"{troops:.0f}" for troops in values)
        for months in together
        for name, values in {"required": months.required, **months.phases, "shortfall": months.shortfall}.items()
        if values.any()
    ]
    return [*lines, ""] if lines else []


@pytest.mark.parametrize("name", NAMES)
def test_results_have_not_moved(name: str, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{name}.txt"
    if request.config.getoption("--regenerate-golden"):
        path.write_text(as_text(name))
    assert as_text(name) == path.read_text()


def test_no_golden_text_is_left_without_its_scenario() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == NAMES
