"""The tables of the Method page: a rotation month by month, the sum in steps, the terms in files and tables."""

from collections.abc import Sequence

import pandas as pd

from model.analysis.rounds import Round, Turns
from model.present.numbers import worked
from model.present.words.rotation import SHORT
from model.terms import TERMS

IN_ALL = "from one tour to the next"


def rounds_in_words(rounds: Sequence[Round]) -> pd.DataFrame:
    """Return the months of each round by phase, in order, with the months until the next tour."""
    columns = {}
    for one in rounds:
        held: dict[str, float] = {}
        for phase, months in one.phases():
            held[SHORT[phase]] = held.get(SHORT[phase], 0.0) + months
        columns[f"{worked(one.multiplier)} for each one away"] = {**held, IN_ALL: one.length}
    order = [row for row in (*SHORT.values(), IN_ALL) if any(row in held for held in columns.values())]
    words = {head: [worked(held.get(row, 0.0)) for row in order] for head, held in columns.items()}
    return pd.DataFrame(words, index=pd.Index(order, name="Months"))


def turns_in_words(turns: Turns, units: int) -> pd.DataFrame:
    """Return the months of the first units that take turns, a row for each of their phases."""
    rows = [
        (f"Unit {number + 1}", SHORT[part.phase], worked(round(part.begin, 2)), worked(round(part.end, 2)))
        for number in range(min(units, turns.units))
        for part in turns.of_unit(number)
    ]
    return pd.DataFrame(rows, columns=["Unit", "Where", "From month", "To month"]).set_index("Unit")


def glossary_in_words() -> pd.DataFrame:
    """Return every term of files and tables with its plain words, its symbol and its meaning, A to Z."""
    terms = sorted(TERMS.values(), key=lambda term: term.word)
    rows = [(term.word, "" if term.plain == term.word else term.plain, term.symbol, term.meaning) for term in terms]
    return pd.DataFrame(rows, columns=["Term", "In plain words", "Symbol", "Meaning"]).set_index("Term")
