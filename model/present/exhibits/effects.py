"""The exhibit of a comparison step by step: the effect of each change alone on one measure."""

from collections.abc import Sequence
from functools import partial

from model.analysis.comparison import Comparison
from model.present.charts.effects import steps, steps_chart, steps_text
from model.present.exhibits.exhibit import Exhibit
from model.present.tables.effects import comparison_table, effects_in_words
from model.present.words.effects import AT_ENDS, largest_effect
from model.terms import MEASURES


def step_by_step(comparison: Comparison, measure: str, end: str, names: Sequence[str], number: int) -> Exhibit | None:
    """Return the steps from a plan to another; None where one end is not known.

    Args:
        comparison: the two plans.
        measure: the measure that changes.
        end: the end of its range, `low` or `high`.
        names: the names of the baseline and of the variant.
        number: the number of the comparison on its page.
    """
    bars = steps(comparison, measure, end, names)
    if not bars:
        return None
    return Exhibit(
        key=f"steps_{number}",
        title=largest_effect(comparison, measure, end),
        subtitle=f"{MEASURES[measure].label}, {AT_ENDS[end]}: from “{names[0]}” to “{names[1]}”, each change alone.",
        chart=steps_chart(bars, comparison.base.unit(measure).capitalize()),
        text=steps_text(comparison, measure, end, bars),
        table=effects_in_words(comparison, measure),
        frame=partial(comparison_table, comparison.base, [comparison], names),
    )
