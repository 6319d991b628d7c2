"""Workbooks: frames as sheets of a spreadsheet, with real numbers, shares and dates; the same frames, the same bytes.

XlsxWriter writes them: it needs no other package, gives the parts of the file one fixed time, keeps text as text, and
holds one row of a sheet at a time.
It is an extra (`excel`), so it is imported when a workbook is made.
"""

import datetime as dt
import importlib.util
import io
import tempfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from model.export.texts import SIGNS
from model.files.shipped import version
from model.frozen import ENDS
from model.letters import visible
from model.scenario.errors import Problem, ScenarioError
from model.terms import MEASURES

if TYPE_CHECKING:
    import pandas as pd

    from model.scenario import Scenario

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXTRA = "a workbook needs the extra 'excel': pip install 'roulement[excel]'"
SOURCES, ORIGIN = "sources", "origin"
"""The sheets beside those of the frames: the claims that the numbers rest on, and what made them."""
MADE_ON = dt.datetime(1980, 1, 1)  # noqa: DTZ001  (a workbook's time has no zone)
"""The time that a workbook says it was made at, so that the same frames give the same bytes."""
MOST_ROWS = 1_048_575
"""Rows of a sheet below its head."""
MOST_LETTERS = 32_767
"""Letters of a cell."""
CUT = " … (cut here: a cell holds no more)"
NARROWEST, WIDEST = 8, 60
"""The least and greatest width of a column, in letters; longer text goes on in the next line of its cell."""
ROOM = 4
"""Letters that the button of a filter takes from the head of a column."""
POINTS_OF_A_LINE, MOST_LINES = 15, 20
"""The height of a line of a cell; a row is at most so many lines high."""
LINKS = ("Source", "value")
"""The columns in which an address is a link."""
ADDRESSES, MOST_LETTERS_OF_A_LINK = ("http://", "https://"), 2_000
A4 = 9
"""The number of this size of paper."""
MOST_ON_A_PAGE = 300
"""Letters of a row that are printed on one page; a wider row goes over more pages."""

TEXT = {"align": "left", "indent": 1, "text_wrap": True}
COUNT, MONTHS, RATIO, SHARE, NUMBER = "#,##0", "#,##0.0", "#,##0.00", "0.0%", "0"
TRUTH = '"TRUE";"TRUE";"FALSE"'
"""Forms of numbers: what a cell holds is not rounded, what it shows is."""
FORMS: Mapping[str, Mapping[str, Any]] = {
    "head": {**TEXT, "bold": True, "bottom": 1},
    "head of numbers": {"bold": True, "bottom": 1, "align": "right"},
    "text": TEXT,
    "text like a formula": {**TEXT, "quote_prefix": True},
    "link": {**TEXT, "font_color": "#12436D", "underline": 1},
    "day": {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1},
}
"""The other forms of cells, by name."""
OF_UNIT = {
    **dict.fromkeys(("share", "probability"), SHARE),
    **dict.fromkeys(("troops", "people", "tours", "contributors", "people a month"), COUNT),
    **dict.fromkeys(("months", "days"), MONTHS),
    "month": NUMBER,
}
"""The form of a number by its unit; of others `RATIO`."""
A_YEAR = "a year"
"""The end of the unit of a cost, which is a count of money."""
OF_COLUMN = {
    **dict.fromkeys(("share_of_force", "share_of_land_strength", "probability", "pivotal_weight"), SHARE),
    **dict.fromkeys(("multiplier", "strain"), RATIO),
    **dict.fromkeys(("month", "from_month", "to_month", "start_month", "end_month"), NUMBER),
    **dict.fromkeys(("dwell_months", "below_goal_months"), MONTHS),
    **{
        f"{name}_{end}": OF_UNIT.get(measure.unit, RATIO)
        for name, measure in MEASURES.items()
        if measure.unit
        for end in ENDS
    },
}
"""The form of a number by its column, in frames whose rows have no unit; of others `COUNT`: they are of troops."""


def has_writer() -> bool:
    """Whether the extra that writes workbooks is installed."""
    return importlib.util.find_spec("xlsxwriter") is not None


def refuse_without_writer() -> None:
    """Refuse to make a workbook where the extra is missing.

    Raises:
        ScenarioError: with the command that installs it.
    """
    if not has_writer():
        raise ScenarioError([Problem((), EXTRA)])


def refuse_too_long(name: str, rows: int) -> None:
    """Refuse a frame that has more rows than a sheet.

    Raises:
        ScenarioError: with what to write instead.
    """
    if rows > MOST_ROWS:
        words = f"a sheet holds {MOST_ROWS:,} rows, and '{name}' has more: write csv or parquet, or fewer scenarios"
        raise ScenarioError([Problem((), words)])


class AllDigits(float):
    """A number that a cell holds to the last bit: XlsxWriter formats it with sixteen digits, and some need seventeen.

    >>> f"{AllDigits(0.1 + 0.2):.16G}", f"{0.1 + 0.2:.16G}"
    ('0.30000000000000004', '0.3')
    """

    def __format__(self, _: str) -> str:
        return repr(float(self))


def workbook(sheets: "Iterable[tuple[str, pd.DataFrame]]") -> bytes:
    """Return a workbook with a sheet for each frame, in their order, written row by row beside the frame itself.

    A missing figure is an empty cell. A text that begins like a formula is a text. The head is bold and stays in sight.

    Raises:
        ScenarioError: if the extra is not installed, or a frame has more rows than a sheet.
    """
    refuse_without_writer()
    import xlsxwriter  # noqa: PLC0415  (an extra that workbooks alone need)

    file = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as drafts,
        xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": drafts}) as book,
    ):
        book.set_properties({"title": "Roulement", "created": MADE_ON})
        writer = _Book(book)
        for name, frame in sheets:
            refuse_too_long(name, len(frame))
            writer.add(name, frame)
    return file.getvalue()


