"""Text by its place: hidden letters, cells of a sheet, comments, JSON, a title that a file's name would spoil."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from hostile import HOSTILE, WHOLE_LETTERS

from model import letters
from model.export import texts
from model.export.texts import csv_bytes, csv_cell, csv_lines, csv_text, json_text


@pytest.mark.parametrize("text", WHOLE_LETTERS)
def test_a_cell_of_text_is_text_in_a_sheet(text: str) -> None:
    frame = pd.DataFrame({text: [text, None], "number": [-1.5, float("nan")], "whole": [-1, 2], "any": [None, -3]})
    frame["any"] = frame["any"].astype(object)
    frame["of few"] = pd.Categorical([text, text])
    for written in (
        csv_text(frame),
        csv_text(frame, quote_text=True),
        csv_lines(list(frame), frame.to_numpy().tolist()),
    ):
        rows = list(csv.reader(io.StringIO(written)))
        for cell in (rows[0][0], rows[1][0], rows[1][4]):
            assert cell == csv_cell(text)
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert letters.visible(cell) == cell
        assert rows[1][1:3] == ["-1.5", "-1"]
        assert float(rows[2][3]) == -3


@pytest.mark.parametrize("text", HOSTILE.values())
def test_json_holds_plain_letters_alone_and_says_the_same(text: str) -> None:
    written = json_text({text: [text]}, 1)
    assert written.replace("\n", "").isprintable()
    assert written.isascii()
    assert json.loads(written) == {text: [text]}


def test_json_holds_no_number_that_is_none() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text([float("inf")])


@pytest.mark.parametrize("size", [1, 7, 8, 9, 31])
def test_a_mark_moves_a_file_of_any_size_along(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "CHUNK", 8)
    text = "é" * size
    with (tmp_path / "a.csv").open("w+b") as file:
        file.write(text.encode())
        texts.put_mark(file)
        file.write(b"end")
    assert (tmp_path / "a.csv").read_bytes() == csv_bytes(text + "end")
    assert (tmp_path / "a.csv").read_text("utf-8-sig") == text + "end"
