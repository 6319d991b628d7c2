"""The nations of a coalition as a table that a scenario can name: a row each, numbers in plain figures.

A number from the register stands there as a figure to work with; the column beside it names its claim. A position that
is the register's needs no claim: the scenario finds it again.
"""

from collections.abc import Iterator
from typing import Any

from model.export.texts import MARK, csv_lines
from model.frozen import Frozen
from model.scenario import Scenario
from model.scenario.coalition import LAND_TASKS, Contributor
from model.scenario.paths import keys_of
from model.scenario.quantity import Quantity
from model.scenario.rotation import RotationChanges
from model.spelling import one_meaning

PARTS = ("", ".low", ".high", ".claim", ".because")
"""Columns of a quantity: its value, the ends of a range, the claim that says so, the reason."""


def nations_table(scenario: Scenario) -> str:
    """Return the contributors of a scenario as CSV, in the columns that a scenario reads back; it needs a coalition."""
    contributors = scenario.coalition.contributors if scenario.coalition else {}
    written = (scenario.document.get("coalition") or {}).get("contributors", {})
    rows = [
        {"nation": name, **dict(_cells(contributor)), **_nulls(written.get(name) or {})}
        for name, contributor in contributors.items()
    ]
    keys = [*keys_of(Contributor), *(f"rotation.{key}" for key in keys_of(RotationChanges))]
    order = ("nation", *(f"{key}{part}" for key in keys for part in PARTS))
    columns = [column for column in order if any(column in row for row in rows)]
    text = csv_lines(columns, ([row.get(column, "") for column in columns] for row in rows))
    return text if text.isascii() else MARK + text


def _cells(record: Frozen, above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the cells of a record by column; a key that has its default has none."""
    for key in keys_of(type(record)):
        value, column = getattr(record, key), f"{above}{key}"
        if isinstance(value, Quantity):
            yield from _quantity_cells(value, column)
        elif isinstance(value, RotationChanges):
            yield from _cells(value, f"{column}.")
        elif column == "land_strength":
            yield column, "unknown"
        elif column == "tasks":
            yield from [(column, " ".join(value))] if value != LAND_TASKS else ()
        elif value:
            yield column, "true" if value is True else value


def _quantity_cells(quantity: Quantity, column: str) -> Iterator[tuple[str, str]]:
    if quantity.is_default:
        return
    if quantity.is_range:
        yield f"{column}.low", _figure(quantity.low)
        yield f"{column}.high", _figure(quantity.high)
    if not quantity.is_range or quantity.given_value is not None:
        yield column, _figure(quantity.central)
    for part, text in (("claim", quantity.claim), ("because", quantity.because)):
        if text:
            yield f"{column}.{part}", text


def _nulls(written: dict[str, Any]) -> dict[str, str]:
    """The keys that a file takes away from the figures of the register."""
    return {key: "null" for key, value in written.items() if value is None}


def _figure(number: float) -> str:
    return str(int(number)) if number.is_integer() else one_meaning(repr(number))
