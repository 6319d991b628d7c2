"""The table of the arithmetic: the troops tied up by what they do, at both ends, and before the reader's changes."""

import pandas as pd

from model.engine.run import Run
from model.present.words import arithmetic as words
from model.present.words.ends import ends_in_words
from model.present.words.plain import capital

BEFORE, TROOPS, WHAT = "Before your changes", "Troops", "What they do"
IN_ALL, CASES = "In all", ("low", "high")


def arithmetic_in_words(run: Run, started: Run | None = None) -> pd.DataFrame:
    """Return the troops of each phase and in all, a column for each end of the range.

    With a run of the starting scenario its columns follow.
    """
    columns = _columns(run)
    if started is not None:
        before = _columns(started)
        columns |= {
            BEFORE if name == TROOPS else f"{BEFORE}, {name[0].lower()}{name[1:]}": of for name, of in before.items()
        }
    return pd.DataFrame(columns, index=_rows(columns)).fillna("0").rename_axis(WHAT)


def _rows(columns: dict[str, dict[str, str]]) -> list[str]:
    """The phases of any column, in the order of the picture, and the sum."""
    held = {phase for column in columns.values() for phase in column}
    return [row for row in (*map(capital, words.IN_THE_PICTURE.values()), IN_ALL) if row in held]


def _columns(run: Run) -> dict[str, dict[str, str]]:
    """The troops of each phase that holds any, and in all, by the name of their end."""
    if run.at("low", "tied_up") == run.at("high", "tied_up"):
        return {TROOPS: _of(run, "high")}
    names = ends_in_words(run, measure="tied_up")
    return {capital(names[case]): _of(run, case) for case in CASES}


def _of(run: Run, case: str) -> dict[str, str]:
    held = words.by_phase(run, case)
    rows = {capital(words.IN_THE_PICTURE[phase]): words.troops(run, (of,)) for phase, of in held.items()}
    return rows | {IN_ALL: words.troops(run, (sum(held.values()),))}
