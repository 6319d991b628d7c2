"""Drivers that users hold: the effect of each range of a scenario by itself, the break-even of each lever."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from model.analysis import breakeven, sensitivity
from model.engine.results import frame_of
from model.frozen import ENDS
from model.library.arguments import checked, public
from model.library.cards import Table, card_of
from model.library.charts import Chart, chart_of
from model.library.scenario import Scenario, Source, held, origin
from model.present.exhibits import drivers as exhibits
from model.present.tables import drivers as drivers_tables
from model.present.tables.drivers import bars_in_words
from model.present.words.drivers import ONE_AT_A_TIME, moving
from model.present.words.plain import plan

BAR_COLUMNS = {
    "scenario": "str", "measure": "str", "path": "str",
    **dict.fromkeys(("input_low", "input_high", "central", "at_low", "at_high"), "float64"),
}  # fmt: skip
BREAK_EVEN_COLUMNS = {"scenario": "str", "lever": "str", "case": "str", "root": "float64", "whole": "float64"}


@dataclass(frozen=True, repr=False)
class Drivers:
    """The inputs that move a scenario's answer.

    Attributes:
        scenario: the scenario.
        bars: for each range, a measure at both of its ends with all else at its midpoint; the widest first.
    """

    scenario: Scenario
    bars: Sequence[sensitivity.Bar]

    def frame(self) -> pd.DataFrame:
        """Return the effect of each range by itself on what is tied up and on the margin: a row each."""
        rows = [(self.scenario.name, *(getattr(bar, name) for name in list(BAR_COLUMNS)[1:])) for bar in self.bars]
        return frame_of(BAR_COLUMNS, rows)

    def break_even(self) -> pd.DataFrame:
        """Return the values of each lever alone at which nothing is missing or to spare: a row each."""
        solutions, _ = breakeven.solve_all(self.scenario)
        return break_even_frame(solutions)

    @public
    def sobol(self, measure: str | None = None) -> pd.DataFrame:
        """Return the share of a measure's variance that each range accounts for, alone and in all: a row each.

        The measure is by default the margin where it is known, else the troops tied up.

        Raises:
            ScenarioError: if the model refuses part of a range, or the measure is not known.
        """
        return drivers_tables.frame(self.scenario, sensitivity.sobol(self.scenario, measure=measure))

    @public
    def chart(self, measure: str | None = None) -> Chart:
        """Return the bars of `tied_up` or `margin`, by default of the margin where any range moves it.

        Raises:
            ScenarioError: if no range moves it.
        """
        if measure is not None:
            checked(measure, sensitivity.BAR_MEASURES, "bars of")
        drawn = measure or ("margin" if moving(self.bars, "margin") else "tied_up")
        exhibit = exhibits.inputs_alone(self.scenario, self.bars, drawn, least=1)
        return chart_of(exhibit, origin(self.scenario), f"no range of the scenario moves {drawn}; frame() has all")

    def _repr_html_(self) -> str:
        tables = [Table(ONE_AT_A_TIME, bars_in_words(self.scenario, self.bars), "frame() has all")] if self.bars else []
        return card_of(self.chart, f"Drivers of {plan(self.scenario)}", plan(self.scenario), tables=tables)

    def __repr__(self) -> str:
        return f"<Drivers of {self.scenario.name}: {len(self.bars)} bars>"


def break_even_frame(solutions: Sequence[breakeven.Solution]) -> pd.DataFrame:
    """Return each value of a lever at which the margin is zero, by case, and the whole step that suffices."""
    rows = [
        (solution.scenario.name, solution.lever, case, root, step)
        for solution in solutions
        for case in ENDS
        for root, step in zip(
            solution.roots[case], solution.whole.get(case) or (None,) * len(solution.roots[case]), strict=True
        )
    ]
    return frame_of(BREAK_EVEN_COLUMNS, rows)


@public
def drivers(scenario: Source) -> Drivers:
    """Return the effect of each range of a scenario by itself; break-even and Sobol indices come when asked for.

    Args:
        scenario: a scenario, or whatever `load` takes.

    Raises:
        ScenarioError: if it cannot be read, or its central case cannot be run.
    """
    subject = held(scenario)
    return Drivers(subject, tuple(sensitivity.one_at_a_time(subject)))
