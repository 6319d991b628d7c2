"""The headline of a comparison: the largest difference and its cause, against sums that one can check by hand."""

from collections.abc import Mapping

import pytest
from coalitions import ROTATION, nation, scenario

import model
from model import Scenario
from model.present.words.comparison import sides
from model.present.words.largest import cause, headline

Changes = Mapping[str, object]
TROOPS = "force.main.strength.troops"
A, B = (f"coalition.contributors.{name}.probability" for name in "ab")
ONE = scenario({"a": nation(8_000), "b": nation(8_000, position="open")})
"""1,000 troops, 4,000 tied up; each nation keeps up 1,000, and A alone is in: just enough."""


def of(*plans: Scenario) -> str:
    runs = [model.run(plan).runs[0] for plan in plans]
    return headline(sides(runs), [model.compare(plans[0], plan) for plan in plans[1:]])


def changed(changes: Changes, start: Scenario = ONE) -> str:
    return of(start, start.replace(changes))


def shipped(*names: str) -> str:
    return of(*map(model.load, names))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (
            ("reassurance_force", "willing_september_2025"),
            "With ten nations instead of two, the gap shrinks to between 30,000 short and 5,000 to spare",
        ),
        (
            ("willing_september_2025", "uk_and_france_alone"),
            "With two nations instead of ten, the gap grows to between 5,000 and 30,000",
        ),
        (
            ("reassurance_force", "chiefs_64000"),
            "With 64,000 troops instead of 30,000, the gap grows to between 44,000 and 64,000",
        ),
        (
            ("reassurance_force", "nato_norm"),
            (
                "With four at home for each one away instead of two or three, the force would tie up 150,000, not "
                "90,000 to 120,000"
            ),
        ),
        (
            ("reassurance_force", "dannatt"),
            "10,000 troops would tie up 30,000 to 40,000; 30,000 would tie up 90,000 to 120,000",
        ),
        # the size differs too, but those who are in make most of it
        (
            ("reassurance_force", "mnf_ground_force"),
            (
                "With ten nations instead of two, the gap shrinks to between 16,700 short and 15,600 to spare, counted "
                "soldier by soldier"
            ),
        ),
        (
            ("willing_september_2025", "willing_published_numbers"),
            "With the load shared as offered, the gap grows to between 5,000 and 30,000",
        ),
        (
            ("willing_september_2025", "willing_uncommitted"),
            (
                "With other figures for the troops that nine nations have deployed elsewhere, the gap shrinks to "
                "between 20,000 short and 5,000 to spare"
            ),
        ),
        (("reassurance_force", "dispersed_reassurance"), "Both come to the same totals, counted soldier by soldier"),
        (
            ("reassurance_force", "reassurance_force", "dispersed_reassurance"),
            "All three come to the same totals, counted soldier by soldier",
        ),
    ],
)
def test_shipped_plans_are_compared_by_their_largest_difference(names: tuple[str, ...], words: str) -> None:
    assert shipped(*names) == words


def test_plans_whose_size_nobody_has_published_cannot_be_compared() -> None:
    unknown = "cannot be compared: nobody has published"
    assert shipped("reassurance_force", "multinational_force_ukraine") == (
        f"Multinational Force Ukraine {unknown} its size"
    )
    assert shipped("multinational_force_ukraine", "reassurance_force", "dannatt").startswith("Multinational Force Ukr")
    assert shipped("three_tier", "no_us_backstop") == f"Three tiers without the US {unknown} the size of all its parts"
    assert shipped("no_us_backstop", "multinational_force_ukraine") == (
        f"Three tiers without the US and Multinational Force Ukraine {unknown} their sizes"
    )
    of_three = shipped("reassurance_force", "multinational_force_ukraine", "willing_september_2025")
    assert of_three.startswith("Coalition of the willing: with ten nations instead of two, the gap shrinks")


def test_of_several_plans_the_headline_names_the_one_it_is_of_unless_its_size_does() -> None:
    start = "reassurance_force"
    assert shipped(start, "dannatt", "nato_norm").startswith("10,000 troops would tie up")
    assert shipped(start, start, "nato_norm").startswith("30,000 by NATO's targets of 2004: with four at home")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({TROOPS: 2_000}, "2,000 troops would tie up 8,000; 1,000 would tie up 4,000"),
        ({TROOPS: 0}, "No troops away would tie up nobody; 1,000 would tie up 4,000"),
        ({B: 1.0}, "With two nations instead of one, 1,000 to spare, not just enough"),
        ({A: 0.0, B: 1.0}, "Both come to the same totals"),
        ({A: 0.0}, "Without any nation, a gap opens: short by 1,000"),
        ({"coalition.deployable_share": 0.25}, "With 25% of each army instead of 50%, a gap opens: short by 500"),
        (
            {"rotation.tour_months": 3, "rotation.dwell_months": 9},
            (
                "With three-month tours instead of six-month ones, the total stays, but it would take 8,000 tours over "
                "two years, not 4,000"
            ),
        ),
        (
            {"rotation.dwell_months": 30},
            "With five at home for each one away instead of three, a gap opens: short by 330",
        ),
        (
            {"rotation.transit_months": 6},
            "With travel of six months instead of none, the force would tie up 5,000, not 4,000",
        ),
        ({"rotation.overlap_months": 2}, "With a handover of two months instead of none, a gap opens: short by 330"),
        (
            {"horizon_months": 12},
            "Over a year instead of two years, the total stays, but it would take 2,000",
        ),
        ({"force.main.element": {"troops": 100}}, "Both come to the same totals"),
        ({"us_backstop.provided": False}, "Both come to the same totals"),
        ({"force.main.title": "Guard"}, "Both come to the same totals"),
    ],
)
def test_every_kind_of_change_is_a_cause(changes: Changes, words: str) -> None:
    assert changed(changes).startswith(words)


