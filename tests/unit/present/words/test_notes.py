"""The notes and warnings beside the results."""

from coalitions import brigades, crosswise, nation, of_force, only, run

from model.present.words.notes import notes, warnings


def test_an_offer_above_the_pool_is_warned_of() -> None:
    (warning,) = warnings(only(run({"a": nation(8_000, offer_troops=300), "b": nation(4_000, offer_troops=9_000)})))
    assert str(warning) == (
        "coalition.contributors.b.offer_troops: B is taken to offer 9,000; by these rules it could keep up 500, and "
        "we count the smaller of the two"
    )


def test_an_offer_of_a_nation_that_is_out_is_not_warned_of() -> None:
    nations = {"a": nation(8_000), "b": nation(4_000, position="open", offer_troops=9_000)}
    assert warnings(only(run(nations))) == []
    (warning,) = warnings(only(run(nations, coalition={"probability_by_position": {"open": 0.5}})))
    assert warning.path[-1] == "offer_troops"


def test_more_committed_than_deployable_is_warned_of() -> None:
    for key, troops in (("deployed_elsewhere", 900), ("posted_elsewhere", 2_100)):
        one = only(run({"a": nation(4_000, **{key: troops}), "b": nation(8_000)}, troops=500))
        assert str(warnings(one)[0]) == (
            f"coalition.contributors.a.{key}: All that A can send is tied up elsewhere, so it adds nobody here"
        )


def test_a_land_strength_that_is_not_known_is_named() -> None:
    one = only(run({"a": nation(None), "b": nation(8_000)}))
    assert "A is left out: no army figure found." in notes(one)


def test_that_nobody_counts_is_warned_of() -> None:
    (warning,) = warnings(only(run({"a": nation(8_000, position="refused")})))
    assert "Nobody takes part" in warning.message
    assert warning.remedy


def test_what_nobody_lists_and_who_made_no_offer_is_named() -> None:
    force = {"land": {"strength": {"troops": 100}}, "skies": {"strength": {"troops": 100}, "task": "air"}}
    sentences = notes(only(run({"a": nation(8_000)}, force=force)))
    nobody = "none of the nations takes on this task, air, so nobody carries this part"
    assert sentences == [f"Skies: {nobody}, and no force of this mix could be kept up."]
    (warning,) = warnings(only(run({"a": nation(8_000)}, force=force)))
    assert warning.remedy == "name air among the tasks of a nation, or leave the part out"
    results = run({"a": nation(8_000), "b": nation(8_000, offer_troops=50)}, coalition={"rule": "offers"})
    assert "No offer by A is known; shared as offered, a nation without an offer carries nothing." in notes(
        only(results)
    )


def test_capacity_that_is_about_right_is_said_to_be() -> None:
    force, three = crosswise()
    other = {"rotation": {"dwell_months": 6}}
    parts = {**force, "seas": {**force["seas"], **other}}
    about = "tours or offers of their own here, so what could be kept up is about right, not exact."
    assert notes(only(run(three, force=parts))) == []
    assert notes(only(run({**three, "a": {**three["a"], **other}}, force=parts)))[-1].endswith(about)
    assert notes(only(run({**three, "a": {**three["a"], "offer_troops": 99}}, force=parts)))[-1].endswith(about)


def test_a_strength_that_is_not_known_is_named_with_what_it_leaves_empty() -> None:
    assert (
        "nobody has published a size"
        in notes(only(of_force({"a": {"strength": {"troops": 100}}, "b": {"strength": "unknown"}})))[0]
    )
    standby = {"strength": "unknown", "posture": "standby"}
    assert notes(only(of_force({"a": {"strength": {"troops": 1}}, "b": standby}))) == [
        "B: nobody has published a size, and on standby it ties up nobody, so no total includes it.",
    ]
    turning = only(of_force({"b": {**standby, "rotation": {"dwell_months": 6}}}))
    assert "so totals that would include it stay empty" in notes(turning)[0]


def test_without_the_backstop_each_part_is_told_with_who_takes_it_over() -> None:
    force = {
        "a": {"strength": {"troops": 100}},
        "b": {"strength": {"troops": 50}, "provider": "united_states", "falls_back_to": "coalition"},
        "c": {"strength": {"troops": 70}, "provider": "united_states"},
    }
    assert notes(only(of_force(force, us_backstop={"provided": False}))) == [
        "Without the US, the coalition would have to provide this part: B.",
        "Without the US, nobody in this plan would provide this part: C.",
    ]


