"""Small coalitions whose results one can work out by hand; and what is said of them."""

import json
from typing import Any

import numpy as np
import pytest
from coalitions import ROTATION, nation, only, run

import model
from model import Results, Scenario
from model.engine import chances
from model.evidence.claims import Claim, Register
from model.frozen import FrozenMapping, Range
from model.present.charts import coalition as coalition_charts
from model.present.charts import frame
from model.present.tables import coalition as coalition_tables
from model.present.tables import force as force_tables
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.present.words.notes import notes, warnings

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
    assert coalition_words.verdict(only(results), "central") == "within the dwell goal"


def test_what_is_deployed_elsewhere_turns_by_the_contributors_own_rotation() -> None:
    own = {"dwell_months": 6}
    results = run({"a": nation(8_000, deployed_elsewhere=100, rotation=own)})
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
    assert coalition_words.verdict(only(results), "central") == "only below the dwell goal: A, B"
    short = run({"a": nation(4_000)}, rotation=rotation, troops=1_500)
    assert coalition_words.verdict(only(short), "central") == "short by 500"
    assert rows(short)["limit"].tolist() == ["dwell floor"]


def test_an_offer_is_a_cap_and_one_above_the_pool_is_counted_up_to_it() -> None:
    results = run({"a": nation(8_000, offer_troops=300), "b": nation(4_000, offer_troops=9_000)})
    assert rows(results)["deployed"].tolist() == [300, 500]
    assert rows(results)["limit"].tolist() == ["offer", "dwell goal"]
    (warning,) = warnings(only(results))
    assert (
        str(warning)
        == "coalition.contributors.b.offer_troops: B is taken to offer 9,000 and could keep up about 500; no more is "
        "counted"
    )


def test_more_committed_than_deployable_leaves_an_empty_pool() -> None:
    results = run({"a": nation(4_000, deployed_elsewhere=900), "b": nation(8_000)}, troops=500)
    assert rows(results)["pool"].tolist() == [0, 4_000]
    assert rows(results)["limit"].fillna("none").tolist() == ["empty pool", "none"]
    assert "its pool is 0" in warnings(only(results))[0].message
    assert rows(results)["strain"].isna().tolist() == [True, False]


def test_a_contributor_without_a_figure_is_in_no_total_and_named() -> None:
    results = run({"a": nation(None), "b": nation(8_000)})
    assert results.measure("capacity").central == 1_000
    assert rows(results)["pool"].isna().tolist() == [True, False]
    assert "The land strength of A is not known publicly; it is in no total." in notes(only(results))
    table = coalition_tables.contributors_in_words(only(results), "central")
    assert table.loc["A", "Could keep up at the goal"] == "not known publicly"
    assert table.loc["A", "Available at the floor within its offer"] == "not known publicly"


def test_nobody_who_counts_is_an_answer_and_no_error() -> None:
    results = run({"a": nation(8_000, position="refused")})
    assert results.measure("capacity").central == 0
    assert results.measure("shortfall").central == 1_000
    assert results.measure("strain").central is None
    assert results.measure("probability_kept_up").central == 0
    assert "No contributor counts" in warnings(only(results))[0].message
    assert coalition_words.supply_sentence(only(results)) == (
        "No nation counts that has a published strength and troops left to rotate, so nothing could be kept up."
    )
    assert coalition_words.largest_force(only(results)) is None
    assert coalition_words.land_force_sentence(only(results)) is None
    assert coalition_charts.carried(only(results), "central").empty


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
        offered = {name: {**given, "offer_troops": 900} for name, given in both.items()}
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
    assert coalition_words.backstop_sentence(only(provided)) == (
        "If the United States backstop were withdrawn, out: A; falling to another provider: Enablers."
    )
    assert coalition_words.backstop_sentence(only(withdrawn)) == (
        "Without the United States backstop, out: A; falling to another provider: Enablers."
    )
    mixed = run(two, force=force, us_backstop={"probability": 0.75})
    assert mixed.measure("probability_kept_up").central == 0.75
    assert only(mixed).chance(0).pivotal_weight.tolist() == [0, 0]
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
    assert coalition_words.verdicts(only(results)) == dict.fromkeys(("low", "central", "high"), "not known publicly")
    assert coalition_words.verdict_sentence(only(results)) is None
    assert coalition_words.needed_sentence(only(results)) is None
    assert coalition_words.land_force_sentence(only(results)) is None
    assert rows(results)["deployed"].isna().all()
    text = str(coalition_charts.chance_chart(only(results), "central").to_dict())
    assert "proposed" not in text


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
    assert coalition_words.chance_sentence(only(results)) == (
        "If they took part with the chances assumed, the force could be kept up in 62 of 100 cases."
    )
    assert str(coalition_words.pivotal_sentence(only(results))).startswith(
        "Taking part or not would move that chance most for A (75)"
    )
    assert coalition_words.needed_sentence(only(results)) == (
        "Of the nations that count or have a chance of taking part, it would take at least 2, such as A and B."
    )


