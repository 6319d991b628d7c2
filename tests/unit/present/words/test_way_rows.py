"""The rows of the ways to close a gap: sentences on shipped scenarios, and on small ones by hand."""

from typing import Any

import pytest
from coalitions import nation, only, run

import model
from model.analysis.ways import Nation, ways
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.words.way_rows import Row, manner_of, per_cent_fewer, rows, stance

REST = {"tour_months": 6, "dwell_ratio": 3}


def listed(plan: Run) -> dict[str, Row]:
    of_run = ways(plan)
    assert of_run is not None
    return {row.name: row for row in rows(plan, of_run)}


def shipped(name: str, **changes: Any) -> dict[str, Row]:  # noqa: ANN401
    return listed(Run.of(model.load(name).replace(changes)))


def small(contributors: dict[str, Any], **parts: Any) -> dict[str, Row]:  # noqa: ANN401
    return listed(only(run(contributors, **{"rotation": REST, **parts})))


def test_the_default_plan_reads_as_a_newspaper_would_print_it() -> None:
    by_name = shipped("reassurance_force")
    assert list(by_name) == [
        "Send fewer", "Add one nation", "Send more of each army", "Shorten the rest", "Go beyond the offers",
    ]  # fmt: skip
    fewer = by_name["Send fewer"]
    assert fewer.sentence == "Send fewer: 8,200 to 26,900 troops instead of 30,000."
    assert fewer.note == "10 to 73% fewer. In whole brigades of 5,000: 0 to 25,000."
    assert (fewer.track.now_words, fewer.track.bar_words) == ("today 30,000", "closes at 8,200 to 26,900")
    joining = by_name["Add one nation"]
    assert joining.answer == "Turkey, Greece, Italy or one of 13 others"
    assert joining.note == "Only with the shorter rest and more of each army. Poland had ruled troops out."
    assert joining.claims == ("poland.position_2025_02",)
    assert (joining.track.now_words, joining.track.is_sure) == ("gap: 3,100", False)
    share = by_name["Send more of each army"]
    assert share.sentence == "Send more of each army: 90% of it instead of 76.9%."
    assert share.note == "Only with the shorter rest. France keeps a figure of its own."
    assert by_name["Shorten the rest"].answer == "1.5 months"
    offers = by_name["Go beyond the offers"]
    assert offers.sentence.endswith("38,900 could be kept up, not 26,900, if France sent all that it could.")


def test_a_value_is_rounded_to_the_side_on_which_the_gap_is_closed() -> None:
    """A rest of 1.3333 closes it: 1.4 would not; a share of 0.857 closes it: 85% would not."""
    by_name = small({"a": nation(7_000)}, troops=1_500)
    assert by_name["Shorten the rest"].sentence == (
        "Shorten the rest: 1.3 months at home for each month away instead of three."
    )
    assert small({"a": nation(7_000)}, troops=1_200)["Send more of each army"].answer == "69%"


def test_without_a_gap_a_value_is_rounded_to_the_side_on_which_none_opens() -> None:
    by_name = small({"a": nation(8_000), "b": nation(800)}, troops=1_000)
    assert by_name["Send more"].sentence == "Send more: up to 1,100 troops instead of 1,000."
    assert by_name["Lengthen the rest"].answer == "up to 3.4 months"
    assert by_name["Send less of each army"].answer == "down to 46%"
    assert by_name["Do without one nation"].sentence == "Do without one nation: B alone could leave."
    assert by_name["Do without one nation"].track.now_words == "to spare: 100"
    assert by_name["Lengthen the handover"].track.now_words == "today none"


def test_a_value_that_rounds_to_todays_takes_a_finer_step() -> None:
    by_name = small({"a": nation(8_040)}, troops=1_000)
    assert by_name["Lengthen the rest"].answer == "up to 3.02 months"
    assert small({"a": nation(8_000.8)}, troops=1_000)["Lengthen the rest"].answer == "up to 3 months"


def test_without_a_gap_a_way_says_where_none_would_open() -> None:
    by_name = shipped("willing_chances")
    assert by_name["Lengthen the rest"].note == "With more of each army no gap would open."
    leaving = by_name["Do without one nation"]
    assert leaving.note == "With the shorter rest and more of each army, France, the UK or Australia too."
    assert leaving.claims == ()


def test_months_and_tours_have_words_of_their_own() -> None:
    by_name = shipped("british_norm")
    assert by_name["Shorten the rest"].sentence == (
        "Shorten the rest: 4 to 22 months at home between tours instead of 24."
    )
    assert by_name["Lengthen the tours"].sentence == "Lengthen the tours: 7 months instead of six."


