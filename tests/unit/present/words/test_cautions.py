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
    message = (
        "France was reported to offer 5,000 to 10,000; by these rules it could keep up 7,000 to 9,300, and we count "
        "the smaller of the two."
    )
    late = "A figure of 10 to 29 April 2025, later than this plan."
    at = messages_at(run, "coalition.contributors.france.offer_troops")
    assert [sentence for sentence, _ in at] == [message, late]


def test_the_share_of_all_armies_is_no_reason_where_a_nation_has_a_share_of_its_own() -> None:
    path = "coalition.contributors.france.offer_troops"
    offer = {"value": 90_000, "because": "a test"}
    share = {"coalition.deployable_share": {"value": 0.5}}
    of_its_own = {"coalition.contributors.france.deployable_share": {"value": 0.5, "because": "a test"}}

    def is_readers(changes: dict[str, object]) -> bool:
        start = two_by_hand().replace({path: offer, **of_its_own})
        return cautions_of(Run.of(start.replace(changes)))[path].is_readers

    assert not is_readers(share)
    assert is_readers({"coalition.contributors.france.deployable_share": {"value": 0.4}})


def test_t_28_an_offer_above_what_the_pool_keeps_up() -> None:
    caution = cautions_of(run("german_norm"))["coalition.contributors.france.offer_troops"]
    assert caution == Caution(
        "coalition.contributors.france.offer_troops",
        "France was reported to offer about 10,000; by these rules it could keep up 8,000, and we count the smaller of "
        "the two.",
        cautions.LOWER_THE_OFFER,
        "france.offer_2025_02",
    )
    others = cautions.other_notes(run("german_norm"), [caution])
    assert caution.message in notes(run("german_norm"))
    assert caution.message not in others
    assert len(others) == len(notes(run("german_norm"))) - 1


def test_t_28_a_least_dwell_below_preparation_and_recovery() -> None:
    changes = {"rotation.dwell_floor_ratio": 1, "rotation.preparation_months": 5, "rotation.recovery_months": 2}
    caution = cautions_of(run(**changes))["rotation.preparation_months"]
    assert caution.message == "Seven months of leave and training do not fit into six months at home; we shorten both."
    assert (caution.fix, caution.is_readers) == (cautions.LONGER_FLOOR, True)
    assert (caution.path, f"{caution.message} {caution.fix}") in cautions.beside(run(**changes))
    assert "rotation.preparation_months" not in cautions_of(run(**{**changes, "rotation.recovery_months": 1}))
    with pytest.raises(ScenarioError, match="do not fit into 12 months at home"):
        run(rotation__preparation_months=13)


def test_t_28_a_force_larger_than_any_that_was_named() -> None:
    support = {"force.reassurance_force.support_per_deployed": 0.5}
    caution = cautions_of(run(**{TROOPS: 200_000, **support}))[TROOPS]
    assert caution.message == "300,000 troops are more than any force proposed in our sources: the largest is 200,000."
    assert (caution.claim, caution.is_readers) == ("zelensky.minimum", True)
    assert TROOPS not in cautions_of(run(**{TROOPS: 200_000}))
    largest = largest_proposed(shipped_register())
    assert largest is not None
    assert largest.bounds == (200_000, 200_000)
    assert largest_proposed(model.evidence.claims.Register()) is None


def test_t_28_a_figure_more_than_five_years_older_than_the_scenario() -> None:
    share = "coalition.deployable_share"
    caution = cautions_of(run())[share]
    assert (caution.message, caution.claim) == ("A figure from 2004.", "nato_2004.deployable_share")
    assert caution.in_words() == "Share of an army that can be sent: a figure from 2004."
    assert cautions.beside(run()) == []
    assert share not in cautions_of(run(coalition__deployable_share=0.4))
    day = dt.date(2009, 10, 13)
    assert share not in cautions_of(run(as_of=day))
    assert share in cautions_of(run(as_of=dt.date(2009, 10, 14)))


def messages_at(result: Run, path: str) -> list[tuple[str, str]]:
    return [(caution.message, caution.claim) for caution in cautions.cautions(result) if caution.path == path]


def test_a_figure_of_ours_is_as_old_as_what_each_of_its_ends_rests_on() -> None:
    (message, claim) = messages_at(model.run(model.load("three_tier")).runs[0], "coalition.deployable_share")[0]
    assert claim == "europe_2010.deployable_share"
    assert message == "The lower end rests on a figure from 2010."
    sums = {
        "coalition.contributors.france.posted_elsewhere": {"claim": "france_elsewhere.posted", "because": "a test"},
    }
    result = model.run(model.load("three_tier", changes=sums)).runs[0]
    assert messages_at(result, next(iter(sums)))[0][0] == "It rests on a figure from 2015."


def test_a_figure_later_than_the_scenario_is_warned_of_with_its_end() -> None:
    share = {"claim": "land_forces.deployable_share", "because": "a test"}
    path = "coalition.deployable_share"
    start = two_by_hand(changes={path: share})
    _, late = (caution for caution in cautions.cautions(model.run(start).runs[0]) if caution.path == path)
    assert (late.fix, late.claim) == (cautions.OTHER_FIGURE, "united_kingdom_2025.deployable_share")
    assert late.message == "The higher end rests on a figure of 3 March 2025, later than this plan."
    assert len(messages_at(model.run(start.replace({"as_of": dt.date(2025, 3, 3)})).runs[0], path)) == 1


def test_figures_of_nations_that_are_out_are_not_warned_of() -> None:
    for name in ("reassurance_force", "three_tier"):
        result = model.run(model.load(name)).runs[0]
        of_nations = {c.path.split(".")[2] for c in cautions.cautions(result) if ".contributors." in c.path}
        assert of_nations <= set(result.counted)


def test_one_month_is_told_in_the_singular() -> None:
    changes = {"rotation.dwell_floor_ratio": 0.1, "rotation.preparation_months": 0.5, "rotation.recovery_months": 0.5}
    caution = cautions_of(run(**changes))["rotation.preparation_months"]
    assert caution.message == "One month of leave and training does not fit into 0.6 months at home; we shorten both."
