"""What holds of the months where several parts of a force change, and the pools are divided anew with them."""

import functools
from collections import Counter
from typing import Any

import numpy as np
import pytest
from coalitions import only
from counts import MANY

import model
from model import Results
from model.engine.run import Run
from model.kernels.timetable import UNIT_PHASES

AT_HOME = ("resting", "ready", "left")
"""Phases in which the timeline counts the units that a pool lacks, the turns those that have gone to another part."""
QUICK = 25
SOME = pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])


@functools.cache  # two tests read the same runs
def changing(number: int) -> Run:
    """Run a random force of two or three parts in whole units whose sizes change, with nations that come and go."""
    random = np.random.default_rng([23, number])
    force: dict[str, Any] = {}
    for part in range(random.integers(2, 4)):
        months = random.choice(np.arange(2, 30), size=random.integers(1, 4), replace=False)
        force[f"part_{part}"] = {
            "strength": {"troops": float(random.integers(1, 7) * 500)},
            "element": {"name": "company", "troops": float(random.choice([250, 500]))},
            "profile": {str(month): float(random.choice([0, 0.5, 1, 2])) for month in [1, *months.tolist()]},
        }
        if random.random() < 0.3:
            force[f"part_{part}"]["rotation"] = {"dwell_months": float(random.integers(7, 20))}
    nations: dict[str, Any] = {}
    for row in range(random.integers(1, 4)):
        nation: dict[str, Any] = {"position": "declared", "land_strength": float(random.integers(1, 30) * 500)}
        joins, leaves = sorted(random.integers(2, 30, size=2).tolist())
        nation |= {"joins_month": joins} if random.random() < 0.3 else {}
        nation |= {"leaves_month": leaves + 1} if random.random() < 0.3 else {}
        nation |= {"priority": int(random.integers(1, 3))}
        nations[f"nation_{row}"] = nation
    rotation = {
        "tour_months": 6, "dwell_months": float(random.integers(8, 20)), "dwell_floor_months": 6,
        "overlap_months": float(random.integers(0, 2)), "mobilisation_months": float(random.integers(0, 2)),
        "transit_months": float(random.integers(0, 3)), "preparation_months": float(random.integers(0, 4)),
        "recovery_months": float(random.integers(0, 3)),
    }  # fmt: skip
    coalition = {
        "deployable_share": 1.0, "contributors": nations,
        "rule": str(random.choice(["equal_strain", "by_priority"])),
    }  # fmt: skip
    schedule = {"start": str(random.choice(["evenly_spread", "rested"])), "backfill": bool(random.random() < 0.3)}
    parts = {"force": force, "rotation": rotation, "coalition": coalition, "schedule": schedule, "horizon_months": 36}
    return only(model.run(model.Scenario.from_document(parts)))


def pools_while_there(pools: Any, window: tuple[int | None, int | None]) -> list[float]:  # noqa: ANN401
    """Return the pools of a row by period, without those before it joins and after it leaves."""
    return (pools if window == (None, None) else np.trim_zeros(pools)).tolist()


@SOME
def test_turns_are_the_timeline_and_their_returns_the_time_at_home(count: int) -> None:
    for number in range(count):
        run = changing(number)
        sizes = {part.name: part.troops[0] for part in run.plan.components}
        by_turns: Counter[tuple[str, str, str, int]] = Counter()
        for turn in run.turns("central"):
            for month in range(turn.start_month, turn.end_month + 1):
                by_turns[turn.component, turn.row.name, turn.phase, month] += 1
        changes = {
            (part.name, row.name)
            for part in run.plan.components
            for at, row in enumerate(part.rows)
            if len(set(pools_while_there(part.pool[:, at, 0], row.window))) > 1
        }
        for row in run.months("central")[:-1]:
            for phase, troops in row.phases.items():
                if phase in AT_HOME and (row.component, row.row.name) in changes:
                    continue
                told = [by_turns[row.component, row.row.name, phase, month] for month in range(1, 37)]
                units = (troops / sizes[row.component]).round(6).tolist()
                assert told == units, (number, row.component, row.row.name, phase)
        dwells = [
            (turn.dwell_months, sizes[turn.component]) for turn in run.turns("central") if turn.dwell_months is not None
        ]
        months, troops = np.array(dwells or [(0.0, 1.0)]).T
        mean = np.average(months, weights=troops) if dwells else None
        assert run.measure("achieved_dwell_months").central == (mean and pytest.approx(mean)), number


@SOME
def test_no_unit_goes_before_its_floor_and_no_more_are_shared_out_than_there_are(count: int) -> None:
    for number in range(count):
        run = changing(number)
        assert all(turn.dwell_months is None or turn.dwell_months >= 6 for turn in run.turns("central"))
        frame = Results((run,)).timeline
        assert (frame[list(UNIT_PHASES)] >= 0).all(axis=None), number
        for name, supply in zip(run.outcomes.supplies[0].names, run.outcomes.supplies[0].pool, strict=True):
            divided: Any = 0.0
            for part in run.plan.components:
                divided = divided + sum(
                    part.pool[:, at, 0] * part.troops[0] for at, row in enumerate(part.rows) if row.name == name
                )
            assert np.all(divided <= supply[0] * (1 + 1e-9)), (number, name)
