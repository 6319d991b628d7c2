"""The files that pages offer: each chart with its row of downloads, tables as CSV, the report.

A file is made on request, from the scenario shown at that moment; every CSV begins with the header of its scenario.
"""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from model.engine.run import Run
from model.export.headers import csv_with_header, header
from model.export.old_pictures import png, svg
from model.export.report import report
from model.export.texts import csv_bytes
from model.present.charts.frame import Chart
from model.scenario import Scenario
from model.ui.session import state
from model.ui.shell import cited, files

Frame = Callable[[], pd.DataFrame]
Header = Callable[[], list[str]]
"""Makes the lines that a CSV begins with."""

Origin = tuple[Scenario, files.Values, files.Values]
"""A starting scenario, and the values chosen in it: Explore's inputs, and the choices about the coalition."""


def chart(drawn: Chart, text: str, frame: Frame, name: str, *, lines: Header | None = None) -> None:
    """Draw a chart with its text alternative, and below it the row SVG, PNG, CSV.

    Args:
        drawn: the chart.
        text: its text alternative.
        frame: makes the frame of its numbers, unrounded.
        name: what its files are called; also the row's key, so that no other chart of the page has it.
        lines: makes the CSV's header, where it is not just that of the scenario shown.
    """
    st.altair_chart(drawn, alt=text, width="stretch")
    header_lines = lines or of_what_is_shown()
    kinds: list[tuple[str, str, Callable[[], str | bytes]]] = [
        ("SVG", "image/svg+xml", lambda: svg(drawn, text)),
        ("PNG", "image/png", lambda: png(drawn)),
        ("CSV", "text/csv", lambda: csv_bytes(csv_with_header(frame(), header_lines()))),
    ]
    with st.container(horizontal=True, gap="small", key=f"files_{name}"):
        for label, mime, make in kinds:
            st.download_button(
                cited.shown(label), make, f"{name}.{label.lower()}", mime,
                key=f"{label}_{name}", on_click="ignore",
            )  # fmt: skip


def as_csv(frame: Frame, name: str, *, label: str = "Download as CSV", lines: Header | None = None) -> None:
    """Draw the button that gives a frame as CSV below its header."""
    header_lines = lines or of_what_is_shown()
    st.download_button(
        cited.shown(label),
        lambda: csv_bytes(csv_with_header(frame(), header_lines())),
        f"{name}.csv",
        "text/csv",
        on_click="ignore",
    )


def as_report(start: Scenario, run: Run) -> None:
    """Draw the button that gives the report of the scenario shown."""
    changes, link = state.changes(start), _address(start)
    st.download_button(
        "Download report",
        lambda: report(run, start, changes, link=link),
        f"{start.name}_report.html",
        "text/html",
        on_click="ignore",
    )


def of_what_is_shown(*sentences: str) -> Header:
    """Return a function that makes the header of the scenario shown, with further sentences on the numbers."""
    start = state.start()
    changes, link = state.changes(start), _address(start)
    return lambda: [*header(start, changes, link), *sentences]


def of_several(origins: Sequence[Origin]) -> Header:
    """Return a function that makes the header of several scenarios: each as its start with its values."""
    base = files.explore_address()
    headers = [
        (start, files.changes(start, chosen, choices), files.address(start, base, chosen, choices))
        for start, chosen, choices in origins
    ]
    return lambda: [line for parts in headers for line in header(*parts)]


def _address(start: Scenario) -> str:
    return files.address(start, files.explore_address(), state.chosen(), state.choices())