def test_without_chances_the_answer_is_the_margin() -> None:
    for troops, expected in ((1_000, 1.0), (1_001, 0.0)):
        results = run({"a": nation(8_000)}, troops=troops)
        assert results.measure("probability_kept_up").central == expected
        assert coalition_words.chance_sentence(only(results)) is None
        assert coalition_words.pivotal_sentence(only(results)) is None
    text = coalition_charts.chance_text(only(results), "central")
    assert text == "Every nation is simply in or out: a force of up to 1,000 could be kept up, no larger."


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
    ends = "within the dwell goal at the low end and short by 200 at the high end"
    assert coalition_words.verdict_sentence(only(results)) == f"By this rule of sharing the force would be {ends}."
    assert coalition_words.needed_sentence(only(results)) == (
        "A alone would suffice at the low end, not at the high end."
    )


@pytest.mark.parametrize(
    ("troops", "words"),
    [
        (1_000, "just the 1,000 entered"),
        (800, "200 more than the 800 entered"),
        (1_300, "300 short of the 1,300 entered"),
        ({"low": 900, "high": 1_200}, "from 200 short of, to 100 more than, the 900 to 1,200 entered"),
        ({"low": 1_000, "high": 1_200}, "from 200 short of, to just enough for, the 1,000 to 1,200 entered"),
    ],
)
def test_the_margin_in_words(troops: object, words: str) -> None:
    assert words in str(coalition_words.supply_sentence(only(run({"a": nation(8_000)}, troops=troops))))


def test_how_few_are_needed_in_words() -> None:
    two = {"a": nation(8_000), "b": nation(8_000), "c": nation(8_000, position="refused")}

    def told(troops: object, nations: dict[str, object] = two) -> str | None:
        return coalition_words.needed_sentence(only(run(nations, troops=troops)))

    assert told({"low": 900, "high": 1_500}) == (
        "Of the nations that count here, at the low end A alone would suffice; at the high end it would take at least "
        "2, such as A and B."
    )
    assert told(10) == "Of the nations that count here, A alone would suffice."
    assert told(9_000) == "The nations that count here would not suffice together."
    assert told({"low": 1_500, "high": 9_000}) == (
        "Of the nations that count here, at the low end it would take at least 2, such as A and B; at the high end all "
        "together would not suffice."
    )
    assert told({"low": 0, "high": 10}) == (
        "Of the nations that count here, at the low end it would take nobody; at the high end A alone would suffice."
    )
    assert told(10, {"a": nation(8_000)}) == "A alone would suffice."
    assert told(9_000, {"a": nation(8_000)}) == "A alone would not suffice."
    assert told(9_000, {"a": nation(8_000, position="refused")}) is None
    assert told(0) is None
    four = {name: nation(8_000) for name in "abcd"}
    assert told(4_000, four) == "Of the nations that count here, it would take at least 4, the largest first."
    assert only(run({"a": nation(4_000), "b": nation(8_000)}, troops=10)).able() == ["b", "a"]


