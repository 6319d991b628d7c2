"""Sweeps that users hold: measures over the values of some paths, as a frame, a chart and a card."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.analysis import sweep as analysis
from model.frozen import lazy
from model.library.arguments import checked, public
from model.library.scenario import Scenario, Source, held, origin
from model.present.numbers import with_unit
from model.present.words.plain import plan
from model.scenario.errors import Problem, ScenarioError
from model.terms import NOT_KNOWN

if TYPE_CHECKING:
    import pandas as pd

    from model.library.charts import Chart

MOST_SHOWN = 10_000
"""Points that a notebook works out to show a sweep; of more it says how many there are."""


@dataclass(frozen=True, repr=False)
class Sweep(analysis.Sweep):
    """Points that are checked and worked out when `frame`, `chart` or a notebook asks for them.

    >>> import model
    >>> sweep = model.sweep("dannatt", {"rotation.dwell_ratio": [2, 3]}, measures=["tied_up"])
    >>> sweep.frame()["tied_up_central"].tolist()
    [30000.0, 40000.0]
    """

    scenario: Scenario

    @public
    def frame(self, executor: Executor | None = None) -> "pd.DataFrame":
        """Return the whole sweep, if memory holds it, as a frame of the caller's own with a row for each point."""
        return self._worked_out.copy() if executor is None else super().frame(executor)

    @lazy
    def _worked_out(self) -> "pd.DataFrame":
        return super().frame()

    @public
    def chart(self, measure: str | None = None) -> "Chart":
        """Return a measure over the first path, with a band from low to high for each value of a second.

        Raises:
            ScenarioError: if it is none of the sweep's, is not known, or the sweep has more paths than a chart shows.
        """
        from model.library.charts import chart_of  # noqa: PLC0415  (charts: half a second)
        from model.present.exhibits.sweep import fault_of, swept  # noqa: PLC0415

        drawn = measure or self._measure
        checked(drawn, self.measures, "measure")
        if fault := fault_of(self):
            raise ScenarioError([Problem((), fault)])
        why_not = f"no chart of {drawn}: {NOT_KNOWN}"
        return chart_of(swept(self, self.frame(), drawn), origin(self.scenario), why_not)

    @property
    def _measure(self) -> str:
        return "tied_up" if "tied_up" in self.measures else self.measures[0]

    def _repr_html_(self) -> str:
        from model.library.cards import Card, card_of  # noqa: PLC0415  (charts, as above)

        title = f"A sweep of {with_unit(f'{self.count:,}', 'points')}"
        if self.count > MOST_SHOWN:
            return Card(title, plan(self.scenario), ["frame() works them out."]).html()
        return card_of(self.chart, title, plan(self.scenario), caption="Low to high, rounded for reading.")

    def __repr__(self) -> str:
        return f"<Sweep of {self.scenario.name}: {with_unit(f'{self.count:,}', 'points')} over {', '.join(self.over)}>"


@public
def sweep(
    scenario: Source,
    over: "Mapping[str, analysis.Given | pd.Series[Any]] | pd.DataFrame",
    *,
    measures: Sequence[str] | None = None,
    draws: int | None = None,
    seed: int = 0,
    zipped: bool = False,
) -> Sweep:
    """Return a sweep over some paths' values, to be worked out part by part or as one frame.

    Args:
        scenario: a scenario, or whatever `load` takes.
        over: dotted path -> values: numbers, or anything the schema allows there; or a frame whose columns are paths.
        measures: by default the measures of the steady state, which are quick; the measures of the chance and of the
            months take a run for each point.
        draws: the number of draws at each point; none by default.
        seed: the seed of the draws, one for all points.
        zipped: whether the values are taken side by side, as the rows of a table, not in every combination.

    Raises:
        ScenarioError: before anything is worked out, if a path does not exist, a value is not allowed there, a
            measure is not the scenario's, or the points are too many.
    """
    columns = {path: _listed(values) for path, values in dict(over).items()}
    points = analysis.sweep(held(scenario), columns, measures=measures, draws=draws, seed=seed, zipped=zipped)
    return Sweep(**{**vars(points), "scenario": Scenario.of(points.scenario)})


def _listed(values: Any) -> Any:  # noqa: ANN401  (values of any kind)
    """A column of pandas or a range as a list; anything else as it is."""
    if isinstance(values, np.ndarray | str | list | tuple):
        return values
    return values.tolist() if hasattr(values, "tolist") else values
