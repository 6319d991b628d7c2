"""Comparison: the effect of each change of a variant alone, and the effect of all together beyond the sum.

Each change is made alone on the baseline, in the variant's order; its effect is the result less the baseline's. The
remainder is the whole difference less all effects: the changes' interaction.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from model.analysis.tasks import Progress, counted, unheard
from model.engine import budget
from model.engine.run import Run
from model.frozen import Range
from model.scenario import Scenario
from model.scenario.errors import ScenarioError


@dataclass(frozen=True)
class Step:
    """One change made alone on the baseline: its path, its value, and the run, or why it is refused alone."""

    path: str
    value: object
    run: Run | None
    refused: str = ""


@dataclass(frozen=True)
class Comparison:
    """A baseline, a variant, and each difference between them made alone."""

    base: Run
    variant: Run
    steps: tuple[Step, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that both have, in the baseline's order."""
        return tuple(name for name in self.base.measures if name in self.variant.measures)

    def difference(self, measure: str) -> Range:
        """Return the variant's measure less the baseline's; None where one of them is not known."""
        return self.variant.measure(measure) - self.base.measure(measure)

    def effect(self, step: Step, measure: str) -> Range:
        """Return the effect of one change alone; None where it is refused alone, or the measure is not known."""
        if step.run is None or measure not in step.run.measures:
            return Range()
        return step.run.measure(measure) - self.base.measure(measure)

    def remainder(self, measure: str) -> Range:
        """Return the difference less the effects that are known."""
        remainder = self.difference(measure)
        for step in self.steps:
            remainder -= Range(*(end or 0.0 for end in self.effect(step, measure)))
        return remainder

    def rows(self) -> Iterator[tuple[str, str, str, *tuple[float | None, ...]]]:
        """Yield measure, kind of row, path, and low, central and high."""
        for measure in self.measures:
            yield (measure, "baseline", "", *self.base.measure(measure))
            for step in self.steps:
                kind = "effect" if step.run else "refused"
                yield (measure, kind, step.path, *self.effect(step, measure))
            yield (measure, "remainder", "", *self.remainder(measure))
            yield (measure, "variant", "", *self.variant.measure(measure))


def compare(base: Scenario, variant: Scenario, *, progress: Progress = unheard) -> Comparison:
    """Return each difference between a variant and its baseline made alone, and the remainder.

    `progress` is called with the number of differences that are worked out, and of how many.

    Raises:
        ScenarioError: if one of the two cannot be run.
    """
    runs = Run.of(base), Run.of(variant)
    changes = base.differences(variant)
    budget.check_comparison(base, len(changes))
    steps = (_step(base, path, value) for path, value in changes.items())
    return Comparison(*runs, tuple(counted(steps, len(changes), progress)))


def _step(base: Scenario, path: str, value: object) -> Step:
    try:
        return Step(path, value, Run.of(base.replace({path: value})))
    except ScenarioError as error:
        return Step(path, value, None, "; ".join(problem.message for problem in error.problems))
