"""The bloc: what a coalition keeps up by its courses is what its nations keep up one by one, and where it is not."""

from typing import Any

import numpy as np
import pytest

import model
from model import Scenario
from model.engine.bloc import Bloc, Course
from model.engine.cases import Cases
from model.engine.outcomes import evaluate
from model.kernels.coalitions import tables

NATIONS = "coalition.contributors"
RATIO = {"low": 2, "high": 3}
MEASURES = ("deployed", "tied_up", "capacity", "margin", "shortfall")
DRAWS = 4_000


def scenario(changes: dict[str, Any] | None = None) -> Scenario:
    """Return 10,000 troops for six months: pools of 20,000 but one; two offers bind always, never, and one at times."""
    nations: dict[str, Any] = {
        "always": {"offer_troops": 3_000}, "never": {"offer_troops": 9_000}, "at_times": {"offer_troops": 6_000},
        "open": {"land_strength": 30_000}, "waits": {"needs_us_backstop": True}, "certain": {"probability": None},
        "small": {"tasks": ["air"], "offer_troops": 6_000},
    }  # fmt: skip
    for number, (name, nation) in enumerate(nations.items()):
        document = {"position": "offered", "land_strength": 40_000, "probability": 0.2 + 0.1 * number, **nation}
        nations[name] = {key: value for key, value in document.items() if value is not None}
    document = {
        "force": {"main": {"strength": {"troops": {"low": 10_000, "high": 30_000}}}},
        "rotation": {"tour_months": 6, "dwell_ratio": RATIO, "dwell_floor_months": 9},
        "coalition": {"deployable_share": 0.5, "contributors": nations},
    }
    return model.load(document).replace(changes or {})


def paths(of: Scenario) -> list[str]:
    """Return the paths of the nations' chances."""
    assert of.coalition is not None
    nations = of.coalition.contributors.items()
    return [f"{NATIONS}.{name}.probability" for name, nation in nations if nation.probability is not None]


def bloc(of: Scenario) -> Bloc | None:
    """Return the bloc of a scenario, its nations in tables of equal chances."""
    return Bloc.of(of, paths(of), tables([0.5] * len(paths(of))))


@pytest.mark.parametrize("rule", ["equal_strain", "by_priority", "offers"])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"rotation.dwell_floor_months": None, "us_backstop.provided": False},
        {"rotation.dwell_ratio": 2.5, "rotation.dwell_floor_months": 6},
        {f"{NATIONS}.never.priority": 1, f"{NATIONS}.open.land_strength": "unknown"},
        {"force.main.strength": "unknown"},
        {"force.main.strength.troops": 0},
        {"force.second": {"strength": {"troops": 5_000}, "rotation": {"dwell_months": {"low": 18, "high": 24}}}},
        {"horizon_months": 12, "force.main.profile": {"1": {"low": 0.5, "high": 1}}},
    ],
)
def test_a_bloc_keeps_up_what_its_nations_do(rule: str, changes: dict[str, Any]) -> None:
    of = scenario({"coalition.rule": rule, **changes})
    random = np.random.default_rng(1)
    of_nations = tables([0.5] * len(paths(of)))
    whole = bloc(of)
    assert whole is not None
    cells = [table.cells(random.random(DRAWS)) for table in of_nations]
    ranges = {path: ends.low + (ends.high - ends.low) * random.random(DRAWS) for path, ends in of.ranges.items()}
    takes_part = np.concatenate([table.members[drawn].T for table, drawn in zip(of_nations, cells, strict=True)])
    values = {**Cases.central(of).values, **ranges}
    one_by_one = {**values, **dict(zip(paths(of), takes_part.astype(float), strict=True))}
    outcomes = whole.outcomes(Cases(of, values, DRAWS), cells)
    peer = evaluate(Cases(of, one_by_one, DRAWS))
    for measure in MEASURES:
        assert outcomes[measure] == pytest.approx(peer[measure], rel=1e-12, abs=1e-8, nan_ok=True), measure


def test_each_nation_has_the_course_of_its_offer() -> None:
    whole = bloc(scenario())
    assert whole is not None
    # multipliers of 3 to 4: 20,000 keep up 5,000 to 6,667, and 15,000 of `open` 3,750 to 5,000
    courses = {(course.pool, course.offer): course for course in whole.at_goal}
    assert set(courses) == {(np.inf, 1.0), (1.0, np.inf), (20_000.0, 6_000.0)}
    together = {course: of.always + max(of.by_cell[0]) for course, of in courses.items() if of.by_cell[0] is not None}
    assert together == {(np.inf, 1.0): 3_000, (1.0, np.inf): 75_000, (20_000.0, 6_000.0): 1}
    # the least time at home of nine months is a multiplier of 2.5, whatever the ratio
    (fixed,) = whole.at_floor
    assert fixed.always == 8_000
    assert max(fixed.by_cell[0]) == 3_000 + 8_000 + 6_000 + 6_000 + 8_000


def test_a_course_is_so_many_times_the_lesser_of_pool_and_offer() -> None:
    cells = [np.array([0, 1]), np.array([1, 1])]
    fixed = Course(pool=np.inf, offer=1.0, always=5.0, by_cell=(np.array([0.0, 10.0]), None))
    assert fixed.troops(cells, np.ones(1)).tolist() == [5.0, 15.0]
    binding = Course(pool=12.0, offer=4.0, always=0.0, by_cell=(None, np.array([0.0, 1.0])))
    assert binding.troops(cells, np.array([2.0, 4.0])).tolist() == [4.0, 3.0]


OWN_RANGE = {"low": 10_000, "high": 20_000}


@pytest.mark.parametrize(
    "changes",
    [
        {"coalition.deployable_share": {"low": 0.4, "high": 0.5}},
        {f"{NATIONS}.open.land_strength": OWN_RANGE},
        {f"{NATIONS}.open.rotation": {"tour_months": 4}},
        {f"{NATIONS}.open.deployed_elsewhere": 1_000},
        {f"{NATIONS}.open.joins_month": 3},
        {"force.main.profile": {"3": 0.5}},
        {"force.second": {"task": "air", "strength": {"troops": 1_000}}},
        {"force.main.posture": "standby"},
        {"coalition.deployable_share": 0},
        {f"force.part_{number}": {"strength": {"troops": OWN_RANGE}} for number in range(11)},
    ],
)
def test_where_capacity_is_no_sum_of_courses_there_is_no_bloc(changes: dict[str, Any]) -> None:
    assert bloc(scenario()) is not None
    assert bloc(scenario(changes)) is None


def test_without_nations_or_with_the_backstop_drawn_there_is_no_bloc() -> None:
    assert Bloc.of(scenario({"coalition": None}), [], []) is None
    assert Bloc.of(scenario(), ["us_backstop.provided"], tables([0.5])) is None


def test_of_certain_nations_alone_the_bloc_is_all_of_them() -> None:
    certain = scenario(dict.fromkeys(paths(scenario())))
    whole = bloc(certain)
    assert whole is not None
    outcomes = whole.outcomes(Cases.central(certain), [])
    assert outcomes["capacity"] == pytest.approx(evaluate(Cases.central(certain))["capacity"])