def test_a_range_over_corners_alone_is_said_to_be_one() -> None:
    two = {"a": {"strength": {"troops": {"low": 1, "high": 2}}}, "b": {"strength": {"troops": 5}}}
    assert "With several parts, values in between could lie outside them" in notes(only(of_force(two)))[0]
    assert notes(only(of_force({"a": two["a"]}))) == []


def test_those_too_small_for_a_unit_are_warned_of_with_what_they_make_together() -> None:
    (warning,) = warnings(
        brigades({"a": {"land_strength": 30_000}, "b": {"land_strength": 4_000}, "c": {"land_strength": 4_500}})
    )
    assert warning.path == ("force", "main", "element", "troops")
    assert "more than B or C alone could send; together they make up 1 brigade" in warning.message
    alone = warnings(brigades({"a": {"land_strength": 4_000}}))[0]
    assert "more than A could send; it makes up no whole brigade" in alone.message
    unasked = warnings(brigades({"a": {"land_strength": 90_000}, "b": {"land_strength": 1_000}}))[0]
    assert "more than B could send; it makes up no whole brigade" in unasked.message
    offers = {name: {"land_strength": 66_000, "offer_troops": 4_000} for name in "abcdef"}
    together = warnings(brigades(offers, troops=20_000))[0]
    assert "more than A, B, C, D, E or F alone could send; together they make up 4 brigades" in together.message


def test_the_step_of_the_schedule_and_what_is_rounded_are_told() -> None:
    nations = {"a": {"land_strength": 60_000}}
    days = notes(brigades(nations, changes={"rotation.tour_months": 4.5}))
    assert any("day by day. What is no whole number of days is rounded" in note for note in days)
    assert any(": tour and time at home" in note for note in days)
    assert not [note for note in notes(brigades(nations)) if "The months are worked out" in note]
    months = notes(brigades(nations, changes={"rotation.tour_months": 4.5, "schedule.step": "month"}))
    rounded = "What is no whole number of months is rounded, by at most 0.5 months: tour. Time at home "
    assert any(rounded in note for note in months)
    floor = notes(brigades({"a": {"land_strength": 60_000, "rotation": {"dwell_floor_months": 7.5}}}))
    assert any("least time at home" in note for note in floor)


def test_a_tour_of_no_step_is_told() -> None:
    changes = {"rotation.tour_months": 1, "rotation.overlap_months": 0.999, "schedule.step": "month"}
    run = brigades({"a": {"land_strength": 60_000}}, changes=changes)
    assert any("shorter than half a month here" in note for note in notes(run))


def test_a_share_for_one_part_that_makes_no_unit_is_told_apart_from_a_pool_that_makes_none() -> None:
    part = {"strength": {"troops": 3_000}, "element": {"name": "brigade", "troops": 1_500}}
    nations = {"a": nation(4_000), "b": nation(40_000), "c": nation(2_000)}
    share = "more than A would have for this part"
    sentences = notes(only(run(nations, force={"one": part, "two": part})))
    assert sentences == [
        f"{title}: one brigade is 1,500 troops, {share}, and more than C alone could send; together "
        "they make up 1 brigade."
        for title in ("One", "Two")
    ]


def test_a_unit_that_is_too_large_at_one_end_alone_is_said_to_be_so_there() -> None:
    nations = {"a": {"land_strength": 5_000}, "b": {"land_strength": 2_000}, "c": {"land_strength": 60_000}}
    changes = {"force.main.strength": {"units": 4, "troops_per_unit": {"low": 3_000, "high": 6_000}}}
    (warning,) = warnings(brigades(nations, element=None, changes=changes))
    assert warning.message == (
        "One unit is 3,000 to 6,000 troops, more than B alone could send, and at the higher end more than A alone "
        "could send; together they make up 0 to 1 unit"
    )


def test_what_is_too_small_for_a_unit_only_between_the_ends_is_not_told() -> None:
    part = {
        "strength": {"troops": 3_000}, "element": {"name": "brigade", "troops": 1_500},
        "rotation": {"dwell_months": {"low": 6, "high": 18}},
    }  # fmt: skip
    one = only(run({"a": nation(8_000), "b": nation(80_000)}, force={"one": part, "two": part}))
    assert warnings(one) == []


def test_no_note_stands_twice() -> None:
    part = {"title": "Brigades", "strength": {"troops": 3_000}, "element": {"name": "brigade", "troops": 1_500}}
    sentences = notes(only(run({"a": nation(2_000), "b": nation(40_000)}, force={"one": part, "two": part})))
    assert len(sentences) == len(set(sentences)) == 1