def test_who_suffices_is_told_of_the_shipped_scenarios() -> None:
    def told(name: str) -> str:
        return str(coalition_words.needed_sentence(only(model.run(model.load(name)))))

    assert told("willing_chances").endswith("have a chance of taking part, Turkey alone would suffice.")
    for name in ("reassurance_force", "no_us_backstop_assumed"):
        assert told(name) == "The nations that count here would not suffice together."


def test_a_scenario_without_a_coalition_has_nothing_to_say_of_one() -> None:
    alone = model.run(Scenario.from_document({"force": {"a": {"strength": {"troops": 5}}}, "rotation": ROTATION}))
    assert list(coalition_words.sentences(only(alone))) == []
    assert coalition_words.verdicts(only(alone)) is None
    assert only(alone).pivotal_weights() == {}
    assert chances.could_bring(only(alone).outcomes, 0) == {}
    assert "capacity" not in set(alone.measures["measure"])
    assert alone.contributors.empty
    assert only(alone).scenario.nation_title("some_where") == "Some Where"
    with pytest.raises(KeyError):
        alone.measure("capacity")


def test_nobody_keeps_a_force_up_where_there_is_no_coalition() -> None:
    alone = only(model.run(Scenario.from_document({"force": {"a": {"strength": {"troops": 5}}}, "rotation": ROTATION})))
    assert model.engine.chances.chance_kept_up(alone.cases, alone.outcomes, 0).kept_up == 0


