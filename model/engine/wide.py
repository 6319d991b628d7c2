"""Measures by their names: a choice of them, and rows of `measures` as one wide row for each scenario."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from model.engine.missing import WHY
from model.engine.results import COLUMNS, NUMBER, TEXT, Row, missing_measure
from model.frozen import ENDS
from model.letters import quoted
from model.scenario.errors import Problem, ScenarioError
from model.scenario.paths import nearest
from model.terms import MEASURES

AT = {column: place for place, column in enumerate(COLUMNS["measures"])}
"""The place of each column in a row of `measures`."""


def known_measures(names: Iterable[str], place: str = "", *, known: Collection[str] = MEASURES) -> tuple[str, ...]:
    """Return the names of measures, each once.

    Args:
        names: the names.
        place: the option or the argument that holds them.
        known: the measures that may be named; by default all of the model.

    Raises:
        ScenarioError: for each name that is none, with the nearest measure; or if there is no name.
    """
    chosen = tuple(dict.fromkeys(names))
    unknown = [name for name in chosen if name not in known] if chosen else [""]
    if unknown:
        words = (f"no measure {quoted(name)}; {nearest(name, known)}" for name in unknown)
        raise ScenarioError([Problem((), text, place) for text in words])
    return chosen


def wide(lines: Sequence[Row], names: Sequence[str] = ()) -> tuple[dict[str, str], list[Row]]:
    """Return the columns, each with its type, and the rows of a table with a row for each scenario.

    A measure has the columns `<measure>_low, _central, _high`. Where a value of any scenario is missing a column
    such as `<measure>_low_why` follows; where values are bounds, `<measure>_bound`; where the unit is the scenario's
    own, `<measure>_unit`.

    Args:
        lines: rows of the frame `measures`, of one scenario or of many.
        names: the measures in their order; by default all that some scenario has.
    """
    by_scenario: dict[str, dict[str, Row]] = {}
    for line in lines:
        by_scenario.setdefault(line[AT["scenario"]], {})[line[AT["measure"]]] = line
    names = names or [name for name in MEASURES if any(name in measured for measured in by_scenario.values())]
    cells = [{"scenario": name, **_cells(measured, names)} for name, measured in by_scenario.items()]
    columns = {"scenario": TEXT}
    for name in names:
        for end in ENDS:
            columns[f"{name}_{end}"] = NUMBER
        for column in (*WHY, "bound", "unit"):
            if any(row[f"{name}_{column}"] is not None for row in cells):
                columns[f"{name}_{column}"] = TEXT
    return columns, [tuple(row[column] for column in columns) for row in cells]


def _cells(measured: Mapping[str, Row], names: Iterable[str]) -> dict[str, Any]:
    """The cells of one scenario's measures by their columns; a measure that it does not have says why."""
    cells: dict[str, Any] = {}
    for name in names:
        row = measured.get(name, missing_measure("", name))
        cells |= {f"{name}_{column}": row[AT[column]] for column in (*ENDS, *WHY, "bound")}
        cells[f"{name}_unit"] = None if MEASURES[name].unit else row[AT["unit"]]
    return cells
