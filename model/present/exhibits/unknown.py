"""The exhibits of a force of unknown size: what is known, and what would follow from sizes named in public."""

import pandas as pd
from markupsafe import Markup

from model.analysis.named_sizes import AtSize, at_named_sizes, is_without_any_size
from model.engine.missing import NO_COALITION
from model.engine.run import Run
from model.present.charts.unknown import list_chart, wedge_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.html.unknown import known_table, sizes_table
from model.present.tables.explained import explained
from model.present.words import unknown as words
from model.present.words.citations import cite
from model.terms import NOT_KNOWN


def known(run: Run) -> Exhibit:
    """Return the known facts about a force of unknown size, as a list."""
    rows = words.known(run)
    table = pd.DataFrame({"What": [row.what for row in rows], "Known": [row.value for row in rows]})
    return Exhibit(
        key="known",
        title=words.TITLE,
        subtitle="",
        chart=list_chart(rows),
        text="; ".join(f"{row.what}: {row.value}" for row in rows),
        table=table.set_index("What"),
        frame=lambda: table.assign(scenario=run.scenario.name, claim=[row.claim or "" for row in rows]),
        claims=tuple(dict.fromkeys(row.claim for row in rows if row.claim)),
        html=known_table(run, rows),
    )


def sizes(run: Run) -> Exhibit | None:
    """Return the results if the force were as big as forces named in public; None where a part has a size."""
    if not is_without_any_size(run):
        return None
    listed = at_named_sizes(run)
    return Exhibit(
        key="sizes",
        title=words.finding(listed),
        subtitle=words.conditions(run),
        chart=wedge_chart(run, listed),
        text=words.in_words(listed),
        table=_table(run, listed),
        frame=lambda: _frame(run, listed),
        claims=tuple(size.claim.id for size in listed),
        note=words.NOT_SAID_OF_IT,
    )


def size_by_size(run: Run) -> Markup:
    """Return the same as a table with who named each size, for the part "What would follow, size by size"."""
    return sizes_table(run, at_named_sizes(run))


def _table(run: Run, listed: list[AtSize]) -> pd.DataFrame:
    register, names = run.scenario.register, words.heads(run)
    rows = [
        (troops, cite(register.claims[claim], register), tied_up, answer)
        for troops, claim, tied_up, answer in words.rows(listed)
    ]
    return pd.DataFrame(rows, columns=names).set_index(names[0])


def _frame(run: Run, listed: list[AtSize]) -> pd.DataFrame:
    columns = ["scenario", "claim", "low", "high", "tied_up_low", "tied_up_high", "to_spare_low", "to_spare_high"]
    rows = [
        (run.scenario.name, size.claim.id, *size.troops.ends, *size.tied_up.ends, size.spare.low, size.spare.high)
        for size in listed
    ]
    no_coalition = run.outcomes.supply is None
    return explained(pd.DataFrame(rows, columns=columns), lambda *_: NO_COALITION if no_coalition else NOT_KNOWN)
