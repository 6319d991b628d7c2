"""A report as a file: written whole, or not at all."""

from pathlib import Path

from model.export.atomic import draft_beside, write_file
from model.export.outputs import faults_told, file_place, open_stream

SUFFIXES = (".html", ".htm")


def write_report(text: str, file: Path, *, source: str = "", force: bool = False) -> None:
    """Write a report to a file, or to a device or a pipe.

    Raises:
        ScenarioError: if it may not or cannot be written there (see `report_place`); what stood there stays.
    """
    place = report_place(file, source=source, force=force)
    with faults_told(file, "file"):
        if place is None:
            with open_stream(file) as stream:
                stream.write(text.encode())
        else:
            with draft_beside(place) as draft:
                write_file(draft, place, lambda new: new.write(text.encode()), force=force)


def report_place(file: Path, *, source: str = "", force: bool = False) -> Path | None:
    """Return where a report is to stand, once it is sure that one can write there; see `outputs.file_place`."""
    place = file_place(file, SUFFIXES, source=source, force=force)
    if place is not None:
        with faults_told(file, "file"), draft_beside(place):
            pass
    return place