def test_nations_that_close_a_gap_in_one_case_alone_stand_beside_those_that_always_do() -> None:
    share = {"deployable_share": {"low": 0.4, "high": 0.5}}
    by_name = small(
        {"a": nation(4_000), "b": nation(6_000, position="open"), "c": nation(4_000, position="open")}, coalition=share
    )
    joining = by_name["Add one nation"]
    assert joining.sentence == "Add one nation: B alone would be enough."
    assert joining.note == "With more of each army, C too. This is what they could do, not what they would."
    assert joining.track.is_sure


@pytest.mark.parametrize(
    ("positions", "words"),
    [
        (["undeclared"], "No position was found for it."),
        (["undeclared", "undeclared"], "No position was found for any of them."),
        (["open"], "This is what it could do, not what it would."),
        (["open", "undeclared"], "This is what they could do, not what they would."),
        (["open", "refused"], "B had ruled troops out."),
        (["refused", "refused"], "A and B had ruled troops out."),
    ],
)
def test_what_nations_have_said_is_told_once(positions: list[str], words: str) -> None:
    contributors = {name: nation(80, position=position) for name, position in zip("ab", positions, strict=False)}
    plan = only(run({"z": nation(80), **contributors}))
    assert stance(plan, [Nation(name, {"high": 1.0}) for name in contributors]) == words


def test_more_refusals_than_two_are_named_and_not_cited() -> None:
    joining = shipped("no_us_backstop_assumed")["Add one nation"]
    assert joining.note.endswith("Italy, Greece, Poland, Spain and Romania had ruled troops out.")
    assert joining.claims == ()


def test_a_part_among_several_is_named() -> None:
    parts = {
        "one": {"strength": {"troops": 900}, "support_per_deployed": 1}, "two": {"strength": {"troops": 100}},
    }  # fmt: skip
    plan = only(run({"a": nation(12_000)}, force=parts, rotation=REST))
    assert manner_of(plan, "force.one.support_per_deployed").less == "One: send less support"
    assert manner_of(plan, "force.one.support_per_deployed").idle == "support behind each soldier (One)"
    assert manner_of(plan, "rotation.tour_months").less == "Shorten the tours"
    assert listed(plan)["One: send less support"].sentence == (
        "One: send less support: 0.55 troops behind each soldier instead of 1."
    )


def test_several_nations_with_a_share_of_their_own_are_named() -> None:
    share = {"deployable_share": 0.5}
    by_name = small({"a": nation(2_000, **share), "b": nation(2_000, **share), "c": nation(4_000)}, troops=1_200)
    assert by_name["Send more of each army"].note == "A and B keep figures of their own."


def test_whole_units_of_which_none_could_be_kept_up() -> None:
    assert shipped("three_tier")["Send fewer"].note == "83% fewer. In whole brigades of 3,000 to 10,000: none."


def test_the_share_fewer_is_that_of_each_cases_own_size() -> None:
    plan = ways(Run.of(model.load("uk_and_france_alone")))
    assert plan is not None
    size = plan.of("size")
    assert size is not None
    assert per_cent_fewer(size) == "20 to 73"  # 20,000 of 25,000, 8,058 of 30,000


@pytest.mark.parametrize("name", shipped_scenarios())
@pytest.mark.parametrize("troops", [1, 10_000_000])
def test_every_shipped_scenario_has_rows_for_one_soldier_and_for_ten_million(name: str, troops: int) -> None:
    scenario = model.load(name)
    if not list(Run.of(scenario).outcomes.own):
        return
    main = Run.of(scenario).outcomes.own[0].component
    plan = Run.of(scenario.replace({f"force.{main}.strength": {"troops": troops}}))
    of_run = ways(plan)
    for row in rows(plan, of_run) if of_run else ():
        assert 0 <= max(row.track.rings, default=0) <= 1
        assert all(0 <= start <= end <= 1 for start, end in row.track.stretches)
        assert "  " not in row.sentence
        assert row.sentence.endswith(".")


def test_one_soldier_is_no_troops_and_a_floor_has_words() -> None:
    rest = {"tour_months": 6, "dwell_months": 18, "dwell_floor_months": 12}
    plan = only(run({"a": nation(8)}, troops=2, rotation=rest))
    assert listed(plan)["Send fewer"].sentence == "Send fewer: 1 soldier instead of 2."
    assert manner_of(plan, "rotation.dwell_floor_months").idle
