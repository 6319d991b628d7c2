"""Downloads: each chart as pictures, numbers and HTML; the page as a link, a report and files.

A file is made on request, from what is shown at that moment; every CSV begins with the header of its scenario.
"""

from collections.abc import Callable
from functools import cache as once
from urllib.parse import urlencode

import pandas as pd
import pyarrow as pa
import streamlit as st

from model.engine.results import Results
from model.engine.run import Run
from model.export import workbook
from model.export.headers import csv_with_header
from model.export.offers import offers
from model.export.origin import Origin
from model.export.report import report
from model.export.texts import csv_bytes
from model.present.charts.config import ON_PAGES, config
from model.present.charts.vega import Chart, Rows
from model.present.exhibits.exhibit import Exhibit
from model.present.html.text import element
from model.present.words import changes as changes_words
from model.ui.session.shown import Shown
from model.ui.shell import cited, files

FITTED = {"type": "fit", "contains": "padding"}
NO_PADDING = dict.fromkeys(("top", "right", "bottom", "left"), 0)
"""Without it Streamlit takes 20 pixels off the foot of a chart's height."""


@once
def _config() -> dict[str, object]:
    return config(ON_PAGES)


def chart(drawn: Chart, text: str, key: str) -> None:
    """Draw a chart with its text alternative; its rows go to the browser as Arrow."""
    data = {name: rows if isinstance(rows, dict) else arrow(rows) for name, rows in drawn.rows.items()}
    spec = {**drawn.spec, "config": _config(), "autosize": FITTED, "padding": NO_PADDING, "datasets": data}
    st.vega_lite_chart(spec, alt=text, theme=None, width="stretch", key=key)


def arrow(rows: Rows) -> bytes:
    """Return rows as an Arrow stream, which Streamlit sends as it is; a frame of pandas takes ten times as long."""
    table, sink = pa.Table.from_pylist(rows), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def use(drawn: Exhibit, origin: Origin, name: str) -> None:
    """Draw the popover "Use this chart": pictures, numbers, HTML to paste, and the numbers as a table.

    Args:
        drawn: the exhibit.
        origin: where its numbers come from.
        name: the beginning of its files' names.
    """
    popover = st.popover("Use this chart", type="tertiary", key=f"use_{drawn.key}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        for offer in offers(drawn, origin, f"{name}_{drawn.key}"):
            st.download_button(
                cited.shown(offer.label), offer.make, offer.name, offer.mime, key=f"{offer.name}_{offer.label}",
                on_click="ignore", type="tertiary",
            )  # fmt: skip
        cited.table(drawn.table)
        st.html(element("p", origin.sources(drawn), class_="src"))


def origin(shown: Shown) -> Origin:
    """Return where the numbers of the page come from: the scenario shown, its changes and its link."""
    base = files.explore_address()
    printed = "" if shown.is_own else f"{base}?{urlencode(shown.query)}"
    return Origin.of(shown.start, shown.changes, shown.link(base), printed)


def share(shown: Shown, run: Run) -> None:
    """Draw the popover "Share or download": the link to exactly this, the report, all numbers, the scenario's file."""
    popover = st.popover(
        "Share or download", type="tertiary", icon=":material/ios_share:", key="share_page", on_change="rerun"
    )
    if not popover.open:
        return
    with popover:
        base = files.explore_address()
        files.link(shown, base)
        st.download_button(
            "Full report with sources (HTML)", lambda: report(run, shown.start, shown.changes, link=shown.link(base)),
            f"{shown.start.name}_report.html", "text/html", on_click="ignore",
        )  # fmt: skip
        if workbook.has_writer():
            st.download_button(
                "All numbers (Excel)", lambda: _workbook(shown, run), f"{shown.start.name}.xlsx", workbook.MIME,
                on_click="ignore",
            )  # fmt: skip
        as_csv(lambda: Results((run,)).measures, shown, shown.start.name, label="All numbers (CSV)")
        files.download(shown, base, key="share")


def _workbook(shown: Shown, run: Run) -> bytes:
    """Every number of the page as a workbook: the frames, their sources, and what made them, with link and changes."""
    name, link = shown.start.name, shown.link(files.explore_address())
    changes = changes_words.rows(shown.start, shown.scenario, shown.changes)
    changed = [(name, f"changed: {what}", f"{before} -> {now}") for what, before, now in changes]
    return workbook.workbook(
        {
            **Results((run,)).frames(),
            workbook.SOURCES: workbook.sources_sheet([run.scenario]),
            workbook.ORIGIN: workbook.origin_sheet(
                [run.scenario], [*([(name, "link", link)] if link else []), *changed]
            ),
        }.items()
    )


def table(frame: Callable[[], pd.DataFrame], name: str, lines: list[str], *, label: str = "Numbers (CSV)") -> None:
    """Draw the button that gives a frame that belongs to no plan as CSV below lines of its own."""
    st.download_button(
        cited.shown(label), lambda: csv_bytes(csv_with_header(frame(), lines)), f"{name}.csv", "text/csv",
        on_click="ignore", key=f"csv_{name}", type="tertiary",
    )  # fmt: skip


def as_csv(frame: Callable[[], pd.DataFrame], shown: Shown, name: str, *, label: str = "Numbers (CSV)") -> None:
    """Draw the button that gives a frame as CSV below the header of what is shown."""
    base = files.explore_address()  # the file is written once it is asked for, when no page and no address is there
    st.download_button(
        cited.shown(label),
        lambda: csv_bytes(csv_with_header(frame(), shown.header(base))),
        f"{name}.csv",
        "text/csv",
        on_click="ignore",
        key=f"csv_{name}_{label}",
    )
