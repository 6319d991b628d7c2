"""Ways to close a gap: by hand on small coalitions, and on shipped scenarios by feeding each back."""

import math
from typing import Any

import pytest
from coalitions import nation, only, run

import model
from model.analysis.breakeven import Solution
from model.analysis.ways import Way, Ways, _jumps, ways
from model.engine.cases import at
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios

NATIONS = "coalition.contributors"
REST = {"tour_months": 6, "dwell_ratio": 3}


def ways_of(contributors: dict[str, Any] | None, **parts: Any) -> Ways:  # noqa: ANN401
    """The ways of a small coalition at four in the cycle: each nation keeps up an eighth of its land strength."""
    result = ways(only(run(contributors, **{"rotation": REST, **parts})))
    assert result is not None
    return result


def input_way(result: Ways, path: str) -> Way:
    return next(way for way in result.ways if way.path == path)


def test_a_gap_of_one_case_is_closed_by_hand() -> None:
    """An army of 4,000 keeps up 500 of 1,000; 500 of 2,000 may go, each with three at home."""
    result = ways_of({"a": nation(4_000), "b": nation(4_000, position="open"), "c": nation(2_000, position="open")})
    assert result.margins == {"low": -500, "high": -500}
    assert result.is_short
    size = result.of("size")
    assert size is not None
    assert (size.now, size.reached) == ({"low": 1_000, "high": 1_000}, {"low": 500, "high": 500})
    assert size.far == 0.5
    rest = input_way(result, "rotation.dwell_ratio")
    assert rest.reached == {"low": 1.0, "high": 1.0}  # 2,000 soldiers, half of them away
    assert input_way(result, "coalition.deployable_share").reached == {"low": 1.0, "high": 1.0}
    joining = result.of("nation")
    assert joining is not None
    assert [(one.name, one.troops) for one in joining.nations] == [("b", {"low": 500, "high": 500})]
    assert joining.far == 1.0
    assert "rotation.tour_months" in result.idle
    assert all(map(result.is_sure, result.ways))


def test_the_ways_that_go_least_far_come_first_and_those_of_one_case_last() -> None:
    coalition = {"deployable_share": {"low": 0.1, "high": 0.5}}
    result = ways_of({"a": nation(7_000)}, coalition=coalition)
    assert result.margins == {"low": -125, "high": -825}
    assert [(way.kind, way.path, result.is_sure(way)) for way in result.ways] == [
        ("size", "", True),
        ("input", "coalition.deployable_share", True),
        ("input", "rotation.dwell_ratio", False),
    ]
    assert [round(way.far, 3) for way in result.ways] == [0.825, 4.714, 0.167]
    assert result.of("offers") is None


def test_only_cases_with_a_gap_are_asked() -> None:
    result = ways_of({"a": nation(7_000)}, coalition={"deployable_share": {"low": 0.5, "high": 0.8}})
    assert result.margins == {"high": -125}
    size = result.of("size")
    assert size is not None
    assert size.reached == {"high": 875}


def test_less_than_one_soldier_is_no_gap() -> None:
    assert not ways_of({"a": nation(4_000)}, troops=500.5).is_short
    assert ways_of({"a": nation(4_000)}, troops=501).is_short


def test_without_a_gap_each_way_ends_where_one_would_open() -> None:
    result = ways_of({"a": nation(8_000), "b": nation(4_000)})
    assert result.margins == {"low": 500, "high": 500}
    assert not result.is_short
    size, leaving = result.of("size"), result.of("nation")
    assert size is not None
    assert size.reached["low"] == 1_500
    assert leaving is not None
    assert [(one.name, one.troops) for one in leaving.nations] == [("b", {"low": 500, "high": 500})]
    assert input_way(result, "rotation.dwell_ratio").reached["high"] == pytest.approx(5)
    assert input_way(result, "rotation.overlap_months").far == math.inf


def test_a_force_that_is_just_kept_up_has_no_room_and_tours_open_no_gap() -> None:
    """8,000 soldiers keep up 1,000 for good, on tours of any length, since rest grows with the tour."""
    result = ways_of({"a": nation(8_000)})
    assert result.margins == {"low": 0, "high": 0}
    assert [way.has_room for way in result.ways] == [False] * len(result.ways)
    assert "rotation.tour_months" in result.idle


def test_an_offer_that_holds_a_nation_back_is_a_way_or_named_beside_them() -> None:
    enough = ways_of({"a": nation(16_000, offer_troops=700)})
    offers = enough.of("offers")
    assert offers is not None
    assert (offers.now["low"], offers.reached["low"], offers.far) == (700, 2_000, pytest.approx(300 / 1_300))
    assert enough.extra == {}
    too_few = ways_of({"a": nation(6_000, offer_troops=700)})
    assert too_few.of("offers") is None
    assert too_few.extra == {"low": 50, "high": 50}
    assert ways_of({"a": nation(8_000, offer_troops=700)}, troops=600).of("offers") is None


def test_there_are_no_ways_without_nations_or_a_size() -> None:
    assert ways(only(run(None))) is None
    (unknown,) = model.run(model.load("no_us_backstop")).runs
    assert ways(unknown) is None


def test_a_jump_of_the_margin_ends_a_way_on_the_side_on_which_nothing_is_missing() -> None:
    def jump(now: float, *, is_short: bool, **whole: tuple[float, ...]) -> list[float]:
        jumps = {"low": (2.0,), "central": (), "high": ()}
        solution = Solution(model.load("dannatt"), "x", (0, 4), {}, dict(whole), {}, jumps)
        return list(_jumps(solution, "low", now, is_short=is_short))

    assert jump(1, is_short=True) == [math.nextafter(2, 3)]
    assert jump(3, is_short=True) == [math.nextafter(2, 1)]
    assert jump(1, is_short=False) == [math.nextafter(2, 1)]
    assert jump(1, is_short=True, low=()) == [3]
    assert jump(3, is_short=True, low=()) == [1]


@pytest.mark.parametrize("name", shipped_scenarios())
def test_each_way_fed_back_leaves_nothing_missing(name: str) -> None:
    (before,) = model.run(model.load(name)).runs
    result = ways(before)
    for way in result.ways if result else ():
        if way.kind == "input":
            for case, reached in way.reached.items():
                assert margin_at(before, case, {way.path: reached}) > -1
        for one in way.nations:
            chance = 1.0 if result and result.is_short else 0.0
            path = f"{NATIONS}.{one.name}.probability"
            for case in one.troops:
                assert margin_at(before, case, {path: chance}, nation_moved=one.name) > -1


def margin_at(before: Run, case: str, changes: dict[str, float], nation_moved: str = "") -> float:
    """The margin of a run's case with some values set; ranges of a nation's own at the end that helps most."""
    held: dict[str, Any] = {
        path: {"value": float(at(before.cases[path], before.case_numbers[case])), "because": "held"}
        for path in before.scenario.ranges
        if not path.startswith(f"{NATIONS}.{nation_moved}.")
    }
    margin = Run.of(before.scenario.replace({**held, **changes})).measure("margin")
    end = margin.high if case == "low" else margin.low
    assert end is not None
    return end


def test_where_nobody_carries_a_part_nobody_could_leave() -> None:
    force = {"main": {"provider": "united_states", "strength": {"troops": 5_000}}}
    strength = {"low": 900, "high": 3_000, "because": "a test"}
    nations = {"a": nation(400), "b": {"position": "offered", "land_strength": strength}}
    assert not ways_of(nations, force=force).is_short
