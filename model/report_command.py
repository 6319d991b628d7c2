"""The command `report`: one scenario as one HTML file."""

from pathlib import Path
from typing import Annotated

import typer

from model.io.report_file import write_report
from model.io.scenarios import load
from model.running import run
from model.terminal import File, Settings, changes_from, say


def reporting(
    file: File,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE.html", help="The file to write.")],
    settings: Settings = None,
) -> None:
    """Write a scenario's report: figures, charts, tables and what they rest on, in one HTML file."""
    from model.report import report  # noqa: PLC0415  (charts: a second that other commands do without)

    changes = changes_from(settings)
    load(file, changes=changes, changes_from="--set")  # names every fault with its place
    start = load(file)
    write_report(report(run(start.replace(changes)).runs[0], start, changes), out)
    say(f"Wrote {out}")
