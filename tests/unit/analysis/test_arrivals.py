"""Arrivals under the two lines that hold them back, by hand and for every scenario."""

import numpy as np
import pytest
from coalitions import brigades
from rich_runs import RUNS

from model.analysis.arrivals import Arrivals, arrivals
from model.engine.run import Run
from model.engine.units import ALONE
from model.present.formulas.coalition import counted
from model.present.formulas.force import worked_parts


def worked(run: Run, case: str) -> Arrivals | None:
    return arrivals(run, worked_parts(run)[0], next(iter(counted(run)), None), case)


def test_two_brigades_asked_of_a_nation_with_three_at_three_for_each_one_away() -> None:
    """All go at once: two in month 1; in month 7 one is rested and relieves one, the first two are back in month 19."""
    of = arrivals(brigades({"one": {"land_strength": 15_000}}, troops=10_000), "main", "one", "low")
    assert of is not None
    assert (of.contributor, of.unit) == ("one", "brigade")
    by_month = {month: of.by_month[month] for month in (1, 6, 7, 18, 19)}
    assert by_month == {1: (2, 3, 2), 6: (2, 3, 2), 7: (4, 3, 3), 18: (5, 3, 3), 19: (5, 5, 5)}
    assert of.first_short == 7


def test_where_enough_are_rested_none_is_ever_short() -> None:
    of = arrivals(brigades({"one": {"land_strength": 30_000}}, troops=10_000), "main", "one", "low")
    assert of is not None
    assert of.first_short is None
    assert (of.by_month[18], of.by_month[24]) == ((6, 6, 6), (8, 8, 8))


def test_without_a_coalition_all_are_one_row() -> None:
    of = arrivals(brigades(), "main", None, "high")
    assert of is not None
    assert (of.contributor, of.first_short) == (ALONE, None)


def test_a_nation_too_small_for_a_unit_stands_with_those_it_shares_units_with() -> None:
    run = brigades({"one": {"land_strength": 2_000}, "two": {"land_strength": 4_000}}, troops=10_000)
    of = arrivals(run, "main", "one", "low")
    assert of is not None
    assert of.contributor.startswith("(shared")


def test_where_no_months_are_worked_out_or_a_nation_has_no_row_there_are_none() -> None:
    assert worked(RUNS["multinational_force_ukraine"], "low") is None
    assert arrivals(brigades({"one": {"land_strength": 30_000}}), "main", "elsewhere", "low") is None
    short = RUNS["rich"].scenario.replace({"rotation.overlap_months": 4.999})
    assert arrivals(Run.of(short), "main", None, "low") is None


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("case", ["low", "high"])
def test_arrivals_follow_the_lower_line_and_never_fall(name: str, case: str) -> None:
    of = worked(RUNS[name], case)
    if of is not None:
        lower = np.maximum.accumulate(np.maximum(np.minimum(of.asked, of.rested), 0))
        assert of.arrived == pytest.approx(lower, rel=1e-9)
        assert list(of.by_month) == list(range(1, RUNS[name].scenario.horizon_months + 1))
