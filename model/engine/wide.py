"""Measures by their names: a choice of them, and one wide row for each scenario, with what was changed in it."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from model.engine.missing import WHY
from model.engine.results import COLUMNS, NUMBER, TEXT, TRUTH, Row, missing_measure
from model.frozen import ENDS
from model.letters import quoted
from model.scenario import Scenario
from model.scenario.changes import value_at
from model.scenario.errors import Problem, ScenarioError
from model.scenario.paths import nearest
from model.terms import MEASURES

AT = {column: place for place, column in enumerate(COLUMNS["measures"])}
"""The place of each column in a row of `measures`."""


def known_measures(
    names: Iterable[str], place: str = "", *, known: Collection[str] = MEASURES, where: str = ""
) -> tuple[str, ...]:
    """Return the names of measures, each once.

    Args:
        names: the names.
        place: the option or the argument that holds them.
        known: the measures that may be named; by default all of the model.
        where: the place that has these alone, for the refusal of another of the model's.

    Raises:
        ScenarioError: for each name that is none, with the nearest measure; or if there is no name.
    """
    chosen = tuple(dict.fromkeys(names))
    unknown = [name for name in chosen if name not in known] if chosen else [""]
    if unknown:
        words = (
            f"no {quoted(name)} {where}; {nearest('', known)}"
            if name in MEASURES
            else f"no measure {quoted(name)}; {nearest(name, known)}"
            for name in unknown
        )
        raise ScenarioError([Problem((), text, place) for text in words])
    return chosen


class Changed:
    """The paths that were changed in any of some scenarios, and what each scenario has there; no scenario is kept."""

    def __init__(self) -> None:
        self._scenarios: dict[str, Callable[[str], Any]] = {}
        self._paths: dict[str, None] = {}

    def add(self, scenario: Scenario) -> None:
        """Add a scenario."""
        self._scenarios[scenario.name] = _values(scenario)
        self._paths |= dict.fromkeys(scenario.changed)

    def columns(self, names: Iterable[str]) -> dict[str, tuple[str, list[Any]]]:
        """Return, for each of the paths, the type of its column and the cells of the scenarios of these names.

        A column of other values than numbers, or than truth values, is one of text: a range or a list stands as JSON.
        """
        scenarios = [self._scenarios[name] for name in names]
        return {path: _column([value(path) for value in scenarios]) for path in self._paths}


def _values(scenario: Scenario) -> Callable[[str], Any]:
    """The value of a scenario by path: the number or the range of a quantity, else what the reader or the file gives.

    The scenario itself, a hundred times as large, is not kept.
    """
    numbers = {path: (one.low, one.central, one.high) for path, one in scenario.quantities().items()}
    document, changed = scenario.document, scenario.changed_to

    def value(path: str) -> Any:  # noqa: ANN401  (plain data of any kind)
        if path not in numbers:
            return value_at(document, changed, path)
        low, central, high = numbers[path]
        return central if low == high else {"low": low, "value": central, "high": high}

    return value


def _column(values: list[Any]) -> tuple[str, list[Any]]:
    kinds = {type(value) for value in values}
    if kinds == {bool}:
        return TRUTH, values
    if kinds <= {int, float, type(None)}:
        return NUMBER, values
    return TEXT, [value if isinstance(value, str | None) else json.dumps(value) for value in values]


def wide(
    lines: Sequence[Row], names: Sequence[str] = (), changed: Changed | None = None
) -> tuple[dict[str, str], list[Row]]:
    """Return the columns, each with its type, and the rows of a table with a row for each scenario.

    Behind its name stand the values at the paths that were changed in any of the scenarios. A measure has the columns
    `<measure>_low, _central, _high`. Where a value of any scenario is missing a column such as `<measure>_low_why`
    follows; where values are bounds, `<measure>_bound`; where the unit is the scenario's own, `<measure>_unit`.

    Args:
        lines: rows of the frame `measures`, of one scenario or of many.
        names: the measures in their order; by default all that some scenario has.
        changed: the changed paths of these scenarios; none by default.
    """
    by_scenario: dict[str, dict[str, Row]] = {}
    for line in lines:
        by_scenario.setdefault(line[AT["scenario"]], {})[line[AT["measure"]]] = line
    names = names or [name for name in MEASURES if any(name in measured for measured in by_scenario.values())]
    inputs = changed.columns(by_scenario) if changed is not None else {}
    cells = [
        {"scenario": name, **{path: values[row] for path, (_, values) in inputs.items()}, **_cells(measured, names)}
        for row, (name, measured) in enumerate(by_scenario.items())
    ]
    columns = {"scenario": TEXT, **{path: kind for path, (kind, _) in inputs.items()}}
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
