"""Comparison: the effect of each change of a variant alone, and the effect of all together beyond the sum.

Each change is made alone on the baseline, in the variant's order; its effect is the result less the baseline's. The
remainder is the whole difference less all effects: the changes' interaction. A remainder with an unknown effect is
unknown, and every value that is missing says why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.analysis.tasks import Progress, counted, unheard
from model.engine import budget
from model.engine.missing import REFUSED_ALONE, Reasons, lacking
from model.engine.run import Run
from model.frozen import Range, lazy
from model.letters import quoted
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError
from model.scenario.paths import nearest
from model.terms import MEASURES


@dataclass(frozen=True)
class Step:
    """One change made alone on the baseline: its path, its value, and the run, or why it is refused alone."""

    path: str
    value: object
    run: Run | None
    refused: str = ""


@dataclass(frozen=True)
class Figure:
    """A measure or a difference of two: low, central and high, and why one of them is missing."""

    values: Range
    why: Reasons

    @classmethod
    def of(cls, run: Run, measure: str) -> "Figure":
        """Return a run's measure; of one that it does not have, the reason.

        Raises:
            ScenarioError: for a measure that the model does not have.
        """
        if measure in run.measures:
            return cls(run.measure(measure), run.why(measure))
        if measure not in MEASURES:
            raise ScenarioError([Problem((), f"no measure {quoted(measure)}; {nearest(measure, MEASURES)}")])
        return cls(Range(), Reasons.at_all(lacking(measure)))

    def __sub__(self, other: "Figure") -> "Figure":
        return Figure(self.values - other.values, self.why.else_of(other.why))

    @property
    def cells(self) -> tuple[float | str | None, ...]:
        """Low, central and high, then the reason for each, None where there is none."""
        return (*self.values, *(reason or None for reason in self.why))


@dataclass(frozen=True)
class Comparison:
    """A baseline, a variant, and each difference between them made alone."""

    base: Run
    variant: Run
    steps: tuple[Step, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that one of them has."""
        return tuple(name for name in MEASURES if name in (*self.base.measures, *self.variant.measures))

    def difference(self, measure: str) -> Range:
        """Return the variant's measure less the baseline's; None where one of them is missing."""
        return self._difference(measure).values

    def why_difference(self, measure: str) -> Reasons:
        """Return why the low, central and high difference is missing."""
        return self._difference(measure).why

    def effect(self, step: Step, measure: str) -> Range:
        """Return the effect of one change alone; None where it is refused alone, or the measure is missing."""
        return self._effect(step, measure).values

    def together(self, steps: Sequence[Step]) -> Step:
        """Return several changes made together on the baseline, as one; a single one as it is."""
        if len(steps) == 1:
            return steps[0]
        return _step(self.base.scenario, {step.path: step.value for step in steps})

    def why_effect(self, step: Step, measure: str) -> Reasons:
        """Return why the low, central and high effect of one change alone is missing."""
        return self._effect(step, measure).why

    def remainder(self, measure: str) -> Range:
        """Return the difference less all effects; None where one of them is missing."""
        return self._remainder(measure).values

    def why_remainder(self, measure: str) -> Reasons:
        """Return why the low, central and high remainder is missing."""
        return self._remainder(measure).why

    def rows(self) -> Iterator[tuple[str | float | None, ...]]:
        """Yield measure, kind of row, path, low, central and high, and why each of these is missing, else None."""
        for measure in self.measures:
            yield (measure, "baseline", "", *self._figure(self.base, measure).cells)
            for step in self.steps:
                kind = "effect" if step.run else "refused"
                yield (measure, kind, step.path, *self._effect(step, measure).cells)
            yield (measure, "remainder", "", *self._remainder(measure).cells)
            yield (measure, "variant", "", *self._figure(self.variant, measure).cells)

    def _difference(self, measure: str) -> Figure:
        return self._figure(self.variant, measure) - self._figure(self.base, measure)

    def _effect(self, step: Step, measure: str) -> Figure:
        if step.run is None:
            return Figure(Range(), Reasons.at_all(REFUSED_ALONE))
        return self._figure(step.run, measure) - self._figure(self.base, measure)

    def _remainder(self, measure: str) -> Figure:
        remainder = self._difference(measure)
        for step in self.steps:
            remainder -= self._effect(step, measure)
        return remainder

    def _figure(self, run: Run, measure: str) -> Figure:
        key = (id(run), measure)
        if key not in self._figures:
            self._figures[key] = Figure.of(run, measure)
        return self._figures[key]

    @lazy
    def _figures(self) -> dict[tuple[int, str], Figure]:
        """Every measure of a run that was asked for: some take long to work out."""
        return {}


def compare(base: Scenario, variant: Scenario, *, progress: Progress = unheard) -> Comparison:
    """Return each difference between a variant and its baseline made alone, and the remainder.

    `progress` is called with the number of differences that are worked out, and of how many.

    Raises:
        ScenarioError: if one of the two cannot be run.
    """
    runs = Run.of(base), Run.of(variant)
    changes = base.differences(variant)
    budget.check_comparison(base, len(changes))
    steps = (_step(base, {path: value}) for path, value in changes.items())
    return Comparison(*runs, tuple(counted(steps, len(changes), progress)))


def _step(base: Scenario, changes: Mapping[str, object]) -> Step:
    """The changes made on a baseline; one that stands for several has the first one's path and value."""
    path, value = next(iter(changes.items()))
    try:
        return Step(path, value, Run.of(base.replace(changes)))
    except ScenarioError as error:
        return Step(path, value, None, "; ".join(problem.words for problem in error.problems))
