"""The command `report`: one scenario as one HTML file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from model import interrupts
from model.executors import apart
from model.io.report_file import write_report
from model.io.scenarios import load
from model.running import run
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError
from model.terminal import File, Settings, changes_from, say


def reporting(
    file: File,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE.html", help="The file to write.")],
    link: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where an explorer opens the same; its Copy link gives it.")
    ] = "",
    settings: Settings = None,
) -> None:
    """Write a scenario's report: figures, charts, tables and what they rest on, in one HTML file."""
    if link and not link.startswith(("http://", "https://")):
        raise ScenarioError([Problem((), f"'{link[:60]}' is no address; it begins with http:// or https://", "--link")])
    changes = changes_from(settings)
    load(file, changes=changes, changes_from="--set")  # names every fault with its place
    start = load(file)
    text = apart(_text, start, changes, link)
    interrupts.keep(f"{out} is whole: what stood there, or the report")
    write_report(text, out)
    say(f"Wrote {out}")


def _text(start: Scenario, changes: Mapping[str, Any], link: str) -> str:
    from model.report import report  # noqa: PLC0415  (charts: a second that other commands do without)

    return report(run(start.replace(changes)).runs[0], start, changes, link=link)
