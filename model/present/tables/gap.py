"""The table of the gap: what each nation could keep up, in all, and what is needed."""

import pandas as pd

from model.engine.kept_up import KeptUp, kept_up_by_each
from model.engine.run import Run
from model.engine.units import SHARED
from model.present.numbers import joined
from model.present.words.coalition import kept_up_in_words
from model.present.words.force import size
from model.present.words.gap import finding, in_troops
from model.terms import TERMS

IN_ALL, NEEDED, GAP = "Together", "Needed", "Short or to spare"


def by_nation(run: Run, largest_force: KeptUp) -> dict[str, tuple[float, float]]:
    """Return the troops that each nation could keep up at the smaller and the larger end, the largest first."""
    ends = [kept_up_by_each(run, case) for case in (largest_force.smallest, largest_force.largest)]
    names = sorted({*ends[0], *ends[1]}, key=lambda name: (-ends[1].get(name, 0.0), name))
    return {_title(run, name): (ends[0].get(name, 0.0), ends[1].get(name, 0.0)) for name in names}


def _title(run: Run, name: str) -> str:
    """A nation's title; of nations too small for a unit each, who they are."""
    if not name.startswith(SHARED[:-1]):
        return run.scenario.nation_title(name)
    members = (row.members for part in run.plan.components for row in part.rows if row.name == name)
    return ", ".join(run.scenario.nation_title(member) for member in next(members))


def gap_in_words(run: Run, largest_force: KeptUp) -> pd.DataFrame:
    """Return a row for each nation with what it could keep up, then all together, what is needed, and the gap."""
    write = in_troops(run, largest_force)
    rows = [(title, joined(sorted(ends), write)) for title, ends in by_nation(run, largest_force).items()]
    rows += [(IN_ALL, kept_up_in_words(run, largest_force)), (NEEDED, size(run)), (GAP, finding(run, largest_force))]
    return pd.DataFrame(rows, columns=["Nation", TERMS["sustained"].word]).set_index("Nation")


def gap_frame(run: Run, largest_force: KeptUp) -> pd.DataFrame:
    """Return the same not rounded: what each could keep up, together, the size of the force, and what is to spare."""
    deployed, spare = run.measure("deployed"), largest_force.spare
    rows = [
        *((run.scenario.name, title, *ends) for title, ends in by_nation(run, largest_force).items()),
        *(
            (run.scenario.name, measure, ends.low, ends.high)
            for measure, ends in (
                (largest_force.measure, largest_force.capacity),
                ("deployed", deployed),
                ("to_spare", spare),
            )
        ),
    ]
    return pd.DataFrame(rows, columns=["scenario", "what", "low", "high"])
