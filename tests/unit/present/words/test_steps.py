"""The sum in steps: every number is one of the run's, and its inputs are those of the scenario."""

import pytest
from by_hand import by_hand, two_by_hand
from coalitions import nation, of_force, only
from coalitions import run as run_of
from rich_runs import RUNS, of, rich

from model.engine.run import Run
from model.present.formulas.coalition import counted
from model.present.formulas.force import worked_parts
from model.present.words.steps import UNKNOWN_SIZE, Step, steps


def worked(run: Run) -> list[Step]:
    return steps(run, worked_parts(run)[0], next(iter(counted(run)), None))


def lines(run: Run) -> list[tuple[str, str, str]]:
    return [(step.what, step.result, step.how) for step in worked(run)]


def test_lord_dannatts_sum_by_hand() -> None:
    assert lines(of(by_hand())) == [
        ("A tour", "six months", ""),
        ("Then at home", "12 or 18 months", "two or three for each month away"),
        ("From one tour to the next", "18 or 24 months", "both added"),
        ("Soldiers for each one away", "three or four", "18 ÷ 6 and 24 ÷ 6"),
        ("For 10,000 in the field", "30,000 to 40,000", "10,000 × 3 and × 4"),
        ("The UK could send in turns", "30,000", "40% of 75,000 soldiers"),
        ("So it could keep in the field", "7,500 to 10,000", "÷ 4 and ÷ 3"),
    ]


def test_an_offer_limits_what_counts() -> None:
    last = lines(of(two_by_hand()))[-1]
    assert last == ("Of that counts", "10,000", "no more than the 10,000 it offered")


def test_each_input_of_a_step_is_named() -> None:
    by_what = {step.what: step.paths for step in worked(of(two_by_hand()))}
    assert by_what["A tour"] == ("rotation.tour_months",)
    assert by_what["Then at home"] == ("rotation.dwell_ratio",)
    assert by_what["France could send in turns"][:2] == (
        "coalition.deployable_share", "coalition.contributors.france.land_strength",
    )  # fmt: skip


def test_handover_travel_and_call_up_have_a_step_of_their_own() -> None:
    listed = dict(line[:2] for line in lines(rich()))
    assert listed["Handover, when both are there"] == "0.25 months"
    assert listed["Travel, out and home"] == "0.5 months"
    assert listed["Call-up before a tour"] == "one month"
    by_what = {what: (result, how) for what, result, how in lines(rich())}
    assert by_what["From one tour to the next"] == ("26.5 to 27.5 months", "all added")
    assert by_what["Soldiers for each one away"][1] == "27.5 ÷ (6 − 0.25) and 26.5 ÷ (5 − 0.25)"
    assert by_what["Size of the force: Main"] == (
        "3,000 to 4,500", "2 to 3 units × 1,000 troops in each × (1 + 0.5 in support) × 100% in the greatest month",
    )  # fmt: skip
    assert by_what["Main: for 3,000 to 4,500 in the field"][1] == "3,000 × 4.78 and 4,500 × 5.58"
    assert "All parts together" in by_what
    assert by_what["One could send in turns"][1] == (
        "30% to 50% of 40,000 soldiers, less 300 posted elsewhere, less 500 away elsewhere and those who relieve them"
    )


def test_where_the_size_is_not_known_the_sum_ends_there() -> None:
    unknown = worked(RUNS["multinational_force_ukraine"])
    assert (unknown[-1].what, unknown[-1].result) == (UNKNOWN_SIZE, "")
    one_part_known = [step.what for step in worked(RUNS["no_us_backstop"])]
    assert one_part_known[-1] == "European brigades: for 12,000 to 50,000 in the field"


@pytest.mark.parametrize("troops", [0, 1, 10_000_000])
def test_a_force_of_any_size_has_its_steps(troops: int) -> None:
    run = only(run_of({"a": nation(8_000)}, troops=troops))
    listed = {what: result for what, result, _ in lines(run)}
    away = "1 soldier" if troops == 1 else f"{troops:,}"
    assert listed[f"For {away} in the field"] == f"{4 * troops:,}"
    assert listed["So it could keep in the field"] == "1,000"


def test_without_a_nation_or_a_coalition_the_sum_ends_with_the_force() -> None:
    force = only(of_force({"main": {"strength": {"troops": 100}}}))
    assert [step.what for step in worked(force)][-1] == "For 100 in the field"
    alone = only(run_of({"a": nation(None)}))
    assert [step.what for step in worked(alone)][-1] == "For 1,000 in the field"


@pytest.mark.parametrize("name", RUNS)
def test_every_scenario_has_steps_whose_inputs_are_its_own(name: str) -> None:
    run = RUNS[name]
    listed = worked(run)
    assert len(listed) > 4
    assert {path for step in listed for path in step.paths} <= set(run.scenario.quantities())
    assert all(step.result or step.what == UNKNOWN_SIZE for step in listed)
