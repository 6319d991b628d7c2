"""Sweeps: each point is what a run of it gives; on disk, stopped and started again; what cannot be swept."""

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import model
from model import Scenario, ScenarioError
from model.analysis import sweep
from model.frozen import Range

if TYPE_CHECKING:
    import pandas as pd

TOUR, DWELL, OVERLAP = "rotation.tour_months", "rotation.dwell_ratio", "rotation.overlap_months"
TROOPS, BACKSTOP = "force.main.strength.troops", "us_backstop.provided"


def scenario(**changes: Any) -> Scenario:  # noqa: ANN401
    base = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}},
        "rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}},
        "coalition": {
            "deployable_share": {"low": 0.3, "high": 0.4},
            "contributors": {
                "a": {"position": "offered", "land_strength": 70_000, "probability": 0.5},
                "b": {"position": "offered", "land_strength": 30_000, "offer_troops": 2_000},
            },
        },
    })  # fmt: skip
    return base.replace(changes)


def same(row: "pd.Series[Any]", name: str, measured: Range) -> bool:
    pairs = ((row[f"{name}_{end}"], getattr(measured, end)) for end in ("low", "central", "high"))
    return all((math.isnan(one) and other is None) or one == other for one, other in pairs)


def test_every_point_is_what_its_run_gives() -> None:
    over: dict[str, Any] = {
        TOUR: [4, 6, 9], "us_backstop.provided": [True, False], TROOPS: np.array([5_000.0, 12_000.0]),
        "coalition.rule": ["offers", "equal_strain"],
    }  # fmt: skip
    measures = ("tied_up", "margin", "shortfall", "strain", "probability_kept_up", "months_held", "cost_per_year")
    swept = model.sweep(scenario(), over, measures=measures)
    frame = swept.frame()
    assert len(frame) == swept.count == 24
    assert list(frame[TOUR]) == sorted(frame[TOUR])
    for number, (_, row) in enumerate(frame.iterrows()):
        point = scenario(**{path: row[path] for path in over})
        assert swept.point(number).document == point.document
        results = model.run(point)
        assert all(same(row, name, results.measure(name)) for name in measures)
        assert not row["refused"]


def test_by_default_the_measures_of_the_steady_state() -> None:
    columns = model.sweep(scenario(), {TOUR: [6]}).columns
    assert columns[:4] == (TOUR, "deployed_low", "deployed_central", "deployed_high")
    assert {"margin_high", "strain_low"} <= set(columns)
    assert not any(column.startswith(("months_held", "probability")) for column in columns)


def test_refused_points_are_marked_and_not_dropped() -> None:
    frame = model.sweep(scenario(), {TOUR: [2, 6], OVERLAP: [1, 3]}, measures=("tied_up",)).frame()
    assert frame["refused"].tolist() == [False, True, False, False]
    assert frame["tied_up_low"].isna().tolist() == [False, True, False, False]
    part = scenario(**{"rotation.tour_months": {"low": 2, "high": 6}})
    frame = model.sweep(part, {OVERLAP: [1, 3]}, measures=("tied_up", "months_held"), draws=100).frame()
    assert frame["refused"].tolist() == [False, True]
    assert frame.iloc[1, 1:-2].isna().all()
    assert frame["why"].fillna("").tolist() == ["", "refused"]
    structure = model.sweep(scenario(), {"horizon_months": [12, 24], "force.main.profile": [None, {"13": 0.5}]})
    assert structure.frame()["refused"].tolist() == [False, True, False, False]


def why(swept: sweep.Sweep) -> list[str | None]:
    return [reason or None for reason in swept.frame()["why"].fillna("")]


def test_a_point_says_why_numbers_are_missing_as_its_run_does() -> None:
    measures = ("multiplier", "tied_up", "strain", "margin", "cost_per_year")
    coalition = scenario().document["coalition"]
    share = "coalition.deployable_share"
    no_cost = "cost_per_year_low, cost_per_year_central, cost_per_year_high: no cost given"
    no_pool = "strain_low, strain_central, strain_high: no pool"
    swept = model.sweep(scenario(cost=None), {share: [0, 0.5], TROOPS: [5, 9]}, measures=measures)
    assert why(swept) == [f"{no_pool}; {no_cost}"] * 2 + [no_cost] * 2
    without = model.sweep(scenario(), {"coalition": [None, coalition]}, measures=("margin", "tied_up"))
    assert why(without) == ["margin_low, margin_central, margin_high: no coalition", None]
    unknown = model.sweep(scenario(**{"force.main.strength": "unknown"}), {TOUR: [6]}, measures=("tied_up",))
    assert why(unknown) == ["tied_up_low, tied_up_central, tied_up_high: not known publicly"]


