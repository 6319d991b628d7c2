"""Workbooks, read back: figures, forms of numbers, text that is text, sources, origin, the same bytes."""

import io
import sys
import tempfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from coalitions import nation, run, scenario
from hostile import WHOLE_LETTERS
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import model
from model import ScenarioError
from model.engine.results import Results
from model.engine.wide import wide
from model.export import workbook
from model.export.workbook import CUT, MOST_LETTERS, origin_sheet, sources_sheet
from model.files.shipped import version
from model.letters import visible


def read(sheets: dict[str, pd.DataFrame]) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.workbook(sheets.items())))


def of_one(frame: pd.DataFrame) -> Worksheet:
    return read({"one": frame})["one"]


def below_head(sheet: Worksheet, column: str) -> list[Any]:
    (at,) = (cell.column for cell in sheet[1] if cell.value == column)
    return [sheet.cell(row, at) for row in range(2, sheet.max_row + 1)]


def values(sheet: Worksheet, column: str) -> list[Any]:
    return [cell.value for cell in below_head(sheet, column)]


def forms(sheet: Worksheet, column: str) -> set[str]:
    return {cell.number_format for cell in below_head(sheet, column) if cell.value is not None}


def test_every_figure_is_that_of_the_frame_and_an_unknown_one_is_an_empty_cell() -> None:
    results = model.run_many([model.load("dannatt"), model.load("multinational_force_ukraine")])
    book = read(results.frames())
    assert book.sheetnames == list(results.frames())
    for name, frame in results.frames().items():
        assert [cell.value for cell in book[name][1]] == list(frame)
        for column, cells in frame.items():
            back = pd.Series(values(book[name], str(column)), frame.index, object)
            pd.testing.assert_series_equal(
                back,
                cells.astype(object).where(cells.notna(), None),
                check_dtype=False,
                check_names=False,
                check_exact=True,
            )


@pytest.mark.parametrize(
    "number", [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -0.1, 1e16, 30_000.0, 2**53 + 1, 0]
)
def test_a_number_is_read_back_to_the_last_bit(number: float) -> None:
    (back,) = values(of_one(pd.DataFrame({"a": [number]})), "a")
    assert back == float(number)


def test_columns_of_one_name_stay_two() -> None:
    sheet = of_one(pd.DataFrame([[1, 2]], columns=["a\u200b", "a\\u200b"]))
    assert [cell.value for row in sheet.iter_rows() for cell in row] == ["a\\u200b", "a\\u200b", 1, 2]


def test_a_workbook_leaves_no_draft_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    workbook.workbook([("a", pd.DataFrame({"b": [1]}))])
    with pytest.raises(ScenarioError):
        workbook.workbook([("a", pd.DataFrame({"b": [1]})), ("c", pd.DataFrame({"b": range(workbook.MOST_ROWS + 1)}))])
    assert not [*tmp_path.iterdir()]


def test_memory_holds_one_sheet_at_a_time_and_no_cells_of_it() -> None:
    def most(sheets: int) -> int:
        frames = ((str(number), pd.DataFrame({name: [0.5] * 2_000 for name in "abcd"})) for number in range(sheets))
        tracemalloc.start()
        try:
            workbook.workbook(frames)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    most(1)  # brings XlsxWriter along
    one = most(1)
    assert one < 2_000 * 4 * 150  # bytes for each cell; XlsxWriter's cells take several hundred
    assert most(4) < 1.5 * one


def test_numbers_have_the_form_of_their_unit_or_their_column() -> None:
    (measures, contributors, inputs) = (
        getattr(model.run(model.load("reassurance_force")), name) for name in ("measures", "contributors", "inputs")
    )
    sheet = of_one(measures)
    by_measure = dict(
        zip(values(sheet, "measure"), (cell.number_format for cell in below_head(sheet, "high")), strict=True)
    )
    assert by_measure["tied_up"] == by_measure["cost_per_year"] == "#,##0"
    assert (by_measure["probability_kept_up"], by_measure["months_held"]) == ("0.0%", "#,##0.0")
    assert (by_measure["multiplier"], by_measure["first_shortfall_month"]) == ("#,##0.00", "0")
    sheet = of_one(contributors)
    assert {column: forms(sheet, column) for column in ("pool", "strain", "share_of_force", "from_month")} == {
        "pool": {"#,##0"}, "strain": {"#,##0.00"}, "share_of_force": {"0.0%"}, "from_month": {"0"},
    }  # fmt: skip
    assert set(values(sheet, "counts")) == {True, False}
    assert "0.0%" in forms(of_one(inputs), "low")
    columns, rows = wide(list(measures.itertuples(index=False)))
    sheet = of_one(pd.DataFrame(rows, columns=list(columns)))
    assert (forms(sheet, "probability_kept_up_low"), forms(sheet, "cost_per_year_low")) == ({"0.0%"}, {"#,##0"})


