"""The command `report`: one scenario as one HTML file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from model.cli import interrupts
from model.cli.executors import apart
from model.cli.terminal import File, Force, Settings, changes_from, say
from model.engine.results import run
from model.export.report_file import report_place, write_report
from model.files.scenarios import load
from model.letters import hidden_in, quoted
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError


def reporting(
    file: File,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE.html", help="The file to write.")],
    link: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where an explorer opens the same; its Copy link gives it.")
    ] = "",
    settings: Settings = None,
    force: Force = False,
) -> None:
    """Write a scenario's report: figures, charts, tables and what they rest on, in one HTML file."""
    if link and not link.startswith(("http://", "https://")):
        raise ScenarioError(
            [Problem((), f"{quoted(link)} is no address; it begins with http:// or https://", "--link")]
        )
    if fault := hidden_in(link):
        raise ScenarioError([Problem((), fault, "--link")])
    report_place(out, source=file, force=force)  # refuses before any work
    changes = changes_from(settings)
    load(file, changes=changes, changes_from="--set")  # names every fault with its place
    start = load(file)
    text = apart(_text, start, changes, link)
    interrupts.keep(f"{out} is whole: what stood there, or the report")
    write_report(text, out, source=file, force=force)
    say(f"Wrote {out}")


def _text(start: Scenario, changes: Mapping[str, Any], link: str) -> str:
    from model.export.report import report  # noqa: PLC0415  (charts: a second that other commands do without)

    return report(run(start.replace(changes)).runs[0], start, changes, link=link)
