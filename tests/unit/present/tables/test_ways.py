"""Tables of the ways to close a gap and of size against rest, row by row."""

import math

from by_hand import by_hand
from coalitions import nation, only, run

from model.analysis.rest_map import rest_map
from model.analysis.ways import ways
from model.engine.run import Run
from model.present.tables import ways as ways_tables


def two() -> Run:
    """4,000 soldiers keep up 500 of 1,000; 6,000 more would keep up another 750."""
    nations = {"a": nation(4_000), "b": nation(6_000, position="open")}
    return only(run(nations, rotation={"tour_months": 6, "dwell_ratio": 3}))


def test_each_way_is_a_row_in_words() -> None:
    plan = two()
    of_run = ways(plan)
    assert of_run is not None
    table = ways_tables.ways_in_words(plan, of_run)
    assert table.loc["Send fewer"].tolist() == ["500 troops instead of 1,000.", "50% fewer."]
    assert table.loc["Add one nation", "What it would take"] == "B alone would be enough."
    assert len(table) == len(of_run.ways)


def test_in_a_file_each_way_has_a_row_for_each_case_unrounded() -> None:
    plan = two()
    of_run = ways(plan)
    assert of_run is not None
    frame = ways_tables.ways_frame(plan.scenario, of_run)
    rows = {(row["way"], row["of"], row["case"]): (row["now"], row["reached"]) for row in frame.to_dict("records")}
    assert rows["size", "", "low"] == (1_000, 500)
    assert rows["nation", "b", "high"] == (-500, 750)
    assert rows["input", "rotation.dwell_ratio", "high"] == (3, 1)
    assert set(frame["scenario"]) == {"scenario"}


def test_the_map_has_the_largest_force_at_whole_months_in_both_cases() -> None:
    plan = Run.of(by_hand({"coalition.deployable_share": {"low": 0.2, "high": 0.4}}))
    of_run = rest_map(plan, 3.2)
    assert of_run is not None
    table = ways_tables.rest_map_in_words(plan, of_run)
    assert table.index.tolist() == ["0", "1", "2", "3"]
    assert table.columns.tolist() == [
        "Could be kept up with less of each army", "Could be kept up with more of each army",
    ]  # fmt: skip
    assert table.iloc[2].tolist() == ["5,000", "10,000"]


def test_two_cases_that_are_the_same_have_one_column() -> None:
    plan = Run.of(by_hand({"rotation.recovery_months": 6}))
    of_run = rest_map(plan, 3.2)
    assert of_run is not None
    table = ways_tables.rest_map_in_words(plan, of_run)
    assert table.columns.tolist() == ["Could be kept up"]
    assert table["Could be kept up"].tolist() == ["the months do not fit one another", "15,000", "10,000", "7,500"]


def test_the_map_in_a_file_has_every_point_unrounded() -> None:
    plan = Run.of(by_hand({"rotation.recovery_months": 6}))
    of_run = rest_map(plan, 2)
    assert of_run is not None
    frame = ways_tables.rest_map_frame(plan.scenario, of_run)
    at = frame[frame["case"] == "low"].set_index("dwell_ratio")["capacity"]
    assert (len(at), len(frame)) == (17, 34)
    assert at[1.5] == 12_000
    assert math.isnan(at[0.5])
    assert set(frame.loc[frame["capacity"].isna(), "why"]) == {"capacity: refused"}