def test_the_head_is_bold_stays_in_sight_and_filters() -> None:
    sheet = of_one(pd.DataFrame({"scenario": ["a", "b"], "long": ["word " * 30, "x"], "troops": [1.5, 2.5]}))
    assert all(cell.font.b for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:C3")
    assert [sheet[1][at].alignment.horizontal for at in (0, 2)] == ["left", "right"]
    width = {letter: sheet.column_dimensions[letter].width for letter in "ABC"}
    assert 8 < width["A"] < 15 < width["B"] < 70
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [45, None]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


@pytest.mark.parametrize("text", [*WHOLE_LETTERS, "Łódź, château, Ærø, Ελλάδα", "'quoted", "_x0041_", "http://x/"])
def test_text_is_text_with_its_letters_whole(text: str) -> None:
    sheet = of_one(pd.DataFrame({text: [text, None], "Source": [text, None]}))
    for cell in (sheet["A1"], sheet["A2"], sheet["B2"]):
        assert (unescape(cell.value or ""), cell.data_type if cell.value else "s") == (visible(text), "s")
    assert sheet["A2"].quotePrefix == visible(text).startswith(("=", "+", "-", "@", *workbook.SIGNS))
    assert sheet["A2"].hyperlink is None


def test_an_address_of_a_source_is_a_link_if_it_is_not_too_long() -> None:
    short, long = "https://example.org/a?b=1&c=#d", f"https://example.org/{'a' * 3_000}"
    sheet = of_one(pd.DataFrame({"Source": [short, long, "article x"]}))
    assert [cell.hyperlink is not None for cell in below_head(sheet, "Source")] == [True, False, False]
    assert values(sheet, "Source") == [short, long, "article x"]


def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    (cell,) = values(of_one(pd.DataFrame({"a": ["é" * (MOST_LETTERS + 1)]})), "a")
    assert (len(cell), cell[-len(CUT) :], cell[0]) == (MOST_LETTERS, CUT, "é")


def test_the_same_frames_give_the_same_bytes_and_all_times_in_them_are_one() -> None:
    frames = run({"a": nation(800)}).frames()
    content = workbook.workbook(frames.items())
    assert workbook.workbook(frames.items()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 31, 0, 0, 0)}
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert properties.created == properties.modified == workbook.MADE_ON


def test_the_sources_are_every_claim_behind_the_numbers_with_days_and_links() -> None:
    both = [model.load("dannatt"), model.load("reassurance_force")]
    sheet = of_one(sources_sheet(both))
    claims = values(sheet, "Claim")
    assert claims == sorted(set(claims))
    assert {"dannatt.dwell_ratio", "dannatt.tied_up", "times.troops", "poland.position_2025_02"} <= set(claims)
    at = claims.index("times.troops")
    assert values(sheet, "Reported by")[at].startswith("The Times")
    assert values(sheet, "first_day")[at].date() == both[0].register.claims["times.troops"].days[0]
    assert forms(sheet, "first_day") == {"yyyy-mm-dd"}
    assert any(cell.hyperlink for cell in below_head(sheet, "Source"))


def test_the_origin_names_program_evidence_scenarios_and_more() -> None:
    start = model.load("reassurance_force")
    sheet = of_one(origin_sheet([start], [("reassurance_force", "link", "http://x/?tour=4")]))
    rows = {row[1]: (row[0], row[2]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["program"] == (None, f"roulement {version()}")
    assert rows["evidence"] == (None, start.register.digest[:8])
    assert rows["latest day of the evidence"][1].date() == start.register.latest_day
    assert rows["title"] == ("reassurance_force", start.title)
    assert rows["as of"][1].date() == start.as_of
    assert rows["link"] == ("reassurance_force", "http://x/?tour=4")
    untitled = origin_sheet([scenario(None)], [])
    assert untitled["what"].tolist() == ["program", "evidence", "latest day of the evidence"]


def test_more_rows_than_a_sheet_holds_are_refused_with_what_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    workbook.workbook([("a", pd.DataFrame({"b": [1, 2]}))])
    with pytest.raises(ScenarioError, match=r"a sheet holds 2 rows, and 'a' has more: write csv or parquet, or f"):
        workbook.workbook([("a", pd.DataFrame({"b": [1, 2, 3]}))])


def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workbook.has_writer()
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert not workbook.has_writer()
    with pytest.raises(ScenarioError, match=r"needs the extra 'excel': pip install 'roulement\[excel\]'"):
        workbook.workbook([])


def test_an_empty_frame_is_a_head_alone() -> None:
    assert [cell.value for cell in of_one(Results(()).measures)[1]][:2] == ["scenario", "measure"]
