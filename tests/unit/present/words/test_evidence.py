"""What a run rests on: groups of inputs, reasons without ids, how solid it is in a sentence."""

import dataclasses
import datetime as dt

import pytest
from by_hand import two_by_hand
from coalitions import nation, only
from coalitions import run as run_of

import model
from model.engine.run import Run
from model.files.register import shipped_register
from model.files.scenarios import shipped_scenarios
from model.present.words import evidence
from model.present.words.evidence import Input, inputs, main, reason, solid, unnamed_among, zero

REGISTER = shipped_register()


def run(name: str = "reassurance_force", **changes: object) -> Run:
    paths = {path.replace("__", "."): value for path, value in changes.items()}
    return model.run(model.load(name, changes=paths)).runs[0]


def by_path(result: Run) -> dict[str, Input]:
    return {one.path: one for one in inputs(result)}


def test_every_input_is_in_one_group_by_where_it_comes_from() -> None:
    of = by_path(run(rotation__transit_months=0.5))
    groups = {
        "force.reassurance_force.strength.troops": "reported",
        "rotation.dwell_ratio": "reported",
        "force.reassurance_force.element.troops": "assumed",
        "rotation.transit_months": "yours",
        "rotation.overlap_months": "zero",
        "coalition.contributors.france.land_strength": "army",
        "coalition.contributors.france.offer_troops": "reported",
    }
    assert {path: of[path].group for path in groups} == groups
    assert of["rotation.transit_months"].figure == "0.5 months"
    assert of["rotation.dwell_ratio"].figure == "2 to 3"
    assert of["coalition.deployable_share"].figure == "about 30% to 77%"


def test_shares_of_ours_are_told_in_per_cent_and_ratios_without_the_words_of_their_label() -> None:
    changes = {"coalition__deployable_share": 0.455, "rotation__dwell_ratio": {"value": 2.5, "because": "a test"}}
    of = by_path(run(**changes))
    assert of["coalition.deployable_share"].figure == "45.5%"
    assert of["rotation.dwell_ratio"].figure == "2.5"


def test_figures_of_nations_that_are_out_count_in_no_number() -> None:
    of = by_path(run())
    assert of["coalition.contributors.france.land_strength"].is_used
    assert not of["coalition.contributors.poland.land_strength"].is_used
    assert of["rotation.tour_months"].is_used


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_reason_holds_an_id_or_a_date_of_a_program(name: str) -> None:
    for one in inputs(run(name)):
        assert not evidence.CLAIM_ID.search(one.reason), one.path
        assert not evidence.DAY.search(one.reason), one.path


def test_what_only_looks_like_an_id_stays() -> None:
    assert reason("as of file.yaml", REGISTER) == "as of file.yaml"


def test_how_solid_counts_figures_sums_assumptions_and_the_readers_own() -> None:
    assert solid(run()) == (
        "2 reported figures (one from an unnamed source), 3 sums of ours, 1 assumption of ours; the oldest figure is "
        "from 2010."
    )
    changed = run(force__reassurance_force__strength__troops=20_000, coalition__deployable_share=0.4)
    assert solid(changed) == (
        "1 reported figure, 2 sums of ours, 1 assumption of ours, 2 figures of yours; the oldest figure is from 2016."
    )


def test_how_solid_leaves_out_an_age_that_is_none() -> None:
    assert solid(run("dannatt", as_of=dt.date(2003, 1, 1))) == "2 reported figures, 3 sums of ours."


def test_a_nation_that_the_reader_added_is_a_choice_and_no_figure() -> None:
    added = run(coalition__contributors__poland__probability=1.0)
    assert ", 1 choice of yours on who takes part; " in solid(added)
    assert "of yours," not in solid(added)


def test_a_file_of_the_readers_own_rests_on_figures_of_the_reader() -> None:
    mine = model.Scenario.from_document({
        "title": "Mine", "as_of": "2025-02-20", "horizon_months": 24,
        "force": {"a": {"strength": {"troops": 100}}}, "rotation": {"tour_months": 6, "dwell_months": 12},
    })  # fmt: skip
    assert solid(model.run(mine).runs[0]) == "3 figures of yours."


def test_a_figure_without_a_name_is_told_in_words() -> None:
    named, unnamed = REGISTER.claims["zelensky.minimum"], REGISTER.claims["times.troops"]
    assert unnamed_among([named]) == ""
    assert unnamed_among([unnamed]) == " from an unnamed source"
    assert unnamed_among([unnamed, named, unnamed]) == " (two from an unnamed source)"


def test_the_readers_own_stand_with_the_inputs_also_of_a_nation() -> None:
    result = run(coalition__contributors__france__offer_troops=8_000)
    assert "coalition.contributors.france.offer_troops" in {one.path for one in main(inputs(result))}
    assert "coalition.contributors.france.land_strength" not in {one.path for one in main(inputs(result))}


def test_what_nobody_gave_is_one_sentence_with_the_number_of_nations() -> None:
    sentence = zero(inputs(run()))
    assert sentence.startswith("Not given, so we took zero: support for each one deployed, handover, call-up, ")
    assert sentence.endswith("troops posted elsewhere (26 nations) and troops deployed elsewhere (16 nations).")
    rest = [one for one in inputs(run()) if one.group != "zero"]
    assert zero(rest) == ""


def test_the_years_of_armies_are_those_of_their_claims() -> None:
    assert evidence.armies_years(inputs(run())) == "2020 to 2025"
    assert evidence.armies_years([]) == ""
    one = by_path(run())["coalition.contributors.france.land_strength"]
    assert evidence.armies_years([one]) == "2024"
    assert evidence.armies_years([dataclasses.replace(one, claim=None)]) == ""


def test_it_holds_without_nations_and_without_a_size() -> None:
    assert solid(only(run_of({"a": nation(8_000)})))
    assert solid(run("multinational_force_ukraine")).startswith("3 reported figures")
    assert two_by_hand().register is not None
