"""Warnings about inputs: each with its trigger, its words and its remedy."""

import datetime as dt

import pytest
from by_hand import two_by_hand

import model
from model.engine.run import Run
from model.files.register import shipped_register
from model.present.words import cautions
from model.present.words.cautions import Caution, largest_proposed
from model.present.words.notes import notes
from model.scenario.errors import ScenarioError

TROOPS = "force.reassurance_force.strength.troops"


def run(name: str = "reassurance_force", **changes: object) -> Run:
    paths = {path.replace("__", "."): value for path, value in changes.items()}
    return model.run(two_by_hand(name, paths)).runs[0]


def cautions_of(result: Run) -> dict[str, Caution]:
    return {caution.path: caution for caution in cautions.cautions(result)}


def test_an_offer_with_two_ends_has_both_told_and_what_is_kept_up_is_rounded() -> None:
    start = two_by_hand()
    offer = {"claim": "france.offer_2025_04", "because": "as reported"}
    run = model.run(
        start.replace({
            "coalition.contributors.france.offer_troops": offer,
            "coalition.contributors.france.land_strength": {"value": 70_000, "because": "a test"},
        })
    ).runs[0]  # fmt: skip
    message = "France was reported to offer 5,000 to 10,000 and could keep up about 7,000 to 9,300; no more is counted"
    assert cautions_of(run)["coalition.contributors.france.offer_troops"].message == message


def test_t_28_an_offer_above_what_the_pool_keeps_up() -> None:
    caution = cautions_of(run("german_norm"))["coalition.contributors.france.offer_troops"]
    assert caution == Caution(
        "coalition.contributors.france.offer_troops",
        "France was reported to offer about 10,000 and could keep up about 8,000; no more is counted",
        cautions.LOWER_THE_OFFER,
        "france.offer_2025_02",
    )
    others = cautions.other_notes(run("german_norm"), [caution])
    assert f"{caution.message}." in notes(run("german_norm"))
    assert f"{caution.message}." not in others
    assert len(others) == len(notes(run("german_norm"))) - 1


def test_t_28_a_least_dwell_below_preparation_and_recovery() -> None:
    changes = {"rotation.dwell_floor_ratio": 1, "rotation.preparation_months": 5, "rotation.recovery_months": 2}
    caution = cautions_of(run(**changes))["rotation.preparation_months"]
    assert caution.message == (
        "At the least dwell of 6 months, preparation and recovery of 7 months together would be shortened in proportion"
    )
    assert caution.fix == cautions.LONGER_FLOOR
    assert "rotation.preparation_months" not in cautions_of(run(**{**changes, "rotation.recovery_months": 1}))
    with pytest.raises(ScenarioError, match="do not fit into a dwell of 12"):
        run(rotation__preparation_months=13)


def test_t_28_a_force_larger_than_any_that_was_named() -> None:
    support = {"force.reassurance_force.support_per_deployed": 0.5}
    caution = cautions_of(run(**{TROOPS: 200_000, **support}))[TROOPS]
    assert caution.message.startswith("About 300,000 troops deployed are more than any size named")
    assert caution.claim == "zelensky.minimum"
    assert TROOPS not in cautions_of(run(**{TROOPS: 200_000}))
    largest = largest_proposed(shipped_register())
    assert largest is not None
    assert largest.bounds == (200_000, 200_000)
    assert largest_proposed(model.evidence.claims.Register()) is None


def test_t_28_a_figure_more_than_five_years_older_than_the_scenario() -> None:
    share = "coalition.deployable_share"
    caution = cautions_of(run())[share]
    assert caution.message == (
        "Deployable share: a figure of 2004, more than five years before the scenario's date, 2025-02-20"
    )
    assert caution.in_words().endswith("([nato_2004.deployable_share](claim:nato_2004.deployable_share))")
    assert share not in cautions_of(run(coalition__deployable_share=0.4))
    day = dt.date(2009, 10, 13)
    assert share not in cautions_of(run(as_of=day))
    assert share in cautions_of(run(as_of=dt.date(2009, 10, 14)))


def test_warnings_with_one_remedy_stand_together() -> None:
    listed = [Caution("a", "A", "Do."), Caution("b", "B", "Do.", "x.y"), Caution("c", "C", "Else.")]
    assert cautions.in_words(listed) == ["A; B ([x.y](claim:x.y)). Do.", "C. Else."]
