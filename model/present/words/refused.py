"""Values that do not fit together, in words: what each fault is of, and what would mend it."""

from collections.abc import Iterator

from model.present.path_labels import label_of
from model.present.words.plain import capital
from model.scenario import Scenario
from model.scenario.errors import ScenarioError


def refused(start: Scenario, error: ScenarioError) -> Iterator[str]:
    """Yield a sentence for each fault: the name of its input, the fault, and the remedy.

    Args:
        start: the scenario that was changed, for the names of its parts.
        error: the refusal.
    """
    for problem in error.problems:
        label = f"{label_of(start, '.'.join(problem.path))}: " if problem.path else ""
        yield f"{capital(label)}{problem.words if label else capital(problem.words)}."
