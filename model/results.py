"""Results: what evaluated scenarios come to, as tidy frames, made only when asked for.

Every frame carries `scenario`; where it depends on the case also `case`: `central`, and `low` and
`high`, the cases of least and greatest tied up. In `measures`, low and high are each measure's own
extremes. What is not known publicly is missing (NaN or None in a frame, null in a file).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from model.runs import COLUMNS, Range, Row, Run

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Results:
    """The results of one scenario or of many, in one table each."""

    runs: tuple[Run, ...]

    def measure(self, name: str) -> Range:
        """Return a measure of the only scenario.

        Raises:
            KeyError: for a measure that the model does not have.
            ValueError: if these are the results of several scenarios.
        """
        (run,) = self.runs
        return run.measure(name)

    @cached_property
    def measures(self) -> "pd.DataFrame":
        """One row per measure, with its own low and high."""
        return _frame("measures", (row for run in self.runs for row in run.measure_rows()))

    @cached_property
    def phases(self) -> "pd.DataFrame":
        """One row per case and phase of the coalition's tied-up total."""
        return _frame("phases", (row for run in self.runs for row in run.phase_rows()))

    @cached_property
    def requirement(self) -> "pd.DataFrame":
        """One row per case, component and provider."""
        return _frame("requirement", (row for run in self.runs for row in run.requirement_rows()))

    @cached_property
    def contributors(self) -> "pd.DataFrame":
        """One row per case and contributor: position, pool, what it could keep up, carries and ties up, its weight."""
        return _frame("contributors", (row for run in self.runs for row in run.contributor_rows()))

    @cached_property
    def chances(self) -> "pd.DataFrame":
        """One row per case and force size: the chance that those who take part could keep it up."""
        return _frame("chances", (row for run in self.runs for row in run.chance_rows()))

    @cached_property
    def inputs(self) -> "pd.DataFrame":
        """One row per quantity: its path, range, unit, standing, claim and reason."""
        return _frame("inputs", (row for run in self.runs for row in run.input_rows()))

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Return the frames that hold anything, by name; `contributors` is left out without a coalition."""
        found = {name: getattr(self, name) for name in COLUMNS}
        return {name: frame for name, frame in found.items() if len(frame)}


def _frame(name: str, rows: Iterable[Row]) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415  (a fifth of a second that a printed table does without)

    columns = COLUMNS[name]
    return pd.DataFrame(list(rows), columns=list(columns)).astype(columns)
