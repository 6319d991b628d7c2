"""Solutions that users hold: the values of one lever at which the margin is zero, as a frame, a chart and a card."""

from dataclasses import dataclass

import pandas as pd

from model.analysis import breakeven
from model.library.arguments import public
from model.library.cards import card_of
from model.library.charts import Chart
from model.library.drivers import break_even_frame
from model.library.scenario import Scenario, Source, held, origin
from model.present.exhibits import drivers as exhibits
from model.present.words.break_even import solution_sentence
from model.present.words.plain import plan


@dataclass(frozen=True, repr=False)
class Solution(breakeven.Solution):
    """The values of a lever at which the margin is zero, by case.

    >>> import model
    >>> model.solve("dannatt", "rotation.dwell_ratio", (1, 4)).roots["central"]
    (2.269349435825,)
    """

    scenario: Scenario

    def frame(self) -> pd.DataFrame:
        """Return each value at which the margin is zero, by case, and the whole step that suffices: a row each."""
        return break_even_frame([self])

    def chart(self) -> Chart:
        """Return the margin along the lever, with the values at which it is zero."""
        return Chart(exhibits.break_even(self), origin(self.scenario))

    def _repr_html_(self) -> str:
        return card_of(self.chart, "", plan(self.scenario), caption="The lever alone, all else as it is.")

    def __repr__(self) -> str:
        return f"<Solution: {solution_sentence(self)}>"


@public
def solve(scenario: Source, lever: str, between: tuple[float, float] | None = None) -> Solution:
    """Return every value of a lever at which the margin is zero, within an interval or the page's own.

    Args:
        scenario: a scenario, or whatever `load` takes.
        lever: the dotted path of a number.
        between: the ends of the interval.

    Raises:
        ScenarioError: if there is no such lever or no such interval, no coalition, or the size of the force is
            not known, so that there is no margin.
    """
    ends = None
    if between is not None:
        low, high = map(float, between)
        ends = (low, high)
    solution = breakeven.solve(held(scenario), lever, ends)
    return Solution(**{**vars(solution), "scenario": Scenario.of(solution.scenario)})