def test_the_register_gives_the_latest_on_or_before_the_day() -> None:
    def claim(name: str, day: str, **given: object) -> Claim:
        record = {
            "id": name, "says": "x", "speaker": "x", "said_on": day, "reported_by": "x", "reported_on": day,
            "date_basis": "stated", "url": "https://example.org", "nation": "france", "kind": "said", **given,
        }  # fmt: skip
        return Claim.model_validate(record)

    register = Register(
        FrozenMapping(
            {
                each.id: each
                for each in (
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
                    claim("a.leads", "2025-06-01", text="x", leads=True, signed=True),
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
    given = {"france": {"position": "refused", "offer_troops": None}}
    own = Scenario.from_document(
        {**document, "coalition": {"deployable_share": 0.5, "contributors": given}}, register=register
    )
    assert own.coalition is not None
    assert own.coalition.contributors["france"].offer_troops is None
    assert own.position_claim("france") is None
    assert register.flagged("leads") == register.flagged("signed") == {"france"}
    assert register.position("atlantis") is None


def test_lord_dannatts_second_clause_how_far_the_united_kingdom_alone_is_from_it() -> None:
    results = model.run(model.load("dannatt"))
    assert results.measure("margin").high == 0
    assert results.measure("margin").low == -2_500
    assert coalition_words.verdicts(only(results)) == {
        "low": "within the dwell goal", "central": "short by 1,400", "high": "short by 2,500",
    }  # fmt: skip


def test_refusals_stay_visible_as_refusals() -> None:
    table = coalition_tables.contributors_in_words(only(model.run(model.load("willing_september_2025"))), "high")
    assert table.loc["Poland", "In"] == "out"
    assert table.loc["Poland", "Position"].startswith("refused ([poland.position_2025_09](claim:")
    assert table.loc["Luxembourg", "Could keep up at the goal"] == "not known publicly"
    assert table["In"].tolist() == sorted(table["In"])


def test_charts_of_the_coalition_carry_their_numbers_and_one_colour() -> None:
    found = only(model.run(model.load("willing_chances")))
    carried = coalition_charts.carried_chart(found, "high").to_dict()
    assert coalition_charts.carried(found, "high")["title"].tolist()[:2] == ["United Kingdom", "France"]
    assert "United Kingdom 7,000 of 7,500" in coalition_charts.carried_text(found, "high")
    assert frame.DARK in str(carried)
    for chart in (
        carried,
        coalition_charts.chance_chart(found, "high").to_dict(),
        coalition_charts.pivotal_chart(found).to_dict(),
    ):
        assert any("Source: " in line for line in chart["title"]["subtitle"])
    table = coalition_tables.pivotal_in_words(found)
    assert table.index[0] == "Turkey"
    chances = coalition_tables.chances_in_words(found, "high")["A force of up to"]
    assert chances.loc["63 of 100 cases: as proposed"] == "20,000"
    assert coalition_charts.chance_text(found, "high").startswith(
        "At the size proposed 63 of 100 cases; half of the cases"
    )
    assert "Turkey 52" in coalition_charts.pivotal_text(found)


def test_what_is_not_known_is_drawn_as_such_and_never_as_nothing() -> None:
    found = only(model.run(model.load("no_us_backstop")))
    rows = coalition_charts.carried(found, "high")
    assert rows["carries"].isna().all()
    assert all(label.startswith("not known publicly, of ") for label in rows["label"])
    assert "not known publicly, of 7,500" in coalition_charts.carried_text(found, "high")
    assert coalition_charts.carried(found, "low")["available"].max() == 10_000
    assert "null" not in str(coalition_tables.contributors_in_words(found, "high"))
    assert "half" not in coalition_charts.chance_text(found, "high")


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        ({"land_strength": {"low": 4_000, "high": 12_000}}, "within the dwell goal", "short by 500"),
        (
            {"land_strength": 8_000, "offer_troops": {"low": 200, "high": 1_000}},
            "within the dwell goal",
            "short by 800",
        ),
        (
            {"land_strength": 8_000, "deployable_share": {"low": 0.1, "high": 0.5}},
            "within the dwell goal",
            "short by 800",
        ),
    ],
)
def test_a_range_of_supply_alone_reaches_the_verdict(given: Given, low: str, high: str) -> None:
    results = run({"a": {"position": "offered", "land_strength": 8_000, **given}})
    verdicts = coalition_words.verdicts(only(results))
    assert verdicts is not None
    assert (verdicts["low"], verdicts["high"]) == (low, high)


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
    assert only(results).chance(0).pivotal_weight.tolist() == [1, 1]


def test_a_margin_of_rounding_is_none() -> None:
    results = run({name: nation(8_000 / 3) for name in "abc"}, troops=1_000)
    assert results.measure("margin").central == 0
    assert "just the 1,000 entered" in str(coalition_words.supply_sentence(only(results)))


def test_what_nobody_lists_and_who_made_no_offer_is_named() -> None:
    force = {"land": {"strength": {"troops": 100}}, "skies": {"strength": {"troops": 100}, "task": "air"}}
    told = notes(only(run({"a": nation(8_000)}, force=force)))
    assert told == ["Skies: no nation that counts lists the task air; nobody carries it, though capacity counts all."]
    results = run({"a": nation(8_000), "b": nation(8_000, offer_troops=50)}, coalition={"rule": "offers"})
    assert "No offer is known of A; by this rule they carry nothing." in notes(only(results))
    assert rows(results)["limit"].tolist() == ["no offer", "offer"]


def test_a_measure_without_a_figure_says_why() -> None:
    results = only(run({"a": nation(8_000)}, troops=9_000))
    assert model.present.words.force.missing(results, "contributors_needed") == "more than all together"
    assert model.present.words.force.missing(only(run({"a": nation(0)})), "strain") == "no pool"


def test_a_contributor_given_as_nothing_is_taken_from_the_register() -> None:
    scenario = model.load("dannatt", changes={"coalition.contributors": {"france": None}})
    assert scenario.coalition is not None
    assert scenario.coalition.contributors["france"].land_strength is not None


def test_tasks_that_overlap_crosswise_are_said_to_leave_room() -> None:
    force = {
        "skies": {"strength": {"troops": 200}, "task": "air"},
        "seas": {"strength": {"troops": 200}, "task": "maritime"},
    }
    three = {
        "a": nation(1_600, tasks=["air"]),
        "b": nation(1_440, tasks=["air", "maritime"]),
        "c": nation(160, tasks=["maritime"]),
    }
    results = run(three, force=force)
    assert (results.measure("shortfall").central or 0) > 0
    assert "overlap crosswise" in notes(only(results))[-1]
    both = {name: {**given, "tasks": ["air", "maritime"]} for name, given in three.items()}
    assert not [note for note in notes(only(run(both, force=force))) if "crosswise" in note]


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


def test_a_ceiling_between_goal_and_floor_reaches_the_verdict() -> None:
    rotation = {**ROTATION, "dwell_floor_months": 6}
    results = run({"a": nation(8_000, offer_troops={"low": 1_200, "high": 1_800})}, rotation=rotation, troops=1_500)
    verdicts = coalition_words.verdicts(only(results))
    assert verdicts is not None
    assert (verdicts["low"], verdicts["high"]) == ("only below the dwell goal: A", "short by 300")


def test_no_force_needs_no_nations() -> None:
    (run,) = model.run(model.load("dannatt").replace({"force.british_force.strength.troops": 0})).runs
    assert coalition_words.needed_sentence(run) is None


def test_what_nobody_gave_as_deployed_elsewhere_is_said_to_count_as_nothing() -> None:
    def told(**nations: object) -> str | None:
        return coalition_words.elsewhere_sentence(only(run(nations)))

    end = "keeps deployed elsewhere counts as 0, an assumption of ours; anything there would make the pool smaller."
    assert told(a=nation(8_000), b=nation(8_000)) == f"What each of these nations {end}"
    assert told(a=nation(8_000), b=nation(8_000, deployed_elsewhere=10)) == f"What A {end}"
    assert told(a=nation(8_000), b=nation(8_000, position="refused")) == f"What A {end}"
    assert told(a=nation(8_000, deployed_elsewhere=0)) is None


def test_the_size_of_the_force_is_one_number_everywhere_and_whose_it_is() -> None:
    start = model.load("willing_chances")
    troops = "force.reassurance_force.strength.troops"
    found = only(model.run(start.replace({troops: 12_345})))
    curve = coalition_tables.chances_in_words(found, "high")["A force of up to"]
    assert next(value for key, value in curve.items() if str(key).endswith("as entered")) == "12,345"
    told = (
        force_words.title(found), force_words.headline(found), str(coalition_words.supply_sentence(found)),
        force_words.figure(found, "deployed"), force_words.chart_text(found),
        str(force_tables.phases_in_words(found).loc["Deployed"].tolist()),
        str(force_tables.requirement_in_words(found)["Troops"].tolist()),
        json.dumps(coalition_charts.chance_chart(found, "high").to_dict()),
    )  # fmt: skip
    assert [each for each in told if "12,345" not in each] == []
    assert "the 12,345 entered" in told[2]
    assert "entered: 12,345" in told[-1]
    assert coalition_charts.chance_text(found, "high").startswith("At the size entered ")
    worked_out = start.replace({troops: 12_345, "force.reassurance_force.support_per_deployed": 0.333})
    found = only(model.run(worked_out))
    assert force_words.title(found) == "What would a force of 16,500 tie up?"
    assert "the 16,500 entered" in str(coalition_words.supply_sentence(found))
    assert "16,500" in str(coalition_tables.chances_in_words(found, "high"))
    assert "the 20,000 proposed" in str(coalition_words.supply_sentence(only(model.run(start))))


def test_what_bounds_a_nations_part_stands_in_the_table_as_in_the_chart() -> None:
    results = run({"a": nation(8_000, offer_troops=300), "b": nation(8_000)}, troops=500)
    table = coalition_tables.contributors_in_words(only(results), "central")
    assert table["Could keep up at the goal"].tolist() == ["1,000", "1,000"]
    assert table["Available at the floor within its offer"].tolist() == ["300", "1,000"]
    subtitle = coalition_charts.carried_chart(only(results), "central").to_dict()["title"]["subtitle"]
    assert "Line: available at the floor within its offer" in subtitle
    assert "of what is available at the floor within its offer: B" in coalition_charts.carried_text(
        only(results), "central"
    )
