"""What the backstop of the United States brings, and what is still known without it."""

import pytest
from coalitions import nation, only, run

import model
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.words.backstop import backstop_sentence, cited, depends_on_backstop

FORCE = {
    "main": {"strength": {"troops": 1_000}},
    "enablers": {"strength": {"troops": 500}, "provider": "united_states", "falls_back_to": "coalition"},
}
TWO = {"a": nation(8_000, needs_us_backstop=True), "b": nation(8_000)}
WITHDRAWN = {"provided": False}


def test_parts_that_fall_to_others_and_nations_that_leave_are_told() -> None:
    lost = "the coalition would have to stand in for Enablers; A would not take part."
    assert backstop_sentence(only(run(TWO, force=FORCE))) == f"If the US withdrew, {lost}"
    assert backstop_sentence(only(run(TWO, force=FORCE, us_backstop=WITHDRAWN))) == f"Without the US, {lost}"


def test_a_part_that_nobody_takes_over_changes_no_other_number() -> None:
    force = {"main": FORCE["main"], "jets": {"strength": "unknown", "provider": "united_states", "task": "air"}}
    one = only(run({"a": nation(8_000)}, force=force, us_backstop=WITHDRAWN))
    assert backstop_sentence(one) == (
        "Without the US, nobody in this plan would provide Jets. The other numbers stay as they are."
    )


def test_what_replaces_it_has_no_size_and_the_rest_of_the_force_is_still_known() -> None:
    assert backstop_sentence(only(model.run(model.load("no_us_backstop")))) == (
        "Without the US, the coalition would have to stand in for United States enablers. What would replace United "
        "States enablers: nobody has published a size. European brigades alone: 36,000 to 200,000 tied up."
    )
    assert backstop_sentence(only(model.run(model.load("three_tier")))) == (
        "If the US withdrew, the coalition would have to stand in for United States enablers."
    )


def test_a_part_that_the_united_states_would_lead_hangs_on_them_too() -> None:
    plan = model.load("multinational_force_ukraine")
    assert depends_on_backstop(plan)
    monitoring = "nobody in this plan would lead Monitoring and verification of the ceasefire."
    assert backstop_sentence(Run.of(plan)) == f"If the US withdrew, {monitoring}"
    assert cited(plan) == [plan.force["ceasefire_monitoring"].named_by]


def test_a_part_without_troops_is_not_told_as_still_known() -> None:
    force = {**FORCE, "main": {"strength": {"troops": 0}}, "enablers": {**FORCE["enablers"], "strength": "unknown"}}
    sentence = str(backstop_sentence(only(run({"a": nation(8_000)}, force=force, us_backstop=WITHDRAWN))))
    assert sentence.endswith("What would replace Enablers: nobody has published a size.")


def test_where_nothing_depends_on_it_nothing_is_said() -> None:
    one = only(run({"a": nation(8_000)}))
    assert backstop_sentence(one) is None
    assert not depends_on_backstop(only(run(None)).scenario)
    assert depends_on_backstop(only(run(TWO)).scenario)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_withdrawing_it_is_answered_in_every_plan_in_which_something_hangs_on_it(name: str) -> None:
    plan = model.load(name)
    sentence = backstop_sentence(Run.of(plan.replace({"us_backstop.provided": False})))
    assert (sentence is not None) == depends_on_backstop(plan)


def test_whoever_spoke_of_an_american_part_is_cited_once() -> None:
    assert cited(model.load("three_tier")) == ["yermak.enablers"]
    assert cited(model.load("dannatt")) == []
