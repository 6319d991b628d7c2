"""The formulas of the months."""

from by_hand import two_by_hand
from rich_runs import every, of, rich

from model import Scenario
from model.present.formulas.latex import typeset
from model.present.formulas.months import month_formulas


def test_the_units_of_a_force_and_of_a_pool_by_hand() -> None:
    run = of(two_by_hand())
    blocks = {formula.title: typeset(formula) for formula in every(run)}
    assert r"\left\lceil \dfrac{30{,}000}{5{,}000} \right\rceil = 6\ \text{units}" in blocks["Units asked for"]
    units = [f for f in month_formulas(run, "reassurance_force", "france") if f.result == "N"]
    assert r"\left\lfloor \dfrac{48{,}000}{5{,}000} \right\rfloor = 9\ \text{units}" in typeset(units[0])


def test_units_too_large_for_a_pool_at_both_ends_are_left_out() -> None:
    force = {"main": {"strength": {"troops": 4_000}, "element": {"troops": {"low": 500, "high": 2_000}}}}
    nation = {"one": {"position": "offered", "land_strength": 2_000}}
    coalition = {"deployable_share": 0.5, "contributors": nation}
    document = {"force": force, "rotation": {"tour_months": 6, "dwell_months": 18}, "coalition": coalition}
    run = of(Scenario.from_document(document))
    assert "one" in [row.name for row in run.plan.components[0].rows]
    titles = [formula.title for formula in month_formulas(run, "main", "one")]
    assert titles == ["Units asked for", "From one relief to the next", "From one arrival of a unit to its next"]


def test_the_notes_of_a_step_too_short_leave_the_months_out() -> None:
    run = rich({"rotation.overlap_months": 4.999})
    assert run.plan.is_too_short
    assert list(month_formulas(run, "main", None)) == []
