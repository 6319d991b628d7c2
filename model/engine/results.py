"""Results: what evaluated scenarios come to, as tidy frames, made only when asked for.

Every frame carries `scenario`; where it depends on the case also `case`: `central`, and `low` and
`high`, the cases of least and greatest tied up. In `measures`, low and high are each measure's own
extremes. What is not known publicly is missing (NaN or None in a frame, null in a file).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.engine import rows
from model.engine.columns import COLUMNS
from model.engine.run import Run
from model.frozen import Range, lazy

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

    @lazy
    def measures(self) -> "pd.DataFrame":
        """One row per measure, with its own low and high."""
        return self._frame("measures")

    @lazy
    def phases(self) -> "pd.DataFrame":
        """One row per case and phase of the coalition's tied-up total."""
        return self._frame("phases")

    @lazy
    def requirement(self) -> "pd.DataFrame":
        """One row per case, component and provider."""
        return self._frame("requirement")

    @lazy
    def contributors(self) -> "pd.DataFrame":
        """One row per case and contributor: position, pool, what it could keep up, carries and ties up, its weight."""
        return self._frame("contributors")

    @lazy
    def chances(self) -> "pd.DataFrame":
        """One row per case and force size: the chance that those who take part could keep it up."""
        return self._frame("chances")

    @lazy
    def timeline(self) -> "pd.DataFrame":
        """One row per case, month, component and contributor, and for all together: troops by phase, and the pool."""
        return self._frame("timeline")

    @lazy
    def schedule(self) -> "pd.DataFrame":
        """One row per case, whole unit and phase: from which month to which, and whom it relieves."""
        return self._frame("schedule")

    @lazy
    def inputs(self) -> "pd.DataFrame":
        """One row per quantity: its path, range, unit, standing, claim and reason."""
        return self._frame("inputs")

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Return the frames that hold anything, by name; `contributors` is left out without a coalition."""
        found = {name: getattr(self, name) for name in COLUMNS}
        return {name: frame for name, frame in found.items() if len(frame)}

    def _frame(self, name: str) -> "pd.DataFrame":
        return frame_of(COLUMNS[name], [row for run in self.runs for row in rows.OF[name](run)])


def frame_of(columns: Mapping[str, str], lines: Sequence[rows.Row]) -> "pd.DataFrame":
    """Return rows as a frame with these columns, each with its type."""
    import pandas as pd  # noqa: PLC0415  (a fifth of a second that a printed table does without)

    return pd.DataFrame(lines, columns=list(columns)).astype(columns)
