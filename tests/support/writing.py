"""Results written at once, as the command writes them one by one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from model import Results
from model.analysis.simulation import Simulation
from model.export.frame_files import FileFormat, json_list, summary_text, write_results


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
    """Write the folder of results and of draws; return the names of its files."""
    return write_results(results, folder, file_format, changes=changes, simulations=simulations)
