"""The notes and warnings beside the results."""

from coalitions import nation, only, run

from model.present.words.notes import notes, warnings


def test_an_offer_above_the_pool_is_warned_of() -> None:
    (warning,) = warnings(only(run({"a": nation(8_000, offer_troops=300), "b": nation(4_000, offer_troops=9_000)})))
    assert str(warning) == (
        "coalition.contributors.b.offer_troops: B is taken to offer 9,000 and could keep up about 500; no more is "
        "counted"
    )


def test_more_committed_than_deployable_is_warned_of() -> None:
    one = only(run({"a": nation(4_000, deployed_elsewhere=900), "b": nation(8_000)}, troops=500))
    assert "its pool is 0" in warnings(one)[0].message


def test_a_land_strength_that_is_not_known_is_named() -> None:
    one = only(run({"a": nation(None), "b": nation(8_000)}))
    assert "The land strength of A is not known publicly; it is in no total." in notes(one)


def test_that_nobody_counts_is_warned_of() -> None:
    assert "No contributor counts" in warnings(only(run({"a": nation(8_000, position="refused")})))[0].message


def test_what_nobody_lists_and_who_made_no_offer_is_named() -> None:
    force = {"land": {"strength": {"troops": 100}}, "skies": {"strength": {"troops": 100}, "task": "air"}}
    told = notes(only(run({"a": nation(8_000)}, force=force)))
    assert told == ["Skies: no nation that counts lists the task air; nobody carries it, though capacity counts all."]
    results = run({"a": nation(8_000), "b": nation(8_000, offer_troops=50)}, coalition={"rule": "offers"})
    assert "No offer is known of A; by this rule they carry nothing." in notes(only(results))


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
    assert "overlap crosswise" in notes(only(results))[-1]
    both = {name: {**given, "tasks": ["air", "maritime"]} for name, given in three.items()}
    assert not [note for note in notes(only(run(both, force=force))) if "crosswise" in note]
