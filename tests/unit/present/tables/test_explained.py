"""The reasons beside missing numbers of a file."""

import pandas as pd

from model.present.tables.explained import explained


def test_each_missing_cell_of_a_row_is_named_with_its_reason() -> None:
    frame = pd.DataFrame({"a": [1.0, None, None], "b": [None, None, 2.0]}, index=[5, 6, 7])
    whys = explained(frame, lambda column, row: f"no {column}" if pd.isna(row["b"]) else "b is there")
    assert whys["why"].tolist() == ["b: no b", "a: no a; b: no b", "a: b is there"]
    assert list(frame) == ["a", "b"]


def test_a_frame_that_is_empty_or_whole_has_empty_reasons() -> None:
    assert explained(pd.DataFrame({"a": [1.0]}))["why"].tolist() == [None]
    assert list(explained(pd.DataFrame({"a": []}))) == ["a", "why"]
