"""Plain data: scalars of numpy and pandas are numbers, dates are text; the rest is refused in our words."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import model
from model import Scenario, ScenarioError
from model.scenario.plain import plain
from model.spelling import Written

START = model.load("dannatt")


@pytest.mark.parametrize(
    ("path", "value", "same"),
    [
        ("rotation.tour_months", np.int64(4), 4),
        ("rotation.tour_months", np.float32(4.5), 4.5),
        ("rotation.tour_months", np.float64(4.5), 4.5),
        ("rotation.tour_months", pd.Series([3, 4]).unique()[1], 4),
        ("rotation.tour_months", {"low": np.int8(4), "high": np.uint16(6)}, {"low": 4, "high": 6}),
        ("rotation.tour_months", np.array(4)[()], 4),
        ("horizon_months", np.int64(30), 30),
        ("horizon_months", np.float64(30), 30),
        ("schedule.backfill", np.bool_(True), True),  # noqa: FBT003
        ("title", np.str_("Title"), "Title"),
        ("as_of", pd.Timestamp("2025-02-20"), "2025-02-20"),
        ("as_of", np.datetime64("2025-02-20"), "2025-02-20"),
        ("as_of", np.datetime64("2025-02-20T00:00:00", "ns"), "2025-02-20"),
        ("as_of", dt.date(2025, 2, 20), "2025-02-20"),
        ("coalition.counted_positions", ("declared", "open"), ["declared", "open"]),
        ("coalition.contributors", {"france": {"priority": np.int64(1)}}, {"france": {"priority": 1}}),
    ],
)
def test_scalars_of_other_libraries_are_plain_data(path: str, value: object, same: object) -> None:
    changed, known = START.replace({path: value}), START.replace({path: same})
    assert changed == known
    assert {type(part) for part in changed.document.values()} <= {dict, float, int, str, list}
    assert changed.document == model.load("dannatt", changes={path: value}).document
    assert changed.document == Scenario.from_document(changed.document).document


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("rotation.tour_months", np.datetime64("2025-02-20"), "expected a number, {value}, {low, high} or {claim}"),
        ("rotation.tour_months", pd.NA, "expected a number, {value}, {low, high} or {claim}, found '<NA>'"),
        ("rotation.tour_months", np.float64("nan"), "'nan' is not a number to calculate with"),
        ("rotation.tour_months", (2, 3), "expected a number, {value}, {low, high} or {claim}, found 'a list'"),
        (
            "rotation.tour_months",
            np.array([2, 3]),
            r"expected a number, {value}, {low, high} or {claim}, found '\[2 3\]'",
        ),
        ("as_of", pd.Timestamp("2025-02-20 10:00"), "'2025-02-20 10:00:00' is not a date: write YYYY-MM-DD"),
        ("as_of", pd.NaT, "'NaT' is not a date: write YYYY-MM-DD"),
        ("as_of", np.datetime64("2025-02-20T10"), "'2025-02-20T10' is not a date: write YYYY-MM-DD"),
        ("schedule.backfill", np.int64(1), "expected true or false, found '1'"),
        ("horizon_months", np.float64(1.5), "expected a whole number, found '1.5'"),
    ],
)
def test_the_rest_is_refused_in_our_words(path: str, value: object, message: str) -> None:
    with pytest.raises(ScenarioError, match=message.replace("{", r"\{").replace("}", r"\}")):
        START.replace({path: value})


def test_a_sweep_takes_numbers_of_any_library() -> None:
    swept = model.sweep(
        START, {"rotation.tour_months": pd.Series([3, 4]).to_list(), "horizon_months": np.arange(24, 26)}
    )
    assert list(swept.over["horizon_months"]) == [24, 25]
    assert swept.over["rotation.tour_months"].tolist() == [3, 4]  # type: ignore[union-attr]


def test_a_number_keeps_its_text_until_it_is_checked() -> None:
    assert plain({"a": [Written("20.000")]})["a"][0].text == "20.000"
    assert type(plain(Written("20.000"), with_text=False)) is float


@pytest.mark.parametrize("four", [Decimal(4), Decimal("4.0"), Fraction(8, 2), np.array(4)])
def test_a_whole_decimal_or_fraction_is_a_whole_number(four: object) -> None:
    assert START.replace({"horizon_months": four}).horizon_months == 4
    assert plain(Fraction(9, 2)) == plain(Decimal("4.5")) == 4.5
