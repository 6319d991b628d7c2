"""Draws that users hold: how often a force is kept up over its ranges and chances, and each draw as a row."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.analysis import simulation as analysis
from model.analysis.simulation import DRAWN_MEASURES
from model.analysis.tasks import Progress, unheard
from model.library.arguments import checked, public
from model.library.cards import Table, card_of
from model.library.charts import Chart, chart_of
from model.library.scenario import Scenario, Source, held, origin
from model.present.exhibits import drivers as exhibits
from model.present.tables import drivers as tables
from model.present.words.drivers import simulation_sentences
from model.present.words.plain import plan
from model.scenario.errors import Problem, ScenarioError
from model.terms import NOT_KNOWN

MOST_ROWS = 1_000_000
"""Draws of which each can be a row: some hundred megabytes."""


@dataclass(frozen=True, repr=False)
class Simulation(analysis.Simulation):
    """The result of draws: a tally for each measure, and the share of them in which the force is kept up.

    >>> import model
    >>> model.simulate("dannatt", draws=1000, seed=1).frame()[["measure", "half"]].to_dict("records")[:2]
    [{'measure': 'deployed', 'half': 10000}, {'measure': 'tied_up', 'half': 34808}]
    """

    scenario: Scenario

    def frame(self) -> pd.DataFrame:
        """Return for each measure the values that one, five and nine of ten draws do not exceed, and their mean."""
        return tables.draws_frame(self)

    def each_draw(self) -> pd.DataFrame:
        """Return every draw as a row: its inputs by their paths, then its measures in whole troops.

        A nation's chance is 1 or 0 there: whether it takes part. The draws are made again, from the seed.

        Raises:
            ScenarioError: for more than a million draws.
        """
        if self.draws > MOST_ROWS:
            words = f"{self.draws:,} draws are too many for a frame, which takes {MOST_ROWS:,}; draw less often"
            raise ScenarioError([Problem((), words)])
        blocks = list(analysis.each_draw(self))
        return pd.DataFrame({name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]})

    @public
    def chart(self, measure: str | None = None) -> Chart:
        """Return twenty dots, each for one draw in twenty: by default of the margin where it is known.

        Raises:
            ScenarioError: if the measure was not drawn, or is not known.
        """
        if measure is not None:
            checked(measure, tuple(self.tallies), "draws of")
        drawn = measure or ("margin" if self.tallies.get("margin") else list(self.tallies)[:2][-1])
        return chart_of(exhibits.drawn(self, drawn), origin(self.scenario), f"no chart of {drawn}: {NOT_KNOWN}")

    def _repr_html_(self) -> str:
        table = Table("Troops, rounded for reading.", tables.draws_in_words(self))
        sentences = list(simulation_sentences(self))
        return card_of(self.chart, f"{self.draws:,} draws", plan(self.scenario), sentences=sentences, tables=[table])

    def __repr__(self) -> str:
        return f"<Simulation of {self.scenario.name}: {self.draws:,} draws, seed {self.seed}>"


@public
def simulate(
    scenario: Source,
    *,
    draws: int = 10_000,
    seed: int = 0,
    measures: Sequence[str] = DRAWN_MEASURES,
    executor: Executor | None = None,
    progress: Progress = unheard,
) -> Simulation:
    """Return the result of draws; the same seed gives the same result, on any executor.

    Args:
        scenario: a scenario, or whatever `load` takes; it may have more ranges than a run takes.
        draws: the number of draws.
        seed: the seed.
        measures: the measures that are counted, among `deployed, tied_up, capacity, margin, shortfall`.
        executor: an executor of `concurrent.futures` that works the draws out.
        progress: is called with the number of tasks that are done, of half a million draws each, and of how many.

    Raises:
        ScenarioError: if draws or seed are no allowed whole numbers, a measure is none of these, the model refuses
            part of a range, or the scenario is too large.
    """
    names = (measures,) if isinstance(measures, str) else tuple(measures)
    simulation = analysis.simulate(
        held(scenario), draws=draws, seed=seed, measures=names, executor=executor, progress=progress
    )
    return Simulation(**{**vars(simulation), "scenario": Scenario.of(simulation.scenario)})