def test_each_point_that_is_run_tells_its_own_reasons() -> None:
    swept = model.sweep(scenario(), {TROOPS: [10, 90_000]}, measures=("first_shortfall_month", "contributors_needed"))
    never, many = why(swept)
    ends = ("low", "central", "high")
    assert never == ", ".join(f"first_shortfall_month_{end}" for end in ends) + ": never"
    assert many == ", ".join(f"contributors_needed_{end}" for end in ends) + ": more than all together"


def refused(*_: object, **__: object) -> None:
    raise ScenarioError([])


@pytest.mark.parametrize(
    ("place", "instead"),
    [
        ("sweep.runs", lambda scenarios: [ScenarioError([]) for _ in scenarios]),
        ("sweep.simulate", refused),
        ("sweep.Sweep.point", refused),
    ],
)
def test_a_point_that_only_its_own_work_refuses_is_marked(
    place: str, instead: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"model.analysis.{place}", instead)
    swept = model.sweep(scenario(), {TOUR: [6]}, measures=("months_held", "tied_up"), draws=10)
    assert swept.frame()["refused"].all()
    assert swept.frame()["tied_up_low"].isna().all()


def test_points_with_words_are_grouped_by_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    points = {TOUR: [4, 5, 6, 7], BACKSTOP: [True, False, False, True], "schedule.start": ["rested"] * 4}
    swept = model.sweep(scenario(), points, zipped=True)
    frame = swept.frame()
    assert frame["tied_up_low"].notna().all()
    assert frame["why"].str.contains("no cost given").all()
    assert frame[BACKSTOP].tolist() == points[BACKSTOP]
    together: list[int] = []
    monkeypatch.setattr(sweep.Sweep, "_together", lambda _, __, ___, ____, rows: together.append(rows.size) or rows < 0)
    swept.part(0)
    assert together == [2, 2]


def test_draws_at_each_point_are_those_of_its_simulation() -> None:
    frame = model.sweep(scenario(), {TROOPS: [5_000, 9_000]}, measures=("margin", "pool"), draws=5_000, seed=2).frame()
    for _, row in frame.iterrows():
        simulation = model.simulate(scenario(**{TROOPS: row[TROOPS]}), draws=5_000, seed=2)
        tally = simulation.tallies["margin"]
        assert tally is not None
        assert [row["margin_tenth"], row["margin_mean"]] == [tally.quantile(0.1), tally.mean]
        assert [row["kept_up"], row["kept_up_error"]] == [simulation.kept_up, simulation.error]
    assert not any(column.startswith("pool_tenth") for column in frame)
    unknown = model.sweep(scenario(**{"force.main.strength": "unknown"}), {TOUR: [6]}, measures=("tied_up",), draws=10)
    assert unknown.frame()["tied_up_half"].isna().all()
    assert str(why(unknown)[0]).endswith("tied_up_half, tied_up_nine_tenths, tied_up_mean: not known publicly")


def test_points_are_refused_alike_in_whatever_order_the_values_are_named() -> None:
    b = "coalition.contributors.b"
    for joins, leaves in ([6, 2], [3, 8]), ([2, 6], [8, 3]):
        frame = model.sweep(scenario(), {f"{b}.joins_month": joins, f"{b}.leaves_month": leaves}).frame()
        refused = frame.set_index([f"{b}.joins_month", f"{b}.leaves_month"])["refused"]
        assert refused.to_dict() == {(2, 3): False, (2, 8): False, (6, 8): False, (6, 3): True}
    frame = model.sweep(scenario(**{"force.main.profile": {"6": 0.5}}), {"horizon_months": [3, 12]}).frame()
    assert frame["refused"].tolist() == [True, False]
    frame = model.sweep(scenario(), {"coalition": [None, scenario().document["coalition"]]}, measures="margin").frame()
    assert frame["margin_low"].isna().tolist() == [True, False]


def test_numpys_numbers_are_numbers() -> None:
    over = {
        TOUR: np.arange(4, 7),
        "horizon_months": np.array([12, 24]),
        "us_backstop.provided": np.array([True, False]),
    }
    frame = model.sweep(scenario(), over, measures=["tied_up"]).frame()
    assert (len(frame), frame["refused"].any()) == (12, False)
    assert model.sweep(scenario(), {TOUR: [np.int64(4)]}).frame()["deployed_low"].tolist() == [10_000]