def sources_sheet(scenarios: "Iterable[Scenario]") -> "pd.DataFrame":
    """Return every claim that these scenarios rest on: who said what, when, where it was reported, standing, link."""
    from model.present.tables.claims import claims_with_numbers  # noqa: PLC0415  (they bring pandas, as in `frame_of`)
    from model.present.tables.evidence import claims_used  # noqa: PLC0415

    used = {claim.id: claim for scenario in scenarios for claim in claims_used(scenario)}
    rows = claims_with_numbers(used[name] for name in sorted(used))
    return rows.drop(columns=["Kind", "Bound", "About"]) if used else rows[["why"]]


def origin_sheet(scenarios: "Iterable[Scenario]", rows: Iterable[tuple[str, str, object]]) -> "pd.DataFrame":
    """Return program, evidence and its latest day; title, question and day of each scenario; and further rows.

    Args:
        scenarios: the scenarios.
        rows: further rows: the scenario, what it is, and the value, such as the changes.
    """
    import pandas as pd  # noqa: PLC0415  (as in `frame_of`)

    scenarios = list(scenarios)
    program: list[tuple[str, str, object]] = [("", "program", f"roulement {version()}")]
    for register in {scenario.register.digest: scenario.register for scenario in scenarios}.values():
        program += [("", "evidence", register.digest[:8]), ("", "latest day of the evidence", register.latest_day)]
    of_each = (
        (scenario.name, what, value)
        for scenario in scenarios
        for what, value in (("title", scenario.title), ("question", scenario.question), ("as of", scenario.as_of))
        if value
    )
    return pd.DataFrame([*program, *of_each, *rows], columns=["scenario", "what", "value"], dtype=object)


class _Book:
    """A workbook of XlsxWriter, which has no types, and the forms of its cells, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  (as above)
        self._book = book
        self._forms: dict[str, Any] = {}

    def _form(self, name: str) -> Any:  # noqa: ANN401  (as above)
        """The form of a name, or of numbers; a cell's contents stand at its top."""
        if name not in self._forms:
            self._forms[name] = self._book.add_format({"valign": "top", **FORMS.get(name, {"num_format": name})})
        return self._forms[name]

    def add(self, name: str, frame: "pd.DataFrame") -> None:
        """Write a frame into a new sheet, its head first."""
        sheet = self._book.add_worksheet(name)
        units = list(frame["unit"]) if "unit" in frame else [None] * len(frame)
        heads, columns = [visible(str(label)) for label in frame], [_cells(values) for _, values in frame.items()]
        letters = 0
        for at, (column, cells) in enumerate(zip(heads, columns, strict=True)):
            width = min(max([len(column) + ROOM, NARROWEST, *map(_width, cells)]), WIDEST)
            letters += width
            sheet.set_column(at, at, width + 1)
            is_text = any(isinstance(cell, str) for cell in cells)
            sheet.write_string(0, at, column, self._form("head" if is_text else "head of numbers"))
        for row, (unit, of_row) in enumerate(zip(units, zip(*columns, strict=True), strict=True), 1):
            lines = max(-(-_width(cell) // WIDEST) for cell in of_row)
            if lines > 1:
                sheet.set_row(row, min(lines, MOST_LINES) * POINTS_OF_A_LINE)
            for at, (column, cell) in enumerate(zip(heads, of_row, strict=True)):
                if isinstance(cell, str):
                    self._write_text(sheet, row, at, cell, is_link=column in LINKS)
                elif cell is not None:
                    self._write_value(sheet, row, at, cell, _number_form(column, unit))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(-(-letters // MOST_ON_A_PAGE), 0)

    def _write_text(self, sheet: Any, row: int, at: int, text: str, *, is_link: bool) -> None:  # noqa: ANN401  (as above)
        """Write text as text; one that begins like a formula stays text when somebody edits its cell."""
        if is_link and text.startswith(ADDRESSES) and len(text) <= MOST_LETTERS_OF_A_LINK:
            sheet.write_url(row, at, text, self._form("link"), text)
            return
        whole = text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - len(CUT)] + CUT
        sheet.write_string(row, at, whole, self._form("text like a formula" if text.startswith(SIGNS) else "text"))

    def _write_value(self, sheet: Any, row: int, at: int, value: float | dt.date, form: str) -> None:  # noqa: ANN401  (as above)
        """Write a truth value, a day or a number."""
        if isinstance(value, bool):
            sheet.write_boolean(row, at, value, self._form(TRUTH))
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, at, value, self._form("day"))
        else:
            sheet.write_number(row, at, AllDigits(value), self._form(form))


def _cells(values: "pd.Series[Any]") -> list[Any]:
    """The cells of a column: None for what is missing or empty, text without letters that hide."""
    if values.dtype.kind in "biuf":
        return [None if number != number else number for number in values.tolist()]  # noqa: PLR0124  (nan alone is not)
    missing = values.isna() | (values == "")
    return [
        None if is_missing else visible(value) if isinstance(value, str) else value
        for value, is_missing in zip(values.tolist(), missing.tolist(), strict=True)
    ]


def _width(cell: object) -> int:
    """The letters that a cell takes in one line."""
    if isinstance(cell, str):
        return len(cell)
    if cell is None or isinstance(cell, dt.date):
        return len("2026-12-31")
    return len(f"{cell:,.2f}")


def _number_form(column: str, unit: str | None) -> str:
    """The form of a column's numbers, in a row of some unit."""
    if unit is None or column not in ENDS:
        return OF_COLUMN.get(column, COUNT)
    return COUNT if unit.endswith(A_YEAR) else OF_UNIT.get(unit, RATIO)
