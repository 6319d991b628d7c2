"""Comparisons that users hold: what each change of a variant does alone, as a frame, a chart and a card."""

from dataclasses import dataclass, replace

import pandas as pd

from model.analysis import comparison as analysis
from model.analysis.tasks import Progress, unheard
from model.library.arguments import public
from model.library.cards import Table, card_of
from model.library.charts import Chart, chart_of
from model.library.scenario import Source, held, origin
from model.present.exhibits import comparison as exhibits
from model.present.tables import effects
from model.present.words import comparison as words
from model.terms import MEASURES

TOO_MANY = f"a chart shows {words.LEAST} to {words.MOST} plans; compare fewer, or take frame()"


@dataclass(frozen=True, repr=False)
class Comparison(analysis.Comparison):
    """A baseline and a variant, with each difference between them made alone; further variants in `others`.

    >>> import model
    >>> comparison = model.compare("reassurance_force", "nato_norm")
    >>> comparison.difference("tied_up").high
    30000.0
    """

    others: "tuple[Comparison, ...]" = ()

    difference, why_difference = public(analysis.Comparison.difference), public(analysis.Comparison.why_difference)
    remainder, why_remainder = public(analysis.Comparison.remainder), public(analysis.Comparison.why_remainder)

    @property
    def all(self) -> "tuple[Comparison, ...]":
        """The comparison of the baseline with each variant alone."""
        return (replace(self, others=()), *self.others)

    @property
    def names(self) -> list[str]:
        """A name for the baseline and for each variant: the scenarios', or of versions of one what tells them apart."""
        return words.told_apart([self.base, *(pair.variant for pair in self.all)])

    def frame(self) -> pd.DataFrame:
        """Return each scenario's measures, the effect of each change alone, and the remainder: a row each."""
        return effects.comparison_table(self.base, self.all, self.names)

    def chart(self) -> Chart:
        """Return the measures of the scenarios side by side.

        Raises:
            ScenarioError: for more than four scenarios.
        """
        runs = [self.base, *(pair.variant for pair in self.all)]
        sides = words.sides(runs)
        exhibit = exhibits.measures(sides, self.all) if len(runs) <= words.MOST else None
        return chart_of(exhibit, origin(*(held(run.scenario) for run in runs)), TOO_MANY)

    def _repr_html_(self) -> str:
        tables = [self._effects(pair, name) for pair, name in zip(self.all, self.names[1:], strict=True)]
        return card_of(self.chart, f"{len(self.all)} variants of {self.names[0]}", tables=tables)

    def _effects(self, pair: analysis.Comparison, name: str) -> Table:
        measure = "tied_up" if any(pair.difference("tied_up")) or "margin" not in pair.measures else "margin"
        caption = f"{self.names[0]} to {name}, each change alone: {MEASURES[measure].in_a_sentence}"
        return Table(caption, effects.effects_in_words(pair, measure), "frame() has all")

    def __repr__(self) -> str:
        return f"<Comparison of {self.names[0]} with {', '.join(self.names[1:])}>"


@public
def compare(base: Source, variant: Source, *others: Source, progress: Progress = unheard) -> Comparison:
    """Return each difference between a variant and its baseline made alone, and the remainder.

    Args:
        base: the baseline: a scenario, or whatever `load` takes.
        variant: the scenario that is compared with it.
        others: further ones, each compared with the baseline.
        progress: is called with the number of differences of a variant that are worked out, and of how many.

    Raises:
        ScenarioError: if one of them cannot be read or run.
    """
    start = held(base)
    pairs = [analysis.compare(start, held(one), progress=progress) for one in (variant, *others)]
    first, *further = (Comparison(pair.base, pair.variant, pair.steps) for pair in pairs)
    return replace(first, others=tuple(further))