def test_with_too_many_ranges_there_are_draws_and_the_central_case_alone() -> None:
    parts = {f"part_{n}": {"strength": {"troops": {"low": 1, "high": 2}}} for n in range(13)}
    many = Scenario.from_document({"force": parts, "rotation": {"tour_months": 6, "dwell_ratio": 2}})
    with pytest.raises(ScenarioError, match=r"13 ranges.*--draws"):
        model.sweep(many, {TOUR: [4, 6]})
    frame = model.sweep(many, {TOUR: [4, 6]}, measures=("tied_up",), draws=100).frame()
    assert frame["tied_up_low"].isna().all()
    assert frame["tied_up_central"].tolist() == [58.5, 58.5]
    assert frame["why"].tolist() == ["tied_up_low, tied_up_high: too many ranges"] * 2
    unknown = Scenario.from_document({**many.document, "force": {**parts, "other": {"strength": "unknown"}}})
    (reason, _) = why(model.sweep(unknown, {TOUR: [4, 6]}, measures=("tied_up",), draws=100))
    assert str(reason).startswith("tied_up_low, tied_up_high: too many ranges; tied_up_central, tied_up_tenth, ")
    assert frame["tied_up_half"].between(39, 78).all()


@pytest.mark.parametrize(
    ("over", "options", "message"),
    [
        ({}, {}, "--over: name at least one path, and a value for each"),
        ({TOUR: []}, {}, "--over: name at least one path, and a value for each"),
        (
            {TOUR: range(1, 10**6 + 1), DWELL: range(1, 10**6 + 1)}, {},
            "--over: 1,000,000,000,000 points, at most 100,000,000; take larger steps, fewer values or fewer paths",
        ),
        ({"rotation.tuor_months": [1]}, {}, "did you mean 'tour_months'"),
        ({TOUR: [1, 999]}, {}, "--over: rotation.tour_months: 999 is out of range; allowed: above 0, at most"),
        ({"coalition.rule": ["offers", "lots"]}, {}, "coalition.rule:"),
        ({TOUR: 6}, {}, "rotation.tour_months: '6' is not a list of values; give a list of one value or more"),
        ({TOUR: "6"}, {}, "rotation.tour_months: '6' is not a list of values"),
        ({TOUR: [{"low": 3}]}, {}, "rotation.tour_months: 'a dict' is not allowed here: give"),
        ({TOUR: [10**400, 1]}, {}, "--over: rotation.tour_months: the number is too large to calculate with"),
        ({"force.main.profile": [{"99": 1}]}, {}, "--over: force.main.profile.99: lies beyond the horizon"),
        ({TOUR: [6]}, {"measures": []}, "--measures: no measure ''; allowed: achieved"),
        ({TOUR: [6]}, {"measures": ["capacity_units"]}, "--measures: no 'capacity_units' in a sweep of this"),
        ({TOUR: [6]}, {"measures": ["tide_up"]}, "--measures: no measure 'tide_up'; did you mean 'tied_up'?"),
        ({TOUR: [6]}, {"draws": 0}, "'0' is not a number of draws; give a whole number from 1"),
        ({TOUR: [6]}, {"draws": 10, "seed": -1}, "'-1' is no seed"),
        ({TOUR: range(1, 200)}, {"draws": 10**9}, "points of 1,000,000,000 draws each are 199,000,000,000, at most"),
        ({TOUR: [6]}, {"draws": 10, "measures": ["pool"]}, "--measures: draws count deployed, tied_up, capacity"),
    ],
)  # fmt: skip
def test_what_cannot_be_swept_is_refused_before_anything_runs(
    over: dict[str, Any], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ScenarioError, match=re.escape(message)):
        sweep.sweep(scenario(), over, **options)


def test_points_are_taken_side_by_side_and_each_is_what_its_run_gives() -> None:
    over: dict[str, Any] = {
        TOUR: [4.0, 6.0, 9.0, 9.0], "us_backstop.provided": [True, False, True, True],
        TROOPS: np.array([5e3, 12e3, 8e3, 1]),
        "coalition.rule": ["offers", "equal_strain", "offers", "by_priority"],
    }  # fmt: skip
    points = sweep.sweep(scenario(), over, measures=("tied_up", "margin", "months_held"), zipped=True)
    frame = points.frame()
    assert len(frame) == points.count == 4
    for number, (_, row) in enumerate(frame.iterrows()):
        point = scenario(**{path: values[number] for path, values in over.items()})
        assert points.point(number).document == point.document
        assert all(same(row, name, model.run(point).measure(name)) for name in points.measures)
    alone = sweep.sweep(scenario(), {TOUR: [4, 6]}, zipped=True)
    assert alone.frame().equals(sweep.sweep(scenario(), {TOUR: [4, 6]}).frame())


def test_points_side_by_side_need_as_many_values_of_each_path_and_are_not_multiplied() -> None:
    with pytest.raises(ScenarioError, match=r"for each: rotation.tour_months has 2, rotation.dwell_ratio has 3"):
        sweep.sweep(scenario(), {TOUR: [4, 6], DWELL: [1, 2, 3]}, zipped=True)
    many = np.linspace(1, 10, 20_000)
    assert sweep.sweep(scenario(), {TOUR: many, DWELL: many}, zipped=True).count == 20_000
    with pytest.raises(ScenarioError, match="400,000,000 points"):
        sweep.sweep(scenario(), {TOUR: many, DWELL: many})
