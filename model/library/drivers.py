"""Drivers that users hold: what each range of a scenario moves by itself, what each lever would have to be."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from model.analysis import breakeven, sensitivity
from model.engine.results import frame_of
from model.frozen import ENDS
from model.library.cards import Card, Table
from model.library.charts import Chart, chart_of, checked
from model.library.scenario import Scenario, Source, held, origin
from model.present.exhibits import drivers as exhibits
from model.present.tables import drivers as tables
from model.present.words import drivers as drivers_words
from model.present.words import one_at_a_time
from model.present.words.plain import plan

BAR_COLUMNS = {
    "scenario": "str", "measure": "str", "path": "str",
    **dict.fromkeys(("input_low", "input_high", "central", "at_low", "at_high"), "float64"),
}  # fmt: skip
BREAK_EVEN_COLUMNS = {"scenario": "str", "lever": "str", "case": "str", "root": "float64", "whole": "float64"}


@dataclass(frozen=True, repr=False)
class Drivers:
    """What moves a scenario's answer.

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

    def sobol(self, measure: str | None = None) -> pd.DataFrame:
        """Return the share of a measure's variance that each range accounts for, alone and in all: a row each.

        The measure is by default the margin where it is known, else the troops tied up.

        Raises:
            ScenarioError: if the model refuses part of a range, or the measure is not known.
        """
        return tables.frame(self.scenario, sensitivity.sobol(self.scenario, measure=measure))

    def chart(self, measure: str | None = None) -> Chart:
        """Return the bars of `tied_up` or `margin`, by default of the margin where any range moves it.

        Raises:
            ScenarioError: if fewer than three ranges move it.
        """
        if measure is not None:
            checked(measure, sensitivity.BAR_MEASURES, "bars of")
        drawn = measure or self._measure
        exhibit = exhibits.inputs_alone(self.scenario, self.bars, drawn)
        why_not = one_at_a_time.why_not_drawn(self.scenario, self.bars, drawn)
        return chart_of(exhibit, origin(self.scenario), why_not.rstrip("."))

    @property
    def _measure(self) -> str:
        return "margin" if drivers_words.moving(self.bars, "margin") else "tied_up"

    def _repr_html_(self) -> str:
        exhibit = exhibits.inputs_alone(self.scenario, self.bars, self._measure)
        table = Table(drivers_words.ONE_AT_A_TIME, tables.bars_in_words(self.scenario, self.bars), "frame() has all")
        title = (
            one_at_a_time.why_not_drawn(self.scenario, self.bars, self._measure) if exhibit is None else exhibit.title
        )
        pictures = [] if exhibit is None else [exhibit]
        foot = [origin(self.scenario).sources(exhibit) for exhibit in pictures]
        return Card(
            title, plan(self.scenario), exhibits=pictures, tables=[table] if self.bars else [], foot=foot
        ).html()

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


def drivers(scenario: Source) -> Drivers:
    """Return what each range of a scenario moves by itself; break-even and Sobol indices are worked out when asked for.

    Args:
        scenario: a scenario, or whatever `load` takes.

    Raises:
        ScenarioError: if it cannot be read, or its central case cannot be run.
    """
    subject = held(scenario)
    return Drivers(subject, tuple(sensitivity.one_at_a_time(subject)))
