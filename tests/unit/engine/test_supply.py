"""Small coalitions whose results one can work out by hand."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from by_hand import by_hand
from coalitions import ROTATION, crosswise, nation, only, run

import model
from model import Results, Scenario
from model.engine.supply import unserved
from model.evidence.claims import Claim, Register
from model.frozen import FrozenMapping, Range

Given = dict[str, Any]


def rows(results: Results, case: str = "central") -> Any:  # noqa: ANN401
    frame = results.contributors
    return frame[frame["case"] == case].set_index("contributor")


def test_pool_capacity_margin_and_strain_by_hand() -> None:
    results = run({"a": nation(8_000), "b": nation(4_000, deployed_elsewhere=100)})
    assert rows(results)["pool"].tolist() == [4_000, 2_000 - 400]
    assert rows(results)["sustained"].tolist() == [1_000, 400]
    assert results.measure("capacity").central == 1_400
    assert results.measure("margin").central == 400
    assert results.measure("strain").central == pytest.approx(4_000 / 5_600)
    assert rows(results)["strain"].tolist() == pytest.approx([4_000 / 5_600] * 2)
    assert rows(results)["share_of_land_strength"].tolist() == pytest.approx(
        [2_857.142857 / 8_000, 1_142.857143 / 4_000]
    )


def test_what_is_posted_elsewhere_comes_off_once_and_what_is_deployed_with_its_reliefs() -> None:
    results = run({"a": nation(8_000, posted_elsewhere=100), "b": nation(8_000, deployed_elsewhere=100),
                   "c": nation(8_000, posted_elsewhere=100, deployed_elsewhere=100)})  # fmt: skip
    assert rows(results)["pool"].tolist() == [4_000 - 100, 4_000 - 400, 4_000 - 500]
    assert rows(results)["posted_elsewhere"].tolist() == [100, 0, 100]
    assert rows(results)["deployed_elsewhere"].tolist() == [0, 100, 100]


def test_what_is_deployed_elsewhere_turns_by_the_contributors_own_rotation() -> None:
    rotation = {"dwell_months": 6}
    results = run({"a": nation(8_000, deployed_elsewhere=100, rotation=rotation)})
    assert rows(results)["pool"].tolist() == [4_000 - 200]
    assert rows(results)["sustained"].tolist() == [1_900]
    assert results.measure("tied_up").central == 4_000
    assert rows(results)["tied_up"].tolist() == [2_000]


def test_a_components_rotation_comes_before_a_contributors() -> None:
    force = {
        "a": {"strength": {"troops": 300}, "rotation": {"dwell_months": 0}},
        "b": {"strength": {"troops": 100}},
    }
    results = run({"x": nation(8_000, rotation={"dwell_ratio": 1})}, force=force)
    assert rows(results)["sustained"].tolist() == [pytest.approx(4_000 / (0.75 * 1 + 0.25 * 2))]


def test_below_the_goal_down_to_the_floor() -> None:
    rotation = {**ROTATION, "dwell_floor_months": 6}
    results = run({"b": nation(4_000), "a": nation(4_000)}, rotation=rotation, troops=1_500)
    assert results.measure("capacity").central == 1_000
    assert results.measure("capacity_at_floor").central == 2_000
    assert results.measure("shortfall").central == 0
    short = run({"a": nation(4_000)}, rotation=rotation, troops=1_500)
    assert short.measure("shortfall").central == 500
    assert rows(short)["limit"].tolist() == ["dwell floor"]


def test_an_offer_is_a_cap_and_one_above_the_pool_is_counted_up_to_it() -> None:
    results = run({"a": nation(8_000, offer_troops=300), "b": nation(4_000, offer_troops=9_000)})
    assert rows(results)["deployed"].tolist() == [300, 500]
    assert rows(results)["limit"].tolist() == ["offer", "dwell goal"]


def test_more_committed_than_deployable_leaves_an_empty_pool() -> None:
    for committed in ({"deployed_elsewhere": 900}, {"posted_elsewhere": 2_100}):
        results = run({"a": nation(4_000, **committed), "b": nation(8_000)}, troops=500)
        assert rows(results)["pool"].tolist() == [0, 4_000]
        assert rows(results)["limit"].fillna("none").tolist() == ["empty pool", "none"]
        assert rows(results)["strain"].isna().tolist() == [True, False]


def test_a_contributor_without_a_figure_is_in_no_total_and_named() -> None:
    results = run({"a": nation(None), "b": nation(8_000)})
    assert results.measure("capacity").central == 1_000
    assert rows(results)["pool"].isna().tolist() == [True, False]


def test_nobody_who_counts_is_an_answer_and_no_error() -> None:
    results = run({"a": nation(8_000, position="refused")})
    assert results.measure("capacity").central == 0
    assert results.measure("shortfall").central == 1_000
    assert results.measure("strain").central is None
    assert results.measure("probability_kept_up").central == 0


def test_by_priority_the_first_go_first() -> None:
    three = {"a": nation(8_000, priority=2), "b": nation(4_000, priority=1), "c": nation(8_000)}
    results = run(three, coalition={"rule": "by_priority"})
    assert rows(results)["deployed"].tolist() == [500, 500, 0]


def test_by_offers_no_offer_gives_nothing_and_too_much_is_scaled_down() -> None:
    three = {"a": nation(8_000, offer_troops=900), "b": nation(8_000, offer_troops=300), "c": nation(8_000)}
    results = run(three, coalition={"rule": "offers"}, troops=600)
    assert rows(results)["deployed"].tolist() == pytest.approx([450, 150, 0])


def test_skies_and_seas_are_carried_by_those_who_list_them() -> None:
    force = {
        "land": {"strength": {"troops": 1_000}},
        "skies": {"strength": {"troops": 200}, "task": "air"},
    }
    both = {"a": nation(8_000, tasks=["deterrence", "air"]), "b": nation(8_000)}
    results = run(both, force=force)
    assert rows(results)["deployed"].tolist() == [600, 600]
    assert results.measure("shortfall").central == 0
    for rule in ("by_priority", "offers"):
        offered = {name: {**keys, "offer_troops": 900} for name, keys in both.items()}
        found = run(offered, force=force, coalition={"rule": rule})
        assert rows(found)["deployed"].sum() == pytest.approx(1_200)
        assert (rows(found)["deployed"] <= 900 + 1e-9).all()
    nobody = run({"b": nation(8_000)}, force=force)
    assert nobody.measure("shortfall").central == 200
    unasked = run({"a": nation(8_000, tasks=["maritime"]), "b": nation(8_000)}, force={"land": force["land"]})
    assert rows(unasked)["counts"].tolist() == [False, True]


def test_those_who_join_later_or_leave_are_not_there_at_the_peak() -> None:
    three = {"a": nation(8_000, joins_month=2), "b": nation(8_000, leaves_month=2), "c": nation(8_000)}
    assert rows(run(three))["counts"].tolist() == [False, True, True]
    rising = {"main": {"strength": {"troops": 1_000}, "profile": {"1": 0.5, "5": 1}}}
    assert rows(run(three, force=rising))["counts"].tolist() == [True, False, True]


def test_without_the_backstop_those_who_need_it_leave_and_what_falls_back_is_asked() -> None:
    force = {
        "main": {"strength": {"troops": 1_000}},
        "enablers": {"strength": {"troops": 500}, "provider": "united_states", "falls_back_to": "coalition"},
    }
    two = {"a": nation(8_000, needs_us_backstop=True), "b": nation(8_000)}
    provided = run(two, force=force)
    withdrawn = run(two, force=force, us_backstop={"provided": False})
    assert provided.measure("margin").central == 1_000
    assert withdrawn.measure("margin").central == 1_000 - 1_500
    mixed = run(two, force=force, us_backstop={"probability": 0.75})
    assert mixed.measure("probability_kept_up").central == 0.75
    assert only(mixed).chances(0).chance.pivotal_weight.tolist() == [0, 0]
    certain = run(
        two, force={**force, "enablers": {**force["enablers"], "strength": "unknown"}}, us_backstop={"probability": 1}
    )
    assert certain.measure("probability_kept_up").central == 1


def test_an_unknown_that_falls_back_leaves_margin_and_verdict_unknown() -> None:
    force = {
        "main": {"strength": {"troops": 1_000}},
        "enablers": {"strength": "unknown", "provider": "united_states", "falls_back_to": "coalition"},
    }
    results = run({"a": nation(8_000)}, force=force, us_backstop={"provided": False})
    assert results.measure("capacity").central == 1_000
    for measure in ("margin", "shortfall", "strain", "probability_kept_up", "contributors_needed"):
        assert results.measure(measure).central is None
    assert rows(results)["deployed"].isna().all()


def test_chances_by_position_and_by_contributor() -> None:
    three = {
        "a": nation(8_000, probability=0.5),
        "b": nation(8_000, position="open"),
        "c": nation(8_000, position="refused", probability=1),
        "d": nation(8_000, probability=0),
    }
    results = run(three, coalition={"probability_by_position": {"open": 0.25}}, troops=2_000)
    assert rows(results)["probability"].tolist() == [0.5, 0.25, 1, 0]
    assert rows(results)["counts"].tolist() == [True, False, True, False]
    assert results.measure("probability_kept_up").central == pytest.approx(1 - 0.5 * 0.75)
    weights = rows(results)["pivotal_weight"].tolist()
    assert weights == pytest.approx([0.75, 0.5, 0.625 - 0.125, 1 - 0.625])
    assert results.measure("contributors_needed").central == 2


def test_without_chances_the_answer_is_the_margin() -> None:
    for troops, expected in ((1_000, 1.0), (1_001, 0.0)):
        results = run({"a": nation(8_000)}, troops=troops)
        assert results.measure("probability_kept_up").central == expected


def test_the_curve_starts_at_certain_and_ends_at_all_together() -> None:
    results = run({"a": nation(8_000, probability=0.5), "b": nation(8_000, probability=0.5)})
    curve = results.chances.query("case == 'central'").set_index("troops")["probability"]
    assert curve.loc[0] == 1
    assert curve.loc[2_000] == pytest.approx(0.25)
    assert curve.loc[1_000] == pytest.approx(0.75)
    assert (np.diff(curve) <= 1e-12).all()


def test_ranges_reach_every_measure() -> None:
    ratio = {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}
    results = run({"a": nation(8_000)}, rotation=ratio, troops=1_200)
    assert results.measure("capacity") == Range(1_000, pytest.approx(8_000 / 7), pytest.approx(4_000 / 3))
    assert results.measure("probability_kept_up") == Range(0, 0, 1)
    assert results.measure("contributors_needed") == Range(1, None, None)


def test_the_largest_come_first_among_those_able() -> None:
    assert only(run({"a": nation(4_000), "b": nation(8_000)}, troops=10)).could_bring() == ["b", "a"]


def test_a_scenario_without_a_coalition_has_no_results_of_one() -> None:
    alone = run(None)
    assert only(alone).pivotal_weights() == {}
    assert only(alone).chances(0).could_bring() == {}
    assert "capacity" not in set(alone.measures["measure"])
    assert alone.contributors.empty
    assert only(alone).scenario.nation_title("some_where") == "Some Where"
    with pytest.raises(KeyError):
        only(alone).measure("capacity")


def test_nobody_keeps_a_force_up_where_there_is_no_coalition() -> None:
    alone = only(run(None))
    assert alone.chances(0).chance.kept_up == 0


def test_the_register_gives_the_latest_on_or_before_the_day() -> None:
    def claim(name: str, day: str, **changes: object) -> Claim:
        record = {
            "id": name, "says": "x", "speaker": "x", "said_on": day, "reported_by": "x", "reported_on": day,
            "date_basis": "stated", "url": "https://example.org", "nation": "france", "kind": "said", **changes,
        }  # fmt: skip
        return Claim.model_validate(record)

    register = Register(
        FrozenMapping(
            {
                record.id: record
                for record in (
                    claim("a.strength", "2024", value=8_000, unit="troops", bound="about", figure="land_strength"),
                    claim("a.open", "2025-03-01", text="x", position="open"),
                    claim(
                        "a.offer",
                        "2025-05-01",
                        value=400,
                        unit="troops",
                        bound="up_to",
                        figure="offer",
                        position="offered",
                    ),
                    claim("a.leads", "2025-06-01", text="x", leads="the talks", signed="a declaration"),
                )
            }
        )
    )
    document = {
        "force": {"main": {"strength": {"troops": 1_000}}},
        "rotation": ROTATION,
        "coalition": {"deployable_share": 0.5, "contributors": {"france": {}, "atlantis": {"land_strength": 8_000}}},
    }
    days = {"2025-01-01": "undeclared", "2025-04-01": "open", "2025-05-01": "offered", None: "offered"}
    for day, position in days.items():
        scenario = Scenario.from_document({**document, **({"as_of": day} if day else {})}, register=register)
        assert scenario.coalition is not None
        france = scenario.coalition.contributors["france"]
        assert france.position == position
        assert (france.offer_troops is None) == (position != "offered")
        assert france.land_strength is not None
        assert france.land_strength.claim == "a.strength"
        claimed = scenario.position_claim("france")
        assert (claimed.id if claimed else None) == {"open": "a.open", "offered": "a.offer"}.get(position)
    changes = {"france": {"position": "refused", "offer_troops": None}}
    changed = Scenario.from_document(
        {**document, "coalition": {"deployable_share": 0.5, "contributors": changes}}, register=register
    )
    assert changed.coalition is not None
    assert changed.coalition.contributors["france"].offer_troops is None
    assert changed.position_claim("france") is None
    same = changed.replace({"coalition.contributors.france.position": "offered"}).position_claim("france")
    assert same is not None
    assert same.id == "a.offer"
    assert [claim.leads for claim in register.of_nation("france", dt.date(2025, 6, 1))][-1] == "the talks"
    assert not any(claim.signed for claim in register.of_nation("france", dt.date(2025, 5, 31)))
    assert register.position("atlantis") is None


def test_lord_dannatts_second_clause_how_far_the_united_kingdom_alone_is_from_it() -> None:
    results = model.run(by_hand())
    assert results.measure("margin").high == 0
    assert results.measure("margin").low == -2_500
    assert results.measure("shortfall") == Range(0, pytest.approx(10_000 - 30_000 / 3.5), 2_500)
    """At 0.3 to 0.769 of 75,000, less 3,000 held ready and 1,344 deployed elsewhere three or four times."""
    shipped = model.run(model.load("dannatt"))
    assert shipped.measure("capacity").low == pytest.approx((0.3 * 75_000 - 3_000 - 4 * 1_344) / 4)
    assert shipped.measure("capacity").high == pytest.approx((0.769 * 75_000 - 3_000 - 3 * 1_344) / 3)


@pytest.mark.parametrize(
    ("given", "central", "high"),
    [
        ({"land_strength": {"low": 4_000, "high": 12_000}}, 0, 500),
        ({"land_strength": 8_000, "offer_troops": {"low": 200, "high": 1_000}}, 400, 800),
        ({"land_strength": 8_000, "deployable_share": {"low": 0.1, "high": 0.5}}, 400, 800),
    ],
)
def test_a_range_of_supply_alone_reaches_the_shortfall(given: Given, central: float, high: float) -> None:
    assert run({"a": {"position": "offered", "land_strength": "unknown", **given}}).measure("shortfall") == Range(
        0, central, high
    )


def test_a_range_of_a_chance_reaches_its_measure() -> None:
    results = run({"a": nation(8_000, probability={"low": 0.4, "high": 0.9})})
    assert results.measure("probability_kept_up") == Range(0.4, 0.65, 0.9)
    by_position = {"probability_by_position": {"offered": {"low": 0.4, "high": 0.9}}}
    assert run({"a": nation(8_000)}, coalition=by_position).measure("probability_kept_up").high == 0.9


def test_parts_of_troops_are_enough_where_everybody_is_in_for_certain() -> None:
    results = run({"a": nation(28_004), "b": nation(28_004)}, troops=7_001)
    assert results.measure("margin").central == 0
    assert results.measure("probability_kept_up").central == 1
    assert results.measure("contributors_needed").central == 2
    assert only(results).chances(0).chance.pivotal_weight.tolist() == [1, 1]


def test_a_margin_of_rounding_is_none() -> None:
    results = run({name: nation(8_000 / 3) for name in "abc"}, troops=1_000)
    assert results.measure("margin").central == 0


def test_by_offers_no_offer_is_what_limits() -> None:
    results = run({"a": nation(8_000), "b": nation(8_000, offer_troops=50)}, coalition={"rule": "offers"}, troops=200)
    assert rows(results)["limit"].tolist() == ["no offer", "offer"]


def test_a_contributor_given_as_nothing_is_taken_from_the_register() -> None:
    scenario = model.load("dannatt", changes={"coalition.contributors": {"france": None}})
    assert scenario.coalition is not None
    assert scenario.coalition.contributors["france"].land_strength is not None


def test_tasks_that_overlap_crosswise_are_shared_out_as_well_as_can_be() -> None:
    force, three = crosswise()
    results = run(three, force=force)
    assert results.measure("shortfall").central == 0  # b carries 180 by sea, and a 200 by air
    assert results.measure("capacity").central == 400
    assert rows(results)["deployed"].tolist() == [pytest.approx(200), pytest.approx(180), pytest.approx(20)]


def two_tasks(**changes: Any) -> Results:  # noqa: ANN401
    """A force on the ground and a patrol, and two nations that take on one of the two each."""
    force = {"ground": {"strength": {"troops": 20_000}}, "patrol": {"task": "air", "strength": {"troops": 500}}}
    nations = {"a": nation(80_000, tasks=["deterrence"]), "b": nation(96_000, tasks=["air"])}
    return run(nations, force=force, **changes)


def test_the_largest_force_is_the_one_that_its_scarcest_part_allows() -> None:
    results = two_tasks()
    assert rows(results)["sustained"].tolist() == [10_000, 12_000]
    assert results.measure("capacity").central == 10_250  # of the same mix: half of 20,500
    assert results.measure("margin").central == -10_250
    assert results.measure("shortfall").central == 10_000
    assert results.measure("probability_kept_up").central == 0
    assert results.measure("contributors_needed").central is None
    assert only(results).chances(0).chance.pivotal_weight.tolist() == [0, 0]
    assert only(results).pivotal_weights() == {}  # each is in for certain


def test_a_force_of_its_capacity_has_no_margin_and_just_the_chance_of_its_nations() -> None:
    force = {"ground": {"strength": {"troops": 10_000}}, "patrol": {"task": "air", "strength": {"troops": 500}}}
    nations = {
        "a": nation(80_000, tasks=["deterrence"], probability=0.5), "b": nation(96_000, tasks=["air"], probability=0.5),
    }  # fmt: skip
    results = run(nations, force=force)
    assert results.measure("margin").central == 0
    assert results.measure("probability_kept_up").central == 0.25
    assert results.measure("contributors_needed").central == 2
    assert only(results).chances(0).fewest == ["b", "a"]
    curve = results.chances[results.chances["case"] == "central"].set_index("troops")["probability"]
    assert curve[10_500] == 0.25
    assert curve.iloc[-1] == 0


def test_a_part_that_nobody_takes_on_leaves_no_force_of_that_mix() -> None:
    force = {"ground": {"strength": {"troops": 500}}, "patrol": {"task": "air", "strength": {"troops": 500}}}
    results = run({"a": nation(8_000)}, force=force)
    assert results.measure("capacity").central == 0
    assert results.measure("shortfall").central == 500
    assert results.measure("probability_kept_up").central == 0
    supply = only(results).outcomes.supply
    assert supply is not None
    assert unserved(supply) == ["patrol"]
    nobody = only(run({"a": nation(8_000, position="refused")}, force=force)).outcomes.supply
    assert nobody is not None
    assert unserved(nobody) == []


def test_parts_with_rotations_of_their_own_are_shared_out_in_troops_tied_up() -> None:
    force = {
        "ground": {"strength": {"troops": 400}, "rotation": {"dwell_months": 0}},
        "patrol": {"task": "air", "strength": {"troops": 100}},
    }
    nations = {"a": nation(1_600, tasks=["deterrence", "air"]), "b": nation(400, tasks=["air"])}
    results = run(nations, force=force)
    # a carries all 400 on the ground, which ties up 400 of its 800; of the patrol a carries 60 or so and b the rest,
    # each at the strain at which 800 - 400 and 200 together hold the 400 that the patrol ties up
    assert results.measure("capacity").central == pytest.approx(500 * 1_000 / 800)
    assert results.measure("strain").central == pytest.approx(800 / 1_000)
    assert rows(results)["strain"].tolist() == pytest.approx([0.8, 0.8])
    assert rows(results)["tied_up"].tolist() == pytest.approx([640, 160])


def test_a_nation_that_leaves_keeps_nothing_up_from_then_on() -> None:
    leaving = {"a": nation(80_000, leaves_month=4)}
    results = run(leaving, troops=5_000)
    assert results.measure("capacity").central == 0
    assert results.measure("margin").central == -5_000
    assert results.measure("shortfall").central == 5_000
    assert results.measure("probability_kept_up").central == 0
    row = rows(results).loc["a"]
    assert (row["from_month"], row["to_month"], row["counts"]) == (4, 24, False)


def test_a_nation_that_joins_late_leaves_the_first_months_short_alone() -> None:
    outcomes = only(run({"a": nation(80_000, joins_month=2)}, troops=5_000)).outcomes
    assert outcomes["capacity"].tolist() == [0]
    assert outcomes.limiting_months(0) == (1, 1)
    both = run({"a": nation(80_000, joins_month=2), "b": nation(48_000)}, troops=5_000)
    assert both.measure("capacity").central == 6_000
    assert both.measure("margin").central == 1_000


def test_a_force_that_grows_is_measured_in_its_period_of_least_capacity() -> None:
    force = {"main": {"strength": {"troops": 1_000}, "profile": {"7": 2}}}
    nations = {"a": nation(12_000), "b": nation(8_000, leaves_month=7), "c": nation(2_400, joins_month=13)}
    results = run(nations, force=force)
    # months 1 to 6 ask for 1,000 of 2,500; 7 to 12 for 2,000 of 1,500; from 13 for 2,000 of 1,800
    assert results.measure("deployed").central == 2_000
    assert results.measure("capacity").central == 1_500
    assert results.measure("shortfall").central == 500
    assert only(results).outcomes.limiting_months(0) == (7, 12)
    assert only(results).outcomes.most_missing.tolist() == [1]
    chances = {**nations, "a": nation(12_000, probability=0.5)}
    assert run(chances, force=force, troops=1).measure("probability_kept_up").central == 0


def test_a_force_that_has_no_troops_in_a_period_is_not_limited_by_it() -> None:
    force = {"main": {"strength": {"troops": 1_000}, "profile": {"1": 0, "7": 1}}}
    results = run({"a": nation(16_000, joins_month=7)}, force=force)
    assert results.measure("capacity").central == 2_000
    assert results.measure("shortfall").central == 0


def test_by_offers_what_is_not_offered_counts_for_nothing_anywhere() -> None:
    results = run({"a": nation(80_000)}, troops=5_000, coalition={"rule": "offers"})
    assert results.measure("capacity").central == 0
    assert results.measure("margin").central == -5_000
    assert results.measure("shortfall").central == 5_000
    assert results.measure("probability_kept_up").central == 0
    assert results.measure("contributors_needed").central is None


def test_without_a_size_of_the_force_its_capacity_is_the_least_sum_of_what_nations_keep_up() -> None:
    nations = {"a": nation(8_000), "b": nation(8_000, leaves_month=5), "c": nation(8_000, tasks=["air"])}
    force = {"main": {"strength": "unknown"}}
    results = run(nations, force=force)
    assert results.measure("capacity").central == 1_000
    assert results.measure("margin").central is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"b": {"offer_troops": {"low": 100, "high": 1_000}}}, (0.5, None, 0.75)),
        ({"b": {"deployed_elsewhere": {"low": 0, "high": 900}}}, (0.5, None, 0.75)),
    ],
)
def test_a_range_of_one_who_does_not_count_reaches_the_chance(
    given: Given, expected: tuple[float, None, float]
) -> None:
    two = {
        "a": nation(8_000, probability=0.5),
        "b": {**nation(8_000, position="open", probability=0.5), **given["b"]},
    }
    chance = run(two, troops=900).measure("probability_kept_up")
    assert (chance.low, chance.high) == (expected[0], expected[2])
    assert chance.central is not None
    assert expected[0] <= chance.central <= expected[2]


def test_a_range_of_the_backstops_chance_reaches_the_chance() -> None:
    results = run({"a": nation(8_000, needs_us_backstop=True)}, us_backstop={"probability": {"low": 0.2, "high": 0.8}})
    assert results.measure("probability_kept_up") == Range(0.2, 0.5, 0.8)


def test_a_ceiling_between_goal_and_floor_reaches_the_shortfall() -> None:
    rotation = {**ROTATION, "dwell_floor_months": 6}
    results = run({"a": nation(8_000, offer_troops={"low": 1_200, "high": 1_800})}, rotation=rotation, troops=1_500)
    assert results.measure("capacity_at_floor") == Range(1_200, 1_500, 1_800)
    assert results.measure("shortfall") == Range(0, 0, 300)


def test_a_force_on_standby_is_carried_by_nobody_and_short_of_nothing() -> None:
    force = {"main": {"strength": {"troops": 500}, "posture": "standby"}}
    for rule in ("equal_strain", "by_priority", "offers"):
        results = run({"a": nation(8_000)}, force=force, coalition={"rule": rule})
        assert results.measure("shortfall").central == 0
        assert rows(results)["deployed"].tolist() == [0]