def test_a_figure_of_several_nations_without_words_of_its_own_is_named_by_its_label() -> None:
    tours = [f"coalition.contributors.{name}.rotation.tour_months" for name in "ab"]
    start = ONE.replace({B: 1.0, **dict.fromkeys(tours, 6)})
    words = "With other figures for “tour” of two nations, a gap opens: short by 200"
    assert changed(dict.fromkeys(tours, 2), start).startswith(words)


def test_a_gap_opens_closes_and_stays() -> None:
    wide = scenario({"a": {"position": "offered", "land_strength": {"low": 4_000, "high": 12_000}}})
    share = {"coalition.deployable_share": 1}
    assert changed(share, wide).endswith("there would be no gap: up to 2,000 to spare")
    assert changed({"coalition.deployable_share": 0.25}, wide).endswith("the gap grows to between 250 and 750")
    wider = {"coalition.contributors.a.land_strength": {"low": 2_000, "high": 16_000}}
    assert changed(wider, wide) == (
        "With “A: land strength” at 2,000–16,000 instead of 4,000–12,000, the gap is between 750 short and 1,000 to "
        "spare, not 500 short to 500 to spare"
    ).replace("–", " to ")
    narrow = {"coalition.contributors.a.land_strength": {"low": 2_000, "high": 8_000}}
    assert changed(narrow, wide).endswith("the gap grows to between 750 short and just enough")
    least = {"coalition.contributors.a.land_strength": 4_000}
    assert changed(least, wide).endswith("the gap grows to 500")
    unknown = scenario({"a": nation(8_000), "b": nation(None)})
    assert changed({"coalition.deployable_share": 0.25}, unknown).endswith("a gap opens: short by at most 500")
    half = unknown.replace({"coalition.deployable_share": 0.25})
    assert changed({"coalition.deployable_share": 0.125}, half).endswith("the gap grows to 750 at most")
    none = changed({TROOPS: 1_000}, ONE.replace({TROOPS: 0}))
    assert none == "1,000 troops would tie up 4,000; no troops away would tie up nobody"


def test_who_takes_part_is_told_by_name_or_by_number() -> None:
    four = scenario(
        {name: nation(8_000, position="offered" if name < "e" else "open") for name in "abcde"}, troops=9_000
    )
    out = {f"coalition.contributors.{name}.probability": 0.0 for name in "bcd"}
    assert changed(out, four).startswith("With A alone instead of four nations, the gap grows to 8,000")
    assert changed(dict(list(out.items())[:1]), four).startswith("With three nations instead of four, ")
    none = four.replace({f"coalition.contributors.{name}.probability": 0.0 for name in "abcd"})
    assert of(none, four).startswith("With four nations instead of none, the gap shrinks to 5,000")
    big = scenario({"a": nation(80_000, position="open"), **{name: nation(8_000) for name in "bcde"}}, troops=20_000)
    other = {A: 1.0, B: 0.0}
    assert changed(other, big).startswith("With four other nations, the gap shrinks to 7,000")
    pair = scenario({"a": nation(80_000, position="open"), "b": nation(8_000)}, troops=20_000)
    assert changed(other, pair).startswith("With A alone instead of B, ")
    three = scenario({"a": nation(80_000, position="open"), "b": nation(8_000), "c": nation(8_000)}, troops=20_000)
    assert changed(other, three).startswith("With A and C instead of B and C, ")


def test_a_cost_is_a_headline_where_nothing_else_differs() -> None:
    cost = {"per_deployed_year": 100_000, "currency": "EUR"}
    start = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 1_000}}}, "rotation": ROTATION, "cost": cost,
    })  # fmt: skip
    assert changed({"cost.per_deployed_year": 200_000}, start) == (
        "At €200,000 a soldier instead of €100,000, the extra cost would be €200m a year, not €100m"
    )


def test_without_a_cause_the_plans_are_named() -> None:
    runs = [
        model.run(model.load(name)).runs[0] for name in ("reassurance_force", "nato_norm", "willing_september_2025")
    ]
    assert headline(sides(runs[:2]), [None]) == (
        "“30,000 by NATO's targets of 2004” would tie up 150,000; “Reassurance force” 90,000 to 120,000"
    )
    assert headline(sides(runs[::2]), [None]).startswith("In “Coalition of the willing”, the gap shrinks to between")
    assert headline(sides([runs[0], runs[2]], ["", "My own"]), [None]).startswith("In “My own”, the gap shrinks")


def test_a_cause_needs_an_effect_and_words_of_its_own() -> None:
    one = model.compare(ONE, ONE.replace({"us_backstop.provided": False}))
    reason = cause(one, "margin")
    assert reason is not None
    assert reason.clause == "Without the US backstop"
    back = model.compare(ONE.replace({"us_backstop.provided": False}), ONE)
    reason = cause(back, "margin")
    assert reason is not None
    assert reason.clause == "With the US backstop"
    assert cause(model.compare(ONE, ONE), "margin") is None
    two = ONE.replace({"us_backstop.provided": False, "schedule.backfill": True})
    assert cause(model.compare(ONE, two), "margin") is None
    chances = ONE.replace({"coalition.probability_by_position": {"offered": 1}})
    reason = cause(model.compare(ONE, chances), "margin")
    assert reason is not None
    assert reason.clause == "With a chance for each nation"
    reason = cause(model.compare(chances, ONE), "margin")
    assert reason is not None
    assert reason.clause == "With every nation in or out"
    assert cause(model.compare(ONE, ONE.replace({"coalition": None})), "tied_up") is None
    assert cause(model.compare(ONE, ONE.replace({"force.main.task": "air"})), "tied_up") is not None
