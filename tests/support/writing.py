"""Results written at once, as the command writes them one by one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from model import Results
from model.analysis.simulation import Simulation
from model.export.frame_files import FileFormat, json_list, results_folder, summary_text


def json_text(results: Results) -> str:
    """Return the measures of every scenario as JSON."""
    return json_list([summary_text(run, None) for run in results.runs])


def write_folder(
    results: Results,
    folder: Path,
    file_format: FileFormat,
    changes: Mapping[str, Any],
    simulations: Sequence[Simulation] = (),
) -> list[str]:
    """Write the folder of results and of draws without a run; return the names of its files."""
    with results_folder(folder, file_format, changes) as files:
        for run in results.runs:
            files.add(run)
        for simulation in simulations:
            files.add(None, simulation)
    return files.names
