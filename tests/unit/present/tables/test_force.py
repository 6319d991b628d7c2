"""The tables of the force, row by row."""

from coalitions import of_force, only, scenario

import model
from model.engine.run import Run
from model.present.tables import force as force_tables

TWO_PARTS = {
    "main": {"title": "Main", "strength": {"troops": 1_000}},
    "guard": {
        "strength": {"sites": 5, "troops_per_site": {"low": 20, "high": 40}},
        "task": "training", "provider": "neutral",
    },
    "reserve": {"strength": {"troops": 600}, "posture": "standby"},
}  # fmt: skip


def two_parts() -> Run:
    """Four troops in the cycle for each one deployed: 6 months away, 18 at home."""
    return only(of_force(TWO_PARTS))


def test_phases_are_those_of_the_coalitions_part_and_add_up() -> None:
    assert force_tables.phases_table(two_parts()).to_dict() == {"if 4×": {"deployed": 1_000, "resting": 3_000}}
    assert force_tables.phases_in_words(two_parts())["if 4×"].to_dict() == {
        "Deployed": "1,000", "At home between tours": "3,000", "Tied up in all": "4,000",
    }  # fmt: skip


def test_each_component_has_its_provider_its_troops_and_what_they_tie_up() -> None:
    assert force_tables.requirement_in_words(two_parts()).to_dict("index") == {
        "Main (deterrence, in Ukraine)": {"Provider": "Coalition", "Troops": "1,000", "Tied up": "4,000"},
        "Guard (training, in Ukraine)": {
            "Provider": "Neutral country", "Troops": "100 to 200", "Tied up": "400 to 800",
        },
        "Reserve (deterrence, in Ukraine, on standby)": {  # it has no rotation of its own
            "Provider": "Coalition", "Troops": "600", "Tied up": "0",
        },
    }  # fmt: skip


def test_inputs_stand_as_entered_with_their_units_and_sources() -> None:
    rows = force_tables.inputs_in_words(two_parts()).to_dict("index")
    entered = "Your figure: entered by you"
    assert rows["Main: troops"] == {"Value": "1,000 troops", "Who said it, or why": entered}
    assert rows["Guard: troops at a site"] == {"Value": "20 to 40 troops", "Who said it, or why": entered}
    support = rows["Main: support for each one deployed"]
    assert support == {"Value": "0", "Who said it, or why": "Assumption: not given: taken as zero"}


def test_a_change_stands_with_its_value_at_the_start_and_now() -> None:
    start, changes = scenario(None), {"rotation.tour_months": 4, "force.main.strength.troops": 1_500}
    table = force_tables.changes_in_words(start, start.replace(changes), changes)
    assert table.to_dict("index") == {
        "Tour": {"At the start": "6", "Now": "4"}, "Main: troops": {"At the start": "1,000", "Now": "1,500"},
    }  # fmt: skip


def test_a_number_of_a_claim_links_to_it() -> None:
    troops = model.load("dannatt").quantities()["force.british_force.strength.troops"]
    assert force_tables.source_in_words(troops).startswith(
        "[dannatt.deployed](claim:dannatt.deployed): Lord Dannatt, head of the British Army 2006 to 2009, 2025-02-15; "
        "reported by BBC Radio 4"
    )
