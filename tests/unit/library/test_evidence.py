"""The evidence as frames: shipped scenarios and claims, by the names that are typed."""

import datetime as dt

import model
from model.files.register import shipped_register
from model.files.scenarios import shipped_scenarios


def test_the_shipped_scenarios_are_listed_by_name() -> None:
    frame = model.scenarios()
    assert list(frame.index) == list(shipped_scenarios())
    assert frame.loc["nato_norm", "extends"] == "reassurance_force"
    assert frame.loc["dannatt", "as_of"] == dt.date(2025, 2, 20)
    assert model.run(frame.index[0]).measure("tied_up").is_known


def test_every_claim_is_a_row_with_its_figure() -> None:
    frame = model.claims()
    assert list(frame.index) == list(shipped_register().claims)
    assert frame.loc["dannatt.deployed", ["said_by", "low", "high", "unit"]].tolist() == [
        "Lord Dannatt", 10_000, 10_000, "troops",
    ]  # fmt: skip
    assert all(column.isidentifier() for column in frame)
