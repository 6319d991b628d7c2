"""Tables about the months, from results alone: troops by phase, and the turns of each unit."""

import pandas as pd

from model.engine.months import Turn
from model.engine.run import Run
from model.engine.units import Row
from model.present.numbers import tenths
from model.present.words.force import force_words
from model.present.words.months import together
from model.terms import PHASES, TERMS


def months_table(run: Run, case: str) -> pd.DataFrame:
    """Return all together month by month, troops unrounded: a row per month, a column per phase that holds anybody."""
    months = together(run, case)
    if months is None:
        return pd.DataFrame()
    columns = {"Required": months.required, **{PHASES[phase].label: troops for phase, troops in months.phases.items()}}
    table = pd.DataFrame(columns | {"Short": months.shortfall, TERMS["pool"].word: months.pool})
    table.index = pd.RangeIndex(1, len(table) + 1, name="Month")
    always = ["Required", PHASES["deployed"].label, "Short", TERMS["pool"].word]
    return table[[column for column in table.columns if column in always or (table[column] > 0).any()]]


def months_in_words(run: Run, case: str) -> pd.DataFrame:
    """Return that table rounded, the months as words: a page hides an index that merely counts."""
    table = months_table(run, case).map(force_words(run))
    return table.set_index(pd.Index([str(month) for month in table.index], name="Month"))


def title_of(run: Run, turn: Turn) -> str:
    """Return the name of a turn's unit, with its component where there are several."""
    component = f"{run.scenario.title_of(turn.component)}: " if len(run.plan.components) > 1 else ""
    return f"{component}{turn.row.unit(run.scenario, turn.number)}"


def moving(run: Run, case: str) -> list[Turn]:
    """Return the turns of the units that do anything but wait at home."""
    turns = run.turns(case)
    busy = {_unit(turn) for turn in turns if turn.phase not in ("ready", "left")}
    return [turn for turn in turns if _unit(turn) in busy]


def waiting(run: Run, case: str) -> int:
    """Return how many units wait at home all the time."""
    turns = run.turns(case)
    return len({_unit(turn) for turn in turns}) - len({_unit(turn) for turn in moving(run, case)})


def turns_in_words(run: Run, case: str) -> pd.DataFrame:
    """Return every tour of the units that move: in which months, whom it relieves, the time at home before it."""
    rows = [
        {
            "Unit": title_of(run, turn),
            "Deployed in months": f"{turn.start_month} to {turn.end_month}",
            "Relieves": "nobody" if turn.relieves is None else turn.relieves[0].unit(run.scenario, turn.relieves[1]),
            "Months at home before": "" if turn.dwell_months is None else tenths(turn.dwell_months),
            "Before its goal by": tenths(turn.below_goal_months) if turn.below_goal_months else "",
        }
        for turn in run.turns(case)
        if turn.phase == "deployed"
    ]
    return pd.DataFrame(rows).set_index("Unit") if rows else pd.DataFrame()


def sharing(run: Run) -> list[str]:
    """Return each row of shared units with the nations that share it."""
    rows = {row for part in run.plan.components for row in part.rows if len(row.members) > 1}
    return [f"{row.label}: {', '.join(map(run.scenario.nation_title, row.members))}" for row in sorted(rows, key=str)]


def _unit(turn: Turn) -> tuple[str, Row, int]:
    return (turn.component, turn.row, turn.number)
