"""Writing results: JSON and CSV for a pipe, and a folder of frames with a manifest, all or nothing."""

import contextlib
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from model.cases import too_many_ranges
from model.io import texts, whole
from model.io.outputs import faults_told, folder_place, missing_folders
from model.io.shipped import version
from model.narrative import headline
from model.results import Results
from model.rows import measure_rows
from model.scenario import Scenario
from model.simulation import COLUMNS as SIMULATED
from model.simulation import Simulation
from model.supply_words import verdicts

if TYPE_CHECKING:
    import pandas as pd

FileFormat = Literal["csv", "json", "parquet"]


def json_text(results: Results, simulations: Sequence[Simulation] = ()) -> str:
    """Return the measures of every scenario as JSON, its draws with them; null where a figure is not known."""
    found = {run.scenario.name: _summary(results, number) for number, run in enumerate(results.runs)}
    for simulation in simulations:
        summary = found.setdefault(simulation.scenario.name, _undetermined(simulation.scenario))
        summary["simulation"] = _drawn(simulation)
    return texts.json_text(list(found.values()), 2)


def _drawn(simulation: Simulation) -> dict[str, Any]:
    return {
        "draws": simulation.draws,
        "seed": simulation.seed,
        "kept_up": simulation.kept_up,
        "standard_error": simulation.error,
        "measures": [dict(zip(SIMULATED[1:], row[1:], strict=True)) for row in simulation.rows()],
    }


def write_folder(
    results: Results,
    folder: Path,
    file_format: FileFormat,
    changes: Mapping[str, Any],
    simulations: Sequence[Simulation] = (),
) -> list[Path]:
    """Write one file per frame and `manifest.json`; the same inputs give the same bytes.

    The folder is put in place at once; one of an earlier run, which holds nothing else, goes.

    Raises:
        ScenarioError: if the folder may not or cannot be written (see `outputs.folder_place`); it is as it was then.
    """
    place = folder_place(folder)
    frames = results.frames() | ({"simulation": _simulated(simulations)} if simulations else {})
    files = {f"{name}.{file_format}": _bytes(frame, file_format) for name, frame in frames.items()}
    files[whole.MANIFEST] = _manifest(results, files, changes, simulations)
    with faults_told(folder, "folder"):
        *above, _ = missing_folders(place)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with whole.draft_beside(place) as draft:
                whole.write_folder(draft, place, files)
        except BaseException:
            with contextlib.suppress(OSError):  # they were not made, or somebody uses them
                for path in reversed(above):
                    path.rmdir()
            raise
    return [folder / name for name in files]


def _simulated(simulations: Sequence[Simulation]) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415  (a fifth of a second that a printed table does without)

    rows = [row for simulation in simulations for row in simulation.rows()]
    return pd.DataFrame(rows, columns=list(SIMULATED)).astype(dict.fromkeys(SIMULATED[2:], "float64"))


def _summary(results: Results, number: int) -> dict[str, Any]:
    run = results.runs[number]
    keys = ("measure", "unit", "low", "central", "high")
    return {
        "scenario": run.scenario.name,
        "title": run.scenario.label,
        "headline": headline(run),
        "measures": [dict(zip(keys, row[1:], strict=True)) for row in measure_rows(run)],
        "verdict": verdicts(run),
        "notes": list(run.notes),
    }


def _undetermined(scenario: Scenario) -> dict[str, Any]:
    """A scenario of too many ranges for low and high: its draws stand alone."""
    nothing: dict[str, Any] = {"headline": None, "measures": [], "verdict": None}
    notes = [f"{too_many_ranges(scenario).message}."]
    return {"scenario": scenario.name, "title": scenario.label, **nothing, "notes": notes}


def _bytes(frame: "pd.DataFrame", file_format: FileFormat) -> bytes:
    if file_format == "csv":
        return texts.csv_text(frame).encode()
    if file_format == "parquet":
        buffer = io.BytesIO()
        frame.to_parquet(buffer, index=False)
        return buffer.getvalue()
    records = frame.astype(object).where(frame.notna(), None).to_dict(orient="records")
    return (texts.json_text(records, 1) + "\n").encode()


def _manifest(
    results: Results, files: Mapping[str, bytes], changes: Mapping[str, Any], simulations: Sequence[Simulation]
) -> bytes:
    given = {each.name: each for each in (*(run.scenario for run in results.runs), *(s.scenario for s in simulations))}
    scenarios = [
        {"scenario": name, "sha256": _hash(json.dumps(each.document, sort_keys=True).encode())}
        for name, each in given.items()
    ]
    manifest = {
        "program": "roulement",
        "version": version(),
        "seed": simulations[0].seed if simulations else None,
        "draws": simulations[0].draws if simulations else None,
        "changes": dict(changes),
        "register_sha256": next(iter(given.values())).register.digest,
        "scenarios": scenarios,
        "files": {name: _hash(content) for name, content in files.items()},
    }
    return (texts.json_text(manifest, 2) + "\n").encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
