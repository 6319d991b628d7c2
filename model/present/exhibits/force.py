"""The exhibits of the force: the arithmetic as squares, the gap, and the same force by every published rule of rest."""

import pandas as pd

from model.engine.kept_up import kept_up
from model.engine.results import Results
from model.engine.run import Run
from model.present.charts.force import Squares, squares_chart
from model.present.charts.gap import gap_chart
from model.present.charts.rest import rules_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.tables.arithmetic import arithmetic_in_words
from model.present.tables.gap import gap_frame, gap_in_words
from model.present.words import arithmetic as arithmetic_words
from model.present.words import gap as gap_words
from model.present.words import rest as rest_words
from model.present.words.coalition import in_units_sentence
from model.present.words.force import cited
from model.terms import TERMS


def arithmetic(run: Run, started: Run | None = None) -> Exhibit | None:
    """Return the squares of the troops tied up; None where no size is known, or nobody is away.

    Args:
        run: the run.
        started: the run of the starting scenario, where the reader changed something.
    """
    if not run.measure("tied_up").is_known or not run.measure("deployed").high:
        return None
    return Exhibit(
        key="arithmetic",
        title=arithmetic_words.finding(run),
        subtitle=arithmetic_words.squares(run, Squares(run).square, started),
        chart=squares_chart(run),
        text=arithmetic_words.in_words(run),
        table=arithmetic_in_words(run, started),
        frame=lambda: Results((run,)).phases,
        claims=tuple(claim for _, claim in cited(run)),
        note=arithmetic_words.whose_rest(run),
    )


def gap(run: Run) -> Exhibit | None:
    """Return the force that could be kept up against the one needed; None without nations, size, or troops away."""
    largest_force = kept_up(run)
    if largest_force is None or not largest_force.spare.is_known or not run.measure("deployed").high:
        return None
    return Exhibit(
        key="gap",
        title=gap_words.finding(run, largest_force),
        subtitle=gap_words.conditions(run, largest_force),
        chart=gap_chart(run, largest_force),
        text=gap_words.in_words(run, largest_force),
        table=gap_in_words(run, largest_force),
        frame=lambda: gap_frame(run, largest_force),
        claims=gap_words.all_claims(run),
        note=str(in_units_sentence(run) or ""),
        question=gap_words.question(run),
    )


def rules_of_rest(run: Run) -> Exhibit | None:
    """Return the troops tied up by each published rule of rest; None where no size is known, or nobody is away."""
    if not run.measure("tied_up").is_known or not run.measure("deployed").high:
        return None
    rows, left_out = rest_words.rows(run)
    write = rest_words.in_troops(rows)
    table = pd.DataFrame(
        {
            "Rule": [row.name for row in rows],
            "Asks for": [row.says for row in rows],
            TERMS["tied_up"].word: [write(row.tied_up) for row in rows],
        }
    )
    return Exhibit(
        key="rest",
        title=rest_words.finding(run, rows),
        subtitle=rest_words.conditions(left_out),
        chart=rules_chart(rows),
        text="; ".join(f"{row.name}, {row.says}: {write(row.tied_up)}" for row in rows),
        table=table.set_index("Rule"),
        frame=lambda: _rest_frame(run, rows),
        claims=tuple(dict.fromkeys(claim for row in rows for claim in row.claims)),
    )


def _rest_frame(run: Run, rows: list[rest_words.RuleRow]) -> pd.DataFrame:
    columns = ["scenario", "rule", "claims", "tied_up_low", "tied_up_high", "in_use"]
    lines = [(run.scenario.name, row.name, " ".join(row.claims), *row.tied_up.ends, row.is_in_use) for row in rows]
    return pd.DataFrame(lines, columns=columns)
